"""Who is counted: tellings of one group of people are one count, whatever word each uses for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.text import flat
from dragoman.world import World

HEADS = frozenset(
    ("killed", "injured", "missing", "arrested", "abducted", "released", "displaced", "evacuated")
)  # kinds that count people
COLLECTIVE = "collectives"  # a list of languages/en.lexicons.linking.yaml: "one family" counts no heads
_LIST = "counted_"  # lists of a language file: counted_people is everybody, the others are groups
_EVERYBODY = "people"
_THINGS = "things_"  # lists of sorts of things: counted_things_positions
_JOINED = re.compile(r",\s*|\s+(?:and|or|as well as)\s+")
_BEFORE = (" of ", " from ", " in ", " among ", " with ")  # "soldiers of the 4th brigade": the head stands before these


def groups_of(world: World) -> Mapping[str, str]:
    """For each word, the group that it counts: "troops" are soldiers."""
    lists = ((n, words) for language in world.languages.values() for n, words in language.lexicons.items())
    return {
        word.lower(): name.removeprefix(_LIST)
        for name, words in lists
        if name.startswith(_LIST) or name == COLLECTIVE
        for word in words
    }


def whom(unit: str, groups: Mapping[str, str]) -> str:
    """The group that a unit of counting names; empty for people at large; the words themselves where no list has them.

    Several groups in one number ("fighters and their kin") are people at large.
    """
    told = " ".join(flat(unit).split()).removeprefix("of ")
    parts = {_group(part, groups) for part in _JOINED.split(_head(told))} - {_EVERYBODY}
    if len(parts) > 1:
        return ""
    found = _group(told, groups)
    if found is None or found == COLLECTIVE or found.startswith(_THINGS):
        return told
    return "" if found == _EVERYBODY else found


def is_one_of_many(unit: str, low: float | None, groups: Mapping[str, str]) -> bool:
    """Is it one family or clan, which tells of many people and counts none of them?"""
    return low == 1 and _group(" ".join(flat(unit).split()), groups) == COLLECTIVE


def what(unit: str, groups: Mapping[str, str]) -> str:
    """The sort of things that a unit names ("captured checkpoints" are positions); the unit where no list has it."""
    told = " ".join(flat(unit).split()).lower()
    sorts = (groups.get(word, "") for word in reversed(_head(told.removeprefix("of ")).split()))
    return next((s.removeprefix(_THINGS) for s in sorts if s.startswith(_THINGS)), told)


def _head(told: str) -> str:
    head = told
    for word in _BEFORE:
        head = head.partition(word)[0]
    return head


def _group(told: str, groups: Mapping[str, str]) -> str | None:
    words = _head(told).split()
    return groups.get(" ".join(words[-2:])) or groups.get(words[-1] if words else "")
