"""Fits what each observation is worth in choosing an act's place, on the annotated reports.

    python -m dragoman.workshop.fit_places --shared DIR [--write [TABLE.csv]]

It prints how often the right place is picked, once with weights learned from other episodes (five folds: this is the
figure to expect) and once with all (in-sample). ``--write`` replaces ``world/places/act_place_weights.csv``.
The table in use came out of this fit on 2026-11-21; the claims as they were read at that hour give it again byte for
byte. A reader that has changed since finds a few other claims: ``docs/cards/act-place.md``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from dragoman.identify.act_place import absence, observed
from dragoman.identify.act_scene import scene
from dragoman.identify.outlets import OutletIndex
from dragoman.identify.places import gazetted
from dragoman.models import read_weights
from dragoman.records import Place
from dragoman.workshop.fitting import (
    Notes,
    Pick,
    Ridge,
    Weights,
    difference,
    folds,
    kept,
    one_of_several,
    points,
    write_weights,
)
from dragoman.workshop.gold_reports import Gold, gold
from dragoman.workshop.metrics import Line
from dragoman.workshop.tasks.geoparsing import NEAR_KM, km
from dragoman.workshop.tasks.rooms import Rooms
from dragoman.world.gazetteer import PLACES

TABLE = PLACES / "act_place_weights.csv"
EXACT_KM, SAME_KM = 10.0, 50.0  # the same town; the same district (guessed)
STRENGTH = 20.0  # of the ridge (measured in five folds: world within 161 km .873 at 8, .881 at 15)
RARE = 8  # claims: a note of fewer is not fitted (guessed)
LEAST = 0.02  # weights below are left out of the table
# What a claim is worth whose right answer is "none of these". The less, the rarer the fit abstains: of the world's
# claims .999, .987, .962 are answered at .3, .4, .6, and .902, .892, .869 rightly within 161 km (five folds, 2026-11-21).
NONE_WORTH = 0.4
# Set by hand before any fit, and kept where the note is rare; all other notes start at nought.
START: Weights = {
    "as place": 1.5, "as origin": 1.0, "as destination": 0.0, "as actor": -1.5, "as recipient": -1.0, "as party": -1.5,
    "as mediator": -2.0, "as victim": -0.5, "destination beside an origin": -2.0, "arrive as destination": 2.0,
    "leave as origin": 1.0, "own": 1.0, "own, inside": 0.5, "none": 0.0, "doubtful": -0.5, "unsure name": -0.3,
    "leave as destination": -0.3, "arrive as origin": -1.0,
    "the act's object: town": 2.5, "the act's object: spot": 2.5, "the act's object: area": 1.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One claim: each named place with its distance in km from the gold one, and last the option of none.

    ``apart`` has no entry for that last option. No options: the report names no place. ``placed``: gold has a place.
    """

    part: str
    episode: str
    options: tuple[Notes, ...]
    apart: tuple[float, ...]
    placed: bool

    @property
    def solvable(self) -> bool:
        """Is a right place among the options?"""
        return self.placed and min(self.apart, default=inf) <= NEAR_KM


def cases(reports: Iterable[Gold], rooms: Rooms) -> Iterator[Case]:
    """Every claim that was found, with what is to be seen of the places of its report."""
    outlets = OutletIndex(rooms.world)
    for one in reports:
        country, town = outlets.place_of(outlets.find(one.report.outlet, one.report.url), rooms.world)
        where = gazetted(one.report, outlet_country=country, outlet_place=town)
        seen = scene(one.report, where.named, one.claims, where.sentences) if where.named else None
        for wanted, claim in one.met:
            place = wanted.get("place")
            if place and place.get("lat") is None:
                continue  # the gold place has no coordinates
            if seen is None:
                yield Case(one.part, one.episode, (), (), place is not None)
                continue
            spots = observed(claim, seen)
            options = [[*spot.notes, *notes] for spot, notes in spots] + [absence(claim, seen)]
            apart = [_apart(place, spot.named.place) for spot, _ in spots]
            yield Case(one.part, one.episode, tuple(options), tuple(apart), place is not None)


def _apart(wanted: Line | None, found: Place) -> float:
    if not wanted or found.lat is None or found.lon is None:
        return inf
    return km((wanted["lat"], wanted["lon"]), (found.lat, found.lon))


