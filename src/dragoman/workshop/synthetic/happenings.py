"""What truly happens in the invented country: acts of force, deals from offer to collapse, sieges, tolls, old episodes."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dragoman.records import Place
from dragoman.workshop.synthetic.setting import Setting, Spot

FIRST_DAY = dt.date(2023, 3, 1).toordinal()
DAYS = 42
PATIENCE = 500  # times that a full country refuses before it takes one more act all the same
OLD = 700  # days before the first: an earlier war over the same towns
EPISODES = 12  # happenings for one of that earlier war
PER_DEAL, PER_SIEGE, PER_TOLL = 14, 20, 25  # happenings for one deal, siege and running toll
# How often each kind, and who does it to whom; several pairs stand for several sides.
_KINDS: Mapping[str, tuple[int, tuple[tuple[str, str], ...]]] = {
    "shelling": (6, (("army", "front"), ("brigade", "front"), ("front", "army"), ("militia", "front"))),
    "air_strike": (4, (("army", "front"), ("army", "faction"))),
    "armed_attack": (4, (("front", "army"), ("faction", "police"), ("militia", "front"), ("army", "front"))),
    "armed_clash": (4, (("army", "front"), ("brigade", "faction"), ("militia", "front"))),
    "remote_explosive": (3, (("front", ""), ("", ""), ("faction", ""))),
    "arrest": (3, (("police", ""), ("army", ""))),
    "abduction": (2, (("militia", ""), ("front", ""))),
    "peaceful_protest": (2, (("crowd", ""),)),
    "territory_overtaken": (2, (("army", "front"), ("front", "army"))),
}
DEADLY = ("shelling", "air_strike", "armed_attack", "armed_clash", "remote_explosive")
_COUNTED = {"arrest": "arrested", "abduction": "abducted"}
FAMILY = {**dict.fromkeys((*DEADLY, "territory_overtaken"), "violence"), "arrest": "coercion", "abduction": "coercion"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happens: what, where, when, by whom to whom, with which true numbers.

    ``until`` is the last day of what lasts; ``early`` the toll that is known on the first day, where it rises later.
    """

    id: str
    kind: str
    spot: Spot
    day: int
    doer: str = ""
    target: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    until: int | None = None
    early: int | None = None

    @property
    def place(self) -> Place:
        """Where: the province of a toll, else the town."""
        return self.spot.province if self.kind == "casualty_toll" else self.spot.place


def happenings(country: Setting, number: int, seed: int, quiet_days: int, toll_rises: float) -> list[Happening]:
    """So many happenings in six weeks, and some of an earlier war, in the order of their days."""
    chance = random.Random(f"happenings {seed} {number}")
    found: list[Happening] = []
    busy: dict[tuple[str, str], list[int]] = defaultdict(list)
    weights = [1 / (rank + 2) ** 0.7 for rank in range(len(country.spots))]  # some towns see much, most little
    order = list(country.spots)
    chance.shuffle(order)
    found += _deals(country, number // PER_DEAL, chance)
    found += _sieges(country, number // PER_SIEGE, chance)
    found += _tolls(country, min(len(country.provinces), max(1, number // PER_TOLL)), chance)
    old = max(1, number // EPISODES)
    refused = 0
    while len(found) < number:
        before = len(found) + old < number
        kind = chance.choices(list(_KINDS), [often for often, _ in _KINDS.values()])[0]
        spot = chance.choices(order, weights)[0]
        day = FIRST_DAY + chance.randrange(DAYS) - (0 if before else OLD)
        taken = busy[spot.place.id, FAMILY.get(kind, kind)]
        if any(abs(day - other) <= quiet_days for other in taken) and (refused := refused + 1) < PATIENCE:
            continue
        refused = 0
        taken.append(day)
        found.append(_act(f"h{len(found)}", kind, spot, day, toll_rises, chance))
    return sorted(found, key=lambda h: (h.day, h.id))


def _act(name: str, kind: str, spot: Spot, day: int, toll_rises: float, chance: random.Random) -> Happening:
    doer, target = chance.choice(_KINDS[kind][1])
    counts: dict[str, int] = {}
    early = None
    if kind in DEADLY and chance.random() < 0.8:
        counts["killed"] = min(60, 2 + int(chance.expovariate(0.12)))
        if chance.random() < 0.5:
            counts["injured"] = 2 + int(chance.expovariate(0.08))
        if chance.random() < toll_rises:
            early = max(1, round(counts["killed"] * chance.uniform(0.4, 0.8)))
    elif kind in _COUNTED:
        counts[_COUNTED[kind]] = 2 + int(chance.expovariate(0.1))
    return Happening(name, kind, spot, day, doer, target, counts, early=early)


def _deals(country: Setting, number: int, chance: random.Random) -> Iterator[Happening]:
    """An offer, talks, an agreement, and for half of them a collapse."""
    for n, spot in enumerate(chance.sample(country.spots, min(number, len(country.spots)))):
        day = FIRST_DAY + chance.randrange(DAYS - 16)
        sides = chance.choice((("government", "front"), ("army", "faction"), ("front", "militia")))
        steps = [("offer", 0), ("talks", 3), ("agreement", 5), ("collapse", 12)]
        for kind, after in steps if chance.random() < 0.5 else steps[:3]:
            yield Happening(f"deal{n}-{kind}", kind, spot, day + after, *sides)


def _sieges(country: Setting, number: int, chance: random.Random) -> Iterator[Happening]:
    for n, spot in enumerate(chance.sample(country.spots, min(number, len(country.spots)))):
        day = FIRST_DAY + chance.randrange(10)
        yield Happening(f"siege{n}", "siege", spot, day, "army", "front", until=day + chance.randrange(14, 28))


def _tolls(country: Setting, number: int, chance: random.Random) -> Iterator[Happening]:
    """A running total for a province, which grows until its last day."""
    for n, province in enumerate(chance.sample(country.provinces, number)):
        spot = next(s for s in country.spots if s.province == province)
        total = {"killed": chance.randrange(120, 400)}
        yield Happening(f"toll{n}", "casualty_toll", spot, FIRST_DAY, counts=total, until=FIRST_DAY + DAYS)
