"""Every word of code and templates stands in the German catalogue; `--update` collects them into it."""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
GERMAN = ROOT / "eventnet" / "translations" / "de.po"
METHODS = {
    "eventnet": [("**.py", "python")],
    "templates": [("**.html", "jinja2"), ("**.txt", "jinja2")],
}
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}, "**.txt": {"trimmed": "true", "silent": "false"}}
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def main() -> int:
    template, german = collected(), known()
    if "--update" in sys.argv:
        german.update(template, no_fuzzy_matching=True)
        german.obsolete.clear()
        with GERMAN.open("wb") as file:
            write_po(file, german, width=120, sort_output=True, omit_header=False, include_lineno=False)
    missing = [message.id for message in template if message.id and not is_translated(german, message.id)]
    for words in missing:
        print(f"not in German: {words!r}", file=sys.stderr)
    return 1 if missing else 0


def collected() -> Catalog:
    """All words of the project, in English, with where they stand."""
    catalog = Catalog(project="eventnet", copyright_holder="the eventnet authors")
    for directory, methods in METHODS.items():
        found = extract_from_dir(ROOT / directory, methods, OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",))
        for name, _line, words, comments, context in found:
            catalog.add(words, None, [(f"{directory}/{name}", 0)], auto_comments=comments, context=context)
    return catalog


def known() -> Catalog:
    text = GERMAN.read_bytes() if GERMAN.exists() else b""
    return read_po(io.BytesIO(text), locale="de")


def is_translated(german: Catalog, words: str | tuple[str, str]) -> bool:
    message = german.get(words[0] if isinstance(words, tuple) else words)
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


if __name__ == "__main__":
    sys.exit(main())
