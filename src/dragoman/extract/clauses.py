"""A sentence cut into clauses: one predicate each, with its subject, its objects and how it hangs on the one before.

Works from left to right over verb groups: between two of them it looks for the word that opens a new clause.
What it cannot tell it leaves in one clause, so evidence grows rather than loses words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.extract.grammar import Noun, Sentence, VerbGroup

SUBORDINATORS = frozenset(
    "after before when while as because since although though if unless until once whereas so where whenever lest "
    "amid despite".split()
)
RELATIVES = frozenset("which who whom whose that".split())
_COORDINATORS = frozenset("and but or yet nor then".split())
_BREAKS = frozenset([";", ":", "—", "–", "-"])
_OPENING = frozenset(['"', "“", "”", "(", "'", "‘", "«"])


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate: words ``start`` to ``end`` (exclusive) of its sentence.

    ``verbs`` are its verb groups (first the finite one, then what it governs: "agreed to leave"). ``link`` is how
    it hangs on clause ``parent``: root, comp (content of saying), coord, rel, part, or a subordinator's word.
    """

    start: int
    end: int
    verbs: tuple[VerbGroup, ...]
    link: str
    parent: int | None
    subject: Noun | None
    inherited: bool  # the subject stands in another clause

    @property
    def verb(self) -> VerbGroup | None:
        """The leading verb group, or None in a clause without one."""
        return self.verbs[0] if self.verbs else None


@dataclass(slots=True)
class _Draft:
    start: int
    verbs: list[VerbGroup]
    link: str
    parent: int | None


def clauses(s: Sentence, saying: frozenset[str]) -> list[Clause]:
    """The clauses of a sentence, in order. ``saying`` holds all forms of verbs whose complement is a content."""
    drafts: list[_Draft] = []
    for verb in s.verbs:
        if not drafts:
            start, link = _opening(s, verb), _first_link(s, verb)
            relative = _leading_relative(s, start, verb)
            drafts.append(_Draft(relative or start, [verb], "rel" if relative else link, None))
            continue
        last = drafts[-1]
        cut = _cut(s, _leading(last.verbs), verb, saying, last)
        if cut is None:
            last.verbs.append(verb)
        else:
            at, link = cut
            after = _subordinated(s, at, verb) if link == "coord" and _breaks(s, at - 1) else None
            if after is not None:  # "– and four more under fire | once guards refused …"
                drafts.append(_Draft(at - 1, [], link, _parent(drafts, link)))
                at, link = after, s.low[after]
            if link == "coord" and last.link == "rel" and _breaks(s, at - 1) and _breaks(s, last.start - 1):
                link = "resume"  # "the army – backed by Kenya – | attacked"
            parent = _parent(drafts, link)
            whole = link == "resume" and parent is None  # "Rebels who had fled | returned"
            drafts.append(_Draft(_opening(s, drafts[0].verbs[0]) if whole else at, [verb], link, parent))
    if not drafts:
        return [Clause(0, len(s.words), (), "root", None, s.nouns[0] if s.nouns else None, False)]
    if drafts[0].link == "rel" and not any(d.link == "resume" for d in drafts):
        drafts[0].start, drafts[0].link = _opening(s, drafts[0].verbs[0]), "root"
    return _told_after(s, _opened_by(_finish(s, drafts)), saying)


def _opened_by(made: list[Clause]) -> list[Clause]:
    """A purpose told first has the subject of the clause behind it ("To retake the town, | the army …")."""
    if len(made) < 2 or made[0].subject is not None or not made[0].verbs or any(v.finite for v in made[0].verbs):
        return made
    return [replace(made[0], subject=made[1].subject, inherited=True), *made[1:]]


def _breaks(s: Sentence, at: int) -> bool:
    """Does this mark part clauses? A hyphen inside a word does not ("U.S.-backed")."""
    joined = s.low[at] == "-" and at > 0 and s.spans[at - 1].end == s.spans[at].start and s.low[at - 1] != "-"
    return s.low[at] in _BREAKS and not joined


