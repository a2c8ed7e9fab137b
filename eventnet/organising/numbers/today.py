"""The day while it goes on, as it may be seen."""

from datetime import date, datetime
from typing import TypeVar

from msgspec import Struct

from eventnet.clock import now
from eventnet.events.models import Event
from eventnet.organising.numbers import hours, tallies
from eventnet.organising.numbers.counting import (
    LEAST,
    MOST_PAIRS_OF_FEW,
    Cell,
    Count,
    Share,
    Tally,
    settled,
    split,
    tabulated,
)
from eventnet.organising.numbers.problems import Problem, problems

Value = TypeVar("Value")


class Today(Struct, frozen=True):
    """Acts are counted until `until`; exchanges by quarter of the day `on`, and by day."""

    until: datetime
    is_going_on: bool
    on: date
    arrived: Count
    joined: Count
    confirmed: Count
    met: Count  # of those who joined, who have met somebody
    unmet: Count
    alone: Count
    exchanges: Count
    quarters: list[Cell]
    days: list[Cell]
    problems: list[Problem]

    @property
    def share(self) -> Share:
        return Share(self.met, self.joined)

    @property
    def has_begun(self) -> bool:
        return bool(self.quarters)

    @property
    def chart(self) -> list[Cell]:
        """What tells most about the whole event."""
        return self.days if len(self.days) > 1 else self.quarters


def today(event: Event) -> Today:
    return counted_until(event, hours.last_full(now()))


def counted_until(event: Event, until: datetime) -> Today:
    people = tallies.people(event, until)
    exchanges = tallies.exchanges(event, until)
    firsts = tallies.first_exchanges(event, until)
    met, unmet = split(people.joined_then, min(people.joined_then, settled(_in_order(firsts))))
    on = hours.shown_day(event, until)
    total, quarters, days = _tables(event, on, until, exchanges)
    return Today(
        until=until,
        is_going_on=event.has_on(until),
        on=on,
        arrived=Count.listed(people.arrived),
        joined=Count.listed(people.joined),
        confirmed=Count.listed(people.confirmed),
        met=met,
        unmet=unmet,
        alone=Count.of(people.alone),
        exchanges=total,
        quarters=quarters,
        days=days,
        problems=problems(event, until),
    )


def exchanges_until(event: Event, until: datetime) -> Count:
    """All of them, as it is told beside their quarters."""
    on = hours.shown_day(event, until)
    return _tables(event, on, until, tallies.exchanges(event, until))[0]


def _tables(event: Event, on: date, until: datetime, found: dict[int, Tally]) -> tuple[Count, list[Cell], list[Cell]]:
    """One total that tells nothing beside the quarters of one day, nor beside the days."""
    quarters = hours.quarters_of(event, on, until)
    days = [(day, _sum(found, hours.quarters_of(event, day, until))) for day in hours.days_of(event)]
    number = settled((tally.number for tally in _in_order(found)), MOST_PAIRS_OF_FEW + 1)
    total = Tally(number, number)  # more than six exchanges are of five people at least
    beside_quarters, by_quarter = tabulated([found.get(each, NONE) for each in quarters], total)
    beside_days, by_day = tabulated([tally for _day, tally in days], total)
    return (
        min((beside_quarters, beside_days), key=lambda count: count.drawn),
        [Cell(str(quarter), count) for quarter, count in zip(quarters, by_quarter, strict=True)],
        [Cell(day.isoformat(), count) for (day, _tally), count in zip(days, by_day, strict=True)],
    )


NONE = Tally(0, 0)


def _sum(found: dict[int, Tally], quarters: range) -> Tally:
    """Of their people as many as there are at least."""
    there = [found[quarter] for quarter in quarters if quarter in found]
    number, people = sum(tally.number for tally in there), max((tally.people for tally in there), default=0)
    return Tally(number, max(people, LEAST) if number > MOST_PAIRS_OF_FEW else people)


def _in_order(found: dict[int, Value]) -> list[Value]:
    return [found[quarter] for quarter in sorted(found)]
