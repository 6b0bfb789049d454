"""Who is cited for what, as the learned reader sees it: from words of saying to their source and content."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.decode import COLUMNS, peaks, runs
from dragoman.extract.passages import Passage
from dragoman.models import Encoder, Floats, Words
from dragoman.records import Span

SAYING = 0.4  # from which likelihood on a word is one of saying (measured on the development part of PolNeAR)
PART = 0.5  # from which likelihood on a word belongs to source, cue or content
_FAR = 0.002  # what each word between costs a source (guessed)
_CUE, _SOURCE, _CONTENT = (COLUMNS.index(name) for name in ("cue", "quote_source", "quote_content"))
Run = tuple[int, int]  # words of a passage, half-open


@dataclass(frozen=True, slots=True)
class Cited:
    """One attribution: the words of saying, those of who says so, and what is said. ``source`` None: nobody is named."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    score: float


def cited(encoder: Encoder, passage: Passage, words: Words, bar: float = SAYING) -> list[Cited]:
    """The attributions of a passage, in order of their cues."""
    at = list(peaks(words.saying, bar))
    if not at:
        return []
    cells = encoder.cells(words, at)
    found = (_cited(passage, cells[n], word, float(words.saying[word])) for n, word in enumerate(at))
    return [one for one in found if one is not None]


def _cited(passage: Passage, cells: Floats, word: int, score: float) -> Cited | None:
    content = _runs(cells[:, _CONTENT])
    if not content:
        return None
    start, end = word, word + 1
    while start > 0 and cells[start - 1, _CUE] >= PART:
        start -= 1
    while end < len(cells) and cells[end, _CUE] >= PART:
        end += 1
    sources = _runs(cells[:, _SOURCE])
    nearest = max(
        sources, key=lambda r: float(cells[r[0] : r[1], _SOURCE].mean()) - _FAR * abs(r[0] - word), default=None
    )
    source = passage.span(*nearest) if nearest else None
    return Cited(passage.span(start, end), source, tuple(passage.span(*run) for run in content), score)


def _runs(likely: Floats) -> list[Run]:
    """Runs of likely words; one unlikely word between does not end a run."""
    joined: list[Run] = []
    for start, end in runs(likely, PART):
        if joined and start - joined[-1][1] == 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