def _leading_relative(s: Sentence, start: int, verb: VerbGroup) -> int | None:
    """Where the first verb stands in a relative clause of the subject ("Rebels | who had fled the town …")."""
    if verb.participle and verb.start and _breaks(s, verb.start - 1):
        closes = any(_breaks(s, i) for i in range(verb.end, len(s.low)))
        return verb.start if closes and any(n.end == verb.start - 1 for n in s.nouns) else None
    for at in range(start + 1, verb.start):
        if s.low[at] in RELATIVES and s.tags[at] in ("WDT", "WP", "WP$"):
            behind = at - 1 if s.low[at - 1] == "," else at
            return at if any(n.end == behind for n in s.nouns) else None
    return None


def _subordinated(s: Sentence, start: int, verb: VerbGroup) -> int | None:
    """The subordinator between an opening and a verb, when a phrase of its own stands before it."""
    found = next(
        (i for i in range(start + 2, verb.start) if s.low[i] in SUBORDINATORS and _has_subject(s, i + 1, verb.start)),
        None,
    )
    return found if found is not None and any(start <= n.start < found for n in s.nouns) else None


def _leading(verbs: list[VerbGroup]) -> VerbGroup:
    """The last verb group that is more than a participle hung on a noun ("the demands presented by …")."""
    return next((v for v in reversed(verbs) if v.participle != "VBN"), verbs[-1])


def _told_after(s: Sentence, made: list[Clause], saying: frozenset[str]) -> list[Clause]:
    """Part a content without a verb from the words of saying after it ("80 air raids within hours, the monitor said")."""
    first = made[0]
    verb, subject = first.verb, first.subject
    if verb is None or s.low[verb.head] not in saying:
        return made
    at = next((i for i in range(verb.start - 1, first.start + 1, -1) if s.low[i] == ","), None)
    if (
        at is None
        or not any(n.end <= at for n in s.nouns)
        or s.low[first.start] in ("on", "in", "at", "after", "according")
    ):
        return made
    speaker = next((n for n in s.nouns if at < n.start < verb.start), None)
    if (
        speaker is None
        or speaker.start - at > 2
        or (subject is not None and subject.start <= at and subject.end < at - 8)
    ):
        return made
    content = Clause(first.start, at, (), "root", None, next(n for n in s.nouns if n.end <= at), False)
    rest = [replace(c, parent=None if c.parent is None else c.parent + 1) for c in made[1:]]
    return [content, replace(first, start=at + 1, subject=speaker, link="coord", parent=0), *rest]


def _opening(s: Sentence, verb: VerbGroup) -> int:
    """Past a dateline or a speaker's name set off by a colon or a dash ("Srinagar, June 7: …")."""
    aside = verb.start - 1 if verb.participle else verb.start  # "the army – backed by …": that dash opens no sentence
    marks = [i for i in range(min(aside, 9)) if _breaks(s, i)]
    return marks[-1] + 1 if marks else 0


def _first_link(s: Sentence, verb: VerbGroup) -> str:
    word = s.low[0]
    return word if word in SUBORDINATORS and s.tags[0] in ("IN", "WRB", "RB") else "root"


def _parent(drafts: list[_Draft], link: str) -> int | None:
    """Coordinated clauses share a parent with the one before; the rest hang on it."""
    if link == "resume":
        return next((i for i in range(len(drafts) - 1, -1, -1) if drafts[i].link not in ("rel", "part")), None)
    return len(drafts) - 1


