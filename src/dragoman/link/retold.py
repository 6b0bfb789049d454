"""History told in passing: an act that a text tells right behind "in 2018 …" is of 2018, not of the day told before.

A chained time carries the story's clock over to acts without words of time. Where the text has set the clock to a
stated past time in between, that time is carried instead, as far as the story plainly goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dragoman.link.view import told_days
from dragoman.records import Choice, Finding, When

REACH = 400  # characters: two or three sentences behind the stated time (guessed)
YEAR = 300  # days: a stated time this wide or wider is a bare year, which news does not use of its own day (guessed)


def retold(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with such times set right; all others as they are."""
    texts: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        texts[finding.claim.report_id].append(finding)
    found = []
    for group in texts.values():
        past: Finding | None = None
        for finding in sorted(group, key=lambda f: (f.claim.trigger.start, f.id)):
            if _tells_past(finding):
                past = finding
            elif past is not None and _takes(finding, past):
                finding = replace(finding, when=_carried(past))
            elif finding.when.mention is not None and past is not None and _behind(finding, past):
                past = None  # the text has set the clock anew
            found.append(finding)
    return found


def _tells_past(finding: Finding) -> bool:
    """Has it a stated bare year of its own, or a stated time and is it told as history?"""
    when = finding.when.chosen
    if when is None or when.basis != "stated" or not (when.lower and when.upper) or finding.when.mention is None:
        return False
    days = told_days(when)
    return days is not None and (finding.claim.stance.background or days[1] - days[0] >= YEAR)


def _behind(finding: Finding, past: Finding) -> bool:
    """Do its words of time stand behind those of the past?"""
    own, other = finding.when.mention, past.when.mention
    return own is not None and other is not None and own.start > other.start


def _takes(finding: Finding, past: Finding) -> bool:
    """Is it told as done, with a clock taken from before the past was named, and close behind it?"""
    when = finding.when.chosen
    if when is None or when.basis not in ("chained", "none", "published") or finding.claim.stance.status != "occurred":
        return False
    if finding.claim.trigger.start - past.claim.trigger.end > REACH:
        return False
    return not _behind(finding, past)


def _carried(past: Finding) -> Choice[When]:
    when = past.when.chosen
    assert when is not None
    reason = f"the text has just gone back to {when.edtf or when.lower}, and the story goes on there"
    return Choice(replace(when, basis="chained"), reason, mention=past.when.mention, inferred=True)
