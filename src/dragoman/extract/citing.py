"""Who is cited for what, as the learned reader sees it: from words of saying to their source and content."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.decode import COLUMNS, peaks, runs
from dragoman.extract.passages import Passage
from dragoman.models import Encoder, Floats, Words

SAYING = 0.4  # from which likelihood on a word is one of saying (measured on the development part of PolNeAR)
PART = 0.5  # from which likelihood on a word belongs to source, cue or content
_FAR = 0.002  # what each word between costs a source (guessed)
_CUE, _SOURCE, _CONTENT = (COLUMNS.index(name) for name in ("cue", "quote_source", "quote_content"))
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cited:
    """One attribution; runs of words of its passage, half-open. ``source`` None: nobody is named."""

    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    score: float


def cited(encoder: Encoder, passage: Passage, words: Words, bar: float = SAYING) -> list[Cited]:
    """The attributions of a passage, in order of their cues."""
    at = list(peaks(words.saying, bar))
    if not at:
        return []
    cells = encoder.cells(words, at)
    return [one for n, word in enumerate(at) if (one := _cited(cells[n], word, float(words.saying[word])))]


def _cited(cells: Floats, word: int, score: float) -> Cited | None:
    content = tuple(_runs(cells[:, _CONTENT]))
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
    return Cited((start, end), nearest, content, score)


def _runs(likely: Floats) -> list[Run]:
    """Runs of likely words; one unlikely word between does not end a run."""
    joined: list[Run] = []
    for start, end in runs(likely, PART):
        if joined and start - joined[-1][1] == 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
