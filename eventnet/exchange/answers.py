"""What a phone is told about its scan: the same each time it asks."""

from dataclasses import dataclass
from math import ceil
from typing import Literal

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from eventnet.db import db
from eventnet.events.models import Attendee
from eventnet.exchange.cards import attendee_card
from eventnet.exchange.models import Contact, Scan
from eventnet.people.card import Card
from eventnet.people.models import Person
from eventnet.web.languages import speaking

Outcome = Literal["given", "requested", "refused", "unknown", "self", "retry"]


@dataclass(frozen=True)
class Answer:
    """`words` are for the scanner. `retry` alone is no last word: the phone keeps that scan and tries again."""

    id: str
    outcome: Outcome
    words: str
    contact: str | None = None
    card: Card | None = None
    retry_after: int | None = None

    @property
    def is_final(self) -> bool:
        return self.outcome != "retry"

    @property
    def has_met(self) -> bool:
        return self.outcome in {"given", "requested"}


def answer_to(scan: Scan) -> Answer:
    """Stored is what came of it; what the scanner may see of the other is looked up anew."""
    return answer(scan.scanner, scan.uuid, scan.outcome, scan.attendee)


def answer(scanner: Person, scan_id: str, came_of_it: str, attendee: Attendee | None) -> Answer:
    with speaking(scanner.language):
        words = _words(came_of_it, attendee.person.name if attendee else "?")
    if attendee and came_of_it in {"given", "requested"}:
        contact = _contact_code(scanner, attendee.person)
        return Answer(scan_id, _outcome(came_of_it), words, contact, attendee_card(attendee))
    return Answer(scan_id, _outcome(came_of_it), words)


def later(scan_id: str, seconds: int, language: str) -> Answer:
    with speaking(language):
        minutes = ceil(seconds / 60)
        words = ngettext(
            "That was a lot in a short time. Nothing is lost; it can be tried again in %(num)s minute.",
            "That was a lot in a short time. Nothing is lost; it can be tried again in %(num)s minutes.",
            minutes,
        )
    return Answer(scan_id, "retry", words, retry_after=seconds)


def too_many_open(scan_id: str, most: int, language: str) -> Answer:
    with speaking(language):
        words = _(
            "%(number)s people here have your card and have not given theirs back yet. "
            "When some have answered, this can be tried again.",
            number=most,
        )
    return Answer(scan_id, "retry", words, retry_after=3600)


def _contact_code(owner: Person, subject: Person) -> str | None:
    held = select(Contact.code).where(Contact.owner_id == owner.id, Contact.subject_id == subject.id)
    code: str | None = db.session.scalar(held.where(*Contact.alive()))
    return code


def _outcome(stored: str) -> Outcome:
    """A refusal is stored with its reason."""
    return stored if stored in {"given", "requested", "unknown", "self"} else "refused"  # type: ignore[return-value]


def _words(stored: str, name: str) -> str:
    words = {
        "given": _("You and %(name)s have each other's card.", name=name),
        "requested": _("%(name)s has your card. You get theirs as soon as they give it back.", name=name),
        "closed": _("No cards by badge here. Ask to be shown the code on the phone."),
        "invited-only": _("This event is by invitation, and you are not on its list yet. Ask at the desk."),
        "over": _("This event is over. Nobody new can join."),
        "self": _("This is your own code. Let somebody else scan it."),
    }
    return words.get(stored) or _("This code is not known here, or no longer valid. Ask to be shown a fresh one.")
