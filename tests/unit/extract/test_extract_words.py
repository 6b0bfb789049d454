"""Words and sentences: where they begin and end. Add a line to a table to test more."""

from __future__ import annotations

import pytest

from dragoman.extract.tags import shape
from dragoman.text import flat, name_key, sentences, words

WORDS = [
    ("The army shelled Dara'a.", "The|army|shelled|Dara'a|."),
    ("Dar‘a al-Balad fell.", "Dar‘a|al-Balad|fell|."),
    ("the town's mayor", "the|town|'s|mayor"),
    ("the rebels' hands", "the|rebels'|hands"),
    ("1,200 people; 4.5 km", "1,200|people|;|4.5|km"),
    ("the 5th division", "the|5th|division"),
    ("a 3-day truce", "a|3-day|truce"),
    ("an air-strike, re-opened", "an|air-strike|,|re-opened"),
    ("at 10:30 a.m.", "at|10:30|a.m."),
    ("“Leave now,” he said…", "“|Leave|now|,|”|he|said|…"),
    ("wait...", "wait|..."),
    ("الجيش قصف درعا", "الجيش|قصف|درعا"),
]

SENTENCES = [
    ("Rebels fled. The army came.", ["Rebels fled.", "The army came."]),
    ("Gen. Otero spoke. He left.", ["Gen. Otero spoke.", "He left."]),
    ("The U.N. envoy left.", ["The U.N. envoy left."]),
    ("It cost 4.5 million.", ["It cost 4.5 million."]),
    ("George W. Bush spoke.", ["George W. Bush spoke."]),
    ("A title\nThe first sentence.", ["A title", "The first sentence."]),
    ("One paragraph\n\nAnother one.", ["One paragraph", "Another one."]),
    ("“They shot at us.” He fled.", ["“They shot at us.”", "He fled."]),
    ("Who fired? Nobody knows!", ["Who fired?", "Nobody knows!"]),
    ("It fell on Jan. 5 in the east.", ["It fell on Jan. 5 in the east."]),
    ("نفى الجيش ذلك. وقال السكان غير ذلك؟ نعم", ["نفى الجيش ذلك.", "وقال السكان غير ذلك؟", "نعم"]),
    (
        "a patrol was ambushed near the coffee mill at dawn. the guerrillas then set two lorries on fire and withdrew "
        "to the hills. army sources said that a corporal was wounded in the exchange.",
        [
            "a patrol was ambushed near the coffee mill at dawn.",
            "the guerrillas then set two lorries on fire and withdrew to the hills.",
            "army sources said that a corporal was wounded in the exchange.",
        ],
    ),
    ("   ", []),
]

KEYS = [
    ("Dar‘ā", "dara"),
    ("Dara'a", "daraa"),
    ("al-Balad", "al balad"),
    ("Tell  Shihab", "tell shihab"),
    ("N'Djaména", "ndjamena"),
]

SHAPES = [("Daraa", "Aa"), ("UN", "A"), ("town", "a"), ("12", "0"), ("5th", "a0"), ("al-Balad", "a-")]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(text: str, expected: str) -> None:
    assert [s.of(text) for s in words(text)] == expected.split("|")


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [s.of(text) for s in sentences(text)] == expected


@pytest.mark.parametrize(("name", "expected"), KEYS)
def test_name_keys(name: str, expected: str) -> None:
    assert name_key(name) == expected


@pytest.mark.parametrize("text", ["DARAA", "Dar’a – al‑Balad", "٢٥ قتيلا", "İstanbul ẞ"])
def test_flat_text_is_as_long_as_it_was(text: str) -> None:
    assert len(flat(text)) == len(text)


@pytest.mark.parametrize(("word", "expected"), SHAPES)
def test_shapes(word: str, expected: str) -> None:
    assert shape(word) == expected
