"""Mangled messages at the door: `python -m tests.campaign.mail_in [examples]`, 20,000 unless told.

Whatever arrives is read or left within half a second, and what is noted of it are two numbers.
"""

import re
import sys
import time
from collections import Counter
from email.message import Message

from hypothesis import HealthCheck, given, seed, settings

from eventnet.followup.hinting.reading import Answer, read_answer
from eventnet.mail.arriving.bounces import read_bounce
from eventnet.mail.arriving.message import Unreadable, addressed_to, read
from tests.mail.arriving import FIXTURES
from tests.mail.mangling import mangled

MANY = 20_000
SEED = 20261126
LONGEST = 0.5  # seconds
ERROR = re.compile(r"[45]\d\d( [45]\.\d{1,3}\.\d{1,3})?")
SAID = {"", "accepted", "declined", "tentative", "counter"}


def campaign(examples: int) -> Counter[str]:
    found: Counter[str] = Counter()
    shapes = sorted(path.stem for path in FIXTURES.glob("*.eml"))

    @seed(SEED)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(mangled(shapes))
    def run(data: bytes) -> None:
        started = time.process_time()
        found[what_it_is(data)] += 1
        assert time.process_time() - started < LONGEST, "too slow"

    run()
    return found


def what_it_is(data: bytes) -> str:
    try:
        message: Message = read(data)
    except Unreadable:
        return "left"
    addressed_to(message)
    bounce, answer = read_bounce(message), read_answer(message)
    assert bounce is None or ERROR.fullmatch(bounce.error)
    assert answer is None or is_plain(answer)
    return "a bounce" if bounce else "a calendar's answer" if answer else "neither"


def is_plain(answer: Answer) -> bool:
    return set(answer.said.values()) <= SAID and (answer.starts_at is None or answer.starts_at.tzinfo is not None)


def main() -> None:
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    started = time.monotonic()
    for kind, number in campaign(examples).most_common():
        print(f"{kind}: {number}")
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
