"""Three to meet again: each becomes a next step with a day, all others rest, and nobody hears of either."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import lazyload

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import db, insert_into
from eventnet.exchange.models import Block, Contact
from eventnet.exchange.touching import Touch
from eventnet.followup.evening.days import next_working_days
from eventnet.followup.evening.met import MOST, ON_PAGE, Met, ids_met, people_met
from eventnet.followup.evening.models import Choice, Evening
from eventnet.followup.models import MeetingRequest
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

LINK_LIFE = timedelta(days=30)
ASKED_FOR = timedelta(days=14)  # so long Follow-up asks; who has not answered by then is left in peace
STEPS = 25


class Step(Struct, frozen=True):
    """Somebody whom I want to meet again, and whose card I hold."""

    choice: Choice
    contact: str

    @property
    def is_due(self) -> bool:
        return self.choice.on is not None and self.choice.on <= now().date()


def shown(evening: Evening) -> list[Met]:
    return people_met(evening.event, evening.on, [evening.person_id], ON_PAGE).get(evening.person_id, [])


def choose(evening: Evening, codes: Sequence[str]) -> None:
    """`codes` of what `shown` gave. The first keeps the nearest day; who was chosen before keeps theirs."""
    chosen = [met for met in shown(evening) if met.code in codes]
    if len(chosen) > MOST:
        raise Refused("too-many", _("Three are enough: a few, well cared for. Take one away."))
    kept = {met.person_id: met.choice.on for met in chosen if met.choice and met.is_chosen}
    fresh = [met.person_id for met in chosen if met.person_id not in kept]
    days: dict[int, date | None] = dict(zip(fresh, next_working_days(evening.event, len(fresh)), strict=True))
    met = {*ids_met(evening.event, evening.on, evening.person_id)}
    _write(evening.person_id, dict.fromkeys(sorted(met)) | days | kept)
    evening.answered_at = now()


def choose_one(contact: Contact) -> None:
    """Somebody whom one thinks of on their page, also after they have rested."""
    _write(contact.owner_id, {contact.subject_id: next_working_days(contact.event, 1)[0]})


def change_day(choice: Choice, on: date) -> None:
    """Also of one that was done, or rested: it stands there again."""
    choice.on, choice.done_at, choice.chosen_at = on, None, now()


def finish(choice: Choice) -> None:
    choice.done_at = choice.done_at or now()


def let_rest(choice: Choice) -> None:
    choice.on, choice.chosen_at = None, now()


def open_evenings(person: Person) -> list[Evening]:
    """To which the question is still open."""
    asked = Evening.of(person).where(Evening.answered_at.is_(None), Evening.made_at > now() - ASKED_FOR)
    return asked.options(lazyload(Evening.person)).all()


def steps(person: Person) -> list[Step]:
    """What is chosen and not done: no request since, no letter, no other contact. The nearest day comes first."""
    rows = (
        select(Choice, Contact.code)
        .join(Contact, (Contact.owner_id == Choice.owner_id) & (Contact.subject_id == Choice.subject_id))
        .where(Choice.owner_id == person.id, Choice.on.is_not(None), Choice.done_at.is_(None), *Contact.alive())
        .where(~_in_touch_since(), ~exists().where(Block.between(Choice.owner_id, Choice.subject_id)))
        .order_by(Choice.on, Choice.id)
        .options(lazyload(Choice.subject, Person.links))
        .limit(STEPS)
    )
    return [Step(*row) for row in db.session.execute(rows)]


def step_with(contact: Contact) -> Choice | None:
    known = Choice.owner_id == contact.owner_id, Choice.subject_id == contact.subject_id
    return Rows(Choice).where(*known, Choice.on.is_not(None), Choice.done_at.is_(None), ~_in_touch_since()).first()


def decided() -> ColumnElement[bool]:
    """For a query of contacts: since that card was given its owner has chosen, or let them rest."""
    same = (Choice.owner_id == Contact.owner_id) & (Choice.subject_id == Contact.subject_id)
    return exists().where(same, Choice.chosen_at >= Contact.given_at)


def _in_touch_since() -> ColumnElement[bool]:
    asked = exists().where(
        MeetingRequest.sender_id == Choice.owner_id,
        MeetingRequest.recipient_id == Choice.subject_id,
        MeetingRequest.sent_at >= Choice.chosen_at,
    )
    was_asked = exists().where(
        MeetingRequest.sender_id == Choice.subject_id,
        MeetingRequest.recipient_id == Choice.owner_id,
        MeetingRequest.delivered_at >= Choice.chosen_at,
    )
    touched = exists().where(
        Touch.owner_id == Choice.owner_id, Touch.subject_id == Choice.subject_id, Touch.at >= Choice.chosen_at
    )
    return or_(asked, was_asked, touched)


def _write(owner_id: int, days: dict[int, date | None]) -> None:
    """In one statement, by subject in order, so that two taps at once wait for each other."""
    rows = [
        {"code": new_code(), "owner_id": owner_id, "subject_id": subject_id, "on": days[subject_id], "chosen_at": now()}
        for subject_id in sorted(days)
    ]
    if not rows:
        return
    insert = insert_into(Choice).values(rows)
    new = {"on": insert.excluded["on"], "chosen_at": insert.excluded.chosen_at, "done_at": None}
    db.session.execute(insert.on_conflict_do_update(index_elements=("owner_id", "subject_id"), set_=new))
    db.session.expire_all()
