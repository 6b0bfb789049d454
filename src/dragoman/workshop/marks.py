"""Marks on texts that are not ours: which words of which text of a set tell which act, without the words themselves.

    python -m dragoman.workshop.marks --shared DIR --into training/marks.jsonl MARKED.txt ...

``MARKED.txt`` is in the form of ``training/reports`` with the set and the id of its text as title (``# muc4/train
DEV-MUC3-0488``) and the first sentences of that text, whole; it stays outside of the repository. A text that has changed
since is refused by its hash.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman import world as worlds
from dragoman.errors import InputError
from dragoman.ids import digest
from dragoman.records import Span
from dragoman.workshop.marked import Mark, Marked, read_marked

FILE = Path(__file__).parents[3] / "training" / "marks.jsonl"


@dataclass(frozen=True, slots=True)
class Act:
    """One marked act, by places in its text. ``roles``: role and span, quantities and sources too, with ``counts`` and
    ``voices`` for their sorts."""

    kind: str
    status: str
    background: bool
    trigger: Span
    evidence: Span
    roles: tuple[tuple[str, Span], ...]
    counts: tuple[tuple[str, Span], ...]
    voices: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The beginning of a text of a set, up to ``end``, with what it tells. ``sha256``: of these words."""

    set: str
    id: str
    end: int
    sha256: str
    relevant: bool
    acts: tuple[Act, ...]


def read(path: Path = FILE) -> Iterator[Text]:
    """All marked texts; none where the file is not there."""
    if path.exists():
        with path.open(encoding="utf-8") as rows:
            yield from (_text(json.loads(row)) for row in rows if row.strip())


def _text(row: Mapping[str, Any]) -> Text:
    return Text(
        row["set"], row["id"], row["end"], row["sha256"], row["relevant"],
        tuple(
            Act(
                kind, status, background, Span(*trigger), Span(*evidence),
                *(tuple((name, Span(start, end)) for name, start, end in cells) for cells in (roles, counts, voices)),
            )
            for kind, status, background, trigger, evidence, roles, counts, voices in row["acts"]
        ),
    )  # fmt: skip


def laid(one: Marked, text: str) -> dict[str, Any]:
    """The row of a marked text, with places in the text as the set has it. Raises InputError where it has other words."""
    moved = _places(one, text)
    end = moved(one.sentences[-1].end)
    return {
        "set": one.title.split()[0], "id": one.title.split()[1], "end": end, "sha256": digest(text[:end].encode()),
        "relevant": one.relevant, "acts": [_row(mark, moved) for mark in one.marks],
    }  # fmt: skip


def _places(one: Marked, text: str) -> Callable[[int], int]:
    """From places in the marked sentences to places in the text: both without white space are the same."""
    plain = [n for n, sign in enumerate(text) if not sign.isspace()]
    at: dict[int, int] = {}
    number = 0
    for n, sign in enumerate(one.text):
        if not sign.isspace():
            if number >= len(plain) or text[plain[number]] != sign:
                raise InputError(f"other words than {one.title}: {one.text[n : n + 40]!r}", where=one.where)
            at[n] = plain[number]
            number += 1
    return lambda place: at[place] if place in at else at[place - 1] + 1


def _row(mark: Mark, moved: Callable[[int], int]) -> list[Any]:
    def cells(found: Sequence[tuple[str, Span]]) -> list[list[Any]]:
        return [[name, *place(span)] for name, span in found]

    def place(span: Span) -> list[int]:
        return [moved(span.start), moved(span.end - 1) + 1]

    roles: list[tuple[str, Span]] = [(m.role, m.span) for m in mark.mentions]
    roles += [("quantity", q.span) for q in mark.quantities] + [("source", s.span) for s in mark.sources]
    roles += [("cue", mark.cue)] if mark.cue else []
    return [
        mark.kind, mark.status, mark.background, place(mark.trigger), place(mark.evidence), cells(roles),
        cells([(q.kind, q.span) for q in mark.quantities]), cells([(s.kind, s.span) for s in mark.sources]),
    ]  # fmt: skip


def texts(shared: Path, name: str) -> dict[str, str]:
    """The texts of a set by id."""
    for folder in ("bench", "bench/extra-training"):
        path = shared / folder / f"{name}.jsonl"
        if path.exists():
            with path.open(encoding="utf-8") as rows:
                return {row["id"]: row["text"] for row in map(json.loads, rows)}
    return {}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the rows of some marked texts."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.workshop.marks")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with bench/")
    parser.add_argument("--into", type=Path, default=FILE)
    parser.add_argument("marked", type=Path, nargs="+")
    given = parser.parse_args(arguments)
    kinds = frozenset(worlds.load(()).kinds)
    known: dict[str, dict[str, str]] = {}
    rows = []
    for path in given.marked:
        for one in read_marked(path, kinds):
            name, id_ = one.title.split()
            if name not in known:
                known[name] = texts(given.shared, name)
            rows.append(laid(one, known[name][id_]))
    given.into.write_text("".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} texts, {sum(len(row['acts']) for row in rows)} acts")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
