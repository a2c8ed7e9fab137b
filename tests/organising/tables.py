"""Lists as the neighbours write them, made in a test."""

import csv
import io

from openpyxl import Workbook

from eventnet.organising.importing import Reading, read


def as_csv(rows, delimiter=",", encoding="utf-8-sig", quoting=csv.QUOTE_MINIMAL):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(rows)
    return file.getvalue().encode(encoding)


def as_xlsx(rows):
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def chosen(rows, *labels):
    """The same list with these columns only, in this order."""
    places = [rows[0].index(label) for label in labels]
    return [[row[place] for place in places] for row in rows]


def relabelled(rows, **labels):
    """The same list in another language; labels by their English with _ for a space."""
    words = {english.replace("_", " "): other for english, other in labels.items()}
    return [[words.get(label, label) for label in rows[0]], *rows[1:]]


WRITERS = {
    "comma": as_csv,
    "semicolon": lambda rows: as_csv(rows, ";", "utf-8"),
    "tab": lambda rows: as_csv(rows, "\t", "utf-16"),
    "windows": lambda rows: as_csv(rows, ";", "cp1252", csv.QUOTE_ALL),
    "workbook": as_xlsx,
}


def reading(rows, writer=as_csv) -> Reading:
    return read(writer(rows), "list")


def people(rows, writer=as_csv):
    """What is read of people: format, and of each person id, name, address and organisation."""
    found = reading(rows, writer)
    return found.format, [(each.external_id, each.name, each.email, each.organisation) for each in found.people]


def left_out(rows):
    return [(each.row, each.name, each.reason_code) for each in reading(rows).left_out]


def remarks(rows):
    return [(remark.row, remark.code) for remark in reading(rows).warnings]
