"""The ledger of arms: what weapons, how many, from whom to whom, and whether surrendered, captured or lost."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from dragoman.link.telling import Tellings, entry, fact, grouped, interval
from dragoman.link.wording import amount, in_order, said_by, sides, told_when, trigger_words, where, words_of
from dragoman.records import Entry, Fact, Finding, Role
from dragoman.text import flat
from dragoman.world import World

KINDS = ("surrender_of_arms", "arms_stock", "weapons_seized")
_BESIDE = "surrender_of_fighters"  # "either surrendered or lost": the verb alone seems to tell of fighters
_LOST = ("lose", "lost", "abandon", "left behind", "leave behind")
_TAKEN = ("capture", "captur", "seize", "seiz", "take", "took", "recover", "confiscat", "haul")
ONE_BREATH = 60  # characters: two fates told this close are of the same arms (guessed: "surrendered or lost")
_LISTS = ("arms", "weapon", "artillery", "firearm", "explosive", "aircraft", "drone")  # lists of a language file
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_DONE = ("occurred", "ongoing")
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
    weapons = weapon_words(told.world)
    lines = [_line(in_order(group), weapons, told) for group in merged.values()]
    return [line for line in lines if line is not None]


def weapon_words(world: World) -> frozenset[str]:
    """Every word that names a weapon, in the lists of the languages."""
    lists = (language.lexicons.get(name, ()) for language in world.languages.values() for name in _LISTS)
    return frozenset(word.lower() for words in lists for word in words)


def names_weapon(words: str, weapons: Container[str]) -> bool:
    """Is the head of the words a weapon ("their heavy weapons"), not a place or an act ("the departure")?"""
    head = flat(words).partition(" of ")[0].split()
    return bool(head) and any(form in weapons for form in _forms(" ".join(head[-2:])) + _forms(head[-1]))


def _forms(word: str) -> list[str]:
    return [word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"]


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


def _line(group: Sequence[Finding], weapons: Container[str], told: Tellings) -> Entry | None:
    """The ledger line; None where no weapon is told of."""
    if not any(_tells_of_weapons(f, weapons, told) for f in group):
        return None
    fates = {f.id: how(f, told) for f in group}
    known = _known(group, fates)
    only = _only_said(group)
    facts = [fact for finding in group for fact in _facts(finding, fates[finding.id], len(known) > 1, weapons, told)]
    what = ", ".join(dict.fromkeys(f.value for f in facts if f.name == "kind")) or "arms"
    fate = " or ".join(known) or "unknown"
    line = entry(
        "arms", f"{what}: {fate}" + (f" ({only})" if only else ""), told.episode.get(group[0].id, ""), facts, group
    )
    status = only or ("open" if len(known) > 1 else known[0] if known else "unknown")
    return replace(line, interval=interval(group), status=status)


def _known(group: Sequence[Finding], fates: Mapping[str, str]) -> list[str]:
    """The fates told: those told as done, where there are such; what is only hoped for stands back."""
    told = [f for f in group if fates[f.id] != "unknown"]
    return sorted({fates[f.id] for f in [f for f in told if f.claim.stance.status in _DONE] or told})


def _only_said(group: Sequence[Finding]) -> str:
    """``hypothetical``, ``offered`` and so on where nobody tells it as done; else nothing."""
    told = [f.claim.stance.status for f in group]
    return "" if any(s in _DONE for s in told) else told[0]


def _tells_of_weapons(finding: Finding, weapons: Container[str], told: Tellings) -> bool:
    if any(names_weapon(m.words, weapons) for m in finding.claim.role("weapon", "thing", "recipient")):
        return True
    return any(q.kind in _COUNTED for q in finding.claim.quantities) or any(
        form in weapons for word in _WORD.findall(flat(words_of(finding, told.evidence))) for form in _forms(word)
    )


def _facts(finding: Finding, fate: str, rivals: bool, weapons: Container[str], told: Tellings) -> list[Fact]:
    voice, when, words = said_by(finding), told_when(finding), words_of(finding, told.evidence)
    giver: Role = "recipient" if fate in ("captured", "unknown") else "actor"
    taker: Role = "actor" if fate in ("captured", "unknown") else "recipient"
    state = "open" if rivals else finding.claim.stance.status
    arms_told = [m for m in finding.claim.role("weapon", "thing") if names_weapon(m.words, weapons)]
    found = [fact("kind", m.words, finding) for m in arms_told]
    found += [
        fact("amount", amount(q), finding, said_by=voice, words=q.words)
        for q in finding.claim.quantities
        if q.kind in _COUNTED or any(m.span.meets(q.span) for m in arms_told)
    ]
    found += [fact("from", name, finding, said_by=voice) for name in sides(finding, giver)]
    found += [fact("to", name, finding, said_by=voice) for name in sides(finding, taker)]
    if fate != "unknown":
        found.append(fact("how", fate, finding, said_by=voice, when=when, words=words, state=state))
    else:
        found.append(fact("held", words or where(finding), finding, said_by=voice, when=when, state=state))
    return found
