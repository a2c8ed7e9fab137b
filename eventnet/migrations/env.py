"""Alembic's entrance: runs inside the app, on its engine."""

from alembic import context
from sqlalchemy import Connection

from eventnet.db import db


def run() -> None:
    with db.engine.connect() as connection:
        # A table that SQLite must make anew is dropped first: what refers to its rows must not go with them.
        _keep_foreign_keys(connection, "OFF")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.rollback()
        _keep_foreign_keys(connection, "ON")


def _keep_foreign_keys(connection: Connection, yes: str) -> None:
    """Outside of a transaction, where alone SQLite listens."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys={yes}")


run()
