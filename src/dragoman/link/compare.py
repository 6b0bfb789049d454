"""One question per function: how two findings stand to each other in kind, place, days, sides, counts and words.

Each gives one of a few answers; ``score.py`` holds what each answer weighs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache

from dragoman.link.marks import mark_of
from dragoman.link.view import View
from dragoman.records import Place

NEAR_M = 12_000.0  # places this close may be one place under two names (guessed: a town and its edge)
REGION_M = 60_000.0  # further than this beyond the radii, two places are far apart (guessed: half a province)
COARSE = ("province", "country")
SEASON = 45  # days within which a lasting state or a running total is one (guessed)
SOON = 3  # days: a report without words of time tells of about its own day (guessed)
FAR_TIMES = 3  # tolls of one act seldom differ by more (guessed: first tellings and last)
TELLING = 10  # a number from here up that is no multiple of it tells more than a small or round one (guessed)
FEW_DAYS = 3  # a teller who has the day wrong is seldom further off (guessed)
NARROW = 3  # days: a told time this wide or less counts as a day (guessed)
# Families that often tell one happening together (measured on the annotated reports: accusations name an attack,
# terms of a deal are moves).
KIN = {
    frozenset(pair)
    for pair in (
        ("violence", "word"), ("move", "settlement"), ("state", "settlement"), ("violence", "coercion"),
        ("crowd", "coercion"),
        ("violence", "state"), ("settlement", "word"), ("crowd", "word"), ("state", "move"), ("coercion", "state"),
        ("coercion", "word"), ("violence", "crowd"),
    )
}  # fmt: skip
_FORCE = frozenset(("force", "explosion"))
_TALKS = frozenset(("talks", "mediation", "offer", "agreement", "acceptance"))  # often held far from the war
_GROUND, _FIGHTS = "territory_taken", frozenset(("armed_clash", "shelling", "offensive"))
_AMOUNTS = frozenset(("towns", "share_of_territory", "airstrikes", "buses", "fighters", "surrendered_weapons"))
ARMED = frozenset(("armed_group", "paramilitary", "military", "government", "police", "state"))  # who can use force
_TOPS = frozenset(("force", "coercion", "move", "settlement", "state", "word", "crowd_act", "harm"))


def distance_m(a: Place, b: Place) -> float | None:
    """Metres between two places on the sphere; None where a point is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return _metres(a.lat, a.lon, b.lat, b.lon)


@lru_cache(maxsize=1 << 15)
def _metres(*degrees: float) -> float:
    """Metres between two points, told as latitude and longitude: few places make many pairs."""
    y1, x1, y2, x2 = map(math.radians, degrees)
    h = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 12_742_000.0 * math.asin(min(1.0, math.sqrt(h)))


def kind(a: View, b: View) -> str:
    """Is it one kind of act? same (with the family), near (one is the other's sort), ground (ground is taken, and other
    force than the fight for it), harm (an act of force and those it struck), family, kin or other."""
    if a.kind == b.kind:
        return f"same {a.family}"
    if a.kind in b.above or b.kind in a.above or (a.above & b.above) - _TOPS:
        return "near"
    if _ground_and_deed(a, b) or _ground_and_deed(b, a):
        return "ground"
    if _deed_and_harm(a, b) or _deed_and_harm(b, a):
        return "harm"
    if a.family == b.family:
        return "family"
    return "kin" if frozenset((a.family, b.family)) in KIN else "other"


def _ground_and_deed(a: View, b: View) -> bool:
    """Does the one take ground, and the other tell of force that is not the fight for it, as looting or an air strike?"""
    return _GROUND in a.above and b.family == "violence" and _GROUND not in b.above and _FIGHTS.isdisjoint(b.above)


def _deed_and_harm(a: View, b: View) -> bool:
    """Is the one an act of force with its own means, and the other tells only whom or what it struck?"""
    return bool(a.above & _FORCE) and not a.bare_harm and b.bare_harm


def place(a: View, b: View) -> str:
    """Do the places agree? same, area (one wide area), near, inside (one in the other), apart, far or unknown."""
    if a.place is None or b.place is None or abroad(a, b):
        return "unknown"
    told = places(a.place, b.place)
    if told == "near" and (a.hints.beside or b.hints.beside):
        return "same"  # "near Karel", and the village by it
    return "area" if told == "inside" and a.aggregate and b.aggregate else told


def abroad(a: View, b: View) -> bool:
    """Is it a deal, or talks, of one side in two countries: one names where they meet, the other what it is for?"""
    if a.place is None or b.place is None or _TALKS.isdisjoint(a.above) or _TALKS.isdisjoint(b.above):
        return False
    two = bool(a.place.country and b.place.country) and a.place.country != b.place.country
    return two and doers(a, b) in ("same", "related")


