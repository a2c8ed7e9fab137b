"""Charts as SVG, made here: thin bars, a base line, words beside them, and nothing else.

Lengths along the width are shares of it and words keep their size, so one drawing fits a phone, a desk and a sheet of
paper. Colours come from classes (static/css/inside/organising-numbers.css); on paper `INK` stands in the drawing.
A chart knows published counts alone. Its title and description are for who hears it; a table stands beside it.
"""

from collections.abc import Sequence

from flask_babel import gettext as _
from markupsafe import Markup, escape
from msgspec import Struct

from eventnet.organising.numbers.counting import Count

HIGH, FOOT, HEAD = 150, 22, 20  # of columns: the plot, the hours below it, the largest number above it
ROW, THIN = 44, 8
INK = {
    "bar-1": "#0f6b63", "bar-2": "#d99a2b", "axis": "#c9c4b8", "few": "#8a8fa3", "word": "#59607a", "number": "#18203a"
}  # fmt: skip
FONT = "Bricolage Grotesque, Noto Sans, DejaVu Sans, sans-serif"


class Bar(Struct, frozen=True):
    """`counts` has one count a colour."""

    label: str
    counts: Sequence[Count]


def columns(name: str, title: str, bars: Sequence[Bar], ticks: Sequence[str], tick_at: float = 0) -> Markup:
    """One thin column each, in the order of time; the highest one has its number on it.

    `ticks` are words below the axis, one a column and for columns to come; they stand where a column begins, or within.
    """
    most, wide = max((bar.counts[0].drawn for bar in bars), default=0), max(len(ticks), 1)
    thick = min(0.6, 0.02 * wide)  # of a slot; few columns are as thin as many
    path = "".join(_column(at, thick, bar.counts[0].drawn / most) for at, bar in enumerate(bars) if bar.counts[0])
    parts = [
        _tag("svg", f'<path class="bar-1" d="{path}"/>', y=HEAD, width="100%", height=HIGH,
             viewBox=f"0 0 {wide} 100", preserveAspectRatio="none"),
        _line(HEAD + HIGH),
        *(_word((at + tick_at) / wide, HEAD + HIGH + 17, tick) for at, tick in enumerate(ticks) if tick),
    ]  # fmt: skip
    peaks = (at for at, bar in enumerate(bars) if bar.counts[0].drawn == most > 0)
    parts += [_peak((at + 0.5) / wide, bars[at].counts[0]) for at in list(peaks)[:1]]
    return _chart(name, title, columns_in_words(bars), HEAD + HIGH + FOOT, parts)


def longest(bars: Sequence[Bar]) -> int:
    return max((count.drawn for bar in bars for count in bar.counts), default=0) or 1


def rows(name: str, title: str, bars: Sequence[Bar], most: int) -> Markup:
    """Lying bars, each with its words above and its number behind; `most` is as long as there is room."""
    parts, top = list[str](), 0
    for bar in bars:
        parts.append(_tag("text", str(escape(bar.label)), x=0, y=top + 14, class_="number"))
        for number, count in enumerate(bar.counts):
            parts.append(_lying(top + 21 + number * (THIN + 8), count, number + 1, count.drawn / most))
        top += ROW + (len(bar.counts) - 1) * (THIN + 8)
    return _chart(name, title, rows_in_words(bars), max(top, ROW), parts)


def columns_in_words(bars: Sequence[Bar]) -> str:
    highest = max(bars, key=lambda bar: bar.counts[0].drawn, default=None)
    if highest is None or not highest.counts[0]:
        return _("Too few to draw yet.")
    return _("The most at %(label)s: %(number)s.", label=highest.label, number=str(highest.counts[0]))


def rows_in_words(bars: Sequence[Bar]) -> str:
    return "; ".join(f"{bar.label}: {', '.join(str(count) for count in bar.counts)}" for bar in bars)


def on_paper(chart: Markup, width: int) -> str:
    """The same drawing with its colours in it, of a width in points: typst knows no style sheet of ours."""
    style = "".join(f".{name}{{fill:{colour}}}" for name, colour in INK.items())
    style += f".axis{{stroke:{INK['axis']}}}text{{font-family:{FONT};font-size:11px}}"
    text = str(chart).replace('width="100%"', f'width="{width}" xmlns="http://www.w3.org/2000/svg"', 1)
    return text.replace("<title", f"<style>{style}</style><title", 1)


def _chart(name: str, title: str, words: str, height: int, parts: Sequence[str]) -> Markup:
    head = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-words">{escape(words)}</desc>'
    return Markup(  # noqa: S704 - every word in it is escaped above or is a number
        f'<svg class="chart" role="img" aria-labelledby="{name}-title" aria-describedby="{name}-words" '
        f'width="100%" height="{height}">{head}{"".join(parts)}</svg>'
    )


def _column(at: int, thick: float, share: float) -> str:
    """In a plot of one unit a column and a hundred of height."""
    high = max(round(100 * share, 1), 1)
    return f"M{at + (1 - thick) / 2:.4g} 100v-{high:g}h{thick:.2g}v{high:g}z"


def _lying(top: int, count: Count, colour: int, share: float) -> str:
    """The number stands behind the bar, which leaves room for it."""
    long = round(82 * share, 1) if count else 0
    bar = _tag("rect", "", y=top, width=f"{long:g}%", height=THIN, rx=2, class_=f"bar-{colour}") if count else ""
    return bar + _tag(
        "text",
        str(escape(count)),
        x=f"{long:g}%",
        dx=6 if count else 0,
        y=top + THIN,
        class_="word" if count else "few",
    )


def _peak(at: float, count: Count) -> str:
    return _tag("text", str(escape(count)), x=_share(at), y=HEAD - 6, class_="number", text_anchor=_anchor(at))


def _word(at: float, top: int, words: str) -> str:
    return _tag("text", str(escape(words)), x=_share(at), y=top, class_="word", text_anchor=_anchor(at))


def _line(top: int) -> str:
    return _tag("line", "", x1=0, x2="100%", y1=top, y2=top, class_="axis")


def _share(at: float) -> str:
    return f"{100 * at:.4g}%"


def _anchor(at: float) -> str:
    """Words at an edge stay inside."""
    return "start" if at < 0.04 else "end" if at > 0.96 else "middle"


def _tag(name: str, content: str, **attributes: object) -> str:
    said = "".join(
        f' {key if key in ("viewBox", "preserveAspectRatio") else key.rstrip("_").replace("_", "-")}="{value}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"
