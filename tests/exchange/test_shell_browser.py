"""The app on the phone: opens without a network, is renewed without harm, and is emptied when somebody signs out."""

import io
import json
import re
from threading import Event

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from eventnet import assets
from eventnet.db import db
from eventnet.exchange.models import Scan
from tests import waiting
from tests.exchange.offline import Hall, sign_in_as

pytestmark = pytest.mark.browser

INSTALLED = """async () => {
  const { active } = await navigator.serviceWorker.ready;
  if (active.state !== "activated") await new Promise((done) => active.addEventListener("statechange", done));
}"""
KEEP = """async ([code, card]) => {
  const queue = await import(new URL("offline/queue.js", document.querySelector("script[type=module]").src));
  await queue.add({ code, card, verified: "Career day" });
}"""
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const found = new Promise((done) => registration.addEventListener("updatefound", done, { once: true }));
  registration.update().catch(() => {});
  await found;
  const next = registration.installing;
  const changed = () => new Promise((done) => next.addEventListener("statechange", done, { once: true }));
  while (next.state === "installing") await changed();
  return next.state;
}"""
HAS_READER = """async () => {
  const [name] = await caches.keys();
  const kept = await (await caches.open(name)).keys();
  const build = document.querySelector("script[type=module]").src.split("/js/")[0];
  return kept.some(({ url }) => url.startsWith(build) && url.endsWith(".wasm"));
}"""
QUEUE = """async () => {
  const queue = await import(new URL("offline/queue.js", document.querySelector("script[type=module]").src));
  return (await queue.waiting()).length;
}"""
LEFTOVERS = """async () => ({
  databases: (await indexedDB.databases()).map(({ name }) => name).filter((name) => name !== "eventnet"),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
BEN = {"name": "Ben Okafor", "headline": "Test rigs", "organisation": "Railworks"}


@pytest.fixture
def app_phone(live, phone):
    """A phone with the app on it, where somebody is signed in; on the page that opens then."""

    def install(person, **options) -> Page:
        page = phone(person, service_workers="allow", **options)
        page.goto("/code")
        page.evaluate(INSTALLED)
        known(page, person)
        return page

    return install


def until(page: Page, script: str, given: object = None) -> None:
    """Wait until the promise that a script gives is kept with `true`; wait_for_function takes any promise for that."""
    found = page.evaluate(
        f"""async (given) => {{
          for (const end = Date.now() + 10_000; Date.now() < end; ) {{
            if (await ({script})(given)) return true;
            await new Promise((again) => requestAnimationFrame(again));
          }}
          return false;
        }}""",
        given,
    )
    assert found, script


def known(page: Page, person) -> None:
    until(
        page,
        """async (code) => {
          const person = await import(new URL("offline/person.js", document.querySelector("script[type=module]").src));
          return (await person.whoIsHere()) === code;
        }""",
        person.code,
    )


def edition(page: Page) -> str:
    return str(page.evaluate("document.querySelector('script[type=module]').src.split('/')[4]"))


def opened(page: Page, address: str) -> str:
    page.goto(address)
    page.wait_for_selector("script[type=module]", state="attached")
    return edition(page)


def test_installed_once_the_app_opens_without_a_network(live, app_phone):
    page = app_phone(live.cast.ada)
    session = page.context.new_cdp_session(page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {error["errorId"] for error in errors} <= {"in-incognito"}  # as every browser of a test is
    assert session.send("Page.getAppManifest")["errors"] == []
    page.context.set_offline(True)
    page.evaluate(KEEP, ["/B/0000000000000000", BEN])
    page.goto("/code")
    expect(page.get_by_role("heading", name="My code")).to_be_attached()
    assert page.evaluate("document.body.dataset.person") == ""
    expect(page.get_by_role("navigation", name="Places").get_by_role("link", name="Code")).to_have_attribute(
        "aria-current", "page"
    )
    page.goto("/kept")
    expect(page.get_by_text("Ben Okafor")).to_be_visible()
    page.goto("/scan")
    expect(page.get_by_role("heading", name="Scan a code")).to_be_attached()


def test_what_needs_the_network_says_so_and_offers_what_does_not(live, app_phone):
    page = app_phone(live.cast.ada)
    page.context.set_offline(True)
    page.goto("/people")
    expect(page.get_by_text("This page needs the network.")).to_be_visible()
    assert page.url.endswith("/people")
    badge = live.cast.at(live.cast.ben).badge
    by_camera = page.context.new_page()
    by_camera.goto(f"/b/{badge}#signed")
    expect(by_camera.get_by_role("heading", name="Scan a code")).to_be_attached()
    assert by_camera.url.endswith(f"/b/{badge}#signed")
    by_camera.close()
    page.context.set_offline(False)  # what stands in loads again by itself
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()
    page.goto("/profile")
    page.get_by_label("What you do, in one line").fill("Written in the tunnel")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("nothing was sent")).to_be_visible()
    page.context.set_offline(False)
    page.go_back()
    expect(page.get_by_label("What you do, in one line")).to_have_value("Written in the tunnel")


def test_a_hall_that_lets_nothing_through_is_not_waited_for(live, app_phone):
    page = app_phone(live.cast.ada)
    go_on, inner = Event(), live.app.wsgi_app

    def hall(environ, start_response):
        if environ["PATH_INFO"] == "/follow-up":
            assert go_on.wait(10)
        return inner(environ, start_response)

    live.app.wsgi_app = hall
    page.context.service_workers[0].evaluate("PACE.patience = 300")
    page.goto("/follow-up")
    expect(page.get_by_text("This page needs the network.")).to_be_visible()
    page.context.service_workers[0].evaluate("PACE.patience = 8000")
    go_on.set()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Follow-up")).to_be_visible()


def test_a_new_edition_takes_over_between_two_pages_and_the_scans_stay(live, app_phone, monkeypatch):
    page = app_phone(live.cast.ada)
    until(page, HAS_READER)
    page.goto("/kept")
    first, [shell] = edition(page), page.evaluate("caches.keys()")
    hall = Hall(live.app)
    hall.answer = lambda _body: ("503 Service Unavailable", "text/html", "")
    page.evaluate(KEEP, ["/B/0000000000000000", BEN])

    monkeypatch.setattr(assets, "build", lambda: "a" * 12)
    whole = assets.names
    monkeypatch.setattr(assets, "names", lambda pattern: [*whole(pattern), "js/missing.js"])
    assert page.evaluate(UPDATE) == "redundant"  # a file is missing: the edition that works stays
    assert page.evaluate("caches.keys()") == [shell]

    monkeypatch.setattr(assets, "names", whole)
    monkeypatch.setattr(assets, "build", lambda: "b" * 12)
    assert page.evaluate(UPDATE) == "installed"
    assert edition(page) == first
    page.get_by_role("button", name="Send now").click()  # the old page goes on working
    expect(page.get_by_text("Nothing could be sent.")).to_be_attached()

    page.context.set_offline(True)
    waiting.until(lambda: opened(page, "/kept") == "b" * 12)  # on a slow phone with a later page
    expect(page.get_by_text("Ben Okafor")).to_be_visible()
    assert page.evaluate("caches.keys()") == [f"eventnet-{assets.edition()}"]
    assert page.evaluate(HAS_READER)
    hall.answer = lambda _body: None
    page.context.set_offline(False)
    expect(page.get_by_text("Nothing here yet")).to_be_visible()
    db.session.rollback()
    assert len(list(Scan.by(live.cast.ada))) == 1


def test_signing_out_asks_about_scans_that_are_nowhere_else(live, app_phone):
    page, badge = app_phone(live.cast.ada), f"/B/{live.cast.at(live.cast.ben).badge}"
    hall = Hall(live.app)
    hall.answer = lambda _body: ("200 OK", "text/html", "<h1>Welcome to the hall</h1>")
    page.evaluate(KEEP, [badge, BEN])
    page.goto("/profile")
    page.get_by_role("button", name="Sign out", exact=True).click()
    dialog = page.get_by_role("dialog", name="1 scan is still only on this phone.")
    dialog.get_by_role("button", name="Stay").click()
    expect(dialog).to_be_hidden()
    assert page.evaluate(QUEUE) == 1

    page.get_by_role("button", name="Sign out", exact=True).click()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save a rescue file").click()
    saved = json.loads(download.value.path().read_text())
    assert [scan["code"] for scan in saved["scans"]] == [badge]
    assert saved["person"] == live.cast.ada.code
    dialog.get_by_role("button", name="Send now").click()
    expect(dialog.get_by_text("Nothing could be sent just now.")).to_be_visible()
    hall.answer = lambda _body: None
    dialog.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("You are signed out on this device.")).to_be_visible()
    assert page.evaluate(LEFTOVERS) == {"databases": [], "caches": [], "workers": 0}
    db.session.rollback()
    assert len(list(Scan.by(live.cast.ada))) == 1


def test_dropped_scans_are_gone_and_without_a_network_nobody_is_signed_out(live, app_phone):
    page = app_phone(live.cast.ada)
    page.goto("/devices")
    page.context.set_offline(True)
    page.get_by_role("button", name="Sign out").first.click()
    expect(page.get_by_text("Signing out needs the network.")).to_be_visible()
    page.get_by_role("button", name="Stay").click()
    page.evaluate(KEEP, ["/B/0000000000000000", BEN])
    Hall(live.app).answer = lambda _body: ("503 Service Unavailable", "text/html", "")
    page.context.set_offline(False)
    page.get_by_role("button", name="Sign out").first.click()
    page.get_by_role("button", name="Sign out and drop them").click()
    page.wait_for_url("**/sign-in")
    assert page.evaluate(LEFTOVERS) == {"databases": [], "caches": [], "workers": 0}


def test_the_next_person_on_this_phone_sees_nothing_of_the_one_before(live, app_phone):
    page = app_phone(live.cast.ada)
    Hall(live.app).answer = lambda _body: ("503 Service Unavailable", "text/html", "")
    page.evaluate(KEEP, ["/B/0000000000000000", BEN])
    page.context.clear_cookies()
    page.goto("/kept")
    expect(page.get_by_text("Please sign in again.")).to_be_visible()
    expect(page.get_by_text("Ben Okafor")).to_be_visible()
    sign_in_as(live, page.context, live.cast.cleo)
    page.goto("/contacts")
    known(page, live.cast.cleo)
    page.goto("/kept")
    expect(page.get_by_text("Nothing here yet")).to_be_visible()
    assert page.get_by_text("Ben Okafor").count() == 0


def test_the_shells_speak_the_language_that_was_chosen(live, app_phone):
    page = app_phone(live.cast.ada)
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_role("button", name="English")).to_be_visible()  # the answer itself, not a shell of before
    until(page, "async () => (await caches.match('/shell/kept')).headers.get('Content-Language') === 'de'")
    page.context.set_offline(True)
    page.goto("/kept")
    assert page.evaluate("document.documentElement.lang") == "de"


