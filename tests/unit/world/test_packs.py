"""A gazetteer of the user's own becomes a pack: an index beside the built-in one, noted with licence and hash."""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.world.packs import DAY, LINES, dump, line, own

from dragoman import world as worlds
from dragoman.errors import DragomanError, InputError, WorldError
from dragoman.world import BUILT_IN
from dragoman.world.digest import world_digest
from dragoman.world.gazetteer import Gazetteer, gazetteer, gazetteer_of
from dragoman.world.geonames_dump import features
from dragoman.world.own_places import FEATURES
from dragoman.world.packs import add, noted, sha256, source_of
from dragoman.world.spellings import spellings


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """What a process keeps of folders is forgotten: these change under its hands."""
    yield
    worlds.load.cache_clear()
    world_digest.cache_clear()


def known(folder: Path) -> Gazetteer:
    worlds.load.cache_clear()
    return gazetteer_of(worlds.load((folder,)))


def digest(folder: Path) -> str:
    world_digest.cache_clear()
    return world_digest((BUILT_IN, folder))


# ------------------------------------------------------------------------------ what becomes of a file


@pytest.mark.parametrize("name", ["SY.txt", "SY.zip"])
def test_a_dump_becomes_a_pack_with_its_licence_day_and_hashes(tmp_path: Path, name: str) -> None:
    source, folder = dump(tmp_path, name=name), tmp_path / "new" / "world"
    added = add(source, folder)
    (pack,) = noted(folder)
    assert pack == added.pack
    assert (pack.name, pack.version, pack.source, pack.places) == ("geonames-sy", f"{DAY}7", name, 5)
    assert (pack.source_sha256, pack.index_sha256) == (sha256(source), sha256(added.path))
    assert "CC BY 4.0" in pack.licence and "GeoNames" in pack.licence
    assert added.left_out == len(LINES) - 5
    assert sorted(p.name for p in (folder / "places").iterdir()) == ["geonames-sy.sqlite", "packs.yaml"]


def test_places_of_a_dump_have_the_features_that_built_in_places_have(tmp_path: Path) -> None:
    add(dump(tmp_path), tmp_path / "w")
    places = known(tmp_path / "w")
    found = {name: places.candidates(name) for name in (one.split("\t")[1] for one in LINES)}
    assert {name: place[0].feature for name, place in found.items() if place and name != "Daraa"} == {
        "Kharbat az Zumurrudah": "village", "Tall Yasminqan": "town", "Madinat Burtuqalan": "city",
        "Hayy Qaranfulan": "neighbourhood", "Jami Ruwaydqan": "mosque",
    }  # fmt: skip
    assert [p.id for p in found["Daraa"] if p.feature == "admin1"] == ["admin1:SY.06"]
    village = found["Kharbat az Zumurrudah"][0]
    assert (village.id, village.pack, village.country) == ("geonames:900000001", "geonames-sy", "SY")
    assert places.division("SY", "06") is not None


def test_a_seat_of_government_is_a_capital_and_a_new_division_is_found_by_its_code(tmp_path: Path) -> None:
    lines = [line(900000011, "Sarayqan", "PPLC", 90_000), line(900000012, "Iqlim Sarayqan", "ADM1", admin1="ZZ9")]
    add(dump(tmp_path, lines), tmp_path / "w")
    places = known(tmp_path / "w")
    assert places.candidates("Sarayqan")[0].feature == "capital"
    division = places.division("SY", "ZZ9")
    assert division is not None and division.name == "Iqlim Sarayqan"
    assert division in places.divisions("SY")


def test_a_second_division_that_is_built_in_is_not_doubled(tmp_path: Path) -> None:
    built_in = next(p for p in gazetteer().candidates("Cook County") if p.feature == "admin2")
    twin = line(900000021, built_in.name, "ADM2", country="US", admin1=built_in.admin1)
    add(dump(tmp_path, [twin, line(900000022, "Nahiyat Qumrin", "ADM2")]), tmp_path / "w")
    places = known(tmp_path / "w")
    assert places.candidates("Cook County") == gazetteer().candidates("Cook County")
    assert places.candidates("Nahiyat Qumrin")[0].feature == "admin2"


