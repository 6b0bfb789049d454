"""How likely two findings tell of one happening: a table of weights over the answers of ``compare``.

The weights are log odds, measured in 2026 by a logistic regression over 23,000 compared pairs of the 251 annotated
reports (the 49 of Daraa counted twice, 202 of the rest of the world), rounded to a tenth, an answer that tells
nothing set to 0. Those marked guessed were too rare there to be measured.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from dragoman.records import Feature

BIAS = -0.15
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "kind": {
        "same violence": 2.0, "same coercion": 2.4, "same crowd": 1.4, "same move": 2.3, "same settlement": 1.7,
        "same state": 1.0, "same word": 1.6, "same other": 1.0, "near": 0.7, "family": -0.6, "kin": -0.8, "other": -1.9,
    },
    "place": {"same": 0.1, "area": 0.5, "near": -1.3, "inside": -1.1, "apart": -2.9, "far": -3.0, "unknown": 0.0},
    "days": {
        "same": 0.8, "overlap": -0.9, "wide": -0.2, "next": -0.9, "week": -2.6, "apart": -3.6, "lasting": -0.7,
        "half": -0.2, "other days": -1.7, "other weeks": -2.7, "unknown": 0.0,
    },
    "doers": {"same": 0.2, "related": -0.8, "swapped": -0.7, "different": -0.8, "unknown": 0.0},
    "targets": {"same": 0.1, "related": -0.3, "different": -0.7, "unknown": 0.0},
    "counts": {"equal": 0.9, "fit": 0.3, "clash": -0.3, "none": 0.0},
    "copy": {"same words": 1.0, "same origin": 0.0, "no": 0.0},  # same words: guessed
    "status": {"alike": 0.0, "near": -0.6, "mixed": -0.6, "denied": -0.1},
    "recall": {"alike": 0.0, "mixed": 0.0},
    "text": {"neighbours": 0.0, "close": -0.2, "same report": -0.6, "other report": 0.0},
    "tie": {"term": 3.4, "apart": 0.0, "no": 0.0},
    "words": {"most": 0.2, "some": -0.1, "few": -0.1, "none": -0.3, "unknown": 0.0},
}  # fmt: skip

SAME = 0.5  # from here a link says "same"
UNSURE = 0.35  # from here it says "unsure"; below it is not kept (guessed)

# What an answer says aloud; those not named here are shown as they are.
_ALOUD: Mapping[tuple[str, str], str] = {
    ("kind", "near"): "one kind is a sort of the other",
    ("kind", "kin"): "kinds that are often told together",
    ("place", "area"): "the same wide area",
    ("place", "inside"): "one place lies in the other",
    ("days", "wide"): "long times that meet",
    ("days", "half"): "only one is dated",
    ("days", "other days"): "reports of other days",
    ("days", "other weeks"): "reports of other weeks",
    ("days", "lasting"): "states of one season",
    ("doers", "swapped"): "who acts in one suffers in the other",
    ("doers", "related"): "sides of one body",
    ("targets", "related"): "sides of one body",
    ("counts", "clash"): "numbers that exclude one another",
    ("counts", "fit"): "numbers that can both be true",
    ("status", "denied"): "one denies it",
    ("tie", "term"): "the text makes one a term of the other",
}


def logit(answers: Mapping[str, str]) -> float:
    """The sum of the weights of all answers."""
    return BIAS + sum([WEIGHTS[name].get(answer, 0.0) for name, answer in answers.items()])


def score(answers: Mapping[str, str]) -> float:
    """How likely the two are one happening, in [0, 1]."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit(answers)))))


def reasons(answers: Mapping[str, str]) -> tuple[Feature, ...]:
    """The answers that count, heaviest first, in words."""
    told = [
        Feature(name, WEIGHTS[name].get(answer, 0.0), f"{name}: {_ALOUD.get((name, answer), answer)}")
        for name, answer in answers.items()
    ]
    return tuple(sorted((f for f in told if f.weight), key=lambda f: (-abs(f.weight), f.name)))
