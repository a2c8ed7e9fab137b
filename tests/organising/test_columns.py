"""Tables that nobody recognises: asked about once, remembered for the organiser, shown as they would become."""

import io
import re

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events.models import Attendee, Membership
from eventnet.mail.worker import run_once
from eventnet.organising.models import SHORT, ColumnMapping, ImportDraft
from eventnet.rows import Rows
from tests.browsing import Live, Open
from tests.cast import Cast
from tests.organising.tables import as_csv, as_xlsx
from tests.organising.test_import_page import confirm, upload

TABLE = [
    ["Wer", "Wohin", "Woher", "Als was", "Bemerkung"],
    *(
        [f"kim-{n}", f"kim.{n}@example.org", f"Werk {n}", "Referentin" if n == 1 else "", "isst alles"]
        for n in range(1, 31)
    ),
]
CHOSEN = {"name": "0", "email": "1", "organisation": "2", "role": "3"}


def unknown(client: FlaskClient, table: list[list[str]] = TABLE, writer=as_csv) -> str:
    """Where an upload of it leads."""
    response = upload(client, writer(table))
    assert response.status_code == 303
    return str(response.location)


def chosen(page: str) -> dict[str, str]:
    """What stands in the questions of the page."""
    fields = re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    found = {name: re.search(r'selected value="(\d*)"', options) for name, options in fields}
    return {name: match[1] for name, match in found.items() if match and match[1]}


def listed(cast: Cast) -> dict[str, tuple[str | None, str | None, str]]:
    rows = Attendee.at(cast.event).where(Attendee.listed_name.is_not(None))
    return {str(row.listed_name): (row.listed_email, row.listed_organisation, row.role) for row in rows}


@pytest.mark.parametrize("writer", [as_csv, as_xlsx])
def test_an_unknown_table_is_asked_about_with_what_its_cells_tell_already_chosen(cast: Cast, browser_of, writer):
    dora = browser_of(cast.dora)
    address = unknown(dora, writer=writer)
    assert address.endswith("/columns")
    page = dora.get(address).get_data(as_text=True)
    assert "Wer · kim-1" in page
    assert chosen(page) == {"email": "1"}
    assert len(page) < 20_000


