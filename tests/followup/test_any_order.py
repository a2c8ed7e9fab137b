"""Any order of what two people and the clock may do; `make campaign` tries many more."""

import os

import time_machine
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.cast import Cast
from tests.followup.any_order import AnyOrder

STORIES, STEPS = (int(number) for number in os.environ.get("ANY_ORDER", "9 15").split())


def test_whatever_they_do_the_rules_hold(story: Cast, travel: time_machine.Traveller):
    calm = settings(
        max_examples=STORIES,
        stateful_step_count=STEPS,
        database=None,
        derandomize="ANY_ORDER" not in os.environ,
    )
    run_state_machine_as_test(lambda: AnyOrder(story, travel), settings=calm)  # type: ignore[no-untyped-call]
