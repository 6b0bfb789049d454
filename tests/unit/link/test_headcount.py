"""A label counts the same people as a plain word: swapping one for the other makes no second count."""

from __future__ import annotations

import pytest

from dragoman import world as worlds
from dragoman.extract.sides import PLAIN
from dragoman.link.headcount import groups_of, whom

GROUPS = groups_of(worlds.load(()))


@pytest.mark.parametrize("label", sorted(word for word, plain in PLAIN.items() if plain.startswith("fighter")))
def test_every_name_for_fighters_counts_fighters(label: str) -> None:
    assert whom(label, GROUPS) == whom(f"of the {label}", GROUPS) == "fighters"


@pytest.mark.parametrize("unit", ["the regime's hirelings", "enemies", "of the occupier's stooges"])
def test_an_insult_counts_opponents_of_those_who_use_it(unit: str) -> None:
    assert whom(unit, GROUPS) == "opponents"


def test_people_at_large_are_no_group() -> None:
    assert whom("people", GROUPS) == whom("", GROUPS) == ""
