"""When do the words speak of: finding the time expressions of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.identify.timelengths import Sense, TimexType
from dragoman.identify.timerules import Rule, rules
from dragoman.identify.timewords import time_words
from dragoman.records import Span
from dragoman.text import flat

_WORD = re.compile(r"[^\W_]+")
# What stands before a time expression and says how it bounds the act.
_FRAME = re.compile(
    r"(?:^|[\s(\"])(since|until|till|by|before|after|from|between|through|as of|for|over|during|in|within|on"
    r"|at|of|every|throughout|starting|beginning)"
    r"(?:[ \n]+(?:late|early|about|around|at least|nearly|the|on|in|over|some))*[ \n]*$"
)
# 'May' and 'March' are also a verb and a noun: alone they need one of these before them.
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|during|from|through|to|before|after|between|and|or|end|this|each|every)"
    r"|[-(/,])[ \n]*$"
)


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: where it stands, what it says, and what that means so far.

    ``order`` is the notation of ``chains`` with ``?`` and ``A`` still open (see ``timerules``); ``frame``
    is the preposition before it ('since', 'until', 'for'), '' for none; ``ahead`` True when the verb
    near it is in the future.
    """

    span: Span
    words: str
    type: TimexType
    sense: Sense
    frame: str = ""
    ahead: bool = False
    rule: str = ""

    @property
    def order(self) -> str:
        """The order of days, with the look back or ahead settled; '' where there is none."""
        order = self.sense.order
        if "P?:" not in order:
            return order
        if re.fullmatch(r"P\?:[a-z]+day", order):
            return order.replace("P?", "P+0..6" if self.ahead else "P-0..6")
        return order.replace("P?", "P+0..365" if self.ahead else "P-2m~")


def timexes(text: str) -> list[Timex]:
    """All time expressions of a text, in order and without overlap.

    English in full; of Spanish, French, Russian and Arabic only days with the month's name.
    """
    low = flat(text)
    found: list[Timex] = []
    for start, end, rule, sense in _matches(low, text):
        span = Span(start, end)
        frame = _FRAME.search(low, max(0, start - 40), start)
        found.append(
            Timex(
                span,
                text[start:end],
                sense.type,
                sense,
                frame[1] if frame else "",
                points_ahead(low, span),
                rule,
            )
        )
    return found


def _matches(low: str, text: str) -> Iterator[tuple[int, int, str, Sense]]:
    """The longest reading at each word, left to right."""
    table, done = rules(), 0
    digits = table.get("#", ())
    for word in _WORD.finditer(low):
        start = word.start()
        if start < done:
            continue
        first = word[0]
        candidates = digits if first[0].isdigit() else table.get(first, ())
        if not candidates or (start and (low[start - 1] in "_@#" or _inside_number(low, start))):
            continue
        best = _longest(candidates, low, start, text)
        if best:
            done = best[1]
            yield best


def _inside_number(low: str, start: int) -> bool:
    return low[start].isdigit() and bool(
        re.match(r"\d[.,:]|[$£€]", low[max(0, start - 2) : start]) or low[start - 1] in "$£€"
    )


def _longest(candidates: tuple[Rule, ...], low: str, start: int, text: str) -> tuple[int, int, str, Sense] | None:
    best: tuple[int, int, str, Sense] | None = None
    for rule in candidates:
        match = rule.pattern.match(low, start)
        if not match or (best and match.end() <= best[1]) or match.end() == start:
            continue
        if not _plausible(rule, match, low, text):
            continue
        sense = rule.sense(match)
        if sense:
            end = match.end() - (low[match.end() - 1] == "." and not _abbreviated(match[0]))
            best = (start, end, rule.name, sense)
    return best


def _abbreviated(words: str) -> bool:
    last = re.split(r"\s", words[:-1])[-1]
    return "." in last or (last in time_words().months and len(last) < 5)


