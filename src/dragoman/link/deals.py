"""The ledger of deals: who with whom, through whom, on which terms, what became of it, and who says why it broke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.link.agreements import BEFORE, NAMES_A_DEAL, across_texts, parted, recalled_in_force
from dragoman.link.causes import blames, causes
from dragoman.link.parties import mediators, parties
from dragoman.link.steps import NARROW_DAYS, day_in, day_of, denies_deal, is_agreement, named_under
from dragoman.link.telling import Tellings, entry, fact, grouped, interval
from dragoman.link.terms import conditional, either_or, is_term, of_defeat, terms
from dragoman.link.view import Days, told_days
from dragoman.link.wording import said_by, told_when, where
from dragoman.records import Entry, Fact, Finding

# The steps in their natural order, with the status that each gives the deal.
STATUS = {
    "offer": "offered", "talks": "talks", "agreement": "agreed", "acceptance": "agreed", "deadline": "deadline set",
    "implementation": "begun", "refusal": "refused", "breach": "breached", "collapse": "collapsed",
    "renewal": "renewed",
}  # fmt: skip
DENIED = "denied"  # somebody says that no such deal was made; never what became of it where others tell more
_ORDER = [*dict.fromkeys(STATUS.values()), DENIED]
_SURRENDERS = frozenset(("surrender_of_arms", "surrender_of_fighters", "handover_of_territory", "status_settlement"))
_DONE = ("occurred", "ongoing")
_LEADS, _BROKE = ("offered", "talks"), ("refused", "breached", "collapsed")
_MADE = ("offered", "agreed")  # statuses by which a deal comes to be
_CAN_FAIL = ("agreement", "acceptance", "talks", "renewal", "refusal")  # what failed of them broke off
MOST_NAMED = 3  # parties in the headline of a deal


def deals(told: Tellings) -> list[Entry]:
    """One line per deal; what a text recalls from another time is another deal."""
    groups = across_texts(_in_texts(told), told.happening, told)
    found = [_line(group, told) for group in groups if _is_deal(group, told)]
    return sorted((line for line in found if line is not None), key=lambda e: (e.episode, e.key, e.id))


def _in_texts(told: Tellings) -> list[list[Finding]]:
    """The settlement findings of each text, news and history apart, parted into deals."""
    members = [f for f in told.findings if _belongs(f, told)]
    scopes = grouped(((f.claim.report_id, f.claim.stance.background, _year(f)), f) for f in members)
    in_force = recalled_in_force(members, told)
    for key, scope in scopes.items():
        scopes[key] = [f for f in scope if f.id not in in_force]
    ends = grouped((in_force[f.id], f) for f in members if f.id in in_force)
    at = {f.id: n for n, f in enumerate(members)}
    return [
        [*group, *sorted((f for g in group for f in ends.get(g.id, ())), key=lambda f: at[f.id])]
        for scope in scopes.values()
        for group in parted(sorted(scope, key=_at), told)
    ]


def _year(finding: Finding) -> int | None:
    """The year of history that is told with its time."""
    days = told_days(finding.when.chosen)
    wide = days is not None and days[1] - days[0] > NARROW_DAYS
    if days is None or not (wide or finding.claim.stance.background):
        return None
    return dt.date.fromordinal(days[0]).year


def _belongs(finding: Finding, told: Tellings) -> bool:
    step = told.step(finding)
    if step is not None:
        return not of_defeat(finding, told) and not (finding.claim.aggregate and step == "implementation")
    return is_term(finding, told) or blames(finding, told) or denies_deal(finding, told)


def _at(finding: Finding) -> tuple[int, str]:
    return finding.claim.trigger.start, finding.id


def _is_deal(group: Sequence[Finding], told: Tellings) -> bool:
    """Is a deal named or kept, rather than only wished, feared or talked about?"""
    real = [f for f in group if f.claim.stance.status not in ("hypothetical", "denied") and not conditional(f, told)]
    return any(told.step(f) in NAMES_A_DEAL or _SURRENDERS & told.above(f) for f in real)


def _line(group: Sequence[Finding], told: Tellings) -> Entry | None:
    """The ledger line; None where neither a side nor a term nor an agreement is told, only that something was due."""
    ordered = sorted(group, key=lambda f: (f.claim.report_id, *_at(f)))
    steps = _timeline(ordered, told)
    timeline = [
        fact("status", s, f, said_by=said_by(f), when=told_when(f), words=told.evidence.get(f.id, "")) for f, s in steps
    ]
    owed = terms(ordered, told)
    sides, through = parties(ordered, owed, told), mediators(ordered, told)
    if not sides and not through and not owed and not any(is_agreement(f, told) for f in ordered):
        return None
    facts = [*sides, *through, *owed, *timeline, *_deadlines(ordered, told), *causes(ordered, told)]
    at = next((w for f in ordered if told.step(f) in NAMES_A_DEAL and (w := where(f))), "") or next(
        (w for f in ordered if (w := where(f))), ""
    )
    counted = [f for f, _ in steps]
    span = interval([f for f in counted if day_of(f) is not None]) or interval(counted)
    key = f"{at or 'place not named'}: {_names(sides)}" + (f" ({span})" if span else "")
    line = entry("deals", key, told.episode.get(ordered[0].id, ""), facts, ordered)
    return replace(line, interval=span, status=_outcome(steps, told))


def _names(sides: Sequence[Fact]) -> str:
    names = list(dict.fromkeys(f.value for f in sides))
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return " and ".join(names[:MOST_NAMED]) + more or "parties not named"


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


def _timeline(group: Sequence[Finding], told: Tellings) -> list[tuple[Finding, str]]:
    """The steps that count, by day; undated ones with the last dated one of their step, in the natural order of a deal.

    Where none of their step is dated, what makes a deal stands before the first that follows from it, others stand last.
    """
    found = [(f, s) for f in group if (s := _status(f, told))]
    last: dict[str, Days] = {}
    first: dict[str, Days] = {}
    for finding, step in found:
        if days := _stage_day(finding, told):
            last[step], first[step] = max(last.get(step, days), days), min(first.get(step, days), days)

    def key(one: tuple[Finding, str]) -> tuple[object, ...]:
        later = [d for s, d in first.items() if _ORDER.index(s) > _ORDER.index(one[1])] if one[1] in _MADE else []
        days = _stage_day(one[0], told) or last.get(one[1]) or min(later, default=max(last.values(), default=(0, 0)))
        leads = told.step(one[0]) in BEFORE  # talks "since Monday" stand before Monday's collapse
        return days[0], days[0] if leads else days[1], _ORDER.index(one[1])

    return sorted(found, key=key)


def _stage_day(finding: Finding, told: Tellings) -> Days | None:
    """The day of a step; an agreement that is only named as what others act under was made before."""
    return None if named_under(finding, told) else day_in(finding, told)


def _outcome(steps: Sequence[tuple[Finding, str]], told: Tellings) -> str:
    """The last step with a day; the last in the natural order where none has one.

    A denial is none where others tell more, nor are talks told of after an agreement that holds.
    """
    steps = [one for one in steps if one[1] != DENIED] or steps
    steps = [one for one in steps if _stage_day(one[0], told)] or steps
    made = [step for _, step in steps if step not in _LEADS]
    if made and made[-1] not in _BROKE:
        return made[-1]
    return steps[-1][1] if steps else ""


def _status(finding: Finding, told: Tellings) -> str:
    """What the finding makes of the deal; nothing where it is only wished, denied or feared."""
    step, status = told.step(finding) or "", finding.claim.stance.status
    if conditional(finding, told) or either_or(finding, told):
        return ""
    if denies_deal(finding, told):
        return DENIED
    if step in _CAN_FAIL and status == "failed":
        return STATUS["collapse"]
    if step == "offer" or (step == "deadline" and status != "failed"):
        return STATUS[step] if status not in ("denied", "hypothetical") else ""
    if step in ("collapse", "breach", "refusal"):
        return STATUS[step] if status not in ("denied", "hypothetical", "planned", "threatened") else ""
    return STATUS.get(step, "") if status in _DONE and not finding.claim.aggregate else ""
