"""The rules that know a time expression: a pattern each, and what the found words mean.

A rule yields a ``Sense``. Its ``order`` is the notation of ``chains``, with two additions that only
the surroundings can settle: ``?`` (looking back or ahead: ``P?:sunday``) and the base ``A`` (the day
that the text spoke of before: ``A+1d`` for 'the following day').
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from dragoman.identify.calendar import safe_date
from dragoman.identify.chains import WEEKDAYS
from dragoman.identify.timelengths import (
    NEAR,
    UNIT_NAME,
    UNIT_STEP,
    Match,
    Sense,
    length,
    read_annual,
    read_century,
    read_clock,
    read_daypart,
    read_duration,
    read_every,
    read_ref,
    read_set,
    unit_of,
)
from dragoman.identify.timewords import amount, full_year, time_words


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its reading."""

    name: str
    pattern: re.Pattern[str]
    sense: Callable[[Match], Sense | None]


# ------------------------------------------------------------------------------- dates


def _month_of(found: Match) -> int:
    word = found["month"].rstrip(".")
    words = time_words()
    return words.months.get(word) or words.other_months[re.sub(r"\s+", " ", word)]


def _stretch(month: int, qualifier: str) -> str:
    """A month, or the third of it that 'early', 'mid' or 'late' names (thirds: a convention)."""
    last = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    if re.match(r"early|beginning|start", qualifier):
        return f"{month:02d}-01..{month:02d}-10"
    if qualifier.startswith("mid"):
        return f"{month:02d}-11..{month:02d}-20"
    if re.match(r"late|end|close", qualifier):
        return f"{month:02d}-21..{month:02d}-{min(last, 28) if month == 2 else last:02d}"
    return f"{month:02d}"


def _dated(year: str | None, pick: str) -> str:
    """An order for a day or stretch of some year, or of a year not told."""
    if not year:
        return f"P?:{pick}"
    first, dots, last = pick.partition("..")
    whole_year = full_year(year)
    return f"{whole_year}-{first}" + (f"/{whole_year}-{last}" if dots else "")


def _day_month(found: Match) -> Sense | None:
    month, day = _month_of(found), _number(found["day"])
    if not _is_day(month, day):
        return None
    year = found["year"]
    if year and not safe_date(full_year(year), month, day):
        return None
    order = _dated(year, f"{month:02d}-{day:02d}")
    upto = found.groupdict().get("upto")
    if upto and _is_day(month, _number(upto)) and safe_date(full_year(year or "2000"), month, _number(upto)):
        first, last = sorted((day, _number(upto)))
        base = f"{month:02d}-{first:02d}..{month:02d}-{last:02d}"
        return Sense("DATE", "days", _dated(year, base))
    return Sense("DATE", "day", order)


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words) or time_words().ordinals.get(words, 0))


def _is_day(month: int, day: int) -> bool:
    return 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _month_year(found: Match) -> Sense | None:
    return Sense("DATE", "month", _dated(found["year"], _stretch(_month_of(found), found["qual"] or "")))


def _bare_month(found: Match) -> Sense | None:
    pick = _stretch(_month_of(found), found["qual"] or "")
    way = (found["way"] or "").split(" ")[-1]
    order = f"P?:{pick}"
    if way in ("last", "past"):
        order = f"P-1m-0..365:{pick}"
    elif way in ("next", "coming"):
        order = f"P+1..400:{pick}"
    return Sense("DATE", "month", order)


def _iso(found: Match) -> Sense | None:
    if not safe_date(int(found["year"]), int(found["m"]), int(found["d"])):
        return None
    return Sense("DATE", "day", f"{found['year']}-{found['m']}-{found['d']}")


def _slashed(found: Match) -> Sense | None:
    """Day first, as most of the world writes; month first where only that makes a date."""
    first, second = int(found["a"]), int(found["b"])
    day, month = (first, second) if second <= 12 else (second, first)
    if not safe_date(full_year(found["year"]), month, day):
        return None
    if first <= 12 and second <= 12 and len(found["year"]) == 2:
        day, month = second, first  # 7/8/07 is the American short form
    return Sense("DATE", "day", f"{full_year(found['year'])}-{month:02d}-{day:02d}")


def _year(found: Match) -> Sense | None:
    year, qualifier = found["year"], found["qual"] or ""
    if re.match(r"early|beginning|start", qualifier):
        return Sense("DATE", "year", f"{year}-01-01/{year}-04-30")
    if qualifier.startswith("mid"):
        return Sense("DATE", "year", f"{year}-05-01/{year}-08-31")
    if re.match(r"late|end|close", qualifier):
        return Sense("DATE", "year", f"{year}-09-01/{year}-12-31")
    return Sense("DATE", "year", year)


