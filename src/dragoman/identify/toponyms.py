"""Place names in a report: where they stand, what they may mean, and what the words around them say.

The longest run of words that the gazetteer knows is taken; a score made of plain observations
(what stands before, what follows, is it also a person in this report) says whether it is a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.identify.name_tokens import ARTICLES, HYPHENS, Found, Tokens, name_words, tokens_of
from dragoman.identify.toponym_notes import Seen, features, likelihood
from dragoman.records import Span
from dragoman.text import name_key
from dragoman.world.gazetteer import ARABIC_SCRIPT, Gazetteer, GazetteerPlace, gazetteer

THRESHOLD = 0.45  # share from which a name counts as a place (measured: geoparsing dev, best F1 of .40-.55)
CLITICS = frozenset("وبلف")  # Arabic "and", "in", "to", "so", written as part of the next word
LONGEST = 6  # words of a name that are tried; longer ones are too rare to pay (guessed)
ABBREVIATION = 5  # letters before a stop that may be part of a name: Calif., N.Y. (guessed)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name of a report with its candidates and what its neighbours hint.

    ``lead`` is the word group before it: inside, toward, of, or empty. ``area`` is the feature
    that a word beside it names (``admin1`` for "Daraa province"), or empty. ``direction`` holds
    "northern" and the like. ``people`` is True for the name of a people used of it ("Syrian").
    """

    span: Span
    words: str
    candidates: tuple[GazetteerPlace, ...]
    score: float
    lead: str = ""
    area: str = ""
    direction: str = ""
    people: bool = False
    possessor: bool = False  # stands for somebody: "Russia said", "the Aleppo council"


def toponyms(
    text: str, sentences: Sequence[Span] | None = None, places: Gazetteer | None = None, least: float = THRESHOLD
) -> list[Toponym]:
    """The place names of a text in order, names of peoples included (``people`` is True for them).

    ``least``: the share from which a name is given; under ``THRESHOLD`` the doubtful ones come too.
    """
    known = places or gazetteer()
    tokens = tokens_of(text, sentences)
    found = _with_ways(tokens, _longest(tokens, known))
    seen = Seen.of(tokens, found)
    kept: list[Toponym] = []
    for at, end, candidates in found:
        score = likelihood(features(tokens, at, end, candidates, seen))
        if score >= least and not _is_agency(tokens, at, end) and not _is_adjective(tokens, at, end):
            kept.append(_toponym(tokens, at, end, candidates, score))
    return kept


def _is_agency(tokens: Tokens, at: int, end: int) -> bool:
    """Is the name the short form of a body, in capitals: SANA, not Sanaa?"""
    return end - at == 1 and tokens.forms[at].isupper() and name_words().has("agency", tokens.low[at])


def _is_adjective(tokens: Tokens, at: int, end: int) -> bool:
    """Is a lone "Western" or "Central" anything but a division's name ("Western Province")?"""
    named = name_words().areas.get(tokens.low_at(end), "") == "admin1" and not tokens.low_at(end).endswith("s")
    return end - at == 1 and name_words().has("direction", tokens.low[at]) and not named


def _longest(tokens: Tokens, known: Gazetteer) -> list[Found]:
    """Runs of words that the gazetteer knows: the longest at each word, left to right."""
    common = name_words().groups["common"]
    tried = {
        at: list(_runs(tokens, at))
        for at, upper in enumerate(tokens.upper)
        if upper and not (at in tokens.starts and tokens.low[at] in common and not _has_capital_behind(tokens, at))
    }
    looked_up = known.of_keys({key for runs in tried.values() for _, key in runs})
    variants = any(
        p.grade in (0, 1, 3) and p.feature == "country" and p.country in ARABIC_SCRIPT
        for ps in looked_up.values()
        for p in ps
    )
    found: list[Found] = []
    free = 0
    for at, runs in tried.items():
        if at < free:
            continue
        for end, key in runs:
            barred = key in name_words().never or _is_piece(tokens, at, end)
            places = () if barred else looked_up[key] or (_variant(tokens, at, end, known) if variants else ())
            if barred or places:
                if places and not _is_tail(tokens, at, found):
                    found.append((at, end, places))
                free = end
                break
    return found


def _has_capital_behind(tokens: Tokens, at: int) -> bool:
    """Does a capitalised word follow, be it behind a hyphen?"""
    return tokens.upper_at(at + 1) or (tokens.tied(at) and tokens.low_at(at + 1) in HYPHENS and tokens.upper_at(at + 2))


