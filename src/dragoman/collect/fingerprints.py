"""What a text looks like to the search for copies: marks of its word runs and of its whole sentences."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from dragoman.records import Report, Span
from dragoman.text import name_key, sentences, words

RUN = 5  # words in a run (Broder 1997 uses runs of a few words; five is usual for news copies)
# of eight neighbouring runs the least is kept (winnowing, Schleimer et al. 2003): 12 shared words are
# always found
_WINDOW = 8
SENTENCE_WORDS = 8  # shorter sentences are shared by chance (guessed)
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBERS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS)}
_ARTICLES = frozenset(("al", "el", "as", "ash", "ad", "at", "ar", "az"))
_QUOTED = re.compile(r"[\"“«„][^\"“”«»„]{25,1500}[\"”»“]")
_VOWELS = str.maketrans("", "", "aeiouyh")


@dataclass(frozen=True, slots=True)
class Prints:
    """The marks of one text, 64 bits each.

    ``runs``: all its word runs; ``own``: those outside quotations; ``found_by``: the few it is looked up by;
    ``numbers``: the figures it gives.
    """

    runs: frozenset[int]
    own: frozenset[int]
    found_by: frozenset[int]
    sentences: frozenset[int]
    numbers: frozenset[str]


class Posted:
    """Which reports a mark leads to, by their numbers. Most marks lead to one, and that one costs no list."""

    def __init__(self) -> None:
        self._one: dict[int, int] = {}
        self._more: dict[int, array[int]] = {}

    def at(self, mark: int) -> Sequence[int]:
        """The reports that the mark leads to, the earliest first."""
        if mark in self._more:
            return self._more[mark]
        return (self._one[mark],) if mark in self._one else ()

    def add(self, mark: int, number: int) -> None:
        """Let the mark lead to one report more."""
        if mark in self._more:
            self._more[mark].append(number)
        elif mark in self._one:
            self._more[mark] = array("I", (self._one.pop(mark), number))
        else:
            self._one[mark] = number


@lru_cache(maxsize=64)  # of a batch, which is sketched first and then placed
def prints_of(report: Report) -> Prints:
    """The marks of a report's words; title, byline and dateline, which copies change, are left out."""
    outside = [s for s in (report.title_span, report.byline, report.dateline) if s]
    quoted = [Span(*m.span()) for m in _QUOTED.finditer(report.text)]
    tokens: list[tuple[str, bool]] = []
    marks: list[int] = []
    for sentence in sentences(report.text):
        said = [q for q in quoted if q.meets(sentence)]
        own = _tokens(report.text, sentence, [s for s in outside if s.meets(sentence)], said)
        if len(own) >= SENTENCE_WORDS and not any(is_said for _, is_said in own):
            marks.append(_mark([t for t, _ in own]))
        tokens += own
    keys, in_quotes = [t for t, _ in tokens], [q for _, q in tokens]
    starts = range(max(0, len(tokens) - RUN + 1))
    runs = [_mark(keys[i : i + RUN]) for i in starts]
    outright = frozenset(runs[i] for i in starts if True not in in_quotes[i : i + RUN])
    numbers = frozenset(t for t, _ in tokens if t[0].isdigit())
    return Prints(frozenset(runs), outright, frozenset(_winnowed(runs)), frozenset(marks), numbers)


def _tokens(text: str, sentence: Span, outside: Sequence[Span], quoted: Sequence[Span]) -> list[tuple[str, bool]]:
    """The words of a sentence as they are compared, each with whether it stands inside a quotation."""
    found: list[tuple[str, bool]] = []
    for span in words(text, sentence.start, sentence.end):
        if not (outside and any(s.meets(span) for s in outside)):
            in_quotes = bool(quoted) and any(s.meets(span) for s in quoted)
            found += [(key, in_quotes) for key in _keys(text[span.start : span.end])]
    return found


@lru_cache(maxsize=50_000)
def _keys(word: str) -> tuple[str, ...]:
    """A word as it is compared: no case, accents, article; names by consonants, numbers as figures."""
    if not any(c.isalnum() for c in word) or word.lower() in ("'s", "’s"):
        return ()
    if word[0].isdigit():
        return (word.lower().replace(",", "").rstrip("stndrh") or word,)
    parts = [p for p in name_key(word).split() if p not in _ARTICLES or len(word) > 5]
    kept = [p for p in parts if p not in _ARTICLES] if word[0].isupper() or "-" in word else parts
    return tuple(_name(p) if word[0].isupper() else _NUMBERS.get(p, p) for p in kept)


def _name(word: str) -> str:
    """A name without vowels and doubled letters, so that spellings of one name (Daraa, Deraa) agree."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    bare = re.sub(r"(.)\1+", r"\1", word.translate(_VOWELS))
    return bare if len(bare) >= 2 else word


def _mark(tokens: Sequence[str]) -> int:
    return int.from_bytes(blake2b("\x1f".join(tokens).encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _winnowed(runs: Sequence[int]) -> set[int]:
    if len(runs) <= _WINDOW:
        return set(runs)
    return {min(runs[i : i + _WINDOW]) for i in range(len(runs) - _WINDOW + 1)}
