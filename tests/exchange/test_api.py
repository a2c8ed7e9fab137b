"""POST /api/v1/scans and GET /api/v1/inbox: what the phone relies on."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import event as sqlalchemy_event

from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.models import Contact, Scan
from eventnet.exchange.news import cursor_of
from tests.cast import NOW, Cast
from tests.exchange.scans import badge, holds, live, rows, scan

URL = "/api/v1/scans"
OURS = {"X-Eventnet": "1"}


def item(code: str, /, **more: object) -> dict[str, object]:
    return {"id": str(uuid4()), "code": code, "scanned_at": NOW.isoformat()} | more


def post(client, *items: object, headers: dict[str, str] = OURS, **more: object):
    return client.post(URL, csrf=False, headers=headers, json={"scans": list(items)} | more)


def test_each_scan_has_its_result_in_the_order_given(cast: Cast, browser_of):
    scans = [item(live(cast.at(cast.ben))), item(badge(cast.at(cast.cleo))), item("nonsense")]
    response = post(browser_of(cast.ada), *scans)
    assert response.status_code == 200
    given, requested, unknown = response.json["results"]
    theirs = holds(cast.ada, cast.ben)
    assert theirs
    assert given == {
        "id": scans[0]["id"],
        "outcome": "given",
        "words": "You and Ben Okafor have each other's card.",
        "contact": theirs.code,
        "card": {"name": "Ben Okafor", "headline": "Head of test rigs", "organisation": "Railworks"},
    }
    assert (requested["outcome"], "contact" in requested) == ("requested", False)
    assert (unknown["id"], unknown["outcome"], "card" in unknown) == (scans[2]["id"], "unknown", False)


def test_a_batch_sent_again_is_the_same_answer(cast: Cast, browser_of):
    phone, scans = browser_of(cast.ada), [item(live(cast.at(cast.ben))), item(badge(cast.at(cast.cleo))), item("x")]
    first = post(phone, *scans)
    assert post(phone, *reversed(scans)).json["results"] == first.json["results"][::-1]
    assert rows(Scan) == 3
    assert rows(Contact) == 3


def test_one_id_twice_in_a_batch_is_one_scan(cast: Cast, browser_of):
    one = item(live(cast.at(cast.ben)))
    first, second = post(browser_of(cast.ada), one, one).json["results"]
    assert first == second
    assert rows(Scan) == 1


BAD = [
    "text",
    None,
    7,
    [],
    {},
    {"code": "x", "scanned_at": "2026-11-26T09:30:00Z"},
    item("x", id="1"),
    item("x", id=str(uuid4()).upper()),
    item("x", id=None),
    item("x", code=5),
    item("x" * 2001),
    item("x", more="unknown key"),
    item("x", scanner="cleo"),
    item("x", scanned_at="yesterday"),
    item("x", scanned_at="2026-11-26T09:30:00"),
    item("x", scanned_at="2026-11-26"),
    item("x", scanned_at="2026-13-26T09:30:00Z"),
    item("x", scanned_at="0001-01-01T00:00:00+14:00"),
    item("x", scanned_at="9999-12-31T23:59:59-12:00"),
    item("x", scanned_at=1790000000),
]


def test_a_bad_item_is_named_and_blocks_no_other(cast: Cast, browser_of):
    good = item(live(cast.at(cast.ben)))
    response = post(browser_of(cast.ada), *BAD, good)
    assert response.status_code == 200
    *bad, last = response.json["results"]
    assert [result["outcome"] for result in bad] == ["invalid"] * len(BAD)
    assert [result["id"] for result in bad[6:8]] == ["1", BAD[7]["id"]]
    assert last["outcome"] == "given"
    assert rows(Scan) == 1


@pytest.mark.parametrize(
    "text", ["2026-11-26T09:30:00Z", "2026-11-26t10:30:00.123456789+01:00", "2026-11-26T04:30:00-05:00"]
)
def test_times_are_rfc_3339(cast: Cast, browser_of, text: str):
    assert post(browser_of(cast.ada), item(live(cast.at(cast.ben)), scanned_at=text)).json["results"][0]["outcome"] == (
        "given"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b'{"scans": {}}',
        b'{"scans": [], "more": 1}',
        b"{}",
        b"\xff\xfe",
        b'{"scans": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_batch_is_refused_whole(cast: Cast, browser_of, body: bytes):
    response = browser_of(cast.ada).post(URL, csrf=False, headers=OURS, data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json["error"] in {"not-json", "bad-batch"}


def test_at_most_two_hundred_scans_and_256_kilobytes(cast: Cast, browser_of):
    phone = browser_of(cast.ada)
    assert post(phone, *(["x"] * 200)).status_code == 200
    assert post(phone, *(["x"] * 201)).status_code == 400
    large = json.dumps({"scans": ["x" * 256 * 1024]})
    response = phone.post(URL, csrf=False, headers=OURS, data=large, content_type="application/json")
    assert (response.status_code, response.mimetype) == (413, "application/json")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OURS, 200),
        (OURS | {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 200),
        ({}, 403),
        ({"X-Eventnet": "2"}, 403),
        (OURS | {"Origin": "http://evil.example"}, 403),
        (OURS | {"Origin": "http://localhost.evil.example"}, 403),
        (OURS | {"Origin": "https://localhost"}, 403),
        (OURS | {"Origin": "http://localhost:81"}, 403),
        (OURS | {"Origin": "null"}, 403),
        (OURS | {"Sec-Fetch-Site": "cross-site"}, 403),
        (OURS | {"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_only_our_own_pages_may_send_scans(cast: Cast, browser_of, headers: dict[str, str], status: int):
    response = post(browser_of(cast.ada), item(live(cast.at(cast.ben))), headers=headers)
    assert (response.status_code, rows(Scan)) == (status, int(status == 200))


def test_a_form_of_another_site_is_no_json(cast: Cast, browser_of):
    response = browser_of(cast.ada).post(URL, csrf=False, headers=OURS, data='{"scans": []}', content_type="text/plain")
    assert response.status_code == 415


@pytest.mark.parametrize(("method", "url"), [("post", URL), ("get", "/api/v1/inbox")])
def test_without_signing_in_it_is_401_in_json(cast: Cast, client, method: str, url: str):
    response = getattr(client, method)(url, headers=OURS)
    assert (response.status_code, response.json["error"]) == (401, "http-401")
    with client.session_transaction() as session:
        assert "then" not in session


def test_it_is_answered_after_the_commit(cast: Cast, browser_of):
    done: list[str] = []
    phone = browser_of(cast.ada)
    scans = [item(live(cast.at(cast.ben))), item(badge(cast.at(cast.cleo)))]
    db.session.commit()
    sqlalchemy_event.listen(db.engine, "commit", lambda _connection: done.append("commit"))
    assert post(phone, *scans).status_code == 200
    assert done  # reading ends with one, too
    db.session.rollback()
    assert rows(Scan) == 2


def test_an_empty_queue_is_a_good_answer(cast: Cast, browser_of):
    assert post(browser_of(cast.ada)).json == {"results": []}


def inbox(client, since: str):
    return client.get(f"/api/v1/inbox?since={since}", headers={"If-None-Match": f'"{since}"'})


def test_the_inbox_is_empty_until_somebody_gives_a_card(cast: Cast, browser_of, travel):
    ben, since = browser_of(cast.ben), cursor_of(NOW)
    assert (inbox(ben, since).status_code, inbox(ben, since).data) == (304, b"")
    travel.shift(5)
    scan(cast.ada, live(cast.at(cast.ben)))
    response = inbox(ben, since)
    [news] = response.json["items"]
    theirs, mine = holds(cast.ben, cast.ada), holds(cast.ada, cast.ben)
    assert theirs
    assert mine
    assert news["name"] == "Ada Lindqvist"
    assert news["url"] == f"/contacts/{theirs.code}"
    assert news["withdraw"] == f"/cards-given/{mine.code}/withdrawal"
    assert "give" not in news
    assert len(response.data) < 500


def test_the_cursor_goes_on_and_news_are_told_once_they_are_old(cast: Cast, browser_of, travel):
    ben, since = browser_of(cast.ben), cursor_of(NOW)
    travel.shift(5)
    scan(cast.ada, live(cast.at(cast.ben)))
    again = inbox(ben, since).json["cursor"]
    assert inbox(ben, again).status_code == 200
    travel.shift(5)
    assert inbox(ben, inbox(ben, again).json["cursor"]).status_code == 304


def test_who_does_not_say_what_they_know_is_answered_in_full(cast: Cast, browser_of):
    ben, since = browser_of(cast.ben), cursor_of(NOW)
    response = ben.get(f"/api/v1/inbox?since={since}")
    assert (response.status_code, response.json) == (200, {"cursor": since, "items": []})
    assert response.headers["ETag"] == f'"{since}"'
    other = ben.get(f"/api/v1/inbox?since={since}", headers={"If-None-Match": '"1"'})
    assert other.status_code == 200


def test_a_badge_scan_asks_in_the_inbox(cast: Cast, browser_of, travel):
    cast.ben.language = "en"
    travel.shift(1)
    scan(cast.ada, badge(cast.at(cast.ben)))
    [news] = inbox(browser_of(cast.ben), cursor_of(NOW)).json["items"]
    assert news["words"] == "Ada Lindqvist gave you a card and would like yours."
    assert news["give"].startswith("/card-requests/")
    assert "withdraw" not in news


def test_who_gets_a_card_anew_is_news_for_its_giver(cast: Cast, browser_of, travel):
    """Ben withdrew; showing his live code again gives it again, and he learns of it."""
    scan(cast.ada, live(cast.at(cast.ben)))
    theirs = holds(cast.ada, cast.ben)
    assert theirs
    sharing.withdraw(theirs)
    travel.shift(30)
    scan(cast.ada, live(cast.at(cast.ben)))
    [news] = inbox(browser_of(cast.ben), cursor_of(NOW)).json["items"]
    assert news["withdraw"] == f"/cards-given/{theirs.code}/withdrawal"


@pytest.mark.parametrize("since", ["", "yesterday", "-1", "٣", "9" * 40, "'"])
def test_a_cursor_that_is_none_of_ours_begins_now(cast: Cast, browser_of, since: str):
    scan(cast.ada, live(cast.at(cast.ben)))
    assert inbox(browser_of(cast.ben), since).json == {"cursor": cursor_of(NOW), "items": []}


def test_the_inbox_is_of_one_person(cast: Cast, browser_of, travel):
    travel.shift(5)
    scan(cast.ada, live(cast.at(cast.ben)))
    assert inbox(browser_of(cast.cleo), cursor_of(NOW)).status_code == 304
