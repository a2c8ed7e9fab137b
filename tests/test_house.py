"""The rules of the house, read off the source: who may import whom, who knows a request, who commits."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventnet.assets import PACKAGE

pytestmark = pytest.mark.tooling

STAIRCASE = ("mail", "web", "people", "events", "exchange", "followup", "organising", "demo")
OUTERMOST = {"views", "api.py", "cli.py", "worker.py", "world.py"}
KNOWS_REQUESTS = {"views", "api.py", "access.py", "web", "cli.py"}
REQUEST_NAMES = {"request", "session", "g", "current_user", "flash", "redirect", "abort", "make_response"}
TOP = {"__init__.py", "cli.py", "__main__.py", "serving.py"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)


def room_of(path: Path) -> str | None:
    """None for the kernel: root modules and migrations."""
    first = path.relative_to(PACKAGE).parts[0]
    return first if first in STAIRCASE else None


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, name.name) for name in node.names)
        elif isinstance(node, ast.Import):
            yield from ((name.name, "") for name in node.names)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def parts(path: Path) -> set[str]:
    return set(path.relative_to(PACKAGE).parts)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_itself_and_lower_rooms_only(path: Path) -> None:
    if path.parent == PACKAGE and path.name in TOP:
        return
    room = room_of(path)
    height = STAIRCASE.index(room) if room else -1
    for module, name in imports(parsed(path)):
        target = module.split(".")[1] if module.startswith("eventnet.") else name if module == "eventnet" else ""
        if target in STAIRCASE:
            assert STAIRCASE.index(target) <= height, f"{path.name} must not import {module}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_outer_layer_knows_that_there_is_a_request(path: Path) -> None:
    if parts(path) & KNOWS_REQUESTS:
        return
    known = {name for module, name in imports(parsed(path)) if module.split(".")[0] in {"flask", "flask_login"}}
    assert not known & REQUEST_NAMES, f"{path} knows of a request: {known & REQUEST_NAMES}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_outermost_hand_commits(path: Path) -> None:
    if parts(path) & OUTERMOST:
        return
    commits = [
        node.lineno
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr == "commit" and not _is_allowed(path)
    ]
    assert not commits, f"{path} commits in lines {commits}"


def _is_allowed(path: Path) -> bool:
    return path.relative_to(PACKAGE).as_posix() == "mail/delivery.py"  # claim one, send one, commit one


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_there_is_one_clock_and_one_reader_of_the_environment(path: Path) -> None:
    names = [node.attr for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute)]
    if path.name != "clock.py":
        assert "utcnow" not in names
        assert not [
            node
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"now", "today"}
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in {"datetime", "date"}
        ], f"{path} reads a clock of its own"
    if path.name not in {"config.py", "__init__.py", "cli.py"}:
        assert "environ" not in names, f"{path} reads the environment"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    lines = [line for line in path.read_text().splitlines() if line.strip()]
    assert len(lines) <= 260, f"{path} has {len(lines)} lines: split it"
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno <= 32, f"{path}:{node.lineno} {node.name} is long"
