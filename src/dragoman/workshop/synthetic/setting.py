"""An invented country in the empty desert: provinces, towns and villages, the sides of its war, and who reports on it."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path

import yaml

from dragoman.records import Actor, Outlet, Place

COUNTRY, LAND, PEOPLE = "XZ", "Ostrava Marches", "Marchean"  # XA to XZ are left to users by ISO 3166-1
SOUTH, WEST = 20.0, 8.0  # degrees; hardly anyone lives in the six degrees north and east of it
PROVINCE_DEG, TOWN_DEG = 1.1, 0.18  # from one to the next: about 120 km and 20 km
PER_PROVINCE = 12  # towns, on a grid of four by three
_FIRST = "Bel Dor Kav Mir Sar Tol Zan Rim Gor Hul Pel Vash Nok Jur Lem".split()
_MIDDLE = "a e i o u".split()
_LAST = "dak vikh mesh zor tunb gardh lin pash rekh bulak".split()


@dataclass(frozen=True, slots=True)
class Side:
    """One who acts: the actor, the words for it, and the words that its enemies use."""

    actor: Actor
    words: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A town or village, the province it lies in, and the town that a village lies by."""

    place: Place
    province: Place
    by: Place | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """The country."""

    spots: tuple[Spot, ...]
    provinces: tuple[Place, ...]
    sides: dict[str, Side]
    outlets: tuple[tuple[Outlet, str], ...]  # with the side that each leans to: army, front or nobody


def _actor(key: str, name: str, kind: str, above: str | None = None) -> Actor:
    return Actor(f"oz-{key}", name, kind, COUNTRY, f"oz-{above}" if above else None)


SIDES = {
    "government": Side(_actor("government", f"Government of {LAND}", "government"), f"the {PEOPLE} government", "the regime"),
    "army": Side(_actor("army", f"{PEOPLE} Army", "military", "government"), f"the {PEOPLE} army", "regime forces"),
    "brigade": Side(_actor("brigade", "9th Border Brigade", "military", "army"), "the 9th Border Brigade", "regime forces"),
    "police": Side(_actor("police", f"{PEOPLE} Police", "police", "government"), f"the {PEOPLE} police", "regime forces"),
    "front": Side(_actor("front", "Southern Unity Front", "armed_group"), "the Southern Unity Front", "terrorists"),
    "faction": Side(_actor("faction", "Falcons of the Well", "armed_group", "front"), "the Falcons of the Well", "terrorists"),
    "crowd": Side(Actor(f"crowd-{COUNTRY.lower()}", "Protesters", "crowd", COUNTRY), "residents", "residents"),
    "militia": Side(_actor("militia", "Dune Guards", "armed_group"), "the Dune Guards", "gunmen"),
}  # fmt: skip
_OUTLETS = (
    ("orrin", "Orrin News Agency", "agency", ""), ("marchean-state", "Marchean State Agency", "agency", "army"),
    ("channel-march", "Channel March", "broadcaster", "army"), ("voice-unity", "Voice of Unity", "site", "front"),
    ("southern-post", "The Southern Post", "site", "front"), ("harbour-times", "The Harbour Times", "newspaper", ""),
    ("meridian", "Meridian Radio", "broadcaster", ""), ("lantern", "Lantern Monitor", "monitor", ""),
    ("coastline", "Coastline Daily", "newspaper", ""), ("relief-desk", "Relief Desk", "intergovernmental", ""),
)  # fmt: skip


def setting(towns: int, seed: int = 1) -> Setting:
    """A country with so many towns; every third has a village five to eight kilometres off."""
    chance = random.Random(f"setting {seed}")
    names = [a + b + c for a in _FIRST for b in _MIDDLE for c in _LAST]
    chance.shuffle(names)
    spots: list[Spot] = []
    provinces: list[Place] = []
    for n in range(towns):
        of, at = divmod(n, PER_PROVINCE)
        south, west = SOUTH + of // 5 * PROVINCE_DEG, WEST + of % 5 * PROVINCE_DEG
        if at == 0:
            middle = south + 1.5 * TOWN_DEG, west + TOWN_DEG
            provinces.append(_place(f"{names.pop()} Province", *middle, "province", 45_000.0))
        lat, lon = south + at % 4 * TOWN_DEG, west + at // 4 * TOWN_DEG
        town = _place(
            names.pop(), lat + chance.uniform(-0.03, 0.03), lon + chance.uniform(-0.03, 0.03), "town", 3_000.0
        )
        spots.append(Spot(town, provinces[-1]))
        if n % 3 == 0 and town.lat is not None and town.lon is not None:
            off = chance.uniform(0.045, 0.07)
            spots.append(Spot(_place(names.pop(), town.lat + off, town.lon, "town", 1_500.0), provinces[-1], town))
    outlets = tuple((Outlet(key, name, kind, COUNTRY), leans) for key, name, kind, leans in _OUTLETS)
    return Setting(tuple(spots), tuple(provinces), SIDES, outlets)


def _place(name: str, lat: float, lon: float, precision: str, radius_m: float) -> Place:
    """As the reader knows it once the country is laid over the world."""
    spot = f"extra:{name.lower().replace(' ', '-')}:{COUNTRY}:{lat:.3f},{lon:.3f}"
    admin = "region" if precision == "province" else "town"
    return Place(spot, name, round(lat, 3), round(lon, 3), radius_m, precision, COUNTRY, None, admin, "extra")  # type: ignore[arg-type]


def write(country: Setting, folder: Path) -> Path:
    """The country as a folder of world files, to be laid over the built-in world."""
    (folder / "actors").mkdir(parents=True, exist_ok=True)
    with (folder / "pins.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("name aliases country admin1 feature lat lon radius_m note".split())
        rows.writerow((LAND, "", COUNTRY, "", "region", 22.0, 10.5, 300_000, ""))
        for place in (*country.provinces, *(s.place for s in country.spots)):
            rows.writerow(
                (place.name, "", COUNTRY, "01", place.feature, place.lat, place.lon, round(place.radius_m), "")
            )
    actors = [
        {
            "id": a.id,
            "name": a.name,
            "kind": a.kind,
            "country": COUNTRY,
            "theatre": "marches",
            "adjectives": [PEOPLE] * (a.id == "oz-government"),
        }
        | ({"part_of": a.part_of} if a.part_of else {})
        for a in (side.actor for side in country.sides.values() if side.actor.kind != "crowd")
    ]
    (folder / "actors" / "marches.yaml").write_text(yaml.safe_dump(actors), encoding="utf-8")
    outlets = [{"id": o.id, "name": o.name, "kind": o.kind} for o, _ in country.outlets]
    (folder / "outlets.yaml").write_text(yaml.safe_dump(outlets), encoding="utf-8")
    return folder
