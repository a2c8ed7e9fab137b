"""Steps that people take in browser tests: join, confirm, read a letter, read a code off a screen."""

import io
import re
from email.message import EmailMessage

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from eventnet.clock import now
from eventnet.codes import base32_decode
from eventnet.exchange.livecode import LIVE_SECONDS, reads_as
from tests.browsing import Live
from tests.smtp_server import deliver
from tests.waiting import until


def join(page: Page, address: str, email: str) -> None:
    page.goto(address)
    page.get_by_label("Your name").fill("Fay Young")
    page.get_by_label("Your e-mail").fill(email)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="My code")).to_be_attached()


def confirm(page: Page, live: Live, email: str) -> None:
    deliver(live.app)
    digits = re.search(r"\d{6}", str(the_letter(live, email)["Subject"]))
    assert digits
    page.goto("/sign-in/code")
    page.get_by_label("Six digits").fill(digits.group())
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Your e-mail address is confirmed")).to_be_visible()


def the_letter(live: Live, address: str, about: str = "") -> EmailMessage:
    """The last one that reached this mailbox, with these words in its subject."""
    return [letter for letter in live.smtp.to(address) if about in str(letter["Subject"])][-1]


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(letter: EmailMessage, path: str) -> str:
    found = re.search(rf"http://127\.0\.0\.1:\d+{path}\S+", text_of(letter))
    assert found
    return found.group()


def code_on(place: Locator) -> str:
    """What a camera reads there."""
    found = seen_on(place)
    assert found
    return found


def live_code_on(page: Page) -> str:
    """What a camera reads off "My code" once its phone knows the time and shows the code of this minute."""
    place, found = page.locator(".qr:visible"), ""

    def is_of_this_minute() -> bool:
        nonlocal found
        found = seen_on(place)
        read = reads_as(found, "127.0.0.1")
        step = int.from_bytes(base32_decode(read.proof, 12)[:4], "big") if read and read.proof else 0
        return abs(step * LIVE_SECONDS - now().timestamp()) < 2 * LIVE_SECONDS

    until(is_of_this_minute)
    return found


def seen_on(place: Locator) -> str:
    """Nothing, where a camera reads nothing."""
    with Image.open(io.BytesIO(place.screenshot())) as picture:
        found = zxingcpp.read_barcode(picture)
    return found.text if found else ""
