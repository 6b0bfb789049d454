"""Full dates in words and figures: a day is read only when year, month and day are plain."""

from __future__ import annotations

import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from dragoman.text import name_key

EARLIEST = 1900  # guessed: no report that is read as news today is older
# Month names by number, as datelines and bylines write them, without accents. A beginning of three letters and
# more counts too, where only one month begins so ("sept", "janv", "juil"). Two words are joined by "_".
_MONTHS = {
    1: "january enero janvier janeiro januar gennaio ocak январь января січня يناير كانون_الثاني جانفي januari",
    2: "february febrero fevrier fevereiro februar febbraio subat февраль февраля лютого فبراير شباط فيفري februari",
    3: "march marzo mars marco marz mart март марта березня مارس آذار maret maart",
    4: "april abril avril aprile nisan апрель апреля квітня أبريل إبريل نيسان أفريل",
    5: "may mayo mai maio maggio mayis май мая травня مايو أيار ماي mei",
    6: "june junio juin junho juni giugno haziran июнь июня червня يونيو يونيه حزيران جوان",
    7: "july julio juillet julho juli luglio temmuz июль июля липня يوليو يوليه تموز جويلية",
    8: "august agosto aout agustos август августа серпня أغسطس آب أوت agustus augustus",
    9: "september septiembre setiembre septembre setembro settembre eylul сентябрь сентября вересня سبتمبر أيلول",
    10: "october octubre octobre outubro oktober ottobre ekim октябрь октября жовтня أكتوبر تشرين_الأول",
    11: "november noviembre novembre novembro kasim ноябрь ноября листопада نوفمبر تشرين_الثاني",
    12: "december diciembre decembre dezembro dezember dicembre aralik декабрь декабря грудня ديسمبر كانون_الأول desember",
}
_LETTER = r"[^\W\d_][\u0300-\u036f]?"
_NAME = rf"(?:(?:كانون|تشرين) ?ال\w{{3,5}}|(?:{_LETTER}){{2,10}}\.?)"
_MONTH = rf"(?P<month>{_NAME})(?: ?[/(] ?(?P<other>{_NAME})\)?)?"
_GAP = r"[ \u00a0\u200e\u200f]"
_OF = rf"(?:{_GAP}+(?:de|del|of|di)\b)?"
_DAY_FIRST = re.compile(
    rf"(?<![\w./-])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?{_OF}(?:{_GAP}|-)+{_MONTH},?{_OF}"
    rf"(?:{_GAP}|[,،-])+(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w){_MONTH}{_GAP}+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[,،]?{_GAP}+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)
_HAN = re.compile(r"(?<!\d)(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_ISO = re.compile(r"(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d/.-])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_URL = re.compile(r"/((?:19|20)\d\d)[/-]?([01]?\d|[a-z]{3})[/-]?([0-3]?\d)(?=[/_.?#-]|$)", re.IGNORECASE)


def day_of(value: object) -> str | None:
    """The ISO day that a field of a file or page gives, or None where none can be told.

    Reads ISO days and times, e-mail dates, ``20210905``, and full dates in words. ``05/09/2021`` is read only
    when one of the two numbers is above 12.
    """
    text = str(value).strip() if value is not None else ""
    if not text or len(text) > 100:
        return None
    if found := _COMPACT.fullmatch(text):
        return _iso(*(int(g) for g in found.groups()[:3]))
    found_days = days_in(text)
    if found_days:
        return found_days[0][0]
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def days_in(text: str) -> list[tuple[str, int, int]]:
    """All full dates in a text: ISO day, start and end, in order of appearance."""
    found = []
    for match in _ISO.finditer(text):
        found.append((_iso(int(match[1]), int(match[3]), int(match[4])), *match.span()))
    for match in _HAN.finditer(text):
        found.append((_iso(*(int(g) for g in match.groups())), *match.span()))
    for match in _FIGURES.finditer(text):
        found.append((_from_figures(int(match[1]), int(match[3]), int(match[4])), *match.span()))
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            month = _agreed(match["month"], match["other"])
            found.append((_iso(int(match["year"]), month, int(match["day"])), *match.span()))
    return sorted(((day, a, b) for day, a, b in found if day), key=lambda f: (f[1], f[0]))


def day_in_url(url: str) -> tuple[str, str] | None:
    """The day in an address such as ``…/2021/09/05/…``, with the words it was read from."""
    for match in _URL.finditer(url):
        month = int(match[2]) if match[2].isdigit() else _month(match[2])
        day = _iso(int(match[1]), month, int(match[3]))
        if day and ("/" in match[0][1:] or "-" in match[0] or len(match[0]) == 9):
            return day, match[0]
    return None


def possible(day: str, today: date) -> bool:
    """Can a report have come out on this day? One day ahead is allowed, for time zones."""
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return False
    return read.year >= EARLIEST and read <= today + timedelta(days=1)


def _from_figures(first: int, second: int, year: int) -> str | None:
    """A date in figures, where it can be read in one way only."""
    if first > 12:
        return _iso(year, second, first)
    if second > 12:
        return _iso(year, first, second)
    return _iso(year, first, first) if first == second else None


def _agreed(name: str, other: str | None) -> int:
    """The month that one or two names mean ("أيلول/سبتمبر"), or 0 where they differ."""
    first = _month(name)
    return first if other is None or _month(other) == first else 0


def _month(name: str) -> int:
    """The number of a month's name, or 0."""
    return _numbers().get(_key(name), 0)


def _key(name: str) -> str:
    return name_key(name.replace("_", " ")).replace("ı", "i")


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    """Month names and their telling beginnings, each with its number."""
    whole = {_key(name): number for number, names in _MONTHS.items() for name in names.split()}
    begun: dict[str, set[int]] = {}
    for name, number in whole.items():
        for length in range(3, len(name)):
            begun.setdefault(name[:length], set()).add(number)
    return {start: min(numbers) for start, numbers in begun.items() if len(numbers) == 1} | whole


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
