"""Texts cut into windows of whole sentences, word by word, with what the net is to learn of each word."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.records import Span
from dragoman.text import sentences, words
from dragoman.workshop.reader.examples import COLUMNS, STATUSES, TAGS, Act, Example

PIECES = 160  # word pieces in a window at most: a report of 300 words is three windows (guessed)
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


def windows(example: Example, sizes: Sizes) -> Iterator[Window]:
    """The windows of one text, in order; a sentence that is too long for one is cut."""
    part: list[Span] = []
    size = 0
    for sentence in sentences(example.text):
        told = words(example.text, sentence.start, sentence.end)
        for piece, length in sizes.cut(example.text, told, PIECES):
            if part and size + length > PIECES:
                yield _window(example, part)
                part, size = [], 0
            part, size = part + piece, size + length
    if part:
        yield _window(example, part)


class Sizes:
    """How many word pieces words have."""

    def __init__(self, tokenizer: object) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, int] = {}

    def cut(self, text: str, told: Sequence[Span], most: int) -> Iterator[tuple[list[Span], int]]:
        """The words of a sentence, whole or in runs of at most so many pieces, with their sizes."""
        run: list[Span] = []
        size = 0
        for span in told:
            length = self._of(span.of(text))
            if run and size + length > most:
                yield run, size
                run, size = [], 0
            run.append(span)
            size += length
        if run:
            yield run, size

    def _of(self, word: str) -> int:
        if word not in self._known:
            self._known[word] = max(1, len(self._tokenizer.encode(word, add_special_tokens=False).ids))  # type: ignore[attr-defined]
        return self._known[word]


def _window(example: Example, spans: list[Span]) -> Window:
    made = Window(example.source, example.id, [s.of(example.text) for s in spans], spans)
    place = _Places(spans)
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
    made.facts = [(w[-1], value) for span, value in example.facts if (w := place.of(span))]
    made.relevant = IGNORED if example.relevant is None else int(example.relevant)
    return made


class _Places:
    """The words of a window that a span covers."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans

    def of(self, span: Span) -> list[int]:
        """Their numbers, in order."""
        return [i for i, s in enumerate(self._spans) if s.meets(span)]


def _target(act: Act, place: _Places) -> Target | None:
    among = tuple(place.of(act.evidence)) if act.evidence else ()
    word = None
    if act.trigger is not None:
        inside = place.of(act.trigger)
        word = inside[0] if inside else None
    if word is None and not among:
        return None
    cells: dict[int, list[int]] = {}
    for role, span in act.roles:
        cells.setdefault(COLUMNS.index(role), []).extend(place.of(span))
    status = IGNORED if act.status is None else STATUSES.index(act.status)
    background = IGNORED if act.background is None else int(act.background)
    known = frozenset(COLUMNS.index(role) for role in act.known)
    return Target(word, among, act.kinds, status, background, cells, known)


# -------------------------------------------------------------------- names of sides

_NEUTRAL = {
    "fighter": "terrorist militant rebel fighter insurgent guerrilla extremist jihadist islamist gunman mercenary separatist "
    "radical subversive takfiri infiltrator bandit saboteur combatant mujahid",
    "fighters": "terrorists militants rebels fighters insurgents guerrillas extremists jihadists islamists gunmen mercenaries "
    "separatists radicals subversives takfiris infiltrators bandits saboteurs combatants mujahideen mujahedeen",
    "government": "regime junta government",
}
_AS = {word: neutral for neutral, named in _NEUTRAL.items() for word in named.split()}


def evened(told: Sequence[str]) -> list[str]:
    """The words with every name for a side replaced by one plain word, so that the net never sees who was called what.

    One word for one, so that places stay true.
    """
    return [_AS.get(word.lower(), word) for word in told]


_TERM = re.compile(r"^[A-Z]")


def capitals(told: Sequence[str]) -> list[int]:
    """1 for words that begin with a capital; all 0 where most words do (a text in capitals says nothing by them)."""
    flags = [int(bool(_TERM.match(word))) for word in told]
    letters = [f for f, word in zip(flags, told, strict=True) if word[:1].isalpha()]
    return [0] * len(flags) if letters and sum(letters) > 0.6 * len(letters) else flags


def lowered(window: Window, chance: random.Random) -> list[str]:
    """The words as they are, or now and then in lower case, so that texts without capitals read too."""
    return [w.lower() for w in window.words] if chance.random() < 0.2 else window.words
