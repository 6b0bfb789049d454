"""Place names are found where they stand, and other people's names are left alone."""

from __future__ import annotations

import pytest

from dragoman.identify.toponyms import toponyms

FOUND = [
    ("Clashes broke out in Homs and near Kyiv on Friday.", ["Homs", "Kyiv"]),
    ("Rebels left the western countryside of Aleppo.", ["Aleppo"]),
    ("Talks were held in Rio de Janeiro, Brazil.", ["Rio de Janeiro", "Brazil"]),
    ("The U.S. envoy flew to Amman.", ["U.S.", "Amman"]),
    ("Russia-Turkey talks resumed in Geneva.", ["Russia", "Turkey", "Geneva"]),
    ("Shells fell on Deir ez-Zor and Khan Sheikhoun in Syria.", ["Deir ez-Zor", "Khan Sheikhoun", "Syria"]),
    ("SAN ANTONIO, Texas - Police shot a man.", ["SAN ANTONIO", "Texas"]),
    ("Mr. London spoke to Jordan Smith.", []),
    ("The Washington Post said so on Monday in March.", []),
    ("Reading books is nice. The Red Cross helped.", []),
    ("SANA reported shelling in Homs.", ["Homs"]),  # the agency, not Sanaa
    ("A grenade hit. Grenade attacks killed Syrian men in Homs.", ["Homs"]),
    ("Marieke van de Laar, deputy head of the mission, spoke in Goma.", ["Goma"]),
    ("Insurgents of Bosra al-Sham met Syrian envoys.", ["Bosra al-Sham"]),
    ("Western states met.", []),
    ("Police in Port-au-Prince and a Kyiv-backed group said so.", ["Port-au-Prince", "Kyiv"]),
    ("PORT-AU-PRINCE, Haiti - Police shot a man.", ["PORT-AU-PRINCE", "Haiti"]),
    ("They drove through Port-au-Sel and Ras-al-Rukh.", []),  # no piece of a name that is not known
    ("Jets bombed Kobani at dawn.", ["Kobani"]),
    ("Five people died in Xarqut al-Numan.", []),  # nor is the rest of a name whose beginning is not
    ("Police in Kashmir said so.", ["Kashmir"]),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_found(text: str, names: list[str]) -> None:
    found = [t for t in toponyms(text) if not t.people]
    assert [t.words for t in found] == names
    assert all(t.span.of(text) == t.words for t in found)


HINTS = [
    ("They fled Daraa province.", "Daraa", "area", "admin1"),
    ("They met in the city of Homs.", "Homs", "area", "town"),
    ("Troops advanced in northern Syria.", "Syria", "direction", "northern"),
    ("Jets struck south-west Syria.", "Syria", "direction", "south-west"),
    ("They fled to the east of Syria.", "Syria", "direction", "east"),
    ("They died 15 km north of Homs.", "Homs", "direction", ""),
    ("Rockets fell on the western countryside of Aleppo.", "Aleppo", "area", "countryside"),
    ("They moved from Homs by bus.", "Homs", "lead", "toward"),
    ("They died in Homs.", "Homs", "lead", "inside"),
    ("Russia said it would stay.", "Russia", "possessor", True),
]


@pytest.mark.parametrize(("text", "name", "hint", "value"), HINTS)
def test_hints_of_the_words_beside(text: str, name: str, hint: str, value: object) -> None:
    (found,) = [t for t in toponyms(text) if t.words == name]
    assert getattr(found, hint) == value


def test_names_of_peoples_are_marked() -> None:
    assert [(t.words, t.people) for t in toponyms("The Syrian army shelled Homs.")] == [
        ("Syrian", True),
        ("Homs", False),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "-", "a-", "ÄÖÜ", "В", "。"])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert isinstance(toponyms(text), list)
