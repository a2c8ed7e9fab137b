"""Lists of every format, mangled: whatever becomes of them, the answer is clear and whole."""

import csv
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from eventnet.organising.importing import Reading, open_list, read
from eventnet.refusals import Refused
from tests.organising.tables import WRITERS
from tests.organising.test_positions import CHECKINS, EVENTYAY, INDICO
from tests.organising.test_shops import ALFIO, ATTENDIZE, HIEVENTS, OPEN_EVENT

DATA = Path(__file__).parent.parent / "data"
with (DATA / "pretix-positions-de.csv").open(encoding="utf-8-sig", newline="") as file:
    PRETIX = list(csv.reader(file))[:9]
PLAIN = [
    ["Nom", "Prénom", "Kontakt", "Haus", "Status"],
    ["Groß", "Jürgen", "j@example.org", "Stadtwerke Süd GmbH", ""],
    ["Lovelace", "Ada", "ada@example.org", "HTWK Leipzig", "paid"],
    ["Nguyễn", "Thị Hồng", "", "", "storniert"],
]

LISTS = {
    "pretix": PRETIX, "pretix-checkins": CHECKINS, "eventyay": EVENTYAY, "indico": INDICO, "alfio": ALFIO,
    "hievents": HIEVENTS, "attendize": ATTENDIZE, "open-event": OPEN_EVENT, "plain": PLAIN,
}  # fmt: skip
CELLS = st.sampled_from(
    [
        "", " ", "-", "=1+1", '=HYPERLINK("http://x")', "'=cmd|' /C calc'!A0", "\t@x", '"', 'a"b', "a\nb", ";", ",",
        "\t", "x" * 300, "a@b.de", "kein@", "paid", "cancelled", "storniert", "1", "-1", "1e999", "NaN", "2026-11-22",
        "Ж山ß", "\u202eevil\u202c", "\u200b", "'", "#REF!", "Name", "E-Mail", "Order code", "ID", "\x01", "😀" * 40,
        "\ud7ff",
    ]
)  # fmt: skip
LUMPS = st.sampled_from(
    [b"", b"\0", b'"', b"\n", b"\r", b",", b";", b"\xff\xfe", b"\xef\xbb\xbf", b"sep=;\n", b"PK\x03\x04"]
)
PLACES = st.integers(0, 10_000)


@st.composite
def mangled(draw: st.DrawFn, rows: list[list[str]]) -> bytes:
    """The list with cells, rows and columns gone astray, written in some way, and now and then damaged."""
    table = [list(row) for row in rows]
    for _ in range(draw(st.integers(0, 5))):
        _mangle(draw, table)
    writer = draw(st.sampled_from(["comma", "comma", "semicolon", "tab", "workbook"]))
    cleaned = [[cell.replace("\x01", "") for cell in row] for row in table] if writer == "workbook" else table
    written = WRITERS[writer](cleaned)
    return _damaged(draw, written) if draw(st.integers(0, 3)) == 0 else written


def _mangle(draw: st.DrawFn, table: list[list[str]]) -> None:
    row = table[draw(PLACES) % len(table)]
    column = draw(PLACES) % max(1, len(row))
    match draw(st.integers(0, 7)):
        case 0 | 1:
            row[column : column + 1] = [draw(CELLS)]
        case 2:
            del row[column:]
        case 3:
            row.insert(column, draw(CELLS))
        case 4:
            table.insert(draw(PLACES) % (len(table) + 1), list(row))
        case 5:
            for each in table:
                del each[column : column + 1]
        case 6:
            for each in table:
                each.insert(0, each.pop() if each else "")
        case _:
            table.insert(0, [draw(CELLS)])


def _damaged(draw: st.DrawFn, data: bytes) -> bytes:
    place = draw(PLACES) * 7919 % (len(data) + 1)
    return data[:place] + draw(LUMPS | st.binary(max_size=4)) + data[place + draw(st.integers(0, 40)) :]


def refused_or_whole(data: bytes) -> Reading | None:
    """Read twice: refused in words, or every row that holds anything is told of once, and the same both times."""
    try:
        reading = read(data, "list")
    except Refused as no:
        return _spoken(no)
    sheet, _ = open_list(data, "list")
    rows = [each.row for each in [*reading.people, *reading.left_out]]
    assert sorted(rows) == [row.number for row in sheet.rows()]
    _are_people(reading)
    assert read(data, "list") == reading
    return reading


def _spoken(no: Refused) -> None:
    assert no.words


def _are_people(reading: Reading) -> None:
    ids: list[Any] = [person.external_id for person in reading.people if person.external_id]
    tickets = [ticket for person in reading.people for ticket in person.tickets]
    assert len(ids) == len(set(ids))
    assert len(tickets) == len(set(tickets))
    for person in reading.people:
        assert 0 < len(person.name) <= 120
        assert len(person.organisation or "") <= 160
        assert not any(character in person.name for character in "\n\r\t\0\u202e\u200b")
        assert person.email is None or "@" in person.email
        # a ticket's secret has 32 characters; shorter ones, such as a day that was put there, may stand anywhere
        assert not any(len(code) >= 16 and code in (person.external_id or "") for code in person.tickets)
