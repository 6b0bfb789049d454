"""The ledger of control: who is said to hold a place, since when, by force or by negotiation, and by whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.link.hints import holds
from dragoman.link.telling import Tellings, entry, fact, grouped, interval
from dragoman.link.wording import amount, in_order, said_by, sides, spoken, told_when, trigger_words, where, words_of
from dragoman.records import Entry, Fact, Finding

_BY_FORCE = ("territory_taken",)
_BY_TALKS = ("handover_of_territory",)
_HELD = ("control", "enclave")
_COUNTS = ("towns", "share_of_territory")
_GIVES = "gives_territory"  # a list of languages/en.lexicons.linking.yaml
_Key = tuple[str, str, str, str, str]


def control(told: Tellings) -> list[Entry]:
    """One line per place, holder and means; totals ("27 towns") and shares ("60 percent") are lines of their own."""
    members = told.of_kind(*_BY_FORCE, *_BY_TALKS, *_HELD)
    groups = grouped((_key(f, told), f) for f in members if f.claim.stance.status != "denied")
    denials = [f for f in members if f.claim.stance.status == "denied"]
    return [
        _line(key, in_order(group), [d for d in denials if _key(d, told)[:2] == key[:2]], told)
        for key, group in groups.items()
    ]


def means(finding: Finding, told: Tellings) -> str:
    """force, negotiation, or unknown where the words only say who holds it."""
    above = told.above(finding)
    if above & set(_BY_TALKS):
        return "negotiation"
    return "force" if above & set(_BY_FORCE) else "unknown"


def _key(finding: Finding, told: Tellings) -> _Key:
    counts = "; ".join(f"{q.kind} {amount(q)}" for q in finding.claim.quantities if q.kind in _COUNTS)
    place = finding.place.chosen
    spot = place.id if place is not None else where(finding)
    return told.episode.get(finding.id, ""), spot, "; ".join(_holders(finding, told)), means(finding, told), counts


def _gives(finding: Finding, told: Tellings) -> bool:
    """Does its actor give the place away ("the rebels handed over the port")?"""
    return means(finding, told) == "negotiation" and holds(trigger_words(finding, told.evidence), told.world, _GIVES)


def _holders(finding: Finding, told: Tellings) -> list[str]:
    """Who holds it: whoever took it or was given it; "another five by force" is of the side of its sentence."""
    if _gives(finding, told):
        return sides(finding, "recipient")
    own = sides(finding, "actor", "party")
    before = None if own else _beside(finding, told)
    return own if before is None else _holders(before, told)


def _losers(finding: Finding, told: Tellings) -> list[str]:
    return sides(finding, "actor", "party") if _gives(finding, told) else sides(finding, "recipient")


def _beside(finding: Finding, told: Tellings) -> Finding | None:
    """The telling right before it in its sentence that counts too, where it counts and names nobody itself."""
    text, at = told.texts.get(finding.claim.report_id, ""), finding.claim.trigger.start
    if not _counts(finding) or finding.claim.role("actor", "party", "recipient"):
        return None
    before = [f for f in told.of_report(finding) if f.claim.trigger.start < at and _counts(f) and _of_control(f, told)]
    near = max(before, key=lambda f: (f.claim.trigger.start, f.id), default=None)
    if near is None or ". " in text[near.claim.trigger.end : at]:
        return None
    return near


def _counts(finding: Finding) -> bool:
    return any(q.kind in _COUNTS for q in finding.claim.quantities)


def _of_control(finding: Finding, told: Tellings) -> bool:
    return bool(told.above(finding) & {*_BY_FORCE, *_BY_TALKS, *_HELD})


def _line(key: _Key, group: Sequence[Finding], denials: Sequence[Finding], told: Tellings) -> Entry:
    episode, _, _, how, _ = key
    facts = [f for finding in group for f in _facts(finding, how, told)]
    facts += [
        fact("denied", words_of(d, told.evidence) or "denied", d, said_by=said_by(d), when=told_when(d))
        for d in denials
    ]
    holder = "; ".join(_holders(group[0], told)) or "holder not named"
    what = " in ".join(w for w in (_total(group[0]), where(group[0])) if w) or "place not named"
    line = entry("control", f"{what}: {holder}", episode, facts, [*group, *denials])
    lasting = any(f.claim.stance.status == "ongoing" for f in group)
    return replace(line, interval=interval(group, lasting=lasting) or interval(group), status=_status(group))


def _total(finding: Finding) -> str:
    """``27 towns``, ``at least 60 percent``; empty for a single place."""
    units = {"towns": "towns", "share_of_territory": "percent"}
    told = [q for q in finding.claim.quantities if q.kind in units]
    return ", ".join(f"{spoken(q.low, q.high, approximate=q.approximate)} {units[q.kind]}" for q in told)


def _facts(finding: Finding, how: str, told: Tellings) -> list[Fact]:
    voice, when, words = said_by(finding), told_when(finding), words_of(finding, told.evidence)
    state = _status([finding])
    found = [fact("holder", name, finding, said_by=voice, when=when, state=state) for name in _holders(finding, told)]
    found += [fact("from", name, finding, said_by=voice, when=when) for name in _losers(finding, told)]
    found += [fact("place", where(finding), finding), fact("means", how, finding, said_by=voice, words=words)]
    for quantity in finding.claim.quantities:
        if quantity.kind in _COUNTS:
            name = "share" if quantity.kind == "share_of_territory" else "towns"
            found.append(
                fact(name, amount(quantity), finding, said_by=voice, when=when, words=quantity.words, state=how)
            )
    return found


def _status(group: Sequence[Finding]) -> str:
    """held where somebody tells it as done; else intended, failed or lost from sight."""
    told = {f.claim.stance.status for f in group}
    if told & {"occurred", "ongoing"}:
        return "held"
    return "failed" if "failed" in told else "intended"