def _cut(s: Sentence, a: VerbGroup, b: VerbGroup, saying: frozenset[str], last: _Draft) -> tuple[int, str] | None:
    """Where a new clause opens between two verb groups and how it hangs, or None when they share one."""
    gap = range(a.end, b.start)
    if any(_breaks(s, i) for i in gap[1:]) and not b.infinitive:
        at = max(i for i in gap if _breaks(s, i))
        return at + 1, "coord"
    if b.infinitive or (b.participle == "VBN" and (a.passive or not _coordinated(s, a, b))):
        return None
    if b.participle == "VBG":
        return _cut_participle(s, a, b)
    if not b.finite and not _coordinated(s, a, b):
        return None
    return _cut_finite(s, a, b, saying, last)


def _coordinated(s: Sentence, a: VerbGroup, b: VerbGroup) -> bool:
    """Does an "and" stand right before the second group, adverbs aside?"""
    at = b.start - 1
    while at > a.head and s.tags[at] == "RB" and s.low[at] not in _COORDINATORS:
        at -= 1
    return at >= a.end and s.low[at] in _COORDINATORS


def _cut_participle(s: Sentence, a: VerbGroup, b: VerbGroup) -> tuple[int, str] | None:
    at = b.start - 1
    while at > a.head and (s.tags[at] == "RB" or s.words[at] in _OPENING):
        at -= 1
    if at < a.end:
        return None
    word = s.low[at]
    if word in ("after", "before", "while", "when", "since"):
        return at, word
    if word in _COORDINATORS:
        return at + 1, "coord" if a.participle == "VBG" or a.progressive else "part"
    return (at + 1, "part") if word == "," else None


def _cut_finite(
    s: Sentence, a: VerbGroup, b: VerbGroup, saying: frozenset[str], last: _Draft
) -> tuple[int, str] | None:
    says = s.low[a.head] in saying
    that = next((i for i in range(a.end, b.start) if s.low[i] == "that" and s.tags[i] in ("IN", "WDT")), None)
    if says and that is not None:
        return that + 1, "comp"
    for at in range(b.start - 1, a.end - 1, -1):
        low, tag = s.low[at], s.tags[at]
        if low in SUBORDINATORS and tag in ("IN", "WRB", "RB") and _has_subject(s, at + 1, b.start):
            return at, low
        if low in RELATIVES and tag in ("WDT", "WP", "IN", "DT"):
            if low == "that" and (says or tag == "IN" or at == a.end):
                return at + 1, "comp"
            if low == "that" and tag == "DT" and at + 1 < b.start:
                continue
            return at, "rel"
        if low in ("where", "why", "how", "what", "whether") and tag in ("WRB", "WP", "IN"):
            return at, "comp" if says or low in ("what", "whether", "how", "why") else "rel"
        if low in _COORDINATORS and _splits(s, a, at, b, says):
            return at + 1, "coord"
        if low == "," and at > a.head:
            apart = _speaker_apart(s, a, at) if at == b.start - 1 and s.low[b.head] in saying else None
            return (apart, "coord") if apart is not None else _cut_at_comma(s, a, at, b, says, last)
    nouns = [n for n in s.nouns if a.end <= n.start < b.start]
    if last.link == "rel" and not says:
        return b.start, "resume"
    if all(v.infinitive for v in last.verbs):
        return None  # "the deadline for them to leave | expired"
    if nouns:
        told = len(nouns) > 1 and nouns[-1].start == nouns[-2].end  # "told Reuters | he had counted"
        return (nouns[-1].start if told else a.end, "comp") if says or nouns[0].start == a.end else None
    return None


def _has_subject(s: Sentence, start: int, end: int) -> bool:
    return start == end or any(start <= n.start < end for n in s.nouns) or s.low[start] in ("there",)


def _splits(s: Sentence, a: VerbGroup, at: int, b: VerbGroup, says: bool) -> bool:
    """Does this "and" open a new clause, rather than join two nouns of the subject?"""
    rest = range(at + 1, b.start)
    if not any(s.noun_at(i) for i in rest):
        return True
    before = next((n for n in s.nouns if n.end == at), None)
    if before is not None and before.start > a.end and s.low[before.start - 1] in _COORDINATORS | {","}:
        return False  # "…, and two nurses and their driver were hurt"
    joined_subject = says and all(s.tags[i] != "VBD" for i in range(a.end, at))
    between = [n for n in s.nouns if a.end <= n.start < at]
    return not joined_subject or len(between) > 1 or (at > 0 and s.low[at - 1] == ",")


