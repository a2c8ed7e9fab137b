"""What a phone keeps until the server has named it, whatever the network, the session and the clock do meanwhile."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Error, Page

from eventnet.db import db
from eventnet.exchange import livecode
from eventnet.exchange.models import Scan
from eventnet.people.models import Person
from tests.cast import NOW, session_cookie
from tests.exchange.offline import Answer, Hall, Phone, sign_in_as
from tests.exchange.scans import holds

pytestmark = pytest.mark.browser

UNKNOWN = "/B/0000000000000000"


@pytest.fixture
def hall(live) -> Hall:
    return Hall(live.app)


def badge(live, person: Person) -> str:
    return f"/B/{live.cast.at(person).badge}"


def scans_of(person: Person) -> dict[str, str]:
    db.session.rollback()
    return {scan.uuid: scan.outcome for scan in Scan.by(person)}


def names(person: Person) -> str:
    return f"eventnet {person.code}"


PORTALS: list[tuple[str, Answer]] = [
    ("portal", ("200 OK", "text/html", "<h1>Welcome to the hall</h1>")),
    ("portal", ("200 OK", "application/json", '{"welcome": true}')),
    ("portal", ("200 OK", "application/json", "<h1>Welcome</h1>")),
    ("portal", ("200 OK", "text/plain", '{"results": [{"id": "ID", "outcome": "given", "words": ""}]}')),
    ("portal", ("302 Found", "text/html", "", [("Location", "http://localhost:1/login")])),
    ("portal", ("401 Unauthorized", "text/html", "<h1>Log in</h1>")),
    ("portal", ("404 Not Found", "text/html", "<h1>Log in</h1>")),
    ("portal", ("511 Network Authentication Required", "text/html", "<h1>Log in</h1>")),
    ("offline", ("502 Bad Gateway", "text/html", "<h1>Bad gateway</h1>")),
]


def test_only_the_servers_own_json_counts_as_an_answer(live, phone, hall):
    page = phone(live.cast.ada)
    ada = Phone(page, live.cast.ada)
    [item] = ada.add(badge(live, live.cast.ben))
    for state, (status, kind, body, *more) in PORTALS:
        answer = (status, kind, body.replace("ID", item["id"]), *more)
        hall.answer = lambda _body, answer=answer: answer
        assert ada.send() == (state, 1), answer
        assert ada("queue.waiting()") == [item]
    assert page.evaluate("localStorage.getItem('eventnet clock')") is None  # a portal's time is not believed either
    hall.answer = lambda _body: ("200 OK", "application/json", '{"results": []}')
    assert ada.send() == ("portal", 1)
    hall.answer = lambda _body: None
    assert ada.send() == ("ok", 0)
    assert scans_of(live.cast.ada) == {item["id"]: "requested"}
    [answered] = ada("queue.answered()")
    assert answered["result"]["outcome"] == "requested"


def test_a_session_that_ended_keeps_everything_until_its_person_is_back(live, phone):
    page = phone(live.cast.ada)
    ada = Phone(page, live.cast.ada)
    [item] = ada.add(badge(live, live.cast.ben))
    page.context.clear_cookies()
    assert ada.send() == ("signed-out", 1)
    assert ada("person.isSignedOut()") is True
    assert ada("queue.waiting()") == [item]
    assert json.loads(ada("rescue.file().then((file) => file.text())"))["scans"][0]["id"] == item["id"]
    sign_in_as(live, page.context, live.cast.ada)
    assert ada.send() == ("ok", 0)
    assert ada("person.isSignedOut()") is False
    assert item["id"] in scans_of(live.cast.ada)


def test_what_does_not_fit_on_the_phone_is_not_pretended_to_be_kept(live, phone):
    page = phone(live.cast.ada)
    browser = page.context.new_cdp_session(page)
    browser.send("Storage.overrideQuotaForOrigin", {"origin": live.url, "quotaSize": 1_000_000})
    ada = Phone(page, live.cast.ada)
    ada.add(UNKNOWN)
    noise = "Array.from(crypto.getRandomValues(new Uint8Array(50_000)), (byte) => byte.toString(36)[0]).join('')"
    add = f"queue.add({{ code: {noise} }}).then(() => 'kept', (error) => error.name)"
    added = [ada(add) for _number in range(40)]
    assert set(added) == {"kept", "QuotaExceededError"}
    kept = ada("queue.waiting()")
    assert len(kept) == 1 + added.count("kept")
    browser.send("Storage.overrideQuotaForOrigin", {"origin": live.url})
    assert ada(add) == "kept"
    assert len(ada("queue.waiting()")) == len(kept) + 1


def test_a_clock_that_is_two_days_wrong_is_put_right_by_the_servers(live, phone):
    cast, page = live.cast, phone(live.cast.ada)
    session_cookie(live.app, cast.ben)  # whose phone shows a live code
    page.clock.install(time=NOW - timedelta(days=2))
    ada = Phone(page, cast.ada)
    ada("person.refresh()")
    page.context.set_offline(True)
    at = datetime.fromtimestamp(ada("clock.now().getTime()") / 1000, UTC)
    ben = cast.at(cast.ben)
    [item] = ada.add(f"/P/{ben.badge}.{livecode.proof(ben.live_key, ben.badge, at)}")
    page.context.set_offline(False)
    assert abs(datetime.fromisoformat(item["scanned_at"]) - NOW) < timedelta(minutes=2)
    assert ada.send() == ("ok", 0)
    assert scans_of(cast.ada) == {item["id"]: "given"}
    assert holds(cast.ada, cast.ben)


def test_another_person_on_the_same_phone_neither_sends_nor_sees_what_is_not_theirs(live, phone):
    cast, page = live.cast, phone(live.cast.ada)
    tab = Phone(page)
    tab("person.refresh()")
    tab.add(badge(live, cast.ben))
    assert tab.send() == ("ok", 0)
    kept = tab.add(badge(live, cast.cleo), UNKNOWN)
    sign_in_as(live, page.context, cast.cleo)
    assert tab.send() == ("other-person", 2)
    assert tab("person.whoIsHere()") == cast.cleo.code
    assert tab("person.me()")["name"] == cast.cleo.name
    assert tab("queue.waiting()") == tab("queue.answered()") == []
    left = "Promise.all(['me', 'contacts', 'answered'].map((store) => database.within(given, [store], 'readonly', "
    assert tab(left + "(found) => database.asked(found.count()))))", names(cast.ada)) == [0, 0, 0]
    [own] = tab.add(badge(live, cast.ben))
    assert tab.send() == ("ok", 0)
    assert set(scans_of(cast.cleo)) == {own["id"]}
    assert tab("person.forget()") is False  # she signs out: what is hers goes, what Ada has not sent stays
    assert tab("person.whoIsHere()") is None
    sign_in_as(live, page.context, cast.ada)
    tab("person.refresh()")
    assert tab("queue.waiting()") == kept
    assert tab.send() == ("ok", 0)
    assert {item["id"] for item in kept} < set(scans_of(cast.ada))
    assert set(scans_of(cast.cleo)) == {own["id"]}


def test_a_note_is_never_older_than_the_one_before_it_though_the_clock_is_put_right(live, phone):
    page = phone(live.cast.ada)
    page.clock.install(time=NOW + timedelta(days=2))
    ada = Phone(page, live.cast.ada)
    [item] = ada.add(badge(live, live.cast.ben))
    first = ada("queue.note(given, { text: 'Early' })", item["id"])["note"]["written_at"]
    page.clock.set_system_time(NOW)
    assert ada("queue.note(given, { text: 'Late' })", item["id"])["note"]["written_at"] > first


def test_the_queue_of_who_turned_out_to_be_the_same_person_moves_and_forgetting_leaves_nothing(live, phone):
    page = phone(live.cast.ada)
    tab, other = Phone(page, live.cast.ada), Phone(page.context.new_page())
    kept = tab.add(UNKNOWN)
    tab("person.arrive('BEFORE')")
    tab.add(UNKNOWN)
    tab("person.arrive(given, ['BEFORE'])", live.cast.ada.code)
    assert tab("queue.waiting()")[0]["id"] == kept[0]["id"]
    assert len(other("queue.waiting()")) == 2
    page.evaluate("Promise.all(['eventnet-1', 'other'].map((name) => caches.open(name)))")
    assert set(page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")) == {
        "eventnet",
        names(live.cast.ada),
    }
    tab("person.forget()")
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("caches.keys()") == ["other"]
    assert other("person.whoIsHere()") is None
    assert other("queue.add({ code: 'x' }).catch((error) => error.name)") == "NotAllowedError"


REFUSALS = [
    ("400 Bad Request", "application/json", '{"error": "bad", "message": "Not this one."}', "Not this one."),
    ("413 Content Too Large", "text/html", "<h1>Too large</h1>", ""),
]


@pytest.mark.parametrize(("status", "kind", "body", "reason"), REFUSALS)
def test_one_bad_scan_is_set_aside_with_its_reason_and_blocks_no_other(live, phone, hall, status, kind, body, reason):
    ada = Phone(phone(live.cast.ada), live.cast.ada)
    good = ada.add(badge(live, live.cast.ben), UNKNOWN, badge(live, live.cast.cleo), UNKNOWN)
    [bad] = ada.add("POISON")
    hall.answer = lambda text: (status, kind, body) if "POISON" in text else None
    assert ada.send() == ("ok", 0)
    assert set(scans_of(live.cast.ada)) == {item["id"] for item in good}
    [aside] = ada("queue.setAside()")
    assert (aside["id"], aside["reason"]) == (bad["id"], reason)
    ada("queue.remove(given)", bad["id"])
    assert ada("queue.setAside()") == []


def test_what_the_server_fails_at_is_tried_again_later_and_then_set_aside(live, phone, hall, ticking):
    ada = Phone(phone(live.cast.ada), live.cast.ada)
    good, bad = ada.add(UNKNOWN), ada.add("POISON")
    hall.answer = lambda text: ("500 Internal Server Error", "text/html", "") if "POISON" in text else None
    assert ada.send() == ("ok", 1)
    assert set(scans_of(live.cast.ada)) == {good[0]["id"]}
    for waiting in (1, 0):
        asked = hall.ids.count(bad[0]["id"])
        assert ada.send() == ("ok", 1)
        assert hall.ids.count(bad[0]["id"]) == asked  # not before its time
        ticking.shift(timedelta(minutes=5))
        ada("person.refresh()")
        assert ada.send() == ("ok", waiting)
    hall.answer = lambda _text: ("500 Internal Server Error", "text/html", "")
    ada.add(UNKNOWN)
    assert ada.send() == ("offline", 1)  # the server is ill, and no scan is to blame


def test_an_invalid_scan_is_set_aside_and_one_to_be_tried_later_waits(live, phone, hall):
    ada = Phone(phone(live.cast.ada), live.cast.ada)
    items = ada.add(*[UNKNOWN] * 20, "x" * 2001, *[UNKNOWN] * 100)
    assert ada.send() == ("ok", 100)
    assert max(len(body["scans"]) for body in hall.bodies) == 100
    assert sorted(hall.ids) == sorted(item["id"] for item in items)
    [aside] = ada("queue.setAside()")
    assert aside["id"] == items[20]["id"]
    assert aside["reason"]
    waits = ada("queue.waiting().then((items) => items.map((item) => item.not_before - clock.now().getTime()))")
    assert 0 < min(waits) <= max(waits) < 3_700_000
    assert ada.send() == ("ok", 100)
    assert len(hall.ids) == len(items)


def test_a_note_that_changed_while_its_scan_was_sent_is_sent_again(live, phone, hall):
    ada = Phone(phone(live.cast.ada), live.cast.ada)
    [item] = ada.add(badge(live, live.cast.ben))
    ada("queue.note(given, { text: 'Test rigs', mine: 'Send the paper' })", item["id"])
    hall.hold()
    ada.page.evaluate("() => { window.sending = eventnet.sync.send(); }")
    assert hall.came.wait(5)
    assert ada("queue.note(given, { text: 'Rail test rigs', mine: ' ', theirs: '' })", item["id"])["revision"] == 3
    hall.go_on.set()
    assert ada.page.evaluate("window.sending") == {"state": "ok", "left": 0}
    assert [body["scans"][0]["note"]["text"] for body in hall.bodies] == ["Test rigs", "Rail test rigs"]
    assert hall.bodies[1]["scans"][0]["note"]["mine"] == "Send the paper"
    ada("queue.note(given, { theirs: 'A tour' })", item["id"])
    assert ada.send() == ("ok", 0)
    db.session.rollback()
    [scan] = Scan.by(live.cast.ada)
    noted = {name: scan.noted[name] for name in ("text", "mine", "theirs")}
    assert noted == {"text": "Rail test rigs", "mine": "Send the paper", "theirs": "A tour"}


SPY = """() => {
  window.seen = [];
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (window.lost) {
      window.lost = false;
      throw new DOMException("", "InvalidStateError");
    }
    const transaction = begin.call(this, stores, mode, options);
    if (mode === "readwrite") transaction.addEventListener("complete", () => seen.push(transaction.durability));
    return transaction;
  };
}"""


def test_a_scan_is_on_the_disk_before_it_is_ticked_and_survives_a_crash(live, phone):
    page = phone(live.cast.ada)
    ada = Phone(page, live.cast.ada)
    page.evaluate(SPY)
    ada("queue.add({ code: given }).then(() => seen.push('ticked'))", UNKNOWN)
    assert page.evaluate("seen") == ["strict", "ticked"]
    page.evaluate("() => { window.lost = true; }")  # what iOS does to a page in the background
    [item] = ada.add(badge(live, live.cast.ben))
    crash(page)
    again = Phone(page.context.new_page())
    assert again("queue.waiting()")[1] == item
    assert again.send() == ("ok", 0)
    assert scans_of(live.cast.ada)[item["id"]] == "requested"


def crash(page: Page) -> None:
    """What the browser shows as "Aw, snap": nothing in the page runs to its end."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


