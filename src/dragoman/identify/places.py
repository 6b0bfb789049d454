"""Where each act took place: one of the places that its report names or points to, or none of them.

All names of a report are placed together first (``choose_place``); then each claim picks its own place among
them (``act_place``). A place outside the claim's words is marked as inferred and says from where; where no place
of the report is likely the choice abstains.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.identify.act_place import weigh
from dragoman.identify.act_scene import Scene, Spot, scene
from dragoman.identify.bearings import located
from dragoman.identify.choose_place import choose_places
from dragoman.identify.directions import directed
from dragoman.identify.place_references import Named, pointed_to, whole_country
from dragoman.identify.toponyms import Toponym, toponyms
from dragoman.records import Candidate, Choice, Claim, Place, Report, Span
from dragoman.text import sentences
from dragoman.world.gazetteer import Gazetteer, gazetteer

DOUBTFUL = 0.2  # share from which a name may be a place where the rest of the report bears it out (guessed)
# At 1 every name of a place counts in full; the higher, the more the best of its names alone decides. Measured on the
# reports gold within 161 km, at 1, 2 and 5: the founding reports .874, .882, .882; the world's .869, .874, .868.
REPEATED = 2.0
SHOWN = 4  # rivals that a choice keeps
WHERE = {
    "own": "named in the claim's own words", "sentence": "named in the same sentence",
    "paragraph": "named before it in the paragraph", "above": "named before it", "below": "named after it",
    "title": "named in the title", "whole": "the country that the report is about",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gazetted:
    """All place names of one report, with the choice for each; made once, used for every claim."""

    found: tuple[Toponym, ...]
    choices: Mapping[Span, Choice[Place]]
    named: tuple[Named, ...]  # those placed; spans past the end of the text stand in the title
    sentences: tuple[Span, ...]


def gazetted(
    report: Report, *, outlet_country: str | None = None, outlet_place: str | None = None,
    context: Iterable[str] = (), places: Gazetteer | None = None, actors: Mapping[str, float] | None = None,
) -> Gazetted:  # fmt: skip
    """Find and choose the places that a report names, in its text and in a title outside of it."""
    known = places or gazetteer()
    text = _with_title(report)
    parts = sentences(text)
    found = toponyms(text, parts, known, DOUBTFUL)
    choices = choose_places(
        text, found, dateline=report.dateline, outlet_country=outlet_country, outlet_place=outlet_place,
        context=context, places=known, actors=actors,
        called=f"{report.outlet or ''} {urlsplit(report.url or '').hostname or ''}",
    )  # fmt: skip
    end = len(report.text)
    named = [
        Named(
            t, choices[t.span], directed(place, t.direction, known, t.words) if t.direction else place,
            "people" if t.people else "name", t.span.start >= end,
        )
        for t in found
        if (place := choices[t.span].chosen) is not None
    ]  # fmt: skip
    named = located(text, named)
    named += pointed_to(text, end, named, known)
    if country := whole_country(end, named, known):
        named.append(country)
    named.sort(key=lambda n: n.toponym.span.start)
    return Gazetted(tuple(found), choices, tuple(named), tuple(s for s in parts if s.start < end))


def _with_title(report: Report) -> str:
    outside = report.title if report.title and report.title_span is None else None
    return f"{report.text}\n\n{outside}" if outside else report.text


def places_of_claims(
    report: Report, claims: Sequence[Claim], *, outlet_country: str | None = None, outlet_place: str | None = None,
    context: Iterable[str] = (), places: Gazetteer | None = None, known: Gazetted | None = None,
) -> dict[str, Choice[Place]]:  # fmt: skip
    """The place of the act of each claim, by claim id; ``known`` saves finding the names again."""
    if not claims:
        return {}
    where = known or gazetted(
        report, outlet_country=outlet_country, outlet_place=outlet_place, context=context, places=places
    )
    if not where.named:
        return {claim.id: Choice(None, "the report names no place where this could be") for claim in claims}
    seen = scene(report, where.named, claims, where.sentences)
    return {claim.id: _place_of(claim, seen) for claim in claims}


def _place_of(claim: Claim, seen: Scene) -> Choice[Place]:
    ranked = weigh(claim, seen)
    best_of: dict[str, Named] = {}
    for _, spot in ranked:
        if spot is not None:
            best_of.setdefault(spot.named.place.id, spot.named)
    shares = _shares(ranked)
    order = sorted(best_of, key=lambda key: -shares[key])
    rivals = tuple(
        Candidate(best_of[key].place, round(shares[key], 4), _reason(claim, best_of[key], seen))
        for key in order[:SHOWN]
    )
    if shares[""] >= shares[order[0]]:
        return Choice(None, "no place of the report is likely to be where this was", rivals)
    one = best_of[order[0]]
    own = claim.evidence.holds(one.toponym.span) and one.form != "pointing"
    mention = None if one.titled else one.toponym.span
    return Choice(one.place, rivals[0].reason, rivals + one.choice.candidates[1:], mention, inferred=not own)


def _shares(ranked: Sequence[tuple[float, Spot | None]]) -> dict[str, float]:
    """The share of each place over all its names, by its id; of none of them under the empty id."""
    top = ranked[0][0]
    odds: dict[str, float] = {"": 0.0}
    for points, spot in ranked:
        key = spot.named.place.id if spot is not None else ""
        odds[key] = odds.get(key, 0.0) + math.exp(REPEATED * (points - top))
    odds = {key: odd ** (1 / REPEATED) for key, odd in odds.items()}
    whole = sum(odds.values())
    return {key: odd / whole for key, odd in odds.items()}


def _reason(claim: Claim, one: Named, seen: Scene) -> str:
    return f"{_said(claim, one, seen)} ({one.toponym.words}); {one.choice.reason}"


def _said(claim: Claim, named: Named, seen: Scene) -> str:
    span = named.toponym.span
    if named.form == "whole":
        return WHERE["whole"]
    if named.titled:
        return WHERE["title"]
    if claim.evidence.holds(span):
        return WHERE["own"]
    mine, its = seen.sentence(claim.evidence.start), seen.sentence(span.start)
    if mine == its:
        return WHERE["sentence"]
    if its > mine:
        return WHERE["below"]
    return WHERE["paragraph" if seen.paragraph_of[its] == seen.paragraph_of[mine] else "above"]


__all__ = ["Gazetted", "Named", "directed", "gazetted", "places_of_claims"]
