"""Measures Dragoman on the public sets: runs every set, writes the table of figures, checks the floors.

    python -m dragoman.workshop.measure --shared DIR [--limit N] [--only NAME …] [--raise]

This is what ``make bench`` runs. ``DIR`` holds the sets as JSONL files (``SETS`` says where); they are not part of
Dragoman. Without ``--limit`` and ``--only`` the table goes to ``docs/measured.md``. A figure under its floor in
``benchmarks/floors.yaml`` ends the run with exit code 1; ``--raise`` lifts floors to what was measured.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dragoman.workshop import bench
from dragoman.workshop.metrics import Line
from dragoman.workshop.reader.sources import report_held_out
from dragoman.world import read_yaml

# A floor stands this far under the figure, so that a small change of world files does not trip it (guessed).
SLACK = 0.01
NONE = "none found"
Floors = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Set:
    """One development set: its name, the task that reads it, where its files lie, the figures told, the best known."""

    name: str
    task: str
    path: str | tuple[str, ...]
    figures: tuple[str, ...]
    best: str = NONE
    held_out: bool = False  # only what the learned reader was not trained on

    @property
    def paths(self) -> tuple[str, ...]:
        """Its files; several are read as one, none are our own marked reports."""
        return (self.path,) if isinstance(self.path, str) else self.path


_REPORTS = (
    "detection.f1", "detection_lenient.f1", "acled_sub_event.accuracy", "status.accuracy", "actor.f1", "recipient.f1",
    "place.accuracy_10km", "place.accuracy_161km", "place.unknown_kept", "place.known_told", "date.exact", "date.overlap",
    "date.unknown_kept", "date.known_told", "quantity.f1", "attribution.f1", "events.bcubed_f1", "relevance.f1", "evidence.iou",
    "copies.f1", "episodes.apart",
)  # fmt: skip
_OWN = (
    "detection.f1", "detection_lenient.f1", "acled_sub_event.accuracy", "status.accuracy", "actor.f1", "recipient.f1",
    "relevance.f1", "evidence.iou",
)  # fmt: skip
_LINKING = ("bcubed.f1", "bcubed.p", "bcubed.r", "pairs.f1", "episodes.mixed")
_CASE = ("acled25.weighted_f1", "plus3.weighted_f1", "all30.weighted_f1")
_MUC = (
    "ree.subset.micro_f1", "ree.relaxed.micro_f1", "templates.subset.with_type_f1", "templates.types_f1",
    "document_has_incident.f1",
)  # fmt: skip
_GEO = ("detection_exact.f1", "detection_overlap.f1", "resolution.acc161", "end_to_end_overlap.f1")
_SAID = ("source.overlap_f1", "cue.overlap_f1", "content.overlap_f1", "head_and_content.f1", "full50.f1")
_GSR = ("category.accuracy", "category_2021.accuracy", "quad", "source.f1", "target.f1")
_TIMEX = ("span_overlap.f1", "value_f1", "value_accuracy_dates")
_COREF = ("incidents.conll_f1", "incidents.within_topic_f1", "event.conll_f1", "event.pairwise_f1", "entity.conll_f1")
_FACT = ("mae", "pearson", "classes.macro_f1", "classes.did_not.f1")
_PLATINUM = "platinum part: overlap .90, value F1 .78-.83"


def _many(task: str, folder: str, names: str, figures: tuple[str, ...], best: dict[str, str]) -> tuple[Set, ...]:
    """The files of a set that has several."""
    return tuple(
        Set(f"{task}/{name}", task, f"{folder}/{name}.dev.jsonl", figures, best.get(name, NONE))
        for name in names.split()
    )


_ALL_REPORTS = ("reports/dev.jsonl", *(f"reports/world-{n}.jsonl" for n in (1, 2, 3)))
SETS = (
    Set("reports/daraa", "reports", "reports/dev.jsonl", _REPORTS),
    Set("reports/world-1", "reports", "reports/world-1.jsonl", _REPORTS),
    Set("reports/world-2", "reports", "reports/world-2.jsonl", _REPORTS),
    Set("reports/world-3", "reports", "reports/world-3.jsonl", _REPORTS),
    Set("reports/world", "reports", tuple(f"reports/world-{n}.jsonl" for n in (1, 2, 3)), _REPORTS),
    Set("reports/held-out", "reports", _ALL_REPORTS, _REPORTS, held_out=True),
    Set("linking/daraa", "linking", "reports/dev.jsonl", _LINKING, "a second coder, from text: B-cubed .94"),
    Set("linking/world", "linking", tuple(f"reports/world-{n}.jsonl" for n in (1, 2, 3)), _LINKING, "a second coder, from text: B-cubed .94"),
    Set("linking/held-out", "linking", _ALL_REPORTS, _LINKING, "a second coder, from text: B-cubed .94", held_out=True),
    Set("own", "reports", (), _OWN),
    Set("case2021", "case2021", "bench/case2021-task2/dev.jsonl", _CASE, "about .84, .80, .77 (shared task, trained)"),
    Set("muc4", "muc4", "bench/muc4/dev.jsonl", _MUC, "CEAF-REE (subset) .54-.57 (trained)"),
    *_many("geoparsing", "bench/geoparsing", "lgl trnews", _GEO, {
        "lgl": "acc161 .80 on given names", "trnews": "acc161 .85 on given names"}),
    Set("attribution", "attribution", "bench/polnear/dev.jsonl", _SAID, "humans: .83, .82, .86, .79, .75"),
    Set("re3d", "re3d", "bench/re3d/dev.jsonl", ("strict.micro_f1", "overlap.micro_f1", "untyped_overlap.f1")),
    Set("plover_gsr", "plover_gsr", "bench/plover-gsr/dev.jsonl", _GSR),
    Set("india_police", "india_police", "bench/india-police/dev.jsonl", ("sentence.macro_f1", "document.macro_f1")),
    *_many("timex", "bench/timex", "timebank aquaint meantime", _TIMEX, {"timebank": _PLATINUM, "aquaint": _PLATINUM}),
    *_many("coref", "bench/coref", "ecbplus meantime np4e", _COREF, {
        "ecbplus": "event CoNLL F1 .85-.88 (trained); equal strings .60", "meantime": "equal strings: event .55",
        "np4e": "equal strings: entity .51"}),
    *_many("factuality", "bench/factuality", "uw meantime uds_ih2 cb mv2 rp", _FACT, {
        "uw": "test part: MAE .42, Pearson .83-.86 (trained)"}),
)  # fmt: skip
_LESS_IS_BETTER = frozenset({"mae"})


@dataclass(frozen=True, slots=True)
class Measured:
    """What one set gave: records read, seconds taken, figures by name."""

    set: Set
    records: int
    seconds: float
    figures: dict[str, float]


def measure(one: Set, shared: Path, limit: int | None = None) -> Measured:
    """Predict for one set and score it."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "records.jsonl"
        parts = [(shared / path).read_text(encoding="utf-8") for path in one.paths] or map(json.dumps, _own())
        if one.held_out:
            parts = [line for part in parts for line in part.splitlines() if line and report_held_out(json.loads(line))]
        source.write_text("\n".join(parts), encoding="utf-8")
        told = bench.run(one.task, source, limit=limit)
    return Measured(one, told["records"], told["seconds"], told["figures"] or {})


