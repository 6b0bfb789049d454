"""A report's places made ready to be weighed against its claims: what is to be seen of each whatever the claim."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from dragoman.identify.place_references import PRECISE, Named, main_country, speaks
from dragoman.models import read_weights
from dragoman.records import Claim, Report, Span
from dragoman.world.gazetteer import PLACES, apart_km

CLOSE_KM = 150.0  # two places this near count as one theatre (guessed)
UNSURE = 0.75  # share of being a place's name under which a name is unsure, and doubtful (guessed)
DOUBTFUL = 0.45
_SORT = {"exact": "spot", "district": "spot", "town": "town", "province": "area", "country": "land"}
_MANY = re.compile(r"\b(?:cities|provinces|departments|regions|towns|states|districts|nationwide|countrywide|across)\b")
_SINCE = re.compile(r"\b(?:[Ss]ince|so far|in total|[Oo]ver the (?:past|last)|over \w+ years)\b")

Look = tuple[str, str, str, str, bool]  # sort, form, lead, home or abroad, somebody's


@dataclass(slots=True)
class Spot:
    """One place of the report where it stands, with what is to be seen of it whatever the claim."""

    named: Named
    sort: str  # spot | town | area | part | land
    look: Look
    start: int
    end: int
    sentence: int
    paragraph: int
    notes: tuple[str, ...] = ()
    weight: float = 0.0
    kinds: set[str] = field(default_factory=set)  # kinds of the claims whose words hold it


@dataclass(slots=True)
class Scene:
    """All places of a report in order, those of its title last."""

    spots: list[Spot]
    sentence_starts: list[int]
    paragraph_of: list[int]
    main: str | None
    text: str
    places: int  # different ones
    _wide: dict[int, tuple[bool, bool]] = field(default_factory=dict)

    def wide(self, sentence: int) -> tuple[bool, bool]:
        """Does a sentence tell of many places, or of a long time?"""
        if sentence not in self._wide:
            starts = self.sentence_starts
            end = starts[sentence + 1] if sentence + 1 < len(starts) else len(self.text)
            many = _MANY.search(self.text, starts[sentence], end)
            self._wide[sentence] = many is not None, _SINCE.search(self.text, starts[sentence], end) is not None
        return self._wide[sentence]

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(0, bisect_right(self.sentence_starts, at) - 1)


@dataclass(frozen=True, slots=True)
class _Report:
    """What the places of a report tell together."""

    main: str | None
    counts: Mapping[str, int]  # by place
    near: Mapping[str, float]  # by place: the share of the precise names that lie near; -1 with no other
    in_title: frozenset[str]
    with_finer: frozenset[str]  # countries and divisions that hold another named place
    lone: frozenset[str]  # countries of which one place only is named
    actors: Sequence[Span]
    dateline: Span | None


def scene(report: Report, named: Sequence[Named], claims: Sequence[Claim], sentences: Sequence[Span]) -> Scene:
    """Look at the report's places once, for all its claims."""
    starts = [s.start for s in sentences] or [0]
    paragraphs = [0]
    for before, start in pairwise(starts):
        paragraphs.append(paragraphs[-1] + ("\n" in report.text[before:start]))
    together = _together(report, named, claims)
    made = Scene([], starts, paragraphs, together.main, report.text, len(together.counts))
    weights = weights_of()
    for one in sorted(named, key=lambda n: (n.titled, n.toponym.span.start)):
        span = one.toponym.span
        sentence = -1 if one.titled else made.sentence(span.start)
        paragraph = -1 if one.titled else paragraphs[sentence]
        sort = "part" if "/" in one.place.id else _SORT[one.place.precision]
        land = "at home" if one.place.country == together.main else "abroad"
        look = (sort, one.form, one.toponym.lead or "bare", land, one.toponym.possessor or one.form == "people")
        spot = Spot(one, sort, look, span.start, span.end, sentence, paragraph)
        beside = [n for n in named if _locates(one, n, report.text)] if sort in {"area", "part", "land"} else []
        spot.notes = (*_standing(spot, together), *([f"only locates another: {sort}"] if beside else []))
        spot.weight = sum(weights.get(note, 0.0) for note in spot.notes)
        spot.kinds = {c.kind for c in claims if c.evidence.start <= span.start and span.end <= c.evidence.end}
        made.spots.append(spot)
    return made


