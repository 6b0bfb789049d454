"""The terms of a deal: who owes what, where, by when, on which condition, and how far it has come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.link.causes import cue_found
from dragoman.link.hints import FIGHTS, holds, names_any
from dragoman.link.telling import Tellings, fact
from dragoman.link.wording import actors, balanced, said_by, told_when, trigger_words, where, words_of
from dragoman.records import Fact, Finding, Mention

_DONE = ("occurred", "ongoing")
_OWED_STILL = ("planned", "offered", "failed", "denied")  # of an act that a deal asks for
_READY = frozenset(("evacuation_prepared",))  # kinds that tell of something made ready and not done
ONE_BREATH = 60  # characters: "if they give up … and agree to …", "either surrendered or lost" (guessed)
_MOVES = frozenset(("move", "corridor", "guarantee"))
_SENT = "deployment"  # troops sent out are no promise to the other side
_LET_IN = "entry_of_forces"  # unless the other side lets them in
_GAVE_UP = frozenset(("surrender_of_arms", "surrender_of_fighters"))
_SURRENDERED = re.compile(r"\b(?:surrender|gave themselves up|lay down|laid down)", re.IGNORECASE)
_FORCE_BEFORE = frozenset(("territory_taken", "siege", "siege_imposed", "armed_clash"))
FIGHT_NEAR = 300  # characters: a sentence or two between a fight and the surrender that ends it (guessed)
# What is owed stands behind these; English, the only language whose clauses are read so far.
_OWED = re.compile(
    r"\b(?:must|shall|will|would|should|has to|have to|is to|are to|was to|were to|agreed?)\b", re.IGNORECASE
)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z]\w+|[A-Z]\w+ \d{1,2})(?:,? \d{4})?"
_BY = re.compile(rf"\b(?:by|before|until|no later than) ((?:the end of )?(?:{_DAY}|[A-Z][a-z]+day|midnight|noon))\b")
# What was agreed stands behind these: "agreed to lift the blockade", "a truce that obliges the rebels to leave", "a deal
# to free the captives"; not behind "agreed on Friday".
_DAY_NAME = r"(?:on\s+)?(?:(?:an?|the|that)\s+)?(?:[A-Z][a-z]+day|\d|day)"
_AGREED = re.compile(
    r"\b(?:(?:agree(?:d|s|ing)?|accept(?:ed|s|ing)?|pledg(?:ed|es|ing)|undertook|promised|oblig(?:ed|es|ing)|bind(?:s|ing)?|"
    r"bound|requir(?:ed|es|ing)|stipulat(?:ed|es|ing))(?:\s+(?!to\b|on\b|that\b)[\w'’-]+){0,5}?\s+(?:to|on|that)|"
    r"(?:deal|agreement|accord|pact)\s+to)\s+(?P<what>[^.;!?\n]{4,200})"
)
# What is said beside it: "…, a success for the president", "…, according to the mayor".
_BESIDE = re.compile(r",\s+(?=(?:a|an|the|in|as|which|who|according|said|brokered|mediated|after|with)\b)")
_AIM = re.compile(
    r"(?:end|stop|halt|ease|cease)\b.*\b(?:war|conflict|fighting|crisis|violence|tensions?|hostilities)\b"
)
HEAD = 6  # words: a noun with what stands before it (guessed)
_CEASEFIRE = "ceasefire"  # a kind whose name is what is owed
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n")


def is_term(finding: Finding, told: Tellings) -> bool:
    """Is it a promised act: a term by kind, tied to a deal by the text, or a move that is planned or made ready?"""
    if told.step(finding) == "term" or any(t.kind == "term_of" for t in finding.claim.ties):
        return True
    above = told.above(finding)
    if finding.id in told.under_deals and finding.claim.stance.status in _OWED_STILL:
        return True
    if _SENT in above and _LET_IN not in above:
        return False
    return bool(above & _READY) or (bool(above & _MOVES) and finding.claim.stance.status in ("planned", "offered"))


def of_defeat(finding: Finding, told: Tellings) -> bool:
    """Is it a surrender that ends a fight, and so keeps no deal ("soldiers surrendered after a two-week battle")?"""
    if not told.above(finding) & _GAVE_UP or not _SURRENDERED.search(trigger_words(finding, told.evidence)):
        return False
    if any(t.kind in ("term_of", "condition") for t in finding.claim.ties) or finding.claim.stance.status not in _DONE:
        return False
    return holds(words_of(finding, told.evidence), told.world, FIGHTS) or any(
        _fought_before(f, finding, told) for f in told.of_report(finding)
    )


def _fought_before(fight: Finding, finding: Finding, told: Tellings) -> bool:
    """Does a fight for a place stand right before it, told of the same time and by no deal?"""
    gap = finding.claim.trigger.start - fight.claim.trigger.end
    same_time = fight.claim.stance.background == finding.claim.stance.background
    return 0 <= gap <= FIGHT_NEAR and same_time and bool(told.above(fight) & _FORCE_BEFORE)


def conditional(finding: Finding, told: Tellings) -> bool:
    """Is it the condition of an offer, or told in one breath with it ("if they give up arms and agree to …")?"""
    return any(_is_condition(f, told) for f in (finding, *_in_one_breath(finding, told, before=True)))


def _is_condition(finding: Finding, told: Tellings) -> bool:
    offers = {t.claim_id for t in finding.claim.ties if t.kind == "condition"}
    return any(f.claim.id in offers and told.step(f) == "offer" for f in told.of_report(finding))


def either_or(finding: Finding, told: Tellings) -> bool:
    """Is it one of two fates that the text leaves open ("either surrendered or lost")?"""
    text = told.texts.get(finding.claim.report_id, "")
    for other in _in_one_breath(finding, told, before=False):
        between = text[finding.claim.trigger.end : other.claim.trigger.start]
        if other.claim.stance.status == finding.claim.stance.status and between.strip().casefold() == "or":
            return True
    return False


def _in_one_breath(finding: Finding, told: Tellings, *, before: bool) -> list[Finding]:
    """The findings close before or behind it, by the same voice, with no sentence's end between."""
    own, text = finding.claim, told.texts.get(finding.claim.report_id, "")
    found = []
    for other in told.of_report(finding):
        first, second = (other.claim, own) if before else (own, other.claim)
        near = 0 <= second.trigger.start - first.trigger.end <= ONE_BREATH
        between = text[first.trigger.end : second.trigger.start]
        if near and "." not in between and other.claim.stance.voices == own.stance.voices:
            found.append(other)
    return found


