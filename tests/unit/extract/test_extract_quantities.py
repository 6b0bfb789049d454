"""How many, of what: bounds that the words allow. Add a line to a table to test more."""

from __future__ import annotations

import pytest
from tests.reading import claims, covered, sentence

from dragoman.extract.quantities import amounts

# Sentence, then the words, bounds and "about" mark of each number expression.
BOUNDS = [
    ("The shelling killed three people.", [("three", 3, 3, False)]),
    ("At least 15 people were killed.", [("At least 15", 15, None, False)]),
    ("More than 1,000 people fled.", [("More than 1,000", 1000, None, False)]),
    ("Up to 40 civilians died.", [("Up to 40", None, 40, False)]),
    ("As many as 40 civilians died.", [("As many as 40", None, 40, False)]),
    ("Fewer than 50 fighters remain.", [("Fewer than 50", None, 50, False)]),
    ("No fewer than six people died.", [("No fewer than six", 6, None, False)]),
    ("About 300 fighters left.", [("About 300", 300, 300, True)]),
    ("Some 300 fighters left.", [("Some 300", 300, 300, True)]),
    ("Nearly 300 fighters left.", [("Nearly 300", 300, 300, True)]),
    ("10 to 12 people were killed.", [("10 to 12", 10, 12, False)]),
    ("Police said between 20 and 30 people were killed.", [("between 20 and 30", 20, 30, False)]),
    ("Twenty-five rebels were arrested.", [("Twenty-five", 25, 25, False)]),
    ("Two million people fled.", [("Two million", 2e6, 2e6, False)]),
    ("4,500 people fled.", [("4,500", 4500, 4500, False)]),
    ("1.2 million people fled.", [("1.2 million", 1.2e6, 1.2e6, False)]),
    ("A civilian was killed.", [("A", 1, 1, False)]),
    ("No one was hurt.", [("No one", 0, 0, False)]),
    ("Several thousand people fled.", [("Several thousand", 3000, None, True)]),
    ("A dozen soldiers were captured.", [("A dozen", 12, 12, True)]),
    ("Between 20 and 30 people were killed.", [("Between 20 and 30", 20, 30, False)]),
    ("One hundred and twenty people fled.", [("One hundred and twenty", 120, 120, False)]),
    ("Rebels handed over two tanks.", [("two", 2, 2, False)]),
    ("Over two hundred people fled.", [("Over two hundred", 200, None, False)]),
]

VAGUE = [
    ("Dozens of people were wounded.", [("Dozens", 12, None, True)]),
    ("Scores were injured.", [("Scores", 20, None, True)]),
    ("Several soldiers were killed.", [("Several", 3, None, True)]),
    ("Hundreds of people fled.", [("Hundreds", 100, None, True)]),
    ("Thousands of people fled.", [("Thousands", 1000, None, True)]),
    ("Tens of thousands of residents fled.", [("Tens of thousands", 10_000, None, True)]),
    ("Hundreds of thousands of people fled.", [("Hundreds of thousands", 100_000, None, True)]),
    ("They killed many people.", [("many", 3, None, True)]),
]

NOT_COUNTS = [
    "They were killed on 12 May 2018.",
    "The army shelled the town in 2011.",
    "Gunmen shot the teacher Ola Brand, 41, in the street.",
    "They fired at 14 Nile Street and at 7 Old Mill Lane.",
    "They left at 10:30 a.m.",
    "The 5th division attacked.",
    "The army shelled the town.",
]

# Sentence, then (kind, words) of the quantities of its claims.
KINDS = [
    ("The army shelled the town, killing three people and wounding nine.", {("killed", "three"), ("injured", "nine")}),
    ("Police arrested 12 people in the port.", {("arrested", "12")}),
    ("Gunmen kidnapped 12 people in the port.", {("abducted", "12")}),
    ("Gunmen took nine worshippers hostage in the port.", {("abducted", "nine")}),
    ("The army carried out 12 air strikes on the hills.", {("airstrikes", "12")}),
    ("The army captured two villages on Monday.", {("towns", "two")}),
    ("Six buses left the town with fighters.", {("buses", "Six")}),
    ("Rebels control 35 percent of the province.", {("share_of_territory", "35 percent")}),
    ("About 9,000 people fled the town.", {("displaced", "About 9,000")}),
    ("Nine people were killed and six wounded in the shelling.", {("killed", "Nine"), ("injured", "six")}),
    ("Dozens of fighters attacked the garrison.", {("fighters", "Dozens")}),
    ("Ten people, including three children, were killed in the raid.", {("killed", "Ten"), ("killed", "three")}),
    ("The strike killed 3 and injured 14.", {("killed", "3"), ("injured", "14")}),
    ("The army shelled the town for three days.", set()),
    ("At least three people were killed in the shelling.", {("killed", "At least three")}),
    ("More than 15 rebels surrendered on Monday.", {("fighters", "More than 15")}),
    (
        "A shell hit a bus, killing at least 23 people, including six children, and wounding 41.",
        {("killed", "at least 23"), ("killed", "six"), ("injured", "41")},
    ),
    (
        "The raid killed nine people, among them two nurses and a boy, and injured four.",
        {("killed", "nine"), ("killed", "two"), ("killed", "a"), ("injured", "four")},
    ),
    ("Rebels released 40 prisoners.", {("released", "40")}),
    ("Gunmen kidnapped 12 students.", {("abducted", "12")}),
]

AGGREGATES = [
    ("The army carried out 12 air strikes on the hills.", True),
    ("The army captured two villages on Monday.", True),
    ("More than 500 people have been killed since March.", True),
    ("A shell killed three people in the market.", False),
    ("The army captured the village on Monday.", False),
]


@pytest.mark.parametrize(("text", "expected"), [*BOUNDS, *VAGUE])
def test_bounds(text: str, expected: list[tuple[str, float | None, float | None, bool]]) -> None:
    s = sentence(text)
    assert [(covered(s, a.start, a.end), a.low, a.high, a.approximate) for a in amounts(s)] == expected


@pytest.mark.parametrize("text", NOT_COUNTS)
def test_numbers_that_count_nothing(text: str) -> None:
    assert amounts(sentence(text)) == []


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_what_is_counted(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(q.kind, q.words) for c in claims(text) for q in c.quantities} == expected


@pytest.mark.parametrize(("text", "expected"), AGGREGATES)
def test_totals_over_many_acts(text: str, expected: bool) -> None:
    assert any(c.aggregate for c in claims(text)) is expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The army evacuated 40 of its wounded soldiers.", "wounded soldiers"),
        ("Buses took 237 of their relatives to the north.", "relatives"),
        ("Rebels handed over two tanks.", "tanks"),
    ],
)
def test_a_unit_is_told_without_whose_it_is(text: str, unit: str) -> None:
    assert unit in [q.unit for claim in claims(text) for q in claim.quantities]
