"""The way from the poster to an agreed meeting without JavaScript, and from the poster to a contact without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from eventnet.db import db
from tests.browsing import Live, Open
from tests.smtp_server import deliver
from tests.steps import code_on, confirm, join, link_in, the_letter

pytestmark = pytest.mark.browser


def test_everything_works_without_javascript(live: Live, phone: Open) -> None:
    fay, ben = phone(java_script_enabled=False), phone(live.cast.ben, java_script_enabled=False, locale="en-GB")
    join(fay, f"/e/{live.cast.event.slug}", "fay@example.org")
    confirm(fay, live, "fay@example.org")

    ben.goto("/code")
    address = code_on(ben.locator(".qr:visible"))
    assert "/B/" in address
    fay.goto(address)
    fay.get_by_role("button", name="Give my card").click()
    ben.goto("/contacts")
    ben.locator("form[action$='/gift'] button, button[formaction$='/gift']").click()

    fay.goto("/contacts")
    fay.get_by_role("link", name="Ben Okafor").click()
    fay.get_by_role("link", name="Ask for a meeting").click()
    fay.get_by_label("What I would like to ask").fill("May I see the rig?")
    fay.get_by_label("Day").first.fill("2026-12-02")
    fay.get_by_label("Time", exact=True).first.fill("10:30")
    fay.get_by_label("Place", exact=True).fill("Railworks")
    fay.get_by_role("button", name="Look at the letter").click()
    fay.get_by_role("button", name="Send", exact=True).click()
    deliver(live.app)

    elsewhere = phone(java_script_enabled=False)
    elsewhere.goto(link_in(the_letter(live, "ben@example.org"), "/r/"))
    elsewhere.get_by_role("button", name=re.compile("2 Dec")).first.click()
    expect(elsewhere.get_by_text("Add to my calendar")).to_be_visible()


def test_a_spoken_code_replaces_the_camera(live: Live, phone: Open) -> None:
    ada, ben = phone(live.cast.ada), phone(live.cast.ben)
    ben.goto("/code")
    spoken = ben.locator("figure.qr:visible").inner_text()
    found = re.search(r"\b[0-9A-Z]{4} [0-9A-Z]{4}\b", spoken)
    assert found
    ada.goto("/code/typed")
    ada.get_by_role("textbox").fill(found.group().lower().replace(" ", "-"))
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("heading", name="You and Ben Okafor have each other's card.")).to_be_visible()


def test_the_way_from_the_poster_to_a_contact_needs_no_mouse(live: Live, phone: Open) -> None:
    fay = phone()
    fay.goto(f"/e/{live.cast.event.slug}")
    fay.keyboard.press("Tab")
    expect(fay.get_by_role("link", name="Skip to the content")).to_be_focused()
    tab_to(fay, "Your name")
    fay.keyboard.type("Fay Young")
    tab_to(fay, "Your e-mail")
    fay.keyboard.type("fay@example.org")
    fay.keyboard.press("Enter")
    expect(fay.get_by_role("heading", name="My code")).to_be_attached()

    badge = live.cast.at(live.cast.ben).badge
    db.session.commit()
    fay.goto(f"/B/{badge}")
    tab_to(fay, "Give my card")
    fay.keyboard.press("Enter")
    expect(fay.get_by_role("heading", name=re.compile("Ben Okafor has your card"))).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    """Tab until the thing with this name has the focus, and see that the focus shows."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAME_OF_FOCUS):
            assert page.evaluate(FOCUS_SHOWS), f"nobody sees that {name} has the focus"
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


NAME_OF_FOCUS = """() => {
  const e = document.activeElement;
  return [...(e.labels || [])].map((label) => label.innerText).join(" ") + " " + e.innerText;
}"""
FOCUS_SHOWS = "() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"