def terms(group: Sequence[Finding], told: Tellings) -> list[Fact]:
    """Each term as a line of its own and as its parts; parts carry the finding of their term."""
    by_claim = {f.claim.id: f for f in group}
    found: list[Fact] = []
    for finding in group:
        on_condition = conditional(finding, told)
        keeps = told.step(finding) == "implementation" and (finding.id in told.kept or not told.beside(finding))
        told_done = keeps and finding.claim.stance.status != "hypothetical"
        if is_term(finding, told) or told_done or told.step(finding) == "offer" or on_condition:
            state = "offered" if on_condition else "open" if either_or(finding, told) else state_of(finding, told)
            found += _term(finding, state, _hanging_on(finding, by_claim.values(), "condition"), told)
            found += _tied(finding, by_claim.values(), "deadline", told) or _by_when(finding, told)
        else:
            found += _agreed_on(finding, told)
    return found


def _agreed_on(finding: Finding, told: Tellings) -> list[Fact]:
    """What the words of an agreement say was agreed, and that fire ceases; not what another finding tells by itself."""
    if told.step(finding) not in ("agreement", "acceptance") or finding.claim.stance.status in (
        "denied",
        "hypothetical",
    ):
        return []
    state = "missed" if finding.claim.stance.status == "failed" else "open"
    found, evidence = [], told.evidence.get(finding.id, "")
    about = {"words": evidence, "said_by": said_by(finding), "when": told_when(finding), "state": state}
    if _CEASEFIRE in told.above(finding) or cue_found(_CEASEFIRE, evidence, told.world):
        found.append(fact("term", told.world.kinds[_CEASEFIRE].name, finding, **about))
    for what in _AGREED.finditer(evidence):
        if (
            re.match(_DAY_NAME, what["what"])
            or _AIM.match(what["what"])
            or _names_deal(what["what"], told)
            or _told_apart(finding, evidence, what, told)
        ):
            continue
        who = ", ".join(name for known, name in actors(finding, "actor", "party") if known is not None)
        words = balanced(" ".join(_BESIDE.split(what["what"])[0].split()).rstrip(" ,"))
        found.append(fact("term", f"{who}: {words}" if who else words, finding, **about))
        break
    return found


