"""A table of numbers as a file for Excel (RFC 4180, UTF-8 with a byte order mark); what is not shown is not in it."""

import csv
import io

from eventnet.organising.exporting import guarded
from eventnet.organising.numbers.counting import Count
from eventnet.organising.numbers.showing import Table


def as_csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    rows = [[label, *map(_cell, counts)] for label, counts in table.rows]
    csv.writer(text).writerows([[guarded(cell) for cell in row] for row in [list(table.head), *rows]])
    return text.getvalue().encode("utf-8-sig")


def _cell(count: Count) -> str:
    """Without the points and commas of a language."""
    return str(count.shown) if count.shown is not None else str(count)