def test_a_table_of_ones_own_becomes_a_pack_whose_ids_carry_p_codes(tmp_path: Path) -> None:
    pack = add(own(tmp_path), tmp_path / "w").pack
    assert (pack.name, pack.version, pack.licence, pack.places) == ("places", "2023-11-14", "not stated", 2)
    places = known(tmp_path / "w")
    (village,), (hospital,) = places.candidates("قصر لوزين"), places.candidates("Mashfa Tinqar")
    assert (village.id, village.country, village.feature, village.population) == (
        "places:SY990603", "SY", "village", 900,
    )  # fmt: skip
    assert (hospital.id, hospital.feature, hospital.radius_m) == ("places:SY990604", "hospital", 300.0)
    assert add(own(tmp_path), tmp_path / "w", name="Mine 2", licence="ODbL").pack.licence == "ODbL"
    assert [p.name for p in noted(tmp_path / "w")] == ["mine-2", "places"]


def test_a_table_without_p_codes_needs_name_and_point_only(tmp_path: Path) -> None:
    add(own(tmp_path, "\ufefflat,lon,name,note\n1.5,2.5,Zumurqan,so far\n"), tmp_path / "w")
    (place,) = known(tmp_path / "w").candidates("Zumurqan")
    assert (place.lat, place.lon, place.country, place.feature) == (1.5, 2.5, "", "village")


def test_every_feature_of_geonames_is_one_that_is_known() -> None:
    assert {feature for feature, _ in features().values()} <= FEATURES


# ------------------------------------------------------------------------------ looking up


@pytest.mark.parametrize(
    "name", ["Khirbet al-Zumurruda", "kharbat az zumurrudah", "خربة الزمردة", "Khirbat al Zomorroda"]
)
def test_spellings_lead_to_a_place_of_a_pack(tmp_path: Path, name: str) -> None:
    assert gazetteer().candidates(name) == ()
    add(dump(tmp_path), tmp_path / "w")
    assert [p.id for p in known(tmp_path / "w").candidates(name)] == ["geonames:900000001"]


def test_search_knows_the_spellings_of_a_pack(tmp_path: Path) -> None:
    add(dump(tmp_path), tmp_path / "w")
    others = spellings(worlds.load((tmp_path / "w",)))
    assert "خربة الزمردة" in others("Kharbat az Zumurrudah")


def test_one_place_in_the_pack_and_built_in_is_one_candidate_the_packs(tmp_path: Path) -> None:
    built_in = next(p for p in gazetteer().candidates("Nawa") if p.country == "SY")
    number = int(built_in.id.partition(":")[2])
    lines = [line(number, "Nawa", lat=32.9, lon=36.1, people=1), line(900000031, "Nawa", lat=35.0, lon=37.0)]
    add(dump(tmp_path, lines), tmp_path / "w")
    places = known(tmp_path / "w")
    found = [p for p in places.candidates("Nawa") if p.country == "SY"]
    assert {(p.id, p.pack) for p in found if p.lat in (32.9, 35.0)} == {
        (built_in.id, "geonames-sy"), ("geonames:900000031", "geonames-sy"),
    }  # fmt: skip
    assert [p.id for p in found].count(built_in.id) == 1
    assert len(places.candidates("Nawa")) == len(gazetteer().candidates("Nawa")) + 1
    other_name = next(p for p in places.candidates("نوى") if p.id == built_in.id)  # a name that the pack has not
    assert (other_name.pack, other_name.lat, other_name.grade) == ("geonames-sy", 32.9, 1)


def test_pins_come_first_and_the_upper_folder_lies_over_the_lower(tmp_path: Path) -> None:
    low, high = tmp_path / "low", tmp_path / "high"
    add(dump(tmp_path, [line(900000041, "Zahrqan", lat=34.0, people=9_000)]), low)
    add(dump(tmp_path, [line(900000041, "Zahrqan", lat=35.0, people=9_000)]), high)
    (high / "pins.csv").write_text(
        "name,aliases,country,admin1,feature,lat,lon,radius_m,note\nZahrqan,,SY,,village,36.0,38.0,500,\n"
    )
    worlds.load.cache_clear()
    found = gazetteer_of(worlds.load((low, high))).candidates("Zahrqan")
    assert [(p.pack, p.lat) for p in found] == [("extra", 36.0), ("geonames-sy", 35.0)]


