"""The place of an act comes from the claim's own words, else from what surrounds it, and says so."""

from __future__ import annotations

import pytest

from dragoman.identify.directions import directed
from dragoman.identify.places import gazetted, places_of_claims
from dragoman.records import Choice, Claim, Maker, Mention, Place, Report, Role, Span, Stance
from dragoman.text import name_key
from dragoman.world.gazetteer import gazetteer

MAKER = Maker("test", "1")


def report(text: str, title: str | None = None) -> Report:
    return Report("r", text, "", "", "utf-8", "en", title=title)


def claim(text: str, words: str, *roles: tuple[Role, str]) -> Claim:
    at = text.index(words)
    evidence = Span(at, at + len(words))
    mentions = tuple(Mention(role, Span(text.index(m, at), text.index(m, at) + len(m)), m) for role, m in roles)
    return Claim("c", "r", "x", Span(at, at + 1), evidence, mentions, (), Stance("occurred", ()), 1.0, MAKER)


def placed(text: str, words: str, *roles: tuple[Role, str], title: str | None = None) -> Choice[Place]:
    return places_of_claims(report(text, title), [claim(text, words, *roles)])["c"]


OWN = [
    ("Syria saw war. Jets bombed Homs on Friday.", "Jets bombed Homs on Friday", (), "Homs"),
    ("Russia said jets bombed Homs in Syria.", "Russia said jets bombed Homs in Syria", (("actor", "Russia"),), "Homs"),
    ("Fighters left Homs for Idlib in Syria.", "Fighters left Homs for Idlib in Syria",
     (("origin", "Homs"), ("destination", "Idlib")), "Homs"),
    ("Fighters came by bus to Idlib in Syria.", "Fighters came by bus to Idlib", (("destination", "Idlib"),), "Idlib"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "roles", "name"), OWN)
def test_the_claims_own_words(text: str, words: str, roles: tuple[tuple[Role, str], ...], name: str) -> None:
    choice = placed(text, words, *roles)
    assert choice.chosen is not None
    assert not choice.inferred
    assert choice.mention is not None
    assert choice.mention.of(text) == name


def test_the_nearest_earlier_place_is_inferred() -> None:
    text = "Jets flew over Homs in Syria.\nLater they bombed Hama. Nine people died there."
    choice = placed(text, "Nine people died there")
    assert choice.inferred
    assert "before" in choice.reason
    assert choice.mention is not None
    assert choice.mention.of(text) == "Hama"


def test_the_seat_of_talks_abroad_is_not_the_place_of_a_battle() -> None:
    text = "Envoys met in Geneva. War goes on in Homs, Hama and Aleppo in Syria. Forty people died."
    choice = placed(text, "Forty people died")
    assert choice.chosen is not None
    assert choice.chosen.country == "SY"


def test_no_place_named_abstains() -> None:
    choice = placed("The army attacked. Nine people died.", "Nine people died")
    assert choice.chosen is None
    assert choice.reason


def test_a_direction_shifts_an_area_but_not_a_town() -> None:
    syria = Place("country:SY", "Syria", 35.0, 38.0, 280_000, "country", "SY", None, "country")
    north = directed(syria, "northern")
    assert north.lat is not None
    assert north.lat > 36
    assert north.precision == "province"
    assert north.radius_m < syria.radius_m
    town = Place("x", "Homs", 34.7, 36.7, 8_000, "town", "SY")
    assert directed(town, "northern") is town


def test_a_direction_goes_by_the_towns_that_lie_there() -> None:
    congo = gazetteer().country("CD")
    assert congo is not None
    east = directed(congo.place(), "eastern", gazetteer(), "DRC")
    assert east.lon is not None
    assert east.lon > 27
    assert east.name.startswith("eastern")


def test_the_title_gives_a_place_but_no_words_of_the_text() -> None:
    choice = placed(
        "Two bombs hit the hotel. Nine people died.", "Nine people died", title="Bombs in Mogadishu, Somalia"
    )
    assert choice.chosen is not None
    assert choice.chosen.country == "SO"
    assert choice.mention is None
    assert choice.inferred
    assert "title" in choice.reason


POINTED = [
    ("Fighting went on in Iraq. A bomb went off in the Iraqi capital on Friday.", "Iraqi capital", "Baghdad"),
    ("Jets bombed Homs in Syria. Nine died in the city.", "the city", "Homs"),
    ("Rockets fell in Daraa province, Syria. Nine died in the province.", "the province", "Daraa"),
    ("Syria moved troops. Rebels in Homs and Hama were bussed to the north.", "the north", "northern Syria"),
]


@pytest.mark.parametrize(("text", "words", "name"), POINTED)
def test_words_that_point_to_a_place(text: str, words: str, name: str) -> None:
    (found,) = [n for n in gazetted(report(text)).named if n.form == "pointing"]
    assert found.toponym.span.of(text) == words
    assert name_key(found.place.name) == name_key(name)


def test_a_capital_that_speaks_is_no_battlefield() -> None:
    text = "Militias shelled Tripoli and Misrata in Libya. Moscow denied sending them arms. Nine people died."
    choice = placed(text, "Nine people died")
    assert choice.chosen is not None
    assert choice.chosen.country == "LY"


def test_rivals_are_ranked_and_give_reasons() -> None:
    choice = placed("Syria saw war. Jets bombed Homs and then Hama.", "Jets bombed Homs and then Hama")
    assert choice.candidates
    assert all(c.reason for c in choice.candidates)
