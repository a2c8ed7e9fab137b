"""My code on the phone: made there, read by others to the byte, with a network or without one."""

import json
import random
import re
import string
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from eventnet.clock import now
from eventnet.codes import ALPHABET
from eventnet.db import db, reading
from eventnet.events.joining import add_attendee
from eventnet.exchange import livecode, signedcard
from eventnet.exchange.shortening import Fields
from tests.cast import NOW
from tests.exchange.scans import scan_meanwhile
from tests.exchange.test_degraded import drawn, ours
from tests.exchange.test_shell_browser import INSTALLED
from tests.exchange.test_signedcard import SIGNER
from tests.steps import code_on
from tests.test_pages import LAYOUT_SHIFT
from tests.waiting import until

pytestmark = pytest.mark.browser

VECTORS = Path(__file__).parent / "vectors"
LIVE = json.loads((VECTORS / "live.json").read_text())
CARDS = json.loads((VECTORS / "cards.json").read_text())["cards"]
KNOWS_THE_TIME = "Math.abs(Number(localStorage['eventnet clock']) - 2 * 86_400_000) < 60_000"  # milliseconds
LARGEST = 13 * 4 + 17  # modules of version 13

LOAD = "const load = (name) => import(`/assets/x/js/exchange/${name}.js`);"
CHECK = f"""async ([live, cards]) => {{
  {LOAD}
  const [{{ proof, spoken }}, {{ read, verify }}] = await Promise.all([load("livecode"), load("signedcard")]);
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));
  return {{
    live: await Promise.all(live.map(async ({{ key, badge, at }}) => [
      await proof(bytes(key), badge, new Date(at)), await spoken(bytes(key), badge, new Date(at))])),
    cards: await Promise.all(cards.map(async ({{ card, badge, key, at }}) => {{
      const said = read(card);
      const signer = await verify(card, badge, [{{ ...key, name: "another", x: key.y }}, key], new Date(at));
      return {{ ...said, expires: said && said.expires.getTime() / 1000, signer }};
    }})),
    nothing: [read(""), read("0"), read("040G"), read("U".repeat(200)), await verify("", "", [])],
  }};
}}"""
DRAW = f"""async (given) => {{
  {LOAD}
  const {{ livePicture, cardPicture }} = await load("codeshown");
  return Promise.all(given.map(async ({{ address, attendance, vcard, at }}) => (
    vcard ? cardPicture({{ vcard }}) : await livePicture(address, attendance, new Date(at))
  ).outerHTML));
}}"""


