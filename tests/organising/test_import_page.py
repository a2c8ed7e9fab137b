"""Upload, preview, yes: what was seen is what is done, for members of the event alone."""

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event as sqlalchemy_event

from eventnet.db import db
from eventnet.events.models import Attendee, Membership
from eventnet.mail.models import Letter
from eventnet.mail.worker import run_once
from eventnet.organising import models
from eventnet.organising.applying import take_over
from eventnet.organising.importing import Listed, Reading
from eventnet.organising.models import ImportDraft
from eventnet.organising.records.models import ImportRecord
from eventnet.rows import Rows
from tests.cast import Cast

DATA = Path(__file__).parent.parent / "data"
PAGE = "/e/career-day/people/import"
LIST = "Name,E-mail,Company\nFinn Weber,finn@example.org,Uni\nGesa Holm,gesa@example.org,Club\n"


def upload(client: FlaskClient, content: str | bytes = LIST, filename: str = "list.csv"):
    data = content.encode() if isinstance(content, str) else content
    return client.post(PAGE, data={"file": (io.BytesIO(data), filename)})


def seen_on(client: FlaskClient, address: str) -> str:
    found = re.search(r'name="seen"[^>]*value="(\w+)"', client.get(address).get_data(as_text=True))
    assert found
    return found[1]


def confirm(client: FlaskClient, address: str):
    return client.post(address, data={"seen": seen_on(client, address)})


def record_code(cast: Cast) -> str:
    last = ImportRecord.last(cast.event)
    assert last is not None
    return last.code


def listed(cast: Cast) -> int:
    return Attendee.at(cast.event).where(Attendee.listed_name.is_not(None)).count()


