"""Answering from the letter: no account, a GET changes nothing, the secret leaves the address on first use."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from eventnet.codes import fingerprint, new_secret
from eventnet.db import db
from eventnet.followup import answers, meetings, requests
from eventnet.followup.models import AnswerLink, Meeting, MeetingRequest
from eventnet.rows import Rows
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, draft, letters, link_in, words_in

POSTS = {
    "acceptance": {"slot": ""},
    "call": {"slot": "", "call-place": "0341 123"},
    "other-times": {"other-day_1": "2026-12-04", "other-time_1": "09:00", "other-note": "Fridays."},
    "later": {"later-ask_after": "2027-01-15"},
    "refusal": {},
    "never": {},
}
ANSWER_OF = {
    "acceptance": "accepted",
    "call": "call",
    "other-times": "other_times",
    "later": "later",
    "refusal": "declined",
    "never": "never",
}


@pytest.fixture
def reader(asked: MeetingRequest, client: FlaskClient) -> FlaskClient:
    """A browser of nobody that has opened Ben's letter."""
    assert client.get(link_in(letters("request")[0])).status_code == 303
    return client


def whole_database() -> dict[str, list[tuple[object, ...]]]:
    db.session.rollback()
    found = {
        table.name: [tuple(row) for row in db.session.execute(text(f'SELECT * FROM "{table.name}" ORDER BY 1'))]  # noqa: S608 - our own tables
        for table in db.metadata.sorted_tables
    }
    db.session.rollback()
    return found


def data_for(asked: MeetingRequest, noun: str, **more: str) -> dict[str, str]:
    slot = {"slot": asked.proposed_slots[0].code} if "slot" in POSTS[noun] else {}
    return POSTS[noun] | slot | {"as": "recipient", "seen": answers.version(asked)} | more


def test_looking_changes_nothing_however_often(asked: MeetingRequest, client: FlaskClient):
    link = link_in(letters("request")[0])
    before = whole_database()
    for _again in range(2):
        assert client.head(link).status_code == 303
        assert client.get(link).status_code == 303
        assert client.head(f"/r/{asked.code}").status_code == 200
        assert client.get(f"/r/{asked.code}").status_code == 200
        for noun in POSTS:
            assert client.get(f"/r/{asked.code}/{noun}").status_code == 405
    assert whole_database() == before


def test_the_secret_leaves_the_address_and_stands_on_no_page(asked: MeetingRequest, client: FlaskClient):
    link = link_in(letters("request")[0])
    response = client.get(link)
    assert response.location == f"/r/{asked.code}"
    for answer in (response, client.get(response.location)):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    page = client.get(response.location).get_data(as_text=True)
    assert link.removeprefix("/r/") not in page
    assert "ben@example.org" not in page


def test_the_secret_is_stored_nowhere_but_in_the_letter(asked: MeetingRequest):
    secret = link_in(letters("request")[0]).removeprefix("/r/")
    assert len(secret) == 43
    tables = {name for name, rows in whole_database().items() if secret in repr(rows)}
    assert tables == {"letter"}
    link = Rows(AnswerLink).first()
    assert link
    assert link.fingerprint == fingerprint(secret, "answer link")


def test_wrong_ended_and_foreign_links_are_the_same_404(asked: MeetingRequest, story: Cast, client: FlaskClient):
    ended = link_in(letters("request")[0])
    wrong = client.get(f"/r/{new_secret()}")
    device_secret = client.get(f"/r/{'A' * 43}")
    requests.withdraw(asked)
    db.session.commit()
    bodies = {words_in(response.get_data(as_text=True)) for response in (client.get(ended), wrong, device_secret)}
    assert (wrong.status_code, client.get(ended).status_code) == (404, 404)
    assert len(bodies) == 1


@pytest.mark.parametrize("noun", POSTS)
def test_each_answer_is_one_post_and_says_what_happens_next(asked: MeetingRequest, reader: FlaskClient, noun: str):
    response = reader.post(f"/r/{asked.code}/{noun}", data=data_for(asked, noun))
    assert (response.status_code, response.location) == (303, f"/r/{asked.code}")
    db.session.expire_all()
    assert asked.answer == ANSWER_OF[noun]
    page = reader.get(response.location).get_data(as_text=True)
    assert "What happens next" in page
    assert "Change my answer" in page


