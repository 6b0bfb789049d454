"""What stands above a story: the paper's name, its section, the day. Told by shape, never by a list of names.

The Kesmara Courier             a masthead: a short name, first of all, with a day or a section under it
Sport                           (cut by the rules for page furniture)
Saturday 3 September 2022       a stamp: nothing but a day
Velkamar under siege            the headline
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.collect.days import days_in
from dragoman.collect.head import counts_for, is_byline
from dragoman.collect.residue_rules import FrontWords
from dragoman.records import DateCandidate
from dragoman.text import name_key, squeezed

HEAD_LINES = 10  # lines above the first paragraph that are looked at (guessed: bylines, stamps, a deck)
_STAMP_CHARS = 120  # guessed: "Published: … , last updated: …" has about 80
_NAME_WORDS = 6  # "Zarqand Civilian Harm Monitor (ZCHM)" has five, few papers have more (guessed)
_HEADLINE_WORDS = (3, 32)  # guessed, as in head.py
_SCRAP_WORDS = 14  # headlines of other stories, sections, names above a known title (guessed)
_SECTION_WORDS = 3  # guessed
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.h]\d{2}){1,2}(?:[ap]m)?|\d{1,2}(?:[ap]m)|\d{1,2} ?h|(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?", re.I
)
_TOKEN = re.compile(r"[^\W\d_](?:[\w.'’ʼ-]*\w)?")
_CREDIT = re.compile(r"(?P<name>[^|·•–—,\n]{2,60}?)(?P<gap> ?[|·•] ?| [–—-] |(?:, | ,|، ?))(?P<day>[^|·•–—\n]{6,60})")
_PARTS = re.compile(r"\s*[|·•]\s*")
_ACRONYM = re.compile(r" ?\((?=[^()]*[A-ZА-Я]{2})[A-ZА-Я0-9][\w.&-]{1,9}\)$")
_PARTICLES = frozenset("a al and da de del della der des di do du e el en et for la le les of on the und y".split())
_VERBAL = re.compile(r"(?:ed|ing|[^s]s)$")  # a verb of a headline, or a plural: either way no plain name (guessed)


@dataclass(frozen=True, slots=True)
class Front:
    """Lines to cut with the reason, characters to cut off the start of a line, and what the cut lines tell.

    ``chronicle``: the days above and inside the text are headings of their own, not the day of publication.
    """

    cut: Mapping[int, str] = field(default_factory=dict)
    lead: Mapping[int, int] = field(default_factory=dict)
    outlet: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    chronicle: bool = False


def front_of(
    head: Sequence[tuple[str, str | None]], body: Sequence[str], title: str | None, words: FrontWords
) -> Front:
    """Read the lines above a story: each with the reason for which it is cut already, or None.

    ``body``: the lines from the first paragraph on. ``title``: the one that came with the text, if any.
    """
    stamps = {n: d for n, (line, why) in enumerate(head) if not why and (d := stamp_days(line, words))}
    if stamps and any(stamp_days(line, words) for line in body):
        return Front(chronicle=True)
    kept = [n for n, (_, why) in enumerate(head) if not why]
    cut = dict.fromkeys(stamps, "stamp")
    dates = [d for n in stamps for d in stamps[n]]
    outlet = None
    above, name = _masthead(head, kept, stamps, title, words)
    cut |= {n: "masthead" if _is_name(head[n][0]) else "related" for n in above}
    outlet = outlet or name
    for n in kept:
        credit = None if n in cut else _credit(head[n][0], words)
        if credit:
            cut[n], outlet, dates = "masthead", outlet or credit[0], [*dates, *credit[1]]
    if not body and all(n in cut for n in kept):
        return Front()
    first = next((n for n in kept if n not in cut), None)
    length, name = _lead(head[first][0], words) if first is not None and title is None else (0, None)
    lead = {first: length} if first is not None and length else {}
    return Front(cut, lead, outlet or name, tuple(dates))


def stamp_days(line: str, words: FrontWords) -> tuple[DateCandidate, ...]:
    """The days of a line that is about nothing else ("Published: 31 August 2022 18:40"), published before updated."""
    if len(line) > _STAMP_CHARS or not any(c.isdigit() for c in line):
        return ()
    found = days_in(line)
    if not found:
        return ()
    rest, at, marks = [], 0, []
    for _, start, end in found:
        rest.append(line[at:start])
        marks.append(rest[-1])
        at = max(at, end)
    rest.append(line[at:])
    over = _CLOCK.sub(" ", " ".join(rest))
    told = [name_key(w).replace("ı", "i").rstrip(".") for w in _TOKEN.findall(over)]
    if re.search(r"\d", over) or not all(w in words.stamp for w in told) or counts_for(marks[0]):
        return ()
    days = [
        (_is_later(mark, words), DateCandidate(day, "byline", line[a:b]))
        for (day, a, b), mark in zip(found, marks, strict=True)
    ]
    return tuple(d for _, d in sorted(days, key=lambda d: d[0]))


def _is_later(before: str, words: FrontWords) -> bool:
    return any(name_key(w) in words.later for w in _TOKEN.findall(before))


def _masthead(
    head: Sequence[tuple[str, str | None]], kept: Sequence[int], stamps: Mapping[int, object], title: str | None,
    words: FrontWords,
) -> tuple[list[int], str | None]:  # fmt: skip
    """The lines that are the paper's name, and the name where it is plainly one."""
    if title:
        wanted = squeezed(title)
        at = next((n for n in kept[:HEAD_LINES] if squeezed(head[n][0]) == wanted), None)
        above = [n for n in kept if at is not None and n < at and n not in stamps]
        short = [n for n in above if _is_scrap(head[n][0], words)]
        if at is not None:
            return short, next((name for n in short if (name := _sure_name(head[n][0], words))), None)
    first = kept[0] if kept else None
    if first is None or first in stamps or not _is_name(head[first][0]):
        return [], None
    under = first + 1 < len(head) and (first + 1 in stamps or head[first + 1][1] == "crumb")
    if not under or not any(_is_headline(head[n][0]) for n in kept if n > first and n not in stamps):
        return [], None
    line = head[first][0].strip()
    sure = _sure_name(line, words)
    if sure is None and _may_be_verbal(line):
        return [], None
    return [first], sure or (_ACRONYM.sub("", line) if _may_publish(line) else None)


