"""Countries by the words for them and for their people: "Syria", "Syrian", "the Syrians", "Sri Lankan"."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.text import name_key
from dragoman.world import BUILT_IN, KnownActor

SHORT = 4  # letters of a name that must be written as it is listed
LONGEST = 5  # words of the longest name of a country that is looked for


@dataclass(frozen=True, slots=True)
class Land:
    """A country named in a phrase by the words ``[start, end)``: its codes, and how it was named.

    ``how``: name | adjective (also of one person) | people ("Afghans"). "Congolese" has two codes.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    how: str


@dataclass(frozen=True)
class Lands:
    """The countries of a world."""

    names: Mapping[str, tuple[str, ...]]  # code → names, the first is for people to read
    short: frozenset[str]  # names of a few letters that are no acronyms: Iran, Mali
    words: Mapping[str, tuple[tuple[str, ...], str]]  # key of a word or phrase → codes and how

    def name(self, code: str) -> str:
        """The name of a country for people to read; the code where a world does not name it."""
        return self.names.get(code, (code,))[0]

    def called(self, words: str) -> tuple[tuple[str, ...], str]:
        """The codes of the country that the words name, and how; no codes where they name none."""
        codes, how = self.words.get(_key(words), ((), ""))
        shouted = len(words) <= SHORT and how == "name" and not words.isupper()  # a car is not the CAR
        return ((), "") if shouted and words.isascii() and words not in self.short else (codes, how)

    def in_words(self, tokens: Sequence[str]) -> list[Land]:
        """All countries named among the words, in order, the longest name first: "South Sudanese" is not Sudanese."""
        found: list[Land] = []
        at = 0
        while at < len(tokens):
            land = self._at(tokens, at)
            if land:
                found.append(land)
            at = land.end if land else at + 1
        return found

    def _at(self, tokens: Sequence[str], at: int) -> Land | None:
        if not tokens[at][:1].isupper():
            return None
        for size in range(min(LONGEST, len(tokens) - at), 0, -1):
            codes, how = self.called(" ".join(tokens[at : at + size]))
            if codes:
                return Land(at, at + size, codes, how)
        return None


def lands(actors: Iterable[KnownActor], path: Path = BUILT_IN / "places" / "countries.csv") -> Lands:
    """The countries of the table, and those that a world laid over ours brings by its states and governments."""
    names: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[tuple[str, ...], str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            called = (row["name"], *filter(None, row["aliases"].split("|")))
            _add(names, words, row["code"], called, filter(None, row["demonyms"].split("|")))
    table = frozenset(names)
    for actor in actors:
        if actor.country and actor.country not in table and actor.kind in ("government", "state"):
            called = (actor.name.removeprefix("Government of "),)
            _add(names, words, actor.country, called, actor.adjectives)
    short = frozenset(n for called in names.values() for n in called if len(n) <= SHORT and not n.isupper())
    return Lands(names, short, words)


@lru_cache(maxsize=20_000)
def _key(words: str) -> str:
    return name_key(words)


def _add(
    names: dict[str, tuple[str, ...]],
    words: dict[str, tuple[tuple[str, ...], str]],
    code: str,
    called: Iterable[str],
    adjectives: Iterable[str],
) -> None:
    names[code] = (*names.get(code, ()), *called)
    forms = [(n, "name") for n in called]
    for adjective in adjectives:
        forms += [(adjective, "adjective"), (adjective + "s", "people")]
    for form, how in forms:
        before, how_before = words.get(_key(form), ((), how))
        if code not in before:
            words[_key(form)] = ((*before, code), how_before)


def states(actors: Mapping[str, KnownActor], known: Lands) -> dict[str, KnownActor]:
    """A state for every country, listed or made, answering to the country's names ("Russia has mediated")."""
    found = {a.country: a for a in actors.values() if a.kind == "state" and a.country}
    above = {
        a.country: a.id
        for a in reversed(list(actors.values()))
        if a.kind == "government" and not a.until and not a.part_of
    }
    for code, called in known.names.items():
        if code not in found:
            found[code] = KnownActor(
                f"state-{code.lower()}", called[0], "state", code, part_of=above.get(code), aliases=called[1:]
            )
    return found
