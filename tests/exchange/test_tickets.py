"""Tickets of other shops (FORMATS 4.5): a scan of one counts as the badge of its place, and nothing of it is kept."""

import json
from base64 import b64encode
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from eventnet.codes import fingerprint
from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.events.models import Ticket
from eventnet.exchange import limits, sharing, tickets
from eventnet.exchange.models import Encounter, Scan
from eventnet.exchange.tickets import readings
from eventnet.people import merging
from eventnet.rows import Rows
from tests.cast import Cast, make_person
from tests.exchange.scans import asks, holds, live, scan

SECRET = "hrpaxttssabrqhcrmxcjkxvefp4uh7mb"
PSEUDONYM = "HUEATL38ZS"
REGISTRATION = "9982be4e-32cf-4656-a781-62ad45609d12"
COMPANION = "5fa6d71b-a828-4811-bf9c-7e99df04d0af"
INDICO = '{"i":[2,"indico.cern.ch","mYK+TjLPRlangWKtRWCdEg=="]}'
SIGNED = "AQAAAJcAAAAAyd2ZqKyb0K+8aF/zvw8nXn4J4hMYh2hTkA=="  # pretix sig1, shortened


def own(cast: Cast, *codes: str) -> None:
    """Ben came with these tickets."""
    place = cast.at(cast.ben)
    tickets.store(cast.event.id, {place.id: tickets.fingerprints(cast.event.id, codes)})
    db.session.commit()


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (INDICO, [REGISTRATION]),
        ('{"i":[2,"http://indico.test","mYK+TjLPRlangWKtRWCdEg=="]}', [REGISTRATION]),
        ('{"i":[2,"h","mYK+TjLPRlangWKtRWCdEg==","X6bXG6goSBG/nH6Z3wTQrw=="]}', [COMPANION]),
        ('{"i":[2,"indico.cern.ch","mYK+TjLPRlangWKtRWCdEg=="],"more":1}', [REGISTRATION]),
        (json.dumps({"checkin_secret": REGISTRATION, "server_url": "https://x", "event_id": "1"}), [REGISTRATION]),
        (json.dumps({"ticket": SECRET, "lead": PSEUDONYM}), [SECRET, PSEUDONYM]),
        (json.dumps({"ticket": SECRET}), [SECRET]),
        (f"{REGISTRATION}::Ada Lindqvist::ada@example.org", [REGISTRATION]),
        (f"{REGISTRATION.upper()}/1e2c/AbC+d=", [REGISTRATION]),
        (REGISTRATION.upper(), [REGISTRATION]),
        (f" {SECRET}\n", [SECRET]),
        (PSEUDONYM, [PSEUDONYM]),
        (SIGNED, [SIGNED]),
        ("A-K3J9ZQ7XW2", ["A-K3J9ZQ7XW2"]),
    ],
)
def test_a_ticket_of_each_shop_is_read(printed: str, said: list[str]):
    assert readings(printed) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello there, stranger",
        "12345",
        "https://tickets.example.org/messe/karrieretag/ticket/XXUHT/1/qimOVVo4yQe4yVxj/",
        "HTTP://LOCALHOST/B/0123456789ABCDEF",
        "https://pgconf.example/t/at/" + "a" * 64 + "/",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD",
        "MECARD:N:Lindqvist,Ada;;",
        "WIFI:S:hall;T:WPA;P:secretsecret;;",
        "mailto:ada@example.org",
        '{"event_id":1,"server":{"base_url":"https://x"}}',
        '{"i":[]}',
        '{"i":[2,"host","not base64!"]}',
        '{"i":[2,"host","YWJj"]}',
        '{"i":[2,"host",7]}',
        '{"i":"text"}',
        '{"ticket":{"ticket":"x"}}',
        '{"ticket":"{\\"ticket\\":\\"hrpaxttssabrqhcrmxcjkxvefp4uh7mb\\"}"}',
        "{" * 1000,
        "[1]",
        "ａｂｃｄｅｆｇｈｊｋ",
        "x" * 500,
    ],
)
def test_what_is_no_ticket_is_not_looked_up(text: str):
    assert readings(text) == []


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        (SECRET, SECRET),
        (SECRET, json.dumps({"ticket": SECRET, "lead": PSEUDONYM})),
        (PSEUDONYM, PSEUDONYM),
        (PSEUDONYM, json.dumps({"lead": PSEUDONYM})),
        (REGISTRATION, INDICO),
        (REGISTRATION, f"{REGISTRATION}::Ben Okafor"),
        (REGISTRATION.upper(), f"{REGISTRATION}/hmac="),
        (SIGNED, SIGNED),
        ("k9m2p7q4r8s3t6w5", "k9m2p7q4r8s3t6w5"),  # sixteen characters, as our own badges have
    ],
)
def test_a_scanned_ticket_counts_as_a_badge(cast: Cast, listed: str, printed: str):
    own(cast, listed)
    assert scan(cast.ada, printed).outcome == "requested"
    assert asks(cast.ada, cast.ben)
    assert holds(cast.ben, cast.ada)
    assert holds(cast.ada, cast.ben) is None
    assert [(each.how, each.attendee_id) for each in Rows(Scan)] == [("badge", cast.at(cast.ben).id)]
    assert [each.how for each in Rows(Encounter)] == ["badge"]


