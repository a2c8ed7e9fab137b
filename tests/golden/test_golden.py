"""Every letter of the room, whole, in both languages, with its calendar file: letters/<name>.<language>.txt and
calendars/<name>.<language>.ics.

`python -m tests.golden` writes them anew; read the diff as its reader will.
"""

import ast
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.golden.keeping import CALENDARS, LANGUAGES, LETTERS, calendar_of, text_of
from tests.golden.stories import Scene, all_told

ROOMS = (Path("eventnet/followup"), Path("eventnet/care"))
WRITERS = {"post", "_post", "drafted"}
STORIES = all_told()


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
    assert {kind for room in ROOMS for path in room.rglob("*.py") for kind in kinds_in(path)} <= told


def kinds_in(path: Path) -> set[str]:
    """The first word of every `post("kind", ...)`, or of its constant."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    constants = {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    kinds = [
        node.args[0]
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WRITERS and node.args
    ]
    named = [constants.get(kind.id) if isinstance(kind, ast.Name) else kind for kind in kinds]
    return {kind.value for kind in named if isinstance(kind, ast.Constant) and isinstance(kind.value, str)}


def test_every_subject_about_a_meeting_carries_the_name_and_the_event():
    for name in [name for name, story in STORIES.items() if story.tell.__module__ == "tests.golden.meetings"]:
        for language in LANGUAGES:
            subject = (LETTERS / f"{name}.{language}.txt").read_text().splitlines()[2]
            assert "Career Day Leipzig" in subject, name
            assert any(person in subject for person in ("Ada Lindqvist", "Ben Okafor")), name


def test_no_subject_ends_in_two_brackets():
    for path in LETTERS.iterdir():
        assert ") (" not in path.read_text().splitlines()[2], path.name


def test_no_golden_file_is_left_over():
    names = {f"{name}.{language}" for name in STORIES for language in LANGUAGES}
    assert {path.stem for path in LETTERS.iterdir()} == names
    assert {path.stem for path in CALENDARS.iterdir()} <= names
    for path in CALENDARS.iterdir():
        assert "Calendar: -" not in (LETTERS / f"{path.stem}.txt").read_text()