def test_its_first_twenty_rows_are_shown_as_they_would_become(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    address = unknown(dora)
    page = dora.post(address, data=CHOSEN | {"look": "1"}).get_data(as_text=True)
    assert re.findall(r'<th scope="row">([^<]+)</th>', page) == [f"kim-{n}" for n in range(1, 21)]
    assert "Werk 20" in page
    assert "Speaker" in page
    assert chosen(page) == CHOSEN
    assert Rows(ColumnMapping).count() == 0, "to look is not to say"


def test_what_is_said_is_used_and_remembered_for_this_organiser(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    preview = dora.post(unknown(dora), data=CHOSEN).location
    assert "read as you said" in dora.get(preview).get_data(as_text=True)
    confirm(dora, preview)
    assert listed(cast)["kim-1"] == ("kim.1@example.org", "Werk 1", "speaker")
    assert len(listed(cast)) == 30
    again = unknown(dora, [TABLE[0], ["kim-99", "kim.99@example.org", "Werk", "", ""]], as_xlsx)
    assert not again.endswith("/columns")
    page = dora.get(again).get_data(as_text=True)
    assert "kim-99" in page
    assert f'href="{again}/columns"' in page
    assert unknown(browser_of(cast.dora)).endswith("/columns") is False
    elsewhere = browser_of(cast.otto).post(
        "/e/elsewhere/people/import", data={"file": (io.BytesIO(as_csv(TABLE)), "list.csv")}
    )
    assert elsewhere.location.endswith("/columns"), "another organiser is asked"


def test_without_a_name_nothing_is_taken_and_what_was_chosen_stays(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    address = unknown(dora)
    response = dora.post(address, data=CHOSEN | {"name": ""})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "Please say which column holds the names" in page
    assert chosen(page) == {name: column for name, column in CHOSEN.items() if name != "name"}
    assert Rows(ImportDraft).all()[0].columns is None


def test_one_column_is_not_two_things(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    response = dora.post(unknown(dora), data=CHOSEN | {"organisation": "0"})
    assert response.status_code == 422
    assert "The same column as for “Whole name”." in response.get_data(as_text=True)


@pytest.mark.parametrize("column", ["99", "-1", "x", "00"])
def test_a_column_that_is_not_there_cannot_be_chosen(cast: Cast, browser_of, column: str):
    dora = browser_of(cast.dora)
    assert dora.post(unknown(dora), data=CHOSEN | {"name": column}).status_code == 422


def test_a_recognised_list_can_be_read_otherwise_and_back(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    rows = [["Name", "Firma", "Nickname"], ["Finn Weber", "Uni", "Finni"]]
    preview = unknown(dora, rows)
    page = dora.get(f"{preview}/columns").get_data(as_text=True)
    assert chosen(page) == {"name": "0", "organisation": "1"}
    dora.post(f"{preview}/columns", data={"name": "2", "organisation": "1"})
    assert "Finni" in dora.get(preview).get_data(as_text=True)
    dora.post(f"{preview}/columns", data={"as_recognised": "1"})
    page = dora.get(preview).get_data(as_text=True)
    assert "Finni" not in page
    assert "Finn Weber" in page
    assert Rows(ColumnMapping).count() == 0


def test_a_list_from_a_shop_with_a_column_missing_is_asked_about(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    rows = [["Order code", "Status", "Attendee name", "Mail"], ["ABC12", "paid", "Finn Weber", "finn@example.org"]]
    address = unknown(dora, rows)
    assert address.endswith("/columns")
    page = dora.get(address).get_data(as_text=True)
    assert "columns are missing" in page
    assert chosen(page)["name"] == "2"


def test_a_long_unknown_table_is_read_in_the_background_once_its_columns_are_said(app, cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    rows = [["Wer", "Wohin"], *([f"kim-{n}", f"kim.{n}@example.org"] for n in range(SHORT + 5))]
    address = unknown(dora, rows)
    assert "/jobs/" in dora.post(address, data={"name": "0", "email": "1"}).location
    db.session.rollback()
    run_once(app)
    assert f"<dd>{SHORT + 5}</dd>" in dora.get(address.removesuffix("/columns")).get_data(as_text=True)


def test_the_columns_of_a_draft_are_for_who_uploaded_it(cast: Cast, browser_of):
    address = unknown(browser_of(cast.dora))
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.eve.id, role="staff"))
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.ben.id, role="helper"))
    db.session.commit()
    for person in (cast.ada, cast.ben, cast.eve, cast.otto):
        assert browser_of(person).get(address).status_code == 404
        assert browser_of(person).post(address, data=CHOSEN).status_code == 404


@pytest.mark.browser
def test_the_rows_follow_what_is_chosen_and_the_import_ends_with_its_report(live: Live, phone: Open) -> None:
    """The whole way on a phone: upload, say the columns, see the rows change, take over, undo."""
    page = phone(live.cast.dora)
    page.goto("/e/career-day/people/import")
    table = {"name": "liste.csv", "mimeType": "text/csv", "buffer": as_csv(TABLE)}
    page.get_by_label("Attendee list").set_input_files(files=[table])  # type: ignore[list-item]
    page.get_by_role("button", name="Show what would happen").click()
    page.get_by_label("Whole name").select_option("0")
    page.get_by_role("rowheader", name="kim-20").wait_for()
    page.get_by_label("Organisation").select_option("2")
    page.get_by_role("cell", name="Werk 20").wait_for()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Do this").click()
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_text("This import is undone.", exact=False).first.wait_for()
    db.session.rollback()
    assert listed(live.cast) == {}
