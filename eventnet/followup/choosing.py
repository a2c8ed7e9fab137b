"""What a time must be before it is named: on the clock, still to come, and free of one's other meetings here."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.clock import now
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.walltime import moment_of
from eventnet.web.filters import clock

LONGEST = timedelta(minutes=240)


class Choice(Struct, frozen=True):
    """Who names times, for how long, on which clock; `besides` is the request whose own meeting may move."""

    by: Person
    zone: str
    minutes: int
    besides: MeetingRequest | None = None

    def refusals(self, walls: Iterable[datetime]) -> list[str]:
        """In the order of the times: what a rule says against each, or nothing."""
        walls = list(walls)
        busy = self._busy()
        return [self._refusal(wall, busy) for wall in walls]

    def clashes(self, moments: Iterable[datetime]) -> list[Meeting | None]:
        """For each moment what this person has agreed to already."""
        busy = self._busy()
        return [self._clash(moment, busy) for moment in moments]

    def _refusal(self, wall: datetime, busy: list[Meeting]) -> str:
        try:
            moment = moment_of(wall, self.zone)
        except Refused as no:
            return no.words
        if moment <= now():
            return _("A time that has passed cannot be proposed.")
        clash = self._clash(moment, busy)
        return clash_words(clash, self.by) if clash else ""

    def _clash(self, moment: datetime, busy: list[Meeting]) -> Meeting | None:
        ends_at = moment + timedelta(minutes=self.minutes)
        return next((each for each in busy if each.starts_at < ends_at and each.ends_at > moment), None)

    def _busy(self) -> list[Meeting]:
        ahead = Meeting.of(self.by).where(Meeting.cancelled_at.is_(None), Meeting.starts_at > now() - LONGEST)
        return (ahead.where(Meeting.request_id != self.besides.id) if self.besides and self.besides.id else ahead).all()


def clash_words(meeting: Meeting, reader: Person, with_name: bool = True) -> str:
    """Without the name where a letter is all that a reader has shown."""
    if not with_name:
        return _("You have another meeting then.")
    time = clock(meeting.starts_at, meeting.tz)
    return _("You meet %(name)s then (%(time)s). Choose another time.", name=meeting.other(reader).name, time=time)
