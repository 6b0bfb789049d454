"""Who is private and who is public: a table that anybody can extend."""

import re

import pytest
from tests.factory import a_claim as claim
from tests.factory import a_finding, a_report, an_outlet

from dragoman.tell.people import named
from dragoman.tell.veil import Veil

KEY = b"test"

PRIVATE = [
    ("Abu Samir, a resident of Tel Sarir, was threatened.", ["Abu Samir"]),
    ("Um Khaled, the wife of a general, fled.", ["Um Khaled"]),
    ("Homs resident Jaber al-Ruwaydi lost his home.", ["Jaber al-Ruwaydi"]),
    ("Villager Anas Tubaji, 24, was hurt.", ["Anas Tubaji"]),
    ("The 11-year-old boy Nadim al-Sabbar was arrested.", ["Nadim al-Sabbar"]),
    ("A witness in Homs, Sara Nasser, saw it.", ["Sara Nasser"]),
    ("Rima Yusuf Dar'as, aged 9, was killed by a shell.", ["Rima Yusuf Dar'as"]),
    ("“They fired,” said Ivan Petrov, a teacher who survived.", ["Ivan Petrov"]),
    ("Mrs Sabah Nour wept.", ["Sabah Nour"]),
    ("Abu Samir, a resident whose brother is a commander, spoke.", ["Abu Samir"]),
    ("The farmer Tulio Marquina left home.", ["Tulio Marquina"]),
    ("Una vecina, Leila H., contó por teléfono.", ["Leila H"]),
    ("قال أبو سمير من سكان المدينة إن القصف مستمر", ["أبو سمير"]),
]
PUBLIC = [
    "Karim al Dawsari, spokesman for the committee, said talks failed.",
    "General Haydar said the town was theirs.",
    "President Bashar al Assad denied it.",
    "The mayor, Julio Barrantes, called it a crime.",
    "The commander of the rebels, Abu Omar, said so.",
    "Rebel commander Abu Hassan said so. Abu Hassan left.",
    "Volodymyr Zelensky, Ukraine's president, spoke.",
]
NOBODY = [
    "In Aleppo, a resident said shells fell.",
    "On Sunday, 24 June, troops advanced.",
    "He flew to Abu Dhabi. The Abu Sayyaf has freed sailors.",
    "The group reached the Abu al-Shamat crossing.",
    "Protests in Abu Kamal went on.",
    "Syrian residents fled. Local Nuba residents helped them.",
    "Acordaron con Francia, aliada de Bamako, una tregua en la zona del lago.",
    "Children fell ill in DR Congo, media said.",
    "The River Valley Network, a group of local activists, has spoken.",
    "لم يعرف إن كانت الشاحنات محلية أم أجنبية",
]


@pytest.mark.parametrize(("text", "expected"), PRIVATE)
def test_private_persons_are_found(text: str, expected: list[str]) -> None:
    assert [p.name for p in named(a_report(text)).private] == expected


@pytest.mark.parametrize("text", [*PUBLIC, *NOBODY])
def test_public_persons_and_others_are_not_veiled(text: str) -> None:
    found = named(a_report(text))
    assert found.private == ()
    assert Veil([found], KEY).words(text) == text


@pytest.mark.parametrize(
    ("victim", "found"),
    [
        ("Ahmed Khalil", ["Ahmed Khalil"]),
        ("Syrian soldiers", []),
        ("residents of Deir Ezzor", []),
        ("President Rafic Hariri", []),
        ("White Helmets", []),
        ("ISIS", []),
    ],
)
def test_a_victim_is_private_unless_public(victim: str, found: list[str]) -> None:
    report = a_report(f"Shells killed {victim} on Tuesday.")
    finding = a_finding(claim(report, "killed", kind="killing", victim=victim), place=None)
    assert [p.name for p in named(report, [finding]).private] == found


