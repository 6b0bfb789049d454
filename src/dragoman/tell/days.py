"""Days of undated reports in words: "the Tuesday up to publication", for orders such as ``P-0..6:tuesday``."""

from __future__ import annotations

import re

_TERM = re.compile(
    r"P(?P<shift>[+-]\d+[dwmy])?(?:(?P<way>[+-])\d+\.\.\d+|[~=])?(?P<pick>:[\w.\-]+?)?(?P<after>[+-]\d+[dwmy])?(?:<P)?$"
)
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def order_words(order: str) -> str:
    """An order of days in words; one that is too involved stays as it is written."""
    left, slash, right = order.partition("/")
    if not slash:
        return _term(order)
    if left == "..":
        return f"up to {_term(right)}"
    return f"since {_term(left)}" if right in ("..", "P") else f"from {_term(left)} to {_term(right)}"


def _term(term: str) -> str:
    if term[:1].isdigit():
        return term.removesuffix("<P")
    found = _TERM.match(term)
    if found is None or (found["pick"] and found["shift"]):
        return _odd(found, term)
    pick = (found["pick"] or "").removeprefix(":")
    if pick in _WEEKDAYS:
        day = f"the {pick.title()} {'after' if found['way'] == '+' else 'up to'} publication"
        return f"{_shift(found['after'])} {day}" if found["after"] else day
    if pick:
        return term
    return f"{_shift(found['shift'])} publication" if found["shift"] else "the day of publication"


def _odd(found: re.Match[str] | None, term: str) -> str:
    """ "P-1y:year" is the year before that of publication."""
    pick = (found["pick"] or "").removeprefix(":") if found else ""
    if found and pick in _UNITS.values() and found["shift"] == f"-1{pick[0]}":
        return f"the {pick} before that of publication"
    return term


def _shift(shift: str) -> str:
    number, unit = int(shift[1:-1]), _UNITS[shift[-1]]
    side = "before" if shift[0] == "-" else "after"
    return f"the {unit} {side}" if number == 1 and unit == "day" else f"{number} {unit}{'s' * (number > 1)} {side}"
