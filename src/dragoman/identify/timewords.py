"""The words of time, read once from ``world/languages/en.times.yaml``, and how to read numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_YEAR_PIVOT = 40  # '39 is 2039, '40 is 1940 (guessed)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Lists of time words by what they name; see the comments in the file itself."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    vague: tuple[str, ...]
    units: dict[str, str]
    dayparts: dict[str, str]
    seasons: dict[str, list[str]]
    holidays: dict[str, str]
    hijri_months: dict[str, int]
    hijri_days: dict[str, str]
    refs: dict[str, str]
    sets: dict[str, str]
    other_months: dict[str, int]


@lru_cache(maxsize=1)
def time_words() -> TimeWords:
    """The words of time. The file is read at the first call."""
    import yaml

    text = (files("dragoman") / "world" / "languages" / "en.times.yaml").read_text("utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    others = {word: month for names in table.pop("other_months").values() for word, month in names.items()}
    return TimeWords(**{**table, "vague": tuple(table["vague"])}, other_months=others)


def either(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=len, reverse=True))


def amount(text: str | None) -> float | None:
    """The number that words or digits name, or None for an amount without a number (several, a few)."""
    text = (text or "").strip().replace("-", " ")
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return float(text.replace(",", "." if re.search(r",\d\d?$", text) else ""))
    if text.startswith(("couple of", "a couple of")):
        return 2.0
    total = 0.0
    if text in ("a", "an", "another"):
        return 1.0
    for word in text.split():
        if word in ("a", "an", "and"):
            continue
        if word == "half":
            total += 0.5
        elif word in ("hundred", "thousand"):
            total = (total or 1) * time_words().numbers[word]
        elif word in time_words().numbers:
            total += time_words().numbers[word]
        else:
            return None
    return total or None


def plain(count: float) -> str:
    """A number without a useless fraction: 2.0 is ``2``, 2.5 stays."""
    return str(int(count)) if count == int(count) else str(count)


def full_year(text: str) -> int:
    """A year of two or four digits as a whole year."""
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < _YEAR_PIVOT else 1900)
