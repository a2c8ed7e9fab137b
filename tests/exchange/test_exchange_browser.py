"""What a script adds to the code page: the live code, its renewal, and the news, in a real browser."""

import re

import pytest
import zxingcpp
from PIL import Image

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import livecode
from tests.exchange.scans import holds, scan_meanwhile
from tests.waiting import until

pytestmark = pytest.mark.browser


def read(page, tmp_path) -> str:
    """As another phone's camera would; nothing while one code takes the place of another."""
    picture = tmp_path / "code.png"
    page.locator("#live-panel .qr").screenshot(path=picture)
    return "".join(code.text for code in zxingcpp.read_barcodes(Image.open(picture)))


def told(page) -> str:
    return page.get_by_role("status").filter(has=page.locator(".notice")).inner_text()


def test_the_screen_shows_a_live_code_that_another_phone_reads(live, phone, tmp_path):
    page = phone(live.cast.ada)
    page.goto("/code")
    form = re.compile(rf"{live.url.upper()}/P/[0-9A-Z]{{16}}\.[0-9A-Z]{{20}}(#[0-9A-Z]+)?")
    code = until(lambda: form.fullmatch(read(page, tmp_path)))[0]  # sent with the badge code, which its script changes
    other = phone(live.cast.cleo)
    other.goto(code)
    db.session.rollback()  # this test holds no lock
    other.get_by_role("button", name="Swap cards").click()
    other.get_by_role("heading", name="You and Ada Lindqvist have each other's card.").wait_for()


def test_without_scripts_the_screen_shows_the_badge_code(live, phone, tmp_path):
    page = phone(live.cast.ada, java_script_enabled=False)
    page.goto("/code")
    assert read(page, tmp_path) == f"{live.url.upper()}/B/{live.cast.at(live.cast.ada).badge}"
    assert page.locator("noscript p").is_visible()  # get_by_text does not look into it
    assert not page.get_by_role("tablist").is_visible()  # nothing that would do nothing


def test_a_card_that_comes_is_said_without_reloading_and_can_be_withdrawn_at_once(live, phone):
    cast, page = live.cast, phone(live.cast.ada)
    page.goto("/code")
    scan_meanwhile(cast.cleo, code_of(live, cast.ada))
    notice = page.locator(".news .notice")
    notice.wait_for()
    assert "You and Cleo Brandt have each other's card." in told(page)
    link = notice.get_by_role("link")
    theirs = holds(cast.ada, cast.cleo)
    assert theirs
    assert link.get_attribute("href") == f"/contacts/{theirs.code}"
    notice.get_by_role("button", name="Withdraw my card").click()
    page.get_by_text("Cleo Brandt no longer has your card.").wait_for()
    assert page.url.endswith("/code")
    db.session.rollback()
    assert holds(cast.cleo, cast.ada) is None


def code_of(live, person) -> str:
    attendee = live.cast.at(person)
    return f"/P/{attendee.badge}.{livecode.proof(attendee.live_key, attendee.badge, now())}"


def test_a_badge_scan_is_said_and_answered_with_one_tap(live, phone):
    cast, page = live.cast, phone(live.cast.ada)
    page.goto("/code")
    scan_meanwhile(cast.cleo, f"/B/{cast.at(cast.ada).badge}")
    notice = page.locator(".news .notice")
    notice.wait_for()
    assert "Cleo Brandt gave you a card and would like yours." in told(page)
    assert notice.get_by_role("button", name="Withdraw my card").count() == 0
    notice.get_by_role("button", name="Give mine back").click()
    page.get_by_text("Cleo Brandt has your card now, too.").wait_for()
    db.session.rollback()
    assert holds(cast.cleo, cast.ada)


def test_news_are_said_once(live, phone):
    cast, page = live.cast, phone(live.cast.ada)
    page.goto("/code")
    with page.expect_response(lambda answer: "/inbox" in answer.url and answer.status == 200):
        scan_meanwhile(cast.cleo, code_of(live, cast.ada))
    with page.expect_response(lambda answer: "/inbox" in answer.url and answer.status == 304):
        pass
    assert page.locator(".news .notice").count() == 1


SEEN = """() => ["[data-live]", ".news"].map((place) => {
  const box = document.querySelector(place).getBoundingClientRect();
  const at = (x, y) => document.elementFromPoint(x, y)?.closest(place);
  const middle = (box.left + box.right) / 2;
  return Boolean(at(middle, box.top + 1) && at(middle, box.bottom - 1));
})"""


def test_many_news_leave_the_code_on_the_screen(live, phone):
    cast, page = live.cast, phone(live.cast.ada)
    page.goto("/code")
    for person in (cast.ben, cast.cleo, cast.eve):
        scan_meanwhile(person, code_of(live, cast.ada))
    page.get_by_text("You and Eve Adler have each other's card.").wait_for()
    assert page.locator(".news .notice").count() == 2
    assert page.evaluate(SEEN) == [True, True]  # the whole picture, and the news