@pytest.mark.parametrize("locks", [True, False])
def test_of_two_tabs_one_sends(live, phone, hall, locks):
    page = phone(live.cast.ada)
    if not locks:
        page.context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    one, other = Phone(page, live.cast.ada), Phone(page.context.new_page())
    items = [*one.add(*[UNKNOWN] * 3), *other.add(*[UNKNOWN] * 3)]
    hall.hold()
    page.evaluate("() => { window.sending = eventnet.sync.send(); }")
    assert hall.came.wait(5)
    assert other.send() == ("busy", 6)
    items += other.add(UNKNOWN)
    hall.go_on.set()
    assert page.evaluate("window.sending") == {"state": "ok", "left": 0}
    assert sorted(hall.ids) == sorted(item["id"] for item in items)


def test_it_is_sent_at_the_start_when_online_when_seen_after_each_scan_and_after_a_pause(live, phone, hall):
    page = phone(live.cast.ada)
    ada = Phone(page, live.cast.ada)
    ada.add(UNKNOWN)
    ada("network.pace.first = 600_000")
    ada("sync.start()")
    ada.until_empty()
    page.context.set_offline(True)
    ada.add(UNKNOWN)
    assert ada.send() == ada.send() == ("offline", 1)
    page.context.set_offline(False)
    ada.until_empty()
    hall.answer = lambda _body: ("200 OK", "text/html", "")
    ada.add(UNKNOWN)
    assert ada.send() == ("portal", 1)
    hall.answer = lambda _body: None
    page.evaluate("() => { document.dispatchEvent(new Event('visibilitychange')); }")
    ada.until_empty()
    ada.add(UNKNOWN)
    ada.until_empty()
    ada("Object.assign(network.pace, { first: 20, abort: 300 })")
    hall.hold()
    [item] = ada.add(UNKNOWN)
    assert ada.send() == ("offline", 1)
    assert not hall.gave_up  # the phone did, much sooner
    hall.go_on.set()
    ada.until_empty()
    assert item["id"] in scans_of(live.cast.ada)


def test_a_busy_server_is_left_alone_as_long_as_it_asks(live, phone, hall):
    ada = Phone(phone(live.cast.ada), live.cast.ada)
    ada.add(UNKNOWN)
    hall.answer = lambda _body: ("503 Service Unavailable", "application/json", "{}", [("Retry-After", "1")])
    assert ada.send() == ("offline", 1)
    hall.answer = lambda _body: None
    assert ada.send() == ("offline", 1)
    assert len(hall.bodies) == 1
    ada.until_empty()
    assert len(hall.bodies) == 2
