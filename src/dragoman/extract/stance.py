"""Did it happen: the status of an act, the words that set it, and whether it is told as history."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from dragoman.extract.clauses import Clause
from dragoman.extract.grammar import BE, MODALS, Sentence, VerbGroup
from dragoman.extract.triggers import Act
from dragoman.extract.voices import Frame
from dragoman.records import Report, Span, Status
from dragoman.text import flat
from dragoman.world import Kind

_WILL = frozenset("will shall 'll won't".split())
_MAY = frozenset("may might could can should must would ought".split())
# A governing verb or adjective and the status it gives to what it governs.
GOVERNORS: dict[str, Status] = {
    **dict.fromkeys("plan plans planned planning prepare prepares prepared preparing intend intends intended aim aims aimed aiming "
                    "hope hopes hoped want wants wanted vow vows vowed pledge pledges pledged promise promises promised decide "
                    "decides decided set ready due expected scheduled poised going agree agrees agreed agreeing seek seeks sought "
                    "seeking supposed meant".split(), "planned"),
    **dict.fromkeys("try tries tried trying attempt attempts attempted attempting fail fails failed failing unable refuse refuses "
                    "refused refusing".split(), "failed"),
    **dict.fromkeys("continue continues continuing continued keep keeps kept keeping begin begins began begun beginning start starts "
                    "started starting remain remains".split(), "ongoing"),
    **dict.fromkeys("threaten threatens threatened threatening".split(), "threatened"),
    **dict.fromkeys("demand demands demanded demanding urge urges urged urging ask asks asked asking call calls called calling "
                    "order orders ordered".split(), "demanded"),
    **dict.fromkeys("offer offers offered offering".split(), "offered"),
    **dict.fromkeys("deny denies denied denying".split(), "denied"),
}  # fmt: skip
_DONE_SO_FAR = frozenset("began begun started".split())
_EVIDENTIAL = frozenset(
    "known believed said reported thought alleged understood feared appears appeared seems seemed".split()
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A status with its cues and whether the claim is background."""

    status: Status
    cues: tuple[Span, ...]


def standing(s: Sentence, clauses: list[Clause], act: Act, kind: Kind, frame: Frame | None) -> Standing:
    """The status of one act: set by its cue, then by what denies, supposes or governs it, then by its verb."""
    clause = clauses[act.clause]
    verb = _own_verb(clause, act)
    if frame is not None and frame.denies:
        return Standing("denied", (frame.cue,))
    if act.trigger.cue.status:
        return Standing(cast(Status, act.trigger.cue.status), (s.cover(act.trigger.start, act.trigger.end),))
    if verb is not None and verb.negated:
        return Standing("denied", (s.cover(verb.start, verb.end),))
    if supposed := _supposed(s, clauses, act):
        return supposed
    if governed := _governed(s, clause, act, verb, kind.status == "ongoing"):
        return governed
    if verb is not None and verb.modal and (modal := _modal(s, verb, frame)):
        return modal
    if kind.status and not (kind.status == "ongoing" and verb is not None and verb.past and not verb.progressive):
        return Standing(cast(Status, kind.status), (s.cover(act.trigger.start, act.trigger.end),))
    return _by_tense(s, verb)


def _own_verb(clause: Clause, act: Act) -> VerbGroup | None:
    """The verb group of the act, or the clause's verb for an act that is a noun."""
    return next((v for v in clause.verbs if v.start <= act.trigger.head < v.end), clause.verb)


def _supposed(s: Sentence, clauses: list[Clause], act: Act) -> Standing | None:
    clause = clauses[act.clause]
    if clause.link in ("if", "unless", "until", "lest") or s.low[clause.start] in ("if", "unless"):
        return Standing("hypothetical", (s.cover(clause.start, clause.start + 1),))
    return None


