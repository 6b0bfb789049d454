"""What can be seen of a possible place name, and how likely that makes it a place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.identify.name_tokens import ARTICLES, Found, Tokens, name_words
from dragoman.models import read_weights
from dragoman.text import name_key
from dragoman.world.gazetteer import PLACES, GazetteerPlace

CITY = 100_000  # people of a town that news write about under any of its spellings (guessed)
HONORIFICS = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "sir"])


@dataclass(frozen=True, slots=True)
class Seen:
    """What the whole report tells of its words."""

    persons: frozenset[str]  # last words of names that open with a first name or a title
    lower: frozenset[str]  # all words as written: a name's in lower case shows that it is also a plain word
    placed: frozenset[str]  # keys that stand behind "in" or before a comma and a country
    peoples: frozenset[int]  # tokens that name a people

    @classmethod
    def of(cls, tokens: Tokens, found: Sequence[Found]) -> Seen:
        lists = name_words()
        persons = set()
        capitals = [i for i, upper in enumerate(tokens.upper) if upper]
        for i in capitals:
            back = i - 2 if i and tokens.forms[i - 1] == "." else i - 1
            if back >= 0 and tokens.upper[back]:
                single = len(tokens.forms[back]) == 1 and tokens.forms[back].isupper() and tokens.forms[back - 1] != "."
                if lists.has("first_names", tokens.low[back]) or lists.has("title", tokens.low[back]) or single:
                    persons.add(tokens.low[i])
        whole = {(a, e) for a, e, _ in found}
        for start, end in _full_names(tokens, capitals):
            if (start, end) not in whole:
                persons.update(tokens.low[i] for i in range(start + 1, end))
        lower = frozenset(tokens.forms)  # asked for words in lower case only
        inside = {name_key(tokens.slice(a, e)) for a, e, _ in found if lists.has("inside", tokens.low_at(a - 1))}
        peoples = frozenset(i for a, e, cs in found if any(c.grade == 3 for c in cs) for i in range(a, e))
        return cls(frozenset(persons), lower, frozenset(inside), peoples)


_PARTICLES = frozenset(["van", "de", "der", "den", "von", "al", "el", "bin", "ibn", "ben", "da", "dos", "la"])


def _full_names(tokens: Tokens, capitals: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of two to five capitalised words that what stands beside them shows to be persons: a first name or an
    office before, or an office behind ("Viviane van de Perre, deputy head")."""
    lists = name_words()
    free = 0
    for at in capitals:
        if at < free:
            continue
        end = at + 1
        while end < len(tokens.forms) and tokens.joined(end - 1):
            linked = tokens.low[end] in _PARTICLES or (tokens.forms[end] == "-" and tokens.low[end - 1] in ARTICLES)
            if not tokens.upper[end] and not linked:
                break
            end += 1
        while end > at and not tokens.upper[end - 1]:
            end -= 1
        free = end
        if not 2 <= end - at <= 6:
            continue
        inside = tokens.low[at + 1 : end]
        body = any(lists.has("organisation", w) or lists.has("office", w) or w in lists.areas for w in inside)
        if not body and (
            lists.has("first_names", tokens.low[at])
            or (lists.has("office", tokens.low_at(at - 1)) and tokens.joined(at - 1))
            or _has_office_behind(tokens, end)
        ):
            yield at, end


def _has_office_behind(tokens: Tokens, end: int) -> bool:
    lists = name_words()
    if tokens.low_at(end) != ",":
        return False
    return any(lists.has("office", tokens.low_at(ahead)) for ahead in range(end + 1, end + 4))


def features(
    tokens: Tokens, at: int, end: int, candidates: Sequence[GazetteerPlace], seen: Seen
) -> list[str]:  # one name per observation; the weights stand in WEIGHTS
    """What can be seen of a name: its gazetteer entry, its form, its neighbours, the rest of the report."""
    before, after = _before(tokens, at, seen), _after(tokens, end)
    if "inside" in before and after == ["before saying"]:
        after = []  # "police in Sharma said": it is the police that says it
    entry, around = _entry(candidates), [*before, *after]
    size = "wide" if {"country", "people", "admin1", "size 6"} & set(entry) else "way" if not candidates else "small"
    return [*entry, *_form(tokens, at, end, seen), *around, *(f"{size}: {note}" for note in around)]


def _entry(candidates: Sequence[GazetteerPlace]) -> list[str]:
    if not candidates:
        return ["bias", "way"]
    best = min(c.grade for c in candidates)
    people = max((c.population for c in candidates if c.from_geonames), default=0)
    kinds = {c.feature for c in candidates if c.grade < 3}
    notes = ["bias"]
    if best == 3:
        notes.append("people")
    elif "country" in kinds:
        notes.append("country")
    elif "admin1" in kinds:
        notes.append("admin1")
    elif "admin2" in kinds:
        notes.append("admin2")
    elif any(not c.from_geonames for c in candidates):
        notes.append("pinned")
    elif best == 1:
        notes.append("other name" if people < CITY else "other name, city")
    if best < 3 and not kinds & {"country"}:
        notes.append(f"size {min(6, int(math.log10(people + 1)))}")
    return notes


