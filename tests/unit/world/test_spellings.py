"""The spellings of a name that the world knows: a table that anybody can extend."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman import world
from dragoman.text import name_key
from dragoman.world.spellings import spellings

SAME = [
    ("Daraa", "درعا"), ("درعا", "Daraa"), ("Deraa", "درعا"), ("Daraa", "بدرعا"), ("Aleppo", "حلب"), ("Kyiv", "Київ"),
    ("Київ", "Kiev"), ("Khartoum", "الخرطوم"), ("Khartoum", "للخرطوم"), ("Deir ez-Zor", "دير الزور"),
    ("Hezbollah", "حزب الله"), ("حزب الله", "Hizbullah"), ("al-Qaida", "al-Qaeda"), ("Odesa", "Одеса"),
    ("الخرطوم", "Khartoum"),
]  # fmt: skip
OTHERS = [("Daraa", "Adhri'at"), ("حزب الله", "Zabol"), ("Syrian", "Syria"), ("Kyiv", "Kharkiv"), ("Aleppo", "Beroea")]
PLAIN = ["truce", "market", "of", "deal", "shells", "fled", ""]


@cache
def others(name: str) -> tuple[str, ...]:
    return spellings(world.load())(name)


@pytest.mark.parametrize(("name", "other"), SAME)
def test_a_name_has_its_other_spellings(name: str, other: str) -> None:
    assert name_key(other) in others(name)


@pytest.mark.parametrize(("name", "other"), OTHERS)
def test_another_name_is_no_spelling(name: str, other: str) -> None:
    assert name_key(other) not in others(name)


@pytest.mark.parametrize("word", PLAIN)
def test_plain_words_have_one_spelling(word: str) -> None:
    assert others(word) == ()
