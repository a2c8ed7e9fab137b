"""The badges page in a browser: the picture follows the form, and a file comes out."""

import pytest
import zxingcpp
from PIL import Image

from eventnet.db import db
from eventnet.organising.badges.models import BadgePrint
from eventnet.rows import Rows
from tests.browsing import DESK, Live, Open

pytestmark = pytest.mark.browser


def test_the_picture_follows_the_form_and_the_file_is_the_same_choice(live: Live, phone: Open, tmp_path) -> None:
    live.cast.dora.language = "en"
    db.session.commit()
    page = phone(live.cast.dora, viewport=DESK)
    page.goto("/e/career-day/badges")
    picture = page.locator(".badge-look img").first
    wide = picture.evaluate("image => image.decode().then(() => image.naturalWidth / image.naturalHeight)")
    assert wide == pytest.approx(85 / 55, rel=0.01)
    with page.expect_response("**/preview.png?*") as seen:
        page.get_by_label("Paper", exact=True).select_option("a6")
    assert seen.value.ok
    upright = picture.evaluate("image => image.decode().then(() => image.naturalWidth / image.naturalHeight)")
    assert upright == pytest.approx(105 / 148, rel=0.01)
    look = tmp_path / "look.png"
    picture.screenshot(path=look)
    assert len(zxingcpp.read_barcodes(Image.open(look))) == 1
    page.get_by_label("Everybody").check()
    with page.expect_download() as loaded:
        page.get_by_role("button", name="Print 3 badges").click()
    assert loaded.value.suggested_filename == "badges-career-day.pdf"
    db.session.rollback()
    assert Rows(BadgePrint).count() == 3


def test_the_desk_prints_the_badge_of_whoever_it_shows(live: Live, phone: Open) -> None:
    live.cast.dora.language = "en"
    db.session.commit()
    ben = live.cast.at(live.cast.ben)
    page = phone(live.cast.dora)
    page.goto(f"/e/career-day/desk?shown={ben.code}")
    with page.expect_download() as loaded:
        page.get_by_role("button", name="Print 1 badge").click()
    assert loaded.value.suggested_filename == f"badge-{ben.handle.lower()}.pdf"
