"""The terms of a deal: who owes what, where, by when, on which condition, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.link.telling import Tellings, fact
from dragoman.link.wording import actors, balanced, said_by, told_when, where, words_of
from dragoman.records import Fact, Finding, Mention

_READY = frozenset(("evacuation_prepared",))  # kinds that tell of something made ready and not done
ONE_BREATH = 60  # characters: "if they give up … and agree to …", "either surrendered or lost" (guessed)
_MOVES = frozenset(("move", "corridor", "guarantee"))


def is_term(finding: Finding, told: Tellings) -> bool:
    """Is it a promised act: a term by kind, tied to a deal by the text, or a move that is planned or made ready?"""
    if told.step(finding) == "term" or any(t.kind == "term_of" for t in finding.claim.ties):
        return True
    above = told.above(finding)
    return bool(above & _READY) or (bool(above & _MOVES) and finding.claim.stance.status in ("planned", "offered"))


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
        told_done = told.step(finding) == "implementation" and finding.claim.stance.status != "hypothetical"
        if is_term(finding, told) or told_done or told.step(finding) == "offer" or on_condition:
            state = "offered" if on_condition else "open" if either_or(finding, told) else state_of(finding, told)
            found += _term(finding, state, _hanging_on(finding, by_claim.values(), "condition"), told)
            found += _tied(finding, by_claim.values(), "deadline", told)
    return found


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
    words = words_of(finding, told.evidence)
    what = balanced(told.evidence.get(finding.id, "")) or kind + (f" ({', '.join(objects)})" if objects else "")
    who = ", ".join(name for name in debtors if name not in what)
    value = (f"{who}: " if who else "") + what + (f", if {condition}" if condition else "")
    whole = fact("term", value, finding, words=words, said_by=said_by(finding), when=told_when(finding), state=state)
    return [whole, *parts]


def _hanging_on(finding: Finding, group: Iterable[Finding], tie: str) -> list[Finding]:
    """The findings of the group that the text ties to this one."""
    return [f for f in group if any(t.kind == tie and t.claim_id == finding.claim.id for t in f.claim.ties)]


def _tied(finding: Finding, group: Iterable[Finding], tie: str, told: Tellings) -> list[Fact]:
    return [fact(f"term_{tie}", words_of(f, told.evidence), finding) for f in _hanging_on(finding, group, tie)]


def _words(mentions: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(m.words for m in mentions))
