"""History with a person: all that the two did, in one timeline, read by one of them, searched and paged."""

from datetime import UTC, date, datetime, timedelta

import pytest

from eventnet.care.favours import noting
from eventnet.care.history import page_of, reading
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import promising, remembering
from eventnet.exchange.models import Contact, Encounter
from eventnet.exchange.touching import touch
from eventnet.followup import answers, lettering, meetings, requests
from eventnet.followup.company import asking, bringing
from eventnet.followup.introducing import answering, suggesting
from eventnet.followup.models import Meeting
from tests.cast import Cast
from tests.exchange.test_statements import counted
from tests.followup.conftest import THURSDAY, TUESDAY, draft, make_contact

MARCH = datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def bens(cast: Cast) -> Contact:
    """Ben's card at Ada's; each holds the other's."""
    make_contact(cast.ben, cast.ada, cast)
    make_contact(cast.ada, cast.cleo, cast)
    contact = make_contact(cast.ada, cast.ben, cast)
    first, second = sorted((cast.ada.id, cast.ben.id))
    db.session.add(Encounter(event_id=cast.event.id, first_id=first, second_id=second, how="live", met_at=MARCH))
    db.session.commit()
    return contact


@pytest.fixture
def adas(cast: Cast, bens: Contact) -> Contact:
    """Ada's card at Ben's."""
    found = Contact.held_by(cast.ben).first()
    assert found
    return found


def titles(contact: Contact, words: str = "") -> list[str]:
    db.session.flush()
    return [moment.title for moment in page_of(contact, words).moments]


def texts(contact: Contact) -> list[str]:
    db.session.flush()
    return [moment.text for moment in page_of(contact).moments]


def text(response) -> str:
    return response.get_data(as_text=True)


def agree(cast: Cast) -> Meeting:
    request = requests.propose(cast.ada, cast.ben, draft())
    return answers.accept(request.proposed_slots[0], cast.ben)


def test_all_that_happened_stands_in_one_row_the_latest_first(cast: Cast, bens: Contact, travel):
    remembering.write(cast.ada, cast.ben, "Shakes bogies", ["rail"])
    travel.shift(timedelta(hours=1))
    promise = promising.make(cast.ada, cast.ben, "mine", "Send my thesis")
    db.session.flush()
    travel.shift(timedelta(hours=1))
    promising.keep(promise)
    travel.shift(timedelta(hours=1))
    noting.note(cast.ada, cast.ben, "received", "Read my CV", now().date())
    travel.shift(timedelta(hours=1))
    touch(cast.ada.id, cast.ben.id, "talked")
    assert titles(bens) == [
        "You talked",
        "Ben Okafor helped you",
        "You kept a promise",
        "You promised Ben Okafor",
        "You noted",
        "You met at Career Day Leipzig",
    ]
    assert texts(bens) == [
        "",
        "Read my CV",
        "Send my thesis",
        "Send my thesis",
        "Shakes bogies\nrail",
        "Neues Augusteum, Leipzig",
    ]


def test_a_meeting_is_told_from_both_sides(cast: Cast, bens: Contact, adas: Contact, travel):
    meeting = agree(cast)
    assert titles(bens)[:1] == ["You meet Ben Okafor"]
    travel.move_to(meeting.ends_at + timedelta(minutes=1))
    meetings.thank(meeting, cast.ben, "Thank you for the rig.")
    assert titles(bens) == [
        "Ben Okafor thanked you",
        "Your meeting with Ben Okafor",
        "Ben Okafor said yes",
        "You asked for a meeting",
        "You met at Career Day Leipzig",
    ]
    assert titles(adas)[:4] == [
        "You thanked Ada Lindqvist",
        "Your meeting with Ada Lindqvist",
        "You said yes",
        "Ada Lindqvist asked you for a meeting",
    ]


