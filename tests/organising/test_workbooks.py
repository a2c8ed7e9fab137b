"""Workbooks: the same cells as a CSV file has, whatever else is in them."""

import io
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from eventnet.organising.importing import open_list, read
from eventnet.organising.importing.unpacking import BLOCK, MAX_PART, PATIENCE
from eventnet.refusals import Refused

DATA = Path(__file__).parent.parent / "data"
LABELS = ("Name", "E-Mail", "Firma")
ADA = ("Ada Lovelace", "ada@example.org", "Uni")


def book(*rows, change=lambda sheet: None):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    change(made.active)
    return saved(made)


def saved(made):
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def with_part(data, name, content):
    """The same workbook with one part exchanged or added."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


def sheet_with(body):
    data = book(LABELS, ADA)
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return with_part(data, "xl/worksheets/sheet1.xml", head + body + b"</sheetData></worksheet>")


def rows_of(data):
    sheet, _ = open_list(data, "list.xlsx")
    return [row.cells for row in sheet.rows()]


def refusal(data, filename="list.xlsx"):
    with pytest.raises(Refused) as caught:
        read(data, filename)
    return caught.value.code


def test_a_real_workbook_says_what_the_csv_of_the_same_list_says():
    workbook = read((DATA / "pretix-orders-de.xlsx").read_bytes(), "orders.xlsx")
    positions = read((DATA / "pretix-positions-de.csv").read_bytes(), "positions.csv")
    assert (workbook.people, workbook.left_out) == (positions.people, positions.left_out)


def test_of_several_sheets_the_one_with_the_people_is_read_and_that_is_told():
    workbook = read((DATA / "pretix-orders-de.xlsx").read_bytes(), "orders.xlsx")
    assert [remark.words for remark in workbook.warnings] == [
        "The workbook has 3 sheets. Read was the sheet “Bestellzeilen”."
    ]


def test_a_hidden_sheet_is_not_read():
    made = Workbook()
    for row in (LABELS, ADA):
        made.active.append(row)
    hidden = made.create_sheet("Old")
    for row in ((*LABELS, "Vorname", "Nachname", "Status"), ("Ben", "ben@example.org")):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    assert [person.name for person in read(saved(made), "list.xlsx").people] == ["Ada Lovelace"]


@pytest.mark.parametrize("filename", ["list.csv", "list.xls", "list", "list.pdf"])
def test_a_workbook_is_known_by_its_content_whatever_it_is_called(filename):
    assert len(read(book(LABELS, ADA), filename).people) == 1


def test_a_csv_file_called_xlsx_is_read_as_what_it_is():
    assert len(read(b"Name;E-Mail\nAda;ada@example.org\n", "list.xlsx").people) == 1


def test_a_formula_is_neither_evaluated_nor_kept():
    data = book(LABELS, ('="Eve "&"Evil"', "eve@example.org", '=HYPERLINK("http://x")'), ADA)
    reading = read(data, "list.xlsx")
    assert [person.name for person in reading.people] == ["Ada Lovelace"]
    assert "HYPERLINK" not in repr(reading)


def test_of_a_formula_what_the_spreadsheet_program_showed_is_read():
    shown = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
    shown += b'<row r="2"><c r="A2" t="str"><f>B2&amp;" "&amp;C2</f><v>Ada Lovelace</v></c></row>'
    assert rows_of(sheet_with(shown)) == [["Ada Lovelace"]]


def test_a_text_that_looks_like_a_formula_is_text():
    def as_text(sheet):
        sheet["C2"].value, sheet["C2"].data_type = "=1+1", "s"

    assert rows_of(book(LABELS, ADA, change=as_text)) == [[*ADA[:2], "=1+1"]]


def test_macros_stay_where_they_are():
    data = with_part(book(LABELS, ADA), "xl/vbaProject.bin", b"Sub Auto_Open()")
    assert len(read(data, "list.xlsm").people) == 1


def test_merged_cells_have_their_text_in_the_first():
    data = book(("Karrieretag",), LABELS, ADA, ("Ben", "b@example.org"), change=merge)
    assert rows_of(data) == [list(ADA), ["Ben", "b@example.org"]]


def merge(sheet):
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("C3:C4")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12345, "12345"),
        (3.0, "3"),
        (2.5, "2.5"),
        (4915112345678.0, "4915112345678"),
        (True, "Yes"),
        (datetime(2026, 11, 22, 9, 30), "2026-11-22 09:30:00"),  # noqa: DTZ001 - workbooks know no zone
        (datetime(2026, 11, 22), "2026-11-22"),  # noqa: DTZ001 - workbooks know no zone
        (date(2026, 11, 22), "2026-11-22"),
        (time(9, 30), "09:30:00"),
        ("#N/A", ""),
    ],
)
def test_numbers_and_dates_are_read_as_they_are_shown(value, text):
    assert rows_of(book(("Name", "Wann", "Ende"), ("Ada", value, "x"))) == [["Ada", text, "x"]]


def test_rows_are_counted_as_in_the_workbook():
    data = book((), ("Karrieretag",), (), LABELS, ADA, (), ("Ben", "ben@example.org"))
    assert [person.row for person in read(data, "list.xlsx").people] == [5, 7]


def test_two_hundred_columns_are_the_most():
    wide = [f"Frage {number}" for number in range(197)]
    assert len(read(book((*LABELS, *wide), (*ADA, *wide)), "list.xlsx").people) == 1
    assert refusal(book((*LABELS, *wide, "eine mehr"), ADA)) == "too-many-columns"


def test_50_001_rows_are_refused():
    row = b'<row><c t="inlineStr"><is><t>Name</t></is></c></row>'
    assert refusal(sheet_with(row * 50_020)) == "too-many-rows"


@pytest.mark.parametrize("made", [book(), book((), ()), book((None, ""))])
def test_an_empty_workbook_is_refused(made):
    assert refusal(made) == "empty-file"


def test_a_row_that_states_a_number_beyond_any_sheet_is_refused():
    assert refusal(sheet_with(b'<row r="99999999999"><c r="A1"><v>1</v></c></row>')) == "broken-workbook"


def test_what_unpacks_to_more_than_a_machine_holds_is_refused_before_it_is_read():
    bomb = sheet_with(b"<row>" + b"<c/>" * (BLOCK * (PATIENCE + 3) // 4) + b"</row>")
    assert len(bomb) < 100_000
    assert refusal(bomb) == "workbook-too-large"


def test_a_part_that_is_no_sheet_stays_small():
    assert refusal(with_part(book(LABELS, ADA), "xl/styles.xml", b" " * (MAX_PART + 1))) == "workbook-too-large"


def test_entities_are_not_expanded():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">]><worksheet/>'
    assert refusal(with_part(book(LABELS, ADA), "xl/worksheets/sheet1.xml", laughs)) == "broken-workbook"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_workbook_that_is_damaged_is_refused(part):
    assert refusal(with_part(book(LABELS, ADA), part, b"<workbook")) == "broken-workbook"


@pytest.mark.parametrize("name", ["xl/workbook.bin", "content.xml"])
def test_a_workbook_of_another_kind_is_refused_with_the_way_out(name):
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    assert refusal(file.getvalue()) == "is-workbook"


@pytest.mark.tooling
def test_starting_takes_no_spreadsheet_library():
    starting = "import sys, eventnet, eventnet.organising.importing; print('openpyxl' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", starting], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
