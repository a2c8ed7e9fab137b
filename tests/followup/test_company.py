"""Several people in one meeting: the other one hears of it first, a guest answers with one tap, and any may leave."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.exchange import sharing
from eventnet.exchange.models import Contact, Note, Scan
from eventnet.followup import answers, company, feeds, meetings, pacing, requests
from eventnet.followup.agenda import agenda
from eventnet.followup.company import asking, bringing
from eventnet.followup.models import Guest, Meeting, Rest
from eventnet.people.merging import absorb
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast, make_person
from tests.followup.conftest import FRIDAY, THURSDAY, draft, kinds, letters, make_contact, words_in

WHY = "Cleo knows who builds the sensors."


def card(owner: Person, subject: Person) -> Contact:
    found = Contact.held_by(owner).where(Contact.subject_id == subject.id).first()
    assert found is not None
    return found


def bring(story: Cast, meeting: Meeting, person: Person | None = None) -> Guest:
    guest = bringing.bring(meeting, story.ada, card(story.ada, person or story.cleo), WHY)
    db.session.commit()
    return guest


@pytest.fixture
def asked_along(story: Cast, agreed: Meeting, wait) -> Guest:
    """Ada asks Cleo along to the meeting with Ben, who says gladly."""
    guest = bring(story, agreed)
    bringing.say_gladly(guest, story.ben)
    wait(minutes=1)
    return guest


@pytest.fixture
def round_of_three(asked_along: Guest) -> Meeting:
    """And Cleo comes."""
    say(asked_along, "yes")
    return asked_along.meeting


def say(guest: Guest, said: str) -> None:
    asking.answer(guest, said)
    db.session.commit()


def names(meeting: Meeting) -> list[str]:
    return [person.name.split()[0] for person in company.people_of(meeting)]


def open_letter(client: FlaskClient, kind: str, person: Person) -> str:
    """The address of the guest's page, after the secret has left it."""
    secret = re.search(r"/g/[\w-]{43}", letters(kind, person)[-1].text)
    assert secret
    return client.get(secret[0]).headers["Location"]


def test_the_other_one_hears_of_it_first_and_the_guest_nothing(story: Cast, agreed: Meeting):
    bring(story, agreed)
    [letter] = letters("company_suggested", story.ben)
    assert "Cleo Brandt (Recruiting, Stadtwerke)" in letter.text
    assert kinds(story.cleo) == []
    assert names(agreed) == ["Ada", "Ben"]


def test_silence_of_a_day_is_a_yes(story: Cast, agreed: Meeting, wait):
    bring(story, agreed)
    wait(hours=23)
    assert kinds(story.cleo) == []
    wait(hours=2)
    assert kinds(story.cleo) == ["company_invited"]


def test_who_comes_along_is_reminded_and_reads_nothing_of_what_the_two_wrote(
    story: Cast, round_of_three: Meeting, wait
):
    db.session.add(Note(owner_id=story.ada.id, subject_id=story.cleo.id, text="Knows the sensors."))
    for person in (story.ben, story.cleo):
        person.language = "en"
    wait(days=3, hours=23, minutes=31)
    ada, ben, cleo = (letters("meeting_reminder", person)[0] for person in (story.ada, story.ben, story.cleo))
    assert "> Ben Okafor: Shakes bogies. Likes strain gauges.\n> Cleo Brandt: Knows the sensors." in ada.text
    assert "Open the meeting:" in cleo.text
    assert "Ada Lindqvist and Ben Okafor" in cleo.text
    for letter, private in ((ben, "Knows"), (cleo, "Knows"), (cleo, "Shakes"), (cleo, "fatigue"), (cleo, "coffee")):
        assert private not in letter.text + letter.html


def test_rather_not_is_told_to_the_host_alone(story: Cast, agreed: Meeting, wait):
    guest = bring(story, agreed)
    bringing.say_rather_not(guest, story.ben)
    wait(days=2)
    assert kinds(story.cleo) == []
    assert kinds(story.ada)[-1] == "company_refused"
    with pytest.raises(Refused, match="answered"):
        bringing.say_gladly(guest, story.ben)


