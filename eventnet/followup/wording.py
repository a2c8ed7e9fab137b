"""What pages and letters of this room call things."""

from flask_babel import gettext as _
from flask_babel import ngettext

from eventnet.followup.models import Meeting, MeetingRequest, Slot
from eventnet.people.models import Person
from eventnet.web.filters import when

Fact = tuple[str, str]


def place_of(meeting: Meeting) -> str:
    return meeting.place or (_("by phone") if meeting.is_call else "")


def minutes_words(minutes: int) -> str:
    return ngettext("%(num)s minute", "%(num)s minutes", minutes)


def who(person: Person) -> str:
    """The name, and what the card says about them in brackets."""
    about = ", ".join(part for part in (person.headline, person.organisation) if part)
    return f"{person.name} ({about})" if about else person.name


def times(slots: list[Slot], request: MeetingRequest) -> list[Fact]:
    """When, or, or."""
    return [(_("or") if number else _("When"), when(slot.starts_at, request.tz)) for number, slot in enumerate(slots)]


def request_facts(request: MeetingRequest, slots: list[Slot]) -> list[Fact]:
    offer = [(_("%(name)s offers", name=request.sender.name), request.offer)] if request.offer else []
    return [
        *offer,
        *times(slots, request),
        (_("Where"), request.place),
        (_("How long"), minutes_words(request.minutes)),
    ]


def meeting_facts(meeting: Meeting) -> list[Fact]:
    return [
        (_("When"), when(meeting.starts_at, meeting.tz)),
        (_("How") if meeting.is_call else _("Where"), place_of(meeting)),
        (_("How long"), minutes_words(meeting.minutes)),
    ]


def topic_facts(request: MeetingRequest, reader: Person) -> list[Fact]:
    """What it will be about, for one of the two."""
    name = request.sender.name
    if reader.id == request.sender_id:
        facts = [(_("You asked"), request.ask), (_("You offered"), request.offer)]
    else:
        facts = [
            (_("%(name)s asks", name=name), request.ask),
            (_("%(name)s offers", name=name), request.offer),
        ]
    return [(title, text) for title, text in facts if text]