def _speaker_apart(s: Sentence, a: VerbGroup, at: int) -> int | None:
    """Where a speaker with a name or calling set beside it begins ("…, | a resident, Ana Tok, said"); ``at`` is the last comma."""
    marks = [i for i in range(a.end, at) if s.low[i] in (",", *_QUOTED)]
    if len(marks) < 2:
        return None
    first, second = marks[-2] + 1, marks[-1] + 1
    free = not any(first <= v.start < at for v in s.verbs)
    named = "NNP" in s.tags[first : second - 1] or "NNP" in s.tags[second:at]
    return first if free and named and s.noun_at(first) and s.noun_at(second) else None


_QUOTED = ('"', "”", "’’", "»")


def _cut_at_comma(s: Sentence, a: VerbGroup, at: int, b: VerbGroup, says: bool, last: _Draft) -> tuple[int, str] | None:
    nouns = [n for n in s.nouns if at < n.start < b.start]
    if not nouns:
        return (b.start, "resume") if last.link in ("rel", "part") or last.link in SUBORDINATORS else (at + 1, "coord")
    return at + 1, "comp" if says and s.low[a.end : a.end + 1] == (",",) else "coord"


def _finish(s: Sentence, drafts: list[_Draft]) -> list[Clause]:
    made: list[Clause] = []
    drafts = _with_outcomes(s, drafts)
    for number, draft in enumerate(drafts):
        end = _next_start(s, drafts, number)
        if not draft.verbs:
            made.append(
                Clause(
                    draft.start + 1, _trimmed_end(s, draft.start + 1, end), (), draft.link, draft.parent, None, False
                )
            )
            continue
        subject, inherited = _subject(s, draft, made)
        start, stop = _trim(
            s, draft.start, max(end, draft.verbs[-1].end) if end > draft.verbs[-1].start else end, draft.verbs[0]
        )
        made.append(Clause(start, stop, _governing_first(draft.verbs), draft.link, draft.parent, subject, inherited))
    return made


def _next_start(s: Sentence, drafts: list[_Draft], number: int) -> int:
    """Where the next clause starts; where that one began before this (a relative clause in its subject), its verb."""
    if number + 1 == len(drafts):
        return len(s.words)
    following = drafts[number + 1]
    return following.start if following.start > drafts[number].start else following.verbs[0].start


def _governing_first(verbs: list[VerbGroup]) -> tuple[VerbGroup, ...]:
    """The finite verb before the infinitives of its subject ("the deadline for them to leave expired")."""
    finite = next((v for v in verbs if v.finite), None)
    if finite is None or not all(v.infinitive for v in verbs[: verbs.index(finite)]):
        return tuple(verbs)
    return (finite, *(v for v in verbs if v is not finite))


def _with_outcomes(s: Sentence, drafts: list[_Draft]) -> list[_Draft]:
    """Part off what an act follows on: "renewed its attacks | following the collapse of a deal to …"."""
    out: list[_Draft] = []
    for number, draft in enumerate(drafts):
        out.append(draft)
        if not draft.verbs:
            continue
        end = _next_start(s, drafts, number)
        at = next((i for i in range(draft.verbs[0].end, end) if s.low[i] in _OUTCOMES and _outcome(s, i, end)), None)
        if at is not None:
            draft.verbs = [v for v in draft.verbs if v.start < at]
            out.append(_Draft(at, [], "after", len(out) - 1))
    return out


_OUTCOMES = frozenset("following after amid despite".split())


