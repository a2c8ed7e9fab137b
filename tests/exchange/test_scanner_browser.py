"""The scanner as phones have it: a fake camera plays films of real code pages, with and without a network."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from eventnet.db import db
from eventnet.exchange.models import Contact, Encounter, Note, Promise, Scan
from eventnet.people.models import Person
from tests.browsing import Live, Open
from tests.exchange.film import Filmed, filmed, live_code_on  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

# Asked within the page, since a page's policy allows no text that becomes a script.
INSTALLED = """async () => {
  const databases = async () => (await indexedDB.databases()).some(({ name }) => /^eventnet .{16}$/.test(name));
  const files = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url);
  const reader = async () => (await Promise.all((await caches.keys()).map(files))).flat().some((url) => /\\.wasm$/.test(url));
  for (let tries = 0; tries < 100; tries++) {
    if (navigator.serviceWorker.controller && (await databases()) && (await reader())) return true;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}"""


def install(page: Page) -> None:
    """The first visit with a network: the worker has the shells and the reader, the phone knows whose it is."""
    page.goto("/code")
    page.evaluate(
        "Promise.race([navigator.serviceWorker.ready, new Promise((no) => setTimeout(no, 15000))]).then(() => 1)"
    )
    page.reload()
    assert page.evaluate(INSTALLED)


def reads(page: Page, words: str) -> None:
    """It stands there for the eye, too, and not only for those who listen."""
    page.get_by_role("main").locator(":not(.visually-hidden)").get_by_text(words, exact=True).first.wait_for()


def the_card(page: Page) -> str:
    page.locator("[data-card]").wait_for()
    return page.locator("[data-theirs-badge]").inner_text()


def next_one(page: Page) -> None:
    page.get_by_role("button", name="Next").click()
    page.get_by_text("Point the camera at a code.").wait_for()


def write_down(page: Page, text: str, mine: str) -> None:
    page.get_by_label("What did you talk about?").fill(text)
    page.get_by_role("button", name="I promised").click()
    page.get_by_label("I promised", exact=True).fill(mine)


def sent(page: Page) -> None:
    """Nothing waits any more."""
    expect(page.locator(".kept")).to_be_hidden()


def stored(owner: Person, subject: Person) -> tuple[int, str, list[str]]:
    """How often it was scanned, what was noted, what was promised."""
    db.session.rollback()
    scans = db.session.query(Scan).filter_by(scanner_id=owner.id).count()
    note = Note.of(owner).where(Note.subject_id == subject.id).first()
    promises = db.session.query(Promise).filter_by(owner_id=owner.id, subject_id=subject.id).all()
    return scans, note.text if note else "", [promise.text for promise in promises]


def counted() -> tuple[int, int]:
    db.session.rollback()
    return db.session.query(Encounter).count(), db.session.query(Contact).count()


def test_a_live_code_is_scanned_noted_and_the_camera_goes_on(live: Live, phone: Open, filmed: Filmed) -> None:
    ada, cleo = live.cast.ada, live.cast.cleo
    other = phone(ada)
    other.goto("/code")
    page, film = filmed(cleo)
    film.shows(live_code_on(other))
    page.goto("/scan")
    reads(page, "You and Ada Lindqvist have each other's card.")
    assert "Leipzig University" in the_card(page)
    assert "Ada Lindqvist" in page.get_by_role("status").first.inner_text()
    write_down(page, "Bearings", "Send the thesis")
    page.get_by_text("Noted. Only you can read it.").wait_for()
    next_one(page)
    assert page.evaluate("document.querySelector('video').srcObject.active")
    other.get_by_text("You and Cleo Brandt have each other's card.").wait_for()
    sent(page)
    page.get_by_role(
        "button", name="Ada Lindqvist"
    ).click()  # in the list of today; the film goes on and counts no more
    expect(page.get_by_label("What did you talk about?")).to_have_value("Bearings")
    page.get_by_role("link", name="Open the card of Ada Lindqvist").click()
    page.get_by_role("heading", name="Ada Lindqvist").first.wait_for()
    assert stored(cleo, ada) == (1, "Bearings", ["Send the thesis"])


def test_scans_survive_dead_wifi(live: Live, phone: Open, filmed: Filmed) -> None:
    """Install, offline, reload, scan, card, note, reload, crash, an address opened by the phone's camera, online."""
    ada, cleo, ben = live.cast.ada, live.cast.cleo, live.cast.ben
    page, film = filmed(cleo)
    install(page)
    other = phone(ada)
    other.goto("/code")
    film.shows(live_code_on(other))
    page.context.set_offline(True)
    page.reload()
    page.goto("/scan")
    assert "Ada Lindqvist" in the_card(page)
    reads(page, "Signed by Career Day Leipzig")
    reads(page, "Your card goes out with the network.")
    write_down(page, "Bearings", "Send the thesis")
    page.reload()  # in the middle of a word
    page.get_by_text("Kept on this phone, 1 waiting").wait_for()
    page.get_by_text("Bearings").wait_for()
    page.get_by_role("button", name="Ada Lindqvist").wait_for()
    again = page.context.new_page()
    crash(page)
    again.goto(f"/B/{live.cast.at(ben).badge}")
    expect(again.get_by_text("The camera is off")).to_be_hidden()
    again.get_by_role("button", name="Give my card").click()
    reads(again, "The name comes with the network.")
    assert stored(cleo, ada) == (0, "", [])
    again.context.set_offline(False)
    again.get_by_text("has your card").first.wait_for()
    sent(again)
    other.get_by_text("You and Cleo Brandt have each other's card.").wait_for()
    assert stored(cleo, ada) == (2, "Bearings", ["Send the thesis"])
    assert counted() == (2, 3)  # Ben gives his card back when he likes


def crash(page: Page) -> None:
    """The process behind the page dies."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    page.close()


def test_two_phones_without_a_network_scan_each_other(live: Live, filmed: Filmed) -> None:
    ada, cleo = live.cast.ada, live.cast.cleo
    phones = {person.name: filmed(person) for person in (ada, cleo)}
    for page, _ in phones.values():
        install(page)
        page.context.set_offline(True)
        page.reload()
    (hers, her_film), (his, his_film) = phones[ada.name], phones[cleo.name]
    her_film.shows(live_code_on(his))
    his_film.shows(live_code_on(hers))
    for page, _ in phones.values():
        page.goto("/scan")
    assert "Cleo Brandt" in the_card(hers)
    assert "Ada Lindqvist" in the_card(his)
    for page, _ in phones.values():
        reads(page, "Signed by Career Day Leipzig")
    assert counted() == (0, 0)
    for page, _ in phones.values():
        page.context.set_offline(False)
        page.get_by_role("main").get_by_text("each other's card.").nth(1).wait_for()
        sent(page)
    assert counted() == (1, 2)
