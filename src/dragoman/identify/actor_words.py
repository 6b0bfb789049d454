"""What the words of a mention say: which sort of body, of which people or country, and whose.

The words themselves stand in ``world/languages/en.bodies.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.identify.timewords import time_words
from dragoman.text import DASHES
from dragoman.world import BUILT_IN, read_yaml

KINDS = {"military_body": "military", "government_body": "government", "police_body": "police",
         "armed_body": "armed_group", "crowd_body": "crowd", "civilian_body": "civilians",
         "nobody_body": "nobody"}  # fmt: skip
_LONGEST = 3  # words of the longest phrase in en.bodies.yaml
_EDGES = ',."“”()[]:;!?'
_NUMBER = re.compile(r"[\d.,]+(?:st|nd|rd|th|k|m|s)?")
_FOR_OR_AGAINST = re.compile(r"(pro|anti)-(.+)")
_PROPER = re.compile(r"(?:[^\W\d_]{1,3}[-'])?[^\W\d_a-zà-ÿ]")  # "Tahrir", "ut-Tahrir", "al-Sahrin"
_PEOPLE_HARMED = ("civilians", "crowd")


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The lists of ``en.bodies.yaml``; ``kinds`` holds each phrase with the kind of actor that it makes."""

    kinds: dict[str, str]
    bare_body: frozenset[str]
    abroad_body: frozenset[str]
    other_word: frozenset[str]
    pronoun_word: frozenset[str]
    watcher: frozenset[str]
    service_body: frozenset[str]
    force_of_states: frozenset[str]
    place_body: frozenset[str]
    measure_word: frozenset[str]
    name_title: frozenset[str]
    name_joint: frozenset[str]
    whose_word: frozenset[str]
    named_body: frozenset[str]
    feast: frozenset[str]
    backed: frozenset[str]


@lru_cache(maxsize=1)
def body_words() -> BodyWords:
    """The words for bodies of people. The file is read at the first call."""
    lists: dict[str, list[str]] = read_yaml(BUILT_IN / "languages" / "en.bodies.yaml")
    kinds = {phrase: kind for name, kind in KINDS.items() for phrase in lists.pop(name)}
    return BodyWords(kinds, **{name: frozenset(words) for name, words in lists.items()})


@dataclass(frozen=True, slots=True)
class Head:
    """A common noun for a body of people: its kind and the words that it takes, ``[start, end)``."""

    kind: str
    start: int
    end: int
    bare: bool
    abroad: bool = False  # speaks for a country other than that of the place: envoys


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a mention, without what only measures or points; ``cut`` is where "of …", "in …" begins."""

    words: str
    tokens: tuple[str, ...]
    written: tuple[str, ...]  # the same with their "'s": "People's"
    heads: tuple[Head, ...]
    cut: int
    counted: bool  # an amount, "a" or "some" stood before it: persons, not the whole

    @property
    def kind(self) -> str | None:
        """The sort of body that the common nouns make, or None: "rebel commander" is an armed group."""
        inner = [h for h in self.heads if h.start < self.cut]
        outer = [h for h in self.heads if h.start >= self.cut]
        kinds = [h.kind for h in inner]
        if kinds and kinds[-1] in _PEOPLE_HARMED:
            return kinds[-1]
        owner = _leading(outer) if outer and self.tokens[self.cut].lower() == "of" else None
        if owner and all(h.bare for h in inner):
            return _of_the_state(inner, owner) or owner
        return _leading(inner)

    @property
    def backed(self) -> bool:
        """Is it somebody's, not somebody: "Torvenian-backed fighters", "pro-Torvenian forces"?"""
        return any(is_backed(t) for t in self.tokens[: self.cut])

    @property
    def others(self) -> bool:
        """Do the words say that it is not the country's own, or not whose: "foreign aircraft", "his forces", "the envoy"?"""
        inner = [h for h in self.heads if h.start < self.cut]
        other = any(t.lower() in body_words().other_word for t in self.tokens[: self.cut])
        whose = self.words.lower().split(" ", 1)[0] in body_words().pronoun_word
        return other or whose or (bool(inner) and all(h.abroad for h in inner))

    @property
    def proper(self) -> tuple[int, ...]:
        """The numbers of the words with a capital."""
        return tuple(i for i, t in enumerate(self.tokens) if _PROPER.match(t))


def read_phrase(words: str) -> Phrase:
    """The words of a mention made ready to be looked up."""
    written = [w for t in words.replace("’", "'").split() if (w := _bare(t))]
    start = _past_measures(written)
    counted = any(_counts(t) for t in written[:start])
    written = written[start:]
    tokens = [t.removesuffix("'s").removesuffix("'") for t in written]
    cut = next((i for i, t in enumerate(tokens) if i and t.lower() in body_words().whose_word), len(tokens))
    return Phrase(words, tuple(tokens), tuple(written), heads(tokens), cut, counted)


def heads(tokens: Sequence[str]) -> tuple[Head, ...]:
    """The common nouns for bodies of people among some words, the longest phrase first."""
    known, found, at = body_words(), [], 0
    low = [t.lower() for t in tokens]
    while at < len(low):
        sizes = range(min(_LONGEST, len(low) - at), 0, -1)
        size = next((n for n in sizes if " ".join(low[at : at + n]) in known.kinds), 0)
        named = at and tokens[at][:1].isupper() and known.kinds.get(low[at]) == "civilians"  # the Sons of the Valley
        if size and not named:
            found.append(_head(" ".join(low[at : at + size]), at, at + size))
        at += max(size, 1)
    return tuple(found)


def _head(phrase: str, start: int, end: int) -> Head:
    known = body_words()
    return Head(known.kinds[phrase], start, end, phrase in known.bare_body, phrase in known.abroad_body)


