"""How fast, beside what the same server and database can do at best: `python -m tests.bench [which ...]`.

Nothing here fails because of a time: machines differ. It fails if what was answered is not what is stored.
"""

import argparse

from tests.bench import badges, directory, first_paint, follow_up, importing, memory, numbers, report, search, startup
from tests.bench.beside import OURS, Measured, measure
from tests.bench.checks import statements_of
from tests.bench.open_loop import arrive, tell
from tests.bench.pairs import Pairs
from tests.bench.servers import LIMIT, Server, serve
from tests.bench.storage import POSTGRES, SQLITE, storage
from tests.bench.world import BATCH, World, get, make_world

PAIRS = {"scan": 0.55, "batch": None, "inbox": 0.5, "code": None, "card": 0.5}
ALONE = {"startup": startup.main, "memory": memory.main, "paint": first_paint.main, "badges": badges.main}
ALONE["search"] = search.main
ALONE["import"] = importing.main
ALONE["people"] = directory.main
ALONE["numbers"] = numbers.main
ALONE["follow-up"] = follow_up.main
MOST_A_SECOND = {"scan": 1600, "batch": 150}
MOST_STATEMENTS = 5
BATCH_GAIN = 10
PEOPLE = (3000, 2600, 200)


def main() -> None:
    asked = arguments()
    which = asked.which or [*PAIRS, "open", *ALONE]
    report.title(f"Rounds: {asked.rounds} of {asked.seconds} s. Two shared cores; the load generator runs on them too.")
    if set(which) & {*PAIRS, "open"}:
        found = {kind: beside(kind, which, asked.rounds, asked.seconds) for kind in asked.database}
        report.for_the_readme({kind: list(pairs.values()) for kind, pairs in found.items()})
    for name, run in ALONE.items():
        if name in which:
            report.title(name)
            run()


def beside(kind: str, which: list[str], rounds: int, seconds: float) -> dict[str, list[Measured]]:
    report.title(f"{kind}\n{report.HEAD}")
    with storage(kind) as url:
        world = make_world(url, *PEOPLE)
        with serve(url) as ours, serve(url, LIMIT) as limit:
            pairs = Pairs(world, url, ours.port, limit.port)
            found = {name: _pair(pairs, name, rounds, seconds) for name in PAIRS if name in which}
            _scans_in_a_batch(found)
            if "open" in which:
                open_ours, open_limit = (arrive(side, min(rounds, 3), 8 * seconds) for side in pairs.scan())
                tell(open_ours, open_limit)
            _memory(ours)
        report.figure("stored", pairs.check())
        _statements(world)
    return found


def _pair(pairs: Pairs, name: str, rounds: int, seconds: float) -> list[Measured]:
    ours, limit = getattr(pairs, name)()
    found = measure(name, ours, limit, rounds, seconds, MOST_A_SECOND.get(name, 4000))
    report.table(found, PAIRS[name])
    return found


def _scans_in_a_batch(found: dict[str, list[Measured]]) -> None:
    if {"scan", "batch"} <= set(found):
        one, many = (
            next(each.rate(OURS) for each in found[name] if each.connections == 8) for name in ("scan", "batch")
        )
        gain = many * BATCH / one
        words = f"{many * BATCH:.0f} scans/s, {gain:.1f} times single posts, target >= {BATCH_GAIN}"
        report.figure("100 in a batch, 8 connections", words, gain >= BATCH_GAIN)


def _memory(ours: Server) -> None:
    memory.tell("a worker after this load", *memory.most(ours))


def _statements(world: World) -> None:
    reader = world.readers[0]
    number = len(statements_of(world.app, world.scan(len(world.singles) * 40)))
    report.figure("statements of a scan", f"{number}, target <= {MOST_STATEMENTS}", number <= MOST_STATEMENTS)
    for name, request in (
        ("inbox", get("/api/v1/inbox", f"Cookie: {reader.cookie}")),
        ("code", get("/code", f"Cookie: {reader.cookie}")),
        ("card", get(f"/B/{reader.badges[0][0]}")),
    ):
        report.figure(f"statements of {name}", str(len(statements_of(world.app, request))))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    names = [*PAIRS, "open", *ALONE]
    parser.add_argument("which", nargs="*", metavar="which", help=f"Some of {', '.join(names)}; all of them if none.")
    parser.add_argument("--database", action="append", choices=[SQLITE, POSTGRES])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.2, help="How long each side of a round runs.")
    asked = parser.parse_args()
    if unknown := set(asked.which) - set(names):
        parser.error(f"There is no {', '.join(sorted(unknown))}.")
    asked.database = asked.database or [SQLITE, POSTGRES]
    return asked


if __name__ == "__main__":
    main()