def _names_deal(words: str, told: Tellings) -> bool:
    """Do the words name a deal by what it is ("a truce for the harvest") and not an act?"""
    return names_any(" ".join(words.split()[:HEAD]), told.world, "deal")


def _told_apart(finding: Finding, evidence: str, what: re.Match[str], told: Tellings) -> bool:
    """Is what was agreed a finding of its own?"""
    start = finding.claim.evidence.start
    inside = range(start + what.start("what"), start + what.end("what"))
    return any(
        f.id != finding.id
        and f.claim.trigger.start in inside
        and (is_term(f, told) or told.step(f) == "implementation")
        for f in told.of_report(finding)
    )


def state_of(finding: Finding, told: Tellings) -> str:
    """How far a term has come: offered, ready, done, refused, missed or open. Made ready is never done."""
    status = finding.claim.stance.status
    if told.above(finding) & _READY:
        return "missed" if status == "failed" else "ready"
    match status:
        case "offered":
            return "offered"
        case "occurred" | "ongoing":
            return "open" if told.step(finding) == "term" else "done"
        case "failed":
            return "missed"
        case "denied":
            return "refused"
        case _:
            return "open"


def _term(finding: Finding, state: str, conditions: Sequence[Finding], told: Tellings) -> list[Fact]:
    debtors = [name for known, name in actors(finding, "actor", "party") if known is not None or name[:1].isupper()]
    objects = _words(finding.claim.role("recipient", "victim", "thing", "weapon"))
    goals = _words(finding.claim.role("destination"))
    kind = told.world.kinds[finding.kind].name if finding.kind in told.world.kinds else finding.kind
    condition = "; ".join(words_of(c, told.evidence) for c in conditions)
    place = where(finding)
    parts = [
        fact("term_debtor", ", ".join(debtors), finding, state=state),
        fact("term_act", kind, finding, state=state),
        fact("term_object", ", ".join(objects), finding, state=state),
        fact("term_place", " → ".join([*([place] if place else []), *goals]), finding, state=state),
        fact("term_condition", condition, finding, state=state),
    ]
    words = owed_words(finding, told) or words_of(finding, told.evidence)
    what = balanced(owed_words(finding, told)) or kind + (f" ({', '.join(objects)})" if objects else "")
    who = ", ".join(name for name in debtors if name not in what)
    value = (f"{who}: " if who else "") + what + (f", if {condition}" if condition else "")
    whole = fact("term", value, finding, words=words, said_by=said_by(finding), when=told_when(finding), state=state)
    return [whole, *parts]


def owed_words(finding: Finding, told: Tellings) -> str:
    """The words of the evidence; of a term that stops before what is owed ("Under the deal, …"), those of its sentence."""
    evidence, text = told.evidence.get(finding.id, ""), told.texts.get(finding.claim.report_id, "")
    if told.step(finding) != "term" or not text or _OWED.search(evidence):
        return evidence
    start = finding.claim.evidence.start
    end = _SENTENCE_END.search(text, finding.claim.evidence.end)
    whole = text[start : end.start() if end else len(text)]
    return whole if _OWED.search(whole) else evidence


def _by_when(finding: Finding, told: Tellings) -> list[Fact]:
    """The deadline that the term's own words name: "by 7 January"."""
    if told.step(finding) != "term":
        return []
    found = _BY.search(" ".join(owed_words(finding, told).split()))
    return [fact("term_deadline", found.group(1), finding)] if found else []


def _hanging_on(finding: Finding, group: Iterable[Finding], tie: str) -> list[Finding]:
    """The findings of the group that the text ties to this one."""
    return [f for f in group if any(t.kind == tie and t.claim_id == finding.claim.id for t in f.claim.ties)]


def _tied(finding: Finding, group: Iterable[Finding], tie: str, told: Tellings) -> list[Fact]:
    return [fact(f"term_{tie}", words_of(f, told.evidence), finding) for f in _hanging_on(finding, group, tie)]


def _words(mentions: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(m.words for m in mentions))
