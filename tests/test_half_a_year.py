"""From a scan to a relationship: half a year of two people, one of whom answers from the mailbox and never signs in."""

import pytest
import time_machine

from tests.browsing import Live, Open
from tests.half_a_year import afterwards, asking, event
from tests.half_a_year.people import Story

pytestmark = pytest.mark.browser


def test_from_a_scan_to_a_relationship(live: Live, phone: Open, ticking: time_machine.Traveller) -> None:
    story = Story(live, phone, ticking)
    event.they_meet(story)
    story.it_is("2026-11-26T20:30")
    event.in_the_evening_ada_chooses_three(story)
    story.it_is("2026-11-27T09:00")
    asking.ada_keeps_her_promise_first(story)
    event.ben_is_done_and_dora_may_rest(story)
    story.it_is("2026-11-28T10:00")
    asking.ada_asks_for_a_meeting(story, "2026-12-08", "2026-12-09")
    asking.ben_names_other_times(story)
    asking.ada_names_others_again(story)
    asking.ben_prefers_a_call(story)
    asking.then_ben_would_rather_be_asked_later(story)
    story.it_is("2027-01-11T09:00")
    asking.on_that_day_ada_is_told(story)
    asking.ada_asks_for_a_meeting(story, "2027-01-14", "2027-01-15")
    asking.ben_says_yes(story)
    story.it_is("2027-01-13T16:00")
    afterwards.both_are_reminded_with_what_they_know(story)
    story.it_is("2027-01-14T15:05")
    afterwards.their_phones_see_each_other(story)
    story.it_is("2027-01-14T17:00")
    afterwards.ada_says_thank_you(story)
    afterwards.ada_sets_a_rhythm(story)
    afterwards.ada_notes_his_favour(story)
    afterwards.all_of_it_stands_in_their_history(story)
    story.it_is("2027-05-02T09:00")
    afterwards.a_quiet_letter_reminds_her(story)
