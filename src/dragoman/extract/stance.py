"""Did it happen: the status of an act, the words that set it, and whether it is told as history."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from dragoman.extract.clauses import Clause
from dragoman.extract.grammar import BE, MODALS, Sentence, VerbGroup
from dragoman.extract.triggers import HARM, Act
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
# A noun that governs an infinitive ("plans to annex") and the status it gives.
_NOUNS: dict[str, Status] = {
    **dict.fromkeys("plan plans intention intentions intent bid bids effort efforts aim aims ambition ambitions goal goals decision "
                    "decisions attempt attempts campaign push drive desire readiness willingness promise promises pledge pledges vow "
                    "vows agreement agreements deal deals scheme schemes preparations".split(), "planned"),
    **dict.fromkeys("threat threats".split(), "threatened"),
    **dict.fromkeys("demand demands call calls appeal appeals order orders request requests".split(), "demanded"),
    **dict.fromkeys("offer offers proposal proposals".split(), "offered"),
    **dict.fromkeys("failure refusal inability".split(), "failed"),
}  # fmt: skip
# Verbs whose infinitive is as true as they are themselves: "managed to enter", "forced them to leave", "used it to shell".
_CARRIES_OUT = frozenset(
    "manage manages managed managing use uses used using force forces forced forcing compel compels compelled compelling help "
    "helps helped helping happen happens happened lead leads led cause causes caused causing prompt prompts prompted prompting "
    "go goes went".split()
)
_DONE_SO_FAR = frozenset("began begun started".split())
_EVIDENTIAL = frozenset(
    "known believed said reported thought alleged understood feared appears appeared seems seemed".split()
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A status with its cues and whether the claim is background."""

    status: Status
    cues: tuple[Span, ...]


def standing(
    s: Sentence,
    clauses: list[Clause],
    act: Act,
    kind: Kind,
    frame: Frame | None,
    supposed: tuple[int, int] | None,
    *,
    whole_clause: bool = False,
) -> Standing:
    """The status of one act: set by what denies or supposes it, by its cue, by what governs it, then by its verb.

    ``supposed`` are the words that make its clause a condition. ``whole_clause``: asked is whether the clause holds, so that
    "found no link" is as true as its verb; otherwise an act done by nobody or to nothing is denied.
    """
    clause = clauses[act.clause]
    verb = _own_verb(clause, act)
    if frame is not None and frame.denies:
        return Standing("denied", (frame.cue,))
    if supposed is not None:
        return Standing("hypothetical", (s.cover(*supposed),))
    if act.trigger.cue.status:
        return Standing(cast(Status, act.trigger.cue.status), (s.cover(act.trigger.start, act.trigger.end),))
    if verb is not None and verb.negated:
        return Standing("denied", (s.cover(verb.start, verb.end),))
    if not whole_clause and (no := nought(s, clause, act, kind)) is not None:
        return Standing("denied", (s.cover(no, no + 1),))
    if governed := _governed(s, clause, act, verb, kind.status == "ongoing"):
        return governed
    if verb is not None and verb.modal and (modal := _modal(s, verb, frame)):
        return modal
    if verb is not None and (shared := _shared(s, clauses, act.clause, verb, frame)):
        return shared
    if kind.status == "ongoing" and clause.link == "after" and not clause.verbs:
        return Standing("occurred", (s.cover(clause.start - 1, clause.start),))  # "after a siege": it is over
    if kind.status and not (kind.status == "ongoing" and verb is not None and verb.past and not verb.progressive):
        return Standing(cast(Status, kind.status), (s.cover(act.trigger.start, act.trigger.end),))
    return _by_tense(s, verb)


_HARMS = ("kill", "wound", "injur", "hurt", "maim")
_NO = frozenset("no nobody none neither nothing".split())