def test_only_the_other_of_the_two_has_a_word_to_it(story: Cast, agreed: Meeting):
    guest = bring(story, agreed)
    for person in (story.ada, story.cleo, story.eve):
        with pytest.raises(Refused, match="answered"):
            bringing.say_gladly(guest, person)


def test_it_can_be_taken_back_until_somebody_was_asked(story: Cast, agreed: Meeting, wait):
    bringing.take_back(bring(story, agreed), story.ada)
    wait(days=2)
    assert kinds(story.cleo) == []
    guest = bring(story, agreed)
    wait(days=1, minutes=1)
    with pytest.raises(Refused, match="asked"):
        bringing.take_back(guest, story.ada)


def test_a_guest_learns_who_comes_and_nothing_that_the_two_wrote(asked_along: Guest, client: FlaskClient):
    [letter] = letters("company_invited", asked_along.person)
    page = client.get(open_letter(client, "company_invited", asked_along.person)).text
    for text in (letter.text, words_in(page)):
        assert "Ada Lindqvist" in text
        assert "Head of test rigs" in text
        assert WHY in text
        for secret in ("fatigue", "strain gauges", "ben@example.org", "bogie"):
            assert secret not in text


def test_follow_up_asks_for_the_word_of_a_guest(story: Cast, asked_along: Guest):
    assert agenda(story.cleo).to_come == [asked_along]
    say(asked_along, "no")
    assert agenda(story.cleo).to_come == []


def test_a_yes_needs_no_account_and_opening_the_letter_changes_nothing(
    story: Cast, asked_along: Guest, client: FlaskClient
):
    path = open_letter(client, "company_invited", story.cleo)
    assert len(path) < 30
    assert client.get(f"{path}.ics").status_code == 404
    assert asked_along.answer is None
    assert client.post(f"{path}/answer", data={"answer": "yes"}).status_code == 303
    assert names(asked_along.meeting) == ["Ada", "Ben", "Cleo"]
    calendar = client.get(f"{path}.ics").text.replace("\r\n ", "")
    assert "SUMMARY:Meeting with Ada Lindqvist and Ben Okafor" in calendar
    assert "fatigue" not in calendar


def test_everybody_learns_who_comes_each_with_their_own_invitation(story: Cast, round_of_three: Meeting):
    for person in (story.ada, story.ben, story.cleo):
        [letter] = letters("company_joined", person)
        assert letter.calendar_method == "REQUEST"
        assert f"mailto:{person.email}" in letter.calendar.replace("\r\n ", "")
    assert "Cleo Brandt" in letters("company_joined", story.ben)[0].subject


def test_a_change_reaches_all_and_a_call_off_too(story: Cast, round_of_three: Meeting):
    meetings.change(round_of_three, story.ben, THURSDAY, "Mensa am Park")
    [letter] = letters("meeting_changed", story.cleo)
    assert "Ben Okafor" in letter.text
    assert "/g/" in letter.text
    meetings.cancel(round_of_three, story.ada, "I have the flu.")
    [letter] = letters("meeting_cancelled", story.cleo)
    assert letter.calendar_method == "CANCEL"


def test_a_guest_changes_nothing_but_their_own_word(
    story: Cast, round_of_three: Meeting, browser_of: Callable[[Person], FlaskClient]
):
    cleo, path = browser_of(story.cleo), f"/meetings/{round_of_three.code}"
    assert cleo.get(path).headers["Location"] == f"/g/{round_of_three.guests[0].code}"
    for deed in ("change", "cancellation", "leaving", "outcome", "thanks"):
        assert cleo.post(f"{path}/{deed}", data={"as": "recipient"}).status_code == 404
    assert cleo.get(f"{path}/company").status_code == 404
    assert cleo.get(f"/r/{round_of_three.request.code}").status_code == 404
    assert cleo.get(f"/meeting-requests/{round_of_three.request.code}").status_code == 404