def test_a_list_is_uploaded_seen_and_taken_over(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    assert "Show what would happen" in dora.get(PAGE).get_data(as_text=True)
    response = upload(dora)
    assert response.status_code == 303
    assert listed(cast) == 0
    page = dora.get(response.location).get_data(as_text=True)
    assert "Finn Weber" in page
    assert "gesa@example.org" in page
    assert listed(cast) == 0
    done = confirm(dora, response.location)
    assert (done.status_code, done.location) == (303, f"/e/career-day/people/imports/{record_code(cast)}")
    assert listed(cast) == 2
    assert Rows(ImportDraft).count() == 0
    assert Rows(Letter).count() == 0
    assert "Done: 2 new, 0 changed." in dora.get(done.location).get_data(as_text=True)


def test_the_same_list_again_says_that_there_is_nothing_to_do(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    confirm(dora, upload(dora).location)
    page = dora.get(upload(dora).location).get_data(as_text=True)
    assert "There is nothing to do." in page
    assert "Do this" not in page


def test_a_newer_list_shows_what_was_and_what_will_be(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    confirm(dora, upload(dora).location)
    page = dora.get(upload(dora, LIST.replace("Uni", "Railworks")).location).get_data(as_text=True)
    assert "organisation: was Uni" in page


def test_what_was_not_seen_is_not_done(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    address = upload(dora).location
    seen = seen_on(dora, address)
    other = browser_of(cast.dora)
    take_over(cast.event, Reading([Listed(2, None, "Finn Weber", "finn@example.org", "Uni")], [], [], "plain"))
    db.session.commit()
    response = other.post(address, data={"seen": seen})
    page = response.get_data(as_text=True)
    assert response.status_code == 409
    assert "has changed in the meantime" in page
    assert listed(cast) == 1
    now_seen = re.search(r'name="seen"[^>]*value="(\w+)"', page)
    assert now_seen
    assert now_seen[1] != seen
    assert other.post(address, data={"seen": now_seen[1]}).status_code == 303
    assert listed(cast) == 2


def test_without_a_word_about_what_was_seen_nothing_is_done(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    assert dora.post(upload(dora).location).status_code == 409
    assert listed(cast) == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04" + b"\0" * 100, ""),
        (b"fay@example.org\nfinn@example.org\n", "The first row already holds a person"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(cast: Cast, browser_of, content, words: str):
    response = upload(browser_of(cast.dora), content)
    assert response.status_code == 422
    assert words in response.get_data(as_text=True)
    assert Rows(ImportDraft).count() == 0


def test_no_file_is_said(cast: Cast, browser_of):
    response = browser_of(cast.dora).post(PAGE, data={})
    assert response.status_code == 422
    assert "Please choose a file." in response.get_data(as_text=True)


def test_rows_that_are_left_out_are_shown_with_the_reason(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    address = upload(dora, (DATA / "pretix-positions-de.csv").read_bytes()).location
    page = dora.get(f"{address}?show=left-out").get_data(as_text=True)
    assert "Left out" in page
    assert len(re.findall(r'<th scope="row">', page)) > 0
    assert len(page) < 20_000


def test_a_list_can_be_dropped(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    address = upload(dora).location
    assert dora.post(f"{address}/rejection").status_code == 303
    assert dora.get(address).status_code == 404
    assert listed(cast) == 0


def test_a_draft_lives_for_a_day(cast: Cast, browser_of, travel, app):
    dora = browser_of(cast.dora)
    address = upload(dora).location
    travel.shift(timedelta(days=1, seconds=1))
    assert dora.get(address).status_code == 404
    db.session.rollback()
    run_once(app)
    assert Rows(ImportDraft).count() == 0


def test_a_draft_is_for_who_uploaded_it_and_for_this_event(cast: Cast, browser_of):
    address = upload(browser_of(cast.dora)).location
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.eve.id, role="staff"))
    db.session.add(Membership(organiser_id=cast.elsewhere.organiser_id, person_id=cast.dora.id, role="owner"))
    db.session.commit()
    assert browser_of(cast.eve).get(address).status_code == 404
    assert browser_of(cast.eve).post(f"{address}/rejection").status_code == 404
    dora = browser_of(cast.dora)
    elsewhere = address.replace("career-day", "elsewhere")
    assert dora.get(elsewhere).status_code == 404
    assert dora.post(elsewhere, data={"seen": "x"}).status_code == 404
    assert dora.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/e/career-day/people", PAGE])
def test_lists_are_nothing_for_strangers(cast: Cast, browser_of, client: FlaskClient, address: str):
    assert client.get(address).location == "/sign-in"
    unknown = browser_of(cast.otto).get(address.replace("career-day", "unknown"))
    for person in (cast.ada, cast.otto, cast.eve):
        found = browser_of(person).get(address)
        assert found.status_code == unknown.status_code == 404


def test_strangers_cannot_upload_invite_or_confirm(cast: Cast, browser_of):
    address = upload(browser_of(cast.dora)).location
    otto = browser_of(cast.otto)
    assert upload(otto).status_code == 404
    assert otto.get(address).status_code == 404
    assert otto.post(address, data={"seen": "x"}).status_code == 404
    assert otto.post("/e/career-day/people/invitations").status_code == 404
    assert otto.post(f"/e/career-day/people/{cast.at(cast.ada).code}/invitation").status_code == 404


@pytest.mark.parametrize("rows", [3, 400])
def test_pages_stay_small_and_queries_few_whatever_the_length(cast: Cast, browser_of, rows: int):
    people = "".join(f"Person Number {n:04},person.number{n:04}@example.org,Organisation {n}\n" for n in range(rows))
    dora = browser_of(cast.dora)
    address = upload(dora, "Name,E-mail,Company\n" + people).location
    asked: list[str] = []
    sqlalchemy_event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    for page in (address, f"{address}?show=new&after=50"):
        asked.clear()
        response = dora.get(page)
        assert len(asked) <= 10
        assert len(response.data) < 20_000
    confirm(dora, address)
    asked.clear()
    response = dora.get("/e/career-day/people")
    assert len(asked) <= 10
    assert len(response.data) < 20_000


def test_nobody_waits_while_a_long_list_is_read(cast: Cast, browser_of, monkeypatch: pytest.MonkeyPatch):
    """Reading takes seconds and needs no lock: no transaction is open meanwhile."""
    dora, read, was_open = browser_of(cast.dora), models.read_sheet, []

    def read_beside(*known: Any) -> Reading:
        was_open.append(db.session().in_transaction())
        return read(*known)

    monkeypatch.setattr(models, "read_sheet", read_beside)
    address = upload(dora).location
    seen = seen_on(dora, address)
    was_open.clear()  # a page may hold its own, it takes no lock
    assert dora.post(address, data={"seen": seen}).status_code == 303
    assert was_open == [False]
    assert dora.post(address, data={"seen": seen}).status_code == 404, "a second tap"
