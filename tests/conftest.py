"""Fixtures for every room: the app on an empty database, the cast, clients that judge each page they fetch.

`pytest` runs on SQLite; `python -m tests.postgres` runs the same tests on PostgreSQL.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from eventnet import create_app
from eventnet.config import Settings
from eventnet.db import db
from eventnet.people.models import Person
from tests.browsing import chromium, live, phone, playwright, ticking  # noqa: F401 - fixtures for everybody
from tests.cast import NOW, Cast, make_cast, sign_in
from tests.databases import SECRET_KEY, PostgresDatabase, SqliteFiles
from tests.judge import JudgingClient
from tests.smtp_server import smtp  # noqa: F401 - a fixture for everybody


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database runs again."""
    if os.environ.get("TEST_DATABASE_URL"):
        without = [item for item in items if "databases" not in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in set(without)]


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles | PostgresDatabase:
    server = os.environ.get("TEST_DATABASE_URL")
    return PostgresDatabase(server) if server else SqliteFiles(tmp_path_factory.mktemp("database"))


@pytest.fixture
def settings(databases: SqliteFiles | PostgresDatabase, tmp_path: Path) -> Settings:
    url = databases.fresh_url(tmp_path)
    return Settings(database_url=url, secret_key=SECRET_KEY, data_dir=str(tmp_path), base_url="http://localhost")


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Every test makes an app of its own, but templates are compiled once."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def bare_app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The app on an empty database, without a context."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = compiled_templates
    app.testing = True
    app.test_client_class = JudgingClient
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(bare_app: Flask) -> Iterator[Flask]:
    """The app inside a context: verbs can be called straight away."""
    with bare_app.app_context():
        yield bare_app


@pytest.fixture
def travel() -> Iterator[time_machine.Traveller]:
    """The clock, standing at half past ten on the career day; `shift(timedelta)`, `move_to(moment)`."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(travel: time_machine.Traveller, app: Flask) -> Cast:
    return make_cast()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of nobody."""
    return app.test_client()


@pytest.fixture
def browser_of(app: Flask) -> Callable[[Person], FlaskClient]:
    """`browser_of(cast.ada)`: a signed-in browser."""
    return lambda person: sign_in(app.test_client(), person)
