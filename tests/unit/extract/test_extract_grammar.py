"""Tags, verb groups, noun phrases and clauses of English sentences. Add a line to a table to test more."""

from __future__ import annotations

import pytest
from tests.reading import covered, names, sentence

from dragoman.extract.clauses import clauses
from dragoman.extract.grammar import with_of

# Sentence, then word/tag pairs that must be in it.
TAGS = [
    ("The army shelled the town.", "army/NN shelled/VBD town/NN"),
    ("Rebels never left.", "Rebels/NNS never/RB left/VBD"),
    ("Militants shot two teachers.", "Militants/NNS shot/VBD two/CD teachers/NNS"),
    ("Residents will not be allowed to leave.", "will/MD not/RB be/VB allowed/VBN to/TO leave/VB"),
    ("The shelling killed three.", "shelling/NN killed/VBD three/CD"),
    ("Russia bombed Idlib on Monday.", "Russia/NNP bombed/VBD Idlib/NNP on/IN"),
    ("Gunmen who fled were caught.", "who/WP fled/VBD were/VBD caught/VBN"),
    ("The army withdrew after terrorists left.", "terrorists/NNS left/VBD"),
    ("Some 300 terrorists surrendered to the army.", "surrendered/VBD"),
    ("Rebels handed over two tanks.", "over/RP"),
    ("They are shelling the camp.", "They/PRP are/VBP shelling/VBG"),
]

# Sentence, then each verb group with its marks: finite, infinitive, passive, negated, perfect, progressive, past,
# a modal's word, or the tag of a bare participle.
VERBS = [
    ("The army shelled the town.", [("shelled", "finite past")]),
    ("The army had been shelling the town.", [("had been shelling", "finite perfect progressive past")]),
    ("Rebels were not evacuated.", [("were not evacuated", "finite passive negated past")]),
    ("The truce might have failed.", [("might have failed", "finite might perfect")]),
    (
        "Residents will not be allowed to leave.",
        [("will not be allowed", "finite will passive negated"), ("to leave", "infinitive")],
    ),
    ("Mortars fell, wounding nine people.", [("fell", "finite past"), ("wounding", "VBG")]),
    ("Rebels never left.", [("left", "finite negated past")]),
    ("Dozens agreed to hand over weapons.", [("agreed", "finite past"), ("to hand", "infinitive")]),
    ("Armed men stormed the besieged town.", [("stormed", "finite past")]),
    ("The wounded were brought to a clinic.", [("were brought", "finite passive past")]),
    ("The army is shelling the camp.", [("is shelling", "finite progressive")]),
    ("The shelling killed three.", [("killed", "finite past")]),
    ("According to police, gunmen fled.", [("fled", "finite past")]),
]

NOUNS = [
    ("The Syrian army's 5th division attacked 20 villages.", "The Syrian army 's 5th division|20 villages"),
    ("Dozens of fighters agreed to leave.", "Dozens|fighters"),
    ("They shelled about 20 villages.", "They|about 20 villages"),
    ("Armed men stormed the besieged town.", "Armed men|the besieged town"),
    ("The wounded were brought to a clinic.", "The wounded|a clinic"),
    ("The shelling killed three.", "The shelling|three"),
    ("On Thursday Syrian forces left.", "Thursday|Syrian forces"),
    ("The army shelled the town last year.", "The army|the town|last year"),
    ("More than 50 rebels left.", "50 rebels"),
]

OF_TAILS = [
    ("Dozens of fighters left.", "Dozens of fighters"),
    ("Residents of the town fled.", "Residents of the town"),
    ("Residents fled.", "Residents"),
]

