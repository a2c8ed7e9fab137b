"""The scanner as phones have it: a fake camera plays films of real code pages, with and without a network."""

from contextlib import suppress
from io import BytesIO

import pytest
import qrcode
from PIL import Image
from playwright.sync_api import Error, Page, expect

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import livecode
from eventnet.exchange.models import Contact, Encounter, Note, Promise, Scan
from eventnet.people.models import Person
from tests.browsing import Live, Open
from tests.exchange.film import Filmed, live_code_on

pytestmark = pytest.mark.browser

# Asked within the page, since a page's policy allows no text that becomes a script.
INSTALLED = """async () => {
  const databases = async () => (await indexedDB.databases()).some(({ name }) => /^eventnet .{16}$/.test(name));
  const files = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url);
  const all = async () => (await Promise.all((await caches.keys()).map(files))).flat();
  const reader = async () => (await all()).some((url) => url.endsWith(".wasm"));
  for (let tries = 0; tries < 100; tries++) {
    if (navigator.serviceWorker.controller && (await databases()) && (await reader())) return true;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}"""

LATER = "new Promise((enough) => setTimeout(enough, 30000))"


def install(page: Page) -> None:
    """The first visit with a network: the worker has the shells and the reader, the phone knows whose it is."""
    page.goto("/code")
    page.evaluate(
        "Promise.race([navigator.serviceWorker.ready, new Promise((no) => setTimeout(no, 30000))]).then(() => 1)"
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
    expect(page.locator(".kept")).to_have_attribute("data-waiting", "0")


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
    page.get_by_role("button", name="Ada Lindqvist").click()  # in the list of today
    expect(page.get_by_label("What did you talk about?")).to_have_value("Bearings")
    page.get_by_role("link", name="Open the card of Ada Lindqvist").click()
    page.get_by_role("heading", name="Ada Lindqvist").first.wait_for()
    assert stored(cleo, ada) == (1, "Bearings", ["Send the thesis"])


WATCH = """() => {
  const line = document.querySelector(".kept");
  const mark = (name) => (window[name] ??= performance.now());
  new MutationObserver(() => {
    if (line.dataset.waiting === "1") mark("waitsSince");
    if (!line.hidden) mark("saidAt");
  }).observe(line, { attributes: true });
}"""


def test_next_stays_under_the_finger_that_presses_it(live: Live, phone: Open, filmed: Filmed) -> None:
    """Pressing it ends the writing; what was written waits then, and the line about that would move the button."""
    other = phone(live.cast.ada)
    other.goto("/code")
    page, film = filmed(live.cast.cleo)
    film.shows(live_code_on(other))
    page.goto("/scan")
    reads(page, "You and Ada Lindqvist have each other's card.")
    sent(page)
    page.route("**/api/v1/scans", lambda _route: None)  # no answer comes
    page.evaluate(WATCH)
    write_down(page, "Bearings", "Send the thesis")
    page.get_by_text("Kept on this phone, 1 waiting").wait_for()
    assert page.evaluate("saidAt - waitsSince") > 1000


LOOKS = """async (looks) => {
  const sight = (await import("/assets/x/js/exchange/sight.js")).default();
  return looks.filter(([at, key]) => {
    Date.now = () => at;
    return key === "next" ? sight.goOn() && false : sight.isNew(key);
  });
}"""


def test_a_code_that_stays_in_sight_counts_once_however_slow_the_phone_looks(live: Live, phone: Open) -> None:
    page = phone()
    page.goto("/healthz")
    stays = [(0, "ada"), (60, "ada"), (5_000, "next"), (9_000, "ada"), (14_000, "ada")]
    slow = [(15_000, ""), (19_000, ""), (19_060, "ada"), (30_000, ""), (40_000, ""), (50_000, ""), (50_060, "ada")]
    away = [(51_000, ""), (52_000, ""), (53_000, ""), (54_200, ""), (54_260, "ada"), (54_320, "cleo")]
    new = page.evaluate(LOOKS, [*stays, *slow, *away])
    assert new == [[0, "ada"], [54_260, "ada"], [54_320, "cleo"]]


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
    film.shows()
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


def photo_of(text: str) -> dict[str, object]:
    """A file from a phone's camera, with a code that says this."""
    return as_photo(qrcode.make(text, border=4).convert("RGB"))


def as_photo(picture: Image.Image) -> dict[str, object]:
    file = BytesIO()
    picture.save(file, "PNG")
    return {"name": "photo.png", "mimeType": "image/png", "buffer": file.getvalue()}


def take_photo(page: Page, photo: dict[str, object]) -> None:
    page.get_by_label("Photo of a code").set_input_files(photo)  # type: ignore[arg-type]


def type_code(page: Page, code: str) -> None:
    page.get_by_label("Or type a code").fill(code)
    page.get_by_role("button", name="Swap cards").click()


NO_ANSWER = "navigator.mediaDevices.getUserMedia = () => new Promise(() => {});"
NOT_ALLOWED = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); };"
NO_ROOM = """IDBObjectStore.prototype.add = () => { throw new DOMException("", "QuotaExceededError"); };"""


