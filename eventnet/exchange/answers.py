"""What a phone is told about its scan: the same each time it asks."""

from collections.abc import Collection
from functools import cache
from math import ceil
from typing import Any, Literal

import msgspec
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Connection, and_, select

from eventnet.db import db
from eventnet.events.models import Attendee
from eventnet.exchange.cards import place_card
from eventnet.exchange.models import Contact, Scan
from eventnet.people.card import Card
from eventnet.people.models import Person
from eventnet.web.languages import speaking

NAME = "%(name)s"
Outcome = Literal["given", "requested", "refused", "unknown", "self", "retry"]


class Answer(msgspec.Struct, frozen=True):
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
    return known_answers(db.session.connection(), scan.scanner_id, scan.scanner.language, [scan.uuid])[scan.uuid]


def known_answers(connection: Connection, scanner_id: int, language: str, uuids: Collection[str]) -> dict[str, Answer]:
    """By id, those that are stored."""
    about = (Attendee.claimed_at, Attendee.listed_name, Attendee.listed_organisation)
    names = ("id", "name", "headline", "organisation", "email_confirmed_at")
    subject = (getattr(Person, name).label(f"subject_{name}") for name in names)
    holds = and_(Contact.owner_id == scanner_id, Contact.subject_id == Person.id, *Contact.alive())
    stored = (
        select(Scan.uuid, Scan.outcome, Contact.code.label("contact"), *about, *subject)
        .outerjoin(Attendee, Attendee.id == Scan.attendee_id)
        .outerjoin(Person, Person.id == Attendee.person_id)
        .outerjoin(Contact, holds)
        .where(Scan.scanner_id == scanner_id, Scan.uuid.in_(uuids))
    )
    return {row.uuid: _answer_to(row, language) for row in connection.execute(stored)}


def _answer_to(row: Any, language: str) -> Answer:
    return answer(row.uuid, language, row.outcome, None if row.subject_id is None else row, row.contact)


def answer(scan_id: str, language: str, came_of_it: str, place: Any, contact: str | None) -> Answer:
    """`place` has what `cards.place_card` shows."""
    words = _sentence(language, came_of_it).replace(NAME, place.subject_name if place else "?")
    outcome = _outcome(came_of_it)
    if place and outcome in {"given", "requested"}:
        return Answer(scan_id, outcome, words, contact, place_card(place))
    return Answer(scan_id, outcome, words)


def later(scan_id: str, seconds: int) -> Answer:
    minutes = ceil(seconds / 60)
    words = ngettext(
        "That was a lot in a short time. Nothing is lost; it can be tried again in %(num)s minute.",
        "That was a lot in a short time. Nothing is lost; it can be tried again in %(num)s minutes.",
        minutes,
    )
    return Answer(scan_id, "retry", words, retry_after=seconds)


def too_many_open(scan_id: str, most: int) -> Answer:
    words = _(
        "%(number)s people here have your card and have not given theirs back yet. "
        "When some have answered, this can be tried again.",
        number=most,
    )
    return Answer(scan_id, "retry", words, retry_after=3600)


def _outcome(stored: str) -> Outcome:
    """A refusal is stored with its reason."""
    return stored if stored in {"given", "requested", "unknown", "self"} else "refused"  # type: ignore[return-value]


@cache
def _sentence(language: str, stored: str) -> str:
    """What came of it, with NAME where the other's name belongs: each scan says one of a few."""
    with speaking(language):
        return _words(stored)


def _words(stored: str) -> str:
    match stored:
        case "given":
            return _("You and %(name)s have each other's card.", name=NAME)
        case "requested":
            return _("%(name)s has your card. You get theirs as soon as they give it back.", name=NAME)
        case "closed":
            return _("No cards by badge here. Ask to be shown the code on the phone.")
        case "invited-only":
            return _("This event is by invitation, and you are not on its list yet. Ask at the desk.")
        case "removed":
            return _("The organisers have taken you off the list of this event. Please ask them.")
        case "paused":
            return _("The organisers have paused you at this event, so no cards are given. Please talk to them.")
        case "over":
            return _("This event is over. Nobody new can join.")
        case "self":
            return _("This is your own code. Let somebody else scan it.")
    return _("This code is not known here, or no longer valid. Ask to be shown a fresh one.")
