"""Who comes to a meeting: the two who agreed on it, and whom they asked to come along, five at most."""

from flask_babel import gettext as _

from eventnet.followup.models import Meeting
from eventnet.people.models import Person
from eventnet.refusals import Refused

MOST_GUESTS = 3


def people_of(meeting: Meeting) -> list[Person]:
    """Everybody who comes; the two who agreed on it first."""
    return meeting.coming


def others(meeting: Meeting, reader: Person) -> list[Person]:
    """Everybody else who comes; who is left alone or away still meets somebody in words."""
    found = [person for person in people_of(meeting) if person.id != reader.id]
    return found or [meeting.other(reader)]


def names(meeting: Meeting, reader: Person) -> str:
    """Everybody else, as one says it: Ben Okafor, Cleo Brandt and Eve Adler."""
    *first, last = (person.name for person in others(meeting, reader))
    return _("%(names)s and %(last)s", names=", ".join(first), last=last) if first else last


def are_more_than_two(meeting: Meeting) -> bool:
    return len(people_of(meeting)) > 2


def has_left(meeting: Meeting, person: Person) -> bool:
    return any(guest.is_gone_from_the_two and guest.person_id == person.id for guest in meeting.guests)


def refuse_left(meeting: Meeting | None, person: Person) -> None:
    """Who has left has no more to say about it."""
    if meeting and has_left(meeting, person):
        raise Refused("left", _("You have said that you cannot come. The others meet without you."))