def test_reminders_go_to_all_each_with_an_address_of_their_own(story: Cast, round_of_three: Meeting, wait):
    wait(days=4, hours=1)
    for person in (story.ada, story.ben, story.cleo):
        assert len(letters("meeting_reminder", person)) == 1
    assert "/r/" not in letters("meeting_reminder", story.cleo)[0].text
    assert "fatigue" not in letters("meeting_reminder", story.cleo)[0].text


def test_it_stands_in_everybody_s_calendar_and_on_follow_up(story: Cast, round_of_three: Meeting):
    for person in (story.ada, story.ben, story.cleo):
        assert feeds.meetings_of(person) == [round_of_three]
        assert agenda(person).coming == [round_of_three]


def test_nobody_is_at_two_places(story: Cast, asked_along: Guest):
    fay = make_person("Fay Young")
    make_contact(fay, story.cleo, story)
    request = requests.propose(fay, story.cleo, draft())
    answers.accept(request.proposed_slots[0], story.cleo)
    with pytest.raises(Refused, match="taken"):
        asking.answer(asked_along, "yes")


def test_a_guest_s_hour_is_taken_for_other_meetings(story: Cast, round_of_three: Meeting):
    fay = make_person("Fay Young")
    make_contact(fay, story.cleo, story)
    request = requests.propose(fay, story.cleo, draft())
    with pytest.raises(Refused, match="taken"):
        answers.accept(request.proposed_slots[0], story.cleo)


def test_a_guest_who_leaves_leaves_the_two_as_a_pair(story: Cast, round_of_three: Meeting):
    asking.leave(round_of_three, story.cleo, "My train.")
    assert names(round_of_three) == ["Ada", "Ben"]
    assert round_of_three.is_on
    [letter] = letters("company_left", story.ben)
    assert "My train." in letter.text
    [farewell] = letters("company_goodbye", story.cleo)
    assert "STATUS:CANCELLED" in farewell.calendar
    say(round_of_three.guests[0], "yes")
    assert names(round_of_three) == ["Ada", "Ben", "Cleo"]


@pytest.mark.parametrize("gone", ["ada", "ben"])
def test_one_of_the_two_may_leave_and_the_others_meet(
    story: Cast, round_of_three: Meeting, browser_of: Callable[[Person], FlaskClient], gone: str
):
    person, stays = getattr(story, gone), story.ben if gone == "ada" else story.ada
    browser = browser_of(person)
    role = "sender" if gone == "ada" else "recipient"
    path = f"/meetings/{round_of_three.code}"
    assert browser.post(f"{path}/leaving", data={"as": role, "leave-why": "Flu"}).status_code == 303
    assert round_of_three.is_on
    assert set(company.people_of(round_of_three)) == {stays, story.cleo}
    assert round_of_three.other(stays) == story.cleo
    assert f"{path}/change" not in browser.get(path).text
    with pytest.raises(Refused, match="left"):
        meetings.change(round_of_three, person, FRIDAY, "Elsewhere")
    with pytest.raises(Refused, match="left"):
        meetings.cancel(round_of_three, person)
    assert agenda(person).coming == []


def test_where_only_one_is_left_it_is_called_off(story: Cast, round_of_three: Meeting):
    asking.leave(round_of_three, story.ada)
    asking.leave(round_of_three, story.cleo)
    assert not round_of_three.is_on
    assert len(letters("meeting_cancelled", story.ben)) == 1


def test_each_says_whether_they_met_and_thanks_reach_all(
    story: Cast, round_of_three: Meeting, wait, client: FlaskClient
):
    wait(days=6)
    for person in (story.ada, story.ben, story.cleo):
        assert len(letters("did_you_meet", person)) == 1
    path = open_letter(client, "did_you_meet", story.cleo)
    assert client.post(f"{path}/outcome", data={"held": "yes"}).status_code == 303
    assert client.post(f"{path}/thanks", data={"thanks-words": "Thank you both."}).status_code == 303
    assert [letter.to_person_id for letter in letters("thank_you")] == [story.ada.id, story.ben.id]
    meetings.say(round_of_three, story.ada, True)
    meetings.say(round_of_three, story.ben, False)
    assert round_of_three.outcome == "held", "two who met have met"