def matrix(svg: str) -> Image.Image:
    """One pixel a module, as the picture says."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    picture = Image.new("L", (size, size), 255)
    draw = ImageDraw.Draw(picture)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        draw.line((int(x), int(y), int(x) + int(width) - 1, int(y)), fill=0)
    return picture


def read(picture: Image.Image) -> str:
    side = picture.width + 8
    framed = Image.new("L", (side, side), 255)
    framed.paste(picture, (4, 4))
    found = zxingcpp.read_barcode(framed.resize((side * 3, side * 3), Image.Resampling.NEAREST))
    assert found is not None
    assert found.ec_level in "MQH"
    return str(found.text)


def test_the_examples_hold_in_the_browser(live, phone):
    page = phone()
    page.goto("/healthz")
    found = page.evaluate(CHECK, [LIVE, CARDS])
    assert found["live"] == [[one["proof"], one["spoken"]] for one in LIVE]
    for card, seen in zip(CARDS, found["cards"], strict=True):
        assert seen["signer"] == (card["key"]["name"] if card["verified"] else ""), card["what"]
        if card["verified"]:
            assert [seen[field] for field in ("name", "headline", "organisation", "number", "expires")] == [
                card[field] for field in ("name", "headline", "organisation", "kid", "expires")
            ], card["what"]
    assert found["nothing"] == [None, None, None, None, ""]


def some_live_codes(chance: random.Random) -> list[tuple[dict[str, Any], str]]:
    """What a phone is to draw, and what is to be read: cards that are as long as they may be, and short ones."""
    letters = string.ascii_letters + "äßéøž 中文한글 абв 🙂👩🏽‍🔬 "
    found = []
    for number in range(60):
        host = f"https://{'x' * chance.choice([1, 8, 20, 60, 63])}.example.org{chance.choice(['', ':8443'])}"
        address = f"{host}/P/".upper() if number % 10 else f"{host}/sub_path/P/"  # not alphanumeric: bytes
        badge = "".join(chance.choices(ALPHABET, k=16))
        key, at = chance.randbytes(32), NOW + timedelta(seconds=chance.randrange(10**7))
        words = ["".join(chance.choices(letters, k=chance.choice([1, 12, 40, 200]))) for _field in range(3)]
        code = f"{address}{badge}.{livecode.proof(key, badge, at)}"
        body = signedcard.unsigned(258, NOW + timedelta(days=9), Fields("N" + words[0], words[1], words[2]), code)
        card = signedcard.signed(body, badge, SIGNER) if body and number % 7 else ""
        attendance = {"badge": badge, "live_key": b64(key), "signed_card": card}
        found.append(
            ({"address": address, "attendance": attendance, "at": at.isoformat()}, code + "#" * bool(card) + card)
        )
    return found


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def test_every_live_code_that_the_phone_draws_is_read_back_to_the_byte(live, phone):
    page = phone()
    page.goto("/healthz")
    wanted = some_live_codes(random.Random(3))
    pictures = [matrix(svg) for svg in page.evaluate(DRAW, [given for given, _text in wanted])]
    for picture, (_given, text) in zip(pictures, wanted, strict=True):
        assert read(picture) == text
    assert max(picture.width for picture in pictures) == LARGEST  # the longest were among them, and none is larger


def test_what_does_not_fit_is_left_off_in_the_order_that_is_stated(live, phone):
    """The card first, and then correction; of a vCard the note, links, headline, organisation and phone."""
    page = phone()
    page.goto("/healthz")
    key, badge, at = bytes(32), "0" * 16, NOW.isoformat()
    attendance = {"badge": badge, "live_key": b64(key), "signed_card": "A" * 420}
    lines = ["BEGIN:VCARD", "VERSION:3.0", "UID:urn:eventnet:1", "N:Ng;Ada;;;", "FN:Ada Ng", f"ORG:{'o' * 70}"]
    lines += [f"TITLE:{'t' * 70}", "EMAIL;TYPE=INTERNET:ada@example.org", "TEL;TYPE=VOICE:+4934112345"]
    lines += [f"item1.URL:https://example.org/{'u' * 20}", "item1.X-ABLabel:Site", f"NOTE:{'n' * 60}", "END:VCARD"]
    vcards = ["\r\n".join(lines)]
    vcards += [vcards[0].replace("o" * 70, "o" * 240), vcards[0].replace("t" * 70, "\r\n ".join(["tü" * 33] * 5))]
    vcards += [vcards[0].replace("Ada Ng", "é" * 200).replace("Ng;Ada", "é" * 200)]
    given = [{"address": f"HTTPS://{'H' * length}.DE/P/", "attendance": attendance, "at": at} for length in (9, 250)]
    texts = [read(matrix(svg)) for svg in page.evaluate(DRAW, [*given, *({"vcard": vcard} for vcard in vcards)])]
    plain = f".DE/P/{badge}.{livecode.proof(key, badge, NOW)}"
    assert [text.removeprefix("HTTPS://").strip("H") for text in texts[:2]] == [plain, plain]
    kept = [{re.split(r"[:;]", line)[0] for line in text.split("\n")} for text in texts[2:]]
    always = {"BEGIN", "VERSION", "N", "FN", "EMAIL", "END"}
    assert kept == [always | {"TITLE", "ORG", "TEL", "URL"}, always | {"TEL"}, always | {"ORG", "TEL"}, always]


def test_the_size_is_that_of_the_layout_that_was_measured(live, phone):
    page = phone()
    page.goto("/healthz")
    cards = [card["card"] for card in CARDS if card["verified"]]
    layouts = [ours("P/7K3M9QRTVWXYZ012.0E8H5R4YC017QXP86750", card)[0] for card in ["", *cards]]
    levels = [ours("P/7K3M9QRTVWXYZ012.0E8H5R4YC017QXP86750", card)[1] for card in ["", *cards]]
    texts = ["".join(text for text, _mode in parts) for parts in layouts]
    script = f"async (texts) => {{ {LOAD} const {{ svg }} = await load('qr');"
    script += " return texts.map((text) => svg(text, text.includes('#') ? 'M' : 'Q').outerHTML); }"
    sizes = [matrix(svg).width for svg in page.evaluate(script, texts)]
    assert sizes == [drawn(parts, level).version * 4 + 17 for parts, level in zip(layouts, levels, strict=True)]


def shown(page: Page) -> tuple[str, str, str]:
    """Badge and proof as another phone reads them, and the signed card."""
    expect(page.locator("[data-live] svg")).to_be_visible()
    address, _hash, card = code_on(page.locator("#live-panel .qr")).partition("#")
    badge, proof = address.rpartition("/")[2].split(".")
    return badge, proof, card


def shows_the_code_of(live, page: Page, at: datetime) -> None:
    mine = live.cast.at(live.cast.ada)
    badge, proof, card = shown(page)
    step = livecode.proven_step(mine.live_key, mine.badge, proof)
    handle, spoken = page.locator(".qr-spoken").inner_text().split()
    assert (badge, handle) == (mine.badge, mine.handle)
    assert step is not None
    assert livecode.is_fresh(step, at)
    assert livecode.spoken_matches(mine.live_key, mine.badge, spoken, at)
    assert signedcard.read(card).fields.name == "Ada Lindqvist"


def test_my_code_opens_and_renews_itself_without_a_network_and_nothing_moves(live, phone):
    page = phone(live.cast.ada, service_workers="allow")
    page.goto("/code")
    page.evaluate(INSTALLED)
    expect(page.locator("[data-card] svg")).to_be_attached()  # the phone's own code took the place of the server's
    page.clock.install(time=NOW - timedelta(days=2))  # a clock that is wrong by two days
    page.goto("/code")
    expect(page.locator(".code:not([data-waiting]) [data-live] svg")).to_be_visible()
    until(lambda: page.evaluate(KNOWS_THE_TIME))  # from the server's next answer: before it, nobody can know
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Ada Lindqvist")).to_be_visible()
    expect(page.get_by_text("Career Day Leipzig")).to_be_visible()
    shows_the_code_of(live, page, now())
    before, spoken = shown(page), page.locator(".qr-spoken").inner_text()
    page.clock.fast_forward(90_000)
    expect(page.locator(".qr-spoken")).not_to_have_text(spoken)
    assert shown(page)[1] != before[1]
    shows_the_code_of(live, page, now() + timedelta(seconds=90))
    expect(page.locator("[data-spoken-words]")).to_have_text(re.compile(r"Spoken code:( [0-9A-Z]){8}"))
    assert page.evaluate(LAYOUT_SHIFT) < 0.001


def test_a_card_for_phones_without_eventnet_stands_in_the_second_tab(live, phone):
    page = phone(live.cast.ada)
    page.goto("/code")
    expect(page.locator("[data-card] svg")).to_be_attached()
    tabs = page.get_by_role("tablist", name="Which code")
    place = tabs.bounding_box()
    tabs.get_by_role("tab", name="My code").focus()
    page.keyboard.press("ArrowRight")
    tab = tabs.get_by_role("tab", name="For phones without eventnet")
    expect(tab).to_be_focused()
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name="For phones without eventnet")).to_be_visible()
    expect(page.locator("#live-panel")).not_to_be_visible()
    card = code_on(page.locator("#card-panel .qr"))
    assert card.startswith("BEGIN:VCARD\nVERSION:3.0\nN:Lindqvist;Ada;;;\nFN:Ada Lindqvist\n")
    assert tabs.bounding_box() == place
    page.keyboard.press("Home")
    expect(page.get_by_role("tabpanel", name="My code")).to_be_visible()


def change(live, work) -> None:
    db.session.rollback()
    with reading(False):
        work()
        db.session.commit()


ASK = """() => import(new URL("offline/person.js", document.querySelector("script[type=module]").src))
  .then(({ refresh }) => refresh()).then(() => true)"""


def test_another_event_a_badge_that_was_withdrawn_and_a_session_that_ended(live, phone):
    cast = live.cast
    change(live, lambda: setattr(add_attendee(cast.elsewhere, cast.ada), "claimed_at", NOW))
    page = phone(cast.ada, service_workers="allow")
    page.goto("/code")
    page.evaluate(INSTALLED)
    expect(page.locator("[data-card] svg")).to_be_attached()
    page.get_by_text("Another event").click()
    page.get_by_role("link", name="Congress Elsewhere").click()
    expect(page.locator("[data-event]")).to_have_text("Congress Elsewhere")
    assert shown(page)[0] == cast.at(cast.ada, cast.elsewhere).badge
    change(live, lambda: setattr(cast.at(cast.ada, cast.elsewhere), "badge_revoked_at", now()))
    page.evaluate(ASK)
    expect(page.get_by_text("Your badge was withdrawn by the organiser.")).to_be_visible()
    expect(page.locator("[data-panel]")).to_be_hidden()
    assert page.locator("[data-live] svg").count() == 0
    page.get_by_text("Another event").click()
    page.get_by_role("link", name="Career Day Leipzig").click()
    assert shown(page)[0] == cast.at(cast.ada).badge
    page.context.clear_cookies()
    page.evaluate(ASK)
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert page.locator("[data-live] svg").count() == 0
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert page.locator("[data-live] svg").count() == 0


SEEN_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def test_news_are_answered_on_the_kept_page_and_the_code_stays_where_it_is(live, phone):
    cast = live.cast
    page = phone(cast.ada, service_workers="allow", reduced_motion="reduce")
    page.goto("/code")
    page.evaluate(INSTALLED)
    expect(page.locator("[data-card] svg")).to_be_attached()
    page.goto("/code")
    expect(page.locator("[data-live] svg")).to_be_visible()
    with page.expect_response(re.compile("/inbox")):
        page.evaluate(SEEN_AGAIN)
    place = page.locator("[data-live]").bounding_box()
    scan_meanwhile(cast.cleo, f"/B/{cast.at(cast.ada).badge}")
    page.evaluate(SEEN_AGAIN)
    page.get_by_role("button", name="Give mine back").click()
    expect(page.get_by_text("Cleo Brandt has your card now, too.")).to_be_visible()
    assert page.locator("[data-live]").bounding_box() == place
    assert page.evaluate("document.documentElement.outerHTML").count("csrf_token") == 0
    assert page.evaluate(LAYOUT_SHIFT) < 0.001
