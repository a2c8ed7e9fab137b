"""Every page in a real browser: accessible in both languages and themes, from here alone, small, fit for a phone."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, Request

from eventnet.db import db
from eventnet.web.policies import policy_of
from tests.accessibility import violations
from tests.browsing import DESK, LOOKS, PHONE, Live, Open
from tests.objects import World, furnish

pytestmark = pytest.mark.browser

NO_PAGE = {"web.asset", "web.health", "web.readiness", "people.own_photo", "exchange.contact_photo"}
NO_PAGE |= {"exchange.contact_vcard", "followup.calendar_file", "followup.feed_file", "followup.open_answer"}
NO_PAGE |= {"followup.open_introduction", "followup.open_guest", "followup.guest_calendar"}
NO_PAGE |= {"followup.open_evening"}
NO_PLACE = ("/p/", "/b/", "/api/")  # lower case twins, and what programs ask
NO_PAGE |= {"organising.badge_preview", "organising.job_state"}
NO_PAGE |= {"organising.today_now", "organising.today_csv", "organising.after_csv", "organising.report_pdf"}
NO_PAGE |= {"organising.message_letter", "privacy.closing_report"}
NO_PAGE |= {"pwa.manifest", "pwa.worker", "exchange.shell"}  # a shell sends people without a phone's memory to sign in
NO_PAGE |= {"organising.paper_preview", "organising.code_cards", "organising.poster_pdf", "organising.badge_file"}
SMALLEST = {"width": 320, "height": 568}
HTML_BUDGET = 20 * 1024
FIRST_VISIT_BUDGET = 40 * 1024
FIRST_VISIT_REQUESTS = 4


@pytest.fixture
def world(live: Live) -> World:
    found = furnish(live.cast)
    for person in (live.cast.ada, live.cast.dora):
        person.language = "en"
    db.session.commit()
    return found


def pages(app: Flask, world: World) -> Iterator[tuple[str, str | None]]:
    """Each address once, with who visits it."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or rule.endpoint in NO_PAGE or rule.rule.startswith(NO_PLACE):
            continue
        policy = policy_of(app, rule.endpoint)
        is_desk = policy.startswith("member_of") or rule.endpoint == "events.new_event"
        visitor = "dora" if is_desk else None if policy == "public" else "ada"
        yield world.path(rule), visitor
    yield "/nowhere", None


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_every_page_is_for_everybody(live: Live, world: World, phone: Open, language: str, theme: str) -> None:
    """Accessible, no wider than the screen on a small phone, a phone and a desk, large enough for a thumb."""
    wrong: dict[str, list[str]] = {}
    for person in (live.cast.ada, live.cast.dora):
        person.language = language[:2]
    db.session.commit()
    for visitor in (None, "ada", "dora"):
        person = getattr(live.cast, visitor) if visitor else None
        page = phone(person, locale=language, color_scheme=theme, reduced_motion="reduce")
        foreign = watched(page)
        for number, (path, who) in enumerate(pages(live.app, world)):
            if who == visitor and is_walked(number, who, (language, theme)):
                page.goto(path)
                if problems := [*violations(page), *page.evaluate(SMALL_TARGETS), *too_wide(page)]:
                    wrong[f"{path} ({page.title()})"] = problems
        assert foreign == []
    assert wrong == {}


def is_walked(number: int, visitor: str | None, look: tuple[str, str]) -> bool:
    """The office's pages take turns between two looks; `make campaign` crosses all of them."""
    return visitor != "dora" or len(LOOKS) > 2 or number % 2 == LOOKS.index(look)


def too_wide(page: Page) -> list[str]:
    wide = []
    for size in (SMALLEST, DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        if not fits(page):
            wide.append(f"wider than {size['width']} pixels")
    return wide


def test_every_page_is_small(live: Live, world: World) -> None:
    from tests.cast import sign_in

    large = {}
    for path, who in pages(live.app, world):
        client = live.app.test_client()
        if who:
            sign_in(client, getattr(live.cast, who))
        size = len(client.get(path).data)
        if size > HTML_BUDGET:
            large[path] = size
    assert large == {}


def test_the_first_visit_is_light(live: Live, phone: Open) -> None:
    """The event page on a phone that was never here: everything it needs, over the wire."""
    page = phone()
    sizes: dict[str, int] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    names: dict[str, str] = {}
    session.on("Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({names.get(event["requestId"], "?"): event["encodedDataLength"]}),
    )
    page.goto(f"/e/{live.cast.event.slug}", wait_until="networkidle")
    over_the_wire = {name: size for name, size in sizes.items() if not name.startswith("data:")}
    assert len(over_the_wire) <= FIRST_VISIT_REQUESTS, over_the_wire
    assert sum(over_the_wire.values()) <= FIRST_VISIT_BUDGET, over_the_wire


def test_nothing_moves_while_the_first_page_loads(live: Live, phone: Open) -> None:
    page = phone()
    page.goto(f"/e/{live.cast.event.slug}", wait_until="networkidle")
    assert page.evaluate(LAYOUT_SHIFT) == 0


SMALL_TARGETS = """() => {
  const covers = (e) => getComputedStyle(e, "::after").position === "absolute";
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((e) => e.type !== "hidden" && e.offsetParent && !e.closest("p, .skip, .visually-hidden, dd, li > span"))
  .map((e) => [e, (e.closest("label") || (covers(e) ? e.offsetParent : e)).getBoundingClientRect()])
  .filter(([e, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
  .map(([e, box]) => e.outerHTML.slice(0, 120) + " " + Math.round(box.width) + "x" + Math.round(box.height));
}"""

LAYOUT_SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


def watched(page: Page) -> list[str]:
    """Fills with the addresses of other hosts that the page asks for."""
    foreign: list[str] = []
    own = urlsplit(page.url if page.url != "about:blank" else "http://127.0.0.1").hostname

    def note(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws"} and parts.hostname != own:
            foreign.append(request.url)

    page.on("request", note)
    return foreign


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
