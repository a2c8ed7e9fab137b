"""The exported list in LibreOffice itself: `python -m tests.campaign.spreadsheet`, where `soffice` is installed.

It opens both files, recalculates and writes them as a flat OpenDocument sheet, in which a formula would be seen.
Debian: apt-get install --no-install-recommends libreoffice-calc
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from eventnet.db import db
from eventnet.organising.applying import take_over
from eventnet.organising.exporting import as_csv, as_workbook
from eventnet.organising.guests import Guests
from eventnet.organising.importing import Listed, Reading
from tests.cast import make_cast
from tests.databases import SqliteFiles, build
from tests.organising.test_exporting import NASTY

PATIENCE = 180  # seconds
BECOME_NUMBERS = {"1e5", "007", "TRUE", "2026-11-26"}  # in a CSV, in which nothing has a type


def main() -> None:
    if not shutil.which("soffice"):
        print("soffice is not installed: nothing was looked at")
        return
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        names = write(directory)
        for file in (directory / "list.csv", directory / "list.xlsx"):
            cells = opened(file)
            formulas = [cell for cell in cells if "table:formula" in cell]
            texts = [name for name in names if file.suffix == ".xlsx" or name not in BECOME_NUMBERS]
            missing = [name for name in texts if not any(shows(cell, name) for cell in cells)]
            print(
                f"{file.name}: {len(cells)} cells, {len(formulas)} formulas, {len(missing)} names missing", flush=True
            )
            if formulas or missing or len(cells) < len(names):
                sys.exit(f"{file.name}: {formulas[:3]} {missing[:3]}")


def write(directory: Path) -> list[str]:
    """Both files of a list whose names try to be formulas."""
    files = SqliteFiles(directory)
    files.empty()
    app, _settings = build(files, directory)
    with app.test_request_context():
        cast = make_cast()
        listed = [Listed(row, None, name, f"nasty{row}@example.org", name) for row, name in enumerate(NASTY)]
        take_over(cast.event, Reading(listed, [], [], "plain"))
        db.session.flush()
        (directory / "list.csv").write_bytes(as_csv(Guests(cast.event)))
        (directory / "list.xlsx").write_bytes(as_workbook(Guests(cast.event)))
        db.session.rollback()
    return NASTY


def opened(file: Path) -> list[str]:
    """What stands in each cell, as LibreOffice writes it down again."""
    where = file.parent / file.suffix[1:]
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{file.parent}/profile", "--convert-to", "fods"]
    reads = ["--infilter=CSV:44,34,76,1"] if file.suffix == ".csv" else []  # comma, quotes, UTF-8, from line 1
    subprocess.run([*command, *reads, "--outdir", where, file], check=True, capture_output=True, timeout=PATIENCE)
    text = (where / "list.fods").read_text("utf-8")
    return re.findall(r"<table:table-cell[^>]*[^/]>.*?</table:table-cell>", text, re.DOTALL)


def shows(cell: str, name: str) -> bool:
    plain = re.sub(r"<[^>]+>", "", cell).replace("&quot;", '"').replace("&apos;", "'").replace("&amp;", "&").strip()
    return plain.lstrip("'") == name.lstrip("'")


if __name__ == "__main__":
    main()
