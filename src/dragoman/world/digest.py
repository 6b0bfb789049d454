"""With what something was read: one short hash of the world's files, the version, and the code that reads.

Two readings with one digest would say the same of one text. Of the settings only the world's folders and the least
confidence have a part in it: the others decide which texts are taken in and how fast, never what is read in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dragoman.errors import WorldError
from dragoman.world.kept import PATTERNS
from dragoman.world.packs import NOTES, noted

PACKAGE = Path(__file__).parents[1]
DATA = (*PATTERNS, "pins*.csv", "places/*", "learned/pins.json", "residue.yaml")  # a learned file is known by its pin
CODE = ("extract/*.py", "identify/*.py", "world/*.py", "text.py", "models.py")
TYING_CODE = ("link/*.py", "text.py")
LETTERS = 16
UNREAD = (".sqlite", ".part")  # indexes of places: a pack is known by the hash that is noted of it


@lru_cache(maxsize=8)
def world_digest(folders: tuple[Path, ...]) -> str:
    """A hash of every file of a world, in the order of its folders. Raises WorldError for one that cannot be read."""
    packs = "".join(
        f"\n{number} {pack.name} {pack.index_sha256}" for number, folder in enumerate(folders) for pack in noted(folder)
    )
    return _hashed(_found(folders, DATA), packs)


@lru_cache(maxsize=8)
def tying_digest(folders: tuple[Path, ...]) -> str:
    """A hash of all that tying up depends on besides the findings: this version, its code, the world."""
    return _hashed(_found((PACKAGE,), TYING_CODE), f"{installed_version()} {world_digest(folders)}")


@lru_cache(maxsize=8)
def reading_digest(folders: tuple[Path, ...], confidence: float = 0.0) -> str:
    """A hash of all that a reading depends on besides the text: this version, its code, the world, the least confidence."""
    return _hashed(_found((PACKAGE,), CODE), f"{installed_version()} {world_digest(folders)} {confidence}")


def installed_version() -> str:
    """The version of Dragoman, or "unknown" where it runs without having been installed."""
    try:
        return version("dragoman")
    except PackageNotFoundError:
        return "unknown"


def _found(folders: Iterable[Path], patterns: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    for number, folder in enumerate(folders):
        for pattern in patterns:
            for path in sorted(p for p in folder.glob(pattern) if _is_told(p)):
                yield f"{number} {path.relative_to(folder).as_posix()}", path


def _is_told(path: Path) -> bool:
    return path.suffix not in UNREAD and path.name != NOTES and not path.name.startswith(".")


def _hashed(files: Iterable[tuple[str, Path]], first: str) -> str:
    hashed = hashlib.sha256(first.encode())
    for name, path in files:
        try:
            content = path.read_bytes()
        except OSError as wrong:
            raise WorldError(f"cannot be read: {wrong.strerror}", where=str(path), do="Check its rights.") from None
        hashed.update(f"\n{name} {len(content)}\n".encode("utf-8", "surrogatepass"))
        hashed.update(content)
    return hashed.hexdigest()[:LETTERS]
