"""The desk with a camera and a printer: a scan is an arrival, whoever is on no list has a badge in one form."""

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from eventnet.db import db
from eventnet.events.models import Attendee
from eventnet.organising.badges.models import BadgePrint
from eventnet.rows import Rows
from tests.browsing import Live
from tests.exchange.film import Filmed, filmed  # noqa: F401 - a fixture
from tests.waiting import until

pytestmark = pytest.mark.browser


def picture(text: str) -> Image.Image:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q").to_image(scale=8)
    return Image.fromarray(code) if not isinstance(code, Image.Image) else code


def test_a_badge_in_front_of_the_camera_is_an_arrival_and_a_name_is_a_badge(live: Live, filmed: Filmed) -> None:  # noqa: F811
    live.cast.dora.language = "en"
    ben = live.cast.at(live.cast.ben)
    db.session.commit()
    page, film = filmed(live.cast.dora)
    film.shows(picture(f"{live.url.upper()}/B/{ben.badge}"))
    page.goto("/e/career-day/desk")
    page.get_by_role("button", name="Scan badges and tickets").click()
    expect(page.locator(".desk-name")).to_have_text("Ben Okafor", timeout=30_000)
    expect(page.get_by_text("1 of 3 are here.")).to_be_visible()
    film.shows()
    page.locator("[data-desk-part=result]").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("0 of 3 are here.")).to_be_visible()
    page.goto("/e/career-day/desk/new")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Jörg Müller")
    with page.expect_download() as loaded:
        page.keyboard.press("Enter")
    assert loaded.value.suggested_filename.startswith("badge-")
    expect(page).to_have_url(f"{live.url}/e/career-day/desk")
    expect(page.locator(".desk-name")).to_have_text("Jörg Müller")
    until(lambda: printed() == ["Jörg Müller"])


def printed() -> list[str]:
    db.session.rollback()
    rows = Rows(Attendee).join(BadgePrint, BadgePrint.attendee_id == Attendee.id)
    return [attendee.person.name for attendee in rows]
