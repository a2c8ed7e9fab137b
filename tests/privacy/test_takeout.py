"""Takeout: everything of one person, in files that other programs read, and nothing that others keep to themselves."""

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
import vobject
from flask import Flask
from icalendar import Calendar
from sqlalchemy import Column

from eventnet.care.favours import noting
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import asking, promising, remembering, sharing
from eventnet.exchange.models import Contact
from eventnet.followup import answers, requests
from eventnet.followup.models import Rest
from eventnet.people import merging
from eventnet.people.models import Photo
from eventnet.privacy import takeout
from eventnet.privacy.takeout.holdings import HOLDINGS, LEFT
from tests.cast import Cast, make_person
from tests.exchange.test_statements import counted
from tests.followup.conftest import draft
from tests.objects import furnish


@pytest.fixture
def pair(cast: Cast) -> Cast:
    """Ada and Ben hold each other's card, and each remembers something of the other."""
    for giver, receiver in ((cast.ada, cast.ben), (cast.ben, cast.ada)):
        sharing.give(giver, receiver, cast.event, "live")
    remembering.write(cast.ada, cast.ben, "Schüttelt Drehgestelle", ["rail"])
    remembering.write(cast.ben, cast.ada, "Ben's own note", [])
    noting.note(cast.ada, cast.ben, "received", "Read my CV", date(2026, 11, 20))
    noting.note(cast.ben, cast.ada, "given", "Ben's own favour", date(2026, 11, 20))
    promising.make(cast.ben, cast.ada, "mine", "Ben's own promise")
    db.session.commit()
    return cast


def taken(response: Any) -> dict[str, bytes]:
    assert (response.status_code, response.mimetype) == (200, "application/zip")
    archive = ZipFile(io.BytesIO(response.data))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def read(files: dict[str, bytes], name: str) -> Any:
    return json.loads(files[name])


def test_the_zip_holds_what_the_page_says(pair: Cast, browser_of):
    pair.ada.photo = Photo(webp=b"webp", jpeg=b"jpeg")
    db.session.commit()
    answer = browser_of(pair.ada).post("/profile/takeout")
    files = taken(answer)
    assert list(files) == [*(file.name for file in takeout.FILES), "README.txt"]
    assert "filename=eventnet-2026-11-26.zip" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert files["photo.jpg"] == b"jpeg"
    for file in takeout.FILES:
        assert file.name in files["README.txt"].decode()


def test_everything_of_ones_own_is_in_it(pair: Cast, browser_of):
    request = requests.propose(pair.ada, pair.ben, draft())
    answers.accept(request.proposed_slots[0], pair.ben)
    db.session.commit()
    files = taken(browser_of(pair.ada).post("/profile/takeout"))
    assert read(files, "account.json")["profile"][0]["email"] == "ada@example.org"
    assert read(files, "cards.json")["given"][0]["owner"] == "Ben Okafor"
    memory = read(files, "memory.json")
    assert [note["text"] for note in memory["notes"]] == ["Schüttelt Drehgestelle"]
    assert [(favour["subject"], favour["text"]) for favour in memory["favours"]] == [("Ben Okafor", "Read my CV")]
    meetings = read(files, "meetings.json")
    assert meetings["meetings"][0]["request"] == meetings["requests"][0]["code"] == request.code
    assert len(meetings["times"]) == 2
    assert read(files, "events.json")["places"][0]["event"] == "Career Day Leipzig"
    history = read(files, "history.json")["history"]
    assert {
        "with": "Ben Okafor",
        "kind": "favour",
        "title": "Ben Okafor helped you",
        "text": "Read my CV",
    }.items() <= next(each for each in history if each["kind"] == "favour").items()
    assert sorted((each["at"] for each in history), reverse=True) == [each["at"] for each in history]


def test_other_programs_read_its_cards_and_its_calendar(pair: Cast, browser_of):
    sharing.give(pair.cleo, pair.ada, pair.event, "badge")
    old = answers.accept(requests.propose(pair.ada, pair.ben, draft()).proposed_slots[0], pair.ben)
    old.starts_at = now() - timedelta(days=400)
    db.session.commit()
    files = taken(browser_of(pair.ada).post("/profile/takeout"))
    cards = {card.fn.value: card for card in vobject.readComponents(files["contacts.vcf"].decode())}
    assert set(cards) == {"Ben Okafor", "Cleo Brandt"}
    assert "Schüttelt Drehgestelle" in cards["Ben Okafor"].note.value
    assert [str(event["uid"]) for event in Calendar.from_ical(files["meetings.ics"]).walk("VEVENT")] == [old.uid]


