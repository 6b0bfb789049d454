"""Days of undated reports in words: "late July before publication", for orders such as ``P-2m~:07-21..07-31``.

The notation is that of ``identify.chains``; EDTF intervals of dated lines are put in words here too.
"""

from __future__ import annotations

import calendar
import re

_SHIFTS = r"(?:[+-]\d+[dwmy])*"
_TERM = re.compile(
    rf"(?P<base>P|h?\d{{4}}(?:-\d\d){{0,2}})(?P<shift>{_SHIFTS})"
    r"(?P<near>(?P<way>[+-])(?P<from>\d+)\.\.\d+|[~=])?"
    r"(?::(?P<pick>[a-z]{4,}|h?\d\d(?:-\d\d)?(?:\.\.\d\d-\d\d)?))?"
    rf"(?P<after>{_SHIFTS})(?::(?P<within>[a-z]+))?(?P<cut><P)?$"
)
_SHIFT = re.compile(r"([+-])(\d+)([dwmy])")
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(calendar.month_name)
_HIJRI = (
    "", "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhira", "Rajab", "Shaban",
    "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja",
)  # fmt: skip
_THIRDS = {("01", "10"): "early", ("11", "20"): "mid", ("21", "28"): "late", ("21", "29"): "late", ("21", "30"): "late"}
_THIRDS |= {("21", "31"): "late"}
NOT_IN_WORDS = "a time counted from publication"  # what is too involved to be said in a line


def order_words(order: str) -> str:
    """An order of days in words."""
    left, slash, right = order.partition("/")
    if not slash:
        return _term(order)
    if left == "..":
        return "by publication" if right == "P" else f"up to {_term(right)}"
    return f"since {_term(left)}" if right in ("..", "P") else f"from {_term(left)} to {_term(right)}"


def interval_words(edtf: str) -> str:
    """An EDTF interval in words: "2019-06-27/.." is since that day."""
    if "P" in edtf:
        return order_words(edtf)
    left, slash, right = edtf.partition("/")
    first, last = _day(left), _day(right)
    if not slash or left == right:
        return first
    if left in ("", ".."):
        return f"by {last}"
    return f"since {first}" if right in ("", "..") else f"{first} to {last}"


def _day(edtf: str) -> str:
    """A day as it is written; without its year it is told in words."""
    return f"{stretch_words(edtf[5:])}, year unknown" if edtf.startswith("XXXX-") else edtf


def _term(term: str) -> str:
    found = _TERM.match(term)
    if found is None or (found["after"] and not found["pick"]):
        return NOT_IN_WORDS
    if found["base"] != "P":
        return _shifted(found["shift"], _hijri(found["base"]) if term.startswith("h") else found["base"])
    told = _picked(found) if found["pick"] else _shifted(found["shift"], "publication", alone="the day of publication")
    told = _shifted(found["after"], told)
    return f"the {found['within']} of {told.removeprefix('the day of ')}" if found["within"] else told


def _picked(found: re.Match[str]) -> str:
    """The weekday, stretch of the year or unit that is meant, and on which side of publication."""
    pick, shift = found["pick"], found["shift"]
    if pick in _WEEKDAYS:
        side = "after" if found["way"] == "+" else "up to" if found["from"] == "0" else "before"
        return _shifted(shift, f"the {pick.title()} {side} publication")
    if re.fullmatch(r"[a-z]+", pick) and pick != "easter":
        return _unit(pick, shift)
    name = stretch_words(pick)
    if found["near"] == "=":
        return f"{name} of {_unit('year', shift)}"
    if found["way"]:
        return _shifted(shift, f"{name} {'after' if found['way'] == '+' else 'before'} publication")
    return f"{name} before publication" if shift.startswith("-") else f"the {name} nearest to publication"


def _unit(unit: str, shift: str) -> str:
    """The week, month or year of publication, or one some way from it."""
    if not shift:
        return f"the {unit} of publication"
    if found := re.fullmatch(rf"([+-])(\d+){unit[0]}", shift):
        side = "before" if found[1] == "-" else "after"
        return f"the {unit} {side} that of publication" if found[2] == "1" else f"{found[2]} {unit}s {side} publication"
    return f"the {unit} of {_shifted(shift, 'publication')}"


def stretch_words(pick: str) -> str:
    """A stretch of the year: "07-21..07-31" is late July, "07" July, "h09" Ramadan."""
    if pick == "easter":
        return "Easter"
    if pick.startswith("h"):
        return _hijri(pick)
    first, _, last = pick.partition("..")
    month, _, day = first.partition("-")
    name = _MONTHS[int(month)]
    if not last:
        return f"{int(day)} {name}" if day else name
    to_month, _, to_day = last.partition("-")
    if month == to_month and (third := _THIRDS.get((day, to_day))):
        return f"mid-{name}" if third == "mid" else f"{third} {name}"
    if day == "01" and int(to_day) >= 28:
        return name if month == to_month else f"{name} to {_MONTHS[int(to_month)]}"
    return f"{int(day)} {name} to {int(to_day)} {_MONTHS[int(to_month)]}"


def _hijri(pick: str) -> str:
    """A month or day of the Hijri calendar: "h09" is Ramadan, "h1443-09-10" the tenth of it in 1443."""
    parts = pick[1:].split("-")
    year = parts.pop(0) if len(parts[0]) == 4 else ""
    day = f"{int(parts[1])} " if len(parts) > 1 else ""
    return f"{day}{_HIJRI[int(parts[0])]} {year}".rstrip() if parts else year


def _shifted(shifts: str, day: str, alone: str = "") -> str:
    """So many days, weeks, months or years before or after a day."""
    for sign, count, unit in reversed(_SHIFT.findall(shifts)):
        side = "before" if sign == "-" else "after"
        number, name = int(count), _UNITS[unit]
        day = f"{'the day' if number == 1 and unit == 'd' else f'{number} {name}' + 's' * (number > 1)} {side} {day}"
    return day if shifts else alone or day
