"""Copies of one text: the same claim told in two copies is one telling, and is compared once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from dragoman.records import Finding
from dragoman.text import flat


def tellings(
    findings: Sequence[Finding], evidence: Mapping[str, str], apart: Collection[str] = ()
) -> list[tuple[Finding, ...]]:
    """Groups of findings that are one telling: the first of each is the best dated; most groups hold one.

    Two findings are one telling when their reports copy one text (same origin) and they say the same in the
    same words, the first with the first, the second with the second. Findings named in ``apart`` stay alone.
    """
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for finding in findings:
        if finding.id in apart:
            groups[("alone", finding.id)].append(finding)
            continue
        said = (finding.origin_group or finding.claim.report_id, *_said(finding, evidence.get(finding.id)))
        nth = seen[(finding.claim.report_id, *said)]
        seen[(finding.claim.report_id, *said)] += 1
        groups[(nth, *said)].append(finding)
    return [tuple(sorted(group, key=_best_first)) for group in groups.values()]


def _said(finding: Finding, evidence: str | None) -> tuple[object, ...]:
    """What the claim says, without where it stands."""
    claim = finding.claim
    told = " ".join(flat(evidence).split()) if evidence is not None else ""
    mentions = tuple(sorted((m.role, flat(m.words)) for m in claim.mentions))
    counts = tuple(sorted((q.kind, q.low or 0, q.high or 0, q.words) for q in claim.quantities))
    return claim.kind, claim.stance.status, claim.aggregate, told, mentions, counts


def _best_first(finding: Finding) -> tuple[object, ...]:
    when = finding.when.chosen
    undated = when is None or (when.lower is None and when.upper is None)
    return undated, finding.published is None, finding.published or "", finding.claim.report_id, finding.id
