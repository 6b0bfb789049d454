"""Other numbers, places, peoples and names in the texts that the reader learns from, word for word, so that every span stays true."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from dragoman.world import World

CHANGED = 0.4  # share of the windows that are changed, and in those of the words that may be (guessed)
LOWERED = 0.2  # share of the windows that are read without capitals
_COUNTS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty".split()
)


class Variation:
    """Exchanges words for others of their sort, the same word for the same throughout a window."""

    def __init__(self, world: World, places: Iterable[str]) -> None:
        one_word = [a.name for a in world.actors.values() if a.name.isalpha() and a.kind != "country"]
        peoples = {
            word for a in world.actors.values() for word in a.adjectives if word.isalpha() and word[:1].isupper()
        }
        countries = [a.name for a in world.actors.values() if a.name.isalpha() and a.kind == "country"]
        sorts = (_COUNTS, sorted(peoples), sorted(set(countries)), sorted(set(places)), sorted(set(one_word)))
        self._sort_of = {word: sort for sort in reversed(sorts) for word in sort}

    def of(self, words: Sequence[str], chance: random.Random) -> list[str]:
        """The words, some of them exchanged, or all in lower case, or as they are."""
        told = list(words)
        if chance.random() < CHANGED:
            new: dict[str, str] = {}
            for n, word in enumerate(told):
                if word not in new:
                    new[word] = self._other(word, chance) if chance.random() < CHANGED else word
                told[n] = new[word]
        return [w.lower() for w in told] if chance.random() < LOWERED else told

    def _other(self, word: str, chance: random.Random) -> str:
        if word.isdecimal():
            return word if len(word) == 4 and word[:2] in ("19", "20") else _number(word, chance)
        sort = self._sort_of.get(word)
        return chance.choice(sort) if sort else word


def _number(word: str, chance: random.Random) -> str:
    """Another number of as many digits."""
    return "".join(str(chance.randint(0 if n else 1, 9)) for n in range(len(word)))
