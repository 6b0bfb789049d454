"""Passages: whole sentences that fit, words that re-read, and names for sides that the reader cannot tell apart."""

from __future__ import annotations

import pytest

from dragoman.extract.passages import PIECES, capitals, evened, passages

SENTENCE = "Rebels shelled the port of Karel at dawn."


def test_passages_hold_whole_sentences_and_every_word_re_reads() -> None:
    text = " ".join([SENTENCE] * 40)
    found = list(passages(text, len))
    assert [w for p in found for w in p.words] == [s.of(text) for p in found for s in p.spans]
    assert len(found) > 1 and all(sum(map(len, p.words)) <= PIECES for p in found)
    assert all(p.words[s] == "Rebels" for p in found for s in p.sentences)


def test_a_sentence_without_end_is_cut_where_it_no_longer_fits() -> None:
    text = "bombs and " * 60
    found = list(passages(text, len))
    assert len(found) > 1 and sum(len(p.words) for p in found) == 120


def test_a_word_knows_its_sentence() -> None:
    (passage,) = passages(f"{SENTENCE} {SENTENCE}", lambda word: 1)
    assert passage.sentence_of(1) == (0, 9) and passage.sentence_of(10) == (9, 18)


@pytest.mark.parametrize(
    "side", ["terrorists", "militants", "fighters", "insurgents", "jihadists", "bandits", "mercenaries", "Takfiris"]
)
def test_who_was_called_what_is_not_seen(side: str) -> None:
    assert evened(["The", side, "left"]) == evened(["The", "rebels", "left"])


def test_a_regime_is_read_as_a_government() -> None:
    assert evened("the regime and its foes".split()) == "the government and its foes".split()
    assert evened("the occupation of the valley".split()) == "the occupation of the valley".split()


@pytest.mark.parametrize(
    "name", ["regime forces", "the army", "occupation troops", "the government forces", "army soldiers"]
)
def test_a_name_for_a_side_is_one_word_in_one_place(name: str) -> None:
    text = f"At dawn {name} shelled the port of Karel."
    (passage,) = passages(text, lambda word: 1)
    assert evened(passage.words) == "At dawn army shelled the port of Karel .".split()
    assert passage.words[2] == name == passage.spans[2].of(text)


def test_freedom_fighters_are_fighters() -> None:
    (one,) = passages("The freedom fighters fled.", lambda word: 1)
    (other,) = passages("The terrorists fled.", lambda word: 1)
    assert evened(one.words) == evened(other.words) == ["The", "fighters", "fled", "."]


def test_capitals_say_nothing_where_all_words_have_them() -> None:
    assert capitals(["Rebels", "left", "the", "town", "of", "Karel"]) == [1, 0, 0, 0, 0, 1]
    assert capitals(["REBELS", "LEFT", "TOWN"]) == [0, 0, 0]
