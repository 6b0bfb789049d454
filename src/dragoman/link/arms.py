"""The ledger of arms: what weapons, how many, from whom to whom, and whether surrendered, captured or lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.link.telling import Tellings, entry, fact, grouped, interval
from dragoman.link.wording import amount, in_order, said_by, sides, told_when, trigger_words, where, words_of
from dragoman.records import Entry, Fact, Finding, Role

KINDS = ("surrender_of_arms", "arms_stock", "weapons_seized")
_BESIDE = "surrender_of_fighters"  # "either surrendered or lost": the verb alone seems to tell of fighters
_LOST = ("lose", "lost", "abandon", "left behind", "leave behind")
_TAKEN = ("capture", "captur", "seize", "seiz", "take", "took", "recover", "confiscat", "haul")
ONE_BREATH = 60  # characters: two fates told this close are of the same arms (guessed: "surrendered or lost")
_COUNTED = ("surrendered_weapons", "weapons")


def arms(told: Tellings) -> list[Entry]:
    """One line per telling of arms; "either surrendered or lost" is one line with two open hypotheses."""
    members = sorted(told.of_kind(*KINDS, _BESIDE), key=lambda f: (f.claim.report_id, f.claim.trigger.start, f.id))
    event = {f: e.id for e in told.events for f in e.findings}
    groups: list[list[Finding]] = []
    for finding in members:
        beside = bool(groups) and _one_breath(groups[-1][-1], finding)
        if beside:
            groups[-1].append(finding)
        elif _BESIDE in told.above(finding):
            continue
        else:
            groups.append([finding])
    merged = grouped((event.get(group[0].id, group[0].id), f) for group in groups for f in group)
    return [_line(in_order(group), told) for group in merged.values()]


def how(finding: Finding, told: Tellings) -> str:
    """surrendered, captured, lost or unknown (a stock whose origin is not told)."""
    above = told.above(finding)
    if above & {"surrender_of_arms", _BESIDE}:
        return "surrendered"
    if "weapons_seized" in above:
        return "captured"
    words = (trigger_words(finding, told.evidence) or finding.claim.reason).lower()
    if any(w in words for w in _LOST):
        return "lost"
    return "captured" if any(w in words for w in _TAKEN) else "unknown"


def _one_breath(a: Finding, b: Finding) -> bool:
    """Two fates in one run of words: the arms are the same."""
    return a.claim.report_id == b.claim.report_id and b.claim.trigger.start - a.claim.trigger.end <= ONE_BREATH


def _line(group: Sequence[Finding], told: Tellings) -> Entry:
    fates = {f.id: how(f, told) for f in group}
    known = sorted({h for h in fates.values() if h != "unknown"})
    facts = [fact for finding in group for fact in _facts(finding, fates[finding.id], len(known) > 1, told)]
    what = ", ".join(dict.fromkeys(f.value for f in facts if f.name == "kind")) or "arms"
    line = entry("arms", f"{what}: {' or '.join(known) or 'unknown'}", told.episode.get(group[0].id, ""), facts, group)
    status = "open" if len(known) > 1 else known[0] if known else "unknown"
    return replace(line, interval=interval(group), status=status)


def _facts(finding: Finding, fate: str, rivals: bool, told: Tellings) -> list[Fact]:
    voice, when, words = said_by(finding), told_when(finding), words_of(finding, told.evidence)
    giver: Role = "recipient" if fate in ("captured", "unknown") else "actor"
    taker: Role = "actor" if fate in ("captured", "unknown") else "recipient"
    state = "open" if rivals else finding.claim.stance.status
    found = [fact("kind", m.words, finding) for m in finding.claim.role("weapon")]
    found += [
        fact("amount", amount(q), finding, said_by=voice, words=q.words)
        for q in finding.claim.quantities
        if q.kind in _COUNTED or any(m.span.meets(q.span) for m in finding.claim.role("weapon"))
    ]
    found += [fact("from", name, finding, said_by=voice) for name in sides(finding, giver)]
    found += [fact("to", name, finding, said_by=voice) for name in sides(finding, taker)]
    if fate != "unknown":
        found.append(fact("how", fate, finding, said_by=voice, when=when, words=words, state=state))
    else:
        found.append(fact("held", words or where(finding), finding, said_by=voice, when=when, state=state))
    return found
