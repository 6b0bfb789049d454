"""How many: numbers and vague amounts as bounds that the words allow, with what they count.

Bounds follow the field's usual reading of vague words (product conventions; OCHA and UCDP practice of
low and high): "dozens" is at least 12, "several" at least 3, "at least 15" is open above. Never a midpoint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.extract.grammar import FIGHTERS, Sentence

UNITS = {w: i for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())}  # fmt: skip
TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "k": 1e3,
    "m": 1e6,
    "lakh": 1e5,
    "crore": 1e7,
}
# Vague words: the least they say. "dozens" 12, "scores" 20: dictionary meaning; several, many 3: ours, stated in the codebook.
VAGUE = {
    "several": 3.0, "many": 3.0, "numerous": 3.0, "few": 3.0, "dozens": 12.0, "scores": 20.0, "hundreds": 100.0,
    "thousands": 1e3, "millions": 1e6, "couple": 2.0, "multiple": 3.0, "some": 3.0, "number": 3.0,
}  # fmt: skip
_ABOUT = frozenset("around about some nearly almost roughly approximately approx circa estimated close".split())
_LEAST = re.compile(
    r"(?:at least|more than|over|no fewer than|no less than|not less than|upwards of|in excess of|above|a minimum of|exceeding|exceeded|as few as)\s*$"
)
_MOST = re.compile(
    r"(?:up to|as many as|at most|no more than|not more than|fewer than|less than|under|as much as|a maximum of|below)\s*$"
)
_NUMBER = re.compile(r"^\d[\d,]*(?:\.\d+)?$")
_NONE = frozenset(["no", "nobody", "none"])


@dataclass(frozen=True, slots=True)
class Amount:
    """A number expression: words ``start`` to ``end`` with its bounds; ``noun`` is the word number of what it counts."""

    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool
    noun: int | None
    share: bool = False
    part: bool = False  # some of those counted just before: "23 people, including | six children"


def amounts(s: Sentence) -> list[Amount]:
    """The number expressions of a sentence that count something, in order."""
    found, at = [], 0
    while at < len(s.words):
        amount = _amount_at(s, at)
        if amount is None:
            at += 1
        else:
            found.append(amount)
            at = max(amount.end, at + 1)
    return _of_what_before(s, found)


def number_at(s: Sentence, at: int) -> tuple[float, int] | None:
    """The plain number that starts at a word, and where it ends: "4,500", "twenty-five", "two million"."""
    total = current = 0.0
    seen, word = at, ""
    while seen < len(s.words):
        word = s.low[seen]
        value = _small(word)
        if value is not None and (
            current == 0 or (value < 10 and current % 10 == 0) or (value < 100 and current % 100 == 0)
        ):
            current += value
        elif word in SCALES and seen > at and word not in ("k", "m"):
            scale = SCALES[word]
            total, current = (total, current * scale) if scale == 100 else (total + (current or 1) * scale, 0.0)
        elif word in ("hundred", "thousand", "million") and seen > at - 1 and at > 0 and s.low[at - 1] in ("a", "one"):
            current = SCALES[word]
        elif word == "and" and current >= 100 and seen + 1 < len(s.words) and _small(s.low[seen + 1]) is not None:
            pass
        else:
            break
        seen += 1
    return (total + current, seen) if seen > at and (total or current or word in ("zero", "0")) else None


def _small(word: str) -> float | None:
    if _NUMBER.match(word):
        return float(word.replace(",", ""))
    if word in UNITS or word in TENS:
        return float(UNITS.get(word, TENS.get(word, 0)))
    tens, dash, unit = word.partition("-")
    return float(TENS[tens] + UNITS[unit]) if dash and tens in TENS and unit in UNITS else None


def _amount_at(s: Sentence, at: int) -> Amount | None:
    word = s.low[at]
    if _is_calendar(s, at) or (word == "one" and at and s.low[at - 1] == "no"):
        return None
    number = number_at(s, at)
    if number is not None:
        return _stated(s, at, *number)
    if word == "dozen" and at and s.low[at - 1] in ("a", "half"):
        value = 12.0 if s.low[at - 1] == "a" else 6.0
        return Amount(at - 1, at + 1, value, value, True, _counted(s, at + 1))
    if s.low[at + 1 : at + 3] in (("of", "thousands"), ("of", "millions")):
        return None  # told by its last word: "hundreds of | thousands"
    if word in VAGUE and _is_vague(s, at):
        return _vague(s, at)
    if s.low[at : at + 2] == ("no", "one"):
        return Amount(at, at + 2, 0.0, 0.0, False, None)
    if word in _NONE and at + 1 < len(s.words) and (word != "no" or _counts_people(s, at + 1)):
        return Amount(at, at + 1, 0.0, 0.0, False, _counted(s, at + 1) if word == "no" else None)
    one = word in ("a", "an", "another") and s.tags[at + 1 : at + 2] != ("NNS",)
    if one and _counts_people(s, at + 1) and s.low[at + 1] != "dozen":
        return Amount(at, at + 1, 1.0, 1.0, False, _counted(s, at + 1))
    return None


_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)  # fmt: skip


def _is_calendar(s: Sentence, at: int) -> bool:
    """A year, a day of a month, a clock time, an ordinal: numbers that count nothing."""
    word = s.low[at]
    before = s.low[at - 1] if at else ""
    after = s.low[at + 1] if at + 1 < len(s.low) else ""
    if (
        re.fullmatch(r"(?:1[89]|20)\d\d", word)
        and after not in PEOPLE
        and (before in ("in", "since", "of", "until", "from", "by", ",") or before in _MONTHS)
    ):
        return True
    if not word[:1].isdigit():
        return False
    if _is_age(s, at) or _is_house(s, at):
        return True
    if word.endswith(("st", "nd", "rd", "th")) or ":" in word:
        return True
    return before in _MONTHS or after in _MONTHS or after in ("a.m", "p.m", "am", "pm")


def _is_age(s: Sentence, at: int) -> bool:
    """The years of somebody named: "a teacher, Ola Brand, 41, was shot", "Ola Brand (41)", "aged 41"."""
    before, after = s.low[at - 1] if at else "", s.low[at + 1] if at + 1 < len(s.low) else "."
    named = at > 1 and s.tags[at - 2] in ("NNP", "NNPS")
    return before == "aged" or (before in (",", "(") and after in (",", ")", ".", ";") and named)


def _is_house(s: Sentence, at: int) -> bool:
    """The number of a house: "14 Nile Street", "7 Old Mill Lane"."""
    for n in range(at + 1, min(at + 5, len(s.words))):
        if not s.words[n][:1].isupper():
            return False
        if n > at + 1 and s.low[n].rstrip(".") in _STREETS:
            return True
    return False


_STREETS = frozenset("street st road rd avenue ave lane boulevard blvd alley crescent terrace drive square".split())


def _stated(s: Sentence, at: int, value: float, end: int) -> Amount | None:
    lead = " ".join(s.low[max(0, at - 5) : at])
    low: float | None = value
    high: float | None = value
    start, approximate = at, False
    particle = at > 0 and s.tags[at - 1] == "RP"  # "handed over | two tanks"
    if (least := _LEAST.search(lead)) and not particle:
        high, start = None, at - len(least.group(0).split())
    elif most := _MOST.search(lead):
        low, start = None, at - len(most.group(0).split())
    elif at and s.low[at - 1] in _ABOUT:
        approximate, start = True, at - 1
    if (
        end + 1 < len(s.words)
        and s.low[end] in ("to", "-", "–", "or")
        and (second := number_at(s, end + 1))
        and second[0] > value
    ):
        high, end = second
    elif (
        at
        and s.low[at - 1] == "between"
        and end < len(s.words)
        and s.low[end] == "and"
        and (second := number_at(s, end + 1))
    ):
        high, end, start = second[0], second[1], at - 1
    share = end < len(s.words) and s.low[end] in ("percent", "%", "per")
    if share:
        end += 2 if s.low[end] == "per" else 1
    return Amount(start, end, low, high, approximate, _counted(s, end), share)


def _is_vague(s: Sentence, at: int) -> bool:
    word, after = s.low[at], s.low[at + 1] if at + 1 < len(s.low) else ""
    before = s.low[at - 1] if at else ""
    if word in ("few", "couple", "number"):
        return before == "a" and (after in ("of", "more") or word == "few")
    if word == "some":
        return at + 1 < len(s.tags) and s.tags[at + 1] in ("NNS",) and after in PEOPLE
    if word in ("hundreds", "thousands", "millions", "dozens", "scores"):
        return after == "of" or before in ("of", "kill", "killed") or True
    return (at + 1 < len(s.tags) and s.tags[at + 1] in ("NNS", "JJ", "NN", "VBN", "CD", "NNP")) or word == "several"


def _vague(s: Sentence, at: int) -> Amount:
    low, end, start = VAGUE[s.low[at]], at + 1, at
    if end < len(s.words) and s.low[end] in SCALES:  # "several thousand"
        low, end = low * SCALES[s.low[end]], end + 1
    if start > 1 and s.low[start - 1] == "of" and s.low[start - 2] in ("tens", "hundreds"):  # "tens of thousands"
        low, start = low * (10 if s.low[start - 2] == "tens" else 100), start - 2
    if start and s.low[start - 1] == "a":
        start -= 1
    return Amount(start, end, low, None, True, _counted(s, end))


PEOPLE = (
    frozenset(
        "people person persons civilian civilians soldier soldiers fighter fighters militant militants rebel rebels child children woman "
        "women man men police policeman policemen officer officers troops others other victims resident residents villagers villager "
        "gunmen gunman insurgents students student protesters demonstrators worker workers guards guard members member passengers "
        "families family refugees terrorists terrorist guerrillas guerrilla personnel servicemen journalists journalist peasants "
        "worshippers farmers bodies girls girl boys boy casualties dead wounded injured deaths killed hostages prisoners militiamen "
        "migrants teachers teacher priests priest nuns doctors medics inhabitants citizens attackers bombers bomber detainees".split()
    )
    | FIGHTERS
)


def _counts_people(s: Sentence, at: int) -> bool:
    return any(
        s.low[i] in PEOPLE for i in range(at, min(at + 3, len(s.low))) if s.tags[i] in ("NN", "NNS", "JJ", "NNP")
    )


def _counted(s: Sentence, at: int) -> int | None:
    """The head word of what is counted: the last noun of the phrase that follows, stepping over "of the"."""
    head, seen = None, at
    while seen < min(at + 9, len(s.words)):
        tag, low = s.tags[seen], s.low[seen]
        if head is not None and low in ("hostage", "captive"):
            break  # "took nine villagers | hostage"
        if tag in ("NN", "NNS", "NNP"):
            head = seen
        elif tag in ("JJ", "VBN", "CD", "DT", "PRP$", "POS", "VBG") or (low == "of" and head is None) or low == "more":
            if head is not None and tag in ("VBN", "VBG", "DT", "CD", "PRP$"):
                break
        else:
            break
        seen += 1
    return head


# -------------------------------------------------------------------- what is counted

_ANOTHER = frozenset("another others more further".split())
_PART = re.compile(r"(?:includ(?:ing|es|ed)|among (?:them|whom)|amongst them|(?:of|most of|many of) (?:them|whom))$")
_PART_REACH = 8  # words between the whole and its first part (guessed: room for "in the market, including")


def _of_what_before(s: Sentence, found: list[Amount]) -> list[Amount]:
    """ "27 towns … along with another five": an amount that names nothing counts what the one before it counted;
    "23 people, including six children and two nurses": amounts that count some of those before them."""
    out: list[Amount] = []
    for a in found:
        bare = a.noun is None and a.start > 0 and s.low[a.start - 1] in _ANOTHER
        if bare and out and out[-1].noun is not None:
            a = replace(a, noun=out[-1].noun)
        out.append(replace(a, part=bool(out) and _is_part(s, out[-1], a)))
    return out


def _is_part(s: Sentence, whole: Amount, a: Amount) -> bool:
    """Does the amount count some of those counted just before it?"""
    last = max(whole.end, (whole.noun or 0) + 1)
    if not 0 <= a.start - last <= _PART_REACH or any(last <= v.start < a.start for v in s.verbs if v.finite):
        return False
    lead = s.low[last : a.start]
    if _PART.search(" ".join(lead).removesuffix(" at least")) or s.low[a.end : a.end + 2] in (
        ("of", "them"),
        ("of", "whom"),
    ):
        return True
    return whole.part and 0 < len(lead) <= 2 and set(lead) <= {",", "and"}
