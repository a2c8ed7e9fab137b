"""An empty database for each test: a copy of a prepared SQLite file, or a PostgreSQL database swept clean."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from psycopg import sql
from sqlalchemy import Engine, event

from eventnet import create_app, migrations
from eventnet.config import Settings
from eventnet.db import db

SECRET_KEY = "a secret key for the tests, 32 bytes at least"
WRITES = re.compile(
    r"(?!CREATE )"  # a function is made, not called
    r"\s*(INSERT|UPDATE|DELETE|SAVEPOINT|DECLARE|LOCK|WITH .*(INSERT|UPDATE|DELETE) |.*\bFOR (NO KEY )?UPDATE)",
    re.S,
)


@event.listens_for(Engine, "before_cursor_execute")
def no_write_among_what_only_reads(connection: Any, _cursor: object, statement: str, *_more: object) -> None:
    """On PostgreSQL each would be a transaction of its own that no rollback undoes."""
    driver = connection.connection.dbapi_connection
    if getattr(driver, "autocommit", False) is True:
        assert not WRITES.match(statement), f"only reads were announced: {statement[:80]}"


class SqliteFiles:
    """One file is migrated; every test begins with a copy of it."""

    def __init__(self, directory: Path) -> None:
        self.prepared, self.shared = directory / "prepared.sqlite3", directory / "shared.sqlite3"
        self.url = f"sqlite:///{self.shared}"
        prepare(f"sqlite:///{self.prepared}")

    def empty(self) -> None:
        """A new file in the old one's place: whoever still holds the old one harms nobody."""
        copy = self.shared.with_suffix(".new")
        shutil.copyfile(self.prepared, copy)
        for suffix in ("-wal", "-shm"):
            self.shared.with_name(self.shared.name + suffix).unlink(missing_ok=True)
        copy.replace(self.shared)

    def fresh_url(self, directory: Path) -> str:
        path = directory / "eventnet.sqlite3"
        shutil.copyfile(self.prepared, path)
        return f"sqlite:///{path}"


class PostgresDatabase:
    """One database for each process that runs tests; emptied before each test."""

    def __init__(self, server_url: str) -> None:
        name = f"eventnet_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        info = psycopg.conninfo.conninfo_to_dict(server_url)
        host, port = str(info.get("host", "localhost")), str(info.get("port", ""))
        user, password = str(info.get("user", "postgres")), str(info.get("password", "") or "")
        self.url = f"postgresql://{user}:{password}@/{name}?host={host}" + (f"&port={port}" if port else "")
        prepare(self.url)
        self.connection = psycopg.connect(self.url, autocommit=True)  # for as long as this process tests
        self.sweep = "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(db.metadata.sorted_tables))  # noqa: S608 - our own names

    def empty(self) -> None:
        self.connection.execute(self.sweep.encode())

    def fresh_url(self, _directory: Path) -> str:
        self.empty()
        return self.url

    def close(self) -> None:
        self.connection.close()


def build(databases: SqliteFiles | PostgresDatabase, directory: Path) -> tuple[Flask, Settings]:
    """An app on the database of this process."""
    settings = Settings(
        database_url=databases.url, secret_key=SECRET_KEY, data_dir=str(directory), base_url="http://localhost"
    )
    return create_app(settings), settings


@contextmanager
def built_app(databases: SqliteFiles | PostgresDatabase, directory: Path) -> Iterator[tuple[Flask, Settings]]:
    """For many tests one after the other; in the end its connections are closed."""
    app, settings = build(databases, directory)
    yield app, settings
    with app.app_context():
        db.engine.dispose()


def prepare(url: str) -> None:
    """Bring an empty database to the newest version, as `eventnet migrate` does."""
    app = create_app(Settings(database_url=url, secret_key=SECRET_KEY))
    with app.app_context():
        migrations.upgrade()
        db.session.remove()
        db.engine.dispose()
