"""The weekly letter: on their day at their hour, at most three people, in turn; a quiet week has none."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from eventnet.care import rhythm
from eventnet.care.weekly.worker import AT_ONCE, look_at_weeks
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import promising, sharing
from eventnet.exchange.models import Note, Promise
from eventnet.exchange.touching import touch
from eventnet.followup import wishes
from eventnet.followup.models import Rest
from eventnet.mail.models import Letter
from eventnet.people import occasions
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.care.acquainted import SUNDAY, know
from tests.cast import BERLIN, Cast, make_person

EIGHT = SUNDAY.astimezone(ZoneInfo(BERLIN)).replace(hour=20, minute=0)
MOST_QUERIES = 16  # for one person, with a letter


def work() -> None:
    db.session.commit()
    while look_at_weeks():
        pass


def weekly(person: Person) -> list[Letter]:
    return Rows(Letter).where(Letter.kind == "weekly", Letter.to_person_id == person.id).order_by(Letter.id).all()


@pytest.fixture
def planned(cast: Cast, travel) -> Cast:
    """It is Sunday evening in Leipzig, and everybody's week was planned that morning."""
    travel.move_to(SUNDAY - timedelta(hours=10))
    cast.ada.zone = BERLIN
    work()
    travel.move_to(SUNDAY)
    return cast


def test_it_comes_on_the_day_at_the_hour_in_the_language_of_its_reader(cast: Cast, travel):
    know(cast, cast.ben, "monthly")
    cast.ada.zone, cast.ada.language = "America/New_York", "de"
    travel.move_to(SUNDAY - timedelta(days=1))
    wishes.change(cast.ada, evening_hour=18)
    work()
    travel.move_to("2027-01-10T22:59:00+00:00")
    work()
    assert weekly(cast.ada) == []
    travel.move_to("2027-01-10T23:00:00+00:00")
    work()
    (letter,) = weekly(cast.ada)
    assert letter.language == "de"
    assert cast.ada.weekly_at == now() + timedelta(days=1)


def test_it_names_what_i_last_knew_and_one_small_thing_to_do(planned: Cast):
    contact = know(planned, planned.ben, "monthly")
    db.session.add(Note(owner_id=planned.ada.id, subject_id=planned.ben.id, text="Moves to Graz in May."))
    work()
    (letter,) = weekly(planned.ada)
    assert letter.subject == "Stay in touch: Ben Okafor"
    for words in ("You got their card on 26 Nov 2026.", "Moves to Graz in May.", "Ben Okafor: Ask how it went"):
        assert words in letter.text
    assert f"/contacts/{contact.code}/letter/how_did_it_go" in letter.text
    assert letter.unsubscribe == wishes.off_address(planned.ada, "weekly") or "/off/" in (letter.unsubscribe or "")


def test_three_at_most_and_the_others_have_their_turn(planned: Cast, travel):
    people = [make_person(f"Guest{n} Nine") for n in range(5)]
    for person in people:
        know(planned, person, "monthly")
    travel.move_to(SUNDAY + timedelta(days=28))
    planned.ada.weekly_at = now() - timedelta(minutes=1)
    named = []
    for _week in range(3):
        work()
        letters = weekly(planned.ada)
        named.append([person for person in people if letters and person.name in letters[-1].subject])
        for letter in letters:
            letter.subject = ""
        travel.shift(timedelta(days=7))
        planned.ada.weekly_at = now() - timedelta(minutes=1)
    assert [len(each) for each in named] == [3, 2, 0]
    assert not set(named[0]) & set(named[1])


def test_a_quiet_week_is_quiet(planned: Cast):
    know(planned, planned.ben, "yearly")
    know(planned, planned.cleo)
    work()
    assert Rows(Letter).count() == 0


