"""How right the whole path is on the real texts that were marked for this project and that no training looks at.

    python -m dragoman.workshop.real_measured --shared DIR

The texts stay with their sets; where a set is not there, its texts are passed over. Places and days are not marked, so
neither they nor events are scored; fields are scored over the acts that were found, as in ``reports``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman import world as worlds
from dragoman.records import Span
from dragoman.workshop import bench, marks
from dragoman.workshop.metrics import Line
from dragoman.workshop.reader.sources import held_out
from dragoman.world import World

FIGURES = (
    "detection.f1", "detection_lenient.f1", "acled_sub_event.accuracy", "status.accuracy", "actor.f1", "recipient.f1",
    "attribution.f1", "evidence.iou",
)  # fmt: skip
_WHO = ("actor", "recipient", "victim", "party", "mediator")


def gold_lines(world: World, shared: Path) -> Iterator[Line]:
    """The held-out texts in the form of the annotated reports."""
    texts: dict[str, dict[str, str]] = {}
    for one in marks.read():
        if one.set not in texts:
            texts[one.set] = marks.texts(shared, one.set)
        if held_out(one.id) and one.id in texts[one.set]:
            text = texts[one.set][one.id][: one.end]
            acts = [act for act in one.acts if not world.kinds[act.kind].aside]
            yield {
                "id": one.id, "title": None, "publisher": None, "published": None, "language": "en", "text": text,
                "relevant": one.relevant, "annotation": "claims", "origin_group": one.id, "episode": one.id,
                "claims": [_claim(f"{one.id}-c{n:02}", act, text, world) for n, act in enumerate(acts)],
            }  # fmt: skip


def _claim(name: str, act: marks.Act, text: str, world: World) -> Line:
    kind = world.kinds[act.kind]
    acled = kind.acled
    return {
        "claim_id": name, "event_id": name, "episode_id": name, "start": act.evidence.start, "end": act.evidence.end,
        "plover": kind.plover.category if kind.plover else None, "status": act.status, "background": act.background,
        "acled": {"event_type": acled.event_type, "sub_event_type": acled.sub_event_type} if acled else None,
        "actors": [{"role": role, **_words(span, text)} for role, span in act.roles if role in _WHO],
        "sources": [{"kind": sort, "name": None, **_words(span, text)} for sort, span in act.voices],
        "quantities": [], "place": None, "time": None,
    }  # fmt: skip


def _words(span: Span, text: str) -> Line:
    return {"mention": span.of(text), "mention_start": span.start, "mention_end": span.end}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.workshop.real_measured")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with bench/")
    given = parser.parse_args(arguments)
    rows = list(gold_lines(worlds.load(()), given.shared))
    if not rows:
        print("none of the sets is there")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "real.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        figures = bench.run("reports", source)["figures"]
    print(f"{len(rows)} texts, {sum(len(row['claims']) for row in rows)} acts")
    for name in FIGURES:
        print(f"{name:<26} {figures[name]:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
