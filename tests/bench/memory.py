"""What one worker holds when every page of a lived-in world was opened: cards, letters, calendars, posters, a photo."""

import re
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from eventnet import create_app
from eventnet.config import Settings
from eventnet.db import db
from eventnet.demo.world import fill
from eventnet.events.models import Event
from eventnet.people.models import Person, Photo
from eventnet.people.signin import start_device
from eventnet.rows import Rows
from tests.bench import report
from tests.bench.servers import Server, serve
from tests.bench.world import cookie_of
from tests.databases import SECRET_KEY, prepare

MOST_MIB = 80
PEOPLE, PAGES = 4, 200
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)"')


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory) / 'memory.sqlite3'}"
        prepare(url)
        cookies, starts, photo = lived_in(url, directory)
        with serve(url, EVENTNET_DEMO="1", EVENTNET_DATA_DIR=directory) as server:
            fresh, _ = most(server)
            walks = cookies * 2 * len(server.workers())  # any of them may answer
            opened = {path for cookie in walks for path in walk(server, cookie, starts)}
            for _ in walks:
                assert send_photo(server, cookies[0], photo) == 303
            rss, pss = most(server)
    tell("a worker after every page", rss, pss, f"; RSS at first {fresh:.0f}, {len(opened)} pages")


def tell(name: str, rss: float, pss: float, more: str = "") -> None:
    """Judged on PSS: the app is made once before the workers are forked, and what they share is there once."""
    words = f"PSS {pss:.0f} MiB (RSS {rss:.0f} with all that is shared{more}), target <= {MOST_MIB} MiB"
    report.figure(name, words, pss <= MOST_MIB)


def most(server: Server) -> tuple[float, float]:
    """RSS and PSS of the largest worker."""
    rss, pss = zip(*server.memory(), strict=True)
    return max(rss), max(pss)


def lived_in(url: str, directory: str) -> tuple[list[str], list[str], bytes]:
    """The demo's world: cookies of some people, where their walk begins, and a photo of one."""
    app = create_app(Settings(database_url=url, secret_key=SECRET_KEY, data_dir=directory, demo="1"))
    with app.app_context():
        fill()
        devices = [start_device(person, "Bench") for person in Rows(Person).order_by(Person.id).limit(PEOPLE)]
        events = [f"/e/{event.slug}{page}" for event in Rows(Event) for page in ("", "/people", "/poster", "/settings")]
        photo = Rows(Photo).first()
        assert photo is not None
        jpeg = photo.jpeg
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return [cookie_of(app, device.secret) for device in devices], ["/", "/profile", *events], jpeg


def walk(server: Server, cookie: str, starts: list[str]) -> Iterator[str]:
    """Every address that a page names, from page to page."""
    waiting, seen = list(starts), set(starts)
    while waiting and len(seen) < PAGES * 5:
        path = waiting.pop(0)
        status, text = ask(server, "GET", path, {"Cookie": cookie})
        assert status < 500, f"{path}: {status}"
        if status == 200:
            yield path
        found = {link for link in LINK.findall(text) if not link.startswith("/assets/")} - seen
        seen |= found
        waiting += sorted(found)


def send_photo(server: Server, cookie: str, photo: bytes) -> int:
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    headers = {"Cookie": cookie, "X-Eventnet": "1", "Content-Type": "multipart/form-data; boundary=x"}
    return ask(server, "POST", "/profile/photo", headers, head + photo + b"\r\n--x--\r\n")[0]


def ask(server: Server, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request(method, path.replace("&amp;", "&"), body, headers)
    answer = connection.getresponse()
    text = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, text
