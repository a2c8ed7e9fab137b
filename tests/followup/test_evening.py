"""The evening after: when the letter goes out and to whom, what stands in it, and what choosing three does."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.event import listen, remove

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Event
from eventnet.exchange import asking, remembering, sharing
from eventnet.exchange.models import Block, Contact, Encounter, Promise
from eventnet.exchange.touching import touch
from eventnet.followup import requests, wishes
from eventnet.followup.agenda import agenda
from eventnet.followup.evening import choosing, writing
from eventnet.followup.evening.met import ON_PAGE
from eventnet.followup.evening.models import Choice, Evening, Round
from eventnet.followup.evening.worker import see_where_it_is_evening, write_evenings
from eventnet.mail.building import message_of
from eventnet.mail.models import Letter
from eventnet.people.merging import absorb
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_event, make_person
from tests.followup.conftest import draft, letters, words_in

Evenings = Callable[..., None]
THAT_DAY = date(2026, 11, 26)


def meet(one: Person, other: Person, event: Event, at: datetime = NOW) -> None:
    """Each scanned the other's live code."""
    sharing.give(one, other, event, "live")
    sharing.give(other, one, event, "live")
    first, second = sorted((one.id, other.id))
    db.session.add(Encounter(event_id=event.id, first_id=first, second_id=second, how="live", met_at=at))
    db.session.flush()


@pytest.fixture
def met(cast: Cast) -> Cast:
    """Ada has met Ben and Cleo; her hour is eight."""
    meet(cast.ada, cast.ben, cast.event)
    meet(cast.ada, cast.cleo, cast.event)
    remembering.write(cast.ada, cast.ben, "Shakes bogies. Likes strain gauges.")
    db.session.add(Promise(owner_id=cast.ada.id, subject_id=cast.ben.id, direction="mine", text="Send my thesis"))
    db.session.add(Promise(owner_id=cast.ada.id, subject_id=cast.cleo.id, direction="theirs", text="A tour"))
    db.session.commit()
    return cast


@pytest.fixture
def at(travel) -> Evenings:
    """`at(20, 5)`: it is then in Leipzig, an hour ahead of UTC, and the worker does what is due."""

    def look(hour: int, minute: int = 0, day: int = 26) -> None:
        travel.move_to(datetime(2026, 11, day, tzinfo=UTC) + timedelta(hours=hour - 1, minutes=minute), tick=False)
        db.session.commit()
        see_where_it_is_evening()
        db.session.commit()
        while write_evenings():
            pass

    return look


def link_of(letter: Letter) -> str:
    return "/evenings/" + letter.text.split("/evenings/")[1].split()[0]


def codes_of(person: Person) -> dict[str, str]:
    return {each.name.split()[0]: each.code for each in choosing.shown(the_evening(person))}


def the_evening(person: Person) -> Evening:
    found = Evening.of(person).first()
    assert found
    return found


