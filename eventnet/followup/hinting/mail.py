"""Two letters: is that so, to whose calendar it is; what it says, to the other. One of each for each invitation."""

from datetime import datetime

from flask_babel import gettext as _

from eventnet.followup.mail.meetings import names_for, page_for, reply_words
from eventnet.followup.models import Meeting
from eventnet.mail.outbox import Words, post
from eventnet.people.models import Person
from eventnet.web.filters import when
from eventnet.web.languages import speaking


def tell(meeting: Meeting, person: Person, said: str, starts_at: datetime | None) -> None:
    _ask(meeting, person, said, starts_at)
    _hint(meeting, person, said, starts_at)


def _ask(meeting: Meeting, to: Person, said: str, starts_at: datetime | None) -> None:
    link = page_for(meeting, to)
    with speaking(to.language):
        names = names_for(meeting, to) | {"then": _then(meeting, starts_at)}
        first = (
            _("Your calendar has declined the meeting with %(name)s, %(when)s.", **names)
            if said == "declined"
            else _("Your calendar suggests %(then)s for the meeting with %(name)s, instead of %(when)s.", **names)
        )
        words = Words(
            subject=_("Is your calendar right? %(name)s, %(when)s · %(event)s", **names),
            paragraphs=[first, _("Nothing has been changed here: %(name)s still expects you as agreed.", **names)],
            actions=[(_("Say what is right"), link)],
            small=reply_words(meeting, to),
        )
        post("calendar_question", to, _key("calendar_question", meeting, to, said), words, by=meeting.other(to))


def _hint(meeting: Meeting, person: Person, said: str, starts_at: datetime | None) -> None:
    to = meeting.other(person)
    link = page_for(meeting, to)
    with speaking(to.language):
        names = names_for(meeting, to) | {"then": _then(meeting, starts_at), "name": person.name}
        first = (
            _("The calendar of %(name)s has declined your meeting, %(when)s.", **names)
            if said == "declined"
            else _("The calendar of %(name)s suggests %(then)s for your meeting, instead of %(when)s.", **names)
        )
        words = Words(
            subject=_("The calendar of %(name)s says otherwise: %(when)s · %(event)s", **names),
            paragraphs=[
                first,
                _(
                    "It may be a slip, and we have asked %(name)s. The meeting stands until one of you changes it.",
                    **names,
                ),
            ],
            actions=[(_("Open the meeting"), link)],
            small=reply_words(meeting, to),
        )
        post("calendar_hint", to, _key("calendar_hint", meeting, to, said), words, by=person)


def _then(meeting: Meeting, starts_at: datetime | None) -> str:
    return when(starts_at, meeting.tz) if starts_at else _("another time")


def _key(kind: str, meeting: Meeting, to: Person, said: str) -> str:
    return f"{kind} {meeting.code} {meeting.sequence} {said} {to.id}"
