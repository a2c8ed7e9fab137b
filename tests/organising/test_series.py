"""The next edition has everything of the last one but its people; who asked to be told is invited, and nobody else."""

import re
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events import joining, nexttime
from eventnet.events.models import Answer, Attendee, BlockedAddress, Edition, Event, Membership, NextTime
from eventnet.events.questions import set_answers
from eventnet.mail.models import Letter
from eventnet.organising.audit.models import AuditAct
from eventnet.organising.badges.models import BadgeDesign
from eventnet.organising.messages.models import Message
from eventnet.organising.series import copying, inviting
from eventnet.organising.series.copying import COPIED, NEW, Proposal
from eventnet.people import merging
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_person
from tests.events.test_questions import ask

PAGE = "/e/career-day/series"
ANSWERS = "/e/career-day/me/answers"
TICKED = re.compile(r"<input(?=[^>]*answer-next)[^>]*checked")
FILLED = {
    "name": "Career Day 2027",
    "slug": "career-day-2027",
    "starts_on": "2027-11-25",
    "starts_time": "09:30",
    "ends_on": "2027-11-25",
    "ends_time": "17:30",
}


@pytest.fixture
def alumni(cast: Cast) -> Cast:
    cast.event.kind = "alumni"
    db.session.commit()
    return cast


def made(cast: Cast) -> Event:
    new = copying.copy(cast.event, Proposal.of(cast.event), cast.dora)
    db.session.commit()
    return new


def wish(*attendees: Attendee) -> None:
    for attendee in attendees:
        nexttime.say(attendee, True)
    db.session.commit()


def test_each_column_of_an_event_is_copied_or_said_to_be_new():
    assert set(COPIED) | set(NEW) == {column.key for column in Event.__table__.columns}
    assert not set(COPIED) & set(NEW)


def test_what_would_be_made_is_shown_first(cast: Cast, browser_of):
    cast.event.name = "Career Day 2026"
    db.session.commit()
    page = browser_of(cast.dora).get(PAGE).get_data(as_text=True)
    for value in ("Career Day 2027", "career-day-2027", "2027-11-25", "09:30", "17:30"):
        assert f'value="{value}"' in page
    assert "Nobody is carried over" in page
    assert Rows(Event).count() == 2


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (datetime(2026, 11, 26, 10), datetime(2027, 11, 25, 10)),  # noqa: DTZ001 - wall times
        (datetime(2024, 2, 29, 9), datetime(2027, 3, 4, 9)),  # noqa: DTZ001
        (datetime(2019, 5, 17, 18, 30), datetime(2027, 5, 14, 18, 30)),  # noqa: DTZ001
    ],
)
def test_it_is_on_the_same_weekday_of_the_next_year_to_come(cast: Cast, starts: datetime, expected: datetime):
    cast.event.starts_wall, cast.event.ends_wall = starts, starts + timedelta(hours=30)
    proposal = Proposal.of(cast.event)
    assert proposal.starts == expected
    assert proposal.starts.weekday() == starts.weekday()
    assert proposal.ends - proposal.starts == timedelta(hours=30)


