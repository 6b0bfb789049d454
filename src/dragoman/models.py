"""Learned files: found inside the package, checked against their pinned hash, loaded once.

A table is a list of columns and, per feature, one row of small numbers (one byte each and a common
scale). The pins stand in ``world/learned/pins.json``.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import ModelError
from dragoman.ids import digest

FOLDER = Path(__file__).parent / "world" / "learned"


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and one row of weights per feature."""

    columns: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]


def load_table(name: str) -> Table:
    """Read a pinned table. Raises ModelError when the file is missing or is not the pinned one."""
    content = _pinned(f"{name}.gz")
    head, *lines = gzip.decompress(content).decode("utf-8").split("\n")
    meta = json.loads(head)
    packed = dict(line.rsplit("\t", 1) for line in lines if "\t" in line)
    return Table(tuple(meta["columns"]), _Rows(packed, meta["scale"], len(meta["columns"])))


class _Rows(Mapping[str, tuple[float, ...]]):
    """Rows that are unpacked when they are asked for: of 100,000 features a text shows a few hundred.

    Measured 2026-11-21: 0.8 s of loading becomes 0.16 s, and 141 MB become 38.
    """

    def __init__(self, packed: Mapping[str, str], scale: float, width: int) -> None:
        self._packed, self._width = packed, width
        self._weights = [(v - 256 if v > 127 else v) * scale for v in range(256)]

    def __getitem__(self, feature: str) -> tuple[float, ...]:
        cells = bytes.fromhex(self._packed[feature])
        return tuple(self._weights[v] for v in cells) if len(cells) == self._width else ()

    def __contains__(self, feature: object) -> bool:
        return feature in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def save_table(name: str, table: Table) -> int:
    """Write a table with one byte a weight and pin its hash; the size in bytes."""
    top = max(abs(v) for row in table.rows.values() for v in row)
    scale = top / 127
    lines = [json.dumps({"columns": table.columns, "scale": scale})]
    for feature, row in sorted(table.rows.items()):
        lines.append(f"{feature}\t{bytes(round(v / scale) & 255 for v in row).hex()}")
    content = gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.gz").write_bytes(content)
    pins = _pins() | {f"{name}.gz": digest(content)}
    (FOLDER / "pins.json").write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return len(content)


def _pins() -> dict[str, str]:
    path = FOLDER / "pins.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _pinned(name: str) -> bytes:
    path = FOLDER / name
    if not path.exists():
        raise ModelError("a learned file is missing", where=str(path), do="Install Dragoman again.")
    content = path.read_bytes()
    if digest(content) != _pins().get(name):
        raise ModelError("a learned file is not the pinned one", where=str(path), do="Install Dragoman again.")
    return content