@pytest.mark.parametrize("reason", ["off", "another day", "not confirmed", "no address", "too late"])
def test_no_letter(planned: Cast, travel, reason: str):
    know(planned, planned.ben, "monthly")
    if reason == "off":
        wishes.change(planned.ada, weekly=False)
    elif reason == "another day":
        wishes.change(planned.ada, weekly_day=2)
    elif reason == "not confirmed":
        planned.ada.email_confirmed_at = None
    elif reason == "no address":
        planned.ada.email = None
    else:
        travel.shift(timedelta(hours=13))
    work()
    assert weekly(planned.ada) == []


def test_twice_does_no_harm(planned: Cast):
    know(planned, planned.ben, "monthly")
    work()
    work()
    planned.ada.weekly_at = now() - timedelta(minutes=1)
    work()
    assert len(weekly(planned.ada)) == 1


def test_what_was_promised_stands_in_it_for_its_week_alone(planned: Cast, travel):
    know(planned, planned.ben)
    for direction, text, due_on in (
        ("mine", "Send my thesis", date(2027, 1, 14)),
        ("mine", "Some day", None),
        ("mine", "Long ago", date(2026, 12, 1)),
        ("theirs", "Show the rig", date(2027, 1, 8)),
        ("theirs", "Next month", date(2027, 2, 8)),
    ):
        promising.make(planned.ada, planned.ben, direction, text, due_on)
    kept = promising.make(planned.ada, planned.ben, "mine", "Kept already", date(2027, 1, 12))
    promising.keep(kept)
    for promise in Rows(Promise).where(Promise.due_on.is_(None)):
        promise.made_at = now() - timedelta(days=60)
    work()
    (letter,) = weekly(planned.ada)
    assert letter.subject == "What was promised: Ben Okafor"
    assert "You promised Ben Okafor: Send my thesis" in letter.text
    assert "Ben Okafor promised: Show the rig" in letter.text
    for words in ("Some day", "Long ago", "Next month", "Kept already"):
        assert words not in letter.text
    assert weekly(planned.ben) == []
    for _week in range(2):
        travel.shift(timedelta(days=7))
        planned.ada.weekly_at = now() - timedelta(minutes=1)
        work()
    assert len(weekly(planned.ada)) == 2


def celebrate(cast: Cast, fields: tuple[str, ...] = ("birthday", "job")) -> None:
    know(cast, cast.ben, "", fields)
    cast.ben.birthday = "01-12"
    know(cast, cast.cleo, "", fields)
    occasions.set_job(cast.cleo, date(2027, 1, 1))
    cast.cleo.job_told_at = now() - timedelta(days=1)


def test_birthdays_and_new_jobs_are_named_once_with_two_lines_to_write(planned: Cast, travel):
    celebrate(planned)
    work()
    (letter,) = weekly(planned.ada)
    assert "Birthday on Tue 12 Jan" in letter.text
    assert "Has a new job" in letter.text
    assert letter.text.count("/letter/congratulation") == 2
    travel.shift(timedelta(days=7))
    planned.ada.weekly_at = now() - timedelta(minutes=1)
    work()
    assert len(weekly(planned.ada)) == 1


@pytest.mark.parametrize("reason", ["not on the card", "taken off", "never", "never again", "blocked", "done"])
def test_only_who_put_it_on_their_card_is_congratulated(planned: Cast, reason: str):
    celebrate(planned, ("email",) if reason == "not on the card" else ("birthday", "job"))
    for person in (planned.ben, planned.cleo):
        if reason == "taken off":
            person.shared = []
        elif reason == "never":
            know(planned, person, "never", ("birthday", "job"))
        elif reason == "never again":
            db.session.add(Rest(asker_id=planned.ada.id, person_id=person.id, until=None))
        elif reason == "blocked":
            sharing.block(planned.ada, person)
        elif reason == "done":
            touch(planned.ada.id, person.id, "letter")
    work()
    assert weekly(planned.ada) == []