def nought(s: Sentence, clause: Clause, act: Act, kind: Kind) -> int | None:
    """The word that leaves an act without a doer or an object: "nobody claimed it", "arrested no one", "no reports of deaths".

    Harm that befell nobody is told as a count of none ("no one was hurt") and not as denied.
    """
    if _NO & set(re.split(r"[ |]", act.trigger.cue.cue)):
        return None  # the cue itself reads it
    trigger, verb = act.trigger, _own_verb(clause, act)
    noun = s.noun_at(trigger.head)
    inner = next((n for n in s.nouns if noun is not None and s.low[n.end : noun.start] == ("of",)), None)
    heads = [inner.start] if inner is not None else []
    harms = verb is not None and s.low[verb.head].startswith(_HARMS)
    if not harms and not {kind.kind, act.told_as} & HARM:
        own = verb is not None and verb.start <= trigger.head < verb.end
        theirs = verb is None or verb is clause.verb or not verb.finite  # "nobody remembers | he fled": not its subject
        subject = [clause.subject.start] if clause.subject is not None and theirs else []
        heads += [
            *subject,
            *([noun.start] if noun is not None else []),
            *([verb.end] if own and verb is not None else []),
        ]
    return next((at for at in heads if s.low[at : at + 1] and s.low[at] in _NO), None)


def _own_verb(clause: Clause, act: Act) -> VerbGroup | None:
    """The verb group of the act, or the clause's verb for an act that is a noun."""
    return next((v for v in clause.verbs if v.start <= act.trigger.head < v.end), clause.verb)


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
    if on_verb and verb.infinitive and (hung := _infinitive(s, clause, verb, is_state)):
        return hung
    goes_on = not on_verb and GOVERNORS.get(s.low[verb.head]) == "ongoing" and act.trigger.head < verb.start
    return Standing("ongoing", (s.cover(verb.start, verb.end),)) if goes_on else None


def _infinitive(s: Sentence, clause: Clause, verb: VerbGroup, is_state: bool) -> Standing | None:
    """By what an infinitive hangs on: "plans to annex", "was used to shell"; alone it tells a purpose ("To retake …, they")."""
    cue = (s.cover(verb.start, verb.start + 1),)
    governs = (
        _NOUNS.get(s.low[verb.start - 1]) if verb.start and s.low[verb.start - 2] != "in" else None
    )  # "in order to"
    if governs:
        return Standing(governs, (s.cover(verb.start - 1, verb.start),))
    if clause.verbs[0] is verb:
        return None if verb.perfect else Standing("planned", cue)
    above = clause.verbs[clause.verbs.index(verb) - 1]
    if s.low[above.head] in _CARRIES_OUT and not above.infinitive:
        told = _modal(s, above, None) if above.modal else None
        return Standing("denied", cue) if above.negated else told or _by_tense(s, above)
    told_as_done = verb.perfect or any(s.low[v.head] in _EVIDENTIAL | _DONE_SO_FAR for v in clause.verbs)
    return None if is_state or told_as_done else Standing("planned", cue)  # "said to have burned" is done


_OF_NOUNS = frozenset(("planned", "demanded", "offered", "threatened", "denied"))


def _shared(s: Sentence, clauses: list[Clause], number: int, verb: VerbGroup, frame: Frame | None) -> Standing | None:
    """A bare verb behind "and" shares the helper of the verb that it is joined to: "will leave and | hand over their arms"."""
    clause = clauses[number]
    if (
        clause.link != "coord"
        or clause.parent is None
        or s.tags[verb.start] not in ("VB", "VBP")
        or verb.end - verb.start > 1
    ):
        return None
    above = clauses[clause.parent]
    lead = next((v for v in reversed(above.verbs) if v.modal or v.infinitive), None)
    if lead is None or (s.tags[verb.start] == "VBP" and not lead.modal) or clause.verbs[0] is not verb:
        return (
            None if lead is not None or not above.verbs else _shared(s, clauses, clause.parent, above.verbs[0], frame)
        )
    if lead.modal:
        return _modal(s, lead, frame)
    return _infinitive(s, above, lead, is_state=False)


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