def places(p: Place, q: Place) -> str:
    """How two places stand to each other; same answers as ``place``."""
    gap = distance_m(p, q)
    if p.id == q.id or (gap is not None and gap < 500 and p.precision == q.precision):
        return "area" if p.precision in COARSE else "same"
    if gap is None:
        return _by_country(p, q)
    beyond = gap - p.radius_m - q.radius_m
    wide = p.precision in COARSE or q.precision in COARSE
    if wide:
        return "inside" if beyond <= NEAR_M else "apart" if beyond <= REGION_M else "far"
    if gap <= 3_000:
        return "same"
    return "near" if gap <= NEAR_M else "apart" if beyond <= REGION_M else "far"


def _by_country(p: Place, q: Place) -> str:
    if p.country and q.country:
        return "inside" if p.country == q.country else "far"
    return "unknown"


def days(a: View, b: View) -> str:
    """Do the days agree? same, overlap, wide, next, few days, week, apart, began, lasting, half, unknown; other days or weeks by report."""
    if a.days is None or b.days is None:
        return _by_order(a, b)
    gap = max(a.days[0] - b.days[1], b.days[0] - a.days[1])
    if a.lasting and b.lasting and gap <= SEASON:
        return "began" if a.days[0] == b.days[0] else "lasting"
    if gap <= 0:
        narrow = (a.days[1] - a.days[0] < NARROW) + (b.days[1] - b.days[0] < NARROW)
        return "wide" if narrow < 1 and a.days != b.days else "same" if narrow == 2 else "overlap"
    return "next" if gap == 1 else "few days" if gap <= FEW_DAYS else "week" if gap <= 7 else "apart"


def _by_order(a: View, b: View) -> str:
    """Where the words of one or both give no day: symbolic days of one text, else how far the reports lie apart."""
    left, right = a.finding.when.chosen, b.finding.when.chosen
    if a.report == b.report and left and right and left.order and right.order:
        return "same" if left.order == right.order else "next"
    if a.era is None and b.era is None and a.report != b.report:
        marks = mark_of(left), mark_of(right)
        if marks[0] is not None and marks[1] is not None and marks[0][0] == marks[1][0]:
            return "same" if marks[0] == marks[1] else "next"
    if a.era is not None and b.era is not None and not (a.lasting and b.lasting):
        gap = max(a.era[0] - b.era[1], b.era[0] - a.era[1])
        if gap > SOON:
            return "other weeks" if gap > 14 else "other days"
    return "unknown" if a.days is None and b.days is None else "half"


def doers(a: View, b: View) -> str:
    """Is it the same side that acts? same, related, swapped, different or unknown."""
    told = _sides(a.doers, b.doers, a, b)
    if told == "different" and _sides(a.doers, b.targets, a, b) in ("same", "related"):
        return "swapped"
    return told


def answered(a: View, b: View) -> bool:
    """Are they an act and the other side's answer to it: one text and one voice tell force by two opposed sides?"""
    if a.report != b.report or a.family != "violence" or b.family != "violence":
        return False
    if a.finding.claim.stance.voices != b.finding.claim.stance.voices:
        return False  # two voices may tell of one act, each blaming the other
    if doers(a, b) == "swapped":
        return True
    sorts = _sorts(a), _sorts(b)
    return all(len(s) == 1 for s in sorts) and sorts[0] != sorts[1] and doers(a, b) == "different"


def _sorts(view: View) -> set[str]:
    """Do troops of a state act, or an armed group?"""
    kinds = (c.actor.chosen.kind for c in view.finding.actors if c.role == "actor" and c.actor.chosen is not None)
    return {"armed_group" if kind == "armed_group" else "state" for kind in kinds if kind in ARMED}


def targets(a: View, b: View) -> str:
    """Is it the same side that it is done to? same, related, different or unknown."""
    return _sides(a.targets, b.targets, a, b)


def _sides(left: frozenset[str], right: frozenset[str], a: View, b: View) -> str:
    if left & right:
        return "same"
    known_left = [a.lines[i] for i in left if i in a.lines]
    known_right = [b.lines[i] for i in right if i in b.lines]
    if not known_left or not known_right:
        return "unknown"
    if any(_may_be(x, y) or _may_be(y, x) for x in known_left for y in known_right):
        return "related"
    return "related" if any(x & y for x in known_left for y in known_right) else "different"


def _may_be(unnamed: frozenset[str], known: frozenset[str]) -> bool:
    """Is the one an armed group without a name, and the other a group of that country: "gunmen", and who they were?"""
    loose = [key.removeprefix("any:") for key in unnamed if key.startswith("any:armed_group")]
    return any(key.partition("#")[0].removeprefix("is:") in loose for key in known if key.startswith("is:"))


