"""What a phone's camera sees: a film of real code pages, played in a loop by Chromium's fake camera."""

import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright

from eventnet.people.models import Person
from tests.browsing import PHONE, QUIET, Live
from tests.cast import session_cookie

WIDTH, HEIGHT = 640, 480
FRAMES_A_SECOND = 10
WALL = (188, 180, 170)

Filmed = Callable[..., tuple[Page, "Film"]]


class Film:
    """The file that a fake camera plays. It is read anew whenever the camera is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shows()

    def shows(self, *pictures: Image.Image, seconds: float = 1.5) -> None:
        """Each picture for a while, with the wall between them. None: the wall alone."""
        wall = Image.new("RGB", (WIDTH, HEIGHT), WALL)
        scenes = [each for picture in pictures for each in (wall, on_wall(wall, picture))]
        film = self.path.with_suffix(".new")
        with film.open("wb") as file:
            file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n".encode())
            for scene in scenes or [wall]:
                still = scene is wall and len(scenes) > 2
                frames = FRAMES_A_SECOND // 2 if still else int(seconds * FRAMES_A_SECOND)
                file.write((b"FRAME\n" + in_yuv(scene)) * frames)
        film.replace(self.path)  # a camera that is open goes on with the film it has


def on_wall(wall: Image.Image, picture: Image.Image) -> Image.Image:
    """A code as it is held in front of a camera: not quite straight, not quite in the middle."""
    held = picture.convert("RGBA").resize((400, 400), Image.Resampling.LANCZOS)
    held = held.rotate(4, Image.Resampling.BICUBIC, expand=True)
    scene = wall.copy()
    scene.paste(held, ((WIDTH - held.width) // 2 + 8, (HEIGHT - held.height) // 2 - 6), held)
    return scene


def in_yuv(picture: Image.Image) -> bytes:
    """Planar YCbCr 4:2:0, as JPEG has it."""
    y, cb, cr = picture.convert("YCbCr").split()
    half = (WIDTH // 2, HEIGHT // 2)
    return y.tobytes() + cb.resize(half).tobytes() + cr.resize(half).tobytes()


def live_code_on(page: Page) -> Image.Image:
    """The live code with a card that a real page shows, with the white that is around it there."""
    for _ in range(100):
        picture = Image.open(BytesIO(page.locator(".qr").locator("visible=true").first.screenshot()))
        found = zxingcpp.read_barcodes(picture)
        if found and re.search("/P/.*#", found[0].text):
            return picture
    raise AssertionError("no live code came")


@pytest.fixture
def filmed(live: Live, playwright: Playwright, tmp_path: Path) -> Iterator[Filmed]:
    """`filmed(person)`: a phone with a service worker and a camera, and the film that it sees."""
    browsers: list[Browser] = []

    def open_phone(person: Person | None, *, allowed: bool = True, **options: object) -> tuple[Page, Film]:
        film = Film(tmp_path / f"camera-{len(browsers)}.y4m")
        camera = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film.path}"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*QUIET, *camera])
        browsers.append(browser)
        settings = {"viewport": PHONE, "locale": "en-GB", "base_url": live.url}
        context = browser.new_context(**(settings | options))  # type: ignore[arg-type]
        if allowed:
            context.grant_permissions(["camera"], origin=live.url)
        if person:
            name, value = session_cookie(live.app, person)
            context.add_cookies([{"name": name, "value": value, "url": live.url}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
        return page, film

    yield open_phone
    for browser in browsers:
        browser.close()