def test_thanks_do_not_reach_whoever_has_blocked_their_writer(story: Cast, round_of_three: Meeting, wait):
    wait(days=6)
    sharing.block(story.ben, story.cleo)
    meetings.thank(round_of_three, story.cleo, "Thank you both.")
    assert [letter.to_person_id for letter in letters("thank_you")] == [story.ada.id]


def test_a_scan_proves_it_for_those_whose_phones_met(story: Cast, round_of_three: Meeting, wait):
    wait(days=4, hours=23, minutes=40)
    place = story.at(story.cleo)
    db.session.add(
        Scan(
            scanner_id=story.ben.id, uuid="u1", event_id=story.event.id, attendee_id=place.id, how="live",
            outcome="given", scanned_at=now(),
        )
    )  # fmt: skip
    wait(hours=2)
    assert {outcome.person_id for outcome in round_of_three.outcomes} == {story.ben.id, story.cleo.id}
    assert kinds(story.ada)[-1] == "did_you_meet"
    assert "did_you_meet" not in kinds(story.cleo)
    assert not round_of_three.is_proven_for(story.ada)


def test_five_come_at_most(story: Cast, agreed: Meeting):
    for number in range(company.MOST_GUESTS):
        friend = make_person(f"Friend{number} Falk")
        make_contact(story.ada, friend, story)
        bring(story, agreed, friend)
    with pytest.raises(Refused, match="five"):
        bring(story, agreed)


def test_it_shares_the_weekly_number_of_the_guest(story: Cast, agreed: Meeting):
    story.cleo.requests_a_week = 1
    guest = bring(story, agreed)
    assert pacing.turn_of(story.cleo, agreed.tz) >= guest.due_at + timedelta(days=6)
    story.cleo.requests_a_week = 0
    fay = make_person("Fay Young", requests_a_week=0)
    make_contact(story.ada, fay, story)
    with pytest.raises(Refused, match="takes-none"):
        bring(story, agreed, fay)


def test_never_holds_for_everything_that_this_host_asks(story: Cast, asked_along: Guest):
    say(asked_along, "never")
    with pytest.raises(Refused, match="never"):
        pacing.refuse_never(story.ada, story.cleo)
    say(asked_along, "no")
    pacing.refuse_never(story.ada, story.cleo)


def blocked(story: Cast) -> None:
    sharing.block(story.cleo, story.ben)


def test_the_same_suggestion_taken_back_and_made_again_is_one_letter(story: Cast, agreed: Meeting):
    for _time in range(3):
        bringing.take_back(bring(story, agreed), story.ada)
    bring(story, agreed)
    assert len(letters("company_suggested", story.ben)) == 1


def left_in_peace(story: Cast) -> None:
    db.session.add(Rest(asker_id=story.ben.id, person_id=story.cleo.id, until=None))


@pytest.mark.parametrize("apart", [blocked, left_in_peace])
def test_who_does_not_want_one_of_the_two_is_not_asked_and_nobody_learns_why(
    story: Cast, agreed: Meeting, wait, apart: Callable[[Cast], None]
):
    apart(story)
    guest = bring(story, agreed)
    wait(days=2)
    assert guest.state == "suggested"
    assert kinds(story.cleo) == []
    assert "company_suggested" not in kinds()


@pytest.mark.parametrize("apart", [blocked, left_in_peace])
def test_who_has_parted_from_one_of_the_two_meanwhile_is_not_asked(
    story: Cast, agreed: Meeting, wait, apart: Callable[[Cast], None]
):
    bring(story, agreed)
    apart(story)
    wait(days=1, minutes=1)
    assert kinds(story.cleo) == []


def test_a_guest_who_was_asked_before_a_block_joins_nobody(story: Cast, asked_along: Guest):
    blocked(story)
    before = kinds()
    with pytest.raises(Refused, match="ended"):
        say(asked_along, "yes")
    assert names(asked_along.meeting) == ["Ada", "Ben"]
    assert kinds() == before


def test_a_block_parts_a_guest_from_the_round(story: Cast, round_of_three: Meeting, wait):
    sharing.block(story.cleo, story.ben)
    wait(minutes=1)
    assert names(round_of_three) == ["Ada", "Ben"]
    assert "block" not in letters("company_left", story.ben)[0].text.lower()


