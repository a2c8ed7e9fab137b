"""The wheel holds templates, static files, catalogues and migrations, and starts from there."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
NEEDED = (
    "eventnet/templates/base.html",
    "eventnet/templates/typst/badges.typ",
    "eventnet/templates/typst/bricolage-bold.ttf",
    "eventnet/static/css/tokens.css",
    "eventnet/static/js/main.js",
    "eventnet/translations/de.po",
    "eventnet/migrations/env.py",
)
START = (
    "import eventnet.assets as a; assert a.ROOT == a.PACKAGE and all(map(a.stylesheet, a.SHEETS)) and a.build(), a.ROOT"
)


def main() -> int:
    with tempfile.TemporaryDirectory() as directory:
        build = [sys.executable, "-m", "build", "--wheel", "--outdir", directory, str(ROOT)]
        subprocess.run(build, check=True, capture_output=True)
        wheel = next(Path(directory).glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            missing = [name for name in NEEDED if name not in archive.namelist()]
            archive.extractall(Path(directory) / "installed")
        if missing:
            print("The wheel lacks:", *missing, file=sys.stderr)
            return 1
        return subprocess.run([sys.executable, "-c", START], cwd=Path(directory) / "installed", check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
