"""The ledger of deals: who with whom, through whom, on which terms, what became of it, and who says why it broke."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.link.causes import causes, tells_breach
from dragoman.link.compare import places
from dragoman.link.telling import Tellings, entry, fact, grouped, interval
from dragoman.link.terms import is_term, terms
from dragoman.link.view import Days, told_days
from dragoman.link.wording import actors, said_by, sides, told_when, where
from dragoman.records import Entry, Fact, Finding

# The steps in their natural order, with the status that each gives the deal.
STATUS = {
    "offer": "offered", "talks": "talks", "agreement": "agreed", "acceptance": "agreed", "deadline": "deadline set",
    "implementation": "begun", "refusal": "refused", "breach": "breached", "collapse": "collapsed",
    "renewal": "renewed",
}  # fmt: skip
_ORDER = list(dict.fromkeys(STATUS.values()))
_SIDES = frozenset(("offer", "talks", "agreement", "acceptance", "refusal", "breach", "collapse", "renewal"))
_NAMES_A_DEAL = frozenset(("offer", "agreement", "acceptance", "term", "deadline", "breach", "collapse", "renewal"))
_SURRENDERS = frozenset(("surrender_of_arms", "surrender_of_fighters", "handover_of_territory", "status_settlement"))
APART_DAYS = 7  # two agreements further apart than this in one text are two deals (guessed)
_DONE = ("occurred", "ongoing")


def deals(told: Tellings) -> list[Entry]:
    """One line per deal; what a text recalls from another time is another deal."""
    event = {f: e.id for e in told.events for f in e.findings}
    groups = _across_texts(_in_texts(told), event)
    found = [_line(group, told) for group in groups if _is_deal(group, told)]
    return sorted(found, key=lambda e: (e.episode, e.key, e.id))


def _in_texts(told: Tellings) -> list[list[Finding]]:
    """The settlement findings of each text, parted by episode, place and time into deals."""
    members = [f for f in told.findings if _belongs(f, told)]
    scopes = grouped(((f.claim.report_id, told.episode.get(f.id, ""), f.claim.stance.background), f) for f in members)
    return [group for scope in scopes.values() for group in _parted(sorted(scope, key=_at), told)]


def _belongs(finding: Finding, told: Tellings) -> bool:
    step = told.step(finding)
    if step is not None:
        return not (finding.claim.aggregate and step == "implementation")
    return is_term(finding, told) or tells_breach(finding, told)


def _at(finding: Finding) -> tuple[int, str]:
    return finding.claim.trigger.start, finding.id


def _parted(scope: Sequence[Finding], told: Tellings) -> list[list[Finding]]:
    """Named deals first, each into the first group it fits; then the rest, to the nearest deal before or after it."""
    named = [f for f in scope if told.step(f) in _NAMES_A_DEAL]
    groups: list[list[Finding]] = []
    for finding in named:
        first = next((g for g in groups if all(_fit(finding, other) for other in g)), None)
        if first is None:
            groups.append([finding])
        else:
            first.append(finding)
    if not groups:
        return [list(scope)] if scope else []
    for finding in (f for f in scope if f not in named):
        fitting = [g for g in groups if all(_fit(finding, other) for other in g)] or groups
        min(fitting, key=lambda g: _gap(finding, g)).append(finding)
    return groups


def _fit(a: Finding, b: Finding) -> bool:
    if a.place.chosen and b.place.chosen and places(a.place.chosen, b.place.chosen) in ("apart", "far"):
        return False
    left, right = _days(a), _days(b)
    return left is None or right is None or max(left[0] - right[1], right[0] - left[1]) <= APART_DAYS


def _days(finding: Finding) -> Days | None:
    return told_days(finding.when.chosen)


def _gap(finding: Finding, group: Iterable[Finding]) -> tuple[int, int]:
    """How far the nearest member stands, those before it first."""
    at = finding.claim.trigger.start
    before = [at - f.claim.trigger.start for f in group if f.claim.trigger.start <= at]
    return (0, min(before)) if before else (1, min(f.claim.trigger.start - at for f in group))


def _across_texts(groups: Sequence[list[Finding]], event: Mapping[str, str]) -> list[list[Finding]]:
    """Groups that share an event are one deal."""
    home: dict[str, int] = {}
    merged: dict[int, list[Finding]] = {}
    for number, group in enumerate(groups):
        touched = sorted({home[e] for f in group if (e := event.get(f.id)) in home})
        root = touched[0] if touched else number
        merged.setdefault(root, []).extend(group)
        for other in touched[1:]:
            merged[root].extend(merged.pop(other))
        home |= {event[f.id]: root for f in merged[root] if f.id in event}
    return list(merged.values())


def _is_deal(group: Sequence[Finding], told: Tellings) -> bool:
    real = [f for f in group if f.claim.stance.status not in ("hypothetical", "denied")]
    return any(told.step(f) in _NAMES_A_DEAL or _SURRENDERS & told.above(f) for f in real)


def _line(group: Sequence[Finding], told: Tellings) -> Entry:
    ordered = sorted(group, key=lambda f: (f.claim.report_id, *_at(f)))
    timeline = _timeline(ordered, told)
    owed = terms(ordered, told)
    parties = _sides(ordered, told) or _debtors(owed)
    facts = [
        *parties,
        *_mediators(ordered),
        *owed,
        *timeline,
        *_deadlines(ordered, told),
        *causes(ordered, told),
    ]
    at = next((w for f in ordered if told.step(f) in _NAMES_A_DEAL and (w := where(f))), "") or next(
        (w for f in ordered if (w := where(f))), ""
    )
    span = interval([f for f in ordered if _status(f, told)])
    names = " and ".join(dict.fromkeys(f.value for f in parties)) or "parties not named"
    key = f"{at or 'place not named'}: {names}" + (f" ({span})" if span else "")
    line = entry("deals", key, told.episode.get(ordered[0].id, ""), facts, ordered)
    return replace(line, interval=span, status=timeline[-1].value if timeline else "")


def _sides(group: Sequence[Finding], told: Tellings) -> list[Fact]:
    """Who talks, agrees, accuses, or owes a term; mere words stand only where a label shows a side."""
    mediators = {name for f in group for _, name in actors(f, "mediator")}
    found = []
    for finding in group:
        if told.step(finding) in _SIDES or tells_breach(finding, told):
            named = sides(finding, "party", "actor", "recipient")
        elif is_term(finding, told):
            named = sides(finding, "actor", "party")
        else:
            continue
        found += [fact("party", name, finding) for name in named if name not in mediators]
    return found


def _debtors(owed: Iterable[Fact]) -> list[Fact]:
    """Where no words name a party, who is told to have owed or kept a term."""
    return [replace(one, name="party", state="") for one in owed if one.name == "term_debtor"]


def _mediators(group: Iterable[Finding]) -> list[Fact]:
    told = [(known, fact("mediator", name, f)) for f in group for known, name in actors(f, "mediator")]
    surely = [one for known, one in told if known is not None]
    return surely or [one for _, one in told]


def _deadlines(group: Iterable[Finding], told: Tellings) -> list[Fact]:
    found = []
    for finding in group:
        if told.step(finding) == "deadline":
            missed = finding.claim.stance.status == "failed"
            value = told_when(finding) or ", ".join(m.words for m in finding.claim.role("time", "thing")) or "not told"
            state = "missed" if missed else "open"
            found.append(
                fact("deadline", value, finding, said_by=said_by(finding), when=told_when(finding), state=state)
            )
    return found


def _timeline(group: Sequence[Finding], told: Tellings) -> list[Fact]:
    """The statuses with day and voice: by day where all are dated, else in the natural order of a deal."""
    found: list[tuple[Finding, str]] = [(f, s) for f in group if (s := _status(f, told))]
    dated = all(_days(f) for f, _ in found)

    def key(one: tuple[Finding, str]) -> tuple[object, ...]:
        days = _days(one[0]) if dated else None
        return days or (0, 0), _ORDER.index(one[1])

    return [
        fact("status", s, f, said_by=said_by(f), when=told_when(f), words=told.evidence.get(f.id, ""))
        for f, s in sorted(found, key=key)
    ]


def _status(finding: Finding, told: Tellings) -> str:
    """What the finding makes of the deal; nothing where it is only wished, denied or feared."""
    step, status = told.step(finding) or "", finding.claim.stance.status
    if step in ("agreement", "acceptance") and status == "failed":
        return STATUS["collapse"]
    if step == "offer" or (step == "deadline" and status != "failed"):
        return STATUS[step] if status not in ("denied", "hypothetical") else ""
    if step in ("collapse", "breach", "refusal"):
        return STATUS[step] if status not in ("denied", "hypothetical", "planned", "threatened") else ""
    return STATUS.get(step, "") if status in _DONE and not finding.claim.aggregate else ""
