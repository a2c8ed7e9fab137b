"""Tables of what may be seen: each is a chart, the lines beside it, and a file. Words in the language being spoken."""

from collections.abc import Iterator, Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from msgspec import Struct

from eventnet.events.models import Event
from eventnet.organising.numbers import charts, hours
from eventnet.organising.numbers.after import After
from eventnet.organising.numbers.charts import Bar
from eventnet.organising.numbers.counting import Cell, Count
from eventnet.organising.numbers.today import Today

MOST_TICKS = 6


class Table(Struct, frozen=True):
    """`name` is the file's; `head` names the columns, the first of which says what a line is about."""

    name: str
    title: str
    head: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Count]]]
    chart: Markup

    @property
    def is_drawn(self) -> bool:
        """There is a bar to see."""
        return any(count for _label, counts in self.rows for count in counts)

    @property
    def cells(self) -> list[list[str]]:
        return [[label, *map(str, counts)] for label, counts in self.rows]


def of_today(event: Event, today: Today) -> Table:
    title = _("Exchanges by the quarter-hour, %(day)s", day=hours.day_words(today.on))
    still = hours.quarters_of(event, today.on, event.ends_at)[len(today.quarters) :]
    return _in_time(event, today.quarters, still, title, _("From – to"))


def of_the_whole(event: Event, today: Today) -> Table:
    """By day if it has several, else by quarter."""
    if today.chart is today.quarters:
        return of_today(event, today)
    return _in_time(event, today.days, range(0), _("Exchanges by day"), _("Day"))


def of_steps(after: After) -> Table:
    names = {
        "sent": _("Asked for a meeting"),
        "answered": _("Answered"),
        "agreed": _("Agreed on a time"),
        "held": _("Met again"),
    }
    bars = [Bar(names[cell.key], [cell.count]) for cell in after.steps]
    return _lying("requests", _("From asking to meeting"), (_("Step"), _("Requests")), bars)


def of_waits(after: After) -> Table:
    bars = [Bar(wait_words(cell.key), [cell.count]) for cell in after.waits]
    return _lying("times", _("From the talk to the meeting"), (_("Time"), _("Meetings")), bars)


def of_words(after: After) -> Table:
    bars = [Bar(word.word, [word.offered, word.wanted]) for word in after.wording.words]
    title = _("What people offer and look for")
    return _lying("words", title, (_("Word"), _("Offered by"), _("Looked for by")), bars)


def of_words_in_two(after: After) -> list[Table]:
    """Side by side on paper and of one scale, the second one without a title."""
    whole = of_words(after)
    bars = [Bar(*row) for row in whole.rows]
    half, most = -(-len(bars) // 2), charts.longest(bars)
    parts = ((whole.title, bars[:half]), ("", bars[half:]))
    return [_lying("words", title, whole.head, part, most) for title, part in parts]


AFTER_TABLES = {"requests": of_steps, "times": of_waits, "words": of_words}


def wait_words(key: str) -> str:
    """A bucket of weeks from the talk to the meeting."""
    return {
        "7": _("within a week"),
        "14": _("1 to 2 weeks"),
        "28": _("2 to 4 weeks"),
        "56": _("4 to 8 weeks"),
        "": _("more than 8 weeks"),
    }[key]


def median_words(key: str) -> str:
    """Half of the meetings were held ..."""
    if not key:
        return _("more than 8 weeks after the talk")
    return ngettext("within %(num)s week of the talk", "within %(num)s weeks of the talk", int(key) // 7)


def _in_time(event: Event, cells: Sequence[Cell], still: range, title: str, first: str) -> Table:
    """`still` are the quarters to come, for which the axis leaves room."""
    bars = [Bar(_when(cell.key, event.zone), [cell.count]) for cell in cells]
    keys = [cell.key for cell in cells] + [str(quarter) for quarter in still]
    ticks = list(_ticks(keys, event.zone))
    chart = charts.columns("exchanges", title, bars, ticks, 0.5 if _is_day(keys) else 0)
    return Table("exchanges", title, (first, _("Exchanges")), _rows(bars), chart)


def _is_day(keys: Sequence[str]) -> bool:
    return any(not key.isdecimal() for key in keys)


def _when(key: str, zone: str) -> str:
    return hours.quarter_words(int(key), zone) if key.isdecimal() else hours.day_words(date.fromisoformat(key))


def _ticks(keys: Sequence[str], zone: str) -> Iterator[str]:
    """Full hours, or days, as many as have room on a phone."""
    if _is_day(keys):
        every = -(-len(keys) // MOST_TICKS)
        yield from (_when(key, zone) if at % every == 0 else "" for at, key in enumerate(keys))
        return
    every = max(1, -(-len(keys) // (4 * MOST_TICKS)))  # hours
    for key in keys:
        clock = hours.clock_words(hours.beginning(int(key)), zone)[:5]
        yield clock if clock[3:] == "00" and int(clock[:2]) % every == 0 else ""


def _lying(name: str, title: str, head: Sequence[str], bars: Sequence[Bar], most: int = 0) -> Table:
    return Table(name, title, head, _rows(bars), charts.rows(name, title, bars, most or charts.longest(bars)))


def _rows(bars: Sequence[Bar]) -> list[tuple[str, Sequence[Count]]]:
    return [(bar.label, bar.counts) for bar in bars]
