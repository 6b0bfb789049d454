"""Where sources part: every field of which two of them give other values, who gives which, and whether both can be so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations

from dragoman.records import Entry, Event, Finding, Rival, Value
from dragoman.tell import wording
from dragoman.tell.days import interval_words
from dragoman.tell.ledger_disputes import of_entry
from dragoman.tell.numbers import is_count, kind_of, range_words, stored
from dragoman.tell.shown import Shown
from dragoman.tell.sides import Dispute, Side, independent, side_of

# What a person asks for, and the fields of an event that it means; count, cause and terms are no single field.
FIELDS = {
    "who": ("actor", "party", "mediator"),
    "whom": ("recipient", "victim"),
    "what": ("kind",),
    "place": ("place",),
    "date": ("when",),
    "happened": ("happened", "status"),
}
ASKED = (*FIELDS, "count", "cause", "terms")
ROSE = "the later the text, the higher the number: it may have risen"
_TOGETHER = {True: "yes", False: "no", None: "unknown"}
# Whether values that do not clash can be so together: a place lies in another, a number within a range; that one text
# names these victims and another those may be two halves of the truth or two accounts.
_MAY_BOTH_BE = {"who": None, "whom": None, "what": True, "place": True, "date": True, "count": True}


def disputes(
    shown: Shown, events: Iterable[Event], entries: Iterable[Entry], field: str | None = None
) -> list[Dispute]:
    """All on which sources part, first what cannot be true together; ``field`` is one of ``ASKED``."""
    found = [d for event in events for d in _of_event(shown, event)]
    known = [_claims(d) for d in found if d.field == "happened"]
    told = (d for entry in entries for d in of_entry(shown, entry))
    found += [d for d in told if d.field != "happened" or not any(_claims(d) <= k for k in known)]
    return sorted((d for d in found if field in (None, d.field)), key=_order)


def _claims(one: Dispute) -> set[str]:
    return {giver.claim for side in one.sides for giver in side.given_by}


def _order(one: Dispute) -> tuple[object, ...]:
    return ("no", "unknown", "yes").index(one.together), not one.when[:1].isdigit(), one.when, one.id, one.field


# ------------------------------------------------------------------------------ events


def _of_event(shown: Shown, event: Event) -> Iterator[Dispute]:
    veiled = shown.event(event)
    raw = [shown.raw[f] for f in event.tellers if f in shown.raw]
    found = [shown.finding(f) for f in raw]
    who = wording.parties(found)
    has_answer = any(v.field == "happened" for v in event.values)
    for value in veiled.values:
        field = asked_as(value, raw)
        if field is None or (value.field == "status" and (has_answer or not value.disputed)):
            continue
        sides = _sides(shown, field, value.rivals)
        if len(sides) < 2 or not _part(shown, value.rivals):
            continue
        together = False if value.disputed else _MAY_BOTH_BE.get(field)
        yield Dispute(
            event.id,
            wording.kind_words(veiled.kind) + (f": {who}" if who else ""),
            wording.where(veiled.place),
            wording.when_of(veiled, found),
            field,
            name_of(value.field),
            _TOGETHER[together],
            said_as(field, value.value) if value.value else None,
            value.rule,
            ROSE if field == "count" and value.disputed and _rose(value.rivals, shown) else "",
            sides,
            veiled.episode,
        )


def asked_as(value: Value, raw: Sequence[Finding]) -> str | None:
    """By which word the field of a value is asked for."""
    known = next((name for name, fields in FIELDS.items() if value.field in fields), None)
    return known or ("count" if is_count(value, raw) else None)


def _rose(rivals: Iterable[Rival], shown: Shown) -> bool:
    """Is no number told later lower than one told on an earlier day, and is some of them higher?"""
    told = []
    for rival in rivals:
        number = stored(rival.value)
        days = {shown.raw[f].published for f in rival.findings if f in shown.raw}
        if number is None or None in days:
            return False
        told += [(day, number.low if number.low is not None else number.high or 0.0) for day in days if day]
    earlier = [(a, b) for (day, a), (later, b) in permutations(told, 2) if day < later]
    return bool(earlier) and all(a <= b for a, b in earlier) and any(a < b for a, b in earlier)


def name_of(field: str) -> str:
    """A field by its own name; a number of "other" things by what they are: "shells"."""
    kind, unit = kind_of(field)
    return unit if kind == "other" and unit else field


def _sides(shown: Shown, field: str, rivals: Iterable[Rival]) -> tuple[Side, ...]:
    """The values as one says them; those that read alike behind the veil are one."""
    told: dict[str, list[str]] = {}
    for rival in rivals:
        told.setdefault(said_as(field, rival.value), []).extend(rival.findings)
    return tuple(side_of(shown, value, findings) for value, findings in told.items())


def said_as(field: str, value: str) -> str:
    match field:
        case "happened":
            return wording.STATUS.get(value, value).removeprefix("as ")
        case "what":
            return wording.kind_words(value)
        case "date":
            return interval_words(value)
        case "count":
            return range_words(value)
        case _:
            return value


def _part(shown: Shown, rivals: Sequence[Rival]) -> bool:
    """Does some source give only the one value and another source only the other?"""
    return any(independent(shown, a.findings, b.findings) for a, b in combinations(rivals, 2))
