"""Masks, pages and coarse places."""

import pytest
from tests.factory import a_reading, a_report
from tests.unit.tell.siege import PRIVATE, PUBLIC, held

from dragoman.records import Place, Span
from dragoman.tell import Held, Shown
from dragoman.tell.people import Named, Person
from dragoman.tell.veil import Veil, pseudonym
from dragoman.tell.whereabouts import COARSE_M, coarse
from dragoman.world.gazetteer import apart_km

KEY = b"the secret of one record"
VEIL = Veil([Named((Person("Abu Ahmad", "resident"), Person("Sara al-Nasser", "witness")))], KEY)


@pytest.mark.parametrize(
    "text",
    [
        "Abu Ahmad left.",
        "ABU AHMAD left.",
        "abu-ahmad",
        "Abou\u00a0Ahmad’s house",
        "Abu\nAhmad",
        "He met Ali. Nasser fled.",
        "Mr. Nasser fled.",
        "Ahmad's neighbours; Sara wept",
    ],
)
def test_a_name_is_veiled_however_it_is_written(text: str) -> None:
    told = VEIL.words(text)
    assert "‹" in told
    assert "hmad" not in told.lower()
    assert "nasser" not in told.lower()


def test_pseudonyms_are_stable_in_one_record_and_differ_in_another() -> None:
    person = Person("Um Khaled", "resident")
    assert pseudonym(person, KEY) == pseudonym(Person("Umm Khaled", "resident"), KEY)
    assert pseudonym(person, KEY) != pseudonym(person, b"that of another")
    assert pseudonym(person, KEY).startswith("resident-")


def test_a_page_moves_spans_with_the_words() -> None:
    text = "Yesterday Abu Ahmad said that shells fell."
    page = VEIL.page(text)
    assert page.at(Span(29, 41)).of(page.text) == text[29:41]
    whole = page.at(Span(10, 19)).of(page.text)
    assert whole.startswith("‹resident-")
    assert page.at(Span(14, 17)).of(page.text) == whole  # a cut through the name takes all of it


def test_coarse_places_are_no_finer_than_a_town() -> None:
    fine = Place("p1", "Tariq al-Sadd", 32.61234, 36.10987, 300.0, "district", "SY", "Daraa", "neighbourhood", "pins")
    told = coarse(fine)
    assert (told.id, told.name, told.precision, told.radius_m) == ("", "‹a place in Daraa›", "town", 5000.0)
    assert (told.lat, told.lon) == (32.6, 36.1)
    province = Place("p2", "Daraa", 32.6, 36.1, 60_000.0, "province", "SY", "Daraa", "admin1", "")
    assert coarse(province) == province


def test_a_coarse_place_is_called_after_its_province_or_country() -> None:
    def called(country: str | None, admin1: str | None) -> str:
        return coarse(Place("p", "The Mill", 1.0, 2.0, 300.0, "exact", country, admin1)).name

    assert called("SY", "06") == "‹a place in Daraa›"
    assert called("SD", None) == "‹a place in Sudan›"
    assert called(None, None) == "‹a place›"


def test_a_coarse_ring_still_holds_the_place() -> None:
    fine = Place("p", "The Mill", 12.3249, 33.0251, 1200.0, "exact", "SD", None)
    told = coarse(fine)
    assert told.lat is not None and told.lon is not None
    assert apart_km(12.3249, 33.0251, told.lat, told.lon) * 1000 + 1200 <= told.radius_m
    assert told.radius_m % COARSE_M == 0  # a ring of its own size would tell which place it is


def test_an_event_with_a_private_person_is_coarse_in_all_its_claims() -> None:
    shown = Shown(held())
    shelling = next(e for e in shown.events() if e.kind == "shelling")
    assert shelling.place
    assert shelling.place.radius_m >= 5000
    for finding_id in shelling.findings:
        place = shown.finding(finding_id).place.chosen
        assert place is None or place.radius_m >= 5000
        assert "Tariq" not in shown.evidence(shown.raw[finding_id])


def test_reveal_shows_everything_as_it_is() -> None:
    shown = Shown(held(), reveal=True)
    assert all(shown.finding(f) == f for f in shown.raw.values())
    assert any("Abu Ahmad" in shown.page(r.id).text for r in shown.source.reports())


def test_nothing_is_veiled_of_public_persons() -> None:
    shown = Shown(held())
    text = " ".join(shown.page(r.id).text for r in shown.source.reports())
    assert all(name in text for name in PUBLIC)
    assert not any(name in text for name in PRIVATE)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("/home/someone/desk/a.txt", "a.txt"),
        ("C:\\Users\\someone\\rows.jsonl, row 3", "rows.jsonl, row 3"),
        ("desk/a.txt", "desk/a.txt"),
    ],
)
def test_no_path_from_the_top_of_a_disk_is_shown(source: str, shown: str) -> None:
    report = a_report("Shells fell on Inkhil.", source=source)
    told = Shown(Held((a_reading(report, []),))).report(report.id)
    assert told is not None
    assert told.source == shown
