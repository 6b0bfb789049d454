"""What an amount counts: the dead, the hurt, the held, strikes, towns; told by its noun, a word of harm, or the act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.extract.grammar import FIGHTERS, Sentence
from dragoman.extract.quantities import PEOPLE, Amount
from dragoman.records import Quantity

_KILLED = re.compile(
    r"\b(?:kill|dead|death|die|dying|bod(?:y|ies)|corpse|martyr|fatal|slain|massacre|execut|claim\w* the li|li(?:fe|ves)|murder|behead|assassinat|casualt|perish|gunned down|hacked|lynch|shot dead|eliminat|neutrali[sz])"
)
_INJURED = re.compile(r"\b(?:injur|wound|hurt|maim)")
_BY_NOUN = (
    ("airstrikes", re.compile(r"^(?:air-?strikes?|air-?raids?|raids?|sorties|strikes?|barrel|bombs?)$")),
    ("towns", re.compile(r"^(?:towns?|villages?|settlements?|localities|hamlets?|communities)$")),
    ("buses", re.compile(r"^(?:bus|buses|coaches)$")),
    ("share_of_territory", re.compile(r"^(?:percent|%)$")),
    ("surrendered_weapons", re.compile(r"^(?:weapons|tanks|missiles|rifles|rounds|bullets|launchers|mortars)$")),
)  # fmt: skip
_GIVEN_UP = re.compile(
    r"surrender|weapons_|arms_|handover|hand(?:ed|ing|s)? (?:over|in)|seiz|captur|confiscat|stockpil"
)
_BY_VERB = (
    ("released", re.compile(r"(?:\b|_)(?:releas|free(?:d|s|ing)?\b|prisoner_(?:exchange|swap))")),
    ("abducted", re.compile(r"\b(?:abduct|kidnap|hostage)")),
    ("arrested", re.compile(r"\b(?:arrest|detain|captur|held|round\w* up|custody|jail|apprehend|nabbed|seiz)")),
    ("displaced", re.compile(r"\b(?:displac|flee|fled|uproot|refug|homeless|left their homes|driven from)")),
    ("evacuated", re.compile(r"\b(?:evacuat|bussed|taken out|left|leave|depart|transport|moved to)")),
)  # fmt: skip
_FIGHTERS = re.compile(
    r"^(?:fighter|militant|rebel|insurgent|troops|soldiers?|men|combatant|guerrilla|mercenary|personnel|terrorist|recruits?|reservists|policemen|militiamen)$"
)


_UNITS = frozenset(
    "day days hour hours week weeks month months year years minute minutes decade decades km kilometers kilometres mile "
    "miles meter meters metre metres".split()
)


def quantities(s: Sentence, found: list[Amount], start: int, end: int, trigger: str) -> tuple[Quantity, ...]:
    """Which of the amounts found in a sentence stand in words ``start`` to ``end``; ``trigger`` are the words of the act."""
    inside = [a for a in found if start <= a.start and a.end <= end and (a.noun is None or a.noun < end + 2)]
    out: list[Quantity] = []
    for a in inside:
        whole = out[-1].kind if a.part and out else None
        out += _quantity(s, a, (_own_harm(s, a) or whole) if whole else _kind(s, a, start, end, trigger))
    return tuple(out)


def counted(s: Sentence, a: Amount, start: int, end: int, trigger: str) -> Iterator[Quantity]:
    """One amount of a sentence as a quantity of the act whose evidence is words ``start`` to ``end``."""
    yield from _quantity(s, a, _kind(s, a, start, end, trigger) or _measured(s, a))


def _measured(s: Sentence, a: Amount) -> str | None:
    """ "A truce of 40 days": what is measured in units of time or length is an amount where the act is told by it."""
    return "other" if a.noun is not None and s.low[a.noun] in _UNITS else None


def _quantity(s: Sentence, a: Amount, kind: str | None) -> Iterator[Quantity]:
    if kind is None:
        return
    last = max(a.end, (a.noun or 0) + 1)
    first = next((n for n in range(a.end, last) if s.low[n] not in _BEFORE_UNITS), last)
    unit = s.told(first, last) or kind
    span = s.cover(a.start, a.end)
    yield Quantity(kind, a.low, a.high, a.approximate, unit, span, "")


_BEFORE_UNITS = frozenset("of the their his her its our my your these those".split())  # "237 of their relatives"


def _kind(s: Sentence, a: Amount, start: int, end: int, trigger: str) -> str | None:
    """What the amount counts: told by its noun, else by the nearest word of harm, else by the act."""
    noun = s.low[a.noun] if a.noun is not None else ""
    if a.share:
        return "share_of_territory"
    if noun in _UNITS:
        return None
    person = (
        noun in PEOPLE
        or noun == ""
        or (a.noun is not None and s.tags[a.noun] == "NNS" and noun.endswith(("ers", "ors", "ists", "men")))
    )
    if person and (harm := _harm(s, a, start, end)):
        return harm
    for kind, rule in _BY_NOUN:
        if rule.match(noun):
            return "other" if kind == "surrendered_weapons" and not _GIVEN_UP.search(trigger) else kind
    if person:
        for kind, rule in _BY_VERB:
            if rule.search(trigger):
                return kind
        if noun in FIGHTERS or _FIGHTERS.match(noun):
            return "fighters"
    if a.low == 1 and a.high == 1 and s.low[a.start] in ("a", "an", "another"):
        return None
    return "other" if a.noun is not None else None


def _own_harm(s: Sentence, a: Amount) -> str | None:
    """The harm told in the words of a part itself: "23 people, including two wounded", "of whom six were hurt"."""
    for word in s.low[a.end : max(a.end, a.noun or 0) + 3]:
        if word in (",", "and", ";", "."):
            return None
        if found := _harm_word(word):
            return found
    return None


def _harm_word(word: str) -> str | None:
    return "killed" if _KILLED.match(word) else "injured" if _INJURED.match(word) else None


def _harm(s: Sentence, a: Amount, start: int, end: int) -> str | None:
    """Killed or injured, by the word of harm nearest to the amount; words just after it win over words before."""
    best: tuple[float, str] | None = None
    for at in range(max(0, start - 2), min(len(s.low), end + 3)):
        kind = _harm_word(s.low[at])
        if kind is None:
            continue
        gap = a.start - at if at < a.start else at - a.end + 1
        crossed = any(w in ("and", ",") for w in s.low[min(at, a.end) : max(at, a.start)])
        distance = gap + (4.0 if crossed else 0.0) - (0.5 if at >= a.end and gap <= 3 else 0.0)
        if best is None or distance < best[0]:
            best = (distance, kind)
    return best[1] if best and best[0] <= 14 else None
