"""Many badges are drawn in the background, pile by pile, and can be fetched for a day."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events.models import Membership
from eventnet.organising.audit.models import AuditAct
from eventnet.organising.badges import runs
from eventnet.organising.badges.files import BadgeFile
from eventnet.organising.badges.models import BadgeDesign, BadgePrint
from eventnet.organising.jobs import Job
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import Cast
from tests.organising.test_badge_sheets import page_sizes
from tests.smtp_server import deliver

PAGE = "/e/career-day/badges"
Browsers = Callable[[Person], FlaskClient]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three are many, two are a pile."""
    monkeypatch.setattr(runs, "MANY", 2)
    monkeypatch.setattr(runs, "PILE", 2)


@pytest.fixture
def dora(cast: Cast, browser_of: Browsers) -> FlaskClient:
    return browser_of(cast.dora)


def ask(dora: FlaskClient, **more: str) -> str:
    """Where the files will be."""
    form = {"sheet": "a6", "colour": "#f0715a", "ordered_by": "name", "whom": "all", "skip": "0", "paper": "a4"}
    measures = {"width": "90", "height": "55", "columns": "2", "rows": "5", "left": "15", "top": "11"}
    rest = {"gap_x": "0", "gap_y": "0", "back_right": "0", "back_down": "0"}
    answer = dora.post(f"{PAGE}/sheets", data=form | measures | rest | more)
    assert answer.status_code == 303
    return str(answer.location)


def page(dora: FlaskClient, address: str) -> str:
    return dora.get(address).get_data(as_text=True)


def piles(app: Flask) -> list[tuple[int, int]]:
    deliver(app)
    db.session.rollback()
    return [(file.first, file.last) for file in Rows(BadgeFile).order_by(BadgeFile.number)]


def test_many_are_drawn_pile_by_pile_and_fetched(cast: Cast, app: Flask, dora: FlaskClient) -> None:
    address = ask(dora)
    assert "0 of 3" in page(dora, address)
    assert "Drawing badges" in page(dora, PAGE)
    assert piles(app) == [(1, 2), (3, 3)]
    shown = page(dora, address)
    links = re.findall(rf'href="({address}/sheets\.pdf\?number=\d)"', shown)
    for link in links:
        answer = dora.get(link)
        assert page_sizes(answer.data) == {(298, 420)}
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert len(links) == 2
    assert "3 badges are drawn." in page(dora, PAGE)


def test_drawn_is_noted_as_printed(cast: Cast, app: Flask, dora: FlaskClient) -> None:
    ask(dora)
    assert Rows(BadgePrint).count() == 0
    piles(app)
    assert Rows(BadgePrint).count() == 3
    assert {act.what for act in AuditAct.at(cast.event)} == {"badge_printed"}


def test_few_come_at_once(cast: Cast, dora: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MANY", 3)
    with pytest.raises(AssertionError):
        ask(dora)
    assert Rows(Job).count() == 0


def test_piles_are_full_sheets_whatever_is_gone_from_the_first(cast: Cast, app: Flask, dora: FlaskClient) -> None:
    """Of fourteen labels a sheet thirteen are used: one badge on the first sheet, two on the next."""
    ask(dora, sheet="l7163", skip="13")
    assert piles(app) == [(1, 1), (2, 3)]
    assert [runs.pile_of(number) for number in (1, 14, 21)] == [2, 14, 21]


def test_they_look_as_when_they_were_asked_for(cast: Cast, app: Flask, dora: FlaskClient) -> None:
    address = ask(dora)
    design = BadgeDesign.of(cast.event)
    design.sheet = "card"
    db.session.commit()
    piles(app)
    assert page_sizes(dora.get(f"{address}/sheets.pdf").data) == {(298, 420)}


def test_who_left_meanwhile_is_left_out(cast: Cast, app: Flask, dora: FlaskClient) -> None:
    ask(dora)
    db.session.delete(cast.at(cast.ben))
    db.session.commit()
    assert piles(app) == [(1, 1), (3, 3)]


def test_files_rest_sealed_and_are_gone_after_a_day(
    cast: Cast, app: Flask, dora: FlaskClient, travel: time_machine.Traveller
) -> None:
    address = ask(dora)
    piles(app)
    file = Rows(BadgeFile).first()
    assert file is not None
    assert b"PDF" not in file.sealed
    travel.shift(timedelta(hours=25))
    assert dora.get(f"{address}/sheets.pdf").status_code == 404
    assert "Nothing is left to fetch." in page(dora, address)
    assert piles(app) == []


def test_a_file_is_for_the_office_of_its_event(cast: Cast, app: Flask, dora: FlaskClient, browser_of: Browsers) -> None:
    address = ask(dora)
    piles(app)
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.eve.id, role="helper"))
    db.session.commit()
    for person in (cast.eve, cast.ada, cast.otto):
        assert browser_of(person).get(address).status_code == 404
        assert browser_of(person).get(f"{address}/sheets.pdf").status_code == 404
    elsewhere = address.replace("career-day", "elsewhere")
    assert browser_of(cast.otto).get(f"{elsewhere}/sheets.pdf").status_code == 404
    assert dora.get(f"{address}/sheets.pdf?number=9").status_code == 404
