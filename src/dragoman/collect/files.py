"""Which files are meant by a path, and their bytes."""

from __future__ import annotations

import glob
import itertools
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import InputError
from dragoman.records import Issue

STDIN = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def name_of(path: Path) -> str:
    """A path as words that can be kept, even where the file's name is in no known encoding."""
    return os.fsencode(path).decode("utf-8", "replace")


def given_name(asked: str, path: Path) -> str:
    """A file's name as it is kept: relative to what was asked for, so that it tells nothing of the disk above that.

    A path that was given relative to where one stood stays as it was given.
    """
    if not path.is_absolute() and ".." not in path.parts:
        return name_of(path)
    top = Path(asked)
    if not os.path.lexists(top):  # a pattern: the last folder before its first star
        top = Path(*itertools.takewhile(lambda part: not glob.has_magic(part), top.parts))
    inside = path.relative_to(top) if path.is_relative_to(top) else Path(path.name)
    own = [part for part in (top.name,) if part not in ("", "..")]
    return name_of(Path(*own, *inside.parts))


def whole(path: Path, limit: int) -> bytes:
    """All bytes of a file. Raises InputError for one that cannot be read or is far too big for one report.

    ``limit`` is in characters; no encoding that is read needs more than four bytes for one.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError("is not a regular file", where=name_of(path), do="Give a file that was saved on disk")
        if found.st_size > 4 * limit + 4:
            raise InputError(
                f"has {found.st_size:,} bytes, more than one report of {limit:,} characters can have",
                where=name_of(path),
                do="Split it into one file per report, or save it as .jsonl with one report a row",
            )
        with path.open("rb") as file:
            return file.read()
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> InputError:
    """Why the system does not let a file be read, as an error that says what to do."""
    reason = (error.strerror or str(error)).lower()
    return InputError(
        f"cannot be read: {reason}", where=name_of(path), do="Check its rights and that the disk is there"
    )


def meant(path: str) -> list[Path]:
    """The files and folders that one argument means: itself, or what the glob finds, sorted.

    Raises InputError where nothing is there.
    """
    if "\0" not in path and os.path.lexists(path):
        return [Path(path)]
    found = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) and "\0" not in path else []
    if not found and _ADDRESS.match(path):
        do = "Save the page first (in a browser: Save as, web page, HTML) and give the file."
        raise InputError("this is an address, and nothing is fetched from the web", where=path, do=do)
    if not found:
        raise InputError(
            "no file or folder of this name",
            where=path.replace("\0", "\\0"),
            do="Check the spelling and where you stand.",
        )
    return [Path(p) for p in found]


def under(folder: Path, _seen: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Path | Issue]:
    """Every file in a folder and the folders in it, sorted by name; hidden ones are left out.

    Links to folders are followed, but never round in a circle: that gives an issue.
    """
    try:
        here = folder.stat()
        inside = sorted(folder.iterdir(), key=lambda p: os.fsencode(p.name))
    except OSError as error:
        refused = unreadable(folder, error)
        yield Issue(refused.where, refused.what, refused.do)
        return
    seen = _seen | {(here.st_dev, here.st_ino)}
    for path in inside:
        if path.name.startswith("."):
            continue
        yield from _entry(path, seen)


def _entry(path: Path, seen: frozenset[tuple[int, int]]) -> Iterator[Path | Issue]:
    try:
        found = path.stat()
    except OSError as error:
        refused = unreadable(path, error)
        yield Issue(refused.where, refused.what, refused.do)
        return
    if not stat.S_ISDIR(found.st_mode):
        yield path
    elif (found.st_dev, found.st_ino) in seen:
        yield Issue(
            name_of(path),
            "is a link back to a folder above it",
            "Remove the link; nothing was lost.",
            lost=False,
        )
    else:
        yield from under(path, seen)
