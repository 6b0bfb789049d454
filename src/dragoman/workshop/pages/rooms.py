"""The lists of files in architecture.md: each file of a room with the first sentence that it says of itself."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from pathlib import Path

from dragoman.workshop.pages import Makers, first_sentence, table

PACKAGE = Path(__file__).parents[2]
ROOMS = ("collect", "extract", "identify", "link", "store", "tell", "commands", "workshop", "world")


def files(room: str) -> str:
    """The files of one room, those of its inner folders after them."""
    found = sorted((PACKAGE / room).rglob("*.py"), key=lambda p: (len(p.parts), p.parts))
    rows = [(f"`{p.relative_to(PACKAGE / room)}`", _about(p)) for p in found]
    return table(("file", "what it is"), [row for row in rows if row[1]])


def _about(path: Path) -> str:
    return first_sentence(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))))


def world_data() -> str:
    """The data files of the world with the comment that each opens with."""
    found = sorted(p for e in ("yaml", "csv") for p in (PACKAGE / "world").rglob(f"*.{e}") if "actors" not in p.parts)
    rows = [(f"`{p.relative_to(PACKAGE / 'world')}`", _comment(p)) for p in found]
    return table(("file", "what it says of itself"), [row for row in rows if row[1]])


def _comment(path: Path) -> str:
    head = path.read_text(encoding="utf-8").split("\n", 1)[0]
    return head.lstrip("# ") if head.startswith("#") else ""


_FILES: dict[str, Callable[[], str]] = {f"files of {room}": partial(files, room) for room in ROOMS}
MAKERS: Makers = {**_FILES, "world data": world_data}
