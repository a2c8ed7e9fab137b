"""Every statistic of Today and After: nothing under five, and of few people nothing changes with one more or less."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from msgspec import Struct
from msgspec.structs import fields
from sqlalchemy import select

from eventnet.db import db
from eventnet.events.models import Event
from eventnet.exchange.models import Encounter
from eventnet.followup.models import Meeting, Outcome
from eventnet.organising.numbers import after, hours, today
from eventnet.organising.numbers.after import After
from eventnet.organising.numbers.counting import FEW, LEAST, Count
from eventnet.organising.numbers.today import Today
from eventnet.organising.numbers.wording import Word
from tests.cast import NOW, Cast, make_event
from tests.exchange.test_statements import counted
from tests.organising.crowd import STARTS, Crowd, crowd, crowds

LATER = NOW + timedelta(days=100)
LIVELY = settings(max_examples=25, derandomize=True)


@contextmanager
def stored(event: Event, people: Crowd) -> Iterator[None]:
    """For a while."""
    mark = db.session.begin_nested()
    people.store(event)
    db.session.flush()
    yield
    mark.rollback()
    db.session.expire_all()


def seen(event: Event, people: Crowd, until: datetime = LATER) -> tuple[Today, After]:
    with stored(event, people):
        return today.counted_until(event, until), after.counted_until(event, until)


def cells(found: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value of every statistic, by where it stands."""
    if isinstance(found, Count) or not isinstance(found, Struct | list | tuple):
        yield path, found
    elif isinstance(found, list | tuple):
        for number, each in enumerate(found):
            key = getattr(each, "key", getattr(each, "word", getattr(each, "kind", number)))
            yield from cells(each, f"{path}.{key}")
    else:
        for field in fields(found):
            if field.name not in ("key", "word", "kind"):
                yield from cells(getattr(found, field.name), f"{path}.{field.name}".lstrip("."))


@LIVELY
@given(people=crowds())
def test_no_statistic_holds_a_number_that_may_not_be_seen(cast: Cast, people: Crowd) -> None:
    for statistics in seen(cast.elsewhere, people):
        for path, value in cells(statistics):
            if isinstance(value, Count):
                assert value.shown is None or value.shown >= LEAST, path
            else:
                assert isinstance(value, str | datetime | date | bool), f"{path} is {value!r}, and pages could print it"


@LIVELY
@given(people=crowds())
def test_nobody_who_is_taken_out_changes_what_is_seen_of_fewer_than_five(cast: Cast, people: Crowd) -> None:
    before = shown(cast.elsewhere, people)
    truth, few = involved(people), str(FEW)  # a word that too few say and look for has no line at all
    for one in range(0, people.size, 3):
        after_ = shown(cast.elsewhere, people.without(one))
        changed = {key for key in before.keys() | after_.keys() if before.get(key, few) != after_.get(key, few)}
        told = {key: (before.get(key), after_.get(key)) for key in changed if truth.get(key, 0) < LEAST}
        assert told == {}, one


def shown(event: Event, people: Crowd) -> dict[str, str]:
    found = {}
    for name, statistics in zip(("today", "after"), seen(event, people), strict=True):
        found |= {f"{name}.{path}": str(value) for path, value in cells(statistics) if isinstance(value, Count)}
    return found