@pytest.mark.parametrize("first", POSTS)
@pytest.mark.parametrize("second", ["acceptance", "never"])
def test_every_answer_can_be_changed_on_the_same_page(
    asked: MeetingRequest, reader: FlaskClient, travel, first, second
):
    reader.post(f"/r/{asked.code}/{first}", data=data_for(asked, first))
    travel.shift(60)
    db.session.expire_all()
    assert reader.post(f"/r/{asked.code}/{second}", data=data_for(asked, second)).status_code == 303
    db.session.expire_all()
    assert asked.answer == ANSWER_OF[second]


@pytest.mark.parametrize("noun", POSTS)
def test_without_the_letter_nobody_answers(
    asked: MeetingRequest, story: Cast, client: FlaskClient, browser_of, noun: str
):
    before = whole_database()
    for browser in (client, *map(browser_of, (story.eve, story.cleo, story.dora, story.otto))):
        browser.get("/sign-in")
        assert browser.post(f"/r/{asked.code}/{noun}", data=data_for(asked, noun)).status_code == 404
        assert browser.get(f"/r/{asked.code}").status_code == 404
    after = whole_database()
    assert {name: rows for name, rows in after.items() if name != "device"} == {
        name: rows for name, rows in before.items() if name != "device"
    }


@pytest.mark.parametrize("noun", [noun for noun in POSTS if noun != "acceptance"])
def test_the_sender_does_not_answer_for_the_recipient(asked: MeetingRequest, story: Cast, browser_of, noun: str):
    response = browser_of(story.ada).post(f"/r/{asked.code}/{noun}", data=data_for(asked, noun))
    assert response.status_code == 404, "in the recipient's name"
    as_sender = data_for(asked, noun) | {"as": "sender"}
    assert browser_of(story.ada).post(f"/r/{asked.code}/{noun}", data=as_sender).status_code == 404
    assert asked.answer is None


def test_the_sender_does_not_accept_her_own_time(asked: MeetingRequest, story: Cast, browser_of):
    data = data_for(asked, "acceptance") | {"as": "sender"}
    assert browser_of(story.ada).post(f"/r/{asked.code}/acceptance", data=data).status_code == 409
    assert asked.answer is None


def test_a_letter_answers_one_request_only(asked: MeetingRequest, reader: FlaskClient, story: Cast):
    other = requests.propose(story.cleo, story.ada, draft())
    db.session.commit()
    assert reader.get(f"/r/{other.code}").status_code == 404
    foreign = data_for(asked, "acceptance") | {"slot": other.slots[0].code}
    answer = reader.post(f"/r/{asked.code}/acceptance", data=foreign)
    assert (answer.status_code, asked.answer) == (409, None)
    assert "not on the table any more" in answer.get_data(as_text=True)


def test_a_secret_opens_only_the_request_that_it_was_made_for(asked: MeetingRequest, client: FlaskClient, story: Cast):
    other = requests.propose(story.cleo, story.ada, draft())
    db.session.commit()
    secret = link_in(letters("request")[0]).removeprefix("/r/")
    with client.session_transaction() as session:
        session["answer_links"] = {other.code: secret}
    assert client.get(f"/r/{other.code}").status_code == 404


def test_a_post_needs_a_chosen_button(asked: MeetingRequest, reader: FlaskClient):
    nothing = data_for(asked, "acceptance") | {"slot": ""}
    assert reader.post(f"/r/{asked.code}/acceptance", data=nothing).status_code == 409
    assert reader.post(f"/r/{asked.code}/refusal", data=data_for(asked, "refusal"), csrf=False).status_code == 400
    assert asked.answer is None


def test_who_is_signed_in_as_somebody_else_sees_whose_answer_it_is(asked: MeetingRequest, story: Cast, browser_of):
    cleo = browser_of(story.cleo)
    cleo.get(link_in(letters("request")[0]))
    assert "written to Ben Okafor" in cleo.get(f"/r/{asked.code}").get_data(as_text=True)
    assert cleo.post(f"/r/{asked.code}/refusal", data=data_for(asked, "refusal")).status_code == 303
    db.session.expire_all()
    assert asked.answer == "declined"


def test_the_recipient_may_answer_signed_in_without_the_letter(asked: MeetingRequest, story: Cast, browser_of):
    ben = browser_of(story.ben)
    response = ben.post(f"/r/{asked.code}/refusal", data=data_for(asked, "refusal"))
    assert (response.status_code, response.location) == (303, f"/meeting-requests/{asked.code}")


