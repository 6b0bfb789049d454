"""The ledger of states that last: sieges, corridors, enclaves, zones; opened when, closed when, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.link.compare import COARSE
from dragoman.link.telling import Tellings, entry, fact, grouped, interval
from dragoman.link.wording import in_order, names, said_by, sides, told_when, where, words_of
from dragoman.records import Entry, Fact, Finding

# Kinds that open a state, and kinds that close it.
OPENING = {
    "siege": ("siege", "siege_imposed", "blockade"),
    "corridor": ("corridor",),
    "enclave": ("enclave",),
    "de-escalation zone": ("deescalation_zone",),
    "occupation": ("occupation",),
}
CLOSING = {"siege": ("lifting_of_siege", "siege_broken")}
_OF_A_TOWN = frozenset(("siege", "siege_imposed", "enclave", "corridor"))
_OF_A_PART = frozenset(("blockade", "deescalation_zone"))  # may be of a province, not of a country
_HELD_OPEN = ("ongoing", "occurred")


def states(told: Tellings) -> list[Entry]:
    """One line per state and place of an episode, with an interval that stays open until an end is told."""
    found = []
    for state, kinds in OPENING.items():
        opening = [f for f in told.of_kind(*kinds) if _has_its_size(f, told)]
        closing = told.of_kind(*CLOSING[state]) if state in CLOSING else []
        groups = grouped((_key(f, told), f) for f in opening)
        for key, group in groups.items():
            ends = [f for f in closing if _key(f, told) == key]
            found.append(_line(state, in_order(group), in_order(ends), told))
    return found


def _has_its_size(finding: Finding, told: Tellings) -> bool:
    """A town is besieged, not a country; only a place whose size is told and too wide speaks against it."""
    place, above = finding.place.chosen, told.above(finding)
    if place is None:
        return True
    if above & _OF_A_TOWN:
        return place.precision not in COARSE
    return place.precision != "country" or not above & _OF_A_PART


def _key(finding: Finding, told: Tellings) -> tuple[str, str]:
    place = finding.place.chosen
    return told.episode.get(finding.id, ""), place.id if place is not None else where(
        finding
    ) or finding.claim.report_id


def _line(state: str, group: Sequence[Finding], ends: Sequence[Finding], told: Tellings) -> Entry:
    done = [f for f in ends if f.claim.stance.status in _HELD_OPEN]
    facts = [f for finding in group for f in _opening(finding, told)] + [
        f for finding in ends for f in _closing(finding, told)
    ]
    key = f"{state}: {where(group[0]) or 'place not named'}"
    line = entry("states", key, told.episode.get(group[0].id, ""), facts, [*group, *ends])
    return replace(line, interval=_span(group, done), status=_status(group, done))


def _span(group: Sequence[Finding], ends: Sequence[Finding]) -> str:
    """``2021-07-21/..`` while open; with a told end, that day."""
    start = interval([f for f in group if not _year_of_another(f)], lasting=True)
    if not ends:
        return start
    last = max((w.upper for f in ends if (w := f.when.chosen) is not None and w.upper), default="..")
    return f"{start.partition('/')[0] or '..'}/{last}" if start or last != ".." else ""


def _year_of_another(finding: Finding) -> bool:
    """Is its time no more than a year that another sentence tells ("since 2011")? A state is not dated by that."""
    when = finding.when.chosen
    return when is not None and when.basis == "chained" and (when.lower or "").endswith("-01-01")


def _status(group: Sequence[Finding], ends: Sequence[Finding]) -> str:
    if ends:
        return "closed"
    told = {f.claim.stance.status for f in group}
    if told & set(_HELD_OPEN):
        return "open"
    return "denied" if told == {"denied"} else "failed" if "failed" in told else "intended"


def _opening(finding: Finding, told: Tellings) -> list[Fact]:
    voice, when, words = said_by(finding), told_when(finding), words_of(finding, told.evidence)
    since = told.time_words(finding)
    if _year_of_another(finding):
        when = since = ""
    return [
        fact("told", words, finding, said_by=voice, when=when, state=finding.claim.stance.status),
        fact("place", where(finding), finding),
        *(fact("imposed_by", name, finding, said_by=voice) for name in sides(finding, "actor", "party")),
        *(fact("upon", name, finding, said_by=voice) for name in names(finding, "recipient", "victim")),
        *(fact("mediator", name, finding, said_by=voice) for name in names(finding, "mediator")),
        fact("opened", when or since, finding, said_by=voice, when=when, words=since),
    ]


def _closing(finding: Finding, told: Tellings) -> list[Fact]:
    voice, when, words = said_by(finding), told_when(finding), words_of(finding, told.evidence)
    lifted = [fact("lifted_by", name, finding, said_by=voice) for name in names(finding, "actor", "party")]
    state = finding.claim.stance.status
    return [
        fact("closed", when or words or "told", finding, said_by=voice, when=when, words=words, state=state),
        *lifted,
    ]
