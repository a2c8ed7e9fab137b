"""What goes wrong for five people or more, and what to do about it. One person's trouble is theirs, and the desk's."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventnet.clock import now
from eventnet.events.models import Event
from eventnet.mail import delivery
from eventnet.organising.numbers import tallies
from eventnet.organising.numbers.counting import FEW, Count

WORDS = {
    "no-server": _l("No mail server is set, so no letter leaves."),
    "waiting": _l("Letters to %(number)s people wait for more than ten minutes."),
    "failing": _l("Letters to %(number)s people came back since yesterday."),
    "uninvited": _l("%(number)s people who are not on the list scanned a badge in the last hour."),
    "unknown": _l("%(number)s people scanned codes in the last hour that are not known here."),
    "ahead": _l("The clocks of %(number)s phones are fast by more than five minutes."),
}
ADVICE = {
    "no-server": _l("Ask whoever runs the server to set EVENTNET_SMTP_URL. Letters are kept until then."),
    "waiting": _l("The mail server is slow or does not answer. Nothing is lost: they go out when it does."),
    "failing": _l("Look for “unreachable” in the list of people, and mend the addresses there."),
    "uninvited": _l("Add them at the desk, or open the event to everybody in its settings."),
    "unknown": _l("They may be tickets of another shop, or old badges. Import the tickets, or print badges anew."),
    "ahead": _l("Ask them to let the phone set its time by itself; until then it counts as a printed badge."),
}


class Problem(Struct, frozen=True):
    """`kind` is a key of `WORDS`; that no server is set is nobody's, and has no people."""

    kind: str
    people: Count

    @property
    def words(self) -> str:
        return str(WORDS[self.kind]) % {"number": str(self.people)}

    @property
    def advice(self) -> str:
        return str(ADVICE[self.kind])


def problems(event: Event, until: datetime) -> list[Problem]:
    """The worst first."""
    failing, waiting = tallies.letters(event, now())
    unknown, uninvited, ahead = tallies.scans(event, until)
    found = {"waiting": waiting, "failing": failing, "uninvited": uninvited, "unknown": unknown, "ahead": ahead}
    shown = [Problem(kind, Count.of(number)) for kind, number in found.items()]
    without = [Problem("no-server", FEW)] if delivery.backend() is None else []
    return without + [problem for problem in shown if problem.people]