def is_measure(token: str) -> bool:
    """Does the word only say how many or which?"""
    low = token.lower()
    return low in body_words().measure_word or bool(_NUMBER.fullmatch(low)) or _is_number(low)


def is_time(tokens: Sequence[str]) -> bool:
    """Are they only words of time: a day, a month, a feast, a season, a year?"""
    return bool(tokens) and (" ".join(tokens).lower() in _times() or all(_is_time(t.lower()) for t in tokens))


def is_backed(token: str) -> bool:
    """Does the word tell whom a body is for or against, or who backs it: "pro-Torvenian", "Iran-backed"?

    What is for its own government or army is the state's own.
    """
    low = token.lower().translate(DASHES)
    if side := _FOR_OR_AGAINST.fullmatch(low):
        return side[1] == "anti" or body_words().kinds.get(side[2]) not in ("government", "military")
    first, dash, last = low.rpartition("-")
    return bool(dash) and last in body_words().backed and body_words().kinds.get(first) is None


def watches(phrase: Phrase) -> bool:
    """Do the words name who watches, counts or reports: observers, a monitor, analysts, a newspaper?"""
    return _is_one_of(phrase, body_words().watcher)


def serves(phrase: Phrase) -> bool:
    """Do the words name who runs, heals, rescues or judges: a utility, the health ministry, a court?"""
    return _is_one_of(phrase, body_words().service_body)


def no_force(phrase: Phrase, name: str) -> bool:
    """Is a body of states of that name one that only counts, helps or speaks, whatever the words beside it?"""
    called = {t.strip(_EDGES).lower() for t in (*name.split(), *phrase.tokens)}
    return called.isdisjoint(body_words().force_of_states) or not called.isdisjoint(body_words().watcher)


def only_titles(phrase: Phrase) -> bool:
    """Is there only a title, cut off from its name: "Rear Adm"? A title that is an office stands for its holder."""
    titles = body_words().name_title
    named = all(t[:1].isupper() and t.lower().rstrip(".") in titles for t in phrase.tokens)  # "the admiral" is somebody
    return bool(phrase.tokens) and not phrase.heads and named


def _is_one_of(phrase: Phrase, known: frozenset[str]) -> bool:
    """Does the phrase end in one of these words, hold a pair of them, or one of them inside its name?"""
    inner = [t.lower() for t in phrase.tokens[: phrase.cut]]
    pairs = [" ".join(inner[i : i + 2]) for i in range(len(inner))]
    last = bool(inner) and inner[-1] in known
    named = any(t[:1].isupper() and t.lower() in known for t in phrase.tokens[: phrase.cut])
    return last or named or any(p in known for p in pairs)


def names_place(phrase: Phrase) -> bool:
    """Is it a place or a building that the words name, not who is there?"""
    inner = phrase.tokens[: phrase.cut]
    return bool(inner) and inner[-1].lower() in body_words().place_body


def name_in(phrase: Phrase) -> str:
    """The longest name that a mention holds, in its own words, small words inside included; empty where it holds none.

    A title stays only where one name alone follows it ("Bishop Sarhin").
    """
    known, runs = body_words(), list[list[int]]()
    for i in phrase.proper:
        joined = bool(runs) and all(t.lower() in known.name_joint for t in phrase.tokens[runs[-1][-1] + 1 : i])
        if joined:
            runs[-1].append(i)
        else:
            runs.append([i])
    if not runs:
        return ""
    run = max(runs, key=len)
    while len(run) > 2 and phrase.tokens[run[0]].lower() in known.name_title:
        run = run[1:]
    return " ".join(phrase.tokens[run[0] : run[-1] + 1])


def _leading(inner: Sequence[Head]) -> str | None:
    """Of several common nouns the last counts, but who speaks for whom: "army spokesman", "rebel forces", "government troops"."""
    if not inner:
        return None
    firm = [h for h in inner if not h.bare]
    if len(inner) == 1 or not firm:
        return inner[-1].kind
    if inner[-1].bare:
        return _of_the_state(inner[-1:], firm[-1].kind)
    return firm[-1].kind


def _of_the_state(inner: Sequence[Head], owner: str) -> str | None:
    """Whose "forces", "officials" or "fighters" they are: a government's or an army's fighters are the military."""
    last = inner[-1].kind if inner else None
    if last == "armed_group" and owner in ("government", "military"):
        return "military"
    return last if owner == "government" and last in ("military", "police") else owner


def _bare(token: str) -> str:
    token = token.strip(_EDGES) if not re.fullmatch(r"(?:[A-Z]\.)+", token) else token
    return token.strip("“”\"'") if token.startswith(("'", "“", '"')) else token


def _past_measures(tokens: Sequence[str]) -> int:
    return next((i for i, t in enumerate(tokens) if not is_measure(t)), len(tokens))


def _counts(token: str) -> bool:
    return token.lower() not in ("the", "this", "that", "these", "those", "their", "his", "her", "its", "our")


def _is_number(low: str) -> bool:
    numbers = time_words().numbers
    return low in numbers or low.removesuffix("s") in numbers or all(p in numbers for p in low.split("-"))


def _is_time(low: str) -> bool:
    return low in _times() or low.removesuffix("s") in _times() or bool(_NUMBER.fullmatch(low))


@lru_cache(maxsize=1)
def _times() -> frozenset[str]:
    words = time_words()
    lists = (words.months, words.weekdays, words.seasons, words.holidays, words.hijri_months, words.hijri_days,
             words.dayparts, words.units, words.other_months)  # fmt: skip
    return (
        frozenset(w for names in lists for w in names) | body_words().feast | {"today", "yesterday", "tomorrow", "year"}
    )
