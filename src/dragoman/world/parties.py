"""Words that alone tell whose an act is, written before it: adjectives of peoples, acronyms of states, names of bodies.

"Russian", "U.S." and "Hamas" before "air strikes" tell who struck; "Beirut" or "Yemen" may only tell where.
"""

from __future__ import annotations

import csv
from functools import lru_cache

from dragoman.world import BUILT_IN, World

_SHORT = 3  # letters of the name of a state that serves as an adjective too: US, UK, UAE
_PLACED = frozenset(("state", "government"))  # their names are those of their countries


@lru_cache(maxsize=4)
def _of_countries() -> tuple[frozenset[str], frozenset[str]]:
    """Adjectives and acronyms of the countries of the table; and every name of theirs, which may be meant as a place."""
    says, places = set[str](), set[str]()
    with (BUILT_IN / "places" / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            says.update(filter(None, row["demonyms"].split("|")))
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                (says if name.isupper() and len(name.replace(".", "")) <= _SHORT else places).add(name)
    return frozenset(says), frozenset(places)


def party_words(world: World) -> frozenset[str]:
    """Every such word or name, as it is written, its possessive mark aside."""
    says, places = _of_countries()
    names = {a for actor in world.actors.values() for a in actor.adjectives}
    for actor in world.actors.values():
        if actor.kind not in _PLACED:
            names.update(n for n in (actor.name, *actor.aliases) if n[:1].isupper())
    return frozenset((says | names) - places)
