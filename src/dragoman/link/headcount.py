"""Who is counted: tellings of one group of people are one count, whatever word each uses for them."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.text import flat
from dragoman.world import World

HEADS = frozenset(
    ("killed", "injured", "missing", "arrested", "abducted", "released", "displaced", "evacuated")
)  # kinds that count people
_LIST = "counted_"  # lists of a language file: counted_people is everybody, the others are groups
_EVERYBODY = "people"
_BEFORE = (" of ", " from ", " in ", " among ", " with ")  # "soldiers of the 4th brigade": the head stands before these


def groups_of(world: World) -> Mapping[str, str]:
    """For each word, the group that it counts: "troops" are soldiers."""
    return {
        word.lower(): name.removeprefix(_LIST)
        for language in world.languages.values()
        for name, words in language.lexicons.items()
        if name.startswith(_LIST)
        for word in words
    }


def whom(unit: str, groups: Mapping[str, str]) -> str:
    """The group that a unit of counting names; empty for people at large; the words themselves where no list has them."""
    told = " ".join(flat(unit).split()).removeprefix("of ")
    if not told:
        return ""
    head = told
    for word in _BEFORE:
        head = head.partition(word)[0]
    words = head.split()
    found = groups.get(" ".join(words[-2:])) or groups.get(words[-1] if words else "")
    return told if found is None else "" if found == _EVERYBODY else found
