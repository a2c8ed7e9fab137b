"""Every code on every kind of sheet, drawn by typst and read by zxing-cpp, with the longest words in many scripts."""

import json
import re
import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageChops

from eventnet.organising.badges import press, render
from eventnet.organising.badges.sheets import A4, A6, SHEETS, Sheet

LONG = "Prof. Dr. Maximiliane Wolfeschlegelsteinhausenbergerdorff-Müller von und zu Hohenlohe-Öhringen"
NAMES = [
    "Ada Lindqvist", LONG, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Ł", "Nguyễn Thị Minh Khai", "Αλέξανδρος Παπαδόπουλος", "Владимир Владимирович Кузнецов", "محمد عبد الرحمن",
    "שרה כהן", "李小龍", "さくら 田中", "김민준", "สมชาย ใจดี", "अनिल कुमार शर्मा", "Արամ Խաչատրյան", "გიორგი მაისურაძე",
    '#let x = [*a*] $y$ @z <b> `c` \\ "d" // e', "#panic()",
]  # fmt: skip
ORGANISATIONS = ["", "Uni", "Gesellschaft für angewandte Grundlagenforschung mit beschränkter Haftung und Co. KG aA"]
ADDRESS = "HTTPS://FAIR.EXAMPLE.ORG/B/"


def badge(number: int) -> dict[str, Any]:
    name = NAMES[number % len(NAMES)]
    return {
        "name": name, "organisation": ORGANISATIONS[number % 3], "role": "Exhibitor", "handle": "K7QX",
        "line": ["", LONG, "Mechanical engineering · 2027", "Ł"][number % 4],
        "address": f"{ADDRESS}{number:016}", "offers": [name, "CAD"], "needs": ["#x"] if number % 2 else [],
    }  # fmt: skip


def job_of(sheet: Sheet, number: int, **more: Any) -> dict[str, Any]:
    words = ("title", "event", "place", "offers", "needs", "programme", "notes", "ruler")
    return {
        "sheet": sheet.as_json, "colour": "#0f6b63", "on-colour": "#ffffff", "back": False, "shift": [0, 0],
        "marks": False, "programme": "09:00 #Doors\n10:00 *Talks*", "test": False,
        "badges": [badge(each) for each in range(number)],
        "words": dict.fromkeys(words, "A congress with a long name, Leipzig") | {"language": "en"},
    } | more  # fmt: skip


def drawn(job: dict[str, Any], dpi: int = 200, page: int = 0) -> Image.Image:
    task = {"do": "png", "root": str(render.TYPST), "template": str(render.TYPST / "badges.typ")}
    png = press.draw(json.loads(json.dumps(task | {"ppi": dpi, "page": page, "job": job})))
    return Image.open(BytesIO(png)).convert("L")


def page_sizes(pdf: bytes) -> set[tuple[int, int]]:
    """In points; pages are described in packed streams (ISO 32000-2, 7.5.7)."""
    texts = [pdf]
    for match in re.finditer(rb"stream\r?\n", pdf):
        with suppress(zlib.error):
            texts.append(zlib.decompressobj().decompress(pdf[match.end() :]))
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", b"".join(texts))
    return {(round(float(width)), round(float(height))) for width, height in boxes}