def test_packs_are_looked_up_from_threads_and_after_a_fork(tmp_path: Path) -> None:
    add(dump(tmp_path), tmp_path / "w")
    places, found = known(tmp_path / "w"), []
    assert places.candidates("Tall Yasminqan")
    thread = threading.Thread(target=lambda: found.append(places.candidates("Kharbat az Zumurrudah")))
    thread.start()
    thread.join()
    assert found and found[0]
    child = os.fork()
    if not child:
        os._exit(0 if places.candidates("Madinat Burtuqalan") else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_without_packs_and_pins_the_built_in_gazetteer_is_shared(tmp_path: Path) -> None:
    assert known(tmp_path) is gazetteer()


# ------------------------------------------------------------------------------ what is wrong


GOOD = line(900000051, "Sahlqan")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([GOOD, GOOD.rpartition("\t")[0]], "SY.txt:2: has 18 fields"),
        ([GOOD, GOOD.replace("\t34.0\t", "\tnorth\t")], "SY.txt:2: is no place of GeoNames: lat 'north'"),
        ([GOOD, GOOD.replace("\t34.0\t", "\t134.0\t")], "lie outside the globe"),
        ([GOOD.replace("Sahlqan", "")], "SY.txt:1: is no place of GeoNames: it has no name"),
        ([line(900000052, "Wadi Nasiyan", "STM")], "SY.txt: holds no place that is taken into a pack"),
        ([], "holds no place"),
    ],
)
@pytest.mark.parametrize("name", ["SY.txt", "SY.zip"])
def test_a_broken_dump_names_the_line_and_leaves_the_old_pack_whole(
    tmp_path: Path, lines: list[str], says: str, name: str
) -> None:
    folder = tmp_path / "w"
    before = add(dump(tmp_path), folder)
    asked = dump(tmp_path, lines, name)
    with pytest.raises(InputError) as wrong:
        add(asked, folder)
    assert says.replace("SY.txt: holds", f"{name}: holds") in str(wrong.value)
    assert wrong.value.do
    assert noted(folder) == (before.pack,)
    assert sha256(before.path) == before.pack.index_sha256
    assert sorted(p.name for p in (folder / "places").iterdir()) == ["geonames-sy.sqlite", "packs.yaml"]


def test_what_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = dump(tmp_path, [GOOD])
    path.write_bytes(path.read_bytes() + GOOD.encode().replace(b"Sahlqan", b"\xff") + b"\n")
    with pytest.raises(InputError, match=r"SY\.txt:2: is not UTF-8"):
        add(path, tmp_path / "w")