def test_without_a_camera_a_photo_and_a_typed_code_do_the_same(live: Live, phone: Open) -> None:
    """No permission, no camera, no WebAssembly, no room: each says what is the matter, and there is a way on."""
    cast = live.cast
    cleo = cast.cleo
    other = phone(cast.ada)
    other.goto("/code")
    photo = as_photo(live_code_on(other))

    page = phone(cleo)
    page.clock.install()
    page.add_init_script(NO_ANSWER)
    with page.expect_response(lambda answer: "/api/v1/contacts" in answer.url):  # the last of what begins by itself
        page.goto("/scan")
    page.get_by_text("Starting the camera…").wait_for()
    page.clock.fast_forward(8_000)
    page.get_by_text("The camera does not answer").wait_for()
    page.evaluate(f"() => {{ {NOT_ALLOWED} }}")
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("The camera is not allowed here").wait_for()
    take_photo(page, as_photo(Image.new("RGB", (400, 400), "white")))
    reads(page, "No code found in this photo. Go closer, keep it straight and well lit, and take another.")
    take_photo(page, photo)
    reads(page, "You and Ada Lindqvist have each other's card.")
    page.get_by_role("button", name="Next").click()
    type_code(page, "hello")
    reads(page, "This is no code of eventnet. It has eight or sixteen letters and digits.")
    phone(cast.ben)  # is signed in, so what is spoken counts
    ben = cast.at(cast.ben)
    type_code(page, f"{ben.handle} {livecode.spoken_proof(ben.live_key, ben.badge, now())}".lower())
    reads(page, "You and Ben Okafor have each other's card.")

    page.get_by_role("button", name="Next").click()
    cookies = page.context.cookies()
    page.context.clear_cookies()
    type_code(page, cast.at(cast.ada).badge)
    reads(page, "Kept on this phone. Sign in, and it goes out.")
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.context.add_cookies(cookies)

    page.add_init_script("delete globalThis.WebAssembly")
    page.context.grant_permissions(["camera"])
    page.goto("/scan")
    page.get_by_text("This browser cannot read codes").wait_for()
    take_photo(page, photo_of(f"/B/{cast.at(cast.ada).badge}"))  # the server reads this one
    page.get_by_role("heading", name="Ada Lindqvist").wait_for()

    page = phone(cleo)
    page.add_init_script(NO_ROOM)
    page.context.grant_permissions(["camera"])
    page.goto("/scan")
    page.get_by_text("No camera found").wait_for()
    take_photo(page, photo)
    page.get_by_role("main").get_by_text("This phone has no room left").last.wait_for()
    expect(page.get_by_role("button", name="Next")).to_be_hidden()


VCARD = "\r\n".join(
    (
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Noether;Emmy",
        "",
        "ORG:Göttingen",
        "ORG:Professor",
        "TEL:+49 551 1234",
        "END:VCARD",
    )
)


def test_foreign_codes_are_shown_and_never_opened(live: Live, phone: Open) -> None:
    page = phone(live.cast.cleo)
    page.goto("/scan")
    page.get_by_text("No camera found").wait_for()
    take_photo(page, photo_of(VCARD))
    page.get_by_role("heading", name="Emmy Noether").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save to my contacts").click()
    file = saved.value.path().read_bytes().decode()
    assert saved.value.suggested_filename == "Emmy Noether.vcf"
    assert "\r\nN:Noether;Emmy;;;\r\nFN:Emmy Noether\r\nORG:Göttingen\r\nTITLE:Professor\r\n" in file

    for text, heading in (
        ("https://evil.example/P/0123456789ABCDEF", "A web address"),
        ('{"event_id":1,"server":{"base_url":"https://indico.example"}}', "A code for another app"),
        ("WIFI:T:WPA;S:Halle;P:geheim;;", "Not a card"),
    ):
        page.get_by_role("button", name="Back to the camera").click()
        take_photo(page, photo_of(text))
        page.get_by_role("heading", name=heading).wait_for()
        reads(page, text)
        assert page.get_by_role("main").locator('a[href*="evil"]').count() == 0
    assert page.url == f"{live.url}/scan"
    db.session.rollback()
    assert db.session.query(Scan).count() == 0


READINGS = {
    "HTTPS://EVENTS.EXAMPLE/P/0123456789ABCDEF.0123456789ABCDEFGHJK#0AB": "ours",
    "http://events.example:8000/b/0123-4567-89ab-cdef?x=1": "ours",
    "o123 4567 89ab cdef": "ours",
    "abcd-efgh": "spoken",
    "https://other.example/B/0123456789ABCDEF": "url",
    "https://pgeu.example/t/at/" + "0f" * 32 + "/": "ticket",
    '{"i":[2,"indico.cern.ch","mYK+TjLPRlangWKtRWCdEg=="]}': "ticket",
    '{"ticket":"z3fsn8jyufm5kpk768q69gkbyr5f4h6w","lead":"MQLJvANO3B"}': "ticket",
    '{"handshake_version":1,"url":"https://pretix.example","token":"x"}': "setup",
    "{broken": "unknown",
    "BEGIN:VCARD\nFN:Emmy\nEND:VCARD": "vcard",
    "MECARD:N:Noether,Emmy;TEL:123456;;": "mecard",
    "9982be4e-32cf-4656-a781-62ad45609d12::Ada": "ticket",
    "z3fsn8jyufm5kpk768q69gkbyr5f4h6w": "ticket",
    "MQLJvANO3B": "ticket",
    "javascript:alert(1)": "unknown",
    "Guten Tag, schöne Halle": "unknown",
}


def test_what_a_text_is(live: Live, phone: Open) -> None:
    """FORMATS 4.5, in its order."""
    page = phone()
    page.goto("/")
    source = page.locator("script[src*=main]").get_attribute("src").replace("main.js", "exchange/reading.js")
    found = page.evaluate(
        "async ([source, texts]) => { const { what } = await import(source);"
        " return texts.map((text) => what(text, 'events.example').kind); }",
        [source, list(READINGS)],
    )
    assert dict(zip(READINGS, found, strict=True)) == READINGS
