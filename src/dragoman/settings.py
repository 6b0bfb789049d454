"""Everything a user may set, in one frozen object: file, then environment, then flags."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from dragoman.errors import InputError

PREFIX = "DRAGOMAN_"
ELSEWHERE = ("cache",)  # read where files that can be made again are kept (world/gazetteer_index.py)


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of a run. ``world`` folders lie over the built-in world; ``longest_text`` is in characters."""

    into: Path = Path("record.db")
    world: tuple[Path, ...] = ()
    longest_text: int = 2_000_000  # a novel has about 600,000 characters; guessed
    workers: int = 1  # processes that read reports
    threads: int = 1  # processor threads of the learned reader in each process
    confidence: float = 0.0  # claims that are less sure are not told


KNOWN = frozenset(f.name for f in fields(Settings))


def load(path: Path | None = None, environment: Mapping[str, str] | None = None, **flags: Any) -> Settings:
    """Settings from ``dragoman.toml`` (or the file given), then ``DRAGOMAN_*``, then flags that are not None.

    Raises InputError for a key or a variable ``DRAGOMAN_*`` that does not exist, or a value of the wrong type.
    """
    chosen: dict[str, Any] = {}
    file = path or Path("dragoman.toml")
    if path is not None or file.exists():
        chosen |= _from_file(file)
    chosen |= _from_environment(os.environ if environment is None else environment)
    chosen |= {k: v for k, v in flags.items() if v is not None}
    return replace(Settings(), **{k: _shaped(k, v) for k, v in chosen.items()})


def _from_file(file: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise InputError(f"cannot read the settings: {wrong}", where=str(file), do="It must be a TOML file.") from wrong
    if unknown := sorted(set(found) - KNOWN):
        raise InputError(f"unknown setting {unknown[0]!r}", where=str(file), do=f"Known: {', '.join(sorted(KNOWN))}.")
    return found


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    found = {k[len(PREFIX) :].lower(): v for k, v in environment.items() if k.startswith(PREFIX)}
    if unknown := sorted(set(found) - KNOWN - {*ELSEWHERE}):
        known = ", ".join(PREFIX + name.upper() for name in sorted({*KNOWN, *ELSEWHERE}))
        raise InputError(
            "unknown variable of the environment", where=PREFIX + unknown[0].upper(), do=f"Known: {known}."
        )
    return {k: v for k, v in found.items() if k in KNOWN}


def _shaped(name: str, value: Any) -> Any:
    """The value in its field's type."""
    try:
        match name:
            case "into":
                return Path(value)
            case "world":
                parts = value.split(os.pathsep) if isinstance(value, str) else value
                return tuple(Path(p) for p in parts)
            case "longest_text" | "workers" | "threads":
                return int(value)
            case "confidence":
                return float(value)
            case _:
                return value
    except (TypeError, ValueError) as wrong:
        raise InputError(f"setting {name!r} cannot be {value!r}", do="See docs/reference.md.") from wrong
