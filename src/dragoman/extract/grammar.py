"""The shape of an English sentence: its words with tags, verb groups and noun phrases.

Shallow on purpose: one pass, no tree. A verb group is a verb with its helpers ("had been shelled"), a noun
phrase a run ending in a noun ("the Syrian army's 5th division"), both as ranges of word numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman import text as texts
from dragoman.extract import tags
from dragoman.records import Span

BE = frozenset("be is are was were been being am 's 're 'm isn't aren't wasn't weren't".split())
HAVE = frozenset("have has had having 've 'd haven't hasn't hadn't".split())
DO = frozenset("do does did don't doesn't didn't".split())
MODALS = frozenset(
    "will would shall should can could may might must won't wouldn't can't couldn't cannot 'll shouldn't ought".split()
)
# Those who fight, under whatever name: read alike everywhere, so that a label decides nothing.
FIGHTERS = frozenset(
    "fighters rebels militants insurgents gunmen guerrillas guerillas militiamen terrorists jihadists jihadis extremists "
    "combatants separatists mercenaries islamists bandits partisans".split()
)
_HELPERS = BE | HAVE | DO | MODALS | {"get", "gets", "got", "getting"}
NEGATIONS = frozenset("not never n't neither nor cannot hardly".split())
_NO_VERBS = frozenset("according including following regarding concerning depending".split())
_VERBS = frozenset("VB VBD VBZ VBP VBN VBG MD".split())
_INSIDE_NOUN = frozenset("DT PRP$ JJ CD NN NNS NNP POS VBN VBG RB".split())
_NOUN_ENDS = frozenset("NN NNS NNP PRP CD EX".split())


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its helpers: words ``start`` to ``end`` (exclusive), ``head`` the verb itself."""

    start: int
    end: int
    head: int
    finite: bool
    infinitive: bool
    passive: bool
    participle: str  # "" | "VBG" | "VBN": a bare participle with no helper
    modal: str  # will, may, … or ""
    negated: bool
    perfect: bool
    progressive: bool
    past: bool


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase: words ``start`` to ``end`` (exclusive); ``head`` is its last noun."""

    start: int
    end: int
    head: int


@dataclass(frozen=True)
class Sentence:
    """One sentence: where it stands, its words (as spans, as flat lower case) and their tags."""

    span: Span
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    low: tuple[str, ...]
    tags: tuple[str, ...]

    def cover(self, start: int, end: int) -> Span:
        """The span from word ``start`` up to word ``end`` (exclusive)."""
        return Span(self.spans[start].start, self.spans[end - 1].end)

    def told(self, start: int, end: int) -> str:
        """Words ``start`` to ``end`` as they stand, with one space where there is any white space."""
        made = ""
        for n in range(start, end):
            apart = n > start and self.spans[n - 1].end != self.spans[n].start
            made += f" {self.words[n]}" if apart else self.words[n]
        return made

    def reordered(self, order: Sequence[int]) -> Sentence:
        """These of its words, in this order: a clause told as a sentence of its own."""
        picked = [tuple(row[i] for i in order) for row in (self.spans, self.words, self.low, self.tags)]
        return Sentence(self.span, *picked)  # type: ignore[arg-type]

    @cached_property
    def verbs(self) -> tuple[VerbGroup, ...]:
        """The verb groups, in order."""
        return tuple(_verb_groups(self))

    @cached_property
    def nouns(self) -> tuple[Noun, ...]:
        """The noun phrases, in order."""
        return tuple(_noun_phrases(self))

    def noun_at(self, word: int) -> Noun | None:
        """The noun phrase that starts at or covers a word."""
        return next((n for n in self.nouns if n.start <= word < n.end), None)


def sentences(text: str, aside: Sequence[Span] = ()) -> list[Sentence]:
    """The sentences of an English text, tagged; lines ``aside`` (byline, dateline) are no part of any sentence."""
    tagger, flat, found = tags.english(), texts.flat(text), []
    for span in _without(text, texts.sentences(text), aside):
        spans = texts.words(text, span.start, span.end)
        words = tuple(s.of(text) for s in spans)
        low = tuple(flat[s.start : s.end] for s in spans)
        found.append(Sentence(span, tuple(spans), words, low, _mended(low, tagger.tag(_stand_ins(words, low)))))
    return found


def _without(text: str, found: Iterable[Span], aside: Sequence[Span]) -> Iterator[Span]:
    """The sentences, each from behind the lines aside and the marks that close those."""
    for span in found:
        start = max([line.end for line in aside if line.meets(span) and line.start <= span.start], default=span.start)
        if start > span.start:
            rest = text[start : span.end]
            start += len(rest) - len(rest.lstrip(" \n\t-–—:|,.)"))
        if start < span.end:
            yield Span(start, span.end)


def _stand_ins(words: tuple[str, ...], low: tuple[str, ...]) -> list[str]:
    """The words as the tagger sees them: those who fight all under one name, "regime" as "government"."""
    return [
        ("Fighters" if word[0].isupper() else "fighters")
        if plain in FIGHTERS
        else ("Government" if word[0].isupper() else "government")
        if plain == "regime"
        else word
        for word, plain in zip(words, low, strict=True)
    ]


def _mended(low: tuple[str, ...], said: list[str]) -> tuple[str, ...]:
    """Mend slips of the tagger: past tense and participle taken for one another, "over" in "handed over"."""
    tags_ = [_plain_tag(word, tag) for word, tag in zip(low, said, strict=True)]
    for at in range(1, len(tags_)):
        if low[at] == "over" and low[at - 1] in _TAKE_OVER:
            tags_[at] = "RP"
    for at in range(1, len(tags_) - 1):
        if tags_[at] == "VBN" and low[at] in _TAKES_NO_OBJECT and tags_[at - 1] in ("NN", "NNS", "NNP", ",", "RB"):
            tags_[at] = "VBD"  # "rebels surrendered": nobody is surrendered, died or returned of this form
        if (
            tags_[at] == "NNS"
            and low[at] in _NEVER_NOUNS
            and low[at + 1] == "to"
            and tags_[at - 1] in ("NN", "NNP", "WDT")
        ):
            tags_[at] = "VBZ"  # "the army manages to enter"
        if tags_[at] == "VBN" and low[at - 1] in ("or", "and") and at > 1 and tags_[at - 2] == "VBD":
            tags_[at] = "VBD"  # "surrendered or lost"
        if (
            tags_[at] == "VBN"
            and low[at - 1] in ("either", "neither", "both")
            and at > 1
            and tags_[at - 2] in ("NNS", "NN", "NNP")
        ):
            tags_[at] = "VBD"  # "that rebels either surrendered or lost"
        past = tags_[at] == "VBN" and (low[at].endswith("ed") or low[at] in _SAME_PAST)
        object_ = at + 2 if tags_[at + 1] == "RP" and at + 2 < len(tags_) else at + 1  # "handed over | their weapons"
        if past and tags_[at - 1] in ("NN", "NNS", "NNP", "PRP", "WDT", "WP") and tags_[object_] in _OPENS_OBJECT:
            tags_[at] = "VBD"
        ordinal = low[at - 1][:1].isdigit() and low[at - 1].endswith(("th", "st", "nd", "rd"))
        between = (ordinal or tags_[at - 1] in ("DT", "PRP$", "POS", "JJ")) and tags_[at + 1] in ("NN", "NNS")
        if tags_[at] == "VBD" and between and low[at].endswith("ed"):
            tags_[at] = "JJ"  # "the 5th armored division"
    return tuple(tags_)


def _plain_tag(word: str, tag: str) -> str:
    """A tag set right where the word allows no other: bare punctuation is no noun, "rebels" no verb."""
    if not any(c.isalnum() for c in word):
        return tag if tag in (",", ":", ".", "POS") else "," if word == "," else "."
    if tag in ("VBD", "VBN") and (word == "allied" or word.endswith(_COMPOUND)):
        return "JJ"
    return "NNS" if word in FIGHTERS else _NEVER_VERBS.get(word, tag)


_COMPOUND = ("-backed", "-held", "-led", "-controlled", "-sponsored", "-mediated", "-brokered", "-run", "-supported")
_NEVER_VERBS = {"airstrike": "NN", "airstrikes": "NNS", "air-strikes": "NNS", "hostage": "NN"}
_NEVER_NOUNS = frozenset(
    "manages fails refuses tries wants seeks continues threatens agrees decides begins intends vows prepares helps".split()
)
_TAKES_NO_OBJECT = frozenset(
    "surrendered fled returned expired arrived collapsed died retreated escaped emerged erupted".split()
)
_TAKE_OVER = frozenset(
    "hand hands handed handing turn turns turned turning take takes took taken taking sign signed signing".split()
)
_OPENS_OBJECT = frozenset("DT NNP PRP$ PRP CD JJ NN NNS".split())
_SAME_PAST = frozenset(
    "hit shot cut put set held took led fled struck caught left sent lost met won fought brought built".split()
)


# ------------------------------------------------------------------------------ verbs


def _verb_groups(s: Sentence) -> Iterator[VerbGroup]:
    at, count = 0, len(s.words)
    while at < count:
        if not _starts_verb(s, at):
            at += 1
            continue
        end = _group_end(s, at)
        yield _describe(s, at, end)
        at = end


def _starts_verb(s: Sentence, at: int) -> bool:
    if s.low[at] in _NO_VERBS:
        return False
    if s.tags[at] in _VERBS:
        return not _is_premodifier(s, at)
    return s.tags[at] == "TO" and _next_verb(s, at + 1, ("VB",)) is not None


def _is_premodifier(s: Sentence, at: int) -> bool:
    """A participle that stands before its noun ("armed men", "the besieged town")."""
    if s.tags[at] not in ("VBN", "VBG") or s.low[at] in _HELPERS:
        return False
    before = s.tags[at - 1] if at else ""
    after = s.tags[at + 1] if at + 1 < len(s.tags) else ""
    if before in ("DT", "PRP$", "JJ", "CD", "POS") and after in ("NN", "NNS", "NNP", "JJ", "VBN"):
        return True
    if s.tags[at] == "VBG" and (before in ("DT", "PRP$", "POS") or (at == 0 and after in ("VBD", "VBZ", "MD"))):
        return True  # "the shelling", "Shelling hit": a noun in all but tag
    if before == "DT" and s.low[at] in _AS_NOUNS:
        return True  # "the wounded were brought": people, not an act
    return s.tags[at] == "VBN" and after in ("NNS",) and before in ("IN", "VBD", "VBP", "VBZ", "", ",", "CC", "TO")


_AS_NOUNS = frozenset("wounded injured displaced detained kidnapped abducted killed accused condemned captured".split())


def _next_verb(s: Sentence, at: int, wanted: tuple[str, ...]) -> int | None:
    """The next word if it is such a verb, stepping over adverbs and "not"."""
    for step in range(at, min(at + 4, len(s.words))):
        if s.tags[step] in wanted:
            return step
        if s.tags[step] not in ("RB", ".") or s.words[step] in (",", ".", ";", '"', "(", ")"):
            return None
    return None


def _group_end(s: Sentence, start: int) -> int:
    at = start
    while s.low[at] in _HELPERS or s.tags[at] in ("MD", "TO"):
        following = _next_verb(s, at + 1, ("VB", "VBN", "VBG", "VBD", "VBP") if s.low[at] != "to" else ("VB",))
        if following is None:
            break
        at = following
    return at + 1


def _describe(s: Sentence, start: int, end: int) -> VerbGroup:
    head, low = end - 1, s.low[start:end]
    helpers = low[:-1]
    tag = s.tags[head]
    infinitive = s.tags[start] == "TO"
    bare = len(low) == 1
    participle = tag if bare and tag in ("VBG", "VBN") else ""
    past_form = tag in ("VBN", "VBD")
    return VerbGroup(
        start=start,
        end=end,
        head=head,
        finite=not infinitive and not participle and (s.tags[start] != "VB" or s.low[start] in _HELPERS or start == 0),
        infinitive=infinitive,
        passive=past_form and _last_helper(helpers) in BE | {"get", "gets", "got", "getting"},
        participle=participle,
        modal=next((w for w in low if w in MODALS), ""),
        negated=any(w in NEGATIONS or w.endswith("n't") for w in low) or (start > 0 and s.low[start - 1] in NEGATIONS),
        perfect=any(w in HAVE for w in helpers),
        progressive=tag == "VBG" and any(w in BE for w in helpers),
        past=s.tags[start] == "VBD" or s.low[start] in ("was", "were", "had", "did"),
    )


def _last_helper(helpers: tuple[str, ...]) -> str:
    return next((w for w in reversed(helpers) if w in _HELPERS), "")


# ------------------------------------------------------------------------------ nouns


def _noun_phrases(s: Sentence) -> Iterator[Noun]:
    in_verb = {w for v in s.verbs for w in range(v.start, v.end)}
    at, count = 0, len(s.words)
    while at < count:
        if at in in_verb or not _may_start_noun(s, at):
            at += 1
            continue
        end = at + 1
        while end < count and end not in in_verb and _continues(s, at, end):
            end += 1
        last = end - 1
        while last > at and s.tags[last] not in _NOUN_ENDS and not (s.tags[last] in ("VBG", "JJ", "VBN") and last > at):
            last -= 1
        if s.tags[last] in _NOUN_ENDS or s.tags[last] in ("VBG", "JJ", "VBN", "DT"):
            yield Noun(at, last + 1, last)
        at = end


def _may_start_noun(s: Sentence, at: int) -> bool:
    if s.low[at] in _NO_VERBS or (s.low[at] in _MEASURES and s.tags[at] not in _NOUN_ENDS):
        return False  # "according to", "more than | 50 rebels"
    if s.tags[at] == "RB":
        return at + 1 < len(s.tags) and s.tags[at + 1] in ("CD", "JJ") and s.low[at] in _QUANTITY_ADVERBS
    return s.tags[at] in _INSIDE_NOUN or s.tags[at] in ("PRP", "EX")


_MEASURES = frozenset("more fewer less least most".split())
_QUANTITY_ADVERBS = frozenset("about around nearly almost some roughly approximately over only just".split())


def _continues(s: Sentence, start: int, at: int) -> bool:
    tag, before = s.tags[at], s.tags[at - 1]
    if s.tags[start] in ("PRP", "EX"):
        return False
    if tag in ("DT", "PRP$") and before not in ("DT", "POS"):
        return False
    if s.low[at] in _AS_WHAT and before in ("NNS", "NNP") and at - start > 0:
        return False  # "took nine villagers | hostage"
    if tag == "RB":
        return s.low[at] in _QUANTITY_ADVERBS or before == "DT"
    if tag == "CD" and before in ("NN", "NNS") and s.low[at - 1] not in ("number", "division", "brigade"):
        return False
    if s.low[at] in _OF_TIME and before in _NOUN_ENDS and s.low[at + 1 : at + 2] and s.low[at + 1] in TIME_UNITS:
        return False  # "the town | last year"
    if tag != "POS" and s.low[at] not in TIME_UNITS and _ends_time(s, start, at):
        return False  # "On Thursday | government forces"
    return tag in _INSIDE_NOUN


def _ends_time(s: Sentence, start: int, at: int) -> bool:
    """Do the words up to here name a day or a stretch of time by themselves?"""
    if s.low[at - 1] in _DAYS:
        return all(w in _DAYS or w in _OF_TIME or w in TIME_UNITS or w in ("on", "the") for w in s.low[start:at])
    return s.low[at - 1] in TIME_UNITS and at - 2 == start and s.low[start] in _OF_TIME


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split())
_AS_WHAT = frozenset(["hostage", "captive"])
_OF_TIME = frozenset("last this next earlier late early".split())
TIME_UNITS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday morning evening night afternoon week month year weekend "
    "summer winter spring autumn january february march april may june july august september october november december".split()
)


def with_of(s: Sentence, noun: Noun) -> Noun:
    """The phrase with its ``of …`` tail: "dozens of fighters", "residents of the town"."""
    end, head = noun.end, noun.head
    if end + 1 < len(s.words) and s.low[end] == "of":
        tail = s.noun_at(end + 1)
        if tail and tail.start == end + 1:
            return Noun(noun.start, tail.end, head)
    return Noun(noun.start, end, head)
