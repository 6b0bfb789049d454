"""Claims as the learned reader sees them: its acts, with the counts, voices and labels that plain rules read beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.extract.decode import Bars, Seen, seen
from dragoman.extract.grammar import Sentence
from dragoman.extract.passages import Passage, capitals, evened, passages
from dragoman.models import Encoder
from dragoman.records import Mention, Report, Role, Span

_TRIM = frozenset(", . ; : \" ' “ ” ‘ ’ ( ) - – —".split())
_LEADS = frozenset("in at on near inside from to into by of for with against and or that which who".split())
_MENTIONED: tuple[Role, ...] = (
    "actor", "recipient", "victim", "party", "mediator", "place", "origin", "destination", "time", "weapon", "thing",
)  # fmt: skip
_HOLDS_LEAD = frozenset(("time",))  # "on Sunday", "since May": the lead tells which


@dataclass(frozen=True, slots=True)
class Read:
    """One act in its report: what the reader saw, and the sentence that it stands in."""

    act: Seen
    passage: Passage
    sentence: Sentence
    first: int  # the passage's number of the sentence's first word

    def span(self, start: int, end: int) -> Span:
        """The span of some words of the passage."""
        return Span(self.passage.spans[start].start, self.passage.spans[end - 1].end)

    @property
    def own(self) -> tuple[int, int]:
        """The evidence in words of the sentence."""
        return self.act.start - self.first, self.act.end - self.first


def read(report: Report, encoder: Encoder, bars: Bars, told: Sequence[Sentence]) -> list[Read]:
    """The acts of a report, in the order of its words. ``told``: its sentences."""
    cut = list(passages(report.text, encoder.pieces, [s.span for s in told]))
    made = encoder.words([(evened(p.words), capitals(p.words)) for p in cut])
    by_start = {s.span.start: s for s in told}
    found = []
    for passage, words in zip(cut, made, strict=True):
        for act in seen(encoder, passage, words, bars):
            first, _ = passage.sentence_of(act.trigger)
            sentence = by_start.get(passage.spans[first].start)
            if sentence is not None:  # a sentence cut in two for its length has no second half here
                found.append(Read(act, passage, sentence, first))
    return found


def mentions(one: Read, text: str) -> Iterator[Mention]:
    """The words that fill the act's roles, without what hangs on their ends."""
    for role, start, end, _ in one.act.roles:
        if role in _MENTIONED:
            words = [w.lower() for w in one.passage.words]
            while start < end and (words[start] in _TRIM or (role not in _HOLDS_LEAD and words[start] in _LEADS)):
                start += 1
            while end > start and (words[end - 1] in _TRIM or words[end - 1] in _LEADS):
                end -= 1
            if start < end:
                span = one.span(start, end)
                yield Mention(role, span, span.of(text))