def test_a_phone_hands_in_a_ticket_like_any_code(cast: Cast, browser_of):
    own(cast, REGISTRATION)
    items = [{"id": str(uuid4()), "code": code, "scanned_at": "2026-11-26T09:30:00Z"} for code in (INDICO, SIGNED)]
    headers = {"X-Eventnet": "1", "Origin": "http://localhost"}
    answer = browser_of(cast.ada).post("/api/v1/scans", json={"scans": items}, headers=headers)
    assert [result["outcome"] for result in answer.json["results"]] == ["requested", "unknown"]


def test_a_ticket_is_known_only_where_the_scanner_takes_part(cast: Cast):
    own(cast, SECRET)
    assert scan(cast.otto, SECRET).outcome == "unknown"
    cast.at(cast.ada).claimed_at = None
    db.session.commit()
    assert scan(cast.ada, SECRET).outcome == "unknown"


def test_a_fingerprint_is_worth_nothing_at_another_event(cast: Cast):
    own(cast, SECRET)
    [stored] = Rows(Ticket).all()
    assert stored.fingerprint not in tickets.fingerprints(cast.elsewhere.id, [SECRET])
    assert stored.fingerprint not in {fingerprint(SECRET, "ticket"), fingerprint(SECRET, "device")}
    assert SECRET not in repr(vars(stored))


def test_a_ticket_ends_as_a_badge_does(cast: Cast, travel):
    own(cast, SECRET)
    sharing.block(cast.ben, cast.ada)
    db.session.commit()
    assert scan(cast.ada, SECRET).outcome == "unknown"
    cast.at(cast.ben).sharing = "closed"
    db.session.commit()
    assert scan(cast.cleo, SECRET).outcome == "refused"
    cast.at(cast.ben).badge_revoked_at = cast.event.starts_at
    db.session.commit()
    assert scan(cast.cleo, SECRET).outcome == "unknown"
    cast.at(cast.ben).badge_revoked_at = None
    travel.shift(timedelta(days=9))
    assert scan(cast.cleo, SECRET).outcome == "unknown"


def test_guessing_tickets_ends_after_twenty_a_minute(cast: Cast):
    own(cast, "2222222222")
    for number in range(limits.SCANS[0][0]):
        assert scan(cast.ada, f"{number:010}").outcome == "unknown"
    assert scan(cast.ada, "9999999999").outcome == "retry"


def test_a_live_code_is_no_ticket_and_costs_no_look_up(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    monkeypatch.setattr(tickets, "readings", lambda text: asked.append(text) or [])
    scan(cast.ada, live(cast.at(cast.ben)))
    assert asked == []


def test_new_codes_of_a_place_take_the_place_of_old_ones(cast: Cast):
    own(cast, SECRET, PSEUDONYM)
    own(cast, PSEUDONYM)
    assert scan(cast.ada, SECRET).outcome == "unknown"
    assert scan(cast.ada, PSEUDONYM).outcome == "requested"
    mine = cast.at(cast.cleo)
    tickets.store(cast.event.id, {mine.id: tickets.fingerprints(cast.event.id, [PSEUDONYM])})
    db.session.commit()
    assert [each.attendee_id for each in Rows(Ticket)] == [mine.id]


def test_tickets_move_when_two_rows_are_one_person(cast: Cast):
    listed = make_person("On the list")
    place = add_attendee(cast.event, listed)
    place.listed_name = listed.name
    db.session.flush()
    tickets.store(cast.event.id, {place.id: tickets.fingerprints(cast.event.id, [SECRET])})
    merging.absorb(cast.ben, listed)
    db.session.commit()
    assert scan(cast.ada, SECRET).outcome == "requested"
    assert asks(cast.ada, cast.ben)


def test_the_vectors_of_indico_hold():
    assert b64encode(UUID(REGISTRATION).bytes).decode() == "mYK+TjLPRlangWKtRWCdEg=="
    assert b64encode(UUID(COMPANION).bytes).decode() == "X6bXG6goSBG/nH6Z3wTQrw=="
