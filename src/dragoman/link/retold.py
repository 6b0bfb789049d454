"""History told in passing: an act that a text tells right behind "in 2018 …" is of 2018, not of the day told before.

A chained time carries the story's clock over to acts without words of time. Where the text has set the clock to a
stated past time in between, that time is carried instead, as far as the story plainly goes on. Two things it never
does: overrule a day that an act already has, and take the year in a name ("the 2018 accord") for a clock.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.link.view import told_days
from dragoman.records import Choice, Finding, When

REACH = 400  # characters: two or three sentences behind the stated time (guessed)
YEAR = 300  # days: a stated time this wide or wider is a bare year, which news does not use of its own day (guessed)
# Behind these words a year is part of a name: "the 2018 accord", "Karelia's 2018 pact".
_NAMING = re.compile(r"(?:\b(?:the|a|an|this|that|its|their|his|her)|['’]s?)\s*$", re.IGNORECASE)
_NAMED = re.compile(r"[\s-]+[^\W\d]")


def retold(findings: Sequence[Finding], texts: Mapping[str, str] | None = None) -> list[Finding]:
    """The findings with such times set right; all others as they are. ``texts`` maps report ids to their texts."""
    by_text: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_text[finding.claim.report_id].append(finding)
    found = []
    for group in by_text.values():
        past: Finding | None = None
        for finding in sorted(group, key=lambda f: (f.claim.trigger.start, f.id)):
            if _tells_past(finding) and not _in_a_name(finding, texts or {}):
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


def _in_a_name(finding: Finding, texts: Mapping[str, str]) -> bool:
    """Does its year stand before a noun, as part of what something is called?"""
    text, mention = texts.get(finding.claim.report_id), finding.when.mention
    if text is None or mention is None:
        return False
    before, behind = text[max(0, mention.start - 12) : mention.start], text[mention.end : mention.end + 3]
    return bool(_NAMING.search(before)) and bool(_NAMED.match(behind))


def _behind(finding: Finding, past: Finding) -> bool:
    """Do its words of time stand behind those of the past?"""
    own, other = finding.when.mention, past.when.mention
    return own is not None and other is not None and own.start > other.start


def _takes(finding: Finding, past: Finding) -> bool:
    """Is it told as done, on no day of its own, with a clock from before the past was named, and close behind it?"""
    when = finding.when.chosen
    if told_days(when) is not None or (when is not None and when.order):
        return False  # the event would say another day than its claim
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