def _own() -> Iterator[Line]:
    """The fifth of our own marked reports that no training looks at."""
    from dragoman.workshop.marked_gold import gold_lines
    from dragoman.world import load

    return gold_lines(load(()))


def _measure(job: tuple[Set, Path, int | None]) -> Measured:
    return measure(*job)


# --------------------------------------------------------------------------- floors


def floors(path: Path) -> Floors:
    """The least that each figure must reach; none where there is no file."""
    rows = read_yaml(path) if path.exists() else []
    return {(r["set"], r["figure"]): float(r["floor"]) for r in rows or []}


def below(measured: Sequence[Measured], least: Floors) -> list[str]:
    """One line for every figure that fell under its floor."""
    return [
        f"{m.set.name} {figure}: {m.figures[figure]:.4f} is under its floor {least[m.set.name, figure]:.3f}"
        for m in measured
        for figure in m.set.figures
        if figure in m.figures and m.figures[figure] < least.get((m.set.name, figure), -math.inf)
    ]


def raised(measured: Sequence[Measured], least: Floors) -> Floors:
    """The floors lifted to just under what was measured; a floor never sinks, and a figure of errors has none."""
    out = dict(least)
    for m in measured:
        for figure in m.set.figures:
            if figure in m.figures and figure not in _LESS_IS_BETTER:
                reached = math.floor((m.figures[figure] - SLACK) * 1000) / 1000
                out[m.set.name, figure] = max(reached, out.get((m.set.name, figure), 0.0))
    return out


