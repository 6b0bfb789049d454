"""Measures linking on a synthetic world.

    python -m dragoman.workshop.synthetic [--noise none|little|moderate|much] [--seed N] [--events N]

Without ``--noise`` all levels are measured. ``--texts`` reads the reports' texts too, so that the whole path is
measured; ``--cost`` measures seconds and memory by the number of findings;
``--page`` writes docs/measured-linking.md and its picture.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dragoman.link import tie
from dragoman.workshop.metrics import Figures
from dragoman.workshop.synthetic import cost, page, path
from dragoman.workshop.synthetic.figures import figures, growth
from dragoman.workshop.synthetic.noise import NAMES, level
from dragoman.workshop.synthetic.reports import World, world
from dragoman.workshop.synthetic.setting import write
from dragoman.world import World as Known
from dragoman.world import load

EVENTS = 120


def known(made: World, folder: Path) -> Known:
    """The built-in world with the synthetic country laid over it."""
    return load((write(made.country, folder),))


def measured(name: str, events: int, seed: int, *, texts: bool = False, grown: bool = True) -> tuple[World, Figures]:
    """The figures of one level of noise."""
    made = world(events, level(name), seed)
    with tempfile.TemporaryDirectory() as folder:
        laid = known(made, Path(folder))
        found = figures(made, tie(made.findings, laid, texts=made.texts))
        if grown:
            found |= growth(made, laid, seed)
        if texts:
            found |= path.figures(made, laid)
    return made, found


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m dragoman.workshop.synthetic", description="Measure linking where the truth is known."
    )
    parser.add_argument("--noise", choices=NAMES, action="append", help="one level; all without it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=EVENTS, help="how many happenings the world has")
    parser.add_argument("--texts", action="store_true", help="read the texts too: the whole path")
    parser.add_argument("--cost", action="store_true", help="seconds and memory by the number of findings")
    parser.add_argument("--page", action="store_true", help="write docs/measured-linking.md")
    given = parser.parse_args(arguments)
    if given.page:
        page.write(measured)
        return 0
    if given.cost:
        print(cost.table(given.seed))
        return 0
    for name in given.noise or NAMES:
        made, found = measured(name, given.events, given.seed, texts=given.texts)
        print(f"{name}: {len(made.happenings)} happenings, {len(made.reports)} reports, {len(made.findings)} findings")
        print("".join(f"  {figure:<22} {value:.3f}\n" for figure, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