@pytest.mark.parametrize("page", ["code", "scan", "kept"])
def test_a_shell_holds_nothing_of_anybody(cast, browser_of, client, page):
    own = browser_of(cast.ada)
    own.get("/profile")
    answer = own.get(f"/shell/{page}")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Set-Cookie" not in client.get(f"/shell/{page}").headers
    text = answer.get_data(as_text=True)
    assert text == client.get(f"/shell/{page}").get_data(as_text=True)
    assert "csrf" not in text
    for secret in (cast.ada.name, cast.ada.code, cast.event.name, cast.at(cast.ada).badge):
        assert secret not in text


def test_the_manifest_keeps_its_word(cast, client):
    manifest = client.get("/manifest.webmanifest?language=de").get_json(force=True)
    assert manifest["lang"] == "de"
    assert manifest["start_url"] == "/code"
    icons = manifest["icons"] + [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    for icon in icons:
        picture = Image.open(io.BytesIO(client.get(icon["src"]).data))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]
        assert client.get(icon["src"]).mimetype == icon["type"]


def test_the_worker_names_every_file_it_needs_and_none_is_missing(cast, client):
    source = client.get("/sw.js")
    assert source.headers["Cache-Control"] == "no-cache"
    shell = json.loads(re.match(r"const SHELL = (\{.*?\n\});", source.get_data(as_text=True), re.DOTALL).group(1))
    for address in (*shell["files"], *shell["later"]):
        assert "immutable" in client.get(address).headers["Cache-Control"], address
    for address in shell["pages"].values():
        assert client.get(address).headers["X-Eventnet-Edition"] == shell["edition"]
    assert not [address for address in shell["files"] if "wasm" in address]


def test_only_a_page_that_asked_makes_the_browser_wipe_the_phone(cast, browser_of):
    assert "Clear-Site-Data" not in browser_of(cast.ada).post("/sign-out").headers
    wiped = browser_of(cast.ada).post("/sign-out", data={"phone": "emptied"})
    assert wiped.headers["Clear-Site-Data"] == '"storage"'
