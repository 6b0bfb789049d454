"""A report cut into passages for the learned reader: whole sentences, as many as fit, word by word.

The reader never sees who was called what: every name for those who fight is read as one plain word, so that
"terrorists" and "freedom fighters" cannot but be read alike.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.extract.sides import names, plain
from dragoman.records import Span
from dragoman.text import sentences, words

PIECES = 160  # word pieces in a passage at most: a report of 300 words is three passages (guessed)
# A trigger of several words is told by the first that says more than these.
_HELPERS = frozenset(
    "is are was were be been being has have had will would shall should may might can could must do does did not never to "
    "a an the its their his her no by of in on at as for from up off out".split()
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences of one text: the words, and where each stands. ``sentences``: the first word of each."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    sentences: tuple[int, ...]

    def sentence_of(self, word: int) -> tuple[int, int]:
        """The first word of the sentence that a word stands in, and the first word behind it."""
        start = max(s for s in self.sentences if s <= word)
        return start, min((s for s in self.sentences if s > word), default=len(self.words))

    def span(self, start: int, end: int) -> Span:
        """The span of some words."""
        return Span(self.spans[start].start, self.spans[end - 1].end)

    def of(self, span: Span) -> list[int]:
        """The numbers of the words that a span covers, in order."""
        first = bisect_right(self.spans, span.start, key=lambda s: s.end)
        last = bisect_left(self.spans, span.end, key=lambda s: s.start)
        return list(range(first, last))

    def telling(self, span: Span) -> int | None:
        """The word by which a trigger is known; None where the span is not in this passage."""
        inside = self.of(span)
        return next((w for w in inside if self.words[w].lower() not in _HELPERS), inside[-1] if inside else None)


def passages(text: str, pieces: Callable[[str], int], cut: Iterable[Span] | None = None) -> Iterator[Passage]:
    """The passages of a text, in order. ``pieces`` tells how many word pieces a word has; ``cut``: its sentences.

    A sentence that is too long for one passage goes on in the next.
    """
    made: list[Span] = []
    starts: list[int] = []
    size = 0
    for sentence in sentences(text) if cut is None else cut:
        for run, length in _runs(text, _units(text, sentence), pieces):
            if made and size + length > PIECES:
                yield _passage(text, made, starts)
                made, starts, size = [], [], 0
            starts.append(len(made))
            made += run
            size += length
    if made:
        yield _passage(text, made, starts)


def _units(text: str, sentence: Span) -> list[Span]:
    """The words of a sentence; a name for a side is one word, however many it has."""
    told = list(words(text, sentence.start, sentence.end))
    low = [span.of(text).lower() for span in told]
    return [Span(told[start].start, told[end - 1].end) for start, end in names(low)]


def _passage(text: str, spans: list[Span], starts: list[int]) -> Passage:
    return Passage(tuple(s.of(text) for s in spans), tuple(spans), tuple(starts))


def _runs(text: str, told: Sequence[Span], pieces: Callable[[str], int]) -> Iterator[tuple[list[Span], int]]:
    """The words of a sentence, whole or in runs that fit, with their sizes."""
    run: list[Span] = []
    size = 0
    for span in told:
        length = pieces(plain(span.of(text)))
        if run and size + length > PIECES:
            yield run, size
            run, size = [], 0
        run.append(span)
        size += length
    if run:
        yield run, size


def evened(told: Sequence[str]) -> list[str]:
    """The words as the reader sees them: every name for a side replaced by a plain one, word for word."""
    return [plain(word) for word in told]


def capitals(told: Sequence[str]) -> list[int]:
    """1 for words that begin with a capital; all 0 where most words do, for a text in capitals says nothing by them."""
    flags = [int(word[:1].isupper()) for word in told]
    letters = [flag for flag, word in zip(flags, told, strict=True) if word[:1].isalpha()]
    return [0] * len(flags) if letters and sum(letters) > 0.6 * len(letters) else flags
