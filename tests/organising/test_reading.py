"""Files as they come: encodings, delimiters, and what is not a list at all."""

import csv
import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventnet.organising.importing import read
from eventnet.organising.importing.decoding import MAX_BYTES
from eventnet.organising.importing.sheet import open_sheet
from eventnet.refusals import Refused

DATA = Path(__file__).parent.parent / "data"
LIST = "Name,E-Mail,Firma\r\nJürgen Groß,j.gross@example.org,Stadtwerke Süd\r\n"


def refusal(data: bytes, filename: str = "list.csv") -> Refused:
    with pytest.raises(Refused) as caught:
        read(data, filename)
    return caught.value


def names(data: bytes) -> list[str]:
    return [person.name for person in read(data, "list.csv").people]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_may_come_in_any_usual_encoding(encoding):
    (person,) = read(LIST.encode(encoding), "list.csv").people
    assert (person.name, person.organisation) == ("Jürgen Groß", "Stadtwerke Süd")


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")])
def test_utf_16_may_start_with_either_byte(mark, encoding):
    assert names(mark + LIST.encode(encoding)) == ["Jürgen Groß"]


def test_a_guessed_encoding_is_told():
    assert [remark.code for remark in read(LIST.encode("cp1252"), "list.csv").warnings] == ["encoding-guessed"]
    assert read(LIST.encode(), "list.csv").warnings == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_may_use_any_usual_delimiter(delimiter):
    assert names(LIST.replace(",", delimiter).encode()) == ["Jürgen Groß"]


def test_the_delimiter_is_the_one_that_makes_labels():
    data = b'Name;E-Mail;"Strasse, Ort, Land";a,b,c\nAda;ada@example.org;"Weg 1, Leipzig, DE";1,2,3\n'
    assert names(data) == ["Ada"]


def test_a_delimiter_inside_quotes_is_text():
    (person,) = read(b'"Name","Firma"\n"Groll, Ada","M;M"\n', "list.csv").people
    assert (person.name, person.organisation) == ("Groll, Ada", "M;M")


def test_the_line_that_tells_excel_the_delimiter_is_not_a_row():
    (person,) = read(b"\xef\xbb\xbfsep=;\r\nName;E-Mail\r\nAda;ada@example.org\r\n", "list.csv").people
    assert (person.row, person.name) == (2, "Ada")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_may_end_in_any_way(end):
    assert names(end.join(["Name,E-Mail", "Ada,ada@example.org", "Ben,ben@example.org"]).encode()) == [
        "Ada",
        "Ben",
    ]


def test_a_title_may_stand_above_the_labels():
    data = "Anmeldungen Karrieretag;;\n;;\nName;E-Mail;Firma\nAda;ada@example.org;\n"
    (person,) = read(data.encode(), "list.csv").people
    assert (person.row, person.name) == (4, "Ada")


def test_rows_are_counted_as_a_spreadsheet_program_does():
    data = b'Name,E-Mail\n"Ada\nLovelace",ada@example.org\n\n,\nBen,ben@example.org\n'
    assert [(person.row, person.name) for person in read(data, "list.csv").people] == [
        (2, "Ada Lovelace"),
        (5, "Ben"),
    ]


def test_nul_characters_are_dropped():
    assert names(b"Name,E-Mail\nA\0da,ada@example.org\n") == ["Ada"]


def test_a_row_may_be_shorter_than_the_labels():
    assert names(b"Name,E-Mail,Firma\nAda\n") == ["Ada"]


def test_a_row_longer_than_the_labels_is_kept_and_pointed_out():
    reading = read(b"Name,E-Mail,Firma\nAda,a@b.de,Meier, Sons\n", "list.csv")
    assert [person.name for person in reading.people] == ["Ada"]
    assert [(remark.row, remark.code) for remark in reading.warnings] == [(2, "stray-cells")]


def test_one_known_column_is_a_list():
    assert names(b"Name\nAda\nBen\n") == ["Ada", "Ben"]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b" \n ;;\n", b"sep=;", b"\xff\xfe"])
def test_an_empty_file_is_refused(data):
    assert refusal(data).code == "empty-file"


def test_labels_without_a_row_are_refused():
    assert refusal(b"Name,E-Mail\n\n ,\n").code == "no-rows"


def test_a_row_of_people_in_place_of_labels_is_refused():
    assert refusal(b"Ada Lovelace,ada@example.org\nBen,ben@example.org\n").code == "no-labels"


def test_one_unknown_column_is_refused():
    assert refusal(b"Name|E-Mail\nAda|ada@example.org\n").code == "one-column"


