"""Acts that carry a deal out without a word of their own for it: they are done "under the deal", or were promised."""

from __future__ import annotations

import re

from dragoman.link.view import Days, ordinal, told_days
from dragoman.records import Finding

_DONE = ("occurred", "ongoing")
# What keeps no deal by itself.
_NO_ACT = frozenset(("word", "settlement", "harm", "violence", "force", "explosion", "coercion", "state"))
_STATES_ASKED_FOR = frozenset(("flag_raised", "corridor"))
_ASKED_FOR = _STATES_ASKED_FOR | {"move", "force_posture"}
_OPENS = re.compile(r"\b(?:when|where|which|whom|who|and|but)\s*,?\s*$", re.IGNORECASE)  # then it is of the next clause
_PARTS = re.compile(r"[.;!?]|\b(?:but|although|though|while|whereas|however|before|until)\b", re.IGNORECASE)
BEHIND = 40  # characters between the act and the words "under a deal" (guessed: a destination)
# English, the only language whose clauses are read so far.
_UNDER = re.compile(
    r"\b(?:under|as part of|in line with|in keeping with|in accordance with|in compliance with|pursuant to)\s+"
    r"(?:(?:the|a|an|this|that|its|their)\s+)?(?:terms of\s+(?:the|a|an|this|that)\s+)?(?:[\w'’-]+\s+){0,3}?"
    r"(?:deals?|agreements?|accords?|pacts?|truces?|cease-?fires?|settlements?|armistice)\b",
    re.IGNORECASE,
)


def done(finding: Finding) -> bool:
    """Is it told as done, and of one act?"""
    return finding.claim.stance.status in _DONE and not finding.claim.aggregate


def days_done(finding: Finding) -> Days | None:
    """The told days; None where an act told as done would lie after its report: such days are of something else."""
    days, out = told_days(finding.when.chosen), ordinal(finding.published)
    late = days is not None and out is not None and done(finding) and days[0] > out + 1  # a day for the clocks
    return None if late else days


def may_keep(above: frozenset[str]) -> bool:
    """Is it a move, a posting or a flag raised, as deals ask for?"""
    return bool(above & _ASKED_FOR) and not _no_act(above)


def _no_act(above: frozenset[str]) -> bool:
    return bool(above & _NO_ACT) and not above & _STATES_ASKED_FOR


def same_act(finding: Finding, other: Finding) -> bool:
    """Are two tellings of one event tellings of one act: of one kind, and of days that can meet?"""
    a, b = days_done(finding), days_done(other)
    return finding.kind == other.kind and (a is None or b is None or (a[0] <= b[1] and b[0] <= a[1]))


def under_a_deal(finding: Finding, above: frozenset[str], text: str) -> bool:
    """Is the act told as one under a deal, in its own words or right behind them in one sentence?"""
    if not text or _no_act(above):
        return False
    evidence = finding.claim.evidence
    inside = _UNDER.search(evidence.of(text))
    if inside and not _OPENS.search(evidence.of(text)[: inside.start()]):
        return True
    behind = _UNDER.search(text, evidence.end, evidence.end + 160)
    between = text[evidence.end : behind.start()] if behind else "."
    return len(between) <= BEHIND and not re.search(r"[.;:!?]", between) and not _OPENS.search(between)


def names_what_it_is_under(finding: Finding, text: str) -> bool:
    """Is it only named as what another act is done under ("left under a truce that elders brokered")?"""
    trigger = finding.claim.trigger
    before = list(_UNDER.finditer(text, max(0, trigger.start - 80), trigger.end))
    return bool(before) and not re.search(r"[.;:!?]", text[before[-1].start() : trigger.start])


def in_one_breath(finding: Finding, other: Finding, text: str) -> bool:
    """Are both told as done by one side and in one sentence ("drove in and raised the flag")?"""
    first, second = sorted((finding.claim, other.claim), key=lambda c: c.trigger.start)
    between = text[first.trigger.end : second.trigger.start]
    if not (done(finding) and done(other)) or _PARTS.search(between):
        return False
    doers = [{c.mention.words for c in f.actors if c.role == "actor"} for f in (finding, other)]
    return bool(doers[0] & doers[1])
