"""How long, how often, at what hour: the readings of lengths, sets, vague times and clock times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dragoman.identify.chains import WEEKDAYS
from dragoman.identify.timewords import amount, plain, time_words

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a time expression means, before anything outside its words is known.

    ``grain``: day, week, month, ..., time, duration, set, ref; ``value``: the TIMEX3 value where it
    needs no date (P3D, PAST_REF); ``part``: part of the day (NI) or clock time (08:30).
    """

    type: TimexType
    grain: str
    order: str = ""
    value: str = ""
    part: str = ""


NEAR = {"today": "P", "tonight": "P", "yesterday": "P-1d", "tomorrow": "P+1d", "this": "P", "last": "P-1d"}

UNIT_STEP = {"D": ("d", 1), "W": ("w", 1), "F": ("w", 2), "M": ("m", 1), "Q": ("m", 3), "Y": ("y", 1),
              "E": ("y", 10), "C": ("y", 100)}  # fmt: skip
UNIT_NAME = {"D": "day", "W": "week", "F": "week", "M": "month", "Q": "quarter", "Y": "year", "E": "decade",
              "C": "century"}  # fmt: skip


def unit_of(found: Match) -> str:
    """The letter of the unit that an expression counts in; minutes and hours have a T before theirs."""
    units, word = time_words().units, found["unit"]
    return units[word] if word in units else units[word.removesuffix("s")]


def length(letter: str, count: float | None) -> str:
    """A length of time in TIMEX3 form: P3D, PT36H, PXY for some years."""
    if letter == "F":
        letter, count = "W", count and count * 2
    number = plain(count) if count else "X"
    return f"PT{number}{letter[1]}" if letter.startswith("T") else f"P{number}{letter}"


def read_duration(found: Match) -> Sense | None:
    """Three weeks, the past two years, a decade."""
    if re.search(r"(?:three|one|a)[ -]quarters?$", found[0]):
        return None  # a share, not a time
    letter = unit_of(found)
    count = amount(found["count"] if "count" in found.groupdict() else "one")
    if letter in ("E", "C") and count:
        count, letter = count * (10 if letter == "E" else 100), "Y"
    way = found.groupdict().get("way") or ""
    ahead = bool(re.search(r"next|coming", way))
    value = length(letter, count)
    return Sense("DURATION", "duration" if not way else "window", _window(letter, count, ahead), value=value)


def _window(letter: str, count: float | None, ahead: bool) -> str:
    """The days from so long ago to the report, or from the report on."""
    if letter.startswith("T"):
        hours = (count or 12) * {"TH": 1.0, "TM": 1 / 60, "TS": 0.0}[letter]
        step, steps = "d", max(int(hours // 24), 1 if hours > 6 else 0)
    elif count is None:
        return "P/.." if ahead else "../P"
    else:
        step, size = UNIT_STEP[letter]
        steps = max(round(count * size), 1)
        if count != int(count) and step == "y":
            step, steps = "m", round(count * 12)
    if not steps:
        return "P"
    return f"P/P+{steps}{step}" if ahead else f"P-{steps}{step}/P"


def read_every(found: Match) -> Sense | None:
    """Every day, every two weeks."""
    return Sense("SET", "set", value=length(unit_of(found), amount(found["count"] or "one")))


def read_set(found: Match) -> Sense | None:
    """Daily, weekly."""
    return Sense("SET", "set", value=time_words().sets[found[0]])


def read_ref(found: Match) -> Sense | None:
    """Now, recently, the future."""
    value = time_words().refs[re.sub(r"\s+", " ", found[0])]
    return Sense("DATE", "ref", "P" if value == "PRESENT_REF" else "", value=value)


def read_annual(_: Match) -> Sense | None:
    """Annual."""
    return Sense("SET", "set", value="P1Y")


def read_clock(found: Match) -> Sense | None:
    """10:35 a.m. on Monday, 08:30 UTC."""
    hour, minute = int(found["hour"]), found["minute"]
    half = (found["half"] or "")[:1]
    if "." in found[0][:3] and not (half or found["zone"] or found["weekday"] or found["today"]):
        return None  # an amount: "at 7.38"
    if hour > 24 or (minute and int(minute) > 59) or not (minute or half):
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    zone = "Z" if found["zone"] in ("utc", "gmt") else ""
    order = "A"
    if found["weekday"]:
        order = f"P?:{WEEKDAYS[time_words().weekdays[found['weekday']] - 1]}"
    elif found["today"]:
        order = NEAR[found["today"]]
    return Sense("TIME", "time", order, part=f"{hour:02d}:{minute or '00'}{zone}")


def read_daypart(found: Match) -> Sense | None:
    """Noon, before dawn."""
    return Sense("TIME", "time", "A", part=time_words().dayparts[found["part"]])


def read_century(found: Match) -> Sense | None:
    """The 20th century."""
    number = int(found["n"])
    return Sense("DATE", "century", f"{(number - 1) * 100:04d}:century") if number > 1 else None
