"""From likelihoods to acts, on numbers made by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from dragoman.extract.decode import COLUMNS, STATUSES, Bars, seen
from dragoman.extract.passages import passages
from dragoman.models import Words

TEXT = "Rebels shelled the port and then left the town quickly."
KINDS = ("shelling", "withdrawal")


def words(**likely: tuple[int, float]) -> Words:
    """Likelihoods for ``TEXT``: for each kind, its trigger and how likely it is; all words alike in the rest."""
    size = 11
    kind = np.zeros((size, 3), np.float32)
    kind[:, 2] = 1
    for name, (word, chance) in likely.items():
        kind[word] = 0
        kind[word, KINDS.index(name)], kind[word, 2] = chance, 1 - chance
    status = np.zeros((size, len(STATUSES)), np.float32)
    status[:, 2] = 1
    flat = np.zeros(size, np.float32)
    wide = np.zeros((size, 4), np.float32)
    return Words(kind, status, flat, flat, flat, wide, wide, wide, flat, wide, wide)


def encoder(*evidence: tuple[int, int]) -> Any:
    """An encoder whose cells give each trigger this evidence and the first word as its actor."""

    def cells(words: Words, triggers: list[int]) -> Any:
        out = np.zeros((len(triggers), 11, len(COLUMNS)), np.float32)
        for n, (start, end) in enumerate(evidence[: len(triggers)]):
            out[n, start:end, 0] = 0.9
            out[n, 0, COLUMNS.index("actor")] = 0.8
        return out

    return SimpleNamespace(kinds=KINDS, cells=cells)


def acts(likely: dict[str, tuple[int, float]], *evidence: tuple[int, int]) -> list[tuple[Any, ...]]:
    (passage,) = passages(TEXT, lambda word: 1)
    found = seen(encoder(*evidence), passage, words(**likely), Bars(act=0.4))
    return [(a.kinds[0][0], a.trigger, a.start, a.end, a.status, a.runs("actor")) for a in found]


def test_each_trigger_has_its_evidence_and_roles() -> None:
    found = acts({"shelling": (1, 0.9), "withdrawal": (6, 0.7)}, (0, 4), (5, 9))
    assert found == [("shelling", 1, 0, 4, "planned", [(0, 1)]), ("withdrawal", 6, 5, 9, "planned", [(0, 1)])]


def test_what_is_not_likely_enough_is_no_act() -> None:
    assert acts({"shelling": (1, 0.3)}, (0, 4)) == []


def test_of_neighbours_the_likelier_is_the_trigger() -> None:
    assert [a[1] for a in acts({"shelling": (1, 0.9), "withdrawal": (2, 0.8)}, (0, 4))] == [1]


def test_of_two_acts_with_one_evidence_the_likelier_stays() -> None:
    assert [a[0] for a in acts({"shelling": (1, 0.6), "withdrawal": (6, 0.9)}, (0, 9), (0, 9))] == ["withdrawal"]


def test_evidence_ends_with_its_sentence() -> None:
    text = f"{TEXT} {TEXT}"
    (passage,) = passages(text, lambda word: 1)
    given = words(shelling=(1, 0.9))
    doubled = Words(*(np.concatenate([a, a]) for a in given))
    double = SimpleNamespace(kinds=KINDS, cells=lambda w, t: np.ones((len(t), 22, len(COLUMNS)), np.float32))
    assert [(a.start, a.end) for a in seen(double, passage, doubled, Bars())] == [(0, 11), (11, 22)]
