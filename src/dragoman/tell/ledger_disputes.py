"""Where sources part on a deal or a state that lasts: why it broke, whether it was made and kept, when it began."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from dragoman.records import Entry, Fact, Finding
from dragoman.tell import wording
from dragoman.tell.days import interval_words
from dragoman.tell.shown import Shown
from dragoman.tell.sides import Dispute, Side, independent, side_of

NONE_PREFERRED = "no choice: each account stands beside the others"
NO_DAY_PREFERRED = "no choice: the day on which it began is told differently"
BOTH_KEPT = "no choice: both states are kept"
MOST_QUOTED = 3  # tellings under one answer
_KEPT, _BROKEN = ("done",), ("refused", "missed")
_DENIED, _MADE, _BEGUN = "denied", ("agreed", "begun"), ("begun",)  # statuses of a deal
_SINCE = re.compile(r"(?:(?P<year>\d{4})-)?(?P<first>\d\d-\d\d)(?:\.\.(?P<last>\d\d-\d\d))?/P$")


def of_entry(shown: Shown, entry: Entry) -> Iterator[Dispute]:
    """All on which sources part in one ledger line."""
    match entry.ledger:
        case "deals":
            yield from _of_deal(shown, entry)
        case "states":
            yield from _of_state(shown, entry)


def _of_deal(shown: Shown, entry: Entry) -> Iterator[Dispute]:
    """Rival accounts of why a deal broke, terms told both as kept and as not, and whether it is carried out at all."""
    told = shown.entry(entry)
    accounts = told.get("cause")
    sides = _fact_sides(shown, accounts)
    if len(sides) > 1 and _facts_part(shown, accounts):
        yield _deal_dispute(told, "cause", "cause", sides, NONE_PREFERRED)
    disputed = False
    for name, facts in _terms(told):
        kept, broken = ([f for f in facts if f.state in states] for states in (_KEPT, _BROKEN))
        if kept and broken and _facts_part(shown, [*kept, *broken]):
            disputed = True
            sides = _fact_sides(shown, [*kept, *broken], with_state=True)
            yield _deal_dispute(told, "terms", name, sides, BOTH_KEPT)
    status = told.get("status")
    not_made = [f for f in status if f.value == _DENIED]
    not_done = [] if disputed else [f for f in told.get("term") if f.state in _BROKEN]
    for of, words, denied in (("concluded", _MADE, not_made), ("carried out", _BEGUN, not_done)):
        sides = _yes_and_no(shown, [f for f in status if f.value in words], denied)
        if sides:
            yield _deal_dispute(told, "happened", of, sides, BOTH_KEPT)


def _yes_and_no(shown: Shown, yes: Sequence[Fact], no: Sequence[Fact]) -> tuple[Side, ...]:
    """Who tells by a day that it is so, and who by that day that it is not, where they are independent."""
    yes = [f for f in yes if any(_by_then(shown, f, n) for n in no)]
    names = [[name for f in facts for name in f.findings] for facts in (yes, no)]
    if not independent(shown, *names):
        return ()
    return side_of(shown, _quoted("yes", yes), names[0]), side_of(shown, _quoted("no", no), names[1])


def _by_then(shown: Shown, yes: Fact, no: Fact) -> bool:
    """Is it told as so no later than the other as not so, or in one text?"""
    if yes.when and no.when:
        return yes.when <= no.when
    texts = [{shown.raw[f].claim.report_id for f in one.findings if f in shown.raw} for one in (yes, no)]
    return bool(texts[0] & texts[1])


def _quoted(answer: str, facts: Sequence[Fact]) -> str:
    words = list(dict.fromkeys(f.words or f.value for f in facts))
    return f"{answer}: {'; '.join(words[:MOST_QUOTED])}" + (" …" if len(words) > MOST_QUOTED else "")


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
    return tuple(side_of(shown, value, findings) for value, findings in told.items())


def _facts_part(shown: Shown, facts: Sequence[Fact]) -> bool:
    pairs = combinations(facts, 2)
    return any(a.value + a.state != b.value + b.state and independent(shown, a.findings, b.findings) for a, b in pairs)


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


def _of_state(shown: Shown, entry: Entry) -> Iterator[Dispute]:
    """Days on which a siege or the like is said to have begun, of which two cannot be the same."""
    told = shown.entry(entry)
    begun: dict[_Start, list[str]] = {}
    for name in dict.fromkeys(f for fact in told.get("opened") for f in fact.findings):
        start = _start(shown.raw[name]) if name in shown.raw else None
        if start:
            begun.setdefault(start, []).append(name)
    if not any(_apart(a, b) and independent(shown, begun[a], begun[b]) for a, b in combinations(begun, 2)):
        return
    sides = tuple(side_of(shown, start.words, names) for start, names in sorted(begun.items()))
    about, _, place = told.key.partition(": ")
    when = interval_words(told.interval) if told.interval else wording.UNKNOWN_DAY
    yield Dispute(told.id, about, place, when, "date", "start", "no", None, NO_DAY_PREFERRED, "", sides, told.episode)


class _Start(NamedTuple):
    """The first and the last day that a beginning can be, as month and day, and the year where it is known."""

    year: str
    first: str
    last: str

    @property
    def words(self) -> str:
        """As one says it."""
        days = (f"{int(day[3:])} {calendar.month_name[int(day[:2])]}" for day in (self.first, self.last))
        return " to ".join(dict.fromkeys(days)) + (f" {self.year}" if self.year else "")


def _apart(a: _Start, b: _Start) -> bool:
    """Can the two not be one day? Where one has no year, it is of the other's."""
    if a.year and b.year and a.year != b.year:
        return True
    return a.last < b.first or b.last < a.first


def _start(finding: Finding) -> _Start | None:
    """A beginning that the words tell: "since 3 May", "imposed in late July"."""
    when = finding.when.chosen
    if when is None or when.basis in ("published", "none") or when.precision in ("year", "season"):
        return None
    lower, upper = when.lower or "", when.upper or ""
    if when.order and (found := _SINCE.search(when.order)):
        return _Start(found["year"] or lower[:4], found["first"], found["last"] or found["first"])
    if lower and not upper:
        return _Start(lower[:4], lower[5:], f"{lower[5:7]}-31" if when.precision == "month" else lower[5:])
    if finding.kind.endswith("_imposed") and lower[:4] == upper[:4] and lower:
        return _Start(lower[:4], lower[5:], upper[5:])
    return None