def _governed(s: Sentence, clause: Clause, act: Act, verb: VerbGroup | None, is_state: bool) -> Standing | None:
    """By a verb above it in the same clause: "plan to storm", "was set to leave", "want the release of"."""
    if verb is None:
        return None
    on_verb = verb.start <= act.trigger.head < verb.end
    for above in clause.verbs:
        if above.start >= (verb.start if on_verb else act.trigger.start):
            break
        for at in (above.head, above.head + 1):
            if s.low[at : at + 1] and s.low[at] in _DONE_SO_FAR and above.past:
                continue  # "began to leave" has begun
            status = GOVERNORS.get(s.low[at]) if at < act.trigger.head else None
            if status and (on_verb or status in _OF_NOUNS):
                return Standing("denied" if above.negated else status, (s.cover(above.start, at + 1),))
    told = verb.perfect or any(
        s.low[v.head] in _EVIDENTIAL | _DONE_SO_FAR for v in clause.verbs
    )  # "said to have burned"
    if on_verb and verb.infinitive and clause.verbs[0] is not verb and not (is_state or told):
        return Standing("planned", (s.cover(verb.start, verb.start + 1),))
    goes_on = not on_verb and GOVERNORS.get(s.low[verb.head]) == "ongoing" and act.trigger.head < verb.start
    return Standing("ongoing", (s.cover(verb.start, verb.end),)) if goes_on else None


_OF_NOUNS = frozenset(("planned", "demanded", "offered", "threatened", "denied"))


def _modal(s: Sentence, verb: VerbGroup, frame: Frame | None) -> Standing | None:
    cue = next(i for i in range(verb.start, verb.end) if s.low[i] in MODALS)
    span = (s.cover(cue, cue + 1),)
    if verb.modal in _WILL:
        return Standing("planned", span)
    if verb.modal == "would" and not verb.perfect and frame is not None:
        return Standing("planned", span)  # "said it would withdraw"
    return Standing("hypothetical", span) if verb.modal in _MAY else None


def _by_tense(s: Sentence, verb: VerbGroup | None) -> Standing:
    if verb is None:
        return Standing("occurred", ())
    cue = (s.cover(verb.start, verb.end),)
    if s.low[verb.start] in BE and "to" in s.low[verb.start + 1 : verb.end]:
        return Standing("planned", cue)  # "are to hand over"
    if verb.perfect and not verb.past and {"since", "for"} & set(s.low[verb.end : verb.end + 12]):
        return Standing("ongoing", cue)  # "has been besieged since June"
    if verb.progressive and not verb.past:
        return Standing("ongoing", cue)
    if verb.finite and not verb.past and not verb.passive and not verb.perfect and s.tags[verb.head] in ("VBZ", "VBP"):
        return Standing("ongoing", cue)
    return Standing("occurred", ())


_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_FULL_DATE = re.compile(rf"\b\d{{1,2}} {_MONTH},? (?:19|20)\d\d\b|\b{_MONTH} \d{{1,2}},? (?:19|20)\d\d\b")
_LONG_AGO = re.compile(
    r"\b(?:last (?:year|month|summer|winter|spring|autumn|fall)|(?:years|months|decades|a year|a month) (?:ago|earlier|before)"
    r"|in recent (?:years|months)|previously|for (?:years|months|decades)|over the (?:years|past year|last year)|earlier this year"
    r"|at the time|(?:in|until|by|last) (?:early |late |mid-?)?(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)(?! \d))\b"
)


def is_background(flat: str, published: str | None) -> bool:
    """Is a clause told as history: does it name a year or month well before the report?

    ``flat`` are the clause's words with those that lead into it, lower case. The present month does not count.
    """
    told = flat if published else _FULL_DATE.sub(" ", flat)  # an undated report may date its own news in full
    years = [int(y) for y in _YEAR.findall(told)]
    if years and (published is None or min(years) < int(published[:4])):
        return True
    found = _LONG_AGO.search(flat)
    return bool(found) and not (published is not None and _month(published) in (found.group(0) if found else ""))


_GOES_ON = re.compile(r"^(?:under|at the time|then|afterwards|that |those |this deal|the deal|the agreement)\b")


class History:
    """Where a report tells history: what names an earlier time, and the next sentence that goes on from it."""

    def __init__(self, report: Report) -> None:
        self._text, self._published = flat(report.text), report.published
        self._last: Span | None = None  # the last sentence told as history

    def holds(self, sentence: Span, lead: str) -> bool:
        """Is a clause of this sentence history? ``lead`` are its words with those that lead into it, lower case."""
        told = is_background(lead, self._published) or self._goes_on(sentence)
        if told:
            self._last = sentence
        return told

    def _goes_on(self, sentence: Span) -> bool:
        if self._last is None:
            return False
        if self._last == sentence:
            return bool(_GOES_ON.match(sentence.of(self._text)))
        between = self._text[self._last.end : sentence.start]
        return not between.strip() and bool(_GOES_ON.match(sentence.of(self._text)))


_MONTHS = "january february march april may june july august september october november december".split()


def _month(published: str) -> str:
    return _MONTHS[int(published[5:7]) - 1]
