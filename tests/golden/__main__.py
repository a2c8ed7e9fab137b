"""`python -m tests.golden` writes the golden letters anew; read the diff as their readers will."""

import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    os.environ["GOLDEN"] = "renew"
    sys.exit(pytest.main(["-q", str(Path(__file__).parent), *sys.argv[1:]]))
