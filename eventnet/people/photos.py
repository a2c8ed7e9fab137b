"""A photo that somebody uploaded, reduced to pixels: no place, no camera, nothing else of the file is kept."""

import io
import warnings
from collections.abc import Callable

from flask_babel import gettext as _
from msgspec import Struct
from PIL import Image, ImageOps

from eventnet.refusals import Refused

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 20_000_000
PAGE_SIDE = 400
ADDRESS_BOOK_SIDE = 256
ADDRESS_BOOK_BYTES = 20_000


class Photo(Struct, frozen=True):
    """`webp` is 400 x 400 pixels for pages, `jpeg` 256 x 256 and at most 20 kB for address books."""

    webp: bytes
    jpeg: bytes


def to_webp(data: bytes) -> Photo:
    """The middle square of a JPEG, PNG or WebP, upright, on white. Raises Refused."""
    pixels = _worked(data, _only_pixels)
    return Photo(webp=_saved(pixels, "WEBP", 82), jpeg=_small_jpeg(pixels))


def to_grey(data: bytes, side: int) -> Image.Image:
    """Upright, without colours, on white, at most `side` pixels long: for reading what is on it. Raises Refused."""
    return _worked(data, lambda image: _grey(image, side))


def _worked(data: bytes, work: Callable[[Image.Image], Image.Image]) -> Image.Image:
    """The same guards for every picture that comes from outside."""
    if len(data) > MOST_BYTES:
        raise Refused("photo-too-large", _("This photo is larger than 5 MB. Please choose a smaller one."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                _refuse_too_many_pixels(image)
                return work(image)
    except Refused:
        raise
    except Exception as fault:  # decoders raise whatever a broken file makes them stumble over
        raise Refused(
            "not-a-photo", _("This file cannot be read as a photo. Please choose a JPEG, PNG or WebP.")
        ) from fault


def _refuse_too_many_pixels(image: Image.Image) -> None:
    """Asked of the header, before a pixel is unpacked: 5 MB can hold a picture of gigabytes."""
    if image.width * image.height > MOST_PIXELS:
        raise Refused(
            "photo-too-many-pixels",
            _("This photo has more than 20 megapixels. Please choose a smaller one."),
        )


def _only_pixels(image: Image.Image) -> Image.Image:
    image.draft("RGB", (2 * PAGE_SIDE, 2 * PAGE_SIDE))  # a JPEG can be unpacked small, that is quick
    upright = ImageOps.exif_transpose(image)
    cut = ImageOps.fit(_in_colour(upright), (PAGE_SIDE, PAGE_SIDE), Image.Resampling.LANCZOS)
    fresh = Image.new("RGB", cut.size, "white")
    fresh.paste(cut, mask=cut.getchannel("A"))
    return fresh


def _grey(image: Image.Image, side: int) -> Image.Image:
    image.draft("L", (side, side))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((side, side), Image.Resampling.BOX)
    coloured = _in_colour(upright)
    fresh = Image.new("RGB", coloured.size, "white")
    fresh.paste(coloured, mask=coloured.getchannel("A"))
    return fresh.convert("L")


def _in_colour(image: Image.Image) -> Image.Image:
    """RGBA of every mode. Pillow would cut 16 bits of grey at 255."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256)
    return image.convert("RGBA")


def _small_jpeg(pixels: Image.Image) -> bytes:
    """The best quality that fits; even pure noise does at 20."""
    small = pixels.resize((ADDRESS_BOOK_SIDE, ADDRESS_BOOK_SIDE), Image.Resampling.LANCZOS)
    tries = (_saved(small, "JPEG", quality) for quality in (85, 75, 65, 50, 35, 20, 5))
    return next(data for data in tries if len(data) <= ADDRESS_BOOK_BYTES)


def _saved(image: Image.Image, format: str, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, format, quality=quality)
    return out.getvalue()