def test_parts_of_a_name_are_veiled_where_they_stand_alone() -> None:
    text = "Resident Sara Nasser wept. Nasser's son fled. In 1960 Gamal Nasser ruled Egypt. Ms Nasser stayed."
    told = Veil([named(a_report(text))], KEY).words(text)
    assert told.count("‹resident-") == 3
    assert "Gamal Nasser" in told


def test_a_name_that_is_public_elsewhere_in_the_report_is_spared() -> None:
    text = "Homs resident Jaber al-Ruwaydi fled. Ruwaydi, the prime minister, spoke."
    told = Veil([named(a_report(text))], KEY).words(text)
    assert told == text  # one of the two is public: the surname alone must not call him a resident


def test_known_places_and_outlets_are_no_persons() -> None:
    report = a_report("Um Walad and Jabib fell. Abu Nasr Press told so.")
    place = claim(report, "fell", kind="capture", place="Um Walad")
    finding = a_finding(place, outlet=an_outlet("Abu Nasr Press"))
    assert named(report, [finding]).private == ()


KIN = [
    ("He was shot at home, his sister Irma told local radio.", ["Irma"]),
    ("The man and his brother Bakary were among the dead.", ["Bakary"]),
    ("His wife, Lucía, fled; so did her eldest son Pau.", ["Lucía", "Pau"]),
    ("She lost her sons Omar, Sami and Tarek al-Din.", ["Omar", "Sami", "Tarek al-Din"]),
    ("The victim's cousin, Yaw Anto, saw it.", ["Yaw Anto"]),
    ("Marisa, his wife, fled. Nadia (her sister) did not.", ["Marisa", "Nadia"]),
    ("Su hermana Lucía lloró.", ["Lucía"]),
    ("His brother Jordan is missing.", ["Jordan"]),
]
NO_KIN = [
    "They died for mother Russia.",
    "He taught the children Arabic.",
    "Her brother, Mali's president, spoke. Her mother, Monday's paper says, left.",
    "His uncle President Tolan Mor denied it.",
    "Its sister party Fidesz agreed. The brothers Muslims met.",
]


@pytest.mark.parametrize(("text", "expected"), KIN)
def test_kin_with_a_given_name_are_private(text: str, expected: list[str]) -> None:
    assert sorted(p.name for p in named(a_report(text)).private) == sorted(expected)


@pytest.mark.parametrize("text", NO_KIN)
def test_words_after_kin_that_name_no_kin_stay(text: str) -> None:
    assert named(a_report(text)).private == ()


def test_a_train_that_was_hijacked_is_no_person() -> None:
    report = a_report("Rebels hijacked the Golden Caspian near the pass.")
    seized = a_finding(claim(report, "hijacked", kind="hostage_taking", victim="Golden Caspian"))
    assert named(report, [seized]).private == ()


BESIDE = [
    ("They killed Lea Anders, 16, of 4 Mill Lane in Kolm.", ["16", "Mill"]),
    ("The resident Lea Anders, a baker at 14 Nile Street, fled.", ["14", "Nile"]),
    ("Lea Anders, a resident aged 43, lived in flat 12.", ["43", "12"]),
    ("The 16-year-old girl Lea Anders of Calle de la Luna 7 fled.", ["16", "Luna"]),
]


@pytest.mark.parametrize(("text", "gone"), BESIDE)
def test_age_and_address_beside_a_veiled_name_are_masked(text: str, gone: list[str]) -> None:
    shown = Veil([named(a_report(text))], KEY).words(text)
    assert "Anders" not in shown
    assert not [words for words in gone if words in re.sub(r"‹\w+-\w+›", "", shown)]


def test_streets_and_numbers_far_from_a_veiled_name_stay() -> None:
    text = "The resident Lea Anders fled. Shells hit 14 Nile Street and killed 16."
    assert Veil([named(a_report(text))], KEY).words(text).endswith("Shells hit 14 Nile Street and killed 16.")
