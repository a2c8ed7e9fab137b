"""Two phones that see each other around the hour of a meeting prove it."""

import pytest

from eventnet.db import db
from eventnet.followup.models import Meeting
from tests.cast import Cast
from tests.exchange.scans import badge, live, scan
from tests.followup.conftest import kinds, words_in

# Agreed for Tuesday 1 December, 10:00 in Leipzig, 30 minutes; the story begins on Thursday 26 November, 10:30.
TO_THE_MEETING = 5 * 24 * 60 - 30  # minutes


def later(minutes: float) -> dict[str, float]:
    return {"minutes": TO_THE_MEETING + minutes}


@pytest.mark.parametrize("minutes", [-29, 0, 31, 59])
def test_a_scan_around_the_hour_holds_the_meeting_for_both(agreed: Meeting, story: Cast, wait, minutes: int):
    wait(**later(minutes))
    scan(story.ada, live(story.at(story.ben)))
    wait(hours=2)
    assert agreed.outcome == "held"
    assert {outcome.person_id for outcome in agreed.outcomes} == {story.ada.id, story.ben.id}
    assert ("did_you_meet" in kinds()) is (minutes > 30)  # who stays on has been asked already


@pytest.mark.parametrize("minutes", [-31, 61])
def test_earlier_or_later_proves_nothing(agreed: Meeting, story: Cast, wait, minutes: int):
    wait(**later(minutes))
    scan(story.ada, live(story.at(story.ben)))
    wait(hours=2)
    assert (agreed.outcome, agreed.proven_at) == (None, None)
    assert "did_you_meet" in kinds()


def test_it_does_not_matter_who_scans_whom(agreed: Meeting, story: Cast, wait):
    wait(**later(5))
    scan(story.ben, live(story.at(story.ada)))
    wait(minutes=1)
    assert agreed.outcome == "held"


def test_a_badge_may_be_a_photo_and_proves_nothing(agreed: Meeting, story: Cast, wait):
    wait(**later(5))
    scan(story.ada, badge(story.at(story.ben)))
    wait(hours=1)
    assert agreed.proven_at is None


def test_somebody_elses_scan_proves_nothing(agreed: Meeting, story: Cast, wait):
    wait(**later(5))
    scan(story.cleo, live(story.at(story.ben)))
    wait(hours=1)
    assert agreed.proven_at is None


def test_a_meeting_that_was_called_off_is_not_held(agreed: Meeting, story: Cast, wait):
    from eventnet.followup import meetings

    meetings.cancel(agreed, story.ben)
    db.session.commit()
    wait(**later(5))
    scan(story.ada, live(story.at(story.ben)))
    wait(hours=1)
    assert agreed.proven_at is None


def test_the_page_says_it_and_asks_nothing_but_a_thank_you(agreed: Meeting, story: Cast, wait, browser_of):
    wait(**later(5))
    scan(story.ada, live(story.at(story.ben)))
    wait(hours=1)
    words = words_in(browser_of(story.ada).get(f"/meetings/{agreed.code}").get_data(as_text=True))
    assert "You met. Your phones saw each other on Tue 1 Dec, 10:05" in words
    assert "Say thank you" in words
    assert "Did you meet?" not in words
