"""Whose scans a phone hands in, and what it hands in with them."""

import pytest

from eventnet.codes import new_code
from eventnet.db import db
from eventnet.exchange.models import Contact, Note, Scan
from eventnet.exchange.news import cursor_of
from eventnet.people import signin
from eventnet.people.models import Device, FormerCode
from tests.cast import NOW, Cast
from tests.exchange.scans import live, rows
from tests.exchange.test_api import inbox, item, post


def test_a_device_that_was_signed_out_hands_in_nothing_and_hears_nothing(cast: Cast, browser_of):
    phone, text = browser_of(cast.ada), live(cast.at(cast.ben))
    assert post(phone).status_code == inbox(phone, cursor_of(NOW)).status_code - 104 == 200
    for device in Device.of(cast.ada):
        signin.end(device)
    response = post(phone, item(text))
    assert (response.status_code, response.json["error"]) == (401, "http-401")
    assert inbox(phone, cursor_of(NOW)).status_code == 401
    assert rows(Scan) == rows(Contact) == 0


def test_the_scans_of_somebody_else_are_not_taken_for_mine(cast: Cast, browser_of):
    phone, one = browser_of(cast.ada), item(live(cast.at(cast.cleo)))
    db.session.add(FormerCode(code=new_code(), person_id=cast.ben.id))
    for whose in (cast.ben.code, new_code(), "", "\0", FormerCode.of(cast.ben).first().code):
        response = post(phone, one, person=whose)
        assert (response.status_code, response.json["error"]) == (409, "another-person")
    assert rows(Scan) == 0


@pytest.mark.parametrize("whose", ["now", "formerly"])
def test_my_own_scans_are_taken_also_those_of_a_profile_that_became_mine(cast: Cast, browser_of, whose: str):
    former = new_code()
    db.session.add(FormerCode(code=former, person_id=cast.ada.id))
    person = cast.ada.code if whose == "now" else former
    response = post(browser_of(cast.ada), item(live(cast.at(cast.ben))), person=person)
    assert response.json["results"][0]["outcome"] == "given"


def test_a_note_comes_with_its_scan_or_later_under_the_same_id(cast: Cast, browser_of):
    phone, one = browser_of(cast.ada), item(live(cast.at(cast.ben)))
    first = post(phone, one | {"note": {"text": "Test rigs", "written_at": NOW.isoformat()}})
    later = NOW.replace(minute=50).isoformat()
    again = post(phone, one | {"note": {"text": "Test rigs, April", "written_at": later}})
    assert again.json == first.json
    db.session.rollback()
    note = Note.of(cast.ada).first()
    assert note
    assert note.text == "Test rigs, April"


@pytest.mark.parametrize("note", [7, {}, {"text": "no time"}, {"text": "\ud800", "written_at": "2026-11-26T09:30:00Z"}])
def test_a_bad_note_is_named_and_its_scan_kept_back(cast: Cast, browser_of, note: object):
    good = item(live(cast.at(cast.ben)))
    bad, taken = post(browser_of(cast.ada), item("x", note=note), good).json["results"]
    assert (bad["outcome"], bad["error"], taken["outcome"]) == ("invalid", "bad-note", "given")


def test_an_id_with_a_line_end_is_no_id(cast: Cast, browser_of):
    one = item(live(cast.at(cast.ben)))
    [result] = post(browser_of(cast.ada), one | {"id": f"{one['id']}\n"}).json["results"]
    assert (result["outcome"], result["error"]) == ("invalid", "bad-id")