def test_a_browser_that_could_act_for_both_acts_for_the_one_on_the_page(asked: MeetingRequest, story: Cast, browser_of):
    """In the demo one browser reads everybody's letters."""
    answers.other_times(asked, (FRIDAY,))
    db.session.commit()
    ada = browser_of(story.ada)
    ada.get(link_in(letters("request")[0]))
    page = ada.get(f"/meeting-requests/{asked.code}").get_data(as_text=True)
    assert asked.counter_slots[0].code in page
    data = {"slot": asked.counter_slots[0].code, "as": "sender", "seen": answers.version(asked)}
    assert ada.post(f"/r/{asked.code}/acceptance", data=data).status_code == 303
    assert asked.meeting


def test_a_wrong_form_comes_back_with_what_was_typed(asked: MeetingRequest, reader: FlaskClient):
    data = data_for(asked, "other-times") | {"other-day_1": "", "other-time_1": ""}
    response = reader.post(f"/r/{asked.code}/other-times", data=data)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "Fridays." in page
    assert '<details class="more" open>' in page


def test_what_a_rule_refuses_stands_on_the_page(asked: MeetingRequest, reader: FlaskClient):
    data = data_for(asked, "other-times") | {"other-day_1": "2026-11-01"}
    response = reader.post(f"/r/{asked.code}/other-times", data=data)
    assert response.status_code == 422
    assert "A time that has passed" in response.get_data(as_text=True)
    assert asked.answer is None


def test_the_letter_about_other_times_lets_the_sender_choose(asked: MeetingRequest, client: FlaskClient):
    answers.other_times(asked, (FRIDAY,))
    db.session.commit()
    link = link_in(letters("request_other_times")[0])
    page = client.get(link, follow_redirects=True).get_data(as_text=True)
    slot = asked.counter_slots[0].code
    assert slot in page
    data = {"slot": slot, "as": "sender", "seen": answers.version(asked)}
    assert client.post(f"/r/{asked.code}/acceptance", data=data).status_code == 303
    assert asked.meeting
    assert "You meet Ben Okafor" in client.get(f"/r/{asked.code}").get_data(as_text=True)


def test_links_end_with_the_meeting_and_the_outcome_link_goes_on(agreed: Meeting, wait, client: FlaskClient):
    old = link_in(letters("meeting_agreed")[1])
    assert client.get(old).status_code == 303
    wait(days=5)
    for kind in ("request", "meeting_agreed"):
        link = next(link_in(letter) for letter in letters(kind) if "/r/" in letter.text)
        assert client.get(link).status_code == 404
    assert client.get(link_in(letters("did_you_meet")[0])).status_code == 303


def test_did_you_meet_is_one_tap_from_the_letter(agreed: Meeting, story: Cast, wait, client: FlaskClient):
    wait(days=5)
    before = whole_database()
    for letter in letters("did_you_meet"):
        page = client.get(link_in(letter), follow_redirects=True).get_data(as_text=True)
        assert "Did you meet?" in page
        client.head(link_in(letter))
    assert whole_database() == before, "mail scanners open every link"
    for letter, person, held in zip(letters("did_you_meet"), (story.ada, story.ben), ("yes", "no"), strict=True):
        client.get(link_in(letter))
        role = "sender" if person is story.ada else "recipient"
        response = client.post(f"/meetings/{agreed.code}/outcome", data={"held": held, "as": role})
        assert (response.status_code, response.location) == (303, f"/r/{agreed.request.code}")
    assert {outcome.person_id: outcome.held for outcome in agreed.outcomes} == {story.ada.id: True, story.ben.id: False}
    db.session.expire_all()
    assert agreed.outcome == "disputed"


def test_outcome_links_end_after_thirty_days(agreed: Meeting, wait, client: FlaskClient):
    wait(days=5)
    link = link_in(letters("did_you_meet")[0])
    wait(days=29)
    assert client.get(link).status_code == 303
    wait(days=2)
    assert client.get(link).status_code == 404


def test_a_link_ended_in_the_session_ends_the_page(asked: MeetingRequest, reader: FlaskClient):
    assert reader.get(f"/r/{asked.code}").status_code == 200
    requests.withdraw(asked)
    db.session.commit()
    assert reader.get(f"/r/{asked.code}").status_code == 404
    assert reader.post(f"/r/{asked.code}/refusal", data=data_for(asked, "refusal")).status_code == 404


def test_the_sender_calling_it_off_ends_the_links(agreed: Meeting, story: Cast, client: FlaskClient):
    meetings.cancel(agreed, story.ada)
    db.session.commit()
    assert client.get(link_in(letters("request")[0])).status_code == 404
