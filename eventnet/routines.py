"""Several prepared statements as one question to PostgreSQL, for what phones do all day.

Each question of a transaction is a way to the database and back, on which one of the two waits for the other. A routine
takes the way once: a function (postgresql.org, "PL/pgSQL"), written from the very statements that are otherwise asked
one by one, which runs in a transaction of its own. Where one of them finds what it must not find, it raises, and
nothing has happened. The function is the connection's own (pg_temp), and goes with it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Dialect
from sqlalchemy.exc import DBAPIError

from eventnet.prepared import Prepared, ask

PARAMETER = re.compile(r"%\((\w+)\)s::(TIMESTAMP WITH TIME ZONE|[A-Z]+)")
GIVEN_UP = "ZE001"  # classes from I to Z are free for such uses (SQL standard), and PostgreSQL has none in Z
FORBIDDEN = "42501"  # postgresql.org, "PostgreSQL Error Codes": insufficient_privilege


class Step(NamedTuple):
    """A statement that returns a row or none, and in SQL what must hold of that row, `stored`, for the next one."""

    statement: Prepared
    condition: str


class Routine:
    """Steps, and a last statement that returns rows of `columns`."""

    def __init__(
        self, name: str, steps: Sequence[Step], last: Prepared, columns: Sequence[Column[Any]], dialect: Dialect
    ) -> None:
        self._name, self._statements = name, [*(step.statement for step in steps), last]
        self._parameters: dict[tuple[int, str], str] = {}  # by statement and name the type, in their order
        body = "\n".join(self._checked(place, step) for place, step in enumerate(steps))
        result = self._numbered(len(steps), last.sql)
        types = self._parameters.values()
        rows = ", ".join(f"its_{column.name} {column.type.compile(dialect=dialect)}" for column in columns)
        self._definition = (
            f"CREATE OR REPLACE FUNCTION pg_temp.{name}({', '.join(types)}) RETURNS TABLE ({rows}) LANGUAGE plpgsql"
            " AS $routine$ #variable_conflict use_column\n"
            f"DECLARE stored record;\nBEGIN\n{body}\nRETURN QUERY {result};\nEND $routine$"
        )
        self._call = f"SELECT * FROM pg_temp.{name}({', '.join(f'%s::{kind}' for kind in types)})"  # noqa: S608 - ours

    def run(self, connection: Connection, values: Sequence[Mapping[str, Any]]) -> Sequence[tuple[Any, ...]] | None:
        """`values` of each statement. None if a condition did not hold, or no function can be made here.

        On a connection that only reads, which has no transaction: its rows are committed when they are here.
        """
        if not connection.in_transaction():
            connection.begin()
        driver: Any = connection.connection.dbapi_connection
        assert driver.autocommit, "a routine is a transaction of its own"
        if not self._is_there(connection):
            return None
        given = [{**each, **statement.given(each)} for statement, each in zip(self._statements, values, strict=True)]
        try:
            return ask(connection, self._call, [given[place][name] for place, name in self._parameters])
        except DBAPIError as error:
            if _sqlstate(error) == GIVEN_UP:
                return None
            raise

    def _is_there(self, connection: Connection) -> bool:
        """Made when a connection needs it first; some may not make any (REVOKE TEMPORARY)."""
        known = connection.info
        if self._name not in known:
            known[self._name] = self._make(connection)
        return bool(known[self._name])

    def _make(self, connection: Connection) -> bool:
        try:
            ask(connection, self._definition, None, has_rows=False)
        except DBAPIError as error:
            if _sqlstate(error) == FORBIDDEN:
                return False
            raise
        return True

    def _checked(self, place: int, step: Step) -> str:
        statement, condition = (self._numbered(place, sql) for sql in (step.statement.sql, step.condition))
        otherwise = f"RAISE SQLSTATE '{GIVEN_UP}' USING MESSAGE = 'somebody was faster, so it is done step by step'"
        return f"{statement} INTO stored;\nIF ({condition}) IS NOT TRUE THEN {otherwise}; END IF;"

    def _numbered(self, place: int, sql: str) -> str:
        """Parameters by their number, as a function has them."""

        def number(parameter: re.Match[str]) -> str:
            name, kind = parameter.groups()
            self._parameters.setdefault((place, name), kind)
            return f"${list(self._parameters).index((place, name)) + 1}::{kind}"

        numbered = PARAMETER.sub(number, sql)
        assert "%(" not in numbered, f"a parameter without a type: {numbered}"
        return numbered.replace("%%", "%")


def _sqlstate(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)
