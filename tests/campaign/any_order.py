"""Two people and the clock in any order, many stories long: `python -m tests.campaign.any_order [stories] [steps]`."""

import os
import subprocess
import sys

STORIES, STEPS = 2000, 40


def main() -> None:
    stories, steps = [*map(int, sys.argv[1:]), STORIES, STEPS][:2] if len(sys.argv) > 2 else (STORIES, STEPS)
    told = os.environ | {"ANY_ORDER": f"{stories} {steps}"}
    test = [sys.executable, "-m", "pytest", "-q", "tests/followup/test_any_order.py"]
    sys.exit(subprocess.run(test, env=told, check=False).returncode)


if __name__ == "__main__":
    main()