def test_a_broken_zip_is_told(tmp_path: Path) -> None:
    good = dump(tmp_path, [line(n, f"Sahlqan {n * n}") for n in range(900000100, 900003000)], "SY.zip")
    whole = good.read_bytes()
    broken = bytearray(whole)
    broken[len(whole) // 3 : len(whole) // 2] = bytes(len(whole) // 2 - len(whole) // 3)
    for content in (whole[: len(whole) // 2], b"no zip", bytes(broken)):
        good.write_bytes(content)
        with pytest.raises(InputError, match=r"SY\.zip"):
            add(good, tmp_path / "w")
    with zipfile.ZipFile(good, "w") as packed:
        packed.writestr("readme.txt", "nothing else")
    with pytest.raises(InputError, match="holds 0 tables and not one"):
        add(good, tmp_path / "w")
    assert noted(tmp_path / "w") == ()


ROWS = [
    ("name,lat\nA,1\n", "places.csv:1: the heading has no column 'lon'"),
    ("name;lat;lon\nA;1;2\n", "places.csv:1: the heading has no column 'name'"),
    ("", "places.csv:1: the heading has no column"),
    ("name,lat,lon\nAqan,1,2\n ,1,2\n", "places.csv:3: has no name"),
    ("name,lat,lon\nAqan,1\n", "places.csv:2: lat '1' and lon '' are not two numbers"),
    ("name,lat,lon\nAqan,1,nan\n", "lie outside the globe"),
    ("name,lat,lon\nAqan,1,2,3\n", "places.csv:2: has more fields than the heading"),
    ("name,lat,lon,feature\nAqan,1,2,castle\n", "places.csv:2: 'castle' is no feature"),
    ("name,lat,lon,country\nAqan,1,2,Syria\n", "places.csv:2: 'Syria' is no ISO code"),
    ("name,lat,lon,population\nAqan,1,2,many\n", "places.csv:2: population and radius_m must be plain numbers"),
    ("name,lat,lon,radius_m\nAqan,1,2,-5\n", "places.csv:2: population and radius_m must be plain numbers"),
    ("name,lat,lon,pcode\nAqan,1,2,S Y\n", "places.csv:2: 'S Y' is no P-code"),
    ("name,lat,lon,pcode\nAqan,1,2,SY1\nBqan,1,3,SY1\n", "places.csv:3: stands there twice"),
    ('name,lat,lon\n"Aqan"x,1,2\n', "places.csv:2: cannot be read as CSV"),
]


@pytest.mark.parametrize(("text", "says"), ROWS)
def test_a_wrong_row_is_refused_with_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError) as wrong:
        add(own(tmp_path, text), tmp_path / "w")
    assert says in str(wrong.value)
    assert wrong.value.do


@pytest.mark.parametrize("name", ["geonames-sy", "Pins", "country", "--"])
def test_names_that_ids_of_other_places_begin_with_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be the name of a pack"):
        add(own(tmp_path), tmp_path / "w", name=name)


def test_what_is_no_file_or_of_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        add(tmp_path / "SY.zip", tmp_path / "w")
    with pytest.raises(InputError, match="no gazetteer by its ending"):
        add(own(tmp_path, name="places.xlsx"), tmp_path / "w")


# ------------------------------------------------------------------------------ kept, replaced, compared


def test_adding_the_same_pack_again_replaces_it_and_leaves_others(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    add(own(tmp_path), folder)
    old = add(dump(tmp_path), folder).pack
    new = add(dump(tmp_path, [GOOD]), folder).pack
    assert noted(folder) == (new, next(p for p in noted(folder) if p.name == "places"))
    assert old.index_sha256 != new.index_sha256
    places = known(folder)
    assert places.candidates("Sahlqan") and places.candidates("Qasr Lawzeen")
    assert not places.candidates("Tall Yasminqan")


def test_the_digest_of_a_world_covers_its_packs(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    bare = digest(folder)
    add(dump(tmp_path), folder)
    with_pack = digest(folder)
    add(dump(tmp_path, name="SY.zip"), folder)  # the same places from another file
    assert (with_pack == digest(folder), with_pack == bare) == (True, False)
    add(dump(tmp_path, [GOOD]), folder)
    assert digest(folder) not in (bare, with_pack)


def test_a_pack_that_is_missing_or_changed_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    path = add(dump(tmp_path), folder).path
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"x")
    with pytest.raises(WorldError, match=r"not the one that was noted\. Add it again: dragoman world add SY\.txt"):
        known(folder)
    path.unlink()
    with pytest.raises(WorldError, match="missing"):
        known(folder)
    add(dump(tmp_path), folder)
    assert known(folder).candidates("Tall Yasminqan")
    notes = folder / "places" / "packs.yaml"
    notes.write_text(notes.read_text().replace("form: '", "form: '0."))
    with pytest.raises(WorldError, match="another version"):
        known(folder)


@pytest.mark.parametrize("text", ["- {name: a}\n", "name: a\n", "- [\n"])
def test_notes_that_cannot_be_read_are_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "packs.yaml").write_text(text)
    with pytest.raises(WorldError, match=r"packs\.yaml"):
        known(tmp_path)


def test_notes_lead_to_no_file_outside_the_folder(tmp_path: Path) -> None:
    add(dump(tmp_path), tmp_path / "w")
    notes = tmp_path / "w" / "places" / "packs.yaml"
    notes.write_text(notes.read_text().replace("geonames-sy", "../../geonames-sy"))
    with pytest.raises(DragomanError, match="is no name of a pack"):
        known(tmp_path / "w")


def test_a_dump_is_read_as_it_comes(tmp_path: Path) -> None:
    places = iter(source_of(dump(tmp_path, [GOOD, "broken"])))
    assert next(places)[0].name == "Sahlqan"
    with pytest.raises(InputError):
        next(places)
