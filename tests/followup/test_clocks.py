"""Two people in two zones: every time stands on the clocks of both."""

from datetime import datetime

import pytest

from eventnet.db import db
from eventnet.followup import answers, clocks, requests
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.walltime import comes_twice, moment_of
from eventnet.web.filters import clock, when
from tests.cast import BERLIN, Cast
from tests.followup.conftest import FRIDAY, draft, letters, link_in, words_in

FOLD = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 - wall time


@pytest.fixture
def far(story: Cast) -> Cast:
    """Ada lives in New York, Ben in Tokyo; they met in Leipzig."""
    story.ada.zone, story.ben.zone, story.ben.language = "America/New_York", "Asia/Tokyo", "en"
    db.session.commit()
    return story


def test_a_time_stands_on_the_clocks_of_both(far: Cast):
    moment = moment_of(FRIDAY, BERLIN)
    assert clocks.on_all_clocks(moment, BERLIN, far.ada, far.ben) == (
        "Fri 4 Dec, 09:00 (Berlin)\nfor you: Fri, 03:00 (New York)\nfor Ben Okafor: Fri, 17:00 (Tokyo)"
    )
    far.ben.zone = "America/Toronto"
    assert clocks.own_clocks(moment, BERLIN, far.ada, far.ben) == ["for you both: Fri, 03:00 (New York)"]


@pytest.mark.parametrize("zone", [None, BERLIN, "Europe/Paris"])
def test_what_is_the_same_or_unknown_is_not_said(story: Cast, zone: str | None):
    story.ada.zone = story.ben.zone = zone
    assert clocks.own_clocks(moment_of(FRIDAY, BERLIN), BERLIN, story.ada, story.ben) == []
    assert clocks.apart(BERLIN, story.ada, story.ben) == []


def test_how_far_the_clocks_are_apart_stands_where_a_time_is_chosen(far: Cast, browser_of):
    contact = requests.contact_with(far.ada, far.ben)
    page = words_in(browser_of(far.ada).get(f"/contacts/{contact.code}/meeting-request").get_data(as_text=True))
    assert "as the clocks in Berlin show them. Your clocks (New York) are 6 h behind." in page
    assert "The clocks of Ben Okafor (Tokyo) are 8 h ahead." in page
    far.ben.zone = "Asia/Kolkata"
    assert "4:30 h ahead" in clocks.apart(BERLIN, far.ada, far.ben)[1]


def test_every_letter_and_page_of_a_meeting_names_both(far: Cast, client, browser_of):
    request = requests.propose(far.ada, far.ben, draft())
    db.session.commit()
    meeting = answers.accept(request.proposed_slots[0], far.ben)
    db.session.commit()
    asked, (to_ada, to_ben) = letters("request")[0], letters("meeting_agreed")
    lines = [line.strip() for line in asked.text.splitlines()]
    assert "for you: Tue, 18:00 (Tokyo)" in lines
    assert "for Ada Lindqvist: Tue, 04:00 (New York)" in lines
    for letter in (to_ada, to_ben):
        assert "(Berlin)\n  for you: Tue" in letter.text
    assert_on_both_clocks(browser_of(far.ada).get(f"/meetings/{meeting.code}").get_data(as_text=True))
    assert_on_both_clocks(client.get(link_in(to_ben), follow_redirects=True).get_data(as_text=True))
    assert_on_both_clocks(browser_of(far.ada).get("/follow-up").get_data(as_text=True))


def assert_on_both_clocks(page: str) -> None:
    assert "10:00 (Berlin)" in words_in(page)
    assert "04:00 (New York)" in words_in(page)
    assert "18:00 (Tokyo)" in words_in(page)


def test_without_a_known_zone_a_script_says_it(asked: MeetingRequest, client):
    page = client.get(link_in(letters("request")[0]), follow_redirects=True).get_data(as_text=True)
    assert page.count('data-behaviour="local-times"') >= len(asked.slots)


def test_an_hour_that_comes_twice_says_which(agreed: Meeting):
    first = moment_of(FOLD, BERLIN)
    second = first.replace(hour=first.hour + 1)
    assert comes_twice(FOLD, BERLIN)
    assert not comes_twice(FOLD.replace(hour=3), BERLIN)
    assert not comes_twice(datetime(2027, 3, 28, 2, 30), BERLIN), "skipped is not twice"  # noqa: DTZ001
    assert when(first, BERLIN) == "Sun 25 Oct, 02:30 the first time (Berlin)"
    assert (clock(second, BERLIN), clock(first, "UTC")) == ("02:30 the second time", "00:30")
