"""Texts cut into windows of whole sentences, word by word, with what the net is to learn of each word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dragoman.extract.passages import Passage, passages
from dragoman.records import Span
from dragoman.workshop.reader.examples import COLUMNS, COUNTS, STATUSES, TAGS, VOICES, Act, Example

IGNORED = -100  # what torch's cross entropy passes over


@dataclass(slots=True)
class Target:
    """One trigger, or one word of saying, and what it tells of the words of its window.

    ``word`` is its place, or None where any word of ``among`` may be it. ``cells``: column → words of the window.
    ``known``: the columns that the set marks.
    """

    word: int | None
    among: tuple[int, ...]
    kinds: frozenset[str]
    status: int
    background: int
    cells: dict[int, list[int]]
    known: frozenset[int]
    quote: bool = False


@dataclass(slots=True)
class Window:
    """Some sentences of one text: its words, where they stand, and what is known of them."""

    source: str
    id: str
    words: list[str]
    spans: list[Span]
    targets: list[Target] = field(default_factory=list)
    whole: bool = False  # a word that is no trigger tells no act
    quoted: bool = False  # a word that is no word of saying cites nobody
    tags: list[list[int]] = field(default_factory=list)  # for each word, the tags that it bears
    tagset: frozenset[int] = frozenset()
    told: tuple[frozenset[str], ...] = ()
    facts: list[tuple[int, float]] = field(default_factory=list)
    relevant: int = IGNORED
    voices: list[tuple[int, int]] = field(default_factory=list)  # words of sources, with their sort
    counts: list[tuple[int, int]] = field(default_factory=list)  # words of amounts, with what befell those counted
    hints: tuple[tuple[int, str, str], ...] = ()  # words that the cues read as triggers: kind and status


def windows(example: Example, pieces: Callable[[str], int]) -> Iterator[Window]:
    """The windows of one text, in order, cut as the reader cuts reports."""
    for passage in passages(example.text, pieces):
        yield _window(example, passage)


def _window(example: Example, passage: Passage) -> Window:
    spans = passage.spans
    made = Window(example.source, example.id, list(passage.words), list(spans))
    place = passage
    if example.acts is not None:
        made.whole = True
        made.targets += [t for act in example.acts if (t := _target(act, place)) is not None]
    for quote in example.quotes or ():
        made.quoted = True
        cue = [w for s in quote.cue for w in place.of(s)]
        if cue:
            cells = {COLUMNS.index("cue"): cue}
            cells[COLUMNS.index("quote_source")] = [w for s in quote.source for w in place.of(s)]
            cells[COLUMNS.index("quote_content")] = [w for s in quote.content for w in place.of(s)]
            known = frozenset(cells)
            made.targets.append(Target(cue[0], (), frozenset(), IGNORED, IGNORED, cells, known, quote=True))
    made.quoted = example.quotes is not None
    made.tagset = frozenset(TAGS.index(t) for t in example.tagset)
    if made.tagset:
        made.tags = [[] for _ in spans]
        for tag, span in example.tags:
            for w in place.of(span):
                made.tags[w].append(TAGS.index(tag))
    made.told = example.told if spans and spans[0].start < 40 else ()  # a story's first lines tell what it is about
    made.facts = [(found[-1], value) for span, value in example.facts if (found := place.of(span))]
    made.voices = [(w, VOICES.index(sort)) for span, sort in example.voices for w in place.of(span)]
    made.counts = [(w, COUNTS.index(sort)) for span, sort in example.counts for w in place.of(span)]
    told_by = ((passage.telling(span), kind, status) for span, kind, status in example.hints)
    made.hints = tuple((word, kind, status) for word, kind, status in told_by if word is not None)
    made.relevant = IGNORED if example.relevant is None else int(example.relevant)
    return made


def _target(act: Act, place: Passage) -> Target | None:
    among = tuple(place.of(act.evidence)) if act.evidence else ()
    word = None
    if act.trigger is not None:
        word = place.telling(act.trigger)
    if word is None and not among:
        return None
    cells: dict[int, list[int]] = {}
    for role, span in act.roles:
        cells.setdefault(COLUMNS.index(role), []).extend(place.of(span))
    status = IGNORED if act.status is None else STATUSES.index(act.status)
    background = IGNORED if act.background is None else int(act.background)
    known = frozenset(COLUMNS.index(role) for role in act.known)
    return Target(word, among, act.kinds, status, background, cells, known)