# Sentence, then (words, link, parent, subject) of each clause.
CLAUSES = [
    (
        "Rebels burned three trucks near the ford -- a tanker exploded later.",
        [
            ("Rebels burned three trucks near the ford", "root", None, "Rebels"),
            ("a tanker exploded later", "coord", 0, "a tanker"),
        ],
    ),
    (
        "Rebels who had fled the town returned on Monday.",
        [
            ("who had fled the town", "rel", None, "Rebels"),
            ("Rebels who had fled the town returned on Monday", "resume", None, "Rebels"),
        ],
    ),
    (
        "The deadline for them to leave has expired.",
        [("The deadline for them to leave has expired", "root", None, "The deadline")],
    ),
    ("The army agreed to withdraw.", [("The army agreed to withdraw", "root", None, "The army")]),
    (
        "The army shelled the town and rebels fired back.",
        [("The army shelled the town", "root", None, "The army"), ("rebels fired back", "coord", 0, "rebels")],
    ),
    (
        "Police said that gunmen had attacked the village.",
        [("Police said", "root", None, "Police"), ("gunmen had attacked the village", "comp", 0, "gunmen")],
    ),
    (
        "The army shelled the town, killing three people.",
        [("The army shelled the town", "root", None, "The army"), ("killing three people", "part", 0, "The army")],
    ),
    (
        "Three people died when a mine went off.",
        [("Three people died", "root", None, "Three people"), ("when a mine went off", "when", 0, "a mine")],
    ),
    (
        "If the rebels refuse, the army will storm the quarter.",
        [
            ("If the rebels refuse", "if", None, "the rebels"),
            ("the army will storm the quarter", "coord", 0, "the army"),
        ],
    ),
    (
        "The mayor told Reuters he had counted nine bodies.",
        [("The mayor told Reuters", "root", None, "The mayor"), ("he had counted nine bodies", "comp", 0, "he")],
    ),
    (
        "Gunmen attacked the convoy and fled.",
        [("Gunmen attacked the convoy", "root", None, "Gunmen"), ("fled", "coord", 0, "Gunmen")],
    ),
    (
        "The truce collapsed after rebels fired on a bus.",
        [("The truce collapsed", "root", None, "The truce"), ("after rebels fired on a bus", "after", 0, "rebels")],
    ),
    (
        "Residents fled because the army shelled the camp.",
        [
            ("Residents fled", "root", None, "Residents"),
            ("because the army shelled the camp", "because", 0, "the army"),
        ],
    ),
    (
        "80 air raids within hours, the monitor said.",
        [("80 air raids within hours", "root", None, "80 air raids"), ("the monitor said", "coord", 0, "the monitor")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TAGS)
def test_tags(text: str, expected: str) -> None:
    s = sentence(text)
    found = {f"{word}/{tag}" for word, tag in zip(s.words, s.tags, strict=True)}
    assert set(expected.split()) <= found


def _marks(verb: object) -> set[str]:
    on = {
        m for m in ("finite", "infinitive", "passive", "negated", "perfect", "progressive", "past") if getattr(verb, m)
    }
    return on | {m for m in (verb.modal, verb.participle) if m}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("text", "expected"), VERBS)
def test_verb_groups(text: str, expected: list[tuple[str, str]]) -> None:
    s = sentence(text)
    assert [(covered(s, v.start, v.end), _marks(v)) for v in s.verbs] == [(w, set(m.split())) for w, m in expected]


@pytest.mark.parametrize(("text", "expected"), NOUNS)
def test_noun_phrases(text: str, expected: str) -> None:
    s = sentence(text)
    assert [covered(s, n.start, n.end) for n in s.nouns] == expected.split("|")


@pytest.mark.parametrize(("text", "expected"), OF_TAILS)
def test_a_noun_phrase_with_its_tail(text: str, expected: str) -> None:
    s = sentence(text)
    whole = with_of(s, s.nouns[0])
    assert covered(s, whole.start, whole.end) == expected


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses(text: str, expected: list[tuple[str, str, int | None, str]]) -> None:
    s = sentence(text)
    found = [
        (covered(s, c.start, c.end), c.link, c.parent, covered(s, c.subject.start, c.subject.end) if c.subject else "")
        for c in clauses(s, names().saying)
    ]
    assert found == expected
