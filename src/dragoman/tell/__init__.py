"""Events to people: tables, terminal and notebook. Every way out passes the veil.

``WRITERS`` holds one writer for each format; ``Shown`` is a record as it may be shown; ``prediction`` shapes
readings for benchmarks and pipes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from dragoman.tell.csv_tables import write_csv
from dragoman.tell.geojson import write_geojson
from dragoman.tell.jsonl import write_jsonl
from dragoman.tell.shown import Held, Shown, Source

__all__ = ["WRITERS", "Held", "Shown", "Source"]

WRITERS: dict[str, Callable[[Source | Shown, Path | TextIO], list[str]]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "geojson": write_geojson,
}