def counts(a: View, b: View) -> str:
    """Do the numbers agree? equal, fit, clash, none in common; "other amount" where what is counted is no toll.

    Tolls of one act differ by source and hour; 27 towns and 8 towns are two tellings of two things.
    """
    answer = "none"
    for name, (low, high) in a.counts.items():
        if name not in b.counts:
            continue
        other = b.counts[name]
        if (low, high) == other:
            return "equal"
        clash = "other amount" if name in _AMOUNTS else "far clash" if _far((low, high), other) else "clash"
        answer = "fit" if low <= other[1] and other[0] <= high else clash if answer == "none" else answer
    return answer


def _far(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Is the least of the one more than three times the most of the other?"""
    return a[0] > FAR_TIMES * max(1.0, b[1]) or b[0] > FAR_TIMES * max(1.0, a[1])


def agree_in_numbers(a: View, b: View) -> bool:
    """Do they share numbers that two acts would hardly have by chance: one from ten up that is not round, or two?"""
    shared = [low for name, (low, high) in a.counts.items() if b.counts.get(name) == (low, high) and low == high]
    return len(shared) > 1 or any(low >= TELLING and low % TELLING for low in shared)


def copy(a: View, b: View) -> str:
    """Is one a copy of the other's text? same words, same origin, or no."""
    if a.origin != b.origin or a.report == b.report:
        return "no"
    return "same words" if a.words and a.words == b.words else "same origin"


def status(a: View, b: View) -> str:
    """Is it told as equally done? alike, near, hoped (done in one, "if" or "may" in the other), mixed, denied by one."""
    if "denied" in (a.status, b.status) and a.status != b.status:
        return "denied"
    done = ("occurred", "ongoing", "failed")
    if "hypothetical" in (a.status, b.status) and (a.status in done or b.status in done):
        return "hoped"
    return "alike" if a.status == b.status else "near" if (a.status in done) == (b.status in done) else "mixed"


def scene(a: View, b: View) -> str:
    """Is it one scene: one small place and one day? one, place, day or no."""
    return _scene(place(a, b), days(a, b))


def _scene(where: str, when: str) -> str:
    here, now = where == "same", when == "same"
    return "one" if here and now else "place" if here else "day" if now else "no"


def recall(a: View, b: View) -> str:
    """Is it told as history by one and as news by the other? alike or mixed."""
    return "alike" if a.recalled == b.recalled else "mixed"


def text(a: View, b: View) -> str:
    """Do they stand in one report, and how close? neighbours, close, same report or other report."""
    if a.report != b.report:
        return "other report"
    apart = abs(a.at - b.at)
    return "neighbours" if apart <= 120 else "close" if apart <= 400 else "same report"


def tie(a: View, b: View) -> str:
    """Does the text tie them, as a term to its deal, or as cause and effect? term, apart or no."""
    if a.report != b.report:
        return "no"
    told = {t.kind for t in a.finding.claim.ties if t.claim_id == b.finding.claim.id}
    told |= {t.kind for t in b.finding.claim.ties if t.claim_id == a.finding.claim.id}
    if "term_of" in told:
        return "term"
    return "apart" if told & {"cause", "condition", "deadline", "contradiction"} else "no"


def words(a: View, b: View, rarity: Mapping[str, float]) -> str:
    """How many of the shorter evidence's words, weighed by rarity, stand in the other? most, some, few or none."""
    if a.words.isdisjoint(b.words):
        return "none" if a.words and b.words else "unknown"
    shared = a.words & b.words
    weight = math.fsum(rarity.get(w, 1.0) for w in shared)
    least = min(math.fsum(rarity.get(w, 1.0) for w in v.words) for v in (a, b))
    share = weight / least if least else 0.0
    return "most" if share >= 0.6 else "some" if share >= 0.3 else "few"


FEATURES: dict[str, Callable[[View, View], str]] = {
    "kind": kind, "place": place, "days": days, "doers": doers, "targets": targets, "counts": counts, "copy": copy,
    "status": status, "recall": recall, "text": text, "tie": tie,
}  # fmt: skip


def answers(a: View, b: View, rarity: Mapping[str, float]) -> dict[str, str]:
    """All answers for one pair."""
    found = {name: ask(a, b) for name, ask in FEATURES.items()}
    found["scene"] = _scene(found["place"], found["days"])
    found["words"] = words(a, b, rarity)
    return found


def rarities(views: list[View]) -> dict[str, float]:
    """How much a shared word tells: high for words of few texts, low for words of many."""
    texts: dict[str, set[str]] = {}
    for view in views:
        for word in view.words:
            texts.setdefault(word, set()).add(view.origin)
    total = len({v.origin for v in views}) + 1
    return {w: math.log(1 + total / len(found)) for w, found in texts.items()}
