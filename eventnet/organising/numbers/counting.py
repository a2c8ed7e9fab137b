"""The one place where small numbers are withheld; why and how is told in the package's docstring.

Nothing here keeps what was counted: a value holds what may be seen, and its words are all that it prints.
"""

from collections.abc import Iterable, Sequence

from babel.numbers import format_decimal
from flask_babel import gettext as _
from msgspec import Struct

from eventnet.web.languages import language

LEAST = 5
STEP = 5
MOST_PAIRS_OF_FEW = (LEAST - 1) * (LEAST - 2) // 2  # four people can meet in six ways


class Count(Struct, frozen=True):
    """What may be seen of a number: `shown`, or none if it is below five (`is_few`) or would tell another one."""

    shown: int | None
    is_few: bool = True

    def __post_init__(self) -> None:
        assert self.shown is None or self.shown >= LEAST, "a number below five is not for anybody's eyes"

    def __str__(self) -> str:
        if self.shown is not None:
            return format_decimal(self.shown, locale=language())
        return _("fewer than %(number)s", number=LEAST) if self.is_few else _("too few to show")

    def __bool__(self) -> bool:
        """There is something to see."""
        return self.shown is not None

    @property
    def drawn(self) -> int:
        """How long a bar is; nothing is drawn of what is not shown."""
        return self.shown or 0

    @classmethod
    def of(cls, number: int, people: int | None = None) -> "Count":
        """Of acts: `people` is how many different people were part of them. Rounded down to fives."""
        if min(number, number if people is None else people) < LEAST:
            return FEW
        return cls(_down(number))

    @classmethod
    def listed(cls, number: int) -> "Count":
        """Of people whom the office has on its list by name: exact from five on."""
        return cls(number) if number >= LEAST else FEW


FEW = Count(None)
WITHHELD = Count(None, is_few=False)


class Share(Struct, frozen=True):
    """How many of how many, made from what is published of both."""

    part: Count
    whole: Count

    @property
    def percent(self) -> int | None:
        if self.part.shown is None or not self.whole.shown:
            return None
        return min(100, 100 * self.part.shown // self.whole.shown)

    def __str__(self) -> str:
        return _("too few to say") if self.percent is None else _("%(number)s %%", number=self.percent)

    def __bool__(self) -> bool:
        return self.percent is not None


class Cell(Struct, frozen=True):
    """One line of a table or bar of a chart; `key` is what it is about."""

    key: str
    count: Count


class Tally(Struct, frozen=True):
    """What was counted for one cell, before anything of it is published."""

    number: int
    people: int


def tabulated(tallies: Sequence[Tally], total: Tally) -> tuple[Count, list[Count]]:
    """A total and its parts, of which none can be told from the others.

    The least that the few parts can be together is the total less all that the visible ones can be. If that leaves
    one of them more than nothing, while the others are as large as they can be, the total is taken down.
    """
    parts = [Count.of(tally.number, tally.people) for tally in tallies]
    whole = Count.of(total.number, total.people).drawn
    seen = sum(part.drawn + STEP - 1 for part in parts if part)
    few = sum(1 for part in parts if not part)
    while few and whole > 0 and whole - seen - (few - 1) * (LEAST - 1) > 0:
        whole -= STEP
    return Count(whole) if whole >= LEAST else WITHHELD, parts


def split(whole: int, part: int) -> tuple[Count, Count]:
    """Some people of a number that the office knows, and the rest of them: neither tells the other if that is small."""
    rest = whole - part
    if whole < 2 * LEAST - 1:
        return WITHHELD, WITHHELD  # one of the two is few, whatever the other one is
    if part < LEAST:
        return FEW, Count(_down(whole - LEAST + 1))
    if rest < LEAST:
        return Count(_down(whole - LEAST + 1)), FEW
    seen = _down(part)
    return Count(seen), Count(max(LEAST, _down(whole - seen - STEP + 1)))


def settled(steps: Iterable[int], least: int = LEAST) -> int:
    """The sum of what came step by step, without the last steps that are fewer than `least` together."""
    done = waiting = 0
    for number in steps:
        waiting += number
        if waiting >= least:
            done, waiting = done + waiting, 0
    return done


def _down(number: int) -> int:
    return number - number % STEP
