"""The gazetteer finds places by any of their spellings, in an index that is built once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dragoman.errors import WorldError
from dragoman.world import gazetteer_index
from dragoman.world.gazetteer import Gazetteer, GazetteerPlace, alike, apart_km, gazetteer, neighbours, pins, skeleton

HEADING = "name,aliases,country,admin1,feature,lat,lon,radius_m,note\n"

SPELLINGS = [
    ("Daraa", "SY", (32.62, 36.10)), ("Dara'a", "SY", (32.62, 36.10)), ("Dar‘ā", "SY", (32.62, 36.10)),
    ("Deraa", "SY", (32.62, 36.10)), ("درعا", "SY", (32.62, 36.10)), ("Idleb", "SY", (35.93, 36.63)),
    ("Kyiv", "UA", (50.45, 30.52)), ("Київ", "UA", (50.45, 30.52)), ("St. Louis", "US", (38.63, -90.20)),
    ("Maarat al-Numan", "SY", (35.64, 36.67)), ("Syria", "SY", (35.0, 38.0)), ("Siria", "SY", (35.0, 38.0)),
    ("U.S.", "US", (39.8, -98.5)), ("Calif.", "US", (36.9, -119.5)), ("North Kivu", "CD", (-0.5, 29.3)),
    ("Cook County", "US", (41.8, -87.8)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "country", "point"), SPELLINGS)
def test_a_name_leads_to_its_place(name: str, country: str, point: tuple[float, float]) -> None:
    found = [p for p in gazetteer().candidates(name) if p.country == country]
    assert min(apart_km(p.lat, p.lon, *point) for p in found) < 120


@pytest.mark.parametrize("name", ["", "Qwrtplkj", "the", "'"])
def test_what_is_no_place_gives_none(name: str) -> None:
    assert not [p for p in gazetteer().candidates(name) if p.population > 100_000]


def test_the_name_of_a_people_leads_to_the_country() -> None:
    (place,) = [p for p in gazetteer().candidates("Syrian") if p.grade == 3]
    assert (place.feature, place.country) == ("country", "SY")


def test_countries_and_divisions_keep_their_area() -> None:
    syria, daraa = gazetteer().country("sy"), gazetteer().division("SY", "06")
    assert syria is not None
    assert syria.precision == "country"
    assert syria.radius_m > 200_000
    assert daraa is not None
    assert daraa.name == "Daraa"
    assert daraa.precision == "province"
    assert 20_000 < daraa.radius_m < 80_000
    assert gazetteer().country("ZZ") is None


def test_a_country_knows_its_capital_and_divisions() -> None:
    capital = gazetteer().capital("iq")
    assert capital is not None
    assert capital.name == "Baghdad"
    assert gazetteer().capital("ZZ") is None
    assert {d.name for d in gazetteer().divisions("SY")} >= {"Daraa", "Aleppo", "Homs"}


def test_the_name_of_a_people_wins_over_a_foreign_name_of_the_country() -> None:
    assert [p.grade for p in gazetteer().candidates("Somali") if p.feature == "country"] == [3]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dara'a", "Deraa"), ("Deir ez-Zor", "Dayr az Zawr"), ("Busra al-Sham", "Bosra ash-Sham"), ("Tafas", "Ṭafas"),
     ("Quneitra", "Al Qunayţirah"), ("طفس", "Tafas"), ("الرستن", "Ar Rastan")],
)  # fmt: skip
def test_spellings_share_their_consonants(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


def test_unlike_names_are_not_taken_for_spellings() -> None:
    assert alike("Busra al Sham", "Buşrá ash Shām")
    assert not alike("Nasib", "Neyshābūr")


def test_neighbours_go_both_ways() -> None:
    assert "JO" in neighbours()["SY"]
    assert "SY" in neighbours()["JO"]


def test_pins_of_the_users_own_are_laid_over(tmp_path: Path) -> None:
    own = tmp_path / "pins.csv"
    own.write_text(HEADING + "Qarat Test,Test Hill|تل,SY,06,mountain,32.7,36.0,800,\n", encoding="utf-8")
    place = Gazetteer(extra=[own]).candidates("test hill")[0]
    assert (place.name, place.feature, place.pack) == ("Qarat Test", "mountain", "extra")


@pytest.mark.parametrize(
    "row", ["A,,SY,06,village,north,36,500,", "A,,SY,06,village,132,36,500,", ",,SY,,village,3,3,5,"]
)
def test_a_mistaken_pin_names_file_and_line(tmp_path: Path, row: str) -> None:
    own = tmp_path / "pins.csv"
    own.write_text(HEADING + row + "\n", encoding="utf-8")
    with pytest.raises(WorldError, match=r"pins\.csv:2"):
        pins(own)


def test_an_index_is_built_whole_and_leaves_nothing_behind(tmp_path: Path) -> None:
    place = GazetteerPlace("x:1", "Alpha", 1.0, 2.0, 500.0, "village", "SY", "", 900, "geonames")
    path = tmp_path / "small.db"
    gazetteer_index.build(path, [(place, ["Alpha", "Ālpha Tawn"], [])])
    assert [p.name for p in tmp_path.iterdir()] == ["small.db"]
    assert Gazetteer(index=path).candidates("alpha tawn")[0].grade == 1
    assert Gazetteer(index=path).candidates("Beta") == ()


def test_the_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_CACHE", "/somewhere")
    assert gazetteer_index.cache_folder() == Path("/somewhere")
    monkeypatch.delenv("DRAGOMAN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    assert gazetteer_index.cache_folder() == Path("/cache/dragoman")


def test_a_look_up_takes_microseconds() -> None:
    known = Gazetteer()
    known.candidates("Paris")
    names = ["Kabul", "Homs", "Herat", "Mosul", "Donetsk", "Bamako", "Goma", "Juba"] * 50
    start = time.perf_counter()
    for name in names:
        known.candidates(name)
    assert (time.perf_counter() - start) / len(names) < 200e-6  # 50 on a quiet machine
