"""Every letter of the room, whole, in both languages, with its calendar file: letters/<name>.<language>.txt and
calendars/<name>.<language>.ics.

`python -m tests.golden` writes them anew; read the diff as its reader will.
"""

import ast
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.golden import meetings  # noqa: F401 - it tells the stories
from tests.golden.keeping import CALENDARS, LANGUAGES, LETTERS, calendar_of, text_of
from tests.golden.stories import STORIES, Scene

ROOM = Path("eventnet/followup")


def as_it_should(path: Path, found: str) -> None:
    if os.environ.get("GOLDEN") == "renew":
        path.write_text(found)
    assert found == path.read_text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORIES)
def test_each_letter_reads_as_it_should(scene_in: Callable[[str], Scene], name: str, language: str):
    letter = STORIES[name].letter(scene_in(language))
    if os.environ.get("GOLDEN_PAGES"):
        Path(os.environ["GOLDEN_PAGES"], f"{name}.{language}.html").write_text(letter.html)
    as_it_should(LETTERS / f"{name}.{language}.txt", text_of(letter))
    if letter.calendar:
        as_it_should(CALENDARS / f"{name}.{language}.ics", calendar_of(letter.calendar))


def test_every_kind_of_letter_has_its_golden_text():
    told = {story.kind for story in STORIES.values()}
    assert kinds_in(ROOM) <= told


def kinds_in(room: Path) -> set[str]:
    """The first words of every `post("kind", ...)`."""
    calls = (node for path in room.rglob("*.py") for node in ast.walk(ast.parse(path.read_text())))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"post", "_post", "drafted"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_subject_carries_the_name_and_the_event():
    for name in STORIES:
        for language in LANGUAGES:
            subject = (LETTERS / f"{name}.{language}.txt").read_text().splitlines()[2]
            assert "(Career Day Leipzig)" in subject, name
            assert any(person in subject for person in ("Ada Lindqvist", "Ben Okafor")), name


def test_no_golden_file_is_left_over():
    names = {f"{name}.{language}" for name in STORIES for language in LANGUAGES}
    assert {path.stem for path in LETTERS.iterdir()} == names
    assert {path.stem for path in CALENDARS.iterdir()} <= names
    for path in CALENDARS.iterdir():
        assert "Calendar: -" not in (LETTERS / f"{path.stem}.txt").read_text()
