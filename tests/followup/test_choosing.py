"""What is against a time stands beside it while it is chosen."""

from datetime import timedelta

import pytest

from eventnet.db import db
from eventnet.followup import answers, requests
from eventnet.followup.models import Meeting
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, TUESDAY, draft, letters, link_in, words_in
from tests.followup.test_request_page import TYPED


def beside(page: str, field: str) -> str:
    """The words of the field's error."""
    start = page.find(f'id="{field}-errors"')
    return "" if start < 0 else words_in(page[start : page.index("</ul>", start)])


@pytest.mark.parametrize(
    ("day", "time", "words"),
    [
        ("2026-12-01", "10:15", "You meet Ben Okafor then (10:00)"),
        ("2027-03-28", "02:30", "does not exist on that night"),
        ("2026-11-01", "10:00", "has passed"),
    ],
)
def test_when_asking(agreed: Meeting, story: Cast, browser_of, day: str, time: str, words: str):
    code = requests.contact_with(story.ada, story.cleo).code
    data = TYPED | {"day_2": day, "time_2": time, "day_1": "2026-12-02", "preview": "1"}
    response = browser_of(story.ada).post(f"/contacts/{code}/meeting-request", data=data)
    page = response.get_data(as_text=True)
    assert (response.status_code, words in beside(page, "time_2"), beside(page, "time_1")) == (422, True, "")


def test_when_a_meeting_is_moved(agreed: Meeting, story: Cast, browser_of):
    other = requests.propose(story.cleo, story.ada, draft(FRIDAY))
    db.session.commit()
    answers.accept(other.slots[0], story.ada)
    db.session.commit()
    data = {"change-day": "2026-12-04", "change-time": "09:10", "change-place": "Café", "change-way": "in_person"}
    page = browser_of(story.ada).post(f"/meetings/{agreed.code}/change", data=data | {"as": "sender"})
    assert (page.status_code, "You meet Cleo" in page.get_data(as_text=True)) == (422, True)


def test_when_answering_a_taken_time_is_no_button(agreed: Meeting, story: Cast, client, browser_of):
    """Signed in with the name; by the letter alone, nobody learns whom Ben meets."""
    story.ben.language = "en"
    request = requests.propose(story.cleo, story.ben, draft(TUESDAY, FRIDAY)) if _met(story) else None
    db.session.commit()
    assert request
    signed_in = browser_of(story.ben).get(f"/meeting-requests/{request.code}").get_data(as_text=True)
    by_letter = client.get(link_in(letters("request")[-1]), follow_redirects=True).get_data(as_text=True)
    assert "You meet Ada Lindqvist then" in signed_in
    assert ("You have another meeting then" in by_letter, "Ada" in by_letter) == (True, False)
    for page in (signed_in, by_letter):
        assert f'name="slot" value="{request.slots[0].code}"' not in page
        assert f'name="slot" value="{request.slots[1].code}"' in page


def _met(story: Cast) -> object:
    from tests.followup.conftest import make_contact

    return make_contact(story.cleo, story.ben, story)


def test_the_question_is_one_query(agreed: Meeting, story: Cast):
    from eventnet.followup.choosing import Choice

    choice = Choice(story.ada, agreed.zone, 30)
    walls = [TUESDAY + timedelta(hours=hours) for hours in range(3)]
    assert [bool(words) for words in choice.refusals(walls)] == [True, False, False]
    assert choice.refusals([TUESDAY]) == choice.refusals([TUESDAY + timedelta(minutes=15)])
