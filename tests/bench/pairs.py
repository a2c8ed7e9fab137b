"""Each of the five: what the phone asks of eventnet, and the bare thing beside it."""

import json
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy.engine import Engine

from eventnet.config import Settings
from tests.bench import limits
from tests.bench.beside import Side
from tests.bench.checks import Given, body_of
from tests.bench.load import Sample, closed_loop
from tests.bench.world import BATCH, Supply, World, get, post_json
from tests.databases import SECRET_KEY


class Pairs:
    """Both servers run on one database, with as many devices and codes."""

    def __init__(self, world: World, url: str, ours: int, limit: int) -> None:
        self.world, self.ours, self.limit, self.given, self.bare = world, ours, limit, Given(), Bare(world, url)
        self.scans, self.batches = Supply(world.scan), Supply(world.batch)  # no pair meets twice

    def scan(self) -> tuple[Side, Side]:
        ours = Side(self.ours, self.scans, 200, self.given.take)
        return ours, Side(self.limit, Supply(self.bare.scan), 200, self.bare.take_one)

    def batch(self) -> tuple[Side, Side]:
        ours = Side(self.ours, self.batches, 200, self.given.take)
        return ours, Side(self.limit, Supply(self.bare.batch), 200, self.bare.take_many)

    def inbox(self) -> tuple[Side, Side]:
        asks = [self._ask_again(one.cookie) for one in self.world.readers]
        ours = Side(self.ours, Supply(lambda n: asks[n % len(asks)]), 304)
        return ours, Side(self.limit, Supply(lambda n: get("/inbox", f"Cookie: device_id={n % 100 + 1}")), 304)

    def code(self) -> tuple[Side, Side]:
        ours = Supply(lambda n: get("/code", f"Cookie: {self.world.reader(n).cookie}"))
        bare = Supply(lambda n: get("/code", f"Cookie: secret={self.world.reader(n).secret}"))
        return Side(self.ours, ours, 200), Side(self.limit, bare, 200)

    def card(self) -> tuple[Side, Side]:
        ours = Supply(lambda n: get(f"/B/{self.world.reader(n).badges[0][0]}"))
        bare = Supply(lambda n: get(f"/card/{self.world.reader(n).badges[0][0]}"))
        return Side(self.ours, ours, 200), Side(self.limit, bare, 200)

    def check(self) -> str:
        self.bare.check()
        return self.given.check(self.world)

    def _ask_again(self, cookie: str) -> bytes:
        """News begin now; asked again with what was answered, there is nothing new."""
        first = closed_loop(self.ours, [get("/api/v1/inbox", f"Cookie: {cookie}")], 1, 1)
        first.expect(200)
        cursor = json.loads(body_of(first.answers[0]))["cursor"]
        return get(f"/api/v1/inbox?since={cursor}", f"Cookie: {cookie}", f'If-None-Match: "{cursor}"')


@dataclass
class Bare:
    """The limit's own devices and codes, and what it has answered."""

    world: World
    url: str

    def __post_init__(self) -> None:
        self.engine: Engine = limits.engine_of(Settings(database_url=self.url, secret_key=SECRET_KEY))
        self.secrets = [one.secret for one in self.world.everybody]
        self.badges = [badge for one in self.world.everybody for badge, _key in one.badges]
        self.ids: list[str] = []
        limits.fill(self.engine, self.secrets, self.badges)

    def scan(self, number: int) -> bytes:
        return self._post("/scans", number, self._one(number))

    def batch(self, number: int) -> bytes:
        return self._post("/scans/batch", number, {"scans": [self._one(number * BATCH + j) for j in range(BATCH)]})

    def take_one(self, sample: Sample) -> None:
        self.ids += [json.loads(body_of(answer))["id"] for answer in sample.answers]

    def take_many(self, sample: Sample) -> None:
        self.ids += [id for answer in sample.answers for id in json.loads(body_of(answer))["ids"]]

    def check(self) -> None:
        stored = limits.stored(self.engine)
        assert sorted(stored) == sorted(self.ids), f"{len(self.ids)} answered, {len(stored)} stored"
        self.engine.dispose()

    def _one(self, number: int) -> dict[str, object]:
        return {"id": str(uuid4()), "code": self.badges[number % len(self.badges)]}

    def _post(self, path: str, number: int, sent: dict[str, object]) -> bytes:
        cookie = f"Cookie: secret={self.secrets[number % len(self.secrets)]}"
        return post_json(path, json.dumps(sent).encode(), cookie)
