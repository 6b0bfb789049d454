"""Which acts a sentence tells: one a clause, what governs, harm joined to its act. Add a line to a table to test more."""

from __future__ import annotations

import pytest
from tests.factory import a_report, a_span
from tests.reading import claims, reader

# Text, then the kinds of its claims in order.
ACTS = [
    ("The army shelled the town.", "shelling"),
    ("The army shelled the town and rebels fired back.", "shelling armed_clash"),
    ("The army urged the rebels to withdraw.", "appeal"),
    ("The army vowed to retake the town.", "vow"),
    ("The rebels agreed to withdraw from the hill.", "agreement"),
    ("The army threatened to shell the town.", "threat"),
    ("The army warned that it would strike the town.", "warning"),
    ("Police said that gunmen had abducted two nurses.", "abduction"),
    ("The army denied that it had shelled the town.", "shelling"),
    ("Commanders who refuse will have to leave for the island.", "term"),
    ("Turkey, which backs the rebels, shelled the town.", "backing shelling"),
    ("The army has again pounded the rebels in the quarter, the last pocket of militancy.", "shelling"),
    ("The assault enters its fourth week.", ""),
    ("The West called that peace.", ""),
    ("Its men take no part in combat.", ""),
    ("The army took no part in the attack on the mill.", "denial"),
    ("The striker shot wide in the second half.", ""),
    ("The storm hit the coast on Monday.", ""),
    ("A market opened in the town.", ""),
    ("The base holds weapons that rebels surrendered.", "surrender_of_arms"),
    ("The rebels surrendered their rifles.", "surrender_of_arms"),
    ("The rebels fought side-by-side with the army for years.", "backing"),
    ("The rebels fought side by side with the army.", "backing"),
    ("The rebels, whom the army attacked on Monday, left the hill.", "armed_clash departure"),
    ("It is taking place in the demilitarised zone that Norway and Chile negotiated.", "talks"),
    ("I have entered the town for the first time in years.", ""),
    ("The army recaptured the town on Friday. Ten soldiers were killed in the town.", "territory_regained casualties"),
    ("", ""),
]

# Text, kind, then the words of the claim's evidence.
HARM = [
    ("The army shelled the town, killing three people.", "shelling", "The army shelled the town, killing three people"),
    ("Three people died when a mine went off.", "remote_explosive", "Three people died when a mine went off"),
    ("A suicide bomber attacked the gate, wounding two guards.", "suicide_bombing", "A suicide bomber attacked the gate, wounding two guards"),
    ("Shelling killed three people in the market.", "shelling", "Shelling killed three people in the market"),
]  # fmt: skip

# Text, then the words of the evidence of each claim: attributions stay outside.
EVIDENCE = [
    ("Rebels shelled the town, an army spokesman told Reuters.", ["Rebels shelled the town"]),
    ("Police said that gunmen had attacked the village.", ["gunmen had attacked the village"]),
    ("Rebels shelled the town, according to the mayor.", ["Rebels shelled the town"]),
    ("“The army shelled us,” a resident said.", ["The army shelled us"]),
    ("According to the mayor, rebels shelled the town.", ["rebels shelled the town"]),
    (
        "Those who had fled the town surrendered to the army.",
        ["who had fled the town", "Those who had fled the town surrendered to the army"],
    ),
    ("The army shelled the town and rebels fired back.", ["The army shelled the town", "rebels fired back"]),
    ("The army will withdraw provided that rebels leave.", ["The army will withdraw", "rebels leave"]),
    (
        "The talks started on Tuesday, a day after the two sides exchanged fire.",
        ["The talks started on Tuesday", "the two sides exchanged fire"],
    ),
    (
        "Norland is mediating a deal, in which rebels who reject it will have to leave the region.",
        ["Norland is mediating a deal", "will have to leave the region"],
    ),
    (
        "Troops reached the hills, which are under the control of rebels.",
        ["Troops reached the hills", "the hills, which are under the control of rebels"],
    ),
]

LABELS = [
    ("Terrorists shelled the town.", [("Terrorists", "hostile")]),
    ("Regime forces shelled the town.", [("Regime", "hostile")]),
    ("Freedom fighters shelled the town.", [("Freedom fighters", "favourable")]),
    ("The army shelled the town.", []),
]

ABOUT_AN_ACT = [
    ("Gunmen attacked the convoy. The army denied responsibility.", ["occurred", "denied"]),
]


@pytest.mark.parametrize(("text", "expected"), ACTS)
def test_acts(text: str, expected: str) -> None:
    assert [c.kind for c in claims(text)] == expected.split()


@pytest.mark.parametrize(("text", "kind", "evidence"), HARM)
def test_harm_is_told_with_its_act(text: str, kind: str, evidence: str) -> None:
    found = claims(text)
    assert [(c.kind, c.evidence.of(text)) for c in found] == [(kind, evidence)]
    assert {q.kind for c in found for q in c.quantities} & {"killed", "injured"}


@pytest.mark.parametrize(("text", "expected"), EVIDENCE)
def test_evidence(text: str, expected: list[str]) -> None:
    assert [c.evidence.of(text) for c in claims(text)] == expected


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_labels_are_noted(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(label.words, label.slant) for c in claims(text) for label in c.labels]
    assert [x for x in found if x[1] != "neutral"] == expected


@pytest.mark.parametrize(("text", "expected"), ABOUT_AN_ACT)
def test_a_denial_takes_the_kind_of_the_act_before_it(text: str, expected: list[str]) -> None:
    found = claims(text)
    assert [c.stance.status for c in found] == expected
    assert len({c.kind for c in found}) == 1


def test_other_languages_give_no_claims() -> None:
    assert reader().claims(a_report("الجيش قصف درعا", language="ar")) == ()


def test_reading_twice_gives_the_same_claims() -> None:
    text = "The army shelled the town, killing three people, police said."
    assert claims(text) == claims(text)
    assert len({c.id for c in claims(text)}) == len(claims(text))


def test_a_title_is_read_only_once() -> None:
    text = "Army shells town\nThe army shelled the town."
    found = reader().claims(a_report(text, title_span=a_span(text, "Army shells town")))
    assert [c.evidence.of(text) for c in found] == ["The army shelled the town"]


def test_byline_and_dateline_are_no_part_of_a_sentence() -> None:
    text = "By Omar Gununu\n\nMARSA HUMRAN, Zarqand (Corvane) - The army shelled the port."
    lines = {"byline": a_span(text, "By Omar Gununu"), "dateline": a_span(text, "MARSA HUMRAN, Zarqand (Corvane) -")}
    found = reader().claims(a_report(text, **lines))
    assert [c.evidence.of(text) for c in found] == ["The army shelled the port"]
    assert [[m.words for m in c.mentions] for c in found] == [["The army", "the port"]]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has yet claimed the attack.",
        "No group claimed responsibility.",
        "The army has not denied the accusation.",
    ],
)
def test_what_nobody_says_is_no_claim(text: str) -> None:
    told = claims(f"A bomb went off in the market on Monday. {text}")
    assert [c.kind for c in told] == ["remote_explosive"]