def test_the_next_one_has_all_of_it_but_the_people(cast: Cast, browser_of):
    track = ask(cast.event, "Track", "one", is_required=True, on_badge=True)
    set_answers(cast.at(cast.ada), {track: "c1"})
    cast.event.badge_default, cast.event.directory = "closed", False
    db.session.add(BadgeDesign(event_id=cast.event.id, colour="#123456", sheet="a6"))
    words = {"en": {"subject": "Tomorrow", "text": "See you"}}
    wanted = {"q": "Okafor", "role": "speaker"}
    message = {"words": words, "wanted": wanted, "reply_to": "old@example.org", "pace": 60}
    db.session.add(Message(event_id=cast.event.id, released_at=NOW, finished_at=NOW, **message))
    db.session.commit()
    response = browser_of(cast.dora).post(PAGE, data=FILLED)
    assert (response.status_code, response.location) == (303, "/e/career-day-2027/settings")
    new = Event.get_or_404("career-day-2027")
    assert (new.name, new.starts_wall) == ("Career Day 2027", datetime(2027, 11, 25, 9, 30))  # noqa: DTZ001
    assert new.ends_at - new.starts_at == timedelta(hours=8)
    assert {name: getattr(new, name) for name in COPIED} == {name: getattr(cast.event, name) for name in COPIED}
    [question] = new.asks
    assert (question.label, question.choices, question.is_required) == (track.label, track.choices, True)
    assert question.code != track.code
    assert [design.colour for design in Rows(BadgeDesign).where(BadgeDesign.event_id == new.id)] == ["#123456"]
    [draft] = Message.of(new)
    assert (draft.words, draft.wanted, draft.reply_to) == (words, {"role": "speaker"}, "dora@example.org")
    assert draft.state == "draft"
    assert (Attendee.at(new).count(), Rows(Answer).count(), Attendee.at(cast.event).count()) == (0, 1, 3)
    assert Event.run_by(cast.dora).where(Event.id == new.id).any()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"slug": "elsewhere"}, "Another event has this address."),
        ({"slug": "Köln 2027"}, "Small letters, digits and hyphens, please: koeln-2027"),
        ({"name": ""}, "Please give the event a name."),
        ({"ends_time": "08:00"}, "The end must be after the start."),
        ({"starts_on": "2027-03-28", "starts_time": "02:30"}, "02:30 does not exist"),
    ],
)
def test_what_does_not_fit_makes_nothing(cast: Cast, browser_of, changes, words: str):
    response = browser_of(cast.dora).post(PAGE, data=FILLED | changes)
    assert response.status_code == 422
    assert words in response.get_data(as_text=True)
    assert Rows(Event).count() == 2


def test_the_tick_is_empty_offered_to_alumni_alone_and_taken_back_by_unticking(cast: Cast, browser_of):
    ada = browser_of(cast.ada)
    ask(cast.event, "Diet")
    assert "Tell me about the next one" not in ada.get(ANSWERS).get_data(as_text=True)
    ada.post(ANSWERS, data={"answer-next": "y"})
    assert Rows(NextTime).count() == 0
    cast.event.kind = "alumni"
    db.session.commit()
    for path in (ANSWERS, "/e/career-day/me"):
        page = ada.get(path).get_data(as_text=True)
        assert "Tell me about the next one" in page
        assert "invite you once" in page
        assert not TICKED.search(page)
        assert 'name="answer-next"' in page
    ada.post(ANSWERS, data={"answer-next": "y"})
    [said] = Rows(NextTime)
    assert (said.person_id, said.text, said.said_at) == (cast.ada.id, nexttime.CURRENT, NOW)
    assert TICKED.search(ada.get("/e/career-day/me").get_data(as_text=True))
    ada.post(ANSWERS, data={"from_settings": "1"})
    assert Rows(NextTime).count() == 0


def test_only_who_asked_is_invited_and_once(alumni: Cast, browser_of):
    wish(alumni.at(alumni.ada), alumni.at(alumni.cleo))
    new, dora = made(alumni), browser_of(alumni.dora)
    page = dora.get(f"/e/{new.slug}/series").get_data(as_text=True)
    assert "Fewer than five people wait to hear of this event." in page
    for _again in range(2):
        assert dora.post(f"/e/{new.slug}/series/invitations").status_code == 303
    places = Attendee.at(new).all()
    assert {place.listed_name for place in places} == {"Ada Lindqvist", "Cleo Brandt"}
    assert not any(place.is_claimed for place in places)
    letters = Rows(Letter).where(Letter.kind == "invitation").all()
    assert sorted(letter.to_address for letter in letters) == ["ada@example.org", "cleo@example.org"]
    assert (Rows(NextTime).count(), inviting.waiting(new).count()) == (0, 0)
    assert [(act.what, act.number) for act in AuditAct.at(new)] == [("invited", 2)]
    assert "Nobody is waiting" in dora.get(f"/e/{new.slug}/series").get_data(as_text=True)


