import io
import struct
import warnings
import zlib
from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, PngImagePlugin

from eventnet.people.photos import to_webp
from eventnet.refusals import Refused

SECRET = b"52.3759 N, 9.7320 E"


@pytest.fixture(autouse=True, scope="module")
def words() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        yield


def picture(mode: str = "RGB", size: tuple[int, int] = (600, 400), colour: object = "red") -> Image.Image:
    return Image.new(mode, size, colour)


def saved(image: Image.Image, format: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def looks(data: bytes, at: tuple[int, int]) -> str:
    """The nearest of a few plain colours: both formats lose a little."""
    names = {
        "red": (255, 0, 0),
        "green": (0, 128, 0),
        "blue": (0, 0, 255),
        "white": (255, 255, 255),
        "grey": (128,) * 3,
    }
    pixel = opened(data).convert("RGB").getpixel(at)
    assert isinstance(pixel, tuple)
    return min(names, key=lambda name: sum((a - b) ** 2 for a, b in zip(pixel, names[name], strict=True)))


def noise(size: tuple[int, int]) -> Image.Image:
    image = Image.effect_noise(size, 200)
    return Image.merge("RGB", (image, image.rotate(90), image.rotate(180)))


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        to_webp(data)
    assert refused.value.words
    return refused.value.code


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_webp_for_pages_and_a_jpeg_for_address_books(format: str):
    photo = to_webp(saved(picture(), format))
    webp, jpeg = opened(photo.webp), opened(photo.jpeg)
    assert (webp.format, webp.size) == ("WEBP", (400, 400))
    assert (jpeg.format, jpeg.size) == ("JPEG", (256, 256))
    assert looks(photo.webp, (200, 200)) == looks(photo.jpeg, (128, 128)) == "red"


def test_the_middle_of_a_wide_photo_is_kept_undistorted():
    image = picture(size=(1200, 400), colour="blue")
    ImageDraw.Draw(image).rectangle((400, 0, 799, 399), fill="red")
    photo = to_webp(saved(image, "PNG"))
    assert [looks(photo.webp, (x, 200)) for x in (3, 200, 396)] == ["red"] * 3


def test_a_small_photo_is_enlarged():
    assert opened(to_webp(saved(picture(size=(20, 30)))).webp).size == (400, 400)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_however_the_camera_was_held(orientation: int):
    """Each orientation stored so that upright the left half is red, the upper right corner green."""
    upright = picture(size=(400, 400), colour="blue")
    ImageDraw.Draw(upright).rectangle((0, 0, 199, 399), fill="red")
    ImageDraw.Draw(upright).rectangle((300, 0, 399, 99), fill="green")
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(undo[orientation]) if orientation in undo else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo = to_webp(saved(stored, exif=exif, quality=95))
    assert [looks(photo.webp, at) for at in ((50, 50), (350, 50), (350, 350))] == ["red", "green", "blue"]
    assert opened(photo.webp).getexif() == {}


def with_exif(format: str) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825)[29] = SECRET.decode()
    return saved(picture(), format, exif=exif)


def with_png_text() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET.decode())
    text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return saved(picture(), "PNG", pnginfo=text)


@pytest.mark.parametrize(
    "data",
    [
        with_exif("JPEG"),
        with_exif("PNG"),
        with_exif("WEBP"),
        with_png_text(),
        saved(picture(), "JPEG", xmp=SECRET),
        saved(picture(), "WEBP", xmp=SECRET),
        saved(picture(), "JPEG", icc_profile=SECRET),
        saved(picture(), "PNG", icc_profile=SECRET),
        saved(picture(), "WEBP", icc_profile=SECRET),
        saved(picture(), "JPEG", comment=SECRET),
        saved(picture(), "JPEG") + SECRET,
    ],
    ids=[
        "exif",
        "exif-png",
        "exif-webp",
        "text",
        "xmp",
        "xmp-webp",
        "icc",
        "icc-png",
        "icc-webp",
        "comment",
        "tail",
    ],
)
def test_nothing_but_pixels_survives(data: bytes):
    photo = to_webp(data)
    for kept in (photo.webp, photo.jpeg):
        assert SECRET not in kept
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(opened(kept).info)
        assert not any(mark in kept for mark in (b"Exif", b"EXIF", b"ICC", b"XMP", b"http://ns.adobe"))


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("L", 128, "grey"),
        ("1", 1, "white"),
        ("LA", (128, 255), "grey"),
        ("RGBA", (255, 0, 0, 255), "red"),
        ("RGBA", (255, 0, 0, 0), "white"),
        ("P", 0, "red"),
        ("I;16", 32768, "grey"),
    ],
)
def test_every_kind_of_png_looks_as_it_did_and_what_is_clear_is_white(mode: str, colour: object, seen: str):
    image = picture(mode, colour=colour)
    if mode == "P":
        image.putpalette([255, 0, 0])
    assert looks(to_webp(saved(image, "PNG")).webp, (200, 200)) == seen


def test_a_photo_for_printing_keeps_its_colours():
    assert looks(to_webp(saved(picture("CMYK", colour=(0, 255, 255, 0)))).webp, (200, 200)) == "red"


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_moment_is_kept(format: str):
    photo = to_webp(saved(picture(), format, save_all=True, append_images=[picture(colour="blue")], duration=100))
    assert looks(photo.webp, (200, 200)) == "red"
    assert getattr(opened(photo.webp), "n_frames", 1) == 1


def test_even_noise_fits_into_an_address_book():
    assert len(to_webp(saved(noise((800, 800)), quality=95)).jpeg) <= 20_000


@pytest.mark.parametrize("format", ["GIF", "BMP", "TIFF", "PPM", "ICO", "EPS"])
def test_other_formats_are_refused_by_content(format: str):
    assert refusal(saved(picture(), format)) == "not-a-photo"


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"\xff\xd8\xff"]
)
def test_what_is_no_photo_is_refused(data: bytes):
    assert refusal(data) == "not-a-photo"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_half_a_photo_is_refused(format: str):
    data = saved(noise((600, 400)), format)
    assert refusal(data[: len(data) // 2]) == "not-a-photo"


def test_more_than_five_megabytes_are_refused_unread():
    data = saved(picture())
    assert to_webp(data + bytes(5 * 1024 * 1024 - len(data)))
    assert refusal(data + bytes(5 * 1024 * 1024 - len(data) + 1)) == "photo-too-large"


def png_of(width: int, height: int) -> bytes:
    """Only a header and the beginning of the pixels: who unpacks it finds it broken."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 10)) + chunk(b"IEND", b"")
    )


def test_more_than_twenty_megapixels_are_refused_before_a_pixel_is_unpacked():
    assert refusal(png_of(5000, 4001)) == "photo-too-many-pixels"
    assert refusal(png_of(5000, 4000)) == "not-a-photo"


def test_a_bomb_is_refused_already_while_it_is_opened():
    assert refusal(png_of(100_000, 100_000)) == "not-a-photo"
    assert refusal(png_of(10_000, 10_000)) == "not-a-photo"


def test_a_warning_of_the_decoder_is_a_refusal():
    """Inside pytest every warning is an error anyhow, so this lets them pass first."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert refusal(png_of(10_000, 10_000)) == "not-a-photo"


@settings(max_examples=60)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_a_photo_or_a_refusal_but_never_an_error(format: str, at: int, damage: bytes):
    data = bytearray(saved(picture(size=(60, 40)), format))
    at %= len(data)
    data[at : at + len(damage)] = damage
    try:
        photo = to_webp(bytes(data))
    except Refused:
        return
    assert opened(photo.webp).size == (400, 400)
