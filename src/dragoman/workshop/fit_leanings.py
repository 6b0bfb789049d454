"""Fits how much the sets that give a text one label lean to each label, on their development parts.

    python -m dragoman.workshop.fit_leanings --shared DIR [--write]

It prints the share of texts that get their label: without leanings, with leanings learned from other texts (ten folds, the
figure to expect), and with leanings learned from all (in-sample). Kept are those that gain in folds. To be run anew with
every new reader.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.workshop.fitting import Weights, folds, kept, write_weights
from dragoman.workshop.metrics import mean
from dragoman.workshop.tasks import case2021, plover_gsr
from dragoman.workshop.tasks.leanings import TABLE
from dragoman.workshop.tasks.rooms import Rooms

STRETCH = 8.0  # from strengths, which are likelihoods or sums of few, to log odds (of 2, 4, 8: best for case2021)
HELD = 0.5  # how strongly each leaning is held to nothing (of .2, .5, 1: all like in ten folds)
GAIN = 0.01  # in folds, from which on leanings are kept (guessed)
LEAST = 0.005  # leanings below are left out of the table
FOLDS = 10
STEPS, RATE = 400, 0.05  # plain steps downhill, so that this runs and is tested where SciPy is not
Strengths = Callable[[Any, Rooms], Mapping[str, float]]
SETS: Mapping[str, tuple[str, str, Strengths]] = {
    "case2021": ("case2021-task2", "label", case2021.strengths),
    "plover_gsr": ("plover-gsr", "event", plover_gsr.strengths),
}


def fitted(strengths: np.ndarray, right: np.ndarray) -> np.ndarray:
    """What to add to each label. strengths: (texts, labels); right: (texts,), the number of the right label."""
    added = np.zeros(strengths.shape[1])
    for _ in range(STEPS):
        odds = STRETCH * (strengths + added)
        likely = np.exp(odds - odds.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        likely[np.arange(len(right)), right] -= 1
        added -= RATE * (STRETCH * likely.mean(0) + HELD * added)
    return added


def in_folds(strengths: np.ndarray, right: np.ndarray) -> float:
    """The share of texts that get their label by leanings learned from others."""
    fold = np.array(list(folds((f"{n:06}" for n in range(len(right))), FOLDS).values()))
    hits = []
    for number in range(FOLDS):
        rest, these = fold != number, fold == number
        told = strengths[these] + fitted(strengths[rest], right[rest])
        hits += list(told.argmax(1) == right[these])
    return mean(hits)


def seen(rows: Sequence[Mapping[str, Any]], cell: str, of: Strengths, rooms: Rooms) -> tuple[list[str], Any, Any]:
    """The labels, how strongly each text tells each, and which is right."""
    told = [of(row, rooms) for row in rows]
    labels = sorted({label for one in told for label in one} | {row[cell] for row in rows})
    strengths = np.array([[one.get(label, 0.0) for label in labels] for one in told])
    return labels, strengths, np.array([labels.index(row[cell]) for row in rows])


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print, and with ``--write`` keep the table."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.workshop.fit_leanings")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with bench/")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    rooms, table = Rooms(), Weights()
    for name, (folder, cell, of) in SETS.items():
        with (given.shared / "bench" / folder / "dev.jsonl").open(encoding="utf-8") as lines:
            labels, strengths, right = seen([json.loads(line) for line in lines], cell, of, rooms)
        added = fitted(strengths, right)
        plain, fitting = (mean(told.argmax(1) == right) for told in (strengths, strengths + added))
        folded = in_folds(strengths, right)
        print(f"{name:<12} without {plain:.3f}, in folds {folded:.3f}, in-sample {fitting:.3f}")
        if folded >= plain + GAIN:
            table |= kept({f"{name} {label}": float(one) for label, one in zip(labels, added, strict=True)}, LEAST)
    if given.write:
        write_weights(TABLE, table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
