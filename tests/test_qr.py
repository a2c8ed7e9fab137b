import re
import xml.etree.ElementTree as ElementTree

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from eventnet.qr import qr_svg

BADGE = "HTTPS://MEET.EXAMPLE.ORG/B/7K3M9QRTVWXYZ012"
LIVE = "HTTPS://MEET.EXAMPLE.ORG/P/7K3M9QRTVWXYZ012.0E8H5R4YC017QXP86750"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str, scale: int = 4) -> Image.Image:
    """The picture as a browser would draw it: white ground, then each rectangle of the path."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own writing
    size = int(root.attrib["viewBox"].split()[2])
    image = Image.new("L", (size * scale, size * scale), 255)
    draw = ImageDraw.Draw(image)
    path = root.findall(f"{SVG}path")[0].attrib["d"]
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", path)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)", path):
        left, top, right = int(x) * scale, int(y) * scale, (int(x) + int(width)) * scale
        draw.rectangle((left, top, right - 1, top + scale - 1), fill=0)
    return image


def read(svg: str) -> zxingcpp.Barcode:
    return zxingcpp.read_barcodes(drawn(svg), formats=zxingcpp.BarcodeFormat.QRCode)[0]


@pytest.mark.parametrize("text", [BADGE, LIVE, f"{LIVE}#{'0123456789ABCDEFGHJK' * 12}", "https://x.org/ü"])
def test_a_reader_gets_back_every_byte(text: str):
    assert read(qr_svg(text)).bytes == text.encode()


@settings(max_examples=30)
@given(st.text(alphabet="0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=16, max_size=16), st.integers(0, 7))
def test_every_badge_reads_with_every_mask(badge: str, mask: int):
    assert read(qr_svg(f"HTTPS://MEET.EXAMPLE.ORG/B/{badge}", mask=mask)).text.endswith(badge)


def test_error_correction_is_q():
    assert read(qr_svg(BADGE)).ec_level == "Q"


@pytest.mark.parametrize(("text", "modules"), [(BADGE, 29), (LIVE, 33)])
def test_an_upper_case_address_is_packed_as_alphanumeric(text: str, modules: int):
    """At Q version 3 holds 47 of them or 32 bytes, version 4 67 or 46 (ISO/IEC 18004, table 7)."""
    assert f'viewBox="0 0 {modules + 8} {modules + 8}"' in qr_svg(text)
    assert len(qr_svg(text.lower())) > len(qr_svg(text))


def test_four_modules_around_it_stay_white():
    image = drawn(qr_svg(BADGE), scale=1)
    assert image.point(lambda value: 255 - value).getbbox() == (4, 4, 33, 33)


def test_the_quiet_zone_can_be_left_to_the_page():
    assert 'viewBox="0 0 29 29"' in qr_svg(BADGE, quiet_zone=0)


def test_the_picture_is_black_on_white_whatever_the_theme():
    root = ElementTree.fromstring(qr_svg(BADGE))  # noqa: S314 - our own writing
    assert [(each.tag.removeprefix(SVG), each.attrib["fill"]) for each in root] == [
        ("rect", "#fff"),
        ("path", "#000"),
    ]


def test_edges_stay_crisp_at_every_size():
    assert 'shape-rendering="crispEdges"' in qr_svg(BADGE)


def test_a_text_that_was_drawn_before_is_not_drawn_again():
    qr_svg.cache_clear()
    assert qr_svg(BADGE) is qr_svg(BADGE)


def test_no_text_can_become_markup():
    assert "script" not in qr_svg("</svg><script>alert(1)</script>")