def _together(report: Report, named: Sequence[Named], claims: Sequence[Claim]) -> _Report:
    by_id = {n.place.id: n.place for n in named}
    countries = Counter(p.country for p in by_id.values() if p.country)
    precise = [n.place for n in named if n.place.precision in PRECISE and n.form == "name"]
    near = {}
    for key, place in by_id.items():
        others = [p for p in precise if p.id != key and p.lat is not None and p.lon is not None]
        if place.lat is None or place.lon is None or not others:
            near[key] = -1.0
            continue
        lat, lon = place.lat, place.lon
        close = sum(
            abs((p.lat or 0.0) - lat) * 111 < CLOSE_KM and apart_km(p.lat or 0.0, p.lon or 0.0, lat, lon) < CLOSE_KM
            for p in others
        )
        near[key] = close / len(others)
    areas = {n.place.id: n for n in named if n.place.precision in {"country", "province"}}
    return _Report(
        main_country(named), Counter(n.place.id for n in named), near,
        frozenset(n.place.id for n in named if n.titled),
        frozenset(key for key, area in areas.items() if any(lies_in(n, area) for n in named)),
        frozenset(code for code, count in countries.items() if count == 1),
        [m.span for c in claims for m in c.mentions if m.role in {"actor", "party", "mediator"}],
        report.dateline,
    )  # fmt: skip


def _standing(spot: Spot, all_: _Report) -> list[str]:
    """The observations that hold for every claim."""
    one, sort = spot.named, spot.sort
    place, toponym = one.place, one.toponym
    count, share = all_.counts[place.id], all_.near[place.id]
    home = place.country == all_.main
    notes = [f"sort {sort}", f"form {one.form}", f"named {min(count, 4)}", f"named {min(count, 4)}: {sort}"]
    notes.append("alone" if share < 0 else f"near {min(3, int(share * 4))}")
    if place.country and all_.main:
        notes.append(f"{'home' if home else 'abroad'}: {sort}")
    if place.country in all_.lone and not home:
        notes += [f"lone in its country: {sort}", f"lone in its country: {place.feature}"]
    if place.feature == "capital":
        notes.append(f"capital, {toponym.lead or 'bare'}{': home' if home else ''}")
    if speaks(one):
        notes.append(f"may speak: {sort}")
    if toponym.possessor:
        notes.append(f"possessor: {sort}")
    if place.id in all_.in_title:
        notes.append(f"in title: {sort}")
    if place.precision in {"country", "province"}:
        notes.append(f"{'has finer' if place.id in all_.with_finer else 'nothing finer'}: {sort}")
    if one.form == "name" and toponym.score < UNSURE:
        notes.append("unsure name")
    if toponym.score < DOUBTFUL:
        notes.append("doubtful")
    if not one.titled:
        if spot.sentence == 0:
            notes.append(f"opening: {sort}")
        if all_.dateline is not None and all_.dateline.meets(toponym.span):
            notes.append("dateline" if count > 1 else "dateline only")
        if any(span.holds(toponym.span) for span in all_.actors):
            notes.append(f"in an actor: {sort}")
    return notes


def _locates(area: Named, finer: Named, text: str) -> bool:
    """Is the area only said of a place beside it: "Homs in Syria", "Egypt's Sinai"?"""
    if area.titled or finer.titled:
        return False
    gap = area.toponym.span.start - finer.toponym.span.end
    behind = 0 <= gap <= 30 and "." not in text[finer.toponym.span.end : area.toponym.span.start]
    before = 0 <= finer.toponym.span.start - area.toponym.span.end <= 12
    return (behind or before) and lies_in(finer, area)


def lies_in(finer: Named, area: Named) -> bool:
    """Is one named place a part of another, by their country and division?"""
    if finer.form == "people" or finer.place.country != area.place.country:
        return False
    if area.place.precision == "country":
        return finer.place.precision != "country"
    return finer.place.precision in PRECISE and (finer.place.admin1 == area.place.admin1 or not area.place.admin1)


@lru_cache(maxsize=2)
def weights_of(path: Path = PLACES / "act_place_weights.csv") -> Mapping[str, float]:
    """What each observation is worth: fitted to the places of the claims in the development reports (softmax over
    the places of a report and "none", ridge 20 towards a few set by hand; 1,165 claims, measured five-fold by episode)."""
    return read_weights(path)
