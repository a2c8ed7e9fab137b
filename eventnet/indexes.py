"""Indexes of those rows alone that a condition names: small ones, and rules such as one open request for each pair.

SQLAlchemy takes the condition once for each kind of database, and loads all it knows of a kind when that is named. What
it knows of PostgreSQL is a thirtieth of each start, so PostgreSQL is named by an app that runs on it.
"""

from sqlalchemy import Index, MetaData, TextClause


def index_where(condition: TextClause, name: str, *columns: str, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=condition)


def hold_on_postgres(metadata: MetaData) -> None:
    for table in metadata.tables.values():
        for index in table.indexes:
            condition = index.dialect_options["sqlite"]["where"]
            if condition is not None:
                index.dialect_kwargs["postgresql_where"] = condition
