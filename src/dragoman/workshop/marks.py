"""Marks on texts that are not ours: which words of which text of a set tell which act, without the words themselves.

    python -m dragoman.workshop.marks --shared DIR [--into training/marks.jsonl] MARKED.txt ...

``MARKED.txt`` is in the form of ``training/reports`` with the set and the id of its text as title (``# muc4/train
DEV-MUC3-0488``) and the first sentences of that text, whole; it stays outside of the repository. A text that has changed
since is refused by its hash. What is read is what ``marked`` reads of our own, with the text's id as id.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dragoman import world as worlds
from dragoman.errors import InputError
from dragoman.ids import digest
from dragoman.records import Mention, Quantity, Span
from dragoman.text import sentences
from dragoman.workshop.marked import Mark, Marked, Source, read_marked

FILE = Path(__file__).parents[3] / "training" / "marks.jsonl"
_FLAGS = ("background", "aggregate")
_SPANS = ("trigger", "evidence", "cue", "status_cue")


def read(shared: Path, path: Path = FILE) -> Iterator[Marked]:
    """All marked texts whose set is in ``shared``. Raises InputError where a text has changed."""
    text_of = cache(lambda name: texts(shared, name))
    for row in rows(path):
        text = text_of(row["set"]).get(row["id"], "")[: row["end"]]
        if text:
            yield _marked(row, text)


def rows(path: Path = FILE) -> Iterator[Mapping[str, Any]]:
    """The marked texts without their words; none where the file is not there."""
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def texts(shared: Path, name: str) -> dict[str, str]:
    """The texts of a set by id; none where it is not there."""
    path = shared / "bench" / f"{name}.jsonl"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as lines:
        return {row["id"]: row["text"] for row in map(json.loads, lines)}


def _marked(row: Mapping[str, Any], text: str) -> Marked:
    name = f"{row['set']} {row['id']}"
    if digest(text.encode()) != row["sha256"]:
        raise InputError(f"not the text that was marked: {name}", where=row["set"], do="Take the set of that time.")
    marks = tuple(_mark(cells, text) for cells in row["marks"])
    return Marked(
        row["id"], row["set"], "", "", None, name, text, tuple(sentences(text)), marks, row["relevant"], name
    )  # fmt: skip


def _mark(cells: Mapping[str, Any], text: str) -> Mark:
    def found(*place: int) -> tuple[Span, str]:
        span = Span(*place)
        return span, span.of(text)

    mentions = tuple(Mention(role, *found(*place)) for role, *place in cells.get("mentions", ()))
    quantities = tuple(
        Quantity(kind, low, high, approximate, "", *found(*place))
        for kind, low, high, approximate, *place in cells.get("quantities", ())
    )
    sources = tuple(Source(*found(*place), kind, naming) for kind, naming, *place in cells.get("sources", ()))
    rest: dict[str, Any] = {name: Span(*cells[name]) for name in _SPANS if name in cells}
    rest |= {name: True for name in _FLAGS if name in cells}
    return Mark(
        kind=cells["kind"], status=cells["status"], mentions=mentions, quantities=quantities, sources=sources, **rest
    )  # fmt: skip


def laid(one: Marked, text: str) -> dict[str, Any]:
    """The row of a marked text, with places in the text as the set has it. Raises InputError where it has other words."""
    moved = _places(one, text)
    end = moved(one.sentences[-1].end - 1) + 1
    name, id_ = one.title.split()
    return {
        "set": name, "id": id_, "end": end, "sha256": digest(text[:end].encode()), "relevant": one.relevant,
        "marks": [_row(mark, moved) for mark in one.marks],
    }  # fmt: skip


def _places(one: Marked, text: str) -> Callable[[int], int]:
    """From places of letters in the marked sentences to places in the text: both without white space are the same."""
    plain = [n for n, sign in enumerate(text) if not sign.isspace()]
    at: dict[int, int] = {}
    for n, sign in enumerate(one.text):
        if not sign.isspace():
            if len(at) >= len(plain) or text[plain[len(at)]] != sign:
                raise InputError(f"other words than {one.title}: {one.text[n : n + 40]!r}", where=one.where)
            at[n] = plain[len(at)]
    return at.__getitem__


def _row(mark: Mark, moved: Callable[[int], int]) -> dict[str, Any]:
    def place(span: Span) -> list[int]:
        return [moved(span.start), moved(span.end - 1) + 1]

    row: dict[str, Any] = {"kind": mark.kind, "status": mark.status}
    row |= {name: True for name in _FLAGS if getattr(mark, name)}
    row |= {name: place(span) for name in _SPANS if (span := getattr(mark, name))}
    lists = {
        "mentions": [[m.role, *place(m.span)] for m in mark.mentions],
        "quantities": [[q.kind, q.low, q.high, q.approximate, *place(q.span)] for q in mark.quantities],
        "sources": [[s.kind, s.naming, *place(s.span)] for s in mark.sources],
    }
    return row | {name: cells for name, cells in lists.items() if cells}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the rows of some marked texts."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.workshop.marks")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with bench/")
    parser.add_argument("--into", type=Path, default=FILE)
    parser.add_argument("marked", type=Path, nargs="+")
    given = parser.parse_args(arguments)
    kinds = frozenset(worlds.load(()).kinds)
    text_of = cache(lambda name: texts(given.shared, name))
    made = []
    for path in given.marked:
        for one in read_marked(path, kinds):
            name, id_ = one.title.split()
            made.append(laid(one, text_of(name)[id_]))
    given.into.write_text("".join(json.dumps(row, separators=(",", ":")) + "\n" for row in made), encoding="utf-8")
    print(f"{len(made)} texts, {sum(len(row['marks']) for row in made)} marks")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
