"""What staying in touch adds to a contact's page: how to reach them, and how often."""

from datetime import date, timedelta

from msgspec import Struct

from eventnet.care import rhythm
from eventnet.care.forms import EVERY_WORDS, RhythmForm
from eventnet.care.nudges import last_words
from eventnet.care.occasions import occasion_of
from eventnet.care.rhythm.due import due_on, today_in, zone_of
from eventnet.care.rhythm.last import Last, last_contacts
from eventnet.care.rhythm.suggesting import Known, Rule, suggest
from eventnet.care.ways import Way, ways_of
from eventnet.care.ways.firstline import first_line
from eventnet.clock import now
from eventnet.exchange.cards import card_for_contact
from eventnet.exchange.models import Contact, Encounter, Note
from eventnet.exchange.parts import on_contact_page
from eventnet.exchange.touching import Touch
from eventnet.people.models import Person
from eventnet.rows import Rows

UNDO = timedelta(days=1)  # so long a slip of the finger can be taken back


class Reach(Struct, frozen=True):
    line: str
    ways: list[Way]


class Together(Struct, frozen=True):
    """`undo` is the contact that the owner noted last, as long as it can be taken back."""

    last: str
    undo: Touch | None
    next_on: date | None
    is_due: bool
    form: RhythmForm
    suggestion: Rule | None

    @property
    def suggested(self) -> str:
        return str(EVERY_WORDS[self.suggestion.every]) if self.suggestion else ""


@on_contact_page("care/reach.html", order=10)
def reach(owner: Person, contact: Contact) -> Reach:
    line = first_line(contact, occasion_of(contact, today_in(zone_of(owner))), _last(owner, contact))
    return Reach(line, ways_of(contact, card_for_contact(contact), line))


@on_contact_page("care/rhythm.html", place="aside", order=10)
def together(owner: Person, contact: Contact) -> Together:
    last, found = _last(owner, contact), rhythm.find(owner, contact.subject_id)
    has_rhythm = found is not None and found.months is not None
    suggestion = None if found else suggest(_known(owner, contact, last))
    tz = zone_of(owner)
    next_on = due_on(contact, found, last, tz) if found and has_rhythm else None
    return Together(
        last=last_words(last, contact),
        undo=just_noted(owner, contact),
        next_on=next_on,
        is_due=next_on is not None and next_on <= today_in(tz),
        form=RhythmForm(formdata=None, every=found.every if found else ""),
        suggestion=suggestion,
    )


def _last(owner: Person, contact: Contact) -> Last | None:
    return last_contacts(owner, [contact.subject_id]).get(contact.subject_id)


def _known(owner: Person, contact: Contact, last: Last | None) -> Known:
    has_note = Note.of(owner).where(Note.subject_id == contact.subject_id, Note.text != "").any()
    return Known(last, Encounter.between(owner, contact.subject).count(), has_note)


def just_noted(owner: Person, contact: Contact) -> Touch | None:
    """What the owner noted of late, by a tap that may have been a slip."""
    mine: Rows[Touch] = Touch.of(owner).where(Touch.subject_id == contact.subject_id, Touch.how.in_(("talked", "link")))
    return mine.where(Touch.at > now() - UNDO).first()
