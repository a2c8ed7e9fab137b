"""The evenings of a round, some at a time: drafted while nobody waits for the database, queued in one short write.

A piece may be done twice by two workers: an evening is one row, and its letter has one key. Whose letter fails has no
evening yet and is among the people of the next hour's round, until the rounds of that evening end.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from sqlalchemy import func, select, update
from sqlalchemy.orm import lazyload

from eventnet.addresses import address_of
from eventnet.clock import now
from eventnet.codes import fingerprint, new_code, new_secret
from eventnet.db import db, insert_into, insert_once
from eventnet.events.models import Event
from eventnet.faults import each_alone, type_and_place
from eventnet.followup import wishes
from eventnet.followup.evening.days import days_near, hour_come
from eventnet.followup.evening.mail import evening_words, unproven_words
from eventnet.followup.evening.met import IN_LETTER, Met, meetings, people_met, waiting_cards
from eventnet.followup.evening.models import PURPOSE, Evening, Round
from eventnet.followup.wishes.models import AT_FIRST, Wishes
from eventnet.mail.outbox import Words, drafted, post_all
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.web.languages import speaking

AT_ONCE = 40
LOOKING_BACK = timedelta(days=2)
KIND = "evening"

log = logging.getLogger("eventnet.followup")


class Batch(Struct):
    """What one piece writes; nothing in it needs the database. By person."""

    round_id: int
    after_id: int
    is_last: bool
    evenings: dict[int, dict[str, Any]] = field(default_factory=dict)
    letters: dict[int, dict[str, Any]] = field(default_factory=dict)


def begin_rounds() -> None:
    """Where an hour has come since the last look."""
    near = Rows(Event).where(Event.starts_at <= now(), Event.ends_at > now() - LOOKING_BACK)
    each_alone(near, _begin_rounds)


def _begin_rounds(event: Event) -> None:
    for on in days_near(event):
        hour = hour_come(event, on)
        if hour is not None:
            insert_once(Round, event_id=event.id, on=on, hour=hour)


def next_batch() -> Batch | None:
    round_ = Round.waiting().first()
    if round_ is None:
        return None
    people = _people(round_)
    last_id = people[-1][0].id if people else round_.after_id
    batch = Batch(round_.id, last_id, is_last=len(people) < AT_ONCE)
    _draft(round_, people, batch)
    return batch


def queue(batch: Batch) -> None:
    if batch.evenings:
        rows = insert_into(Evening).values(list(batch.evenings.values()))
        new = rows.on_conflict_do_nothing().returning(Evening.person_id)
        made = set(db.session.scalars(new))
        post_all([letter for person_id, letter in batch.letters.items() if person_id in made])
    done_at = now() if batch.is_last else None
    values = {"after_id": batch.after_id, "done_at": done_at}
    db.session.execute(update(Round).where(Round.id == batch.round_id, Round.done_at.is_(None)).values(values))


def _people(round_: Round) -> Sequence[Any]:
    """The next ones who met somebody, whose hour it is, and who have no such evening yet; with whether they want it."""
    met = meetings(round_.event, round_.on)
    here = (Evening.person_id == Person.id) & (Evening.event_id == round_.event_id) & (Evening.on == round_.on)
    rows = (
        select(Person, func.coalesce(Wishes.evening, AT_FIRST["evening"]))
        .outerjoin(Wishes, Wishes.person_id == Person.id)
        .outerjoin(Evening, here)
        .where(Person.id.in_(select(met.c.owner_id)), Person.id > round_.after_id, Evening.id.is_(None))
        .where(func.coalesce(Wishes.evening_hour, AT_FIRST["evening_hour"]) <= round_.hour)
    )
    return db.session.execute(rows.options(lazyload(Person.links)).order_by(Person.id).limit(AT_ONCE)).all()


def _draft(round_: Round, people: Sequence[Any], batch: Batch) -> None:
    ids = [person.id for person, _wants in people]
    met = people_met(round_.event, round_.on, ids, IN_LETTER)
    waiting = waiting_cards(round_.event, ids)
    for person, wants in people:
        if person.id in met:
            secret = new_secret()
            try:
                if wants and person.email:
                    letter = _letter(round_, person, met[person.id], waiting.get(person.id, []), secret)
                    batch.letters[person.id] = letter
                batch.evenings[person.id] = _evening(round_, person, secret)
            except Exception as error:  # whatever is wrong with one letter, the others are written
                log.error("an evening's letter cannot be written: %s", type_and_place(error))


def _evening(round_: Round, person: Person, secret: str) -> dict[str, Any]:
    return {
        "code": new_code(),
        "person_id": person.id,
        "event_id": round_.event_id,
        "on": round_.on,
        "link": fingerprint(secret, PURPOSE),
        "made_at": now(),
    }


def _letter(round_: Round, person: Person, met: list[Met], waiting: list[str], secret: str) -> dict[str, Any]:
    bulk = wishes.bulk(person, "evening")
    with speaking(person.language):
        words = replace(_words(round_, person, met, waiting, secret), leave=wishes.leave_words(bulk))
        return drafted(KIND, person, f"evening {round_.event_id} {round_.on} {person.id}", words, bulk=bulk)


def _words(round_: Round, person: Person, met: list[Met], waiting: list[str], secret: str) -> Words:
    if not person.is_confirmed:
        return unproven_words(round_.event)
    link = address_of("followup.open_evening", token=secret)
    return evening_words(round_.event, round_.on, met, waiting, link)