def _credit(line: str, words: FrontWords) -> tuple[str, tuple[DateCandidate, ...]] | None:
    """The outlet and day of a line such as "The Kesmara Courier, 6 September 2022"; None for "Geneva, 4 June 2020"."""
    found = _CREDIT.fullmatch(line.strip())
    if found is None:
        return None
    days = stamp_days(found["day"], words)
    name = _sure_name(found["name"], words)
    if days and name is None and found["gap"].strip() in "|·•" and _may_publish(found["name"]):
        name = _ACRONYM.sub("", found["name"].strip())
    return (name, days) if days and name else None


def _is_scrap(line: str, words: FrontWords) -> bool:
    """Words above the headline that are neither the writer's name nor a place with a day."""
    found = _CREDIT.fullmatch(line.strip())
    stamped = found and stamp_days(found["day"], words)
    return len(line.split()) <= _SCRAP_WORDS and not stamped and not is_byline(line)


def _lead(line: str, words: FrontWords) -> tuple[int, str | None]:
    """How much of "Relief Office | Country | Bulletin no. 6 | As of 31 August" stands before the title, and the name.

    Three parts and more with a full date in the last; the first is a name; short ones without a figure are sections.
    """
    parts = _PARTS.split(line)
    if len(parts) < 3 or len(line) > 300 or not days_in(parts[-1]) or not _sure_name(parts[0], words):
        return 0, None
    starts = [m.end() for m in _PARTS.finditer(line)]  # of the second part and those after it
    at = starts[0]
    for part, after in zip(parts[1:-2], starts[1:], strict=False):
        if len(part.split()) > _SECTION_WORDS or re.search(r"\d", part):
            break
        at = after
    return at, _sure_name(parts[0], words)


def _sure_name(line: str, words: FrontWords) -> str | None:
    """The name of an outlet, where a word in it or an acronym after it says that it is one."""
    name = line.strip(" :")
    if not _is_name(name):
        return None
    told = {name_key(w) for w in _TOKEN.findall(name)}
    return _ACRONYM.sub("", name) if told & words.outlet or _ACRONYM.search(name) else None


def _may_publish(name: str) -> bool:
    """Two words and more in ordinary capitals, none of which could be a verb; "The Hague" and GENEVA are none."""
    told = [w for w in name.split() if w.lower() not in _PARTICLES]
    return len(told) >= 2 and not name.isupper() and not _may_be_verbal(name)


def _may_be_verbal(name: str) -> bool:
    """Could one of the words after the first be a verb? "Army Shells Town" is a headline, no name."""
    return any(_VERBAL.search(w.lower()) for w in name.split()[1:])


def _is_name(line: str) -> bool:
    """Can a whole line be a name? Few words, capitals throughout (where the script has them), no figures, no stop."""
    told = line.split()
    if not told or len(told) > _NAME_WORDS or re.search(r"[\d.!?:;“”\"«»]", _ACRONYM.sub("", line)):
        return False
    bare = [w.strip("()'’“”") for w in told]
    return all(not w[:1].islower() or w.lower() in _PARTICLES for w in bare if w) and not told[0][0].islower()


def _is_headline(line: str) -> bool:
    low, high = _HEADLINE_WORDS
    return low <= len(line.split()) <= high and not line.rstrip().endswith((".", ":", ";", ","))
