"""The rules of the house, read off the source: who may import whom, who knows a request, who commits."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from eventnet.assets import PACKAGE

pytestmark = pytest.mark.tooling

STAIRCASE = (
    "mail",
    "web",
    "people",
    "events",
    "exchange",
    "directory",
    "followup",
    "care",
    "organising",
    "privacy",
    "demo",
)
TOP = {"__init__.py", "cli.py", "__main__.py", "serving.py"}
KNOWS_REQUESTS = {"views", "views.py", "api.py", "api_phone.py", "access.py", "web", "cli.py"}
REQUEST_NAMES = {"request", "session", "g", "current_user", "flash", "redirect", "abort", "make_response"}
COMMITS = {"views", "views.py", "api.py", "api_phone.py", "cli.py", "worker.py"}
READS_ENVIRONMENT = {"config.py", "__init__.py", "cli.py"}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 250, 31

Check = Callable[[Path, ast.Module], Iterator[str]]


@cache
def sources() -> dict[Path, ast.Module]:
    paths = sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)
    return {path.relative_to(PACKAGE): ast.parse(path.read_text(), str(path)) for path in paths}


def broken(check: Check) -> list[str]:
    """`file: what` for everything that a check finds."""
    return [f"{path}: {what}" for path, tree in sources().items() for what in check(path, tree)]


def test_a_room_imports_itself_and_lower_rooms_only() -> None:
    assert broken(looks_up) == []


def test_only_the_outer_layer_knows_that_there_is_a_request() -> None:
    assert broken(knows_requests) == []


def test_only_the_outermost_hand_commits() -> None:
    assert broken(commits) == []


def test_there_is_one_clock() -> None:
    assert broken(reads_a_clock) == []


def test_there_is_one_reader_of_the_environment() -> None:
    assert broken(reads_the_environment) == []


def test_files_and_functions_stay_small() -> None:
    assert broken(grows) == []


def test_the_checks_find_what_they_look_for() -> None:
    """Each check, on a file that breaks its rule."""
    wrong = ast.parse(
        "from eventnet.followup.models import Meeting\nfrom flask import request\n"
        "db.session.commit()\nnow = datetime.now()\nos.environ['X']\ndef f():\n" + "    pass\n" * 40
    )
    path = Path("people/verbs.py")
    for check in (looks_up, knows_requests, commits, reads_a_clock, reads_the_environment, grows):
        assert list(check(path, wrong)), check.__name__


def looks_up(path: Path, tree: ast.Module) -> Iterator[str]:
    if path.name in TOP and len(path.parts) == 1:
        return
    room = path.parts[0]
    height = STAIRCASE.index(room) if room in STAIRCASE else -1
    for module, name in imports(tree):
        target = module.split(".")[1] if module.startswith("eventnet.") else name if module == "eventnet" else ""
        if target in STAIRCASE and STAIRCASE.index(target) > height:
            yield f"imports {target}, a higher room"


def knows_requests(path: Path, tree: ast.Module) -> Iterator[str]:
    known = {name for module, name in imports(tree) if module.split(".")[0] in {"flask", "flask_login"}}
    if not set(path.parts) & KNOWS_REQUESTS:
        yield from sorted(known & REQUEST_NAMES)


def commits(path: Path, tree: ast.Module) -> Iterator[str]:
    if not set(path.parts) & COMMITS:
        yield from (f"commits in line {node.lineno}" for node in attributes(tree) if node.attr == "commit")


def reads_a_clock(path: Path, tree: ast.Module) -> Iterator[str]:
    for node in attributes(tree):
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        if path.name != "clock.py" and node.attr in {"now", "today", "utcnow"} and owner in {"datetime", "date"}:
            yield f"reads a clock of its own in line {node.lineno}"


def reads_the_environment(path: Path, tree: ast.Module) -> Iterator[str]:
    if path.name not in READS_ENVIRONMENT:
        yield from (
            f"reads the environment in line {node.lineno}" for node in attributes(tree) if node.attr == "environ"
        )


def grows(path: Path, tree: ast.Module) -> Iterator[str]:
    source = PACKAGE / path
    lines = [line for line in source.read_text().splitlines() if line.strip()] if source.exists() else []
    if len(lines) > MOST_LINES:
        yield f"has {len(lines)} lines: split it"
    for node in ast.walk(tree):
        length = (node.end_lineno or 0) - node.lineno + 1 if isinstance(node, ast.FunctionDef) else 0
        if isinstance(node, ast.FunctionDef) and length > MOST_LINES_OF_A_FUNCTION:
            yield f"{node.name} has {length} lines"


def imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, name.name) for name in node.names)
        elif isinstance(node, ast.Import):
            yield from ((name.name, "") for name in node.names)


def attributes(tree: ast.Module) -> Iterator[ast.Attribute]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
