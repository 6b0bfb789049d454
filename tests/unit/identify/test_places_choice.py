"""One joint choice per report: names settle each other, and what nothing bears out stays open."""

from __future__ import annotations

import pytest

from dragoman.identify.choose_place import choose_places
from dragoman.identify.toponyms import toponyms
from dragoman.records import Choice, Place

CHOSEN = [
    ("They live in Paris, Texas.", "Paris", "US"),
    ("Paris and Lyon lie in France.", "Paris", "FR"),
    ("Fighting spread from Tbilisi across Georgia and into Abkhazia.", "Georgia", "GE"),
    ("He drove from Atlanta, Ga., through Savannah, Georgia.", "Georgia", "US"),
    ("Aleppo, Hama and Tripoli were calm, Syrian and Lebanese officials said in Beirut.", "Tripoli", "LB"),
    ("Forces from Misrata and Benghazi met in Tripoli, Libya.", "Tripoli", "LY"),
    ("Rockets were fired from Gaza at Ashkelon in Israel.", "Gaza", "PS"),
]


def choices(text: str, **more: str) -> dict[str, Choice[Place]]:
    found = toponyms(text)
    chosen = choose_places(text, found, **more)  # type: ignore[arg-type]
    return {t.words: chosen[t.span] for t in found}


@pytest.mark.parametrize(("text", "name", "country"), CHOSEN)
def test_the_report_decides(text: str, name: str, country: str) -> None:
    place = choices(text)[name].chosen
    assert place is not None
    assert place.country == country


def test_a_bare_name_is_the_town_and_the_word_beside_it_the_province() -> None:
    town = choices("Shells fell on Aleppo in Syria.")["Aleppo"].chosen
    province = choices("Shells fell on Aleppo province in Syria.")["Aleppo"].chosen
    assert town is not None
    assert town.precision == "town"
    assert province is not None
    assert province.precision == "province"
    assert province.radius_m > 20_000


def test_the_outlets_country_weighs() -> None:
    at_home = choices("A man was hurt in Richmond on Friday.", outlet_country="GB")["Richmond"].chosen
    assert at_home is not None
    assert at_home.country == "GB"


def test_every_choice_has_a_reason_and_ranked_rivals() -> None:
    choice = choices("They live in Springfield, Illinois.")["Springfield"]
    assert "Illinois" in choice.reason
    scores = [c.score for c in choice.candidates]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0] <= 1


def test_what_no_gazetteer_knows_stays_open() -> None:
    choice = choices("They met near Himble Creek on Friday.")
    assert all(c.chosen is None and c.reason for c in choice.values())


def test_an_outlet_called_after_a_town_may_mean_any_town_of_that_name() -> None:
    text = "A fire broke out in Paris."
    plain, called = (choices(text, **more)["Paris"] for more in ({}, {"called": "www.theparisnews.com"}))
    share = [{c.value.country: c.score for c in choice.candidates[::-1]} for choice in (plain, called)]
    assert share[1]["FR"] < share[0]["FR"]
