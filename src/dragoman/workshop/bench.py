"""Predicts for a public set, and tells how right that is where the set's gold stands in the file.

    python -m dragoman.workshop.bench NAME SOURCE.jsonl PREDICTIONS.jsonl [--limit N] [--scorer SCORER.py]

``NAME`` is a key of ``TASKS``. Records are read and predictions written line by line, in the form that the set's own
scorer reads; gold is never looked at for a prediction.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.workshop.metrics import Line
from dragoman.workshop.tasks import (
    attribution,
    case2021,
    coref,
    factuality,
    geoparsing,
    india_police,
    linking,
    muc4,
    plover_gsr,
    re3d,
    reports,
    timex,
)
from dragoman.workshop.tasks.rooms import Rooms, Task
from dragoman.world import World

_ALL = (
    case2021,
    muc4,
    geoparsing,
    attribution,
    re3d,
    plover_gsr,
    india_police,
    timex,
    coref,
    factuality,
    reports,
    linking,
)
TASKS: dict[str, Task] = {module.TASK.name: module.TASK for module in _ALL}


def run(
    name: str, source: Path, predict: Path | None = None, world: World | None = None, limit: int | None = None
) -> dict[str, Any]:
    """Predict for every record of ``source``, and write that to ``predict`` if given; say how many, how long, how right.

    ``figures`` is None for a file without gold. Raises InputError for an unknown name, or a file or line that cannot
    be read.
    """
    task = _task(name)
    rooms = Rooms(world) if world is not None else Rooms()
    gold: dict[str, Line] = {}
    made: dict[str, Line] = {}
    started, count = time.monotonic(), 0

    def records() -> Iterator[Line]:
        for record in islice(lines(source), limit):
            if task.has_gold(record):
                gold[str(record["id"])] = record
            yield record

    _check(source)
    with predict.open("w", encoding="utf-8") if predict else nullcontext() as out:
        for line in task.predict(records(), rooms):
            if out:
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
            if gold:
                made[str(line["id"])] = line
    figures = {k: round(v, 4) for k, v in task.figures(gold, made).items()} if gold else None
    return {"set": name, "records": count, "seconds": round(time.monotonic() - started, 1), "figures": figures}


def _check(source: Path) -> None:
    """Raises InputError for a file that cannot be opened, before anything is written."""
    try:
        with source.open("rb"):
            pass
    except OSError as wrong:
        what = f"cannot be read: {(wrong.strerror or str(wrong)).lower()}"
        raise InputError(what, where=str(source), do="Give the set's texts as one JSON record a line.") from None


def lines(source: Path) -> Iterator[Line]:
    """The records of a JSONL file. Raises InputError naming the line that cannot be read or has no id."""
    with source.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    record = json.loads(line.decode("utf-8"))
                    record["id"]
                except (ValueError, KeyError, TypeError) as wrong:
                    raise InputError(f"not a record with an id ({wrong})", where=f"{source}:{number}") from None
                yield record


def _task(name: str) -> Task:
    if name not in TASKS:
        raise InputError(f"no set is called {name!r}", do=f"Known: {', '.join(sorted(TASKS))}.")
    return TASKS[name]


def by_scorer(scorer: Path, gold: Path, predict: Path) -> Any:
    """What the set's own scorer script prints. Raises InputError when it fails."""
    done = subprocess.run([sys.executable, str(scorer), str(gold), str(predict)], capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise InputError("the scorer failed", where=str(scorer), do=done.stderr.strip()[-300:])
    return json.loads(done.stdout)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m dragoman.workshop.bench", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("name", choices=sorted(TASKS))
    parser.add_argument("source", type=Path)
    parser.add_argument("predict", type=Path)
    parser.add_argument("--limit", type=int, help="only the first so many records")
    parser.add_argument("--scorer", type=Path, help="the set's own scorer script, to run as well")
    given = parser.parse_args(arguments)
    told = run(given.name, given.source, given.predict, limit=given.limit)
    if given.scorer:
        told["scorer"] = by_scorer(given.scorer, given.source, given.predict)
    print(json.dumps(told, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
