"""Writes CSV: one file for each grain, and columns.csv, which says what every column means."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from dragoman.errors import InputError
from dragoman.tell.columns import GRAINS
from dragoman.tell.grains import rows
from dragoman.tell.shown import Shown, Source

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(store: Source | Shown, out: Path | TextIO) -> list[str]:
    """Write all tables into a folder, or the events alone to a stream. Returns the names written."""
    shown = Shown.of(store)
    if not isinstance(out, Path):
        _table(out, list(GRAINS["events"]), (row.values() for row in rows(shown, "events")))
        return ["events"]
    try:
        out.mkdir(parents=True, exist_ok=True)
        for grain, columns in GRAINS.items():
            with (out / f"{grain}.csv").open("w", encoding="utf-8", newline="") as file:
                _table(file, list(columns), (row.values() for row in rows(shown, grain)))
        meaning = [(grain, name, words) for grain, columns in GRAINS.items() for name, words in columns.items()]
        with (out / "columns.csv").open("w", encoding="utf-8", newline="") as file:
            _table(file, ["table", "column", "meaning"], meaning)
    except OSError as wrong:
        do = "Choose another folder by --out."
        raise InputError(f"cannot write: {wrong.strerror}", where=str(out), do=do) from wrong
    return [f"{grain}.csv" for grain in (*GRAINS, "columns")]


def _table(file: TextIO, columns: Sequence[str], lines: Iterable[Iterable[Any]]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in line] for line in lines)


def _cell(value: Any) -> Any:
    """A value as a spreadsheet may safely open it: words that look like a formula are quoted with an apostrophe."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return int(value)
    if isinstance(value, list | tuple):
        value = " | ".join(str(one) for one in value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
