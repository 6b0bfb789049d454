"""Who a mention stands for, as a table of (words, day, actor id or kind, what the choice must be)."""

from __future__ import annotations

from collections import Counter

import pytest

from dragoman import world
from dragoman.identify.actors import ActorIndex, _Context

SYRIA, YEMEN, SUDAN = Counter({"SY": 3}), Counter({"YE": 3}), Counter({"SD": 4})
CHOICES = [
    ("Hezbollah fighters", Counter({"LB": 2}), "2020-01-01", "armed_group|party", "hezbollah"),
    ("RSF fighters", SUDAN, "2023-06-01", "paramilitary|armed_group", "rapid"),
    ("Houthi rebels", YEMEN, "2020-01-01", "armed_group", "ansar allah|houthi"),
    ("Syrian forces", SYRIA, "2018-06-01", "military", "syrian"),
    ("the army", SYRIA, "2018-06-01", "military", "syrian"),
    ("regime forces", SYRIA, "2018-06-01", "military", "syrian"),
    ("government troops", SYRIA, "2018-06-01", "military", "syrian"),
    ("Russia", SYRIA, "2018-06-01", "state", "russia"),
    ("Russian", SYRIA, "2018-06-01", "state", "russia"),
]
LABELS = ["rebels", "militants", "terrorists", "insurgents", "gunmen", "fighters"]


@pytest.fixture(scope="module")
def index() -> ActorIndex:
    return ActorIndex(world.load())


@pytest.mark.parametrize(("words", "countries", "day", "kinds", "names"), CHOICES)
def test_who_a_mention_stands_for(
    index: ActorIndex, words: str, countries: Counter[str], day: str, kinds: str, names: str
) -> None:
    chosen = index.choose(words, _Context(countries, day)).chosen
    assert chosen is not None
    assert chosen.kind in kinds.split("|")
    assert any(name in chosen.name.lower() for name in names.split("|")), chosen.name


def test_labels_of_one_country_are_one_provisional_actor(index: ActorIndex) -> None:
    ids = {index.choose(f"the {label}", _Context(SYRIA, None)).chosen for label in LABELS}
    assert len(ids) == 1


def test_a_group_that_no_list_knows_is_provisional_and_bound_to_its_country(index: ActorIndex) -> None:
    here = index.choose("the Green Falcons", _Context(SYRIA, None)).chosen
    there = index.choose("the Green Falcons", _Context(SUDAN, None)).chosen
    assert here is not None
    assert there is not None
    assert here.provisional
    assert here.id != there.id


def test_it_abstains_where_no_country_stands_out(index: ActorIndex) -> None:
    choice = index.choose("the army", _Context(Counter({"SY": 2, "JO": 2}), None))
    assert choice.chosen is None
    assert "no one country" in choice.reason


def test_an_acronym_in_small_letters_is_a_word(index: ActorIndex) -> None:
    choice = index.choose("is", _Context(SYRIA, None))
    assert choice.chosen is None or "Islamic" not in choice.chosen.name


def test_the_reason_reads_aloud(index: ActorIndex) -> None:
    assert "Hezbollah" in index.choose("Hezbollah fighters", _Context(Counter(), None)).reason