def test_a_list_without_names_is_refused_and_its_labels_are_named():
    refused = refusal(b"Colour;E-Mail\nred;ada@example.org\n")
    assert refused.code == "no-name-column"
    assert "Colour, E-Mail" in refused.words


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "is-workbook"),
        (b"%PDF-1.7\n", "is-pdf"),
        (b"\x89PNG\r\n\x1a\n", "is-picture"),
        (b"\x1f\x8b\x08", "is-archive"),
        (b"\n<!DOCTYPE html><title>Sign in</title>", "is-web-page"),
        (bytes(range(256)) * 20, "not-text"),
    ],
)
def test_another_kind_of_file_called_csv_is_refused(start, code):
    assert refusal(start).code == code


def test_an_old_workbook_called_csv_is_refused_with_the_way_out():
    refused = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, r"C:\fakepath\guests.csv")
    assert refused.code == "is-workbook"
    assert refused.words.startswith("guests.csv is an old workbook")
    assert "save it as XLSX without a password or as CSV" in refused.words


def test_a_zip_archive_called_csv_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("list.csv", LIST)
    assert refusal(packed.getvalue()).code == "is-archive"


def test_a_file_above_20_mb_is_refused():
    assert refusal(LIST.encode() + b" " * MAX_BYTES).code == "file-too-large"


def test_a_thousand_columns_are_the_most():
    assert refusal(b"Name" + b",x" * 1000 + b"\nAda\n").code == "too-many-columns"


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_row():
    refused = refusal(b'Name,E-Mail\nAda,a@example.org\n"Ben,b@example.org\nCleo,c@example.org\n')
    assert refused.code == "open-quote"
    assert "row 3" in refused.words


def test_a_quotation_mark_that_swallows_a_long_file_is_refused_with_its_row():
    refused = refusal(b'Name,E-Mail\nAda,a@example.org\n"Ben,b@example.org\n' + b"Cleo,c@example.org\n" * 10_000)
    assert refused.code == "open-quote"
    assert "row 3" in refused.words


def many(count: int) -> bytes:
    return b"Name;E-Mail\n" + b"".join(b"Ada %d;ada.%d@example.org\n" % (n, n) for n in range(count))


def test_50_000_rows_are_read_in_seconds():
    started = time.process_time()
    assert len(read(many(50_000), "list.csv").people) == 50_000
    assert time.process_time() - started < 20


def test_50_001_rows_are_refused():
    assert refusal(many(50_001)).code == "too-many-rows"


def test_a_large_list_is_never_held_as_cells():
    text = "Name;E-Mail" + ";x" * 60 + "\n" + ("Ada;ada@example.org" + ";cell" * 60 + "\n") * 5_000
    sheet = open_sheet(text)
    tracemalloc.start()
    try:
        rows = sum(1 for _ in sheet.rows())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert rows == 5_000
    assert peak < len(text) / 5


HEADS = st.sampled_from(
    [
        b"",
        b"Name,E-Mail\n",
        b"sep=;\nVorname;Name;Firma\n",
        b"Order code,Position ID,Status,Attendee name\n",
        b"\xff\xfe",
        b"\xff\xfeN\0a\0m\0e\0\n\0",
        b'"',
        b"PK\x03\x04",
    ]
)
LUMPS = st.sampled_from(
    [b",", b";", b"\t", b'"', b"\n", b"\r", b"'=", b"@", b"Name", b"paid", b"\0", b"\xfc", b"a@b.de"]
)


@given(HEADS, st.binary() | st.lists(LUMPS | st.binary(max_size=3)).map(b"".join), st.text(max_size=9))
@settings(max_examples=400)
def test_any_bytes_are_read_or_refused(head, body, filename):
    try:
        reading = read(head + body, filename)
    except Refused:
        return
    rows = [each.row for each in reading.people + reading.left_out]
    assert len(rows) == len(set(rows))
    assert all(person.name for person in reading.people)


WORDS = st.lists(st.text("abÄéß山Ж\",;'’", min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)
UMLAUTS = st.lists(st.text("abäöüß\",;'", min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)


def written(rows, delimiter, quoting):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting)
    writer.writerow(["Name", "E-Mail", "Firma"])
    writer.writerows((name, f"p{n}@example.org", firm) for n, (name, firm) in enumerate(rows))
    return file.getvalue()


DIALECTS = (st.sampled_from([",", ";", "\t"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))


@given(
    st.lists(st.tuples(WORDS, WORDS), min_size=1),
    *DIALECTS,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_written_comes_back(rows, delimiter, quoting, encoding):
    reading = read(written(rows, delimiter, quoting).encode(encoding), "list.csv")
    assert [(person.name, person.organisation) for person in reading.people] == rows


@given(st.lists(st.tuples(UMLAUTS, UMLAUTS), min_size=1), *DIALECTS)
def test_what_windows_wrote_comes_back(rows, delimiter, quoting):
    reading = read(written(rows, delimiter, quoting).encode("cp1252"), "list.csv")
    assert [(person.name, person.organisation) for person in reading.people] == rows