def _plausible(rule: Rule, match: re.Match[str], low: str, text: str) -> bool:
    """Is it a time at all? May, March, Sat, Sun, spring and fall are also other words."""
    if rule.name == "bare_month":
        at = match.start("month")
        word = match["month"]
        if text[at].islower() or (
            len(word) < 4 and word != "may" and low[match.end("month") : match.end("month") + 1] != "."
        ):
            return False
        return (
            word not in ("may", "march", "mar")
            or at > match.start()
            or bool(_BEFORE_MONTH.search(low, max(0, at - 12), at))
        )
    if rule.name == "weekday":
        at, word = match.start("weekday"), match["weekday"]
        return not text[at].islower() and (
            word.endswith("day") or low[match.end("weekday") : match.end("weekday") + 1] == "."
        )
    if rule.name == "season" and match["season"] in ("spring", "fall") and not match["year"]:
        before = re.search(
            r"\b(?:in|of|since|until|by|during|through)[ \n]+(?:the )?$",
            low[max(0, match.start() - 14) : match.start()],
        )
        return bool(match["way"] not in (None, "the") or before)
    if rule.name == "year" and not match["qual"]:
        return _is_year(low, match.start(), match.end())
    return True


_NO_YEAR_BEFORE = re.compile(r"(?:resolution|no\.|number|room|flight|route|some|about|nearly|than|least|#|\$)[ \n]*$")
_COUNTED = re.compile(
    r"[ \n-](?:people|troops|soldiers|fighters|families|civilians|houses|homes|men|women|dead|wounded|km"
    r"|miles)\b"
)
_YEAR_BEFORE = re.compile(r"\b(?:in|since|by|of|until|from|during|early|late)[ \n]+$")


def _is_year(low: str, start: int, end: int) -> bool:
    """A year rather than a count or a number of something."""
    before = low[max(0, start - 12) : start]
    if _NO_YEAR_BEFORE.search(before):
        return False
    return not _COUNTED.match(low, end) or bool(_YEAR_BEFORE.search(before))


_AHEAD = re.compile(
    r"\b(?:will|shall|'ll|won't|going to|planned for|plans? to|planning to|scheduled|slated|due|set to|"
    r"set for|expected|is to|are to|must|deadline|ahead of|"
    r"(?<!was )(?<!were )to (?:begin|start|meet|hold|take place|be held|resume|vote|leave|expire|end)|"
    r"would (?:begin|start|meet|be|hold|take|leave|resume|last))\b"
)
_BACK = re.compile(
    r"\b(?:said|told|says|was|were|had|has|have|did|announced|reported|killed|began|took|came|held|met|left|went|broke|fell|fled|hit|"
    r"struck|shot|made|gave|got|saw|brought|sent|lost|won|fought|drove|withdrew|found|became|rose|ran|blew|freed|"
    r"[a-z]{3,}ed)\b"
)
_CUE_REACH = 160  # characters to each side in which a verb is looked for (measured on timex and reports, 2026-11-30: 90 loses long subjects)


def points_ahead(low: str, span: Span) -> bool:
    """True when the nearest verb of the sentence speaks of the future; the one before goes first."""
    before = re.split(r"[.!?;\n][ \n]", low[max(0, span.start - _CUE_REACH) : span.start])[-1]
    last_ahead, last_back = _last(_AHEAD, before), _last(_BACK, before)
    if re.search(r"\b(?:by|until|till)[ \n]+(?:the )?$", before) and last_ahead >= 0:
        return True
    if last_ahead >= 0 or last_back >= 0:
        return last_ahead >= last_back - (2 if "expected" in before else 0) and last_ahead >= 0
    after = re.split(r"[.!?;\n](?:[ \n]|$)", low[span.end : span.end + _CUE_REACH])[0]
    first_ahead, first_back = _AHEAD.search(after), _BACK.search(after)
    return bool(first_ahead and (not first_back or first_ahead.start() <= first_back.start()))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in pattern.finditer(text)), default=-1)
