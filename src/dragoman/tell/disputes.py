"""Where sources part: every field of which two of them give other values, who gives which, and whether both can be so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from dragoman.records import Entry, Event, Fact, Finding, Rival, Value
from dragoman.tell import wording
from dragoman.tell.days import interval_words
from dragoman.tell.numbers import is_count, kind_of, range_words, stored
from dragoman.tell.shown import Shown

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
NONE_PREFERRED = "no choice: each account stands beside the others"
BOTH_KEPT = "no choice: both states are kept"
ROSE = "the later the text, the higher the number: it may have risen"
_KEPT, _BROKEN = ("done",), ("refused", "missed")
_TOGETHER = {True: "yes", False: "no", None: "unknown"}
# Whether values that do not clash can be so together: a place lies in another, a number within a range; that one text
# names these victims and another those may be two halves of the truth or two accounts.
_MAY_BOTH_BE = {"who": None, "whom": None, "what": True, "place": True, "date": True, "count": True}


@dataclass(frozen=True)
class Giver:
    """One who gives a value: the chain of voices, the day on which that text came out (None: unknown), the claim."""

    chain: str
    as_of: str | None
    claim: str


@dataclass(frozen=True)
class Side:
    """One of the values given, by so many independent origins."""

    value: str
    origins: int
    given_by: tuple[Giver, ...]


@dataclass(frozen=True)
class Dispute:
    """One field on which sources part. ``together``: can all be true at once, "yes", "no" or "unknown".

    ``note`` says what speaks for more than a mere clash, such as a toll that rose from day to day.
    """

    id: str  # of the event or the ledger line
    about: str
    place: str
    when: str
    field: str  # one of ASKED
    of: str  # the field by its own name: killed (soldiers), victim, the term
    together: str
    shown: str | None
    rule: str
    note: str
    sides: tuple[Side, ...]
    episode: str


def disputes(
    shown: Shown, events: Iterable[Event], entries: Iterable[Entry], field: str | None = None
) -> list[Dispute]:
    """All on which sources part, first what cannot be true together; ``field`` is one of ``ASKED``."""
    found = [d for event in events for d in _of_event(shown, event)]
    found += [d for entry in entries if entry.ledger == "deals" for d in _of_deal(shown, entry)]
    return sorted((d for d in found if field in (None, d.field)), key=_order)


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
    return tuple(_side(shown, value, findings) for value, findings in told.items())


def _side(shown: Shown, value: str, findings: Iterable[str]) -> Side:
    known = [shown.raw[f] for f in dict.fromkeys(findings) if f in shown.raw]
    givers = (Giver(shown.chain(f), f.published, f.id) for f in sorted(known, key=_by_day))
    return Side(value, len({_origin(f) for f in known}), tuple(givers))


def _by_day(finding: Finding) -> tuple[bool, str, str]:
    return not finding.published, finding.published or "", finding.id


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
    return any(_independent(shown, a.findings, b.findings) for a, b in combinations(rivals, 2))


def _independent(shown: Shown, left: Iterable[str], right: Iterable[str]) -> bool:
    """The rule of ``link.merge``: a source is one voice in one origin text."""
    a, b = ({_source(shown.raw[f]) for f in group if f in shown.raw} for group in (left, right))
    return bool(a - b) and bool(b - a)


def _source(finding: Finding) -> tuple[object, ...]:
    return _origin(finding), finding.claim.stance.voices


def _origin(finding: Finding) -> str:
    return finding.origin_group or finding.claim.report_id


# ------------------------------------------------------------------------------- deals


def _of_deal(shown: Shown, entry: Entry) -> Iterator[Dispute]:
    """Rival accounts of why a deal broke, and terms that are told both as kept and as not."""
    told = shown.entry(entry)
    accounts = told.get("cause")
    sides = _fact_sides(shown, accounts)
    if len(sides) > 1 and _facts_part(shown, accounts):
        yield _deal_dispute(told, "cause", "cause", sides, NONE_PREFERRED)
    for name, facts in _terms(told):
        kept, broken = ([f for f in facts if f.state in states] for states in (_KEPT, _BROKEN))
        if kept and broken and _facts_part(shown, [*kept, *broken]):
            sides = _fact_sides(shown, [*kept, *broken], with_state=True)
            yield _deal_dispute(told, "terms", name, sides, BOTH_KEPT)


def _deal_dispute(entry: Entry, field: str, of: str, sides: tuple[Side, ...], rule: str) -> Dispute:
    when = interval_words(entry.interval) if entry.interval else wording.UNKNOWN_DAY
    place, _, parties = entry.key.removesuffix(f" ({entry.interval})").partition(": ")
    about = f"deal: {parties or 'parties not named'}"
    return Dispute(entry.id, about, place, when, field, of, "unknown", None, rule, "", sides, entry.episode)


def _fact_sides(shown: Shown, facts: Iterable[Fact], *, with_state: bool = False) -> tuple[Side, ...]:
    told: dict[str, list[str]] = {}
    for fact in facts:
        state = f" [{fact.state}]" if fact.state and (with_state or fact.state == "denied") else ""
        told.setdefault(fact.value + state, []).extend(fact.findings)
    return tuple(_side(shown, value, findings) for value, findings in told.items())


def _facts_part(shown: Shown, facts: Sequence[Fact]) -> bool:
    pairs = combinations(facts, 2)
    return any(a.value + a.state != b.value + b.state and _independent(shown, a.findings, b.findings) for a, b in pairs)


def _terms(entry: Entry) -> Iterator[tuple[str, list[Fact]]]:
    """The tellings of one promise: of one debtor, one act and one thing, none of them left untold."""
    found: dict[tuple[str, ...], list[Fact]] = {}
    for fact in entry.get("term"):
        parts = {p.name: p.value for p in entry.facts if p.name.startswith("term_") and p.findings == fact.findings}
        key = tuple(parts.get(name, "") for name in ("term_debtor", "term_act", "term_object"))
        if key[0] and key[1]:
            found.setdefault(key, []).append(fact)
    for (debtor, act, thing), facts in found.items():
        yield ": ".join((debtor, act)) + (f", {thing}" if thing else ""), facts