def test_what_others_keep_to_themselves_is_not_in_it(pair: Cast, browser_of):
    """Their notes about me, who blocked me, whom a no was meant for, and a request that has not arrived."""
    sharing.block(pair.cleo, pair.ada)
    db.session.add(Rest(asker_id=pair.ada.id, person_id=pair.ben.id, until=None))
    asking.ask_back(pair.ada, make_person("Hana Ito"), pair.event)
    waits = requests.propose(pair.ben, pair.ada, draft(ask="Not there yet?"))
    waits.delivered_at = None
    db.session.commit()
    files = taken(browser_of(pair.ada).post("/profile/takeout"))
    everything = b"\n".join(files.values()).decode()
    assert "Ben's own" not in everything
    assert "Not there yet?" not in everything
    account = read(files, "account.json")
    assert account["blocked"] == account["left_in_peace_by"] == []
    assert set(read(files, "cards.json")["asked_by_me"][0]) == {"asked", "event", "asked_at"}


def test_a_card_that_was_withdrawn_is_not_in_it(pair: Cast, browser_of):
    bens = Contact.held_by(pair.ada).first()
    assert bens
    sharing.withdraw(bens)
    db.session.commit()
    files = taken(browser_of(pair.ada).post("/profile/takeout"))
    assert read(files, "contacts.json") == {"contacts": []}
    assert "contacts.vcf" not in files
    assert "ben@example.org" not in b"".join(files.values()).decode()


def test_a_card_shows_only_what_is_shared(pair: Cast, browser_of):
    pair.ben.shared = ["about"]
    db.session.commit()
    files = taken(browser_of(pair.ada).post("/profile/takeout"))
    assert read(files, "contacts.json")["contacts"][0]["email"] == ""


def test_no_key_to_any_door_is_in_it(cast: Cast, browser_of):
    """Of one of everything: no fingerprint, no live key, no calendar address."""
    furnish(cast)
    place = cast.at(cast.ada)
    files = taken(browser_of(cast.ada).post("/profile/takeout"))
    everything = b"\n".join(files.values()).decode()
    assert "fingerprint" not in everything
    assert "live_key" not in everything
    assert str(place.live_key) not in everything


def test_only_its_person_takes_it_and_only_by_a_button(pair: Cast, browser_of, client):
    assert client.post("/profile/takeout").headers["Location"] == "/sign-in"
    assert client.get("/profile/takeout").headers["Location"] == "/sign-in"
    assert browser_of(pair.ada).get("/profile/takeout").mimetype == "text/html"
    assert takeout.Takeout.of(pair.ada).count() == 0
    files = taken(browser_of(pair.eve).post("/profile/takeout"))
    assert "Ada" not in b"".join(files.values()).decode()


def test_it_is_noted_with_the_device(pair: Cast, browser_of):
    ada = browser_of(pair.ada)
    taken(ada.post("/profile/takeout"))
    page = ada.get("/profile/takeout").get_data(as_text=True)
    assert page.index("When it was taken") < page.index("Thu 26 Nov") < page.index("Test browser")


def test_it_ends_for_a_day_after_ten(pair: Cast, browser_of, travel):
    ada = browser_of(pair.ada)
    for _ in range(10):
        takeout.take(pair.ada, "")
    db.session.commit()
    answer = ada.post("/profile/takeout", follow_redirects=True)
    assert "Tomorrow it works again." in answer.get_data(as_text=True)
    travel.shift(timedelta(days=1, minutes=1))
    taken(ada.post("/profile/takeout"))


def test_it_follows_a_person_who_was_there_twice(pair: Cast):
    twin = make_person("Ada2 Lindqvist")
    takeout.take(twin, "Phone")
    merging.absorb(pair.ada, twin)
    db.session.commit()
    assert [each.device for each in takeout.Takeout.of(pair.ada)] == ["Phone"]


def test_many_contacts_take_no_more_queries(pair: Cast, browser_of):
    ada = browser_of(pair.ada)

    def statements() -> int:
        with counted() as found:
            taken(ada.post("/profile/takeout"))
        return len(found)

    few = statements()
    for number in range(12):
        contact = sharing.give(make_person(f"P{number} Vogt"), pair.ada, pair.event, "live")
        remembering.write(pair.ada, contact.subject, f"Note {number}", [])
    db.session.commit()
    assert statements() == few


def naming() -> Iterator[Column[Any]]:
    """Every column that names a person."""
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == "person" for key in column.foreign_keys):
                yield column


def test_every_column_that_names_a_person_is_taken_along_or_stays_for_a_reason(app: Flask):
    known = {f"{column.table.name}.{column.name}" for column in naming()}
    held = {f"{each.table}.{name}" for part in HOLDINGS.values() for each in part for name in each.mine}
    assert known - held - set(LEFT) == set()
    assert (held | set(LEFT)) - known == set()
    assert not held & set(LEFT)
    assert all(len(reason) > 15 for reason in LEFT.values())
