from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnet.refusals import Refused
from eventnet.walltime import is_zone, moment_of, wall_of

BERLIN = "Europe/Berlin"
SKIPPED = datetime(2027, 3, 28, 2, 30)  # noqa: DTZ001 - wall time
DOUBLE = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 - wall time


def test_an_hour_that_the_clocks_skip_is_refused_with_the_reason(app):
    with app.test_request_context(), pytest.raises(Refused) as no:
        moment_of(SKIPPED, BERLIN)
    assert "02:30 does not exist" in no.value.words


@pytest.mark.parametrize("wall", [datetime.min, datetime(1999, 12, 31), datetime(2200, 1, 1), datetime.max])  # noqa: DTZ001, DTZ901
def test_a_day_at_the_end_of_time_is_refused(app, wall: datetime):
    with app.test_request_context(), pytest.raises(Refused, match="far-year"):
        moment_of(wall, BERLIN)


def test_the_same_hour_exists_where_the_clocks_stand_still():
    assert moment_of(SKIPPED, "UTC") == SKIPPED.replace(tzinfo=UTC)


def test_of_a_double_hour_it_is_the_first():
    assert moment_of(DOUBLE, BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.datetimes(datetime(2001, 1, 1), datetime(2060, 1, 1)), st.sampled_from(sorted(available_timezones())))  # noqa: DTZ001
def test_a_moment_comes_back_through_its_wall_time(moment: datetime, zone: str):
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    again = moment_of(wall_of(moment, zone), zone)
    assert wall_of(again, zone) == wall_of(moment, zone)
    assert again <= moment


@pytest.mark.parametrize(
    ("name", "known"), [(BERLIN, True), ("UTC", True), ("Mars/Base", False), ("../etc/passwd", False)]
)
def test_only_zones_of_the_iana_database_are_zones(name: str, known: bool):
    assert is_zone(name) is known