def _spelled_year(found: Match) -> Sense | None:
    number = amount(found["tens"])
    if not number or number < 10:
        return None
    year = f"{1900 + round(number)}"
    if found["month"]:
        return Sense("DATE", "month", f"{year}-{time_words().months[found['month']]:02d}")
    return Sense("DATE", "year", year)


def _years(found: Match) -> Sense | None:
    return Sense("DATE", "years", f"{found['year']}/{full_year(found['upto'])}")


def _decade(found: Match) -> Sense | None:
    year = found["year"]
    start = int(year) if len(year) == 4 else 1900 + int(year)
    return Sense("DATE", "decade", f"{start}:decade")


def _season(found: Match) -> Sense | None:
    code, first, last = time_words().seasons[found["season"]]
    pick, year, way = f"{first}..{last}", found["year"], found["way"] or ""
    if year:
        order = f"{full_year(year)}=:{pick}"
    elif "last" in way or "past" in way:
        order = f"P-1m-0..365:{pick}"
    else:
        order = f"P+1..400:{pick}" if "next" in way or "coming" in way else f"P?:{pick}"
    return Sense("DATE", f"season:{code}", order)


def _holiday(found: Match) -> Sense | None:
    pick = time_words().holidays.get(found["name"], "easter")
    return Sense("DATE", "day", f"{found['year']}=:{pick}" if found["year"] else f"P?:{pick}")


def _hijri(found: Match) -> Sense | None:
    words, name = time_words(), re.sub(r"\s+", " ", found["name"])
    year, day = found["year"], found["day"]
    if name in words.hijri_days:
        pick = words.hijri_days[name]
    else:
        pick = f"{words.hijri_months[name]:02d}" + (f"-{int(day):02d}" if day and int(day) <= 30 else "")
    if year and len(year) == 4 and year.startswith(("13", "14")):
        return Sense("DATE", "day" if "-" in pick else "month", f"h{year}-{pick}")
    base = f"{year}-06-01~" if year else "P~"
    return Sense("DATE", "day" if "-" in pick else "days", f"{base}:h{pick}")


# ------------------------------------------------------------------- days near publication


def _weekday(found: Match) -> Sense | None:
    number = time_words().weekdays[found["weekday"].rstrip(".")]
    name, way = WEEKDAYS[number - 1], found["way"] or ""
    part = _part(found)
    if re.search(r"each|every", way) or found["plural"]:
        return Sense("SET", "set", value=f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))
    order = f"P?:{name}"
    if re.search(r"last|past|previous", way):
        order = f"P-1..7:{name}"
    elif re.search(r"next|coming|following", way):
        order = f"P+1..7:{name}"
    return Sense("TIME" if part else "DATE", "day", order, part=part)


def _part(found: Match) -> str:
    word = found.groupdict().get("part")
    return time_words().dayparts.get(word or "", "")


def _near_day(found: Match) -> Sense | None:
    word = re.split(r"[\s-]", found["near"])[0]
    part = "NI" if word == "tonight" else _part(found)
    before = {"before": "-1d", "after": "+1d"}.get(found.groupdict().get("side") or "", "")
    return Sense("TIME" if part else "DATE", "day", NEAR[word] + before, part=part)


def _overnight(_: Match) -> Sense | None:
    return Sense("TIME", "nights", "P-1d/P", part="NI")


def _calendar_unit(found: Match) -> Sense | None:
    """Last week, this month, next year, the current quarter."""
    way = found["way"]
    if found["unit"] == "weekend":
        step, name, letter = "w", "weekend", "W"
    else:
        letter = unit_of(found)
        if letter not in UNIT_STEP or letter == "D":
            return None
        step, name = UNIT_STEP[letter][0], UNIT_NAME[letter]
    count = UNIT_STEP[letter][1]
    if letter in "EC" and re.search(r"last|past|next|coming", way):
        return read_duration(found)
    if re.search(r"that|same", way):
        return Sense("DATE", name, f"A:{name}")
    base = "A" if re.search(r"previous|following|preceding", way) else "P"
    if re.search(r"last|past|previous|preceding", way):
        return Sense("DATE", name, f"{base}-{count}{step}:{name}")
    if re.search(r"next|coming|following", way):
        return Sense("DATE", name, f"{base}+{count}{step}:{name}")
    return Sense("DATE", name, f"P:{name}")


