"""Ask for a meeting: one screen, the real letter, nothing lost on the way."""

import html
import re

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.exchange.models import Contact
from eventnet.followup import answers, requests
from eventnet.followup.models import MeetingRequest
from eventnet.rows import Rows
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, draft, kinds, letters, make_contact, words_in

TYPED = {
    "talked_about": "How a test rig learns to shake a bogie.\nAnd why.",
    "ask": 'May I see the rig & ask "two" questions <b>now</b>?',
    "offer": "My notes on strain gauges",
    "day_1": "2026-12-01",
    "time_1": "10:00",
    "day_2": "2026-12-03",
    "time_2": "15:30",
    "day_3": "",
    "time_3": "",
    "place": "Café Grundmann",
    "minutes": "45",
}


def path(cast: Cast) -> str:
    return f"/contacts/{requests.contact_with(cast.ada, cast.ben).code}/meeting-request"


def path_to_ben(cast: Cast) -> str:
    """Also for who may not write to him."""
    contact = Contact.held_by(cast.ada).where(Contact.subject_id == cast.ben.id).first()
    assert contact
    return f"/contacts/{contact.code}/meeting-request"


def hidden_in(page: str) -> dict[str, str]:
    """What the preview carries on."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page, re.S)
    return {name: html.unescape(value) for name, value in found if name not in {"csrf_token", "next_"}}


def test_the_form_starts_from_my_note_and_says_every_limit(story: Cast, browser_of):
    page = words_in(browser_of(story.ada).get(path(story)).get_data(as_text=True))
    assert "Shakes bogies. Likes strain gauges." in page
    assert "Reaches Ben Okafor at once" in page
    assert "Open until Thu 10 Dec" in page
    assert "10 open requests left" in page
    assert "One reminder after five days" in page


def test_the_last_one_is_counted_before_it_is_used_up(story: Cast, browser_of):
    for n in range(9):
        person = story.eve.__class__(name=f"Guest{n}", email=f"guest{n}@example.org")
        db.session.add(person)
        db.session.flush()
        make_contact(story.ada, person, story)
        requests.propose(story.ada, person, draft())
    db.session.commit()
    ada = browser_of(story.ada)
    assert "1 open request left" in words_in(ada.get(path(story)).get_data(as_text=True))
    requests.propose(story.ada, story.cleo, draft())
    db.session.commit()
    page = ada.get(path(story)).get_data(as_text=True)
    assert "Ten of your requests are still open" in words_in(page)
    assert 'name="ask"' not in page, "nobody types a letter that cannot be sent"


def test_who_has_not_confirmed_the_address_is_told_so_before_writing(story: Cast, browser_of):
    story.ada.email_confirmed_at = None
    db.session.commit()
    page = browser_of(story.ada).get(path_to_ben(story)).get_data(as_text=True)
    assert "Confirm your e-mail address first" in words_in(page)
    assert "/sign-in/code/again" in page
    assert 'name="ask"' not in page


def test_the_preview_is_the_letter_that_is_sent(story: Cast, browser_of):
    ada = browser_of(story.ada)
    page = ada.post(path(story), data=TYPED | {"preview": "1"}).get_data(as_text=True)
    assert Rows(MeetingRequest).count() == 0
    assert kinds() == []
    shown = bare(words_in(page))
    sent = ada.post(path(story), data=hidden_in(page) | {"send": "1"})
    request = Rows(MeetingRequest).first()
    assert request
    assert (sent.status_code, sent.location) == (303, f"/meeting-requests/{request.code}")
    letter = letters("request")[0]
    assert bare(letter.subject) in shown
    for line in letter.text.split("--")[0].splitlines()[1:]:
        assert "/r/" in line or bare(line) in shown


def bare(line: str) -> str:
    """Words alone: a letter frames them otherwise than a page."""
    return " ".join(re.findall(r"\w+", line))


def test_back_to_writing_keeps_everything_typed(story: Cast, browser_of):
    ada = browser_of(story.ada)
    page = ada.post(path(story), data=TYPED | {"preview": "1"}).get_data(as_text=True)
    assert hidden_in(page) == TYPED | {"minutes": "45"}
    page = ada.post(path(story), data=hidden_in(page) | {"write": "1"}).get_data(as_text=True)
    for name, typed in TYPED.items():
        if typed:
            assert html.escape(typed.split("\n")[0], quote=True).replace("&#x27;", "&#39;") in page.replace(
                "&#34;", "&quot;"
            ), name


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ask": " "}, "Say what you would like to ask."),
        ({"place": ""}, "Name a place"),
        ({"day_1": "", "time_1": "", "day_2": "", "time_2": ""}, "Propose at least one time."),
        ({"time_1": ""}, "A time needs a day and a time of day."),
        ({"day_1": "2026-11-01"}, "A time that has passed"),
        ({"day_1": "2027-03-28", "time_1": "02:30"}, "the clocks go forward"),
        ({"day_2": "2026-12-01", "time_2": "10:00"}, "the same time twice"),
        ({"minutes": "1000"}, "Something is missing"),
        ({"ask": "x" * 601}, "Something is missing"),
    ],
)
@pytest.mark.parametrize("button", ["preview", "send"])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(story: Cast, browser_of, button, changes, words):
    response = browser_of(story.ada).post(path(story), data=TYPED | changes | {button: "1"})
    page = words_in(response.get_data(as_text=True))
    assert response.status_code == 422
    assert words in page
    assert "And why." in page
    assert Rows(MeetingRequest).count() == 0


def test_an_hour_that_comes_twice_is_shown_as_the_first(story: Cast, browser_of, travel):
    travel.move_to("2027-10-20T10:00:00+00:00")
    for contact in Rows(requests.Contact):
        contact.until = None
    db.session.commit()
    changes = {"day_1": "2027-10-31", "time_1": "02:30", "day_2": "", "time_2": "", "preview": "1"}
    page = browser_of(story.ada).post(path(story), data=TYPED | changes).get_data(as_text=True)
    assert "02:30 comes twice that night" in words_in(page)


def test_the_letter_is_shown_with_what_would_make_it_better(story: Cast, browser_of):
    typed = TYPED | {"ask": "Shall we grab a coffee?", "preview": "1"}
    page = browser_of(story.ada).post(path(story), data=typed).get_data(as_text=True)
    assert "A chat can be about anything" in words_in(page)
    better = browser_of(story.ada).post(path(story), data=TYPED | {"preview": "1"}).get_data(as_text=True)
    assert "A chat can be about anything" not in words_in(better)


def test_the_coach_never_blocks(story: Cast, browser_of):
    bare = TYPED | {"talked_about": "", "offer": "", "ask": "Hm?", "send": "1"}
    assert browser_of(story.ada).post(path(story), data=bare).status_code == 303


def test_who_sends_into_a_full_week_is_told_when_it_arrives(story: Cast, browser_of):
    story.ben.requests_a_week = 1
    make_contact(story.cleo, story.ben, story)
    requests.propose(story.cleo, story.ben, draft())
    db.session.commit()
    typed = TYPED | {"day_1": "2026-12-10", "day_2": "2026-12-11", "send": "1"}
    page = browser_of(story.ada).post(path(story), data=typed, follow_redirects=True)
    words = words_in(page.get_data(as_text=True))
    assert "It reaches Ben Okafor on Thu 3 Dec" in words
    assert "waits its turn" in words


@pytest.mark.parametrize("visitor", ["ben", "eve", "otto"])
def test_only_the_holder_of_a_card_finds_the_form(story: Cast, browser_of, visitor: str):
    browser = browser_of(getattr(story, visitor))
    assert browser.get(path(story)).status_code == 404
    assert browser.post(path(story), data=TYPED | {"send": "1"}).status_code == 404


def test_who_is_not_signed_in_signs_in_first(story: Cast, client: FlaskClient):
    assert client.get(path(story)).location == "/sign-in"


def test_the_request_page_is_for_its_two_people(asked: MeetingRequest, story: Cast, browser_of, client: FlaskClient):
    address = f"/meeting-requests/{asked.code}"
    assert "Your request is with Ben Okafor" in browser_of(story.ada).get(address).get_data(as_text=True)
    assert "Ada Lindqvist möchte" not in browser_of(story.ada).get(address).get_data(as_text=True)
    assert asked.slots[0].code in browser_of(story.ben).get(address).get_data(as_text=True)
    for stranger in (story.eve, story.cleo, story.dora, story.otto):
        assert browser_of(stranger).get(address).status_code == 404
        assert browser_of(stranger).post(f"{address}/withdrawal").status_code == 404
    assert client.get(address).location == "/sign-in"


def test_what_has_not_arrived_is_not_there_for_the_recipient(asked: MeetingRequest, story: Cast, browser_of):
    asked.delivered_at = None
    db.session.commit()
    ben = browser_of(story.ben)
    assert ben.get(f"/meeting-requests/{asked.code}").status_code == 404
    assert ben.get(f"/r/{asked.code}").status_code == 404
    assert "waits its turn" in browser_of(story.ada).get(f"/meeting-requests/{asked.code}").get_data(as_text=True)


def test_the_sender_takes_it_back_and_the_recipient_cannot(asked: MeetingRequest, story: Cast, browser_of):
    address = f"/meeting-requests/{asked.code}/withdrawal"
    assert browser_of(story.ben).post(address).status_code == 404
    assert browser_of(story.ada).get(address).status_code == 405
    assert browser_of(story.ada).post(address).status_code == 303
    assert asked.state == "withdrawn"
    assert browser_of(story.ada).post(address).status_code == 409


def test_the_sender_accepts_one_of_the_other_times_on_the_page(asked: MeetingRequest, story: Cast, browser_of):
    answers.other_times(asked, (FRIDAY,), "Fridays are better.")
    db.session.commit()
    ada = browser_of(story.ada)
    page = ada.get(f"/meeting-requests/{asked.code}").get_data(as_text=True)
    assert "Fridays are better." in page
    data = {"slot": asked.counter_slots[0].code, "as": "sender", "seen": answers.version(asked)}
    response = ada.post(f"/r/{asked.code}/acceptance", data=data)
    assert (response.status_code, response.location) == (303, f"/meeting-requests/{asked.code}")
    assert asked.meeting
    assert asked.meeting.starts_wall == FRIDAY
    assert ada.get(response.location).status_code == 200


def test_a_bare_post_without_a_token_is_no_letter(story: Cast, browser_of):
    response = browser_of(story.ada).post(path(story), data=TYPED | {"send": "1"}, csrf=False)
    assert response.status_code == 400
    assert Rows(MeetingRequest).count() == 0


def test_every_state_has_its_words_for_both(asked: MeetingRequest, story: Cast, browser_of, travel):
    """Whatever became of it, neither of the two meets an error."""
    from tests.followup.test_answers import ANSWERS

    for answer in ANSWERS.values():
        answer(asked)
        db.session.commit()
        travel.shift(60)
        for person in (story.ada, story.ben):
            assert browser_of(person).get(f"/meeting-requests/{asked.code}").status_code == 200
    answers.accept(asked.slots[0], story.ben)
    db.session.commit()
    assert asked.meeting
    travel.move_to(asked.meeting.ends_at)
    for person in (story.ada, story.ben):
        assert browser_of(person).get(f"/meeting-requests/{asked.code}").status_code == 200