def test_who_came_along_has_it_in_the_history_with_both_until_they_leave(cast: Cast, bens: Contact):
    cleos = Contact.held_by(cast.ada).where(Contact.subject_id == cast.cleo.id).first()
    assert cleos
    bens_at_cleo = make_contact(cast.cleo, cast.ben, cast)
    meeting = agree(cast)
    guest = bringing.bring(meeting, cast.ada, cleos, "Cleo knows who builds the sensors.")
    bringing.say_gladly(guest, cast.ben)
    assert titles(bens_at_cleo) == titles(cleos) == []
    asking.answer(guest, "yes")
    assert titles(cleos) == ["You meet Cleo Brandt"]
    assert titles(bens_at_cleo) == ["You meet Ben Okafor"]
    assert titles(bens)[0] == "You meet Ben Okafor"
    guest.left_at = now()
    assert titles(bens_at_cleo) == titles(cleos) == []


@pytest.mark.parametrize(("said", "title"), [
    ((True, True), "Your meeting with Ben Okafor"),
    ((True, False), "You had agreed to meet; you two remember it differently"),
    ((False, False), "You had agreed to meet, and it did not happen"),
])  # fmt: skip
def test_what_came_of_a_meeting_is_said(cast: Cast, bens: Contact, travel, said: tuple[bool, bool], title: str):
    meeting = agree(cast)
    travel.move_to(meeting.ends_at + timedelta(minutes=1))
    for person, held in zip((cast.ada, cast.ben), said, strict=True):
        meetings.say(meeting, person, held)
    assert title in titles(bens)


def test_a_meeting_that_was_called_off_says_so_with_its_reason(cast: Cast, bens: Contact):
    meetings.cancel(agree(cast), cast.ben, "The rig is broken.")
    found = {moment.title: moment.text for moment in page_of(bens).moments}
    assert found["The meeting with Ben Okafor was called off"] == "The rig is broken."


def test_a_request_that_waits_its_turn_is_not_in_the_history_of_whom_it_asks(cast: Cast, bens: Contact, adas: Contact):
    cast.ben.requests_a_week = 1
    make_contact(cast.cleo, cast.ben, cast)
    requests.propose(cast.cleo, cast.ben, draft())
    request = requests.propose(cast.ada, cast.ben, draft(TUESDAY + timedelta(days=60), THURSDAY + timedelta(days=60)))
    assert request.delivered_at is None
    assert "You asked for a meeting" in titles(bens)
    assert titles(adas) == ["You met at Career Day Leipzig"]


def test_letters_stand_in_both_histories_once_they_have_arrived(cast: Cast, bens: Contact, adas: Contact):
    letter = lettering.send(cast.ada, cast.ben, "thanks", ["The rig", "I see cracks now", ""])
    assert (titles(bens)[0], texts(bens)[0]) == ("You thanked Ben Okafor", "The rig\nI see cracks now")
    assert titles(adas)[0] == "Ada Lindqvist thanked you"
    letter.delivered_at = None
    assert titles(adas) == ["You met at Career Day Leipzig"]
    assert titles(bens)[0] == "You thanked Ben Okafor"
    letter.closed_at = now()
    assert titles(bens) == ["You met at Career Day Leipzig"]


def test_an_introduction_is_told_once_both_have_said_yes(cast: Cast, bens: Contact):
    """To the one who made it about either of the two, and to the two about each other."""
    cleos = Contact.held_by(cast.ada).where(Contact.subject_id == cast.cleo.id).first()
    assert cleos
    introduction = suggesting.introduce(cast.ada, bens, cleos, "You both shake things.")
    assert titles(bens) == ["You met at Career Day Leipzig"]
    for side in introduction.sides:
        answering.answer(side, "yes")
    assert "You brought Ben Okafor and Cleo Brandt together" in titles(bens)
    assert "You brought Cleo Brandt and Ben Okafor together" in titles(cleos)
    cleos_at_ben = Contact.held_by(cast.ben).where(Contact.subject_id == cast.cleo.id).first()
    assert cleos_at_ben
    assert titles(cleos_at_ben) == ["Ada Lindqvist brought you and Cleo Brandt together"]