def asked(work: Callable[[], object]) -> int:
    """How many statements that takes."""
    seen: list[str] = []
    db.session.expire_all()
    note = lambda *said: seen.append(said[2])  # noqa: E731 - to be removed again
    listen(db.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_the_letter_comes_at_the_hour_that_each_wishes(met: Cast, at: Evenings):
    wishes.change(met.ben, evening_hour=18)
    at(17, 59)
    assert letters("evening") == []
    at(18, 0)
    assert [letter.to_person_id for letter in letters("evening")] == [met.ben.id]
    at(20, 0)
    assert {letter.to_person_id for letter in letters("evening")} == {met.ada.id, met.ben.id, met.cleo.id}


def test_it_comes_once(met: Cast, at: Evenings):
    for hour in (20, 20, 21, 23):
        at(hour)
    at(8, 0, day=27)
    assert len(letters("evening", met.ada)) == 1
    assert Evening.of(met.ada).count() == 1


def test_two_workers_write_one_letter(met: Cast, at: Evenings):
    at(19, 59)
    writing.begin_rounds()
    at(20)
    db.session.execute(db.text("UPDATE evening_round SET done_at = NULL, after_id = 0"))
    db.session.execute(db.text("DELETE FROM evening"))
    db.session.commit()
    first, second = writing.next_batch(), writing.next_batch()
    assert first
    assert second
    for batch in (first, second):
        writing.queue(batch)
        db.session.commit()
    assert len(letters("evening", met.ada)) == 1


def test_a_letter_that_cannot_be_written_stops_nobody_else_s(met: Cast, at: Evenings, caplog: pytest.LogCaptureFixture):
    met.ada.language = "zz"
    at(20)
    assert {letter.to_person_id for letter in letters("evening")} == {met.ben.id, met.cleo.id}
    assert not Rows(Round).where(Round.done_at.is_(None)).any()
    assert "UnknownLocaleError" in caplog.text
    assert not any(words in caplog.text for words in ("Ada", "ada@", "zz"))


def test_an_event_whose_evening_nobody_can_tell_stops_no_other(met: Cast, at: Evenings):
    met.elsewhere.starts_at, met.elsewhere.ends_at, met.elsewhere.zone = NOW, NOW + timedelta(hours=1), "Nowhere/Land"
    at(20)
    assert len(letters("evening")) == 3


def test_it_is_tried_again_with_the_next_hour_and_the_next_morning(
    met: Cast, at: Evenings, caplog: pytest.LogCaptureFixture
):
    met.ada.language = "zz"
    for hour in (20, 21, 22, 23, 24, 31):
        at(hour)
    assert caplog.text.count("UnknownLocaleError") == 4
    at(8, day=27)
    met.ada.language = "en"
    at(8, 59, day=27)
    assert letters("evening", met.ada) == []
    at(9, day=27)
    assert len(letters("evening", met.ada)) == 1
    assert len(letters("evening", met.ben)) == 1


def test_what_cannot_be_written_is_left_at_noon(met: Cast, at: Evenings, caplog: pytest.LogCaptureFixture):
    met.ada.language = "zz"
    for hour in range(16, 60):
        at(hour)
    assert caplog.text.count("UnknownLocaleError") == 8
    assert letters("evening", met.ada) == []


def test_it_never_comes_while_the_event_lasts(met: Cast, at: Evenings):
    met.event.ends_at, met.event.ends_wall = NOW + timedelta(hours=12), datetime(2026, 11, 26, 22, 30)  # noqa: DTZ001
    at(22, 29)
    assert letters("evening") == []
    at(22, 30)
    assert len(letters("evening", met.ada)) == 1


def test_after_a_late_party_it_comes_the_next_morning(met: Cast, at: Evenings):
    met.event.ends_at, met.event.ends_wall = NOW + timedelta(hours=16), datetime(2026, 11, 27, 2, 30)  # noqa: DTZ001
    at(2, 30, day=27)
    at(7, 59, day=27)
    assert letters("evening") == []
    at(8, 0, day=27)
    assert len(letters("evening", met.ada)) == 1
    assert the_evening(met.ada).on == THAT_DAY


def test_a_worker_that_was_away_until_the_next_noon_sends_no_stale_letter(met: Cast, at: Evenings):
    at(12, 0, day=27)
    assert letters("evening") == []


def test_who_has_met_nobody_gets_none(met: Cast, at: Evenings):
    db.session.add(Block(blocker_id=met.cleo.id, blocked_id=met.ada.id))  # the cards are still there
    at(20)
    assert letters("evening", met.cleo) == []
    assert letters("evening", met.eve) == []
    assert "Cleo" not in letters("evening", met.ada)[0].text


def test_who_wants_no_letter_finds_the_question_on_follow_up(met: Cast, at: Evenings, browser_of):
    wishes.change(met.ada, evening=False)
    at(20)
    assert letters("evening", met.ada) == []
    page = words_in(browser_of(met.ada).get("/follow-up").get_data(as_text=True))
    assert "Whom do you want to meet again? Career Day Leipzig" in page


def test_each_evening_of_a_congress_has_its_own_people(cast: Cast, at: Evenings):
    congress = make_event(cast.dora, "congress", "Congress", NOW - timedelta(hours=1))
    congress.ends_at += timedelta(days=1)
    congress.ends_wall += timedelta(days=1)
    meet(cast.ada, cast.ben, congress)
    meet(cast.ada, cast.cleo, congress, NOW + timedelta(days=1))
    at(20)
    at(20, day=27)
    first, second = letters("evening", cast.ada)
    assert ("Ben" in first.text, "Cleo" in first.text) == (True, False)
    assert ("Ben" in second.text, "Cleo" in second.text) == (False, True)


def test_the_letter_has_my_notes_and_promises_and_nobody_else_s(met: Cast, at: Evenings):
    remembering.write(met.cleo, met.ada, "A secret of Cleo.")
    at(20)
    letter = letters("evening", met.ada)[0]
    for words in ("Shakes bogies", "You promised:\n– Ben Okafor: Send my thesis", "– Cleo Brandt: A tour"):
        assert words in letter.text
    assert "secret" not in letter.text
    assert "Shakes" not in letters("evening", met.ben)[0].text
    assert letter.subject == "Whom do you want to meet again? (Career Day Leipzig)"
    assert "List-Unsubscribe-Post" in message_of(letter, "eventnet@example.org").decode()


def test_it_is_written_in_the_language_of_its_reader(met: Cast, at: Evenings):
    at(20)
    assert "Wen möchten Sie wiedersehen?" in letters("evening", met.ben)[0].subject


def test_cards_to_give_back_stand_in_it(cast: Cast, at: Evenings):
    sharing.give(cast.cleo, cast.ada, cast.event, "badge")
    asking.ask_back(cast.cleo, cast.ada, cast.event)
    asking.ask_back(cast.eve, cast.ada, cast.event)
    db.session.add(Block(blocker_id=cast.ada.id, blocked_id=cast.eve.id))
    first, second = sorted((cast.ada.id, cast.cleo.id))
    db.session.add(Encounter(event_id=cast.event.id, first_id=first, second_id=second, how="badge", met_at=NOW))
    at(20)
    assert "Cleo Brandt, who would like to have yours" in letters("evening", cast.ada)[0].text
    assert "Eve" not in letters("evening", cast.ada)[0].text
    assert "You wait for their card" not in letters("evening", cast.ada)[0].text
    assert "Ada Lindqvist" in letters("evening", cast.cleo)[0].text


def test_an_address_that_nobody_confirmed_gets_no_names(met: Cast, at: Evenings):
    met.ada.email_confirmed_at = None
    at(20)
    text = letters("evening", met.ada)[0].text
    assert not any(words in text for words in ("Ben", "Cleo", "bogies", "/evenings/"))


def test_the_link_opens_the_question_without_an_account(met: Cast, at: Evenings, client: FlaskClient):
    at(20)
    answer = client.get(link_of(letters("evening", met.ada)[0]))
    assert answer.status_code == 303
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    page = client.get(answer.location).get_data(as_text=True)
    assert "Ben Okafor" in page
    assert the_evening(met.ada).answered_at is None, "a mail scanner opens links"
    assert client.post(answer.location + "/choice", data={"person": codes_of(met.ada)["Ben"]}).status_code == 303
    assert "Your next steps" in client.get(answer.location).get_data(as_text=True)
    assert client.get("/follow-up").location == "/sign-in", "it opens nothing else"


def test_a_link_ends_after_a_month_and_none_can_be_guessed(met: Cast, at: Evenings, client: FlaskClient, travel):
    at(20)
    link = link_of(letters("evening", met.ada)[0])
    assert client.get(link[:-1] + ("A" if link[-1] != "A" else "B")).status_code == 404
    page = client.get(link).location
    travel.shift(timedelta(days=31))
    assert client.get(link).status_code == 404
    assert client.get(page).location == "/sign-in"


def test_an_evening_is_one_person_s_own(met: Cast, at: Evenings, browser_of, client: FlaskClient):
    at(20)
    page = f"/evenings/{the_evening(met.ada).code}"
    assert browser_of(met.ada).get(page).status_code == 200
    assert browser_of(met.ben).get(page).status_code == 404
    assert browser_of(met.ben).post(page + "/choice", data={"nobody": "1"}).status_code == 404
    assert client.post(page + "/choice", data={"nobody": "1"}).location == "/sign-in"
    assert the_evening(met.ada).answered_at is None


def test_the_chosen_get_a_day_and_the_others_rest(met: Cast, at: Evenings, browser_of):
    at(20)
    assert {contact.subject_id for contact in agenda(met.ada).to_ask} == {met.ben.id, met.cleo.id}
    choosing.choose(the_evening(met.ada), [codes_of(met.ada)["Ben"]])
    found = agenda(met.ada)
    assert [(step.choice.subject_id, step.choice.on) for step in found.steps] == [(met.ben.id, date(2026, 11, 27))]
    assert found.to_ask == []
    assert found.evenings == []
    page = words_in(browser_of(met.ada).get("/follow-up").get_data(as_text=True))
    assert "Meet Ben Okafor again By Fri 27 Nov" in page
    assert agenda(met.cleo).to_ask[0].subject_id == met.ada.id, "what Ada chose is hers alone"


def test_each_of_three_has_a_working_day_of_its_own(met: Cast, at: Evenings):
    meet(met.ada, met.eve, met.event)
    at(20)
    choosing.choose(the_evening(met.ada), list(codes_of(met.ada).values()))
    assert [step.choice.on for step in choosing.steps(met.ada)] == [
        date(2026, 11, 27),
        date(2026, 11, 30),
        date(2026, 12, 1),
    ]


def test_more_than_three_are_refused_and_the_ticks_stay(met: Cast, at: Evenings, browser_of):
    for name in ("Fay Young", "Gus Weber"):
        meet(met.ada, make_person(name), met.event)
    at(20)
    page, codes = f"/evenings/{the_evening(met.ada).code}", list(codes_of(met.ada).values())
    answer = browser_of(met.ada).post(page + "/choice", data={"person": codes})
    assert answer.status_code == 422
    assert answer.get_data(as_text=True).count(" checked") == 4
    assert Rows(Choice).count() == 0
    assert browser_of(met.ada).post(page + "/choice").status_code == 422, "no tick is not yet nobody"


def test_nobody_is_an_answer_and_may_be_changed(met: Cast, at: Evenings, browser_of):
    at(20)
    ada, page = browser_of(met.ada), f"/evenings/{the_evening(met.ada).code}"
    assert ada.post(page + "/choice", data={"nobody": "1"}).status_code == 303
    assert "All of them may rest" in ada.get(page).get_data(as_text=True)
    assert agenda(met.ada).to_ask == []
    ada.post(page + "/choice", data={"person": codes_of(met.ada)["Cleo"]})
    assert [step.choice.subject_id for step in choosing.steps(met.ada)] == [met.cleo.id]
    ada.post(page + "/choice", data={"person": codes_of(met.ada)["Ben"]})
    assert [step.choice.subject_id for step in choosing.steps(met.ada)] == [met.ben.id]


def test_a_code_of_somebody_else_chooses_nobody(met: Cast, at: Evenings):
    at(20)
    theirs = Contact.held_by(met.ben).first()
    assert theirs
    choosing.choose(the_evening(met.ada), [theirs.code])
    assert choosing.steps(met.ada) == []


@pytest.mark.parametrize("way", ["request", "touch", "their request", "by hand", "rest", "blocked", "withdrawn"])
def test_a_step_goes_once_it_is_done_or_cannot_be(met: Cast, at: Evenings, travel, browser_of, way: str):
    at(20)
    choosing.choose(the_evening(met.ada), [codes_of(met.ada)["Ben"]])
    step = choosing.steps(met.ada)[0]
    travel.shift(timedelta(hours=1))
    if way == "request":
        requests.propose(met.ada, met.ben, draft())
    elif way == "their request":
        requests.propose(met.ben, met.ada, draft())
    elif way == "touch":
        touch(met.ada.id, met.ben.id, "talked")
    elif way == "blocked":
        db.session.add(Block(blocker_id=met.ben.id, blocked_id=met.ada.id))
    elif way == "withdrawn":
        sharing.withdraw(Contact.held_by(met.ada).get_or_404(step.contact))
    else:
        noun = {"by hand": "end", "rest": "rest"}[way]
        assert browser_of(met.ada).post(f"/follow-up/steps/{step.choice.code}/{noun}").status_code == 303
    assert choosing.steps(met.ada) == []


def test_a_step_is_moved_to_another_day(met: Cast, at: Evenings, browser_of):
    at(20)
    choosing.choose(the_evening(met.ada), [codes_of(met.ada)["Ben"]])
    step = f"/follow-up/steps/{choosing.steps(met.ada)[0].choice.code}"
    ada = browser_of(met.ada)
    assert "Shakes bogies" in ada.get(step).get_data(as_text=True)
    assert ada.post(step + "/day", data={"on": "2026-12-09"}).status_code == 303
    assert choosing.steps(met.ada)[0].choice.on == date(2026, 12, 9)
    for wrong in ("2026-11-01", "2028-01-01", "soon", ""):
        assert ada.post(step + "/day", data={"on": wrong}).status_code == 422
    for path in ("", "/day", "/end", "/rest"):
        answer = browser_of(met.ben).open(step + path, method="POST" if path else "GET", data={"on": "2026-12-09"})
        assert answer.status_code == 404


def test_anybody_can_be_put_on_the_list_from_their_page(met: Cast, at: Evenings, browser_of):
    at(20)
    choosing.choose(the_evening(met.ada), [])
    contact = Contact.held_by(met.ada).where(Contact.subject_id == met.cleo.id).first()
    assert contact
    ada, step = browser_of(met.ada), f"/contacts/{contact.code}/step"
    assert browser_of(met.ben).post(step).status_code == 404
    assert ada.post(step).status_code == 303
    assert [step.choice.subject_id for step in choosing.steps(met.ada)] == [met.cleo.id]
    assert "Meet again by Fri 27 Nov" in ada.get(f"/contacts/{contact.code}").get_data(as_text=True)


def test_three_are_asked_for_where_there_are_more(met: Cast, at: Evenings):
    for name in ("Fay Young", "Gus Weber"):
        meet(met.ada, make_person(name), met.event)
    at(20)
    letter = letters("evening", met.ada)[0]
    assert letter.subject == "Which three do you want to meet again? (Career Day Leipzig)"
    assert "Fay Young: met at 10:30" in letter.text


def test_who_meets_again_at_another_event_is_suggested_again(met: Cast, at: Evenings, travel):
    at(20)
    choosing.choose(the_evening(met.ada), [])
    travel.shift(timedelta(days=7))
    later = make_event(met.dora, "later", "Alumni evening", now() - timedelta(hours=1))
    meet(met.ada, met.cleo, later, now())
    assert [contact.subject_id for contact in agenda(met.ada).to_ask] == [met.cleo.id]


def test_after_two_weeks_the_question_goes_away_by_itself(met: Cast, at: Evenings, travel):
    at(20)
    assert len(agenda(met.ada).evenings) == 1
    travel.shift(timedelta(days=15))
    assert agenda(met.ada).evenings == []


def test_evenings_and_choices_follow_two_profiles_that_become_one(met: Cast, at: Evenings):
    double = make_person("Adele Lovell")
    meet(double, met.ben, met.event)
    meet(double, met.eve, met.event)
    at(20)
    choosing.choose(the_evening(double), [codes_of(double)["Eve"]])
    choosing.choose(the_evening(met.ada), [codes_of(met.ada)["Ben"]])
    db.session.add(Choice(owner_id=met.ada.id, subject_id=double.id, on=THAT_DAY))
    db.session.commit()
    absorb(met.ada, double)
    db.session.commit()
    assert {(choice.subject_id, choice.is_open) for choice in Choice.by(met.ada)} == {
        (met.ben.id, True),
        (met.cleo.id, False),
        (met.eve.id, True),
    }
    assert Evening.of(met.ada).count() == 1


def test_forty_letters_take_as_many_questions_as_three(met: Cast, at: Evenings):
    at(19, 59)
    counted = []
    for number in (0, writing.AT_ONCE):
        for each in range(number):
            meet(met.ada, make_person(f"P{each:02} Vogt"), met.event)
        db.session.add(Round(event_id=met.event.id, on=THAT_DAY, hour=22 + bool(number)))
        db.session.commit()
        counted.append(asked(writing.next_batch))
        for round_ in Round.waiting():
            round_.done_at = now()
    assert counted[0] == counted[1]


def test_a_long_day_costs_as_many_questions_as_a_short_one(met: Cast, at: Evenings, browser_of):
    at(20)
    few = asked(lambda: agenda(met.ada)), asked(lambda: choosing.shown(the_evening(met.ada)))
    for number in range(ON_PAGE + 5):
        meet(met.ada, make_person(f"P{number:02} Vogt"), met.event)
    db.session.commit()
    many = asked(lambda: agenda(met.ada)), asked(lambda: choosing.shown(the_evening(met.ada)))
    assert many == few
    page = browser_of(met.ada).get(f"/evenings/{the_evening(met.ada).code}").get_data(as_text=True)
    assert len(page) < 20_480
    assert "All others stand in your contacts" in page
    assert page.index("Ben Okafor") < page.index("P00 Vogt"), "who left something to remember comes first"
