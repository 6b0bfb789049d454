"""What one telling makes of a deal: made, denied, ended or only talked about, and of which day."""

from __future__ import annotations

import re

from dragoman.link.carried_out import days_done, names_what_it_is_under
from dragoman.link.hints import names_any
from dragoman.link.telling import Tellings
from dragoman.link.view import Days, ordinal, told_days
from dragoman.link.wording import trigger_words
from dragoman.records import Finding

NARROW_DAYS = 31  # a told time wider than this does not date a step (guessed)
AGREED = frozenset(("agreement", "acceptance"))
ENDS = frozenset(("breach", "collapse"))
UNREAL = frozenset(("hypothetical", "denied"))
DENIED_NEXT = 60  # characters: "denied that any deal was complete" (guessed)
_ENDING = re.compile(r"\b(?:fail|collaps|broke|break|fell apart|fall apart)\w*", re.IGNORECASE)


def is_agreement(finding: Finding, told: Tellings) -> bool:
    """Is it told that a deal was made, be it kept or not?"""
    return told.step(finding) in AGREED and finding.claim.stance.status not in UNREAL


def talks_failed(finding: Finding, told: Tellings) -> bool:
    """Is it talks that came to nothing, rather than a deal?"""
    step, failed = told.step(finding), finding.claim.stance.status == "failed"
    if step == "talks":
        return failed
    if step not in ("collapse", "refusal") or not failed:
        return False
    words, trigger = told.evidence.get(finding.id, ""), trigger_words(finding, told.evidence)
    return names_any(trigger, told.world, "talks") or (
        names_any(words, told.world, "talks") and not names_any(words, told.world, "deal")
    )


def denies_deal(finding: Finding, told: Tellings) -> bool:
    """Is it denied that a deal was made, by a word for a deal or by one for denying with a deal right behind it?"""
    if finding.claim.stance.status != "denied":
        return False
    if told.step(finding) in AGREED:
        return not _ENDING.search(told.evidence.get(finding.id, ""))  # "did not fail because of …" denies a reason
    if "denial" not in told.above(finding):
        return False
    text, end = told.texts.get(finding.claim.report_id, ""), finding.claim.trigger.end
    return names_any(re.split(r"[.;!?]", text[end : end + DENIED_NEXT])[0], told.world, "deal")


def ends_deal(finding: Finding, told: Tellings) -> bool:
    """Is it told that a deal was broken or fell through?"""
    return told.step(finding) in ENDS and finding.claim.stance.status not in UNREAL and not talks_failed(finding, told)


def named_under(finding: Finding, told: Tellings) -> bool:
    """Is it an agreement that is only named as what another act is done under?"""
    text = told.texts.get(finding.claim.report_id, "")
    return bool(text) and told.step(finding) in AGREED and names_what_it_is_under(finding, text)


def day_of(finding: Finding) -> Days | None:
    """The told days where they are narrow; for news without words of time the day of the report; else None."""
    when, days = finding.when.chosen, days_done(finding)
    if days is not None:
        return days if days[1] - days[0] <= NARROW_DAYS else None
    late = told_days(when) is not None  # read from words of something else
    told = when is not None and when.basis not in ("published", "none") and (when.lower or when.upper) and not late
    day = None if told or finding.claim.stance.background else ordinal(finding.published)
    return (day, day) if day is not None else None


def day_in(finding: Finding, told: Tellings) -> Days | None:
    """Its own told day, else the days on which all dated tellings of its event can meet, else that of the report."""
    own, days = days_done(finding), told.event_days.get(finding.id)
    if own is not None and own[1] - own[0] <= 1:
        return own
    return days if days is not None and days[1] - days[0] <= NARROW_DAYS else day_of(finding)
