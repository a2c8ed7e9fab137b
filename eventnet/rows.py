"""A named selection of rows: models return it, views pick from it. Who may see what is part of the selection."""

from collections.abc import Iterator
from typing import Any, Generic, Self, TypeVar

from sqlalchemy import Select, exists, func, select
from werkzeug.exceptions import NotFound

from eventnet.db import db

Row = TypeVar("Row")


class Rows(Generic[Row]):
    """`Contact.held_by(person).get_or_404(code)`: foreign, hidden and unknown are the same 404."""

    def __init__(self, model: type[Row], statement: Select[Any] | None = None) -> None:
        self.model: Any = model
        self.statement: Select[Any] = select(model) if statement is None else statement

    def where(self, *conditions: Any) -> Self:
        return type(self)(self.model, self.statement.where(*conditions))

    def order_by(self, *columns: Any) -> Self:
        return type(self)(self.model, self.statement.order_by(*columns))

    def join(self, *targets: Any) -> Self:
        return type(self)(self.model, self.statement.join(*targets))

    def limit(self, number: int) -> Self:
        return type(self)(self.model, self.statement.limit(number))

    def options(self, *options: Any) -> Self:
        return type(self)(self.model, self.statement.options(*options))

    def locked(self, skip: bool = False) -> Self:
        """Rows that nobody else may change until the commit (on SQLite the whole transaction has the lock)."""
        locking = self.statement.with_for_update(of=self.model, skip_locked=skip)
        locking = locking.execution_options(populate_existing=True)
        return type(self)(self.model, locking)

    def get(self, code: str) -> Row | None:
        return self.where(self.model.code == code).first()

    def get_or_404(self, code: str) -> Row:
        row = self.get(code)
        if row is None:
            raise NotFound
        return row

    def first(self) -> Row | None:
        row: Row | None = db.session.scalars(self.statement.limit(1)).unique().first()
        return row

    def all(self) -> list[Row]:
        return list(self)

    def count(self) -> int:
        return db.session.scalar(select(func.count()).select_from(self.statement.order_by(None).subquery())) or 0

    def any(self) -> bool:
        return bool(db.session.scalar(select(exists(self.statement.order_by(None)))))

    def __iter__(self) -> Iterator[Row]:
        return iter(db.session.scalars(self.statement).unique())
