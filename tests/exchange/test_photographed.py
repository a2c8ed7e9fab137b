"""A photo of a code, for phones without scripts: it counts as a scan, and pictures are opened with care."""

import io
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from eventnet.db import db
from eventnet.exchange import photographed, tickets
from eventnet.exchange.models import Scan
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast
from tests.exchange.scans import asks, badge, holds, live

BrowserOf = Callable[[Person], FlaskClient]
SECRET = "hrpaxttssabrqhcrmxcjkxvefp4uh7mb"


def code(text: str, scale: int = 6) -> Image.Image:
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=scale)).convert("RGB")


def photo(*codes: Image.Image, size: tuple[int, int] = (2400, 1600), **options: object) -> bytes:
    """Some codes beside each other on a table."""
    table = Image.new("RGB", size, (200, 190, 170))
    for number, each in enumerate(codes):
        table.paste(each, (150 + number * 700, 400))
    out = io.BytesIO()
    table.save(out, str(options.pop("format", "JPEG")), **options)
    return out.getvalue()


def send(client: FlaskClient, data: bytes):
    return client.post("/scan", data={"photo": (io.BytesIO(data), "code.jpg")})


def problem(response) -> str:
    """What stands on top of the page."""
    page = response.get_data(as_text=True)
    return page.split('class="notice notice-danger"')[1].split("</div>")[0] if "notice-danger" in page else ""


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_of_a_live_code_swaps_cards(cast: Cast, browser_of: BrowserOf, format: str):
    answer = send(browser_of(cast.ada), photo(code(live(cast.at(cast.ben))), format=format))
    [scan] = Rows(Scan).all()
    assert answer.headers["Location"] == f"/scans/{scan.uuid}"
    assert holds(cast.ada, cast.ben)
    assert holds(cast.ben, cast.ada)


def test_a_photo_of_a_badge_asks(cast: Cast, browser_of: BrowserOf):
    assert send(browser_of(cast.ada), photo(code(badge(cast.at(cast.ben))))).status_code == 303
    assert asks(cast.ada, cast.ben)


def test_a_photo_held_askew_is_read(cast: Cast, browser_of: BrowserOf):
    exif = Image.Exif()
    exif[0x0112] = 6
    tilted = code(badge(cast.at(cast.ben))).rotate(20, expand=True, fillcolor=(200, 190, 170))
    assert send(browser_of(cast.ada), photo(tilted, exif=exif, quality=60)).status_code == 303


def test_of_several_codes_ours_is_taken(cast: Cast, browser_of: BrowserOf):
    others = [code("https://example.org/raffle"), code(SECRET)]
    assert send(browser_of(cast.ada), photo(*others, code(badge(cast.at(cast.ben))))).status_code == 303
    assert asks(cast.ada, cast.ben)


def test_a_ticket_of_another_shop_is_read(cast: Cast, browser_of: BrowserOf):
    place = cast.at(cast.ben)
    tickets.store(cast.event.id, {place.id: tickets.fingerprints(cast.event.id, [SECRET])})
    db.session.commit()
    printed = code(json.dumps({"ticket": SECRET, "lead": "HUEATL38ZS"}))
    assert send(browser_of(cast.ada), photo(code("https://example.org/"), printed)).status_code == 303
    assert asks(cast.ada, cast.ben)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Take or choose a photo first"),
        (photo(), "There is no code in this photo"),
        (photo(code("https://example.org/<b>")), "It says: https://example.org/&lt;b&gt;"),
        (photo(code("BEGIN:VCARD\nFN:Ada\nEND:VCARD")), "It says: BEGIN:VCARD FN:Ada END:VCARD"),
        (photo(code("HTTP://LOCALHOST/B/0123456789ABCDEF")), "not known here"),
        (photo(size=(5000, 4001), quality=10), "more than 20 megapixels"),
        (b"GIF89a" + bytes(100), "cannot be read as a photo"),
    ],
)
def test_what_cannot_be_taken_is_said_in_words(cast: Cast, browser_of: BrowserOf, data: bytes, words: str):
    answer = send(browser_of(cast.ada), data)
    assert answer.status_code == 422
    assert words in problem(answer)


def test_a_photo_of_more_than_five_megabytes_is_not_opened(app: Flask):
    with pytest.raises(Refused, match="photo-too-large"):
        photographed.code_on(b"\xff\xd8\xff" + bytes(5 * 1024 * 1024))


def test_a_miss_counts_and_a_foreign_code_is_no_scan(cast: Cast, browser_of: BrowserOf):
    ada = browser_of(cast.ada)
    send(ada, photo(code("HTTP://LOCALHOST/B/0123456789ABCDEF")))
    send(ada, photo(code("https://example.org/")))
    assert [scan.outcome for scan in Rows(Scan)] == ["unknown"]


def test_photos_are_unpacked_sixty_times_an_hour(
    cast: Cast, browser_of: BrowserOf, travel, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(photographed, "TRIES_AN_HOUR", 2)
    ada, data = browser_of(cast.ada), photo(size=(50, 50))
    assert [("no code" in problem(send(ada, data))) for _ in range(3)] == [True, True, False]
    assert "Go on in an hour" in problem(send(ada, data))
    travel.shift(timedelta(hours=1))
    assert "no code" in problem(send(ada, data))


def test_nobody_waits_while_a_picture_is_unpacked(cast: Cast, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch):
    was_open, read = [], photographed.texts_on

    def beside(data: bytes) -> list[str]:
        was_open.append(db.session().in_transaction())
        return read(data)

    monkeypatch.setattr(photographed, "texts_on", beside)
    send(browser_of(cast.ada), photo(code(badge(cast.at(cast.ben)))))
    assert was_open == [False]


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient):
    assert send(client, b"x").headers["Location"] == "/sign-in"
