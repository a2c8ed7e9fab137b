"""The poster: on one sheet of A4 or A3, in the event's languages, with a code that phones read."""

import io
import re

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image
from playwright.sync_api import Page

from eventnet.db import db
from eventnet.events.models import Membership
from tests.browsing import Live, Open
from tests.cast import Cast

PAGE = "/e/career-day/poster"
POINTS = {"a4": (595, 842), "a3": (842, 1191)}  # 1/72 inch, ISO 216
HARD_NAME = "Internationaler Karrieretag für Maschinenbau, Elektrotechnik und Werkstoffwissenschaften Mitteldeutschland"


def test_it_says_what_when_where_and_how_in_the_languages_of_the_event(cast: Cast, browser_of):
    page = browser_of(cast.dora).get(PAGE).get_data(as_text=True)
    assert page.count('class="poster-lead" lang="') == 2
    assert 'lang="de"' in page
    assert "Neues Augusteum, Leipzig" in page
    assert ">localhost/e/career-day<" in page


def test_one_language_is_said_once(cast: Cast, browser_of):
    cast.event.languages = ["de"]
    db.session.commit()
    page = browser_of(cast.dora).get(PAGE).get_data(as_text=True)
    assert page.count('class="poster-lead"') == 1


def test_the_team_prints_it_strangers_do_not(cast: Cast, browser_of, client: FlaskClient):
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.eve.id, role="helper"))
    db.session.commit()
    assert client.get(PAGE).location == "/sign-in"
    assert browser_of(cast.eve).get(PAGE).status_code == 200
    for person in (cast.ada, cast.otto):
        unknown = browser_of(person).get("/e/unknown/poster")
        assert browser_of(person).get(PAGE).status_code == unknown.status_code == 404


def test_an_unknown_size_is_a4(cast: Cast, browser_of):
    assert "poster-a4" in browser_of(cast.dora).get(f"{PAGE}?size=letter").get_data(as_text=True)


def boxes(pdf: bytes) -> list[tuple[int, int]]:
    """The sheets of a PDF (ISO 32000, 7.7.3): width and height in points."""
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
    found = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", pdf)
    assert len(found) == pages
    return [(round(float(width)), round(float(height))) for width, height in found]


def printed(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True, print_background=True)


@pytest.mark.browser
@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("name", ["Career Day Leipzig", HARD_NAME])
def test_it_is_one_sheet_of_the_chosen_size(live: Live, phone: Open, size: str, name: str):
    live.cast.event.name = name
    db.session.commit()
    page = phone(live.cast.dora)
    page.goto(f"{PAGE}?size={size}")
    [box] = boxes(printed(page))
    assert box == pytest.approx(POINTS[size], abs=2)


@pytest.mark.browser
def test_nothing_on_it_is_cut_off(live: Live, phone: Open):
    live.cast.event.name = HARD_NAME
    db.session.commit()
    page = phone(live.cast.dora)
    page.goto(PAGE)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    spill = page.evaluate(
        """() => { const sheet = document.querySelector(".poster").getBoundingClientRect();
        return [...document.querySelectorAll(".poster *")].filter((each) => {
          const box = each.getBoundingClientRect();
          return box.bottom > sheet.bottom + 1 || box.right > sheet.right + 1 || box.left < sheet.left - 1;
        }).map((each) => each.className || each.tagName); }"""
    )
    assert spill == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_code_leads_to_the_page_of_the_event(live: Live, phone: Open, scheme: str):
    page = phone(live.cast.dora, color_scheme=scheme)
    page.goto(PAGE)
    picture = Image.open(io.BytesIO(page.locator(".poster").screenshot()))
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == f"{live.url}/e/career-day"
