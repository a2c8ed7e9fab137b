"""Steps that people take in browser tests: join, confirm, read a letter, read a code off a screen."""

import io
import re
from email.message import EmailMessage

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browsing import Live
from tests.smtp_server import deliver


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
    with Image.open(io.BytesIO(place.screenshot())) as picture:
        found = zxingcpp.read_barcode(picture)
    assert found is not None
    return found.text
