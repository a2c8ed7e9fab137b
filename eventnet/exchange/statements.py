"""The statements that store what scans come to: each made once, for one row and for any number of them."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, literal_column, select

from eventnet.db import db, insert_into
from eventnet.exchange.models import Block, CardRequest, Contact, Encounter, Scan
from eventnet.people.models import Person
from eventnet.prepared import Prepared, PreparedRows

scan, encounter, request, contact, person = (
    cast(Table, model.__table__) for model in (Scan, Encounter, CardRequest, Contact, Person)
)
SCANNED = ("uuid", "event_id", "attendee_id", "how", "outcome", "scanned_at", "received_at")
Statement = Callable[[], Any]
Row = dict[str, Any]


class Sheet:
    """Rows ready to be stored, so that nobody waits while they are drawn up. All have the same columns."""

    def __init__(self, make: Statement, rows: list[Row], dialect: str) -> None:
        self.statement: Prepared | None = None
        self.values: Row = {}
        self._number = len(rows)
        if len(rows) == 1:  # one alone needs no packing
            self.statement, self.values = _prepared(make, dialect, tuple(rows[0])), rows[0]
        elif rows:
            many = _prepared_rows(make, dialect, tuple(rows[0]))
            self.statement, self.values = many, many.pack(rows)

    def __len__(self) -> int:
        return self._number

    def store(self, connection: Connection) -> Sequence[tuple[Any, ...]]:
        """What the statement returns of each row."""
        return self.statement.run(connection, self.values) if self.statement else ()


def one_scan() -> Any:
    """Takes the scanner's turn and stores the scan, in one statement."""
    values = (bindparam(f"new_{name}", type_=scan.c[name].type) for name in SCANNED)
    turn = select(person.c.id, *values).where(person.c.id == bindparam("new_scanner_id"))
    turn = turn.with_for_update(key_share=True)
    stored = insert_into(scan).from_select(["scanner_id", *SCANNED], turn, include_defaults=False)
    return stored.on_conflict_do_nothing().returning(scan.c.uuid)


def many_scans() -> Any:
    return insert_into(scan).on_conflict_do_nothing().returning(scan.c.uuid)


def encounters() -> Any:
    key = (encounter.c.event_id, encounter.c.first_id, encounter.c.second_id)
    its: dict[str, Any] = {name: literal_column(f"encounter.{name}") for name in ("first_id", "second_id")}
    between = Block.between(its["first_id"], its["second_id"])  # of the row itself, which no snapshot has yet
    is_blocked = select(Block.id).where(between).exists().label("is_blocked")
    counted = insert_into(encounter).on_conflict_do_update(index_elements=key, set_={"turn": encounter.c.turn + 1})
    return counted.returning(*key, encounter.c.turn, is_blocked)


def requests() -> Any:
    asked = insert_into(request)
    anew = {"event_id": asked.excluded.event_id, "asked_at": asked.excluded.asked_at}
    return asked.on_conflict_do_update(
        index_elements=(request.c.asker_id, request.c.asked_id),
        set_=anew | {"answered_at": None, "given_back": None},
        where=request.c.answered_at.is_not(None) & (request.c.event_id != asked.excluded.event_id),
    )


def contacts() -> Any:
    """A card that was given before keeps its code."""
    given = insert_into(contact)
    terms = ("event_id", "how", "fields", "consent_text", "given_at", "until", "withdrawn_at")
    renewed = given.on_conflict_do_update(
        index_elements=(contact.c.owner_id, contact.c.subject_id), set_={name: given.excluded[name] for name in terms}
    )
    return renewed.returning(contact.c.owner_id, contact.c.subject_id, contact.c.code)


@cache
def _prepared(make: Statement, dialect: str, columns: tuple[str, ...]) -> Prepared:
    return Prepared(make(), columns, db.engine.dialect)


@cache
def _prepared_rows(make: Statement, dialect: str, columns: tuple[str, ...]) -> PreparedRows:
    return PreparedRows(make(), columns, db.engine.dialect)
