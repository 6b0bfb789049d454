"""Do names for a side change what is read? Exchanges them in the held-out reports and lays the claims side by side.

    python -m dragoman.workshop.reader.invariance --shared DIR [--reader DIR] [--cues]

In every report that names a side, each name is exchanged for each other one of its group, one report at a time. A claim is
unchanged when a claim with the same trigger has the same kind, status, roles (how many words of the report fill each) and
numbers.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman import models
from dragoman import world as worlds
from dragoman.extract import Reader
from dragoman.records import Claim, Report
from dragoman.workshop.reader.held_out import annotated, own

GROUPS = (
    ("terrorists", "militants", "rebels", "fighters", "freedom fighters"),
    ("regime forces", "army forces", "occupation forces", "government forces"),
)
Told = tuple[object, ...]


def variants(text: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The text with each name for a side exchanged for another, with where it grew: (place in the text, characters)."""
    for group in GROUPS:
        rule = re.compile(r"\b(?:" + "|".join(sorted(group, key=len, reverse=True)) + r")\b")
        if not rule.search(text):
            continue
        for name in group:
            grown, out, last = [], [], 0
            for hit in rule.finditer(text):
                out += [text[last : hit.start()], name]
                last = hit.end()
                grown.append((hit.end(), len(name) - (hit.end() - hit.start())))
            yield "".join([*out, text[last:]]), grown


def told(claims: Iterable[Claim], grown: list[tuple[int, int]]) -> Counter[Told]:
    """What the claims say, by the place of their triggers in the text before the exchange."""
    return Counter(
        (
            _before(c.trigger.start, grown), c.kind, c.stance.status,
            tuple(sorted((m.role, _before(m.span.start, grown)) for m in c.mentions)),
            tuple((q.kind, q.low, q.high) for q in c.quantities),
        )
        for c in claims
    )  # fmt: skip


def _before(at: int, grown: list[tuple[int, int]]) -> int:
    moved = 0
    for end, more in grown:
        if at >= end + moved + more:
            moved += more
    return at - moved


def main(given: list[str] | None = None) -> int:
    """Measure."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--shared", type=Path, required=True)
    asked.add_argument("--reader", type=Path, default=models.FOLDER)
    asked.add_argument("--cues", action="store_true", help="the cues alone")
    a = asked.parse_args(given)
    world = worlds.load(())
    reader = Reader(world, None if a.cues else models.Encoder(a.reader, threads=2, checked=False))
    same = whole = kinds = texts = 0
    for record in [*annotated(a.shared), *own(world)]:

        def read(text: str, name: str = str(record["id"])) -> tuple[Claim, ...]:
            return reader.claims(Report(name, text, "", "bench", "utf-8", "en"))

        first = told(read(record["text"]), [])
        for text, grown in variants(record["text"]):
            if text == record["text"]:
                continue
            again = told(read(text), grown)
            same += (first & again).total()
            whole += max(first.total(), again.total())
            kinds += (Counter(t[:3] for t in first.elements()) & Counter(t[:3] for t in again.elements())).total()
            texts += 1
            for lost in (first - again).elements():
                print("changed:", record["id"], lost, "→", [t for t in (again - first) if t[0] == lost[0]])
    print(f"{texts} exchanges, {whole} claims: {same / whole:.4f} unchanged; kind and status {kinds / whole:.4f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
