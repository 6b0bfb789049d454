"""What the sets share: one way into the reading rooms, made once for a world."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman import models
from dragoman import world as worlds
from dragoman.extract import Reader
from dragoman.extract.clauses import Clause, clauses
from dragoman.extract.conditions import Conditions, Openers
from dragoman.extract.cues import Cues
from dragoman.extract.decode import Bars
from dragoman.extract.grammar import Noun, Sentence, sentences
from dragoman.extract.learned import Learned
from dragoman.extract.names import Names
from dragoman.extract.passages import Passage
from dragoman.extract.triggers import Act, acts
from dragoman.extract.voices import Floor, Frame, frames
from dragoman.models import Words
from dragoman.records import Claim, Report
from dragoman.workshop.metrics import Figures, Line, Lines
from dragoman.world import Kind, World
from dragoman.world.forms import forms

if TYPE_CHECKING:
    from dragoman.identify import Identifier
    from dragoman.models import Encoder


@dataclass(frozen=True)
class Parsed:
    """One sentence with its clauses, its frames of saying, its acts, and the clauses that only suppose."""

    s: Sentence
    clauses: list[Clause]
    frames: list[Frame]
    acts: list[Act]
    supposed: Conditions


@dataclass
class Rooms:
    """The rooms that read, for one world; each is made when first asked for."""

    world: World = field(default_factory=worlds.load)

    @cached_property
    def encoder(self) -> Encoder:
        """The learned reader's encoder."""
        return models.reader()

    @cached_property
    def reader(self) -> Reader:
        """Reads claims."""
        return Reader(self.world, self.encoder)

    @cached_property
    def cues(self) -> Cues:
        """Finds the words that betray a kind."""
        return Cues(self.world)

    @cached_property
    def openers(self) -> Openers:
        """Knows which words open a condition."""
        return Openers(self.world)

    @cached_property
    def names(self) -> Names:
        """Knows who speaks."""
        return Names(self.world)

    @cached_property
    def identifier(self) -> Identifier:
        """Chooses who, where and when."""
        from dragoman.identify import Identifier

        return Identifier(self.world)

    @property
    def kinds(self) -> dict[str, Kind]:
        """The ontology."""
        return dict(self.world.kinds)

    def lexicon(self, *names: str) -> frozenset[str]:
        """All forms of the phrases of some lexicons, lower case."""
        english = self.world.languages["en"]
        found = set()
        for phrase in (p for n in names for p in english.lexicons.get(n, ())):
            *lead, last = phrase.lower().split()
            found |= {" ".join((*lead, form)) for form in forms(last, english.irregular)}
        return frozenset(found)

    def parsed(self, text: str) -> Iterator[Parsed]:
        """The sentences of an English text, taken apart."""
        kinds, floor = self.kinds, Floor()
        for s in sentences(text):
            parts = clauses(s, self.names.saying)
            found = frames(s, parts, self.names, floor)
            floor = Floor(found[-1].voices) if found else Floor()
            yield Parsed(s, parts, found, acts(s, parts, self.cues, kinds), self.openers.conditions(s, parts))

    @cached_property
    def cue_reader(self) -> Reader:
        """Reads claims by cues alone."""
        return Reader(self.world)

    @cached_property
    def learned(self) -> Learned:
        """Looks at texts through the encoder."""
        return Learned(self.encoder, Bars())

    def passages(self, text: str, hints: Sequence[Claim] = ()) -> list[tuple[Passage, Words]]:
        """What the learned reader makes of the words of a text, passage by passage, told what the cues read in it."""
        told = [s.span for s in sentences(text)]
        return [(p, words) for p, _, words in self.learned.look(text, told, hints)]

    def strengths(
        self,
        looked: Sequence[tuple[Passage, Words]],
        labels: Mapping[str, str | None],
        fading: float,
    ) -> dict[str, float]:
        """How strongly the learned reader sees each label of a set: at its likeliest word.

        ``labels``: the label of each kind; ``fading``: how much less the last word counts than the first.
        """
        found: dict[str, float] = defaultdict(float)
        rows = [row for _, words in looked for row in words.kind[:, :-1]]
        for number, row in enumerate(rows):
            told: dict[str, float] = defaultdict(float)
            for kind, likely in zip(self.encoder.kinds, row, strict=True):
                if (label := labels.get(kind)) is not None:
                    told[label] += float(likely)
            for label, likely in told.items():
                found[label] = max(found[label], likely * (1 - fading * number / len(rows)))
        return found

    def by_cues(self, text: str) -> tuple[Claim, ...]:
        """The claims that the cues alone read in a bare text."""
        return self.cue_reader.claims(a_report(text))

    def claims(self, text: str, report_id: str = "r", published: str | None = None) -> tuple[Claim, ...]:
        """The claims of a bare text."""
        return self.reader.claims(a_report(text, report_id, published))


def a_report(text: str, report_id: str = "r", published: str | None = None) -> Report:
    """A bare English text as a report."""
    return Report(report_id, text, "", "bench", "utf-8", "en", published=published)


def head_in(s: Sentence, noun: Noun, words: frozenset[str]) -> bool:
    """Does a phrase end in one of the words or phrases?"""
    low = s.low[noun.start : noun.end]
    return any(" ".join(low[at:]) in words for at in range(max(0, len(low) - 4), len(low)))


Predictor = Callable[[Iterable[Line], Rooms], Iterator[Line]]


@dataclass(frozen=True)
class Task:
    """One public set: how to predict for its records, how to tell that gold is there, and its figures."""

    name: str
    about: str
    predict: Predictor
    has_gold: Callable[[Line], bool]
    figures: Callable[[Lines, Lines], Figures]


def each(one: Callable[[Line, Rooms], Line]) -> Predictor:
    """A predictor that looks at one record at a time."""

    def predict(records: Iterable[Line], rooms: Rooms) -> Iterator[Line]:
        for record in records:
            yield {"id": record["id"], **one(record, rooms)}

    return predict