def _is_piece(tokens: Tokens, at: int, end: int) -> bool:
    """Is this a piece of a longer name: "Port" of "Port-au-Prince", "Numan" of "Maarat al-Numan"?"""
    if tokens.low_at(at - 1) in HYPHENS and tokens.low_at(at - 2) in ARTICLES and _is_behind_name(tokens, at - 2):
        return True
    return tokens.linked(end) or tokens.linked(at - 1) or tokens.linked(at - 3)


def _is_behind_name(tokens: Tokens, at: int) -> bool:
    """Does a capitalised word that is no everyday one stand right before?"""
    return tokens.upper_at(at - 1) and tokens.joined(at - 1) and not name_words().has("common", tokens.low[at - 1])


def _variant(tokens: Tokens, at: int, end: int, known: Gazetteer) -> tuple[GazetteerPlace, ...]:
    """Candidates by consonants alone, for a name with an Arabic article or a word behind "in"."""
    low = tokens.low[at:end]
    if low[0] in ARTICLES and not tokens.forms[at][0].isupper() and end - at < 3:
        return ()
    lead = tokens.low_at(at - 1)
    led = any(name_words().has(group, lead) for group in ("inside", "toward", "of"))
    behind = led and end - at == 1 and len(low[0]) >= 5
    if not behind and not (ARTICLES.intersection(low) and end - at >= 3):
        return ()
    if any((name_words().has("common", word) and word not in ARTICLES) or word in name_words().areas for word in low):
        return ()
    return known.candidates(tokens.slice(at, end))


def _is_tail(tokens: Tokens, at: int, found: Sequence[Found]) -> bool:
    """Is this the rest of a longer name that is not known ("al-Balad" behind "Daraa")?"""
    behind = bool(found) and found[-1][1] == at and tokens.joined(at - 1)
    return tokens.low[at] in ARTICLES and (behind or _is_behind_name(tokens, at))