def write_floors(path: Path, least: Floors) -> None:
    """Keep the floors, one a line."""
    head = "# The least that each figure must reach (workshop.measure). Floors only rise: measure with --raise.\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = (f"- {{set: {name}, figure: {figure}, floor: {floor:.3f}}}\n" for (name, figure), floor in least.items())
    path.write_text(head + "".join(rows), encoding="utf-8")


# ---------------------------------------------------------------------------- table


HEAD = """# What was measured

On {day}, on a machine with 2 cores and without an accelerator; {seconds:.0f} seconds of reading in all. These are the
development parts of public sets, and reports annotated for this project: rules and weights were tuned while looking at
them, and the learned reader was trained on four fifths of the annotated reports, so expect less on texts not seen before.
`reports/held-out` is the fifth that it never saw (rules and thresholds were tuned on it); `own` are reports that we wrote
and marked ourselves (`training/`), the fifth that no rule or training looked at (thresholds, and which runs to average, were
chosen with an eye on half of it too); they mark every act, also where the annotated ones pass over it. For case2021, one number a
label was fitted on these same texts: see [the card](cards/reader.md). No gold is looked at for a prediction; for coref and factuality the places of mentions and
events are given. Definitions are those of the sets' own scorers. One
is best in all figures but `mae`, an error on a scale of six. Floors are what a change may not fall under
(`benchmarks/floors.yaml`). Best known figures are from the literature, mostly on other parts of the sets, unchecked.

How well the reader knows what it knows: for each field the share that is right by the confidence given, and what leaving
out the less sure would gain ([the card](cards/reader.md) tells how it was measured).

![reliability](pictures/reader-reliability.svg) ![risk and coverage](pictures/reader-risk-coverage.svg)

How right linking is by itself, on synthetic worlds where the truth is known, and what it costs, stands on
[a page of its own](measured-linking.md).

    {command}

| set | records | figure | value | floor | best known |
|---|---:|---|---:|---:|---|"""


def table(measured: Sequence[Measured], least: Floors, command: str, day: str) -> str:
    """The page of figures."""
    seconds = sum(m.seconds for m in measured)
    lines = [HEAD.format(day=day, seconds=seconds, command=command)]
    for m in measured:
        for n, figure in enumerate(f for f in m.set.figures if f in m.figures):
            floor = least.get((m.set.name, figure))
            first = (m.set.name, str(m.records), m.set.best) if n == 0 else ("", "", "")
            shown = f"{floor:.3f}" if floor is not None else ""
            lines.append(f"| {first[0]} | {first[1]} | {figure} | {m.figures[figure]:.3f} | {shown} | {first[2]} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """The command line; 1 when a figure is under its floor."""
    given = _parsed(arguments)
    chosen = [
        s
        for s in SETS
        if (not given.only or s.name.startswith(tuple(given.only)))
        and all((given.shared / path).exists() for path in s.paths)
    ]
    jobs = [(s, given.shared, given.limit) for s in chosen]
    measured: list[Measured] = []
    with ProcessPoolExecutor(given.workers) as pool:
        for m in pool.map(_measure, jobs):
            measured.append(m)
            print(f"{m.set.name:22} {m.records:6} records {m.seconds:7.1f} s  " + _short(m), flush=True)
    least = floors(given.floors)
    failed = below(measured, least) if given.limit is None else []
    if given.lift and given.limit is None:
        least = raised(measured, least)
        write_floors(given.floors, least)
    if given.limit is None and not given.only:
        command = "python -m dragoman.workshop.measure --shared DIR"
        given.page.write_text(table(measured, least, command, datetime.now(UTC).date().isoformat()), encoding="utf-8")
    print("\n".join(failed) or f"{len(measured)} sets, no figure under its floor")
    return 1 if failed else 0


def _short(m: Measured) -> str:
    return ", ".join(f"{f} {m.figures[f]:.3f}" for f in m.set.figures[:4] if f in m.figures)


def _parsed(arguments: list[str] | None) -> Any:
    parser = argparse.ArgumentParser(
        prog="python -m dragoman.workshop.measure", description="Measure Dragoman on the public sets."
    )
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds the sets")
    parser.add_argument(
        "--limit", type=int, help="only the first so many records of each set: a quick look, nothing is kept"
    )
    parser.add_argument(
        "--only", nargs="*", default=[], help="only sets whose names begin so; the table is not written"
    )
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was measured")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--floors", type=Path, default=Path("benchmarks/floors.yaml"))
    parser.add_argument("--page", type=Path, default=Path("docs/measured.md"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
