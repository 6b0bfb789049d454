"""How much a set of labels leans to each: what its annotators choose where a text tells of several.

The reader sees how strongly a text tells each label; which of them a set calls the main one is a habit of its annotators.
``leanings.csv`` holds what is added to each label, fitted on development parts (``python -m dragoman.workshop.fit_leanings``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dragoman.models import read_weights

TABLE = Path(__file__).with_name("leanings.csv")


@cache
def leanings(name: str) -> Mapping[str, float]:
    """What is added to each label of a set; nothing to one that is not in the table."""
    told = ((note.split(), added) for note, added in read_weights(TABLE).items())
    return {label: added for (of, label), added in told if of == name}


def chosen(strengths: Mapping[str, float], name: str) -> str | None:
    """The label that counts most, the set's leaning added; None where a text tells none."""
    lean = leanings(name)
    return max(strengths, key=lambda label: (strengths[label] + lean.get(label, 0.0), label), default=None)
