"""Codes as a camera gets them: small, tilted, blurred, noisy. Ours are read at least as often as others would be.

Every layout carries the same facts on the same panel, seen from the same place: each frame is tilted, blurred and
disturbed in the same way for all. Our codes have 3 pixels a module there; who needs more modules has fewer pixels.
"""

import json
import math
import random
from base64 import urlsafe_b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path

import qrcode
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from qrcode import util
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

from eventnet.codes import base32_decode

CARDS = json.loads((Path(__file__).parent / "vectors" / "cards.json").read_text())["cards"]
CARDS = [card for card in CARDS if card["verified"]]
HOST, BADGE, PROOF = "meet.uni-leipzig.de", "7K3M9QRTVWXYZ012", "0E8H5R4YC017QXP86750"
PIXELS, SHARP, QUIET = 3, 4, 4  # pixels a module in a frame and before it, modules of white around
FRAMES = 200
STRONGEST_FIRST = (ERROR_CORRECT_H, ERROR_CORRECT_Q, ERROR_CORRECT_M)

Parts = list[tuple[str, int]]
Layout = Callable[[str, str], tuple[Parts, int]]  # room and code of the address, card -> segments, level


def ours(code: str, card: str) -> tuple[Parts, int]:
    """Capitals, so that address and card are alphanumeric; a byte for the hash; Q without a card, with one M, or more
    where the same size has room for it: so does the phone's encoder."""
    parts = [(f"HTTPS://{HOST}/{code}".upper(), util.MODE_ALPHA_NUM)]
    if not card:
        return parts, ERROR_CORRECT_Q
    parts += [("#", util.MODE_8BIT_BYTE), (card, util.MODE_ALPHA_NUM)]
    return parts, next(level for level in STRONGEST_FIRST if _version(parts, level) == _version(parts, ERROR_CORRECT_M))


def one_segment(level: int) -> Layout:
    """The address as everybody writes it, the card in base64url, all of it bytes."""
    return lambda code, card: ([(f"https://{HOST}/{code.lower()}{_fragment(card)}", util.MODE_8BIT_BYTE)], level)


def strongest(code: str, card: str) -> tuple[Parts, int]:
    """Our segments with the most correction."""
    return ours(code, card)[0], ERROR_CORRECT_H


def as_json(code: str, card: str) -> tuple[Parts, int]:
    text = json.dumps({"v": 1, "host": HOST, "code": code, "card": _fragment(card)[1:]}, separators=(",", ":"))
    return [(text, util.MODE_8BIT_BYTE)], ERROR_CORRECT_M


def _version(parts: Parts, level: int) -> int:
    return drawn(parts, level).version


OTHERS = {
    "bytes, M": one_segment(ERROR_CORRECT_M),
    "bytes, L": one_segment(ERROR_CORRECT_L),
    "ours, H": strongest,
    "JSON, M": as_json,
}


def _fragment(card: str) -> str:
    data = base32_decode(card, len(card) * 5 // 8) if card else b""
    return "#" + urlsafe_b64encode(data).decode().rstrip("=") if data else ""


def test_hard_frames_of_our_codes_are_read_at_least_as_often_as_those_of_other_layouts():
    read = dict.fromkeys(["ours", *OTHERS], 0)
    for number in range(FRAMES):
        pictures = pictures_of(*facts(number))
        side = PIXELS * (pictures["ours"][0].width // SHARP - 2 * QUIET)
        for name, (picture, text) in pictures.items():
            read[name] += is_read(seen(picture, side, number), text)
    assert read["ours"] >= max(read[name] for name in OTHERS), read
    assert FRAMES * 0.3 < read["ours"] < FRAMES, read  # frames that are all read, or none, measure nothing


def facts(number: int) -> tuple[str, str]:
    """Two live codes with a card, one without, one badge, and again."""
    kind = number % 4
    if kind == 3:
        return f"B/{BADGE}", ""
    return f"P/{BADGE}.{PROOF}", CARDS[number % len(CARDS)]["card"] if kind < 2 else ""


@cache
def pictures_of(code: str, card: str) -> dict[str, tuple[Image.Image, str]]:
    return {name: draw(layout(code, card)) for name, layout in {"ours": ours, **OTHERS}.items()}


def draw(layout: tuple[Parts, int]) -> tuple[Image.Image, str]:
    parts, level = layout
    rows = drawn(parts, level).get_matrix()
    picture = Image.frombytes("L", (len(rows), len(rows)), bytes(0 if dark else 255 for row in rows for dark in row))
    sharp = picture.resize((len(rows) * SHARP, len(rows) * SHARP), Image.Resampling.NEAREST)
    return sharp, "".join(text for text, _mode in parts)


def drawn(parts: Parts, level: int) -> qrcode.QRCode:
    code = qrcode.QRCode(error_correction=level, border=QUIET, box_size=1, mask_pattern=3)
    for text, mode in parts:
        code.add_data(util.QRData(text.encode(), mode=mode))
    code.make(fit=True)
    return code


def seen(picture: Image.Image, side: int, number: int) -> Image.Image:
    """By a camera in front of which the code measures `side` pixels: the same for the same number."""
    chance = random.Random(number)
    size = int(side * 1.5)
    scale = picture.width * (1 - 2 * QUIET * SHARP / picture.width) / side
    frame = picture.transform(
        (size, size),
        Image.Transform.PERSPECTIVE,
        tilted(chance, size, picture.width, scale),
        Image.Resampling.BICUBIC,
        fillcolor=255,
    )
    frame = frame.point([int(60 + level * 0.55) for level in range(256)])  # no screen is black in a bright hall
    frame = ImageChops.lighter(frame, lamp(chance, size, side))
    frame = frame.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.2)))
    noise = Image.frombytes("L", (size, size), chance.randbytes(size * size))
    return Image.blend(frame, ImageChops.add(frame, noise, scale=2), chance.uniform(0.0, 0.4))


def lamp(chance: random.Random, size: int, side: int) -> Image.Image:
    """A ceiling light that the glass of the panel reflects, somewhere in the code; it hides what is under it."""
    frame = Image.new("L", (size, size))
    radius = side * chance.uniform(0.04, 0.13)
    x, y = (size / 2 + side * chance.uniform(-0.45, 0.45) for _axis in "xy")
    ImageDraw.Draw(frame).ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return frame


def tilted(chance: random.Random, size: int, width: int, scale: float) -> list[float]:
    """From a pixel of the frame to one of the picture: turned, tilted about both axes, both centres kept."""
    turn = math.radians(chance.uniform(-12, 12))
    g, h = (chance.uniform(-0.5, 0.5) / size for _axis in "xy")
    cos, sin, frame, middle = scale * math.cos(turn), scale * math.sin(turn), size / 2, width / 2
    k = 1 - (g + h) * frame
    x = [cos + middle * g, -sin + middle * h, middle * k - (cos - sin) * frame]
    y = [sin + middle * g, cos + middle * h, middle * k - (sin + cos) * frame]
    return [value / k for value in [*x, *y, g, h]]


def is_read(frame: Image.Image, text: str) -> bool:
    found = zxingcpp.read_barcode(frame, formats=zxingcpp.BarcodeFormat.QRCode, try_rotate=False, try_invert=False)
    return found is not None and found.text == text
