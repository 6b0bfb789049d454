"""What beside a veiled name would still tell who it is: an age, a house or street, in the same sentence.

A name taken out of "Lea Anders, 16, of 4 Mill Lane" leaves a person whom every neighbour knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

AGE, ADDRESS = "an age", "an address"
NEAR = 200  # characters on each side of a name, within its sentence, in which an address is its bearer's; guessed
_END = re.compile(r"(?<!\b[A-Z])(?<!\bSt)(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bAve)(?<!\bRd)[.!?](?=\s|$)|\n\s*\n")
_AGE_AFTER = re.compile(
    r"\s*(?:[,(–—-]\s*)?(?:[\w' -]{0,40}?\b)?(?:aged?|at the age of)\s+(\d{1,3})\b"
    r"|\s*[,(]\s*(\d{1,3})(?=\s*[,.;:)”\"]|\s*$|\s+(?:years?|months?|and)\b)"
    r"|\s*,\s*(?:an?|the|his|her|their)\s+(?:[\w'-]+ )?(\d{1,3})[ -](?:years?|months?)[ -]old\b"
    r"|\s*(?:is|was),?\s+(\d{1,3})(?=[\s,.;]+(?:years|and|when)?)"
)
_AGE_BEFORE = re.compile(r"(\d{1,3})[ -](?:years?|months?)[ -]old\s+(?:[\w'-]+\s+){0,3}$")
_N = r"[^\W\d_a-zß-öø-ÿа-џ][\w'’.\-‐‑]*"
_STREET = r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Boulevard|Blvd\.?|Alley|Crescent|Terrace)"
_ADDRESS = re.compile(
    rf"(?:(?:[Nn]o\.?|[Nn]umber|[Hh]ouse|[Ff]lat|[Aa]partment|[Bb]uilding|[Bb]lock)\s+)?(?:\d{{1,5}}[A-Za-z]?,?\s+)?"
    rf"(?:{_N}\s+){{1,4}}{_STREET}(?!\w)"
    rf"|\d{{1,5}}[A-Za-z]?,?\s+(?:{_N}\s+){{1,4}}(?:Square|Drive|Way|Close|Court|Place|Row)\b"
    rf"|\b(?:[Cc]alle|[Cc]arrera|[Aa]venida|[Rr]ue|[Rr]ua|[Vv]ia|ул\.|улиц[аеы]|شارع)\s+(?:(?:de|del|da|do|la|las|los|des|du)\s+)*"
    rf"(?:{_N}|\d{{1,4}}|[\u0600-\u06ff]+)(?:\s+{_N}){{0,3}}(?:,?\s+(?:[Nn]o\.?|[Nn]úm\.?|#|д\.)?\s*\d{{1,5}}(?:-\d+)?)?"
    rf"|\b(?:[Hh]ouse|[Ff]lat|[Aa]partment|[Bb]uilding|[Bb]lock|[Tt]ent)\s+(?:[Nn]o\.?\s*|[Nn]umber\s+)?\d{{1,5}}[A-Za-z]?\b"
)
Cut = tuple[int, int, str]


def telling(text: str, names: Sequence[Cut]) -> Iterator[Cut]:
    """The ages and addresses in the sentences of veiled names, each with what is shown instead."""
    for start, end, _ in names:
        after = _AGE_AFTER.match(text[end : end + 80])
        if after:
            group = next(g for g in range(1, 5) if after[g])
            yield end + after.start(group), end + after.end(group), AGE
        first = max(0, start - 60)
        before = _AGE_BEFORE.search(text[first:start])
        if before:
            yield first + before.start(1), first + before.end(1), AGE
        yield from _addresses(text, start, end)


def _addresses(text: str, start: int, end: int) -> Iterator[Cut]:
    first, last = max(0, start - NEAR), min(len(text), end + NEAR)
    opens = [m.end() for m in _END.finditer(text[first:start])]
    closes = _END.search(text[end:last])
    first = first + opens[-1] if opens else first
    last = end + closes.start() if closes else last
    yield from addresses(text, first, last)


def addresses(text: str, start: int = 0, end: int | None = None) -> Iterator[Cut]:
    """The houses and streets in a stretch of text, each with what is shown instead."""
    for found in _ADDRESS.finditer(text, start, len(text) if end is None else end):
        yield found.start(), found.end(), ADDRESS
