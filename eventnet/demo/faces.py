"""Photos for people who do not exist: calm portraits of a few shapes, drawn large and made small."""

import io
from functools import cache

from msgspec import Struct
from PIL import Image, ImageDraw, ImageFilter

SIDE = 1200
Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]

SKIN: dict[str, Colour] = {
    "light": (244, 210, 188),
    "fair": (232, 190, 160),
    "olive": (214, 168, 130),
    "brown": (164, 112, 80),
    "deep": (112, 74, 54),
}
HAIR: dict[str, Colour] = {
    "black": (38, 32, 36),
    "brown": (84, 56, 42),
    "blond": (214, 172, 104),
    "red": (168, 82, 48),
    "grey": (150, 148, 150),
    "wine": (136, 62, 84),  # scarves
    "teal": (40, 110, 116),
}
GROUNDS: dict[str, tuple[Colour, Colour]] = {
    "dawn": ((252, 226, 206), (240, 182, 160)),
    "sea": ((206, 232, 230), (134, 190, 192)),
    "dusk": ((216, 214, 240), (160, 158, 208)),
    "meadow": ((226, 236, 206), (168, 196, 148)),
    "sand": ((248, 236, 208), (226, 200, 150)),
}


class Look(Struct, frozen=True):
    """`hair` is a colour and a cut: short, long, bun, curls, scarf or none."""

    ground: str
    skin: str
    hair: str
    cut: str
    clothes: Colour
    glasses: bool = False
    beard: bool = False


@cache
def draw(look: Look) -> bytes:
    """A square PNG."""
    picture = _ground(*GROUNDS[look.ground])
    pen = ImageDraw.Draw(picture)
    _behind(pen, look)
    _body(pen, look)
    _head(pen, look)
    _in_front(pen, look)
    out = io.BytesIO()
    picture.resize((SIDE // 2, SIDE // 2), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def _ground(above: Colour, below: Colour) -> Image.Image:
    fade = Image.linear_gradient("L").resize((SIDE, SIDE))
    picture = Image.composite(Image.new("RGB", (SIDE, SIDE), below), Image.new("RGB", (SIDE, SIDE), above), fade)
    glow = Image.new("L", (SIDE, SIDE), 0)
    ImageDraw.Draw(glow).ellipse(_around(420, 330, 420, 420), fill=110)
    picture.paste(Image.new("RGB", (SIDE, SIDE), "white"), mask=glow.filter(ImageFilter.GaussianBlur(160)))
    return picture


def _behind(pen: ImageDraw.ImageDraw, look: Look) -> None:
    colour = HAIR[look.hair]
    if look.cut == "long":
        pen.rounded_rectangle((345, 300, 855, 900), 230, fill=colour)
    elif look.cut == "bun":
        pen.ellipse(_around(600, 200, 105, 95), fill=colour)
    elif look.cut == "curls":
        for x, y in ((400, 420), (440, 300), (540, 235), (660, 235), (760, 300), (800, 420), (810, 540), (390, 540)):
            pen.ellipse(_around(x, y, 120, 120), fill=colour)


def _body(pen: ImageDraw.ImageDraw, look: Look) -> None:
    pen.rounded_rectangle((130, 905, 1070, 1700), 330, fill=look.clothes)
    pen.rounded_rectangle((505, 700, 695, 1010), 95, fill=_shade(SKIN[look.skin], 0.88))
    pen.polygon([(455, 905), (745, 905), (600, 1090)], fill=_shade(SKIN[look.skin], 0.88))
    pen.line([(440, 895), (600, 1100), (760, 895)], fill=_shade(look.clothes, 0.82), width=34, joint="curve")


def _head(pen: ImageDraw.ImageDraw, look: Look) -> None:
    skin = SKIN[look.skin]
    if look.cut == "scarf":
        _scarf(pen, skin, HAIR[look.hair])
    else:
        for x in (400, 800):
            pen.ellipse(_around(x, 560, 46, 66), fill=_shade(skin, 0.93))
        pen.rounded_rectangle((400, 300, 800, 830), 200, fill=skin)
    _features(pen, look, skin)


def _scarf(pen: ImageDraw.ImageDraw, skin: Colour, colour: Colour) -> None:
    pen.ellipse((400, 720, 800, 1110), fill=_shade(colour, 0.88))
    pen.rounded_rectangle((368, 245, 832, 905), 228, fill=colour)
    pen.rounded_rectangle((436, 350, 764, 812), 164, fill=skin)


def _features(pen: ImageDraw.ImageDraw, look: Look, skin: Colour) -> None:
    brows = HAIR["black" if look.cut == "scarf" else look.hair]
    if look.beard:
        pen.chord((400, 430, 800, 836), 8, 172, fill=HAIR[look.hair])
        pen.rounded_rectangle((540, 690, 660, 722), 16, fill=_shade(skin, 0.78))
    else:
        pen.arc((535, 640, 665, 730), 25, 155, fill=_shade(skin, 0.62), width=13)
    for x in (515, 685):
        pen.ellipse(_around(x, 545, 19, 22), fill=(44, 38, 44))
        pen.arc((x - 48, 462, x + 48, 520), 200, 340, fill=_shade(brows, 0.85), width=12)
    pen.arc((570, 570, 630, 640), 40, 140, fill=_shade(skin, 0.76), width=10)


def _in_front(pen: ImageDraw.ImageDraw, look: Look) -> None:
    colour = HAIR[look.hair]
    if look.cut in {"short", "bun", "curls"}:
        pen.pieslice((388, 236, 812, 612), 180, 360, fill=colour)
    elif look.cut == "long":
        pen.pieslice((385, 235, 815, 690), 180, 292, fill=colour)
        pen.pieslice((385, 235, 815, 690), 262, 360, fill=colour)
    if look.glasses:
        for x in (515, 685):
            pen.ellipse(_around(x, 548, 66, 62), outline=(52, 46, 56), width=12)
        pen.line([(581, 540), (619, 540)], fill=(52, 46, 56), width=12)


def _around(x: float, y: float, rx: float, ry: float) -> Box:
    return (x - rx, y - ry, x + rx, y + ry)


def _shade(colour: Colour, by: float) -> Colour:
    red, green, blue = (int(part * by) for part in colour)
    return red, green, blue
