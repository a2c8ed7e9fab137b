"""Out and back in is the identity, and no cell is ever a formula."""

import csv
import io

import pytest
from openpyxl import load_workbook

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.events.models import Attendee
from eventnet.events.questions import set_answers
from eventnet.organising import importing
from eventnet.organising.applying import take_over
from eventnet.organising.exporting import FORMULA, as_csv, as_workbook, guarded
from eventnet.organising.guests import Guests
from eventnet.organising.importing import Listed, Reading
from eventnet.organising.planning import plan
from eventnet.web.languages import speaking
from tests.cast import NOW, Cast, make_person
from tests.events.test_questions import ask

NASTY = [
    "=1+1",
    "+49 341 97",
    "-Minus",
    "@SUM(A1)",
    "=HYPERLINK(\"http://x\")",
    "TRUE",
    "1e5",
    "007",
    "2026-11-26",
    "Łukasz, der \"Große\"",
    "O'Neill",
    "田中 一郎",
    "ada; drop",
]  # fmt: skip


@pytest.fixture
def full(cast: Cast) -> Cast:
    listed = [
        Listed(n, None, name, f"nasty{n}@example.org" if n % 3 else None, name if n % 2 else None)
        for n, name in enumerate(NASTY)
    ]
    twins = [Listed(90, "t-1", "Zoe", "both@example.org", None), Listed(91, "t-2", "Anna", "both@example.org", None)]
    take_over(cast.event, Reading([*listed, *twins], [], [], "plain"))
    cast.at(cast.ada).arrived_at = NOW
    db.session.flush()
    return cast


def exports(cast: Cast) -> list[bytes]:
    return [as_csv(Guests(cast.event)), as_workbook(Guests(cast.event))]


@pytest.mark.parametrize("language", ["en", "de"])
def test_out_and_back_in_changes_nothing(full: Cast, language: str) -> None:
    with speaking(language):
        for data in exports(full):
            again = plan(full.event, importing.read(data, "list"))
            assert again.changes_nothing
            assert {each.name for each in again.left_out} >= {"Ada Lindqvist", "Ben Okafor", "Cleo Brandt"}


def test_the_list_of_last_year_is_the_list_of_this_year(full: Cast) -> None:
    for data in exports(full):
        new = {
            (each.name, each.email, each.organisation)
            for each in plan(full.elsewhere, importing.read(data, "list")).new
        }
        wanted = {(n, f"nasty{i}@example.org" if i % 3 else None, n if i % 2 else None) for i, n in enumerate(NASTY)}
        assert wanted <= new


def test_roles_and_answers_go_out_and_come_back_as_they_were(full: Cast) -> None:
    """A question may look like a formula, too; the importer takes no answer for a name or an organisation."""
    asked = [ask(full.event, "=Track", "many"), ask(full.event, "Company size")]
    for place in Attendee.at(full.event):
        place.role = "speaker" if place.id % 2 else "crew"
        set_answers(place, {asked[0]: ["c2", "c1"], asked[1]: "+50, -1; =2"})
    db.session.flush()
    roles = {place.listed_name: place.role for place in Attendee.at(full.event) if place.listed_name}
    for data in exports(full):
        assert plan(full.event, importing.read(data, "list")).changes_nothing
        new = plan(full.elsewhere, importing.read(data, "list")).new
        assert {each.name: each.role for each in new}.items() <= roles.items()
        assert len(new) == len(NASTY) + 1, "two with one address and no ticket are one"
        cells = cells_of(data)
        assert not [cell for cell in cells if cell.startswith(FORMULA)]
        assert [cell for cell in cells if "+50, -1" in cell]


def cells_of(data: bytes) -> list[str]:
    if data.startswith(b"PK"):
        rows = load_workbook(io.BytesIO(data)).active.iter_rows()
        assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
        rows = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        return [str(cell) for row in rows for cell in row if cell is not None]
    return [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]


def test_no_cell_is_a_formula(full: Cast) -> None:
    data_csv, data_book = exports(full)
    sheet = load_workbook(io.BytesIO(data_book)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 50
    assert {cell.data_type for cell in cells} == {"s"}
    for row in csv.reader(io.StringIO(data_csv.decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\tx", "\rx"])
def test_each_sign_that_begins_a_formula_is_guarded(text: str) -> None:
    assert guarded(text)[:2] == "'" + text[0]


def test_signs_that_no_sheet_can_hold_do_not_break_it(full: Cast) -> None:
    cast_name = "Bell\x07 and\x0b tab"
    add_attendee(full.event, make_person(cast_name))
    assert all(exports(full))


def test_the_address_of_a_profile_is_not_exported(full: Cast) -> None:
    assert b"ada@example.org" not in as_csv(Guests(full.event))


def test_a_file_holds_whom_the_filters_ask_for_and_nobody_of_another_event(full: Cast, browser_of) -> None:
    add_attendee(full.elsewhere, make_person("Zed Elsewhere"))
    db.session.commit()
    dora = browser_of(full.dora)
    answer = dora.post("/e/career-day/people.csv", data={"state": "arrived"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="career-day.csv"'
    assert answer.data.count(b"\n") == 2
    assert b"Elsewhere" not in dora.post("/e/career-day/people.csv").data
    assert dora.post("/e/career-day/people.xlsx").data.startswith(b"PK")
    assert browser_of(full.otto).post("/e/career-day/people.csv").status_code == 404
