"""What pages and letters of this room call things."""

from flask_babel import gettext as _
from flask_babel import ngettext

from eventnet.followup.clocks import on_all_clocks
from eventnet.followup.models import Meeting, MeetingRequest, Slot
from eventnet.people.models import Person

Fact = tuple[str, str]


def place_of(meeting: Meeting) -> str:
    return meeting.place or (_("by phone") if meeting.is_call else "")


def minutes_words(minutes: int) -> str:
    return ngettext("%(num)s minute", "%(num)s minutes", minutes)


def who(person: Person) -> str:
    """The name, and what the card says about them in brackets."""
    about = ", ".join(part for part in (person.headline, person.organisation) if part)
    return f"{person.name} ({about})" if about else person.name


def times(slots: list[Slot], request: MeetingRequest, reader: Person) -> list[Fact]:
    """When, or, or; on the clocks of both."""
    other = request.other(reader)
    moments = [on_all_clocks(slot.starts_at, request.zone, reader, other) for slot in slots]
    return [(_("or") if number else _("When"), moment) for number, moment in enumerate(moments)]


def request_facts(request: MeetingRequest, slots: list[Slot]) -> list[Fact]:
    """For the one who is asked."""
    offer = [(_("%(name)s offers", name=request.sender.name), request.offer)] if request.offer else []
    return [
        *offer,
        *times(slots, request, request.recipient),
        (_("Where"), request.place),
        (_("How long"), minutes_words(request.minutes)),
    ]


def meeting_facts(meeting: Meeting, reader: Person) -> list[Fact]:
    return [
        (_("When"), on_all_clocks(meeting.starts_at, meeting.zone, reader, meeting.other(reader))),
        (_("How") if meeting.is_call else _("Where"), meeting.place or _way_to_come()),
        (_("How long"), minutes_words(meeting.minutes)),
        *company_facts(meeting, reader),
    ]


def company_facts(meeting: Meeting, reader: Person) -> list[Fact]:
    """Who comes, where that is more than the other one."""
    found = [person for person in meeting.coming if person.id != reader.id]
    return [(_("Who comes"), "\n".join(who(person) for person in found))] if len(found) > 1 else []


def _way_to_come() -> str:
    return _("Not said yet. Either of you can give a number or a link.")


def topic_facts(request: MeetingRequest, reader: Person) -> list[Fact]:
    """What it will be about, for one of the two; a guest was not meant by it."""
    if reader.id not in (request.sender_id, request.recipient_id):
        return []
    name = request.sender.name
    if reader.id == request.sender_id:
        facts = [(_("You asked"), request.ask), (_("You offered"), request.offer)]
    else:
        facts = [
            (_("%(name)s asks", name=name), request.ask),
            (_("%(name)s offers", name=name), request.offer),
        ]
    return [(title, text) for title, text in facts if text]