def _outcome(s: Sentence, at: int, end: int) -> bool:
    """Is "after" here followed by a phrase and no finite verb ("after the collapse of a deal")?"""
    noun = s.noun_at(at + 1)
    if noun is None or noun.start > at + 1 or is_time_noun(s, noun) or s.tags[at - 1] == "CC":
        return False
    return not any(v.finite for v in s.verbs if at < v.start < end)


def _subject(s: Sentence, draft: _Draft, made: list[Clause]) -> tuple[Noun | None, bool]:
    verb = draft.verbs[0]
    own = [n for n in s.nouns if draft.start <= n.start and n.end <= verb.start]
    free = [n for n in own if not _after_preposition(s, n, draft.start) and not is_time_noun(s, n)]
    relative = draft.link == "rel"
    if free:
        return free[0] if not relative else free[-1], False
    if relative:
        return related(s, draft.start), True
    if draft.link == "resume" and draft.parent is not None:
        opened = related(s, made[-1].start) if made[-1].link == "rel" else None
        if opened is not None and opened.start > 0 and s.low[opened.start - 1] in RELATIVES | SUBORDINATORS:
            return opened, True  # "a deal in which | militants who reject it | will have to leave"
        return made[draft.parent].subject, True
    if draft.link == "part" and made:  # "…, he told Reuters on condition …, accusing": of the clause that leads
        leading = [c for c in made if c.link in ("root", "coord", "resume", "comp") and c.subject is not None]
        return (leading[-1] if leading else made[-1]).subject, True
    if draft.link in ("coord", "after", "before", "while", "when", "since") and made and not free:
        return made[-1].subject, True
    return None, False


def related(s: Sentence, start: int) -> Noun | None:
    """The phrase that a relative clause is about: "| the Sons | of Sarruq, who …"."""
    before = [n for n in s.nouns if n.end <= start]
    while len(before) > 1 and s.low[before[-1].start - 1] == "of" and before[-2].end == before[-1].start - 1:
        if s.tags[before[-2].head] == "JJ":
            break  # "full of | rifles, which …"
        before.pop()
    return before[-1] if before else None


def _after_preposition(s: Sentence, n: Noun, start: int) -> bool:
    return (
        n.start > start
        and not (s.tags[n.start] == "CD" and s.low[n.start - 1] in _MEASURING)
        and s.tags[n.start - 1] in ("IN", "TO", "VBG")
        and s.low[n.start - 1] not in SUBORDINATORS | {"that"}
    )


_MEASURING = frozenset("than around about over some to least".split())  # "more than | 50 rebels attacked"
_TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning evening night afternoon "
    "week month year day weekend hours days weeks months years minutes january february march april june july august september october november december".split()
)


def is_time_noun(s: Sentence, n: Noun) -> bool:
    """A phrase such as "last week" that tells when, not who."""
    dated = s.tags[n.head] == "CD" and any(s.low[i] in _TIME_WORDS for i in range(n.start, n.head))
    year = n.end - n.start == 1 and re.fullmatch(r"(?:19|20)\d\d", s.low[n.head])
    if s.low[n.head] in _TIME_WORDS or dated or year:
        return True
    return s.low[n.head] in ("a.m", "p.m", "am", "pm", "gmt") or (
        s.low[n.head].endswith(("am", "pm")) and s.low[n.head][:1].isdigit()
    )


def _trim(s: Sentence, start: int, end: int, verb: VerbGroup) -> tuple[int, int]:
    """The range without the commas, quotation marks and joining words at its edges."""
    while start < verb.start and (s.low[start] in _COORDINATORS | _OPENING | {","} or s.tags[start] == "CC"):
        start += 1
    return start, _trimmed_end(s, verb.head, end)


def _trimmed_end(s: Sentence, floor: int, end: int) -> int:
    while end - 1 > floor and (
        s.words[end - 1] in ",.;:—–-\"”“’'»?!…)" or s.tags[end - 1] == "CC" or s.low[end - 1] == "that"
    ):
        end -= 1
    return end
