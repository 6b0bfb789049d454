"""Groups that grow two at a time, known by their least member."""

from __future__ import annotations

import random

import pytest

from dragoman.link.joined import Joined


def test_what_was_never_joined_is_by_itself() -> None:
    assert Joined[str]().root("a") == "a"


@pytest.mark.parametrize("seed", range(6))
def test_groups_are_those_of_the_pairs_whatever_their_order(seed: int) -> None:
    chance = random.Random(seed)
    pairs = [(chance.randrange(60), chance.randrange(60)) for _ in range(40)]
    groups, joined = [{n} for n in range(60)], Joined[int]()
    for a, b in pairs:
        one, other = (next(g for g in groups if n in g) for n in (a, b))
        if one is not other:
            groups.remove(other)
            one |= other
        assert joined.join(a, b) == min(one)
    assert all(joined.root(n) == min(group) for group in groups for n in group)
