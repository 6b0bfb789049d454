"""The terms of a deal: who owes what, where, by when, on which condition, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.link.telling import Tellings, fact
from dragoman.link.wording import actors, said_by, told_when, where, words_of
from dragoman.records import Fact, Finding, Mention

_READY = frozenset(("evacuation_prepared",))  # kinds that tell of something made ready and not done
_MOVES = frozenset(("move", "corridor", "guarantee"))


def is_term(finding: Finding, told: Tellings) -> bool:
    """Is it a promised act: a term by kind, tied to a deal by the text, or a move that is planned or made ready?"""
    if told.step(finding) == "term" or any(t.kind == "term_of" for t in finding.claim.ties):
        return True
    above = told.above(finding)
    return bool(above & _READY) or (bool(above & _MOVES) and finding.claim.stance.status in ("planned", "offered"))


def terms(group: Sequence[Finding], told: Tellings) -> list[Fact]:
    """Each term as a line of its own and as its parts; parts carry the finding of their term."""
    by_claim = {f.claim.id: f for f in group}
    offers = {f.claim.id for f in group if told.step(f) == "offer"}
    found: list[Fact] = []
    for finding in group:
        on_condition = [t for t in finding.claim.ties if t.kind == "condition" and t.claim_id in offers]
        told_done = told.step(finding) == "implementation" and finding.claim.stance.status != "hypothetical"
        if is_term(finding, told) or told_done or told.step(finding) == "offer" or on_condition:
            state = "offered" if on_condition else state_of(finding, told)
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
    debtors = [name for _, name in actors(finding, "actor", "party")]
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
    value = f"{', '.join(debtors) or 'not named'}: {kind}" + (f" ({', '.join(objects)})" if objects else "")
    value += f", if {condition}" if condition else ""
    words = words_of(finding, told.evidence)
    whole = fact("term", value, finding, words=words, said_by=said_by(finding), when=told_when(finding), state=state)
    return [whole, *parts]


def _hanging_on(finding: Finding, group: Iterable[Finding], tie: str) -> list[Finding]:
    """The findings of the group that the text ties to this one."""
    return [f for f in group if any(t.kind == tie and t.claim_id == finding.claim.id for t in f.claim.ties)]


def _tied(finding: Finding, group: Iterable[Finding], tie: str, told: Tellings) -> list[Fact]:
    return [fact(f"term_{tie}", words_of(f, told.evidence), finding) for f in _hanging_on(finding, group, tie)]


def _words(mentions: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(m.words for m in mentions))
