"""How many, in words: "at least 10 soldiers killed", and where sources differ, all that they say: "11–19 killed"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.records import Event, Finding, Quantity, Value

DIFFER = " (sources differ)"
# Kinds that tell what befell those who are counted; the others name the things counted.
_BEFALLEN = frozenset("killed injured missing arrested abducted released displaced evacuated".split())
_ANYBODY = frozenset(("", "people", "person", "persons", "others", "other", "more"))
_SAY_THE_KIND = frozenset(
    "killed dead deaths fatalities casualties bodies lives injured wounded injuries missing arrested detained kidnapped abducted released freed displaced "
    "evacuated".split()
)  # units that only say again what befell
_DETERMINERS = frozenset("the a an his her its their our my this that these those".split())
_PERCENT = frozenset(("", "percent", "per cent", "%"))
_MORE_THAN = ("more than ", "over ")
_STORED = re.compile(r"(?P<about>~?)(?P<low>\d+(?:\.\d+)?)?(?P<dots>\.\.|–)?(?P<high>\d+(?:\.\d+)?)?(?P<more>\+)?$")


class Bounds(NamedTuple):
    """What a number may be at least and at most; None is open. ``told``: the most that anyone tells below an open end."""

    low: float | None
    high: float | None
    approximate: bool = False
    told: float | None = None


def stored(value: str | None) -> Bounds | None:
    """Bounds as an event keeps them ("~600", "3..", "2000..9999", "7..19+"); None for anything else."""
    found = _STORED.match(value) if value else None
    if found is None or not (found["low"] or found["high"]):
        return None
    low, high = (float(found[side]) if found[side] else None for side in ("low", "high"))
    if found["more"]:
        return Bounds(low, None, bool(found["about"]), high)
    return Bounds(low, high if found["dots"] else low, bool(found["about"]))


_TOGETHER = frozenset("family household couple crew".split())


def amount(quantity: Quantity) -> str:
    """A number with what it counts: "4 killed", "about 600 airstrikes", "more than 60 percent of the province"."""
    count = bounds(quantity.low, quantity.high, approximate=quantity.approximate)
    if quantity.high is None and quantity.words.lower().startswith(_MORE_THAN):
        count = count.replace("at least", "more than", 1)
    return counted(count, quantity.kind, quantity.unit)


def counted(count: str, kind: str, unit: str) -> str:
    """A count with its unit in the order of English: "4 soldiers killed", "5 towns", "60 percent of the province"."""
    unit = " ".join(unit.split())
    last = unit.lower().rpartition(" ")[2]
    if kind == "share_of_territory":
        whole = "" if unit.lower() in _PERCENT else unit if unit.startswith("of ") else f"of {unit}"
        return f"{count} percent {whole}".rstrip()
    if unit.startswith("of ") and unit.split()[1].lower() not in _DETERMINERS:
        unit = unit.removeprefix("of ")  # "thousands of fighters"; but "three of his soldiers"
    if kind not in _BEFALLEN:
        return f"{count} {kind.replace('_', ' ') if _bare(unit) else unit}"
    if _bare(unit) or unit.lower() in _SAY_THE_KIND:
        return f"{count} {kind}"
    if count == "1" and last in _TOGETHER:
        count = "a"  # several people: "1 family killed" would read as one of them
    return f"{count} {unit}" if last in _SAY_THE_KIND else f"{count} {unit} {kind}"


def _bare(unit: str) -> bool:
    return unit.lower() in _ANYBODY


def bounds(low: float | None, high: float | None, *, approximate: bool = False) -> str:
    """Two bounds in words; None is open."""
    about = "about " if approximate else ""
    if low is None and high is None:
        return "an unknown number of"
    if low == high:
        return f"{about}{number(low)}"
    if high is None:
        return f"{number(low)} or more" if approximate else f"at least {number(low)}"
    return f"at most {number(high)}" if low is None else f"{about}{number(low)}–{number(high)}"


def range_words(value: str) -> str:
    """Bounds as they are stored in words; anything else stays as it is."""
    known = stored(value)
    if known and known.told is not None:
        return f"{bounds(known.low, known.told)} or more"
    return bounds(known.low, known.high, approximate=known.approximate) if known else value


def number(value: float | None) -> str:
    """A number without a needless decimal point."""
    return "" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:g}"


def is_count(value: Value, found: Iterable[Finding]) -> bool:
    """True for a merged value that is a number of something."""
    return kind_of(value.field)[0] in {q.kind for f in found for q in f.claim.quantities}


def kind_of(field: str) -> tuple[str, str]:
    """What a field of numbers counts, and of whom: "killed (soldiers)"."""
    kind, _, unit = field.partition(" (")
    return kind, unit.removesuffix(")")


def tolls(event: Event, found: Iterable[Finding], most: int = 3) -> str:
    """The numbers of an event in one line."""
    told = numbers(event, found)
    return ", ".join(told[:most]) + (f" and {len(told) - most} more" if len(told) > most else "")


def numbers(event: Event, found: Iterable[Finding]) -> list[str]:
    """The numbers of an event: merged values where there are some, else what its claims give."""
    given = [q for f in found for q in f.claim.quantities if q.kind != "other"]
    merged = [v for v in event.values if v.value and kind_of(v.field)[0] in {q.kind for q in given}]
    covered = {kind_of(v.field)[0] for v in merged}
    told = [_merged(v, [q for q in given if q.kind == kind_of(v.field)[0]]) for v in merged]
    return list(dict.fromkeys([*told, *(amount(q) for q in given if q.kind not in covered)]))


def _merged(value: Value, given: list[Quantity]) -> str:
    """A merged number as one of its tellings has it, where all tell the same; else its range."""
    kind, unit = kind_of(value.field)
    same = [q for q in given if q.unit.strip().lower() == unit or (not unit and _bare(q.unit.strip()))]
    if same and len(value.rivals) == 1 and not value.disputed:
        return amount(same[0])
    unit = same[0].unit if same else unit
    return counted(range_words(value.value or ""), kind, unit) + (DIFFER if value.disputed else "")


def number_of(event: Event, kind: str) -> Bounds | None:
    """The bounds of one kind of number over all that it is told of: of everybody, else no less than of any group."""
    known = {kind_of(v.field)[1]: b for v in event.values if kind_of(v.field)[0] == kind and (b := stored(v.value))}
    whole = [b for unit, b in known.items() if _bare(unit) or unit in _SAY_THE_KIND]
    if len(known) == 1 or whole:
        return (whole or list(known.values()))[0]
    lows = [b.low for b in known.values() if b.low is not None]
    return Bounds(max(lows), None) if lows else None
