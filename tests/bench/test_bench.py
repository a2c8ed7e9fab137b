"""The benchmark itself, small: it asks for what it means to, and would notice an answer that is not stored."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import text

from eventnet.db import db
from eventnet.directory.helping import suggestions
from eventnet.events.models import Attendee
from eventnet.organising.guests import PAGE, Guests
from eventnet.organising.numbers import today
from eventnet.rows import Rows
from tests.bench import directory, follow_up, importing, numbers, search
from tests.bench.beside import measure
from tests.bench.checks import statements_of
from tests.bench.open_loop import arrive
from tests.bench.pairs import Pairs
from tests.bench.servers import LIMIT, serve
from tests.bench.world import World, make_world
from tests.databases import PostgresDatabase, SqliteFiles, prepare

pytestmark = pytest.mark.tooling


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"sqlite:///{tmp_path_factory.mktemp('bench') / 'bench.sqlite3'}"
    prepare(address)
    return address


@pytest.fixture(scope="module")
def world(url: str) -> World:
    return make_world(url, singles=60, batchers=210, readers=8)


def test_each_pair_is_measured_and_every_answer_is_stored(world: World, url: str) -> None:
    with serve(url, workers=1) as ours, serve(url, LIMIT, workers=1) as limit:
        pairs = Pairs(world, url, ours.port, limit.port)
        for name in ("scan", "batch", "inbox", "code", "card"):
            (found,) = measure(name, *getattr(pairs, name)(), rounds=1, seconds=0.1, most=20, connections=(2,))
            assert found.ratio > 0, name
        assert len(arrive(pairs.scan()[0], rounds=1, seconds=0.2, rate=20)[0].times) == 4
        assert "stored" in pairs.check()
        pairs.given.ids.pop()
        with pytest.raises(AssertionError, match="answered"):
            pairs.check()


def test_a_scan_takes_five_statements(world: World) -> None:
    assert len(statements_of(world.app, world.scan(100))) <= 5


def test_memory_is_told_for_each_worker(url: str) -> None:
    with serve(url, workers=1) as server:
        ((rss, pss),) = server.memory()
        assert rss >= pss > 1


def test_search_reads_one_index_of_one_event(tmp_path_factory: pytest.TempPathFactory) -> None:
    address = f"sqlite:///{tmp_path_factory.mktemp('search') / 'bench.sqlite3'}"
    prepare(address)
    with search.world(address, people=60) as event:
        assert len(Guests(event, "lukasz strasse").rows) == PAGE
        how = db.session.execute(text(f"EXPLAIN QUERY PLAN {search.BARE.text}"), {"event": event.id, "like": "%x%"})
        assert "COVERING INDEX ix_attendee_event_folded (event_id=?)" in " ".join(row.detail for row in how)


def test_suggestions_read_one_index_of_one_event(tmp_path_factory: pytest.TempPathFactory) -> None:
    address = f"sqlite:///{tmp_path_factory.mktemp('people') / 'bench.sqlite3'}"
    prepare(address)
    with directory.world(address, people=60) as me:
        assert suggestions(me)
        known = {"event": me.event_id, "head": "pytho"}
        how = db.session.execute(text(f"EXPLAIN QUERY PLAN {directory.BARE.text}"), known)
        assert "COVERING INDEX ix_directory_stem_head (event_id=? AND side=? AND head=?)" in " ".join(
            row.detail for row in how
        )


def test_an_import_is_measured_beside_a_bare_insert_of_such_rows(tmp_path_factory: pytest.TempPathFactory) -> None:
    address = f"sqlite:///{tmp_path_factory.mktemp('import') / 'bench.sqlite3'}"
    prepare(address)
    with importing.importing_event(address) as event:
        ratio, _ours, _bare = importing.beside_bare(event, number=300, rounds=1)
        assert ratio > 0
        assert Rows(Attendee).count() == 600


def test_the_day_in_numbers_is_counted_of_a_world_that_was_made(
    tmp_path_factory: pytest.TempPathFactory,
    travel: time_machine.Traveller,  # its exchanges lie around now: in the evening, some would be of the day before
) -> None:
    address = f"sqlite:///{tmp_path_factory.mktemp('numbers') / 'bench.sqlite3'}"
    prepare(address)
    with numbers.world(address, people=40, exchanges=80) as event:
        assert 70 <= today.counted_until(event, event.ends_at).exchanges.drawn <= 80


def test_the_digests_and_the_page_ask_as_much_for_many_cards_as_for_few(
    databases: SqliteFiles | PostgresDatabase, tmp_path: Path
) -> None:
    found = []
    for met in (6, 20):
        with follow_up.world(databases.fresh_url(tmp_path), people=24, met=met) as (app, event):
            follow_up.tell_page("small", app)
            page = follow_up.page_of_somebody(app)
            sunday = follow_up.sunday_evening(event)
            with time_machine.travel(sunday - timedelta(days=1)):
                follow_up.run_due(app, "weekly")
            with time_machine.travel(sunday):
                run = follow_up.run_due(app, "weekly")
            assert run.letters >= 12
            found.append((len(page), run.statements // run.letters))
    few, many = found
    assert few[0] <= many[0] <= 24
    assert many[1] <= few[1] + 1 <= 25