def _with_ways(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Add streets, rivers and the like, which no gazetteer holds: names without candidates."""
    lists = name_words()
    inner = {i for at, end, _ in found for i in range(at + 1, end)}
    ways = []
    endings = lists.groups["way"]
    for i, low in enumerate(tokens.low):
        if low not in endings or not tokens.upper[i] or i in inner:
            continue
        start, end = i, i + 1
        while (
            start > 0
            and i - start < 3
            and tokens.upper[start - 1]
            and tokens.joined(start - 1)
            and _is_bare(tokens, start - 1)
        ):
            start -= 1
        if lists.has("numbered", low) and tokens.joined(i) and tokens.forms[i + 1].isdigit():
            end += 1
        elif start == i:
            continue
        end += end < len(tokens.forms) and low in {"st", "rd", "ave", "blvd", "twp"} and tokens.forms[end] == "."
        ways.append((start, end))
    covered = [found_one for found_one in found if not any(a < found_one[1] and found_one[0] < e for a, e in ways)]
    return sorted([*covered, *((a, e, ()) for a, e in ways)], key=lambda run: run[:2])


def _is_bare(tokens: Tokens, at: int) -> bool:
    return tokens.forms[at][0].isalnum() and not (
        at in tokens.starts and tokens.low[at] in {"the", "in", "on", "at", "a"}
    )


def _runs(tokens: Tokens, at: int) -> Iterable[tuple[int, str]]:
    """The name keys that start at a word, longest first, each with the token after it."""
    runs, lows = [], 0
    for end in range(at + 1, min(at + LONGEST + 3, len(tokens.spans)) + 1):
        last = end - 1
        if last > at and not _goes_on(tokens, last):
            break
        if tokens.forms[last] in HYPHENS or tokens.forms[last] in {"'s", "’s"}:
            continue
        if tokens.upper[last] or tokens.low[last] in name_words().areas:
            stop = end + 1 if _is_abbreviated(tokens, last) else end
            piece = tokens.text[tokens.spans[at].start : tokens.spans[stop - 1].end]
            key = name_key(piece)
            if len(key) > 1:
                runs.append((stop, key))
                if key[0] in CLITICS and len(key) > 4:
                    runs.append((stop, key[1:]))
            lows = 0
        elif tokens.linked(last - 1):
            continue
        elif tokens.forms[last] != "." and (not name_words().has("inner", tokens.low[last]) or (lows := lows + 1) > 2):
            break
    return reversed(runs)


def _goes_on(tokens: Tokens, at: int) -> bool:
    """May token ``at`` continue a name?"""
    if tokens.forms[at] == ".":
        before = tokens.forms[at - 1]
        return (
            tokens.spans[at].start == tokens.spans[at - 1].end and len(before) <= ABBREVIATION and before[0].isalpha()
        )
    if tokens.forms[at] in HYPHENS or tokens.forms[at - 1] in HYPHENS:
        return tokens.spans[at].start == tokens.spans[at - 1].end
    if tokens.forms[at - 1] == ".":
        return (
            len(tokens.forms[at - 2]) <= 2 or tokens.low[at - 2] in {"mt", "ste", "st"} or tokens.forms[at - 2] == "W"
        )
    if tokens.forms[at] in {"'s", "’s"}:  # "Thailand's Deep South"
        return tokens.upper_at(at + 1) and tokens.joined(at)
    return (tokens.joined(at - 1) or tokens.forms[at - 1] in {"'s", "’s"}) and tokens.forms[at][0].isalpha()


def _is_abbreviated(tokens: Tokens, last: int) -> bool:
    """Does a stop after the token belong to it (U.S., Calif.)?"""
    if (
        last + 1 >= len(tokens.forms)
        or tokens.forms[last + 1] != "."
        or tokens.spans[last + 1].start != tokens.spans[last].end
    ):
        return False
    form = tokens.forms[last]
    return (len(form) == 1 and last > 0 and tokens.forms[last - 1] == ".") or name_words().has(
        "state", tokens.low[last]
    )


def _toponym(tokens: Tokens, at: int, end: int, candidates: tuple[GazetteerPlace, ...], score: float) -> Toponym:
    lists = name_words()
    direction, back = _direction(tokens, at - 1)
    word = tokens.low_at(back)
    area = _area(tokens, at, end)
    lead = next((group for group in ("inside", "toward", "of") if lists.has(group, word)), "")
    if lead == "of":
        lead = _lead_of(tokens, back) or lead
    of_people = tuple(c for c in candidates if c.grade == 3)
    people = bool(of_people) and area not in {"admin1", "admin2"}
    says = lists.has("person", tokens.low_at(end)) or lists.has("organisation", tokens.low_at(end))
    return Toponym(
        Span(tokens.spans[at].start, tokens.spans[end - 1].end), tokens.slice(at, end),
        of_people if people else candidates, score, lead, area, direction, people, says,
    )  # fmt: skip


_PARTS = frozenset(["part", "parts", "half", "edge", "areas", "area", "corner", "outskirts"])
_MEASURES = frozenset(
    ["km", "kms", "miles", "mile", "kilometers", "kilometres", "kilometer", "kilometre", "m", "meters", "metres"]
)


def _direction(tokens: Tokens, back: int) -> tuple[str, int]:
    """The direction before a name and the token before that: "northern", "south-west", "the east of the"."""
    lists = name_words()
    back -= tokens.low_at(back) == "the"
    word, before = tokens.low_at(back), back - 1
    if word == "of":
        part = back - 1 - (tokens.low_at(back - 1) in _PARTS)
        word, before = tokens.low_at(part), part - 1
        if not lists.has("direction", word) or tokens.low_at(before) in _MEASURES:
            return "", back
    elif not lists.has("direction", word):
        return "", back
    if tokens.low_at(before) in HYPHENS and lists.has("direction", tokens.low_at(before - 1)):
        word, before = f"{tokens.low_at(before - 1)}-{word}", before - 2
    before -= tokens.low_at(before) in {"the", "a"}
    return word, before


def _lead_of(tokens: Tokens, at: int) -> str:
    """The preposition before "the western countryside of": ``at`` is the place of "of"."""
    lists = name_words()
    for back in range(at - 1, max(-1, at - 6), -1):
        for group in ("inside", "toward"):
            if lists.has(group, tokens.low[back]):
                return group
    return ""


def _area(tokens: Tokens, at: int, end: int) -> str:
    lists = name_words()
    for ahead in (end, end + 1):
        if (word := tokens.low_at(ahead)) in lists.areas and (ahead == end or not tokens.upper_at(end)):
            return lists.areas[word]
    back = at - 2 if tokens.low_at(at - 1) in {"of", "the"} else at - 1
    word = tokens.low_at(back)
    return lists.areas.get(word, "") if word not in {"gate", "border", "state"} else ""