def _form(tokens: Tokens, at: int, end: int, seen: Seen) -> list[str]:
    lists, notes = name_words(), []
    low = tokens.low[at]
    if end - at == 1 or (end - at == 2 and tokens.forms[at + 1] == "."):
        notes += ["one word"]
        notes += ["common"] if lists.has("common", low) else []
        if lists.has("first_names", low):
            goes_on = end < len(tokens.forms) and tokens.upper[end] and tokens.joined(end - 1)
            person = goes_on and not lists.has("organisation", tokens.low[end]) and tokens.low[end] not in lists.areas
            notes += ["first name", "first name, capital"] if person else ["first name"]
        notes += ["surname"] if lists.has("surnames", low) else []
        notes += ["also lower"] if low in seen.lower else []
        notes += ["short"] if len(low) <= 3 else []
    elif all(lists.has("common", w) or lists.has("organisation", w) for w in tokens.low[at:end]):
        notes.append("common words")
    elif lists.has("first_names", low) and tokens.low_at(at + 1) != ".":
        notes.append("starts with first name")
    if tokens.low[end - 1] in seen.persons and end - at == 1:
        notes.append("a person here")
    if at in tokens.starts:
        notes.append("opens sentence")
        if "common" in notes:
            notes.append("common, opening")
    piece = tokens.slice(at, end)
    if piece.isupper() and len(piece) > 3:
        notes.append("capitals")
    if name_key(piece) in seen.placed:
        notes.append("placed here")
    if not piece.isascii() and piece.lower() == piece.upper():
        notes.append("no capitals")
    return notes


def _before(tokens: Tokens, at: int, seen: Seen) -> list[str]:
    lists = name_words()
    back = tokens.low_at(at - 1)
    if back == "the":
        notes = ["after the"]
        back = tokens.low_at(at - 2)
    else:
        notes = []
    close = tokens.joined(at - 1) or back in {".", ",", "-"}
    if lists.has("inside", back):
        notes.append("inside")
    elif lists.has("toward", back):
        notes.append("toward")
    elif back == "of":
        notes.append("of area" if tokens.low_at(at - 2) in lists.areas else "of")
    elif lists.has("done_to", back):
        notes.append("done to")
    elif lists.has("direction", back):
        notes.append("direction")
    elif back in {",", "and", "or", "-", "—", "(", "/"}:
        notes.append(f"after {back}")
    elif tokens.low_at(at - 2 if back == "." else at - 1) in HONORIFICS:
        notes.append("after honorific")
    elif back == "." and lists.has("title", tokens.low_at(at - 2)):
        notes.append("after title")
    elif back == "." and len(tokens.low_at(at - 2)) == 1 and tokens.upper_at(at - 2):
        notes.append("after initial")
    elif at - 1 in seen.peoples and tokens.joined(at - 1):
        notes.append("after people")
    elif close and tokens.upper_at(at - 1) and at not in tokens.starts:
        notes.append(_capital_before(tokens, at))
    return notes


def _capital_before(tokens: Tokens, at: int) -> str:
    lists, back = name_words(), tokens.low[at - 1]
    if lists.has("title", back):
        return "after title"
    if lists.has("first_names", back):
        return "after first name"
    return "after capital, opening" if at - 1 in tokens.starts else "after capital"


def _after(tokens: Tokens, end: int) -> list[str]:
    lists, ahead = name_words(), tokens.low_at(end)
    if ahead in lists.areas:
        return ["before area" if not tokens.upper_at(end) else "before Area"]
    if tokens.upper_at(end) and tokens.joined(end - 1):
        if lists.has("organisation", ahead):
            return ["before organisation"]
        known = lists.has("surnames", ahead) or lists.has("first_names", ahead)
        return ["before surname"] if known else ["before capital"]
    if lists.has("person", ahead):
        return ["before saying"]
    if ahead == ",":
        return ["before , capital" if tokens.upper_at(end + 1) else "before ,"]
    if ahead in {"-", "—", "–"}:
        return ["before dash"]
    if ahead in {"'s", "’s"}:
        return ["before 's"]
    return ["before end"] if ahead in {"", ".", ";", ":", ")"} else []


def likelihood(notes: Iterable[str]) -> float:
    weights = note_weights()
    return 1 / (1 + math.exp(-sum(weights.get(note, 0.0) for note in notes)))


@lru_cache(maxsize=2)
def note_weights(path: Path = PLACES / "toponym_weights.csv") -> Mapping[str, float]:
    """What each observation is worth: set by hand, then fitted (logistic regression, ridge towards the
    hand-set values) on the development halves of LGL and TR-News."""
    return read_weights(path)
