"""What a translator cannot change in a text: its numbers, days, names and the agencies that it cites.

The words for them, in several languages, stand in ``world/languages/specifics.yaml``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.records import Report
from dragoman.text import flat, name_key, sentences, words
from dragoman.world import BUILT_IN, read_yaml
from dragoman.world.gazetteer import skeleton

# Endings of Russian and Ukrainian nouns and adjectives, which names take too.
_CASE = re.compile(
    "(?:ами|ями|ого|его|ому|ему|ыми|ими|ов|ев|ом|ем|ой|ей|ою|ею|ам|ям|ах|ях|ые|ие|ый|ий|ая|яя|ую|юю|[аеиоуыэюяьйіїє])$"
)
_JOINED = frozenset("وفبلك")  # Arabic writes and, so, in, for, like together with the word that follows
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_THREE = re.compile(r"\d{3}")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|-?го)?")
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.\Z")
_BREAKS = re.compile(r"[-‐‑–/'’.]")
_PHRASE_WORDS = 4
_CONSONANTS = 4  # later ones are endings as often as not: Damasco, Damascus (guessed)


@dataclass(frozen=True, slots=True)
class Specifics:
    """What a translator cannot change in one text: keys in the order in which they first stand, each sure or not.

    Numbers, days and names are sure. A weak key may be a name (the first word of a sentence; any word of a language
    where capitals tell nothing) and counts only where the other text is sure. ``whole``: no name was weak but those.
    """

    keys: Mapping[str, bool]
    whole: bool


def specifics_of(report: Report) -> Specifics:
    """The numbers, days, names and agencies of a text; an agency may also stand in the outlet's name."""
    keys: dict[str, bool] = {}
    whole = report.language not in _table().capitals_tell_nothing
    for start, end in _sentences(report.text):
        tokens = [s.of(report.text) for s in words(report.text, start, end)]
        parts = [p for t in tokens for p in (_BREAKS.split(t) if t[0].isalpha() else [t]) if p]
        for key, sure in _keys(parts, whole):
            keys[key] = keys.get(key, False) or sure
    outlet = [w for w in re.findall(r"\w+", report.outlet or "") if w[0].isupper()]
    for at in range(len(outlet)):
        name = _name_at(outlet, at)
        if name and name[1].startswith("agency:"):
            keys.setdefault(name[1], True)
    return Specifics(keys, whole)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text; "am 6." goes on with "Juli"."""
    start: int | None = None
    for sentence in sentences(text):
        start = sentence.start if start is None else start
        if not _ORDINAL.search(text, start, sentence.end):
            yield start, sentence.end
            start = None
    if start is not None:
        yield start, len(text)


def _keys(tokens: Sequence[str], whole: bool) -> Iterator[tuple[str, bool]]:
    """The specifics of one sentence, each with whether it is sure."""
    at, first = 0, True
    while at < len(tokens):
        if not tokens[at][0].isalnum():
            at += 1
            continue
        counts = tokens[at][0].isdigit() or _plain(tokens[at]) in _table().counting
        found = (counts and (_day_at(tokens, at) or _number_at(tokens, at))) or _name_at(tokens, at)
        if found:
            yield found[1], True
        elif _may_be_name(tokens[at]):
            cased = tokens[at][0].isupper()
            yield from ((key, whole and cased and not first) for key in _name_keys(tokens[at]))
        at, first = at + (found[0] if found else 1), False


def _may_be_name(word: str) -> bool:
    return not word[0].islower() and len(word) > 1 and _plain(word) not in _table().small_words


def _name_keys(word: str) -> Iterator[str]:
    """A name by its consonants, so that Daraa, Деръа and درعا meet; an Arabic word also without a joined particle."""
    yield "name:" + _bones(word)
    if word[0] in _JOINED and len(word) > 3:
        rest = word[1:]
        yield _table().names.get(_stem(rest)) or "name:" + _bones(rest)


def _name_at(tokens: Sequence[str], at: int) -> tuple[int, str] | None:
    """A name that the table knows: how many words it has, and its key."""
    if tokens[at][0].islower():
        return None
    table = _table()
    for length in range(min(_PHRASE_WORDS, len(tokens) - at), 0, -1):
        key = table.names.get(" ".join(map(_stem, tokens[at : at + length])))
        if key:
            return length, key
    key = table.acronyms.get(tokens[at])
    return (1, key) if key else None


def _day_at(tokens: Sequence[str], at: int) -> tuple[int, str] | None:
    """A weekday, or a day of a month: "6 July", "July 6", "6 de julio"."""
    table = _table()
    near = [_plain(t) for t in tokens[at : at + 5]]
    for length in (2, 1):
        if (weekday := table.weekdays.get(" ".join(near[:length]))) and len(near) >= length:
            return length, f"weekday:{weekday}"
    if near[0] in table.months and len(near) > 1 and (day := _DAY.fullmatch(near[1])):
        return _day(2, table.months[near[0]], int(day[1]))
    if not (day := _DAY.fullmatch(near[0])):
        return None
    skip = 2 if len(near) > 2 and (near[1] in table.glue or not near[1]) else 1
    for length in (2, 1):
        if month := table.months.get(" ".join(near[skip : skip + length])):
            return _day(skip + length, month, int(day[1]))
    return None


def _day(length: int, month: int, day: int) -> tuple[int, str] | None:
    return (length, f"day:{month:02d}-{day:02d}") if 1 <= day <= 31 else None


def _number_at(tokens: Sequence[str], at: int) -> tuple[int, str] | None:
    """A number in figures or words: "430", "50 000", "300 mil", "twenty-five", "lima belas"."""
    begun = _value_at(tokens, at)
    if begun is None:
        return None
    length, total = begun
    in_words = not tokens[at][0].isdigit()
    room = _room(total) if in_words else 0
    while at + length < len(tokens):
        glue = _plain(tokens[at + length]) in _table().glue
        more = _value_at(tokens, at + length + glue) if at + length + glue < len(tokens) else None
        if more is None:
            break
        if not glue and (more[1] in (1000, 1_000_000) or (more[1] == 100 and total < 10)):
            total *= more[1]
            room = more[1] if in_words else 0
        elif more[1] < room:
            total += more[1]
            room = _room(more[1])
        else:
            break
        length += glue + more[0]
    return length, f"number:{total}"


def _value_at(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """One figure or number word: how many tokens it has, and its value without decimals."""
    figure = _FIGURE.match(flat(tokens[at]))
    if figure is None:
        for length in (2, 1):
            value = _table().numbers.get(" ".join(map(_plain, tokens[at : at + length])))
            if value is not None and at + length <= len(tokens):
                return length, value
        return None
    plain = re.sub(r"\D", "", figure[0]) if _GROUPED.fullmatch(figure[0]) else re.split(r"[.,]", figure[0])[0]
    digits, length = plain.lstrip("0")[:15], 1
    while 0 < len(plain) <= 3 and digits and at + length < len(tokens) and _THREE.fullmatch(flat(tokens[at + length])):
        digits, length = digits + flat(tokens[at + length]), length + 1
    return length, int(digits[:15] or 0)


def _room(value: int) -> int:
    """What may still be added to a number in words: below ten after twenty, below a hundred after a hundred."""
    return int(10 ** (len(str(value)) - len(str(value).rstrip("0")))) if value >= 20 else 0


# ----------------------------------------------------------------------------- words and names


@dataclass(frozen=True, slots=True)
class _Table:
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    counting: frozenset[str]  # words that days and numbers begin with
    glue: frozenset[str]
    names: Mapping[str, str]
    acronyms: Mapping[str, str]
    small_words: frozenset[str]
    capitals_tell_nothing: frozenset[str]
    cyrillic: Mapping[str, str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    rows = read_yaml(BUILT_IN / "languages" / "specifics.yaml")
    spelt = [(s, f"{sort}:{key}") for sort, keys in rows["names"].items() for key, ss in keys.items() for s in ss]
    acronyms = {s: key for s, key in spelt if _is_acronym(s)}
    names = dict(_countries()) | {_stems(s): key for s, key in spelt if not _is_acronym(s)}
    months, weekdays, numbers = (
        {_plain(word): value for language in rows[part].values() for word, value in language.items()}
        for part in ("months", "weekdays", "numbers")
    )
    glue, small, capitals = (frozenset(rows[part]) for part in ("glue", "small_words", "capitals_tell_nothing"))
    counting = frozenset(phrase.split()[0] for phrase in (*months, *weekdays, *numbers))
    return _Table(months, weekdays, numbers, counting, glue, names, acronyms, small, capitals, rows["cyrillic"])


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) < 7


def _countries() -> Iterator[tuple[str, str]]:
    """The names of countries and, in English, of their peoples, each with the country's key."""
    with (BUILT_IN / "places" / "countries.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            for name in (row["name"], *row["aliases"].split("|"), *row["demonyms"].split("|")):
                if len(name) > 3 and not name.isupper():
                    yield _stems(name), f"country:{row['code']}"


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    return name_key(flat(word))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """A word without its Cyrillic case ending or Arabic article."""
    plain = _plain(word)
    if "\u0400" <= plain[:1] <= "\u04ff" and len(plain) > 3:
        return _CASE.sub("", plain)
    return plain[2:] if plain.startswith("ال") and len(plain) > 4 else plain


def _stems(name: str) -> str:
    return " ".join(_stem(part) for word in name.split() for part in _BREAKS.split(word) if part)


@lru_cache(maxsize=20_000)
def _bones(word: str) -> str:
    """The first consonants of a name in Latin letters; the word itself where it has hardly any."""
    latin = "".join(_table().cyrillic.get(c, c) for c in _stem(word))
    return (skeleton(latin).replace("z", "s") or latin)[:_CONSONANTS]
