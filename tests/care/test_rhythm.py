"""A rhythm: due after the last real contact, begun anew by each, put off with one tap, seen by nobody else."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from eventnet.care import rhythm
from eventnet.care.nudges import Nudge, nudges
from eventnet.care.rhythm.due import Kept, due, in_turn, kept, months_later, today_in
from eventnet.care.rhythm.last import last_contacts
from eventnet.care.rhythm.models import Rhythm
from eventnet.care.staying import staying
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.models import Encounter, Note, Promise
from eventnet.exchange.touching import WAYS, Touch, touch
from eventnet.followup import answers, meetings, requests
from eventnet.followup.models import Meeting, Rest
from eventnet.people.merging import absorb
from eventnet.rows import Rows
from tests.care.acquainted import know
from tests.cast import BERLIN, Cast, make_person
from tests.followup.conftest import TUESDAY, draft

TZ = ZoneInfo(BERLIN)
QUERIES_OF_A_PAGE = 12


def due_names(cast: Cast) -> list[str]:
    return [each.contact.subject.name.split()[0] for each in due(kept(cast.ada, TZ), today_in(TZ))]


def only(cast: Cast) -> Kept:
    return kept(cast.ada, TZ)[0]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 26), 1, date(2026, 12, 26)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 12, 31), 6, date(2028, 6, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date):
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("every", "days"), [("monthly", 30), ("quarterly", 92), ("twice_a_year", 181), ("yearly", 365)]
)
def test_it_is_time_when_the_rhythm_has_passed(cast: Cast, travel, every: str, days: int):
    know(cast, cast.ben, every)
    travel.shift(timedelta(days=days - 1))
    assert due_names(cast) == []
    travel.shift(timedelta(days=1))
    assert due_names(cast) == ["Ben"]


def test_never_is_never(cast: Cast, travel):
    know(cast, cast.ben, "never")
    travel.shift(timedelta(days=4000))
    assert due_names(cast) == []


@pytest.mark.parametrize("how", WAYS)
def test_each_real_contact_begins_it_anew(cast: Cast, travel, how: str):
    know(cast, cast.ben, "monthly")
    travel.shift(timedelta(days=40))
    assert due_names(cast) == ["Ben"]
    touch(cast.ada.id, cast.ben.id, how)
    assert due_names(cast) == []
    assert only(cast).last.how == how


@pytest.mark.parametrize("how", WAYS)
def test_what_reached_me_counts_and_what_they_noted_for_themselves_does_not(cast: Cast, travel, how: str):
    know(cast, cast.ben, "monthly")
    travel.shift(timedelta(days=40))
    touch(cast.ben.id, cast.ada.id, how)
    assert due_names(cast) == ([] if how in ("letter", "thanks", "promise") else ["Ben"])


def test_meeting_at_an_event_counts(cast: Cast, travel):
    know(cast, cast.ben, "monthly")
    travel.shift(timedelta(days=40))
    first, second = sorted((cast.ada.id, cast.ben.id))
    db.session.add(Encounter(event_id=cast.elsewhere.id, first_id=first, second_id=second, how="live"))
    assert due_names(cast) == []


@pytest.mark.parametrize(("said", "counts"), [({"ben": True}, True), ({"ben": True, "ada": False}, False), ({}, False)])
def test_a_meeting_counts_when_it_was_held(cast: Cast, travel, said: dict[str, bool], counts: bool):
    know(cast, cast.ben, "monthly")
    sharing.give(cast.ada, cast.ben, cast.event, "live")
    meeting: Meeting = answers.accept(requests.propose(cast.ada, cast.ben, draft()).slots[0], cast.ben)
    travel.move_to(meeting.ends_at + timedelta(hours=1))
    for name, held in said.items():
        meetings.say(meeting, getattr(cast, name), held)
    db.session.flush()
    found = last_contacts(cast.ada, [cast.ben.id]).get(cast.ben.id)
    assert (found is not None and found.how == "meeting" and found.at == meeting.starts_at) is counts
    assert meeting.starts_wall == TUESDAY


def test_put_off_it_comes_back_in_four_weeks(cast: Cast, travel, browser_of):
    contact = know(cast, cast.ben, "monthly")
    travel.shift(timedelta(days=40))
    answer = browser_of(cast.ada).post(f"/contacts/{contact.code}/rhythm/later")
    assert answer.location == "/follow-up#in-touch"
    assert due_names(cast) == []
    travel.shift(timedelta(days=28))
    assert due_names(cast) == ["Ben"]


@pytest.mark.parametrize("reason", ["withdrawn", "blocked", "never again"])
def test_nobody_is_suggested_who_wants_to_be_left_in_peace(cast: Cast, travel, reason: str):
    contact = know(cast, cast.ben, "monthly")
    travel.shift(timedelta(days=40))
    if reason == "withdrawn":
        sharing.withdraw(contact)
    elif reason == "blocked":
        sharing.block(cast.ben, cast.ada)
    else:
        db.session.add(Rest(asker_id=cast.ada.id, person_id=cast.ben.id, until=None))
    db.session.commit()
    assert due_names(cast) == []


def test_a_month_late_of_a_month_stands_above_a_month_late_of_a_year(cast: Cast, travel):
    know(cast, cast.cleo, "yearly")
    travel.shift(timedelta(days=335))
    know(cast, cast.ben, "monthly").given_at = now()
    travel.shift(timedelta(days=61))
    assert due_names(cast) == ["Ben", "Cleo"]


def test_in_letters_who_was_named_lately_rests_and_who_was_never_named_comes_first(cast: Cast, travel):
    for person in (cast.ben, cast.cleo, cast.dora):
        know(cast, person, "monthly")
    travel.shift(timedelta(days=70))
    named = {row.subject_id: row for row in Rhythm.of(cast.ada)}
    named[cast.ben.id].named_at = now() - timedelta(days=7)
    named[cast.cleo.id].named_at = now() - timedelta(days=29)
    turns = [each.contact.subject for each in in_turn(kept(cast.ada, TZ), today_in(TZ))]
    assert turns == [cast.dora, cast.cleo]


def test_it_is_set_changed_and_forgotten_on_the_contact_s_page(cast: Cast, browser_of):
    contact, ada = know(cast, cast.ben), browser_of(cast.ada)
    address = f"/contacts/{contact.code}/rhythm"
    assert ada.post(address, data={"every": "quarterly"}).location == f"/contacts/{contact.code}#in-touch"
    page = ada.get(f"/contacts/{contact.code}").get_data(as_text=True)
    assert '<option selected value="quarterly">' in page
    assert "Next around 26 Feb 2027." in page
    ada.post(address, data={"every": "yearly"})
    assert [row.every for row in Rhythm.of(cast.ada)] == ["yearly"]
    ada.post(address, data={"every": "hourly"})
    assert [row.every for row in Rhythm.of(cast.ada)] == ["yearly"]
    ada.post(address, data={"every": ""})
    assert Rhythm.of(cast.ada).count() == 0


def test_we_have_talked_is_noted_and_a_slip_taken_back(cast: Cast, browser_of):
    contact, ada = know(cast, cast.ben), browser_of(cast.ada)
    ada.post(f"/contacts/{contact.code}/talks")
    ada.post(f"/contacts/{contact.code}/talks")
    (found,) = Touch.of(cast.ada).all()
    assert found.how == "talked"
    assert f"/touches/{found.code}/removal" in ada.get(f"/contacts/{contact.code}").get_data(as_text=True)
    assert browser_of(cast.ben).post(f"/touches/{found.code}/removal").status_code == 404
    assert ada.post(f"/touches/{found.code}/removal").status_code == 303
    assert Touch.of(cast.ada).count() == 0


@pytest.mark.parametrize("reason", ["letter", "old"])
def test_what_has_happened_is_not_taken_back(cast: Cast, browser_of, travel, reason: str):
    know(cast, cast.ben)
    found = touch(cast.ada.id, cast.ben.id, "letter" if reason == "letter" else "talked")
    db.session.commit()
    if reason == "old":
        travel.shift(timedelta(days=2))
    assert browser_of(cast.ada).post(f"/touches/{found.code}/removal").status_code == 404


@pytest.mark.parametrize(
    ("known", "words"),
    [("nothing", ""), ("note", "Once a year"), ("events", "Twice a year"), ("meeting", "Every three")],
)
def test_a_rhythm_is_suggested_quietly_with_its_reason(cast: Cast, browser_of, known: str, words: str):
    contact = know(cast, cast.ben)
    first, second = sorted((cast.ada.id, cast.ben.id))
    if known != "nothing":
        db.session.add(Note(owner_id=cast.ada.id, subject_id=cast.ben.id, text="Shakes bogies."))
    if known in ("events", "meeting"):
        for each in (cast.event, cast.elsewhere):
            db.session.add(Encounter(event_id=each.id, first_id=first, second_id=second, how="live"))
    if known == "meeting":
        sharing.give(cast.ada, cast.ben, cast.event, "live")
        meeting = answers.accept(requests.propose(cast.ada, cast.ben, draft()).slots[0], cast.ben)
        meeting.starts_at = meeting.proven_at = now()
    db.session.commit()
    ada = browser_of(cast.ada)
    page = ada.get(f"/contacts/{contact.code}").get_data(as_text=True)
    assert ("Would you like to be reminded?" in page) is bool(words)
    assert words in page.split("Would you like")[-1]
    ada.post(f"/contacts/{contact.code}/rhythm", data={"every": "never"})
    assert "Would you like" not in ada.get(f"/contacts/{contact.code}").get_data(as_text=True)


def test_follow_up_shows_three_with_what_i_knew_and_one_thing_to_do(cast: Cast, browser_of, travel):
    people = [make_person(f"Guest{n} Nine") for n in range(2)]
    for person in (*people, cast.cleo, cast.ben):
        know(cast, person, "monthly", ("needs",))
    cast.cleo.needs = ["A supervisor for bearings"]
    db.session.add(Note(owner_id=cast.ada.id, subject_id=cast.ben.id, text="Shakes bogies.\nMoves to Graz in May."))
    db.session.add(Promise(owner_id=cast.ada.id, subject_id=people[0].id, direction="mine", text="Send my thesis"))
    db.session.commit()
    travel.shift(timedelta(days=45))
    found = staying(cast.ada)
    assert len(found.nudges) == 3
    assert found.has_more
    everybody = {each.name.split()[0]: each for each in everyone_due(cast)}
    assert everybody["Ben"].knew == "Moves to Graz in May."
    assert everybody["Ben"].values["opener"] == "how_did_it_go"
    assert "A supervisor for bearings" in everybody["Cleo"].todo
    assert everybody["Guest0"].todo == "Keep your promise: Send my thesis"
    assert everybody["Guest1"].todo == "Write one line: how are you?"
    page = browser_of(cast.ada).get("/follow-up").get_data(as_text=True)
    assert page.count('class="row task task-give nudge"') == 3
    assert "Nothing waits for you" not in page


def everyone_due(cast: Cast) -> list[Nudge]:
    return nudges(cast.ada, [], due(kept(cast.ada, TZ), today_in(TZ)))


@pytest.mark.parametrize("number", [1, 40])
def test_the_pages_take_few_queries_however_many_people_there_are(cast: Cast, browser_of, travel, number: int):
    for n in range(number):
        know(cast, make_person(f"Guest{n} Nine"), "monthly")
    travel.shift(timedelta(days=45))
    ada, count = browser_of(cast.ada), 0

    def counted(*_args: object) -> None:
        nonlocal count
        count += 1

    event.listen(db.engine, "before_cursor_execute", counted)
    page = ada.get("/follow-up/in-touch")
    event.remove(db.engine, "before_cursor_execute", counted)
    assert page.status_code == 200
    assert count <= QUERIES_OF_A_PAGE
    assert len(page.data) < 20 * 1024


def test_everybody_with_a_rhythm_is_listed_page_by_page(cast: Cast, browser_of):
    for n in range(31):
        know(cast, make_person(f"Guest{n} Nine"), "monthly")
    ada = browser_of(cast.ada)
    first = ada.get("/follow-up/in-touch").get_data(as_text=True)
    after = first.split("in-touch?after=")[1].split('"')[0]
    second = ada.get(f"/follow-up/in-touch?after={after}").get_data(as_text=True)
    assert (first.count("Nine</a>"), second.count("Nine</a>")) == (30, 1)


def test_nobody_else_sees_it_or_changes_it(cast: Cast, browser_of, client: FlaskClient, travel):
    contact = know(cast, cast.ben, "monthly")
    travel.shift(timedelta(days=45))
    for stranger in (browser_of(cast.eve), browser_of(cast.ben)):
        for path in ("rhythm", "rhythm/later", "talks", "ways"):
            assert stranger.post(f"/contacts/{contact.code}/{path}", data={"every": "yearly"}).status_code == 404
        assert "Ada" not in stranger.get("/follow-up").get_data(as_text=True)
        assert contact.code not in stranger.get("/follow-up/in-touch").get_data(as_text=True)
    assert client.get("/follow-up/in-touch").location == "/sign-in"
    assert [row.every for row in Rows(Rhythm)] == ["monthly"]


def test_of_two_rows_that_are_one_person_the_rhythm_set_last_stays(cast: Cast, travel):
    shadow = make_person("Shadow Nine")
    rhythm.choose(cast.ada, cast.ben.id, "monthly")
    rhythm.choose(cast.ben, shadow.id, "monthly")
    rhythm.choose(shadow, cast.ada.id, "monthly")
    travel.shift(timedelta(hours=1))
    rhythm.choose(shadow, cast.ben.id, "yearly")
    touch(shadow.id, cast.ben.id, "talked")
    touch(cast.ben.id, shadow.id, "letter")
    touch(shadow.id, cast.ada.id, "letter")
    db.session.flush()
    absorb(cast.ada, shadow)
    assert {(row.owner_id, row.subject_id, row.every) for row in Rows(Rhythm)} == {
        (cast.ada.id, cast.ben.id, "yearly"),
        (cast.ben.id, cast.ada.id, "monthly"),
    }
    assert {(row.owner_id, row.subject_id) for row in Rows(Touch)} == {
        (cast.ada.id, cast.ben.id),
        (cast.ben.id, cast.ada.id),
    }
