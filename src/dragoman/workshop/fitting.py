"""Weights learned from examples: two small fits with a ridge, their folds, and the tables that they are kept in.

A row is what is to be seen of one example, as words ("notes"); each note has one weight. NumPy and SciPy are wanted
here only, and are loaded when a fit is made.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Notes = Sequence[str]
Weights = dict[str, float]
Array = Any  # of numpy or scipy.sparse
STEPS = 300  # of the search for the least loss; all fits here end well before (measured)
NEVER = 1e-12  # least share that a right answer is given, so that its logarithm exists


def folds(groups: Iterable[str], count: int = 5, seed: int = 1) -> dict[str, int]:
    """Draws a fold for each group, so that what belongs together is never learned from and tested on."""
    import numpy as np

    draw = np.random.RandomState(seed)
    return {group: int(draw.randint(count)) for group in sorted(set(groups))}


def table(rows: Sequence[Notes], columns: Sequence[str]) -> Array:
    """The rows as a sparse table of noughts and ones; notes without a column are passed over, twins count once."""
    import numpy as np
    from scipy.sparse import csr_matrix

    number = {name: n for n, name in enumerate(columns)}
    cells = [(r, number[note]) for r, notes in enumerate(rows) for note in dict.fromkeys(notes) if note in number]
    ones = np.ones(len(cells))
    return csr_matrix((ones, ([r for r, _ in cells], [c for _, c in cells])), shape=(len(rows), len(columns)))


@dataclass(frozen=True, slots=True)
class Ridge:
    """How strongly weights are held to where they start: ``strength`` times half the squared distance.

    The note ``free``, where one is named, is not held.
    """

    start: Weights
    strength: float
    free: str | None = None

    def least(self, columns: Sequence[str], loss: Callable[[Array], tuple[float, Array]]) -> Weights:
        """The weights with the least loss; ``loss`` gives the loss and its slope."""
        import numpy as np
        from scipy.optimize import minimize

        start = np.array([self.start.get(name, 0.0) for name in columns])
        strength = np.array([0.0 if name == self.free else self.strength for name in columns])

        def held(weights: Array) -> tuple[float, Array]:
            told, slope = loss(weights)
            off = weights - start
            return told + float((strength * off) @ off) / 2, slope + strength * off

        found = minimize(held, start.copy(), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
        return {name: float(weight) for name, weight in zip(columns, found.x, strict=True)}


# ------------------------------------------------------------------------ yes or no


def yes_or_no(rows: Sequence[Notes], right: Sequence[float], worth: Sequence[float], ridge: Ridge) -> Weights:
    """Logistic regression: what each note adds to the log odds of yes. ``right`` is 1 or 0, ``worth`` the weight."""
    import numpy as np

    columns = sorted({note for notes in rows for note in notes} | set(ridge.start))
    x, y, s = table(rows, columns), np.array(right), np.array(worth)

    def loss(weights: Array) -> tuple[float, Array]:
        z = x @ weights
        p = 1 / (1 + np.exp(-z))
        return float((s * (np.logaddexp(0, z) - y * z)).sum()), x.T @ (s * (p - y))

    return ridge.least(columns, loss)


# ------------------------------------------------------------------- one of several


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice: the notes of each option, how right each is (0 to 1), and what the whole choice is worth."""

    options: Sequence[Notes]
    right: Sequence[float]
    worth: float = 1.0


def one_of_several(picks: Sequence[Pick], columns: Sequence[str], ridge: Ridge) -> Weights:
    """Softmax over the options of each choice: the weights under which right options are likeliest."""
    import numpy as np

    x = table([notes for pick in picks for notes in pick.options], columns)
    of = np.repeat(np.arange(len(picks)), [len(pick.options) for pick in picks])
    right = np.array([share for pick in picks for share in pick.right])
    worth = np.array([pick.worth for pick in picks])

    def loss(weights: Array) -> tuple[float, Array]:
        z = x @ weights
        top = np.full(len(picks), -np.inf)
        np.maximum.at(top, of, z)
        odds = np.exp(z - top[of])
        whole, good = np.bincount(of, odds), np.bincount(of, odds * right) + NEVER
        slope = x.T @ ((odds / whole[of] - odds * right / good[of]) * worth[of])
        return float(-(worth * np.log(good / whole)).sum()), slope

    return ridge.least(columns, loss)


# --------------------------------------------------------------------------- tables


def points(notes: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of what is to be seen; a note that occurs twice counts once."""
    return sum(weights.get(note, 0.0) for note in dict.fromkeys(notes))


def kept(weights: Weights, least: float) -> Weights:
    """The weights rounded to two places, without those that say little."""
    return {note: round(weight, 2) for note, weight in weights.items() if abs(weight) >= least}


def write_weights(path: Path, weights: Weights) -> None:
    """Write a table of weights, one note a line."""
    with path.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(("note", "weight"))
        lines.writerows(weights.items())


def difference(new: Weights, old: Weights) -> str:
    """How a table stands to another, in one line."""
    off = {note: abs(new.get(note, 0.0) - old.get(note, 0.0)) for note in {*new, *old}}
    moved = sum(gap > 0.005 for gap in off.values())
    if not moved:
        return f"the same as the table in use ({len(old)} notes)"
    far = max(off, key=lambda note: (off[note], note))
    return f"{moved} of {len(off)} notes differ from the table in use, most by {off[far]:.2f} ({far})"