@pytest.mark.parametrize("dpi", [200, 110])
@pytest.mark.parametrize("name", SHEETS)
def test_every_badge_of_a_sheet_is_read(name: str, dpi: int) -> None:
    sheet = SHEETS[name]
    for page in range(-(-len(NAMES) // sheet.number) if sheet.number > 1 and dpi == 200 else 1):
        number = len(NAMES) if sheet.number > 1 else 2
        image = drawn(job_of(sheet, number, marks=True), dpi, page)
        expected = {f"{ADDRESS}{each:016}" for each in range(number)[page * sheet.number : (page + 1) * sheet.number]}
        found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
        assert {each.text for each in found} == expected
        assert {each.ec_level for each in found} == {"Q"}
        for each in found:
            assert_clear(image, each, dpi)


def assert_clear(image: Image.Image, code: zxingcpp.Barcode, dpi: int) -> None:
    """At least 25 mm wide, and four modules of nothing on each side."""
    corners = [code.position.top_left, code.position.bottom_right]
    (left, top), (right, bottom) = [(corner.x, corner.y) for corner in corners]
    assert (right - left + 2) / dpi * 25.4 >= 25
    module = (right - left) / 29
    margin = round(4 * module) - 2
    around = image.crop((left - margin, top - margin, right + margin, bottom + margin))
    around.paste(255, (margin - 2, margin - 2, around.width - margin + 3, around.height - margin + 3))
    assert around.getextrema() == (255, 255), code.text


def test_on_a_page_by_itself_everybody_is_read() -> None:
    for number, _name in enumerate(NAMES):
        image = drawn(job_of(SHEETS["a6"], 0, badges=[badge(number)]), 110)
        assert [each.text for each in zxingcpp.read_barcodes(image)] == [badge(number)["address"]]


def test_a_long_host_makes_a_larger_code_that_is_read_too() -> None:
    badges = [badge(0) | {"address": "HTTPS://BEGEGNUNGEN.KONGRESSZENTRUM.UNI-LEIPZIG.EXAMPLE.ORG/B/" + "0" * 16}]
    for sheet in SHEETS.values():
        [read] = zxingcpp.read_barcodes(drawn(job_of(sheet.single, 0, badges=badges)))[:1]
        assert read.text == badges[0]["address"]


def test_pages_have_their_true_size() -> None:
    a4, a6 = ((round(width / 25.4 * 72), round(height / 25.4 * 72)) for width, height in (A4, A6))
    assert page_sizes(render.pdf(job_of(SHEETS["card"], 12))) == {a4}
    assert page_sizes(render.pdf(job_of(SHEETS["a6"], 2))) == {a6}
    assert page_sizes(render.pdf(job_of(SHEETS["folded"], 1))) == {a4}
    assert page_sizes(render.pdf(job_of(SHEETS["card"].single, 1))) == {(241, 156)}
    assert page_sizes(render.pdf(job_of(SHEETS["a6"], 1, marks=True))) == {(343, 465)}  # 3 mm bleed, 5 for marks


def test_the_back_lies_behind_its_front() -> None:
    """Turned along the long edge: what stands left in front stands right on the back."""
    job = job_of(SHEETS["l7165"], 1, back=True)
    front, back = (drawn(job, 72, page) for page in (0, 1))
    (_left, _top, right, _bottom), (left, *_rest) = (ImageChops.invert(image).getbbox() for image in (front, back))
    assert right < front.width / 2
    assert left > back.width / 2


def test_used_labels_stay_empty() -> None:
    job = job_of(SHEETS["l7163"], 0, badges=[None] * 13 + [badge(0)])
    [read] = zxingcpp.read_barcodes(drawn(job))
    assert read.position.top_left.y > 0.8 * 297 / 25.4 * 200


def test_a_name_is_never_markup() -> None:
    """The same picture whether typst could run it or not: as many letters as typed."""
    sober, wild = (
        drawn(job_of(SHEETS["card"], 0, badges=[badge(0) | {"name": name}])) for name in ("panic", "#panic()")
    )
    assert sober.size == wild.size
    assert sober.tobytes() != wild.tobytes()
    text = (render.TYPST / "badges.typ").read_text()
    assert not re.search(r"\beval\b|mode: \"markup\"", text)


def test_every_sheet_fits_its_paper() -> None:
    assert all(sheet.fits for sheet in SHEETS.values() if sheet.kind != "folded")
    assert not Sheet(A4, (85, 55), 3, 5).fits
    assert not Sheet(A4, (50, 30)).fits
    assert Sheet(A4, (60, 90), 3, 3).fits


@pytest.mark.parametrize("size", [(60, 37), (55, 85), (210, 40), (60, 297), (210, 297)])
def test_own_measures_at_their_limits_are_read(size: tuple[float, float]) -> None:
    sheet = Sheet(A4, size, kind="label")
    for number in (1, 2):
        image = drawn(job_of(sheet, 0, badges=[badge(number)], back=True))
        [read] = zxingcpp.read_barcodes(image)
        assert_clear(image, read, 200)


def test_words_on_the_band_stand_out() -> None:
    assert render.ink_on("#18203a") == render.ink_on("#0f6b63") == "#ffffff"
    assert render.ink_on("#f0715a") == render.ink_on("#ffffff") == "#18203a"
