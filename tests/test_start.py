"""What the start of the web server loads: it stands between a broken machine and the next scan."""

import subprocess
import sys

import pytest

from eventnet.assets import PACKAGE

pytestmark = pytest.mark.tooling

LARGE = ("PIL", "alembic", "icalendar", "openpyxl", "phonenumbers", "psycopg", "qrcode", "typst", "urllib3", "zxingcpp")
LARGE += ("sqlalchemy.dialects.postgresql",)
START = """
import sys
from eventnet import create_app
from eventnet.config import Settings
create_app(Settings(database_url="sqlite://", secret_key="k" * 32))
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_large_libraries_wait_until_they_are_needed() -> None:
    loaded = subprocess.run([sys.executable, "-c", START, *LARGE], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []


def test_values_are_structs_unless_they_hold_what_must_not_be_printed() -> None:
    """A dataclass writes and compiles its methods at each start; a Struct does not."""
    sources = {path.relative_to(PACKAGE).as_posix(): path.read_text() for path in PACKAGE.rglob("*.py")}
    made = {path for path, source in sources.items() if "@dataclass" in source}
    assert {path for path in made if "repr=False" not in sources[path]} == {"config.py"}  # which describes its fields
