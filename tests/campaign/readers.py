"""Mangled lists for every reader: `python -m tests.campaign.readers [examples]`, 10,000 each unless told."""

import sys
import time

from flask import Flask
from flask_babel import Babel
from hypothesis import HealthCheck, given, seed, settings

from tests.organising.mangling import LISTS, mangled, refused_or_whole
from tests.organising.mangling_orders import mangled_page, trouble_or_whole

MANY = 10_000
SEED = 20261126


def campaign(name: str, examples: int) -> tuple[int, int]:
    """How many were read and how many refused; anything else is raised with the smallest list that shows it."""
    answers = [0, 0]

    @seed(SEED)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(mangled(LISTS[name]))
    def run(data: bytes) -> None:
        answers[refused_or_whole(data) is None] += 1

    run()
    return answers[0], answers[1]


def campaign_of_pages(examples: int) -> tuple[int, int]:
    """The same for pages of the API of pretix."""
    answers = [0, 0]

    @seed(SEED)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(mangled_page())
    def run(body: bytes) -> None:
        answers[not trouble_or_whole(body)] += 1

    run()
    return answers[0], answers[1]


def main() -> None:
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        for name in LISTS:
            started = time.monotonic()
            read, refused = campaign(name, examples)
            print(f"{name}: {read} read, {refused} refused in words, {time.monotonic() - started:.0f} s", flush=True)
        read, refused = campaign_of_pages(examples)
        print(f"pretix, by its API: {read} read, {refused} refused", flush=True)


if __name__ == "__main__":
    main()