def involved(people: Crowd) -> dict[str, int]:
    """How many people each cell is about, counted here once more and otherwise."""
    joined = {at for at in range(people.size) if people.joined[at]}
    met = {at for pair in people.met for at in pair}
    of = {
        "today.arrived": set(map(str, filter(lambda at: people.arrived[at], range(people.size)))),
        "today.joined": joined,
        "today.met": joined & met,
        "today.unmet": joined - met,
        "today.alone": {at for at in joined - met},
        "today.exchanges": met,
        "after.exchanges": met,
        "today.days.2026-11-26": met,
    }
    for quarter in range(4):
        key = f"today.quarters.{hours.quarter_of(STARTS) + quarter}.count"
        of[key] = {at for pair, minute in people.met.items() if minute // 15 == quarter for at in pair}
    of["today.days.2026-11-26.count"] = met
    of |= _of_requests(people)
    return {key: len(value) for key, value in of.items()} | _of_words(people, joined)


def _of_requests(people: Crowd) -> dict[str, set[object]]:
    stages = ("sent", "answered", "agreed", "held")
    reached = {
        name: {at for pair, (stage, _days) in people.asked.items() if stages.index(stage) >= number for at in pair}
        for number, name in enumerate(stages)
    }
    of: dict[str, set[object]] = {f"after.{name}": set(found) for name, found in reached.items()}
    of["after.seconds"] = set(reached["held"])
    for key, days in (("7", 1), ("14", 10), ("28", 20), ("56", 40), ("", 70)):
        held = {at for pair, (stage, wait) in people.asked.items() if (stage, wait) == ("held", days) for at in pair}
        of[f"after.waits.{key}.count"] = set(held)
    return of


def _of_words(people: Crowd, joined: set[int]) -> dict[str, int]:
    said = {"offered": people.offers, "wanted": people.needs}
    of = {
        f"after.wording.words.{word}.{side}": sum(word in lines[at] for at in joined)
        for side, lines in said.items()
        for word in ("Python", "Statistics", "Welding")
    }
    lookers = {at for at in joined if people.needs[at]}
    helped = {at for at in lookers if any(_is_offered(people, joined - {at}, word) for word in people.needs[at])}
    of["after.wording.offering"] = sum(bool(people.offers[at]) for at in joined)
    return of | {"after.wording.looking": len(lookers), "after.wording.met": len(helped)}


def _is_offered(people: Crowd, others: set[int], word: str) -> bool:
    return any(word in people.offers[at] for at in others)


def test_what_was_counted_is_what_there_is(cast: Cast) -> None:
    people = crowd(20, exchanges=60)
    people.offers, people.needs = [["Python"]] * 12 + [[]] * 8, [[]] * 8 + [["python courses"]] * 12
    people.asked = {pair: ("held", 10) for pair in list(people.met)[:12]}
    people.asked |= {pair: ("answered", 1) for pair in list(people.met)[12:30]}
    day, came = seen(cast.elsewhere, people)
    assert [str(each) for each in (day.arrived, day.joined, day.met, day.unmet)] == ["20", "20", "15", "fewer than 5"]
    assert [cell.count.shown for cell in day.quarters[:4]] == [15, 15, 15, 15]
    assert (day.exchanges.shown, came.headline.percent) == (60, 16)
    assert [cell.count.shown for cell in came.steps] == [30, 30, 10, 10]
    assert [(cell.key, cell.count.shown) for cell in came.waits if cell.count] == [("14", 10)]
    assert came.median == "14"
    assert came.wording.words == [Word("Python", Count(10), Count(10))]
    assert (came.wording.looking.shown, came.wording.met.shown) == (10, 10)


def test_what_only_they_themselves_offer_is_not_what_people_look_for(cast: Cast) -> None:
    people = crowd(6)
    own = ["Zither", "Glassblowing", "Beekeeping", "Calligraphy", "Falconry", "Origami"]
    people.offers = people.needs = [[word] for word in own]
    words = seen(cast.elsewhere, people)[1].wording
    assert (words.looking, words.met) == (Count(5), FEW)


def test_a_meeting_that_one_of_the_two_denies_or_that_was_called_off_was_not_held(cast: Cast) -> None:
    people = crowd(20, exchanges=30)
    people.asked = {pair: ("held", 10) for pair in people.met}
    with stored(cast.elsewhere, people):
        meetings = db.session.scalars(select(Meeting).order_by(Meeting.id)).unique().all()
        for meeting in meetings[:5]:
            meeting.cancelled_at = NOW
        for meeting in meetings[5:15]:
            db.session.add(
                Outcome(meeting_id=meeting.id, person_id=meeting.request.recipient_id, held=False, said_at=NOW)
            )
        db.session.flush()
        came = after.counted_until(cast.elsewhere, LATER)
    assert (came.agreed.shown, came.held.shown) == (25, 15)


def test_whoever_reloads_every_minute_sees_one_step_a_quarter(cast: Cast, travel) -> None:
    """And no step of fewer than five people: what is too small waits for the next one."""
    totals, people = [], crowd(30, exchanges=60)
    people.met = {pair: n if n < 20 else 59 for n, pair in enumerate(people.met)}  # five in the second quarter
    with stored(cast.elsewhere, people):
        for minute in range(90):
            travel.move_to(STARTS + timedelta(minutes=minute))
            day = today.today(cast.elsewhere)
            totals.append((minute // 15, day.exchanges.drawn, day.met.drawn, day.alone.drawn))
    assert len(set(totals)) == len({quarter for quarter, *_rest in totals})
    steps = sorted(set(totals))
    assert [exchanges for _quarter, exchanges, *_rest in steps] == [0, 15, 15, 15, 60, 60]


def test_an_exchange_of_a_minute_ago_is_not_in_any_number_yet(cast: Cast) -> None:
    with stored(cast.elsewhere, crowd(30, exchanges=60)):
        before = today.today(cast.elsewhere)
        late = db.session.scalars(select(Encounter).where(Encounter.event_id == cast.elsewhere.id)).unique().all()
        for encounter in late:
            encounter.met_at = NOW + timedelta(seconds=1)
        db.session.flush()
        assert (before.exchanges.drawn, today.today(cast.elsewhere).exchanges.drawn) == (60, 0)


def test_who_just_came_does_not_stand_alone(cast: Cast) -> None:
    with stored(cast.elsewhere, crowd(12)):
        assert str(today.counted_until(cast.elsewhere, STARTS + timedelta(minutes=29)).alone) == "fewer than 5"
        assert str(today.counted_until(cast.elsewhere, STARTS + timedelta(minutes=31)).alone) == "10"


def test_each_page_takes_as_many_statements_for_sixty_people_as_for_six(cast: Cast) -> None:
    numbers = []
    for size in (6, 60):
        people = crowd(size, exchanges=size)
        people.asked = {pair: ("held", 10) for pair in people.met}
        people.store(cast.elsewhere)
        with counted() as statements:
            today.today(cast.elsewhere)
            after.counted_until(cast.elsewhere, LATER)
        numbers.append(len([each for each in statements if "FROM event" not in each]))
        people.forget()
    assert numbers[0] == numbers[1] <= 9


def test_the_day_reads_what_is_of_this_event_and_of_this_hour_alone(cast: Cast) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the words of SQLite's plan")
    with counted() as statements:
        today.today(cast.elsewhere)
    plans = [
        row[3]
        for statement in statements
        for row in db.session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", ("1",) * statement.count("?")
        )
    ]
    assert any("scan USING INDEX ix_scan_odd" in step for step in plans), plans
    assert [step for step in plans if step.split()[:2] in (["SCAN", "scan"], ["SCAN", "encounter"])] == []


@pytest.mark.parametrize(("day", "quarters"), [(datetime(2026, 10, 25), 100), (datetime(2026, 3, 29), 92)])  # noqa: DTZ001 - days
def test_quarters_of_a_day_when_the_clocks_change_are_told_apart(cast: Cast, day: datetime, quarters: int) -> None:
    """25 October 2026 has the hour from two to three twice, 29 March has none."""
    starts = hours.midnight(day.date(), "Europe/Berlin")
    event = make_event(cast.dora, "night", "Night", starts=starts, ends_at=starts + timedelta(hours=30))
    found = hours.quarters_of(event, day.date(), LATER + timedelta(days=400))
    words = [hours.quarter_words(quarter, event.zone) for quarter in found]
    assert len(words) == len(set(words)) == quarters
    assert ("02:15 (CEST)–02:30 (CEST)" in words) == (quarters == 100)


def test_quarters_begin_with_the_hour_in_nepal_as_well(cast: Cast) -> None:
    assert hours.clock_words(hours.beginning(hours.quarter_of(NOW)), "Asia/Kathmandu") == "15:15"


def test_an_event_of_three_days_is_shown_by_its_day_and_counted_by_all(cast: Cast) -> None:
    event = make_event(cast.dora, "long", "Long", ends_at=STARTS + timedelta(days=2))
    days = hours.days_of(event)
    assert [hours.shown_day(event, moment) for moment in (STARTS - timedelta(days=9), NOW, LATER)] == [
        days[0],
        days[0],
        days[-1],
    ]
    with stored(event, crowd(20, exchanges=60)):
        found = today.counted_until(event, LATER)
    assert [cell.count.shown for cell in found.days] == [60, None, None]
    assert found.chart is found.days
