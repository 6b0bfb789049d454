"""The head of a report: title, byline, dateline, and the days on which it may have come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.collect.days import day_in_url, days_in, possible
from dragoman.collect.residue_rules import rules_of
from dragoman.records import DateCandidate, Span
from dragoman.text import name_key, squeezed

# Whom to believe about the day of publication, best first (guessed: what a person or a machine stated
# outright, then what stands in the text, then the address, which may hold the day the page was made).
TRUST = ("user", "given", "jsonld", "meta", "feed", "byline", "dateline", "url")
_TITLE_CHARS, _TITLE_WORDS = 220, 32  # guessed from headlines of the wire services, which stay under 20 words
_HEAD_LINES = 8  # lines in which a byline or a date may stand (guessed)
_UPPER = r"[^\W\d_a-zß-öø-ÿа-ѐ-џ]"  # a capital, or a letter of a script that has none
_BYLINE = re.compile(
    r"(?i:(?:written |reported |report |story )?by|por|par|von|di|oleh|автор:?|بقلم|كتب)[ :]+"
    rf"{_UPPER}[^.!?]{{2,110}}"
)
_WORD = r"[^\W\d_]+(?:['’‘ʼ.-]+[^\W\d_]+)*\.?"
_PLACE = rf"{_UPPER}[^\W\d_]*(?:['’‘ʼ.-]+[^\W\d_]+)*\.?(?: {_WORD}){{0,4}}"
_CAPS = rf"{_UPPER}(?:{_UPPER}|['’‘ʼ. -]){{1,40}}?"
_AGENCY = r"\([^()]{2,60}\)"
_DASH = r"(?:\.?[ \u00a0]*(?:--|[–—―])[ \u00a0]*|[ \u00a0]+-[ \u00a0]*|\.?-[ \u00a0]+)"
_START = rf"(?={_UPPER}|[\"“«'‘\d])"
_DATELINES = tuple(
    re.compile(p)
    for p in (
        # DARAA, Syria (Reuters) - | AMMAN, July 3 (Reuters) - | Damascus, 5 September 2021 (Agency) –
        rf"(?P<line>(?P<place>{_PLACE})(?:[/,;] ?[^()\n–—]{{2,50}}?)?[ \u00a0,]*{_AGENCY}){_DASH}(?=\S)",
        # MOSCOW, August 31 /TASS/.
        rf"(?P<line>(?P<place>{_PLACE}),[^/\n]{{3,30}} /[^/\n]{{2,40}}/)\.? *(?:{_DASH})?(?=\S)",
        # BEIRUT — | KYIV/NOVOAZOVSK - | DARAA, Syria — | GENEVA, 4 June 2020 –
        rf"(?P<line>(?P<place>{_CAPS})(?:[/,] ?[^()\n–—:.!?]{{2,40}}?)?){_DASH}{_START}",
        # (Nairobi, August 17, 2023) –
        rf"(?P<line>\((?P<place>{_PLACE}), [^()\n]{{3,40}}\d{{4}}\)){_DASH}(?=\S)",
        # Damascus, SANA – | Sana'a, 12 May 2019 –
        rf"(?P<line>(?P<place>{_PLACE}), (?:[A-Z]{{2,8}}|\d{{1,2}} \w+ \d{{4}}|\w+ \d{{1,2}}, \d{{4}}))"
        rf"(?:{_DASH}|: ){_START}",
        # Moscow: Russia's …
        rf"(?P<line>(?P<place>{_PLACE})): {_START}",
    )
)
_PARTICLES = frozenset(
    [
        "al", "el", "ez", "er", "es", "as", "ash", "ad", "at", "ar", "an", "az", "de", "del", "della", "di", "du",
        "la", "le", "of", "and", "und", "y", "e", "i",
    ]
)  # fmt: skip
_PLACE_WORDS = 5  # "Democratic Republic of Congo" and one more
_NO_PLACE = frozenset(
    [
        "update", "updated", "breaking", "watch", "video", "photo", "photos", "analysis", "opinion",
        "exclusive", "explainer", "live", "report", "comment", "note", "editor's", "factbox",
        "timeline", "profile", "interview", "read", "related", "image", "source", "sources",
        "correction", "urgent", "news", "agency", "tv", "media", "radio",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of a report. ``title_span`` is None when the title stands outside the text."""

    title: str | None
    title_span: Span | None
    byline: Span | None
    dateline: Span | None
    dates: tuple[DateCandidate, ...]