def test_what_one_keeps_in_mind_is_in_nobody_elses_history(cast: Cast, bens: Contact, adas: Contact):
    remembering.write(cast.ada, cast.ben, "Shakes bogies", [])
    promising.make(cast.ada, cast.ben, "theirs", "Show me the lab")
    noting.note(cast.ada, cast.ben, "given", "Lent a cable", now().date())
    touch(cast.ada.id, cast.ben.id, "talked")
    assert titles(adas) == ["You met at Career Day Leipzig"]


def test_what_happened_with_others_is_not_in_it(cast: Cast, bens: Contact):
    requests.propose(cast.ada, cast.cleo, draft())
    promising.make(cast.ada, cast.cleo, "mine", "Call her")
    noting.note(cast.ada, cast.cleo, "given", "Carried the stand", now().date())
    assert titles(bens) == ["You met at Career Day Leipzig"]


@pytest.mark.parametrize("words", ["strasse", "Straße", "muller", "müller", "MUELLER strasse", "promised"])
def test_a_search_folds_accents(cast: Cast, bens: Contact, words: str):
    promising.make(cast.ada, cast.ben, "mine", "Müllers Straße zeigen")
    promising.make(cast.ada, cast.ben, "mine", "Something promised")
    assert "Müllers Straße zeigen" in [moment.text for moment in page_of(bens, words).moments]
    assert titles(bens, "nowhere") == []


def test_pages_follow_each_other_without_gap_or_double(cast: Cast, bens: Contact, monkeypatch: pytest.MonkeyPatch):
    """Also of what happened at one instant, in one source and in several."""
    for number in range(9):
        promise = promising.make(cast.ada, cast.ben, "mine", f"Promise {number}")
        noting.note(cast.ada, cast.ben, "given", f"Favour {number}", date(2026, 5, 1))
        promise.made_at = MARCH if number % 2 else datetime(2026, 5, 1, 12, tzinfo=UTC)
        promise.kept_at = MARCH
    db.session.flush()
    everything = [(moment.title, moment.text) for moment in page_of(bens).moments]
    assert len(everything) == 28
    monkeypatch.setattr(reading, "PAGE", 4)
    for words in ("", "o"):
        found, after = [], "begin"
        while after:
            page = page_of(bens, words, after)
            found += [(moment.title, moment.text) for moment in page.moments]
            after = page.after
        assert found == [moment for moment in everything if words in "".join(moment)]


@pytest.mark.parametrize(
    "after", ["x", "1.2", "9" * 17 + ".1.1", "-1.2.3", "1.2.3.4", "９.1.1", "0.99999999.99999999999"]
)
def test_a_place_that_nobody_was_given_does_no_harm(cast: Cast, bens: Contact, browser_of, after: str):
    assert browser_of(cast.ada).get(f"/contacts/{bens.code}/history?after={after}").status_code == 200


def test_the_page_leads_to_what_it_tells_of_and_on_to_older_things(cast: Cast, bens: Contact, browser_of):
    meeting = agree(cast)
    for number in range(reading.PAGE):
        promising.make(cast.ada, cast.ben, "mine", f"Promise {number}")
    db.session.commit()
    ada = browser_of(cast.ada)
    page = text(ada.get(f"/contacts/{bens.code}/history"))
    assert f"/meetings/{meeting.code}" in page
    assert "You met at Career Day Leipzig" not in page
    older = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "You met at Career Day Leipzig" in text(ada.get(older.replace("&amp;", "&")))
    assert "Nothing found" in text(ada.get(f"/contacts/{bens.code}/history?q=nowhere"))


def test_much_takes_no_more_queries_than_little(cast: Cast, bens: Contact, browser_of):
    ada, path = browser_of(cast.ada), f"/contacts/{bens.code}/history"

    def statements() -> int:
        with counted() as found:
            ada.get(path)
        return len(found)

    few = statements()
    agree(cast)
    for number in range(20):
        promising.keep(promising.make(cast.ada, cast.ben, "mine", f"Promise {number}"))
        noting.note(cast.ada, cast.ben, "given", f"Favour {number}", date(2026, 5, 1))
    db.session.commit()
    assert statements() == few
