"""What a lost phone or badge can still do: its live code only asks, as a badge does; a revoked badge does nothing."""

import pytest

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.exchange import livecode
from eventnet.people.models import Device
from eventnet.people.signin import end_devices, start_device
from tests.cast import Cast, make_event
from tests.exchange.scans import badge, holds, live, scan, spoken


@pytest.fixture
def lost(cast: Cast) -> Device:
    """Ben has a second phone, and loses it."""
    device = start_device(cast.ben, "Lost phone").device
    db.session.commit()
    return device


def test_a_live_code_of_a_lost_phone_counts_as_a_badge_once_it_is_signed_out(cast: Cast, lost: Device, browser_of):
    ben = browser_of(cast.ben)
    stolen, said = live(cast.at(cast.ben)), spoken(cast.at(cast.ben))
    ben.post(f"/devices/{lost.code}/end")
    assert scan(cast.ada, said).outcome == "unknown"
    assert scan(cast.ada, stolen).outcome == "requested"
    assert holds(cast.ada, cast.ben) is None


def test_the_phones_that_are_left_show_a_code_that_counts(cast: Cast, lost: Device, browser_of):
    ben = browser_of(cast.ben)
    before = ben.get("/api/v1/me")
    ben.post(f"/devices/{lost.code}/end")
    after = ben.get("/api/v1/me", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.json["attendances"][0]["live_key"] != before.json["attendances"][0]["live_key"]
    assert scan(cast.ada, live(cast.at(cast.ben))).outcome == "given"


def test_every_event_of_the_person_gets_a_new_key_and_nobody_elses(cast: Cast, lost: Device, browser_of):
    second = make_event(cast.otto, "second", "Second Day")
    add_attendee(second, cast.ben)
    db.session.commit()
    places = [cast.at(cast.ben), cast.at(cast.ben, second), cast.at(cast.ada)]
    before = [(place.live_key, place.badge) for place in places]
    browser_of(cast.ben).post(f"/devices/{lost.code}/end")
    for place in places:
        db.session.refresh(place)
    assert [place.live_key != key for place, (key, _) in zip(places, before, strict=True)] == [True, True, False]
    assert [place.badge for place in places] == [printed for _, printed in before]


def test_signing_out_here_leaves_the_other_phones_their_code(cast: Cast, lost: Device, browser_of):
    ben = browser_of(cast.ben)
    here = Device.of(cast.ben).where(Device.id != lost.id).first()
    assert here
    shown = live(cast.at(cast.ben))
    ben.post(f"/devices/{here.code}/end")
    assert scan(cast.ada, shown).outcome == "given"


def test_whoever_only_typed_the_address_shows_no_code_of_whom_it_is(cast: Cast):
    """A stranger joined with Ben's address; Ben proves it and takes that place over, so the key must not be known."""
    place = cast.at(cast.ben)
    start_device(cast.ben, "The stranger's phone")
    db.session.commit()
    known = place.live_key
    end_devices(cast.ben)
    start_device(cast.ben, "Ben's phone")
    db.session.commit()
    code = f"HTTP://LOCALHOST/P/{place.badge}.{livecode.proof(known, place.badge, now())}"
    assert scan(cast.ada, code).outcome == "requested"


def test_a_revoked_badge_is_unknown_whichever_code_it_is_in(cast: Cast, browser_of):
    place = cast.at(cast.ben)
    codes = [badge(place), live(place), spoken(place)]
    place.badge_revoked_at = now()
    db.session.commit()
    assert [scan(cast.ada, code).outcome for code in codes] == ["unknown"] * 3
    me = browser_of(cast.ben).get("/api/v1/me").json["attendances"][0]
    assert (me["revoked"], me["live_key"], me["badge"], me["signed_card"]) == (True, "", "", "")
