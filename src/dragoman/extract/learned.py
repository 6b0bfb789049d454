"""What the learned reader sees in a report: at the words that the cues read as acts, and at those that only it takes for one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.extract.citing import Cited, cited
from dragoman.extract.decode import COLUMNS, COUNTS, STATUSES, VOICES, Bars, Seen, seen
from dragoman.extract.grammar import Sentence
from dragoman.extract.passages import Passage, capitals, evened, passages
from dragoman.extract.who import POSSESSIVES, PRONOUNS
from dragoman.models import Encoder, Floats, Given, Words
from dragoman.records import Claim, Mention, Report, Role, Span

_TRIM = frozenset(", . ; : \" ' “ ” ‘ ’ ( ) - – — 's ’s".split())
_LEADS = frozenset("in at on near inside from to into by of for with against and or that which who least most".split())
_MENTIONED: tuple[Role, ...] = (
    "actor", "recipient", "victim", "party", "mediator", "place", "origin", "destination", "time", "weapon", "thing",
)  # fmt: skip
_STANDS_FOR = PRONOUNS | POSSESSIVES.keys() | frozenset("own themselves himself herself itself others one".split())
Hints = dict[int, list[Claim]]  # words of a passage that the cues read as triggers
_HOLDS_LEAD = frozenset(("time",))  # "on Sunday", "since May": the lead tells which


@dataclass(frozen=True, slots=True)
class Read:
    """One act in its report: what the reader saw, and the sentence that it stands in."""

    act: Seen
    passage: Passage
    sentence: Sentence

    @property
    def evidence(self) -> Span:
        """The words that hold the act."""
        return self.passage.span(self.act.start, self.act.end)

    def likely(self, role: str, span: Span) -> float | None:
        """How likely some words fill a role: the mean over those of its passage; None where none stands in it."""
        inside = self.passage.of(span)
        if not inside or self.act.cells is None:
            return None
        return float(self.act.cells[inside, COLUMNS.index(role)].mean())

    @property
    def word(self) -> Span:
        """The word that tells the act."""
        return self.passage.spans[self.act.trigger]


@dataclass(frozen=True)
class Sight:
    """What the reader sees in one report. ``at``: at the trigger of each claim of the cues; ``alone``: elsewhere."""

    at: dict[Span, Read]
    alone: list[Read]
    cited: list[Cited]
    bars: Bars
    looked: list[tuple[Passage, Words]]

    def voice(self, span: Span) -> tuple[str, float]:
        """What sort of voice some words are, and how likely; nothing, at 0, where they were not seen."""
        passage, words = self._around(span)
        return _likeliest(passage.of(span), words.voice, VOICES) if passage and words else _NOTHING

    def count(self, span: Span) -> tuple[str, float]:
        """What befell those whom an amount counts, and how likely."""
        passage, words = self._around(span)
        return _likeliest(passage.of(span), words.counts, COUNTS) if passage and words else _NOTHING

    def of(self, claim: Claim) -> Read | None:
        """What is seen at the trigger of a claim."""
        return self.at.get(claim.trigger) or self._alone.get(claim.trigger)

    @cached_property
    def _alone(self) -> dict[Span, Read]:
        return {read.word: read for read in self.alone}

    @cached_property
    def _ends(self) -> list[int]:
        return [passage.spans[-1].end for passage, _ in self.looked]

    def _around(self, span: Span) -> tuple[Passage | None, Words | None]:
        """The passage that holds some words, and what is made of its words."""
        number = bisect_right(self._ends, span.start)
        return self.looked[number] if number < len(self.looked) else (None, None)


_NOTHING = "", 0.0


def _likeliest(inside: Sequence[int], cells: Floats, sorts: Sequence[str]) -> tuple[str, float]:
    if not inside:
        return _NOTHING
    likely = cells[inside].mean(0)
    best = int(likely.argmax())
    return sorts[best], float(likely[best])


class Learned:
    """Looks at reports through one encoder."""

    def __init__(self, encoder: Encoder, bars: Bars) -> None:
        self._encoder, self._bars = encoder, bars
        self._columns = {kind: n + 1 for n, kind in enumerate(encoder.kinds)}

    def sight(self, report: Report, told: Sequence[Sentence], claims: Sequence[Claim]) -> Sight:
        """What it sees in a report. ``told``: its sentences; ``claims``: what the cues read in them."""
        looked = self.look(report.text, [s.span for s in told], claims)
        by_start = {s.span.start: s for s in told}
        at: dict[Span, Read] = {}
        alone: list[Read] = []
        sayings: list[Cited] = []
        for passage, hints, words in looked:
            own = self._telling(passage, hints, words)
            sayings += cited(self._encoder, passage, words)
            for act in seen(self._encoder, passage, words, self._bars, list(own)):
                first, _ = passage.sentence_of(act.trigger)
                sentence = by_start.get(passage.spans[first].start)
                if sentence is None:  # a sentence cut in two for its length has no second half here
                    continue
                read = Read(act, passage, sentence)
                at.update((claim.trigger, read) for claim in own.get(act.trigger, ()))
                if act.trigger not in own:
                    alone.append(read)
        return Sight(at, alone, sayings, self._bars, [(passage, words) for passage, _, words in looked])

    def _telling(self, passage: Passage, hints: Hints, words: Words) -> Hints:
        """The claims of the cues by the words of their triggers that most look like them: "warplanes *bombed*"."""
        acts = 1.0 - words.kind[:, -1]
        found: Hints = {}
        for word, claims in hints.items():
            for claim in claims:
                column = self._columns[claim.kind] - 1
                inside = passage.of(claim.trigger) or [word]
                best = max(inside, key=lambda n: (acts[n] + words.kind[n, column], n == word))
                found.setdefault(best, []).append(claim)
        return found

    def look(self, text: str, told: Sequence[Span], claims: Sequence[Claim]) -> list[tuple[Passage, Hints, Words]]:
        """The passages of a text with what is made of their words. ``told``: its sentences; ``claims``: what the cues read."""
        cut = list(passages(text, self._encoder.pieces, told))
        known = [claim for claim in claims if claim.kind in self._columns]  # a user's own kind it has never seen
        hints = [_hinted(passage, known) for passage in cut]
        made = self._encoder.words([self._given(p, h) for p, h in zip(cut, hints, strict=True)])
        return list(zip(cut, hints, made, strict=True))

    def _given(self, passage: Passage, hints: Hints) -> Given:
        kind, status = [0] * len(passage.words), [0] * len(passage.words)
        for word, claims in hints.items():
            kind[word] = self._columns[claims[0].kind]
            status[word] = STATUSES.index(claims[0].stance.status) + 1
        return Given(evened(passage.words), capitals(passage.words), kind, status)


def _hinted(passage: Passage, claims: Sequence[Claim]) -> Hints:
    """The words of a passage that the cues read as triggers, with the claims."""
    found: Hints = {}
    for claim in claims:
        word = passage.telling(claim.trigger)
        if word is not None:
            found.setdefault(word, []).append(claim)
    return found


WHO = frozenset(("actor", "recipient", "victim", "party", "mediator"))  # roles of those who are someone


def _names_someone(s: Sentence, span: Span, role: Role) -> bool:
    """Is there more than small words, such as "more" or "all of"? Who does something is no bare number either."""
    inside = {tag for at, tag in zip(s.spans, s.tags, strict=True) if at.meets(span)}
    small = _SMALL | {"CD"} if role == "actor" else _SMALL
    return not inside or not (inside <= small or inside <= _VERBS)


_VERBS = frozenset(("VB", "VBG", "VBD", "VBZ", "VBP", "RB", "TO"))  # "departing" alone; "the departing" is someone
_SMALL = frozenset(("DT", "IN", "RB", "RBR", "JJR", "PDT", "CC", "TO", ","))


def mentions(one: Read, text: str) -> Iterator[Mention]:
    """The words that fill the act's roles, without what hangs on their ends; a bare pronoun names nobody."""
    words = [w.lower() for w in one.passage.words]
    for role, start, end, _ in one.act.roles:
        if role in _MENTIONED:
            while start < end and (words[start] in _TRIM or (role not in _HOLDS_LEAD and words[start] in _LEADS)):
                start += 1
            while end > start and (words[end - 1] in _TRIM or words[end - 1] in _LEADS):
                end -= 1
            if start < end and not _STANDS_FOR.issuperset(words[start:end]):
                seen = span = one.passage.span(start, end)
                if role in WHO:
                    span = _phrase(one.sentence, seen)
                    if not _names_someone(one.sentence, span, role):
                        continue
                yield Mention(role, span, span.of(text), score=one.likely(role, seen))


def _phrase(s: Sentence, span: Span) -> Span:
    """The words with the noun that they count, where they are a number alone: "two" of "two women"."""
    inside = [n for n, at in enumerate(s.spans) if at.meets(span)]
    noun = s.noun_at(inside[-1]) if inside else None
    if noun is None or not {"CD"} <= {s.tags[n] for n in inside} <= _COUNTING:
        return span
    return s.cover(inside[0], max(noun.end, inside[-1] + 1))


_COUNTING = frozenset(("CD", "DT", "PRP$", "JJS", "RBS"))
