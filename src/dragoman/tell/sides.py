"""A parting of sources: what one value is, who gives it, and whether those who give two are independent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.records import Finding
from dragoman.tell.shown import Shown

_ACCUSATIONS = frozenset(("accuse",))  # kinds whose actor is their source


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
    field: str  # one of disputes.ASKED
    of: str  # the field by its own name: killed (soldiers), victim, the term
    together: str
    shown: str | None
    rule: str
    note: str
    sides: tuple[Side, ...]
    episode: str


def side_of(shown: Shown, value: str, findings: Iterable[str]) -> Side:
    """One value with those who give it, by the day on which they do."""
    known = [shown.raw[f] for f in dict.fromkeys(findings) if f in shown.raw]
    givers = (Giver(shown.chain(f), f.published, f.id) for f in sorted(known, key=_by_day))
    return Side(value, len({_origin(f) for f in known}), tuple(givers))


def _by_day(finding: Finding) -> tuple[bool, str, str]:
    return not finding.published, finding.published or "", finding.id


def independent(shown: Shown, left: Iterable[str], right: Iterable[str]) -> bool:
    """Do two groups of claims have sources of their own?

    The rule of ``link.merge``: a source is one voice in one origin text; of an accusation, also who accuses.
    """
    a, b = ({_source(shown.raw[f]) for f in group if f in shown.raw} for group in (left, right))
    return bool(a - b) and bool(b - a)


def _source(finding: Finding) -> tuple[object, ...]:
    return _origin(finding), finding.claim.stance.voices, _accusers(finding)


def _accusers(finding: Finding) -> frozenset[str]:
    """Who accuses is the source of the accusation, whoever passes it on."""
    if finding.kind not in _ACCUSATIONS:
        return frozenset()
    return frozenset(m.words for m in finding.claim.role("actor"))


def _origin(finding: Finding) -> str:
    return finding.origin_group or finding.claim.report_id
