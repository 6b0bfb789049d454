"""From the reader's likelihoods to acts: which words are triggers, where their evidence ends, which words fill their roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.extract.passages import Passage
from dragoman.models import Encoder, Floats, Words

COLUMNS = (
    "evidence", "actor", "recipient", "victim", "party", "mediator", "place", "origin", "destination", "time",
    "weapon", "thing", "quantity", "source", "cue", "quote_source", "quote_content",
)  # fmt: skip
# What sort of voice a source is, and what befell those whom an amount counts ("other": none of these, or no people).
VOICES = (
    "official", "military", "rebel", "negotiator", "monitor", "agency", "state_media", "resident", "anonymous", "outlet_itself",
)  # fmt: skip
COUNTS = ("killed", "injured", "missing", "arrested", "displaced", "evacuated", "fighters", "other")
STATUSES = ("occurred", "ongoing", "planned", "offered", "demanded", "threatened", "failed", "denied", "hypothetical")


KINDS = 8  # likeliest kinds that are looked at; what lies behind them is next to nothing


@dataclass(frozen=True, slots=True)
class Bars:
    """How likely something must be to be told. Chosen on the held-out reports (see the card of the reader)."""

    look: float = 0.25  # relevance by cues, under which the learned reader does not look (2 of 1,039 relevant reports)
    act: float = 0.65  # of a word that the learned reader alone takes for an act
    kind: float = 0.9  # of another kind than the cues read
    status: float = 0.65  # of another status than the cues read
    saying: float = 0.9  # of a word that the learned reader alone takes for one of saying
    evidence: float = 0.5
    role: float = 0.6
    unlikely: float = 0.08  # under which a filler of the cues is dropped
    role_alone: float = 0.6  # of a filler that only the learned reader sees, of a claim of the cues
    further: float = 0.9  # of one more, where the cues fill the role already
    speaker: float = 0.6  # of him who does an act of speech, under which it is the outlet that tells it
    voice: float = 0.85  # of another sort of voice than the grammar tells
    count: float = 0.7  # of another thing counted than the grammar tells
    harm: float = 0.9  # of the other harm, where words near the amount tell of one
    number: float = 0.65  # of an amount that the grammar does not give to the act
    no_number: float = 0.25  # under which one that it gives is not the act's
    apart: float = 0.3  # an act that shares so much of its words with a claim of the cues is that claim
    same: float = 0.65  # of two triggers whose evidence overlaps so far, the likelier is kept


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One act as the reader sees it; all numbers are of words of its passage, runs are half-open."""

    trigger: int
    score: float  # likelihood that the word tells an act at all
    kinds: tuple[tuple[str, float], ...]  # the likeliest kinds, given that it does, likeliest first
    start: int
    end: int
    statuses: Mapping[str, float]
    background: float
    roles: tuple[tuple[str, int, int, float], ...] = ()
    cells: Floats | None = None  # (words, columns): how likely each word fills each role

    @property
    def status(self) -> str:
        """The likeliest status."""
        return max(self.statuses, key=self.statuses.__getitem__)

    def runs(self, *roles: str) -> list[tuple[int, int]]:
        """The runs that fill some roles, in order."""
        return [(start, end) for role, start, end, _ in self.roles if role in roles]


def seen(encoder: Encoder, passage: Passage, words: Words, bars: Bars, given: Sequence[int] = ()) -> list[Seen]:
    """The acts of one passage, in order of their triggers: at the words given, however unlikely, and at likely others."""
    acts = 1.0 - words.kind[:, -1]
    near = {n + step for n in given for step in (-1, 0, 1)}
    triggers = sorted({*given, *(n for n in peaks(acts, bars.act) if n not in near)})
    if not triggers:
        return []
    cells = encoder.cells(words, triggers)
    found = [_act(encoder.kinds, passage, words, cells[n], t, float(acts[t]), bars) for n, t in enumerate(triggers)]
    kept = {act.trigger for act in _single([act for act in found if act.trigger not in given], bars)}
    return [act for act in found if act.trigger in given or act.trigger in kept]


def peaks(acts: Floats, bar: float) -> Iterator[int]:
    """Words that are triggers: of neighbours the likelier one."""
    for n in range(len(acts)):
        if acts[n] >= bar and all(
            acts[n] > acts[m] or (acts[n] == acts[m] and n < m) for m in (n - 1, n + 1) if 0 <= m < len(acts)
        ):
            yield n


def _act(
    kinds: Sequence[str], passage: Passage, words: Words, cells: Floats, trigger: int, score: float, bars: Bars
) -> Seen:
    row = words.kind[trigger, :-1] / max(score, 1e-6)
    best = np.argsort(-row)[:KINDS]
    first, last = passage.sentence_of(trigger)
    start, end = _around(cells[:, 0], trigger, first, last, bars.evidence)
    return Seen(
        trigger, score, tuple((kinds[int(b)], float(row[b])) for b in best), start, end,
        dict(zip(STATUSES, map(float, words.status[trigger]), strict=True)), float(words.background[trigger]),
        tuple(_roles(cells, bars.role)), cells,
    )  # fmt: skip


def _around(likely: Floats, trigger: int, first: int, last: int, bar: float) -> tuple[int, int]:
    """The run about a trigger that is likely evidence, inside its sentence; one unlikely word does not end it."""
    start, end = trigger, trigger + 1
    while start > first and (likely[start - 1] >= bar or (start - 2 >= first and likely[start - 2] >= bar)):
        start -= 1
    while end < last and (likely[end] >= bar or (end + 1 < last and likely[end + 1] >= bar)):
        end += 1
    return start, end


def _roles(cells: Floats, bar: float) -> Iterator[tuple[str, int, int, float]]:
    """Runs of words that fill a role, with the mean of their likelihoods."""
    for column, role in enumerate(COLUMNS[1 : COLUMNS.index("quote_source")], 1):
        for start, end in runs(cells[:, column], bar):
            yield role, start, end, float(cells[start:end, column].mean())


def runs(likely: Floats, bar: float) -> list[tuple[int, int]]:
    """Runs of values that reach a bar, half-open."""
    inside = likely >= bar
    if not inside.any():
        return []
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _single(found: list[Seen], bars: Bars) -> list[Seen]:
    """Of triggers that have the same evidence, the likeliest."""
    kept: list[Seen] = []
    for act in sorted(found, key=lambda a: -a.score):
        if all(_shared(act, other) < bars.same for other in kept):
            kept.append(act)
    return sorted(kept, key=lambda a: a.trigger)


def _shared(a: Seen, b: Seen) -> float:
    inside = min(a.end, b.end) - max(a.start, b.start)
    return max(0, inside) / (max(a.end, b.end) - min(a.start, b.start))