def test_another_worker_s_letter_is_not_written_again(planned: Cast, monkeypatch):
    """Who has looked first has moved it on."""
    know(planned, planned.ben, "monthly")
    from eventnet.care.weekly import worker

    looked = worker._look

    def and_somebody_else_is_faster(person: Person) -> worker.Look:
        look = looked(person)
        look.seen_at = now() - timedelta(days=1)
        return look

    monkeypatch.setattr(worker, "_look", and_somebody_else_is_faster)
    db.session.commit()
    look_at_weeks()
    assert weekly(planned.ada) == []


@pytest.fixture
def odd(planned: Cast) -> Cast:
    """Ada's letter cannot be written: she reads a language that there is not. Ben's can."""
    know(planned, planned.ben, "monthly")
    held = sharing.give(planned.ada, planned.ben, planned.event, "live")
    held.given_at = know(planned, planned.cleo).given_at
    rhythm.choose(planned.ben, planned.ada.id, "monthly")
    planned.ben.zone, planned.ben.weekly_at = BERLIN, planned.ada.weekly_at
    planned.ada.language = "zz"
    return planned


def test_a_letter_that_cannot_be_written_stops_nobody_else_s(odd: Cast, caplog: pytest.LogCaptureFixture):
    work()
    assert len(weekly(odd.ben)) == 1
    assert weekly(odd.ada) == []
    assert "UnknownLocaleError" in caplog.text
    assert not any(words in caplog.text for words in ("Ada", "ada@", "zz"))


def test_it_is_tried_again_an_hour_later(odd: Cast, travel):
    work()
    odd.ada.language = "en"
    travel.shift(timedelta(minutes=59))
    work()
    assert weekly(odd.ada) == []
    travel.shift(timedelta(minutes=1))
    work()
    assert len(weekly(odd.ada)) == 1
    assert odd.ada.weekly_at == EIGHT + timedelta(days=1)
    assert len(weekly(odd.ben)) == 1


def test_what_cannot_be_written_is_left_after_half_a_day(odd: Cast, travel, caplog: pytest.LogCaptureFixture):
    for _hour in range(20):
        work()
        travel.shift(timedelta(hours=1))
    assert 1 < caplog.text.count("UnknownLocaleError") <= 13
    assert odd.ada.weekly_at == EIGHT + timedelta(days=1)


def test_a_day_that_cannot_be_planned_is_looked_at_once_a_day(odd: Cast, travel, caplog: pytest.LogCaptureFixture):
    odd.ada.zone = "Nowhere/Land"
    for _hour in range(48):
        work()
        travel.shift(timedelta(hours=1))
    assert caplog.text.count("ZoneInfoNotFoundError") == 2
    assert len(weekly(odd.ben)) == 1


@pytest.mark.parametrize("number", [1, 30])
def test_a_look_takes_few_queries_however_many_contacts_there_are(planned: Cast, number: int):
    for n in range(number):
        know(planned, make_person(f"Guest{n} Nine"), "monthly")
    for person in Rows(Person).where(Person.id != planned.ada.id):
        person.weekly_at = now() + timedelta(days=1)
    db.session.commit()
    count = 0

    def counted(*_args: object) -> None:
        nonlocal count
        count += 1

    event.listen(db.engine, "before_cursor_execute", counted)
    look_at_weeks()
    event.remove(db.engine, "before_cursor_execute", counted)
    assert len(weekly(planned.ada)) == 1
    assert count <= MOST_QUERIES


def test_it_goes_on_by_small_steps(planned: Cast):
    for n in range(AT_ONCE + 1):
        make_person(f"Guest{n} Nine")
    db.session.commit()
    assert look_at_weeks()
    assert Rows(Person).where(Person.weekly_at.is_(None) | (Person.weekly_at <= now())).any()
    work()
    assert not Rows(Person).where(Person.weekly_at.is_(None) | (Person.weekly_at <= now())).any()
    assert planned.ada.weekly_at == EIGHT + timedelta(days=1)
