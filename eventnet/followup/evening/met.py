"""Whom people met on one day of an event, with what they noted for themselves. Few queries, for one or for fifty."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from msgspec import Struct, field
from sqlalchemy import Select, Subquery, and_, case, exists, func, or_, select, union_all
from sqlalchemy.orm import aliased

from eventnet.db import db
from eventnet.events.models import Event
from eventnet.exchange.models import Block, CardRequest, Contact, Encounter, Note, Promise
from eventnet.followup.evening.days import hours_of
from eventnet.followup.evening.models import Choice
from eventnet.people.models import Person

MOST = 3  # are chosen
IN_LETTER, ON_PAGE = 12, 50  # are shown


class Met(Struct):
    """One person whom the owner met. `code` is that of their card, or of the request for it."""

    owner_id: int
    person_id: int
    name: str
    headline: str
    organisation: str
    code: str
    has_card: bool
    note: str
    met_at: datetime
    choice: Choice | None = None
    mine: list[str] = field(default_factory=list)  # what I promised
    theirs: list[str] = field(default_factory=list)

    @property
    def about(self) -> str:
        return ", ".join(part for part in (self.headline, self.organisation) if part)

    @property
    def is_chosen(self) -> bool:
        return self.choice is not None and self.choice.is_open


def people_met(event: Event, on: date, owners: Collection[int], most: int) -> dict[int, list[Met]]:
    """By owner, at most so many each: who left something to remember comes first, then in the order they met."""
    found: dict[int, list[Met]] = {}
    for *columns, asked, words, met_at in db.session.execute(_with_words(event, on, owners, most)):
        owner_id, person_id, name, headline, organisation, card = columns
        met = Met(owner_id, person_id, name, headline, organisation, card or asked, bool(card), words or "", met_at)
        found.setdefault(owner_id, []).append(met)
    _add_promises(found)
    _add_choices(found)
    return found


def question(met: Sequence[Met]) -> str:
    """To be asked about three is odd where there are no more."""
    return _("Which three do you want to meet again?") if len(met) > MOST else _("Whom do you want to meet again?")


def ids_met(event: Event, on: date, owner_id: int) -> list[int]:
    """Everybody, however many."""
    met = meetings(event, on)
    return list(db.session.scalars(select(met.c.other_id).where(met.c.owner_id == owner_id)))


def meetings(event: Event, on: date) -> Subquery:
    """Each encounter of this day twice: owner_id met other_id, and the other way round."""
    starts, ends = hours_of(event, on)
    here = (Encounter.event_id == event.id, Encounter.met_at >= starts, Encounter.met_at < ends)
    first, second = Encounter.first_id, Encounter.second_id
    there = [
        select(one.label("owner_id"), other.label("other_id"), Encounter.met_at).where(*here)
        for one, other in ((first, second), (second, first))
    ]
    return union_all(*there).subquery("met")


def waiting_cards(event: Event, owners: Collection[int]) -> dict[int, list[str]]:
    """Names of those who gave their card and wait for one in return, by who may give it."""
    asker = aliased(Person)
    rows = select(CardRequest.asked_id, asker.name).join(asker, asker.id == CardRequest.asker_id)
    rows = rows.where(
        CardRequest.asked_id.in_(owners),
        CardRequest.event_id == event.id,
        CardRequest.answered_at.is_(None),
        ~exists().where(Block.between(CardRequest.asked_id, CardRequest.asker_id)),
    )
    found: dict[int, list[str]] = {}
    for owner_id, name in db.session.execute(rows.order_by(CardRequest.asked_at, CardRequest.id)):
        found.setdefault(owner_id, []).append(name)
    return found


def _with_words(event: Event, on: date, owners: Collection[int], most: int) -> Select[Any]:
    met = meetings(event, on)
    owner_id, other_id = met.c.owner_id, met.c.other_id
    card = and_(Contact.owner_id == owner_id, Contact.subject_id == other_id, *Contact.alive())
    asked = and_(CardRequest.asker_id == owner_id, CardRequest.asked_id == other_id, CardRequest.answered_at.is_(None))
    promised = exists().where(Promise.owner_id == owner_id, Promise.subject_id == other_id)
    order = (case((or_(Note.text != "", promised), 0), else_=1), met.c.met_at, other_id)
    rows = (
        select(
            owner_id, other_id, Person.name, Person.headline, Person.organisation, Contact.code,
            CardRequest.code.label("asked"), Note.text, met.c.met_at,
            func.row_number().over(partition_by=owner_id, order_by=order).label("place"),
        )
        .join(Person, Person.id == other_id)
        .outerjoin(Contact, card)
        .outerjoin(CardRequest, asked)
        .outerjoin(Note, and_(Note.owner_id == owner_id, Note.subject_id == other_id))
        .where(owner_id.in_(owners), or_(Contact.id.is_not(None), CardRequest.id.is_not(None)))
        .where(~exists().where(Block.between(owner_id, other_id)))
        .subquery()
    )  # fmt: skip
    shown = [column for column in rows.c if column.key != "place"]
    return select(*shown).where(rows.c.place <= most).order_by(rows.c.owner_id, rows.c.place)


def _by_pair(found: dict[int, list[Met]]) -> dict[tuple[int, int], Met]:
    return {(met.owner_id, met.person_id): met for people in found.values() for met in people}


def _add_promises(found: dict[int, list[Met]]) -> None:
    pairs = _by_pair(found)
    rows = Promise.owner_id.in_(found), Promise.subject_id.in_(_subjects(pairs)), Promise.kept_at.is_(None)
    for promise in db.session.scalars(select(Promise).where(*rows).order_by(Promise.made_at, Promise.id)):
        if met := pairs.get((promise.owner_id, promise.subject_id)):
            (met.mine if promise.is_mine else met.theirs).append(promise.text)


def _add_choices(found: dict[int, list[Met]]) -> None:
    pairs = _by_pair(found)
    rows = Choice.owner_id.in_(found), Choice.subject_id.in_(_subjects(pairs))
    for choice in db.session.scalars(select(Choice).where(*rows)).unique():
        if met := pairs.get((choice.owner_id, choice.subject_id)):
            met.choice = choice


def _subjects(pairs: Iterable[tuple[int, int]]) -> set[int]:
    return {subject_id for _owner_id, subject_id in pairs}
