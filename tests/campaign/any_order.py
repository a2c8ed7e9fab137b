"""Two people and the clock in any order, many stories long: `python -m tests.campaign.any_order [stories] [steps]`."""

import os
import subprocess
import sys

STORIES, STEPS = 2000, 40


def main() -> None:
    said = [int(number) for number in sys.argv[1:3]]
    stories, steps = [*said, *[STORIES, STEPS][len(said) :]]
    told = os.environ | {"ANY_ORDER": f"{stories} {steps}"}
    test = [sys.executable, "-m", "pytest", "-q", "tests/followup/test_any_order.py"]
    sys.exit(subprocess.run(test, env=told, check=False).returncode)


if __name__ == "__main__":
    main()