def test_a_block_after_one_of_the_two_has_left_ends_nothing_for_the_others(story: Cast, round_of_three: Meeting, wait):
    asking.leave(round_of_three, story.ada)
    sharing.block(story.ada, story.ben)
    wait(minutes=1)
    assert round_of_three.is_on


def test_a_block_against_the_one_who_has_left_ends_nothing_for_host_and_guest(
    story: Cast, round_of_three: Meeting, wait
):
    asking.leave(round_of_three, story.ben)
    blocked(story)
    wait(minutes=1)
    assert round_of_three.is_on
    assert names(round_of_three) == ["Ada", "Cleo"]


def test_too_near_to_the_meeting_nobody_is_asked_any_more(story: Cast, agreed: Meeting, wait):
    wait(days=4)
    with pytest.raises(Refused, match="too-late"):
        bring(story, agreed)


def test_called_off_and_agreed_anew_starts_as_a_pair(story: Cast, round_of_three: Meeting):
    meetings.cancel(round_of_three, story.ben)
    answers.accept(round_of_three.request.proposed_slots[1], story.ben)
    assert names(round_of_three) == ["Ada", "Ben"]


def test_a_guest_and_their_other_row_come_once(story: Cast, round_of_three: Meeting):
    twin = make_person("Cleopatra Brandt")
    absorb(twin, story.cleo)
    db.session.expire_all()
    assert company.people_of(round_of_three)[2] == twin
    absorb(story.ben, twin)
    db.session.expire_all()
    assert len(company.people_of(round_of_three)) == 2


def test_a_guest_who_turns_out_to_be_one_of_the_two_comes_once(story: Cast, round_of_three: Meeting):
    absorb(story.cleo, story.ben)
    db.session.expire_all()
    assert company.people_of(round_of_three) == [story.ada, story.cleo]


def test_pages_of_a_guest_are_nobody_else_s(
    story: Cast, round_of_three: Meeting, client: FlaskClient, browser_of: Callable[[Person], FlaskClient]
):
    code = round_of_three.guests[0].code
    assert client.get(f"/g/{code}").headers["Location"].endswith("/sign-in")
    assert client.get("/g/" + "x" * 43).status_code == 404
    for stranger in (story.eve, story.ada, story.ben):
        browser = browser_of(stranger)
        assert browser.get(f"/g/{code}").status_code == 404
        for deed in ("answer", "leaving", "outcome", "thanks"):
            assert browser.post(f"/g/{code}/{deed}", data={"answer": "no"}).status_code == 404
    for deed in ("word", "withdrawal"):
        for stranger in (story.eve, story.cleo):
            assert browser_of(stranger).post(f"/company/{code}/{deed}", data={"said": "no"}).status_code == 404
    assert browser_of(story.eve).get(f"/meetings/{round_of_three.code}/company").status_code == 404


def test_from_the_meeting_s_page_to_the_word_of_the_other(
    story: Cast, agreed: Meeting, browser_of: Callable[[Person], FlaskClient]
):
    add_attendee(story.event, story.eve)
    ada, ben = browser_of(story.ada), browser_of(story.ben)
    path = f"/meetings/{agreed.code}"
    assert f"{path}/company" in ada.get(path).text
    chosen = f"{path}/company?with={card(story.ada, story.cleo).code}"
    assert chosen in ada.get(f"{path}/company").text
    assert ada.get(f"{path}/company?with={card(story.cleo, story.ada).code}").status_code == 404
    assert ada.post(chosen, data={"words": ""}).status_code == 422
    assert ada.post(chosen, data={"words": WHY}).status_code == 303
    guest = Rows(Guest).first()
    assert guest is not None
    assert f"/company/{guest.code}/withdrawal" in ada.get(path).text
    assert WHY in words_in(ben.get(path).text)
    said = ben.post(f"/company/{guest.code}/word", data={"said": "yes", "as": "recipient"})
    assert said.status_code == 303
    assert guest.agreed_at
