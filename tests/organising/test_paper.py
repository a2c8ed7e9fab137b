"""Posters, tents and cards: every code on them is read, whatever the event is called, and the team prints them."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from eventnet.db import db
from eventnet.events.models import Event, Membership
from eventnet.organising.badges import press
from eventnet.organising.badges.render import TYPST
from eventnet.organising.paper import sheets
from eventnet.people.models import Person
from tests.cast import Cast
from tests.organising.test_badge_sheets import page_sizes

PAGE = "/e/career-day/paper"
ADDRESS = "http://localhost/e/career-day"
HARD = "Internationaler Karrieretag für Maschinenbau, Elektrotechnik und Werkstoffwissenschaften Mitteldeutschland"
WILD = "#panic() @x $y$ 李小龍 محمد Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
A4, A3 = (595, 842), (842, 1191)  # 1/72 inch, ISO 216
Browsers = Callable[[Person], FlaskClient]


def picture(values: dict[str, Any], dpi: int) -> Image.Image:
    task = {"do": "png", "root": str(TYPST), "template": str(TYPST / sheets.TEMPLATE), "ppi": dpi, "page": 0}
    png = press.draw(json.loads(json.dumps(task | {"job": values | {"badges": []}})))
    return Image.open(BytesIO(png)).convert("L")


def every_kind(event: Event) -> dict[str, tuple[dict[str, Any], int]]:
    """With how many codes each sheet has."""
    return {
        "poster": (sheets.poster(event), 1),
        "a3": (sheets.poster(event, "a3"), 1),
        "tent": (sheets.tents(event), 2),
        "topic": (sheets.tents(event, [WILD]), 2),
        "cards": (sheets.cards(event), 4),
    }


@pytest.mark.parametrize(
    ("name", "languages", "dpi"),
    [("Career Day Leipzig", ["en"], 110), (HARD, ["de", "en"], 200), (HARD, ["de", "en"], 110), (WILD, ["en"], 110)],
)
def test_every_code_is_read(cast: Cast, name: str, languages: list[str], dpi: int) -> None:
    cast.event.name, cast.event.languages = name, languages
    for kind, (values, number) in every_kind(cast.event).items():
        image = picture(values, dpi)
        found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
        assert [each.text for each in found] == [ADDRESS] * number, kind
        for each in found:
            assert_clear(image, each, values["qr"]["size"], dpi)


def assert_clear(image: Image.Image, code: zxingcpp.Barcode, modules: int, dpi: int) -> None:
    """At least 25 mm wide, and four modules of nothing on each side."""
    corners = [code.position.top_left, code.position.bottom_right]
    left, right = sorted(corner.x for corner in corners)
    top, bottom = sorted(corner.y for corner in corners)
    assert (right - left + 2) / dpi * 25.4 >= 25
    margin = round(4 * (right - left) / modules) - 2
    around = image.crop((left - margin, top - margin, right + margin, bottom + margin))
    around.paste(255, (margin - 2, margin - 2, around.width - margin + 3, around.height - margin + 3))
    assert around.getextrema() == (255, 255)


def test_a_tent_stands_upright_on_both_sides(cast: Cast) -> None:
    """The upper half of the sheet is the lower one turned round."""
    image = picture(sheets.tents(cast.event, ["Table 4"]), 50)
    middle = image.height // 2
    upper, lower = image.crop((0, 0, image.width, middle)), image.crop((0, middle, image.width, 2 * middle))
    turned = upper.rotate(180).resize((60, 40))
    apart = [abs(one - other) for one, other in zip(turned.tobytes(), lower.resize((60, 40)).tobytes(), strict=True)]
    assert sum(apart) / len(apart) < 4


def test_each_table_has_a_page_of_its_own(cast: Cast) -> None:
    pdf = sheets.pdf(sheets.tents(cast.event, ["Rail", "Wind", "Sun"]))
    assert len(re.findall(rb"/Type ?/Page\b", pdf)) in {0, 3}  # pages may stand in packed streams
    assert page_sizes(pdf) == {A4}


def test_sheets_have_their_true_size(cast: Cast) -> None:
    assert page_sizes(sheets.pdf(sheets.poster(cast.event, "a3"))) == {A3}
    assert page_sizes(sheets.pdf(sheets.poster(cast.event, "letter"))) == {A4}
    assert page_sizes(sheets.pdf(sheets.cards(cast.event))) == {A4}


def test_what_is_said_is_said_in_every_language_of_the_event(cast: Cast) -> None:
    cast.event.languages = ["de", "en"]
    said = sheets.cards(cast.event)["languages"]
    assert [each["language"] for each in said] == ["de", "en"]
    assert [len(each["ways"]) for each in said] == [3, 3]
    assert said[0]["lead"] != said[1]["lead"]


def test_the_office_prints_tents_cards_and_posters(cast: Cast, browser_of: Browsers) -> None:
    dora = browser_of(cast.dora)
    assert "Table tents" in dora.get(PAGE).get_data(as_text=True)
    answers = [
        dora.post(f"{PAGE}/tents", data={"topics": "Rail\n\n  Wind  \n"}),
        dora.get(f"{PAGE}/cards.pdf"),
        dora.get("/e/career-day/poster.pdf?size=a3"),
    ]
    for answer in answers:
        assert answer.data.startswith(b"%PDF")
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "attachment" in answer.headers["Content-Disposition"]
    assert dora.get(f"{PAGE}/preview.png?kind=tents").data.startswith(b"\x89PNG")
    assert dora.get(f"{PAGE}/preview.png?kind=x").status_code == 404


@pytest.mark.parametrize("typed", ["x\n" * 101, "x" * 121])
def test_more_than_a_printer_takes_is_refused_at_its_field(cast: Cast, browser_of: Browsers, typed: str) -> None:
    answer = browser_of(cast.dora).post(f"{PAGE}/tents", data={"topics": typed})
    assert answer.status_code == 422
    assert 'id="topics-errors"' in answer.get_data(as_text=True)


def test_helpers_print_the_poster_and_nothing_else(cast: Cast, browser_of: Browsers, app: Flask) -> None:
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.eve.id, role="helper"))
    db.session.commit()
    eve, otto = browser_of(cast.eve), browser_of(cast.otto)
    assert eve.get("/e/career-day/poster.pdf").status_code == 200
    assert [eve.get(PAGE).status_code, eve.get(f"{PAGE}/cards.pdf").status_code] == [404, 404]
    assert [otto.get(path).status_code for path in (PAGE, "/e/career-day/poster.pdf")] == [404, 404]