def test_who_took_it_back_or_never_said_it_is_not_carried_over(alumni: Cast, browser_of):
    wish(alumni.at(alumni.ada))
    new = made(alumni)
    nexttime.say(alumni.at(alumni.ada), False)
    db.session.commit()
    browser_of(alumni.dora).post(f"/e/{new.slug}/series/invitations")
    assert (Attendee.at(new).count(), Rows(Letter).count()) == (0, 0)


def test_without_a_proven_address_after_two_years_or_at_an_event_of_others_nobody_is_invited(alumni: Cast, travel):
    new, foreign = made(alumni), made(alumni)
    foreign.organiser_id = alumni.elsewhere.organiser_id
    wish(alumni.at(alumni.ada), alumni.at(alumni.ben))
    alumni.ben.email_confirmed_at = None
    db.session.commit()
    assert [each.person.name for each in inviting.waiting(new)] == ["Ada Lindqvist"]
    assert inviting.waiting(foreign).count() == 0
    assert inviting.waiting(alumni.event).count() == 0
    travel.shift(timedelta(days=731))
    assert inviting.waiting(new).count() == 0
    nexttime.forget_old_wishes()
    assert Rows(NextTime).count() == 0


def test_who_is_there_already_or_shut_out_gets_no_second_place(alumni: Cast):
    wish(alumni.at(alumni.ada), alumni.at(alumni.ben))
    new = made(alumni)
    here = joining.join(new, alumni.ada)
    mark = BlockedAddress.mark(new, "ben@example.org")
    db.session.add(BlockedAddress(event_id=new.id, fingerprint=mark, by_id=alumni.dora.id))
    assert inviting.invite_again(new, alumni.dora) == 0
    assert (Attendee.at(new).all(), here.listed_name) == ([here], None)


def test_the_wish_outlives_the_list_and_goes_with_the_person(alumni: Cast):
    wish(alumni.at(alumni.ada))
    joining.leave(alumni.at(alumni.ada))
    db.session.commit()
    assert Rows(NextTime).count() == 1
    db.session.delete(alumni.ada)
    db.session.commit()
    assert Rows(NextTime).count() == 0


def test_nobody_agrees_in_my_name_by_typing_my_address(alumni: Cast):
    stranger, twin = make_person("Somebody Else"), make_person("Twin Ada")
    wish(joining.join(alumni.event, stranger))
    merging.absorb_unproven(alumni.ada, stranger)
    assert Rows(NextTime).count() == 0
    wish(joining.join(alumni.event, twin))
    merging.absorb(alumni.ada, twin)
    assert [said.person_id for said in Rows(NextTime)] == [alumni.ada.id]


def test_words_that_change_hold_from_the_next_tick_on(alumni: Cast, travel, monkeypatch: pytest.MonkeyPatch):
    wish(alumni.at(alumni.ada))
    travel.shift(timedelta(days=1))
    wish(alumni.at(alumni.ada))
    [said] = Rows(NextTime)
    assert (said.text, said.said_at) == ("2026-11", NOW)
    monkeypatch.setattr(nexttime, "CURRENT", "2027-01")
    wish(alumni.at(alumni.ada))
    assert (said.text, said.said_at) == ("2027-01", NOW + timedelta(days=1))


def test_owner_and_staff_make_the_next_one(cast: Cast, browser_of, client: FlaskClient):
    for person, role in ((cast.eve, "helper"), (cast.ben, "staff")):
        db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=person.id, role=role))
    db.session.commit()
    assert client.get(PAGE).location == "/sign-in"
    assert browser_of(cast.ben).get(PAGE).status_code == 200
    for person in (cast.ada, cast.eve, cast.otto):
        browser = browser_of(person)
        assert browser.get(PAGE).status_code == browser.post(PAGE, data=FILLED).status_code == 404
        assert browser.post(f"{PAGE}/invitations").status_code == 404
    assert (Rows(Event).count(), Rows(Edition).count()) == (2, 0)