def head_of(text: str, title: str | None, *, dated: bool = True) -> Head:
    """Read the head of a cleaned text; ``title`` is the one that came with it, if any.

    ``dated`` False: the days above the text are headings of a chronicle and say nothing of its publication.
    """
    lines = _first_lines(text)
    title_span = _title_span(text, lines, title)
    rest = [line for line in lines if line != title_span]
    byline = next((s for s in rest[:_HEAD_LINES] if is_byline(s.of(text))), None)
    dateline = _dateline(text, [s for s in rest if s != byline])
    title = title or (title_span.of(text) if title_span else None)
    return Head(title, title_span, byline, dateline, tuple(_dates(text, rest if dated else (), dateline)))


def chosen_day(candidates: Sequence[DateCandidate], today: date) -> str | None:
    """The day of publication by the order of trust, or None; a day to come is never chosen."""
    for origin in TRUST:
        for candidate in candidates:
            if candidate.origin == origin and possible(candidate.day, today):
                return candidate.day
    return None


def url_dates(url: str | None) -> tuple[DateCandidate, ...]:
    """The day that stands in an address, if any."""
    found = day_in_url(url) if url else None
    return (DateCandidate(found[0], "url", found[1]),) if found else ()


def _first_lines(text: str) -> list[Span]:
    """The first non-blank lines, without the white space around them."""
    found = []
    for match in re.finditer(r"[^\n]*[^\s][^\n]*", text[:20_000]):
        lead = len(match[0]) - len(match[0].lstrip())
        found.append(Span(match.start() + lead, match.start() + len(match[0].rstrip())))
        if len(found) > _HEAD_LINES + 2:
            break
    return found


def _title_span(text: str, lines: Sequence[Span], title: str | None) -> Span | None:
    if title:
        wanted = squeezed(title)
        return next((s for s in lines[:_HEAD_LINES] if squeezed(s.of(text)) == wanted), None)
    if len(lines) < 2 or is_byline(lines[0].of(text)):
        return None
    words = lines[0].of(text)
    is_title = (
        len(words) <= _TITLE_CHARS and len(words.split()) <= _TITLE_WORDS and not words.endswith((".", ":", ";", ","))
    )
    return lines[0] if is_title and not _dateline_in(words) else None


def is_byline(words: str) -> bool:
    """Does the line say who wrote it? Short, no sentence, names in it."""
    return len(words.split()) <= 14 and _BYLINE.fullmatch(words) is not None


def _dateline(text: str, lines: Sequence[Span]) -> Span | None:
    for line in lines[:4]:
        found = _dateline_in(line.of(text))
        if found:
            return Span(line.start + found.start("line"), line.start + found.end("line"))
    return None


def _dateline_in(words: str) -> re.Match[str] | None:
    """The dateline that opens a paragraph; the paragraph must go on well beyond it."""
    start = words[:160]
    for pattern in _DATELINES:
        found = pattern.match(start)
        if found and len(words) - found.end() >= 30 and _is_place(found["place"]):
            return found
    return None


def _is_place(words: str) -> bool:
    """Can these words be a place's name? Capitals throughout; in scripts without capitals three words at most."""
    parts = words.strip(" ,").split()
    if not parts or len(parts) > _PLACE_WORDS or _NO_PLACE & {p.lower().strip(",:") for p in parts}:
        return False
    if not any(c.isupper() for c in words):
        return len(parts) <= 3
    return all(p[0].isupper() or p.split("-")[0] in _PARTICLES for p in parts)


def counts_for(before: str) -> bool:
    """Do the words before a date make it the day that figures stand for, or one end of a span?"""
    told = name_key(before.rstrip(" :").rpartition("|")[2])
    ends_span = re.search(r"\d ?[-–—]$", before.rstrip()) is not None
    return ends_span or any(told == phrase or told.endswith(" " + phrase) for phrase in rules_of().front.as_of)


def _dates(text: str, lines: Iterable[Span], dateline: Span | None) -> Iterable[DateCandidate]:
    """Full dates in the short lines above the text, and in the dateline."""
    for line in list(lines)[:_HEAD_LINES]:
        words = line.of(text)
        if dateline and line.holds(dateline):
            break
        if len(words) > 120 or (words.endswith(".") and len(words.split()) > 5):
            break
        for day, start, end in days_in(words):
            if not counts_for(words[:start]):
                yield DateCandidate(day, "byline", words[start:end])
    if dateline:
        words = dateline.of(text)
        for day, start, end in days_in(words):
            yield DateCandidate(day, "dateline", words[start:end])
