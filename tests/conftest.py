"""Fixtures for every room: the app on an empty database, the cast, clients that judge each page they fetch.

`pytest` runs on SQLite; `python -m tests.postgres` runs the same tests on PostgreSQL.
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import closing

import hypothesis
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from eventnet.config import Settings
from eventnet.db import db
from eventnet.people.models import Person
from tests.browsing import chromium, live, phone, playwright, ticking  # noqa: F401 - fixtures for everybody
from tests.cast import NOW, Cast, sign_in, the_cast
from tests.compiled import keep_templates
from tests.databases import PostgresDatabase, SqliteFiles, built_app
from tests.judge import JudgingClient
from tests.smtp_server import smtp  # noqa: F401 - a fixture for everybody

# What is made up is judged by what comes of it: how long that takes is the machine's affair, and it has other work.
hypothesis.settings.register_profile("calm", deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
hypothesis.settings.load_profile("calm")

keep_templates()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database runs again."""
    if os.environ.get("TEST_DATABASE_URL"):
        without = [item for item in items if "databases" not in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in set(without)]


def pytest_collection_finish() -> None:
    """What is imported by now stays: to look for garbage less often, as the web server does, saves a twentieth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteFiles | PostgresDatabase]:
    server = os.environ.get("TEST_DATABASE_URL")
    if server:
        with closing(PostgresDatabase(server)) as found:
            yield found
    else:
        yield SqliteFiles(tmp_path_factory.mktemp("database"))


Built = tuple[Flask, Settings]


@pytest.fixture(scope="session")
def built(databases: SqliteFiles | PostgresDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """One app for all tests of this process, since compiling its rules, templates and statements takes a while.

    A file whose tests change the app itself puts its own fixture `built` in place of this one, with `built_app()`.
    """
    with built_app(databases, tmp_path_factory.mktemp("data")) as found:
        yield found


@pytest.fixture
def settings(databases: SqliteFiles | PostgresDatabase, built: Built) -> Settings:
    """Settings of an empty database; for a test that makes an app of its own from them."""
    databases.empty()
    return built[1]


@pytest.fixture
def bare_app(databases: SqliteFiles | PostgresDatabase, settings: Settings, built: Built) -> Iterator[Flask]:
    """The app on an empty database, without a context, as it was made."""
    app = built[0]
    extensions, config = dict(app.extensions), dict(app.config)
    app.testing = True
    app.test_client_class = JudgingClient
    yield app
    with app.app_context():
        db.session.remove()
        if isinstance(databases, SqliteFiles):
            db.engine.dispose()  # the next test has another file; a connection to PostgreSQL knows its way by now
    app.extensions, app.config = extensions, app.config.__class__(app.root_path, config)


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
    return the_cast()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of nobody."""
    return app.test_client()


@pytest.fixture
def browser_of(app: Flask) -> Callable[[Person], FlaskClient]:
    """`browser_of(cast.ada)`: a signed-in browser."""
    return lambda person: sign_in(app.test_client(), person)