def _ago(found: Match) -> Sense | None:
    """Three weeks ago, a year earlier, two days later, a few days before."""
    letter, count = unit_of(found), amount(found["count"])
    if not found["count"] and found["unit"] + "s" not in found[0]:
        count = 1.0  # year-ago, year-earlier
    word = re.sub(r"\s+", " ", found["side"])
    base, sign = ("P", "-") if "ago" in word else ("A", "-" if re.search(r"earlier|before|previous", word) else "+")
    if letter.startswith("T"):
        hours = (count or 2) * {"TH": 1, "TM": 1 / 60, "TS": 0}[letter]
        order = base if hours < 12 else f"{base}{sign}{round(hours / 24)}d"
        return Sense("TIME", "time", order, value="PAST_REF" if base == "P" else "")
    step, size = UNIT_STEP[letter]
    if count is None:  # a few days ago: two to five (guessed)
        near, far = ("2", "5") if letter != "D" or found["count"] else ("1", "9")
        first, last = (far, near) if sign == "-" else (near, far)
        return Sense("DATE", "vague", f"{base}{sign}{first}{step}/{base}{sign}{last}{step}", value="PAST_REF")
    order = f"{base}{sign}{max(round(count * size), 1)}{step}"
    if word in ("before", "after"):  # 'a day after they met': TimeML has the length only
        return Sense("DURATION", "ago:" + UNIT_NAME[letter], order, value=length(letter, count))
    return Sense("DATE", "ago:" + UNIT_NAME[letter], order)


def _same_day(found: Match) -> Sense | None:
    part = _part(found)
    return Sense("TIME" if part else "DATE", "day", "A", part=part)


def _next_day(found: Match) -> Sense | None:
    part = _part(found)
    words = found[0]
    back = re.search(r"previous|before|preceding", words)
    if back and part == "NI":
        return Sense("TIME", "nights", "A-1d/A", part=part)
    return Sense("TIME" if part else "DATE", "day", "A-1d" if back else "A+1d", part=part)


def _quarter(found: Match) -> Sense | None:
    number = time_words().ordinals.get(found["nth"] or "")
    if number is None:
        return Sense("DATE", "quarter", "P:quarter" if "current" in found[0] else "Q")
    if number > 4:
        return None
    pick = f"{3 * number - 2:02d}-01..{('03-31', '06-30', '09-30', '12-31')[number - 1]}"
    if found["year"]:
        return Sense("DATE", "quarter", _dated(found["year"], pick))
    rel = found["rel"] or found.groupdict().get("rel2")
    if rel:
        shift = {"last": "-1y", "next": "+1y"}.get(rel.split(" ")[0], "")
        return Sense("DATE", "quarter", f"P{shift}=:{pick}")
    return Sense("DATE", "quarter", f"P-0..365:{pick}")


def _the_unit(found: Match) -> Sense | None:
    """The week, the year: mostly the current one."""
    return Sense("DATE", UNIT_NAME[unit_of(found)], f"P:{UNIT_NAME[unit_of(found)]}")


# ---------------------------------------------------------------------------- the list


_READINGS: dict[str, Callable[[Match], Sense | None]] = {
    "day_month": _day_month, "month_year": _month_year, "bare_month": _bare_month, "iso": _iso,
    "slashed": _slashed, "year": _year, "years": _years, "decade": _decade, "season": _season,
    "holiday": _holiday, "hijri": _hijri,
    "weekday": _weekday, "near_day": _near_day, "overnight": _overnight, "calendar_unit": _calendar_unit,
    "ago": _ago, "same_day": _same_day, "next_day": _next_day, "quarter": _quarter, "duration": read_duration,
    "every": read_every, "set": read_set, "ref": read_ref, "annual": read_annual, "clock": read_clock,
    "daypart": read_daypart,
    "century": read_century, "spelled_year": _spelled_year, "the_unit": _the_unit,
}  # fmt: skip


@lru_cache(maxsize=1)
def rules() -> dict[str, tuple[Rule, ...]]:
    """The rules by the words that they may begin with; compiled at the first call."""
    from dragoman.identify.timepatterns import PATTERNS, fill, fill_firsts

    table: dict[str, list[Rule]] = {}
    for name, firsts, pattern in PATTERNS:
        rule = Rule(name, re.compile(fill(pattern)), _READINGS[name])
        for word in fill_firsts(firsts):
            table.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in table.items()}
