"""How likely two findings tell of one happening: a table of weights over the answers of ``compare``.

The weights are log odds, measured in 2026 by a logistic regression over the compared pairs of the 251 annotated
reports (``workshop/fit_links.py``), rounded to a tenth, an answer that tells nothing set to 0. Place, day and scene
belong together: one small place and one day say much, either alone little.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from dragoman.records import Feature

BIAS = -0.13
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "kind": {
        "family": -0.1, "ground": -2.1, "harm": -0.4, "kin": -0.7, "near": 1.1, "other": -1.7, "same coercion": 2.6,
        "same crowd": 1.3, "same move": 2.6, "same other": 1.0, "same settlement": 1.8, "same state": 1.3, "same violence": 1.9, "same word": 1.9,
    },
    "place": {
        "apart": -1.9, "area": 0.3, "far": -2.2,
        "inside": -0.9, "near": -1.0, "same": -0.4, "unknown": 0.0,
    },
    "days": {
        "apart": -2.4, "began": 0.3, "few days": -1.0, "half": 0.0, "lasting": -0.7, "next": -0.3, "other days": -1.9,
        "other weeks": -2.7, "overlap": -0.5, "same": 0.0, "unknown": 0.0, "week": -2.1, "wide": 0.0,
    },
    "scene": {"day": 0.3, "no": -0.6, "one": 0.9, "place": -0.1},
    "doers": {"different": -0.8, "related": -0.4, "same": 0.1, "swapped": -0.8, "unknown": 0.0},
    "targets": {"different": -0.5, "related": -0.3, "same": -0.1, "unknown": 0.0},
    "counts": {"clash": -0.1, "equal": 1.1, "far clash": -0.2, "fit": 0.8, "none": 0.0, "other amount": -1.3},
    "copy": {"no": 0.0, "same origin": 0.3, "same words": 0.4},
    "status": {"alike": 0.0, "denied": 0.0, "hoped": -0.3, "mixed": -0.8, "near": -0.7},
    "recall": {"alike": 0.0, "mixed": 0.2},
    "text": {"close": 0.1, "neighbours": 0.2, "other report": 0.0, "same report": -0.3},
    "tie": {"apart": -0.8, "no": 0.0, "term": 3.2},
    "words": {"few": -0.1, "most": 0.4, "none": -0.4, "some": 0.2, "unknown": 0.0},
}  # fmt: skip

SAME = 0.5  # from here a link says "same"
UNSURE = 0.35  # from here it says "unsure"; below it is not kept (guessed)

# What an answer says aloud; those not named here are shown as they are.
_ALOUD: Mapping[tuple[str, str], str] = {
    ("kind", "near"): "one kind is a sort of the other",
    ("kind", "harm"): "an act of force and those whom it struck",
    ("kind", "ground"): "ground taken, and force that was not the fight for it",
    ("kind", "kin"): "kinds that are often told together",
    ("place", "area"): "the same wide area",
    ("place", "inside"): "one place lies in the other",
    ("days", "wide"): "long times that meet",
    ("days", "half"): "only one is dated",
    ("days", "other days"): "reports of other days",
    ("days", "other weeks"): "reports of other weeks",
    ("days", "began"): "states that began on one day",
    ("days", "lasting"): "states of one season",
    ("doers", "swapped"): "who acts in one suffers in the other",
    ("doers", "related"): "sides of one body",
    ("targets", "related"): "sides of one body",
    ("counts", "clash"): "numbers that exclude one another",
    ("counts", "far clash"): "numbers that lie far apart",
    ("counts", "fit"): "numbers that can both be true",
    ("counts", "other amount"): "amounts of different things",
    ("scene", "one"): "one place and one day",
    ("scene", "place"): "one place, not surely one day",
    ("scene", "day"): "one day, not surely one place",
    ("scene", "no"): "neither one place nor one day",
    ("status", "denied"): "one denies it",
    ("status", "hoped"): "done in one, only possible in the other",
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
