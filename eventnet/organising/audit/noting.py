"""Writing into the audit list, in the transaction of what it tells of."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, insert, literal, select, update

from eventnet.db import db
from eventnet.events.models import Event
from eventnet.organising.audit import words
from eventnet.organising.audit.models import AuditAct, AuditLine
from eventnet.people.models import Person


def note(event: Event, by: Person | None, what: str, people: Iterable[int] | Select[Any] = (), **said: Any) -> AuditAct:
    """`by` (None: eventnet itself) did `what`, a key of words.py, with the data of `people`.

    `people` are ids of persons, or a SELECT of them that the database itself copies. `said` are the values in the
    sentences: numbers and names of fields, never anything personal, as they stay when the people are erased.
    """
    assert what in words.WORDS, f"{what} has no words in the audit list"
    assert words.needed(what) <= set(said), f"{what} needs {words.needed(what)}"
    act = AuditAct(event_id=event.id, by_id=by.id if by else None, is_by_itself=by is None, what=what, said=said)
    if isinstance(people, Select):
        _name_chosen(act, people)
    else:
        _name(act, sorted(set(people)))
    return act


def note_more(act_id: int, people: Iterable[int]) -> None:
    """The same act reached these as well: what takes many transactions is one line."""
    ids = sorted(set(people))
    act = update(AuditAct).where(AuditAct.id == act_id).values(number=AuditAct.number + len(ids))
    db.session.execute(act.execution_options(synchronize_session=False))
    if ids:
        db.session.execute(insert(AuditLine), [{"act_id": act_id, "person_id": each} for each in ids])


def _name(act: AuditAct, ids: list[int]) -> None:
    act.number = len(ids)
    db.session.add(act)
    db.session.flush()
    if ids:
        db.session.execute(insert(AuditLine), [{"act_id": act.id, "person_id": each} for each in ids])


def _name_chosen(act: AuditAct, chosen: Select[Any]) -> None:
    people = chosen.order_by(None).subquery()
    act.number = db.session.scalar(select(func.count()).select_from(people)) or 0
    db.session.add(act)
    db.session.flush()
    of_each = select(literal(act.id), people.c[0])
    db.session.execute(insert(AuditLine).from_select(["act_id", "person_id"], of_each))