def right(case: Case) -> list[float]:
    """How right each option is, from 0 to 1: the same place, the same district, the same region, or none at all."""
    best = min(case.apart, default=inf)
    if not case.placed:
        return [0.0] * len(case.apart) + [1.0]
    if best <= EXACT_KM:
        shares = [1.0 if d <= EXACT_KM else 0.35 if d <= SAME_KM else 0.2 if d <= NEAR_KM else 0.0 for d in case.apart]
    else:
        near = min(NEAR_KM, max(SAME_KM, best * 1.2))
        shares = [1.0 if d <= near else 0.5 if d <= NEAR_KM else 0.0 for d in case.apart]
    return [*shares, float(best > NEAR_KM)]


def pick_of(case: Case) -> Pick:
    """A case as the fit sees it."""
    return Pick(case.options, right(case), 1.0 if case.solvable else NONE_WORTH)


def columns(found: Sequence[Case]) -> list[str]:
    """The notes that are fitted: those seen often enough."""
    count = Counter(note for case in found for notes in case.options for note in set(notes))
    return sorted(note for note, number in count.items() if number >= RARE)


def fit(found: Sequence[Case], names: Sequence[str]) -> Weights:
    """The weights of the notes, from all these cases."""
    fitted = one_of_several([pick_of(case) for case in found if case.options], names, Ridge(START, STRENGTH))
    return fitted | {note: weight for note, weight in START.items() if note not in fitted}


# -------------------------------------------------------------------------- figures


def picked(case: Case, weights: Weights) -> int | None:
    """The option with the most points; None for none of the places."""
    if not case.options:
        return None
    told = [points(notes, weights) for notes in case.options]
    best = max(range(len(told)), key=told.__getitem__)
    return best if best < len(case.apart) else None


def figures(found: Sequence[Case], picks: Sequence[int | None]) -> dict[str, float]:
    """Shares over the claims with a gold place: right within 10 and 161 km, answered; and pinned of those without."""
    placed = [
        case.apart[pick] if pick is not None else inf for case, pick in zip(found, picks, strict=True) if case.placed
    ]
    bare = [pick is not None for case, pick in zip(found, picks, strict=True) if not case.placed and case.options]
    whole, none = max(1, len(placed)), max(1, len(bare))
    return {
        "10 km": sum(d <= EXACT_KM for d in placed) / whole, "161 km": sum(d <= NEAR_KM for d in placed) / whole,
        "answered": sum(d < inf for d in placed) / whole, "pinned without a gold place": sum(bare) / none,
    }  # fmt: skip


def held_out(found: Sequence[Case], names: Sequence[str]) -> list[int | None]:
    """The pick for each case by weights that saw nothing of its episode."""
    fold = folds(case.episode for case in found if case.options)
    weights = {k: fit([c for c in found if fold.get(c.episode) != k], names) for k in sorted(set(fold.values()))}
    return [picked(case, weights[fold[case.episode]]) if case.options else None for case in found]


def told(head: str, found: Sequence[Case], picks: Sequence[int | None]) -> Iterator[str]:
    """A line for each part of the reports."""
    for part in dict.fromkeys(case.part for case in found):
        chosen = [n for n, case in enumerate(found) if case.part == part]
        shares = figures([found[n] for n in chosen], [picks[n] for n in chosen])
        yield f"{head:10} {part:6} {len(chosen):5} claims  " + ", ".join(f"{k} {v:.3f}" for k, v in shares.items())


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m dragoman.workshop.fit_places", description="Fit the weights that choose an act's place."
    )
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds the public sets")
    parser.add_argument(
        "--write", type=Path, nargs="?", const=TABLE, help="write the table (by default the one in use)"
    )
    given = parser.parse_args(arguments)
    rooms = Rooms()
    found = list(cases(gold(given.shared, rooms), rooms))
    names = columns(found)
    print(f"{len(found)} claims, {len(names)} notes, {len({c.episode for c in found})} episodes")
    print(*told("five-fold", found, held_out(found, names)), sep="\n")
    weights = fit(found, names)
    print(*told("in-sample", found, [picked(case, weights) for case in found]), sep="\n")
    print(difference(kept(weights, LEAST), read_weights(TABLE)))
    if given.write:
        write_weights(given.write, kept(weights, LEAST))
    return 0


if __name__ == "__main__":
    sys.exit(main())
