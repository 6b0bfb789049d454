"""Small reports of many wars: each act is where its report says, or nowhere; never at a namesake in another country.

``PLACED``: the text, words of the act, the names that its place may have, its country. ``OPEN``: the text of an act
that no place of the gazetteer fits.
"""

from __future__ import annotations

from functools import lru_cache

import pytest
from tests.factory import a_report
from tests.reading import reader

from dragoman import world
from dragoman.identify import Identifier
from dragoman.records import Choice, Place

PLACED = [
    # Haiti
    ("Gunmen killed two people in Port-au-Prince on Sunday, Haitian police said.", "killed", "Port-au-Prince", "HT"),
    ("PORT-AU-PRINCE, Haiti, March 3, 2024 - Gunmen stormed a prison on Saturday and killed four guards.", "killed",
     "Port-au-Prince", "HT"),
    ("Armed gangs attacked the town of Cabaret, north of the Haitian capital, and burned twenty homes.", "attacked",
     "Cabaret", "HT"),
    # the Sahel
    ("JNIM fighters ambushed a convoy near Boni in central Mali, killing seven soldiers.", "ambushed", "Boni|Mopti",
     "ML"),
    ("Fighters attacked a convoy near Salem in central Mali, killing seven soldiers.", "attacked", "central Mali", "ML"),
    ("Gunmen on motorcycles attacked the village of Ansongo in northern Mali. Nine people were killed.", "attacked",
     "Ansongo", "ML"),
    ("Burkina Faso's army said it killed thirty militants near Dori on Tuesday.", "killed", "Dori", "BF"),
    ("Boko Haram fighters attacked Diffa in southeastern Niger and killed six gendarmes.", "attacked", "Diffa", "NE"),
    # Colombia
    ("FARC dissidents kidnapped a journalist in Cauca on Monday.", "kidnapped", "Cauca", "CO"),
    ("The ELN bombed an oil pipeline in Arauca, the Colombian army said.", "bombed", "Arauca", "CO"),
    ("A car bomb exploded outside a police station in Florencia, Colombia, wounding eleven.", "exploded", "Florencia",
     "CO"),
    # Mexico
    ("Gunmen killed five people in a bar in Salamanca, Guanajuato state, Mexican prosecutors said.", "killed",
     "Salamanca", "MX"),
    ("Soldiers clashed with the Sinaloa Cartel in Culiacan. Three soldiers were killed.", "clashed",
     "Culiacan|Culiacán", "MX"),
    ("Gunmen attacked a rehabilitation centre in Victoria, in Mexico's Tamaulipas state, killing four.", "attacked",
     "Ciudad Victoria|Tamaulipas|Victoria", "MX"),
    # Myanmar
    ("Myanmar's military bombed the village of Mogok on Friday, killing twelve civilians.", "bombed", "Mogok|Mogoke",
     "MM"),
    ("The Arakan Army attacked a naval base in Ann township and captured forty soldiers.", "attacked", "Ann", "MM"),
    ("Junta troops shelled Loikaw, the capital of Kayah state, wounding eight.", "shelled", "Loikaw", "MM"),
    # Sudan and its neighbours
    ("The Rapid Support Forces shelled a market in El Fasher, killing nineteen people.", "shelled",
     "El Fasher|Al Fashir|El-Fasher", "SD"),
    ("Sudanese warplanes bombed Nyala on Thursday. Fifteen people were killed.", "bombed", "Nyala", "SD"),
    ("Gunmen raided cattle camps near Bor in South Sudan, killing ten herders.", "raided", "Bor", "SS"),
    # Congo
    ("M23 rebels seized the town of Sake, west of Goma, the Congolese army said.", "seized", "Sake|Goma|North Kivu",
     "CD"),
    ("ADF militants killed fourteen villagers near Beni in eastern Congo.", "killed", "Beni", "CD"),
    # Ukraine
    ("Russia shelled Kherson on Monday. Two people were killed.", "shelled", "Kherson", "UA"),
    ("Russian missiles hit Kramatorsk and wounded nine people. Moscow denied it.", "hit", "Kramatorsk", "UA"),
    # Yemen
    ("Saudi jets struck Sanaa overnight, killing eight people, the Houthis said.", "struck", "Sanaa|Sana'a|Sanaʽa",
     "YE"),
    ("The Houthis fired a missile at Marib on Sunday. Three people were killed.", "fired", "Marib|Ma'rib", "YE"),
    # Kashmir
    ("Indian soldiers killed two militants in Baramulla on Friday, police in Kashmir said.", "killed",
     "Baramulla|Bāramūla", "IN"),
    ("Suspected rebels threw a grenade at a checkpoint in Sopore in Indian-administered Kashmir.", "threw",
     "Sopore|Sopur", "IN"),
    # the Levant
    ("Israel bombed Beirut on 3 October 2024, killing nine. Hezbollah fired 60 rockets at Haifa.", "bombed", "Beirut",
     "LB"),
    ("Turkey bombed Kobani on Friday. Two civilians were killed.", "bombed", "Kobani|Ayn al 'Arab|`Ayn al `Arab", "SY"),
    ("Government forces began an offensive in the southern province of Daraa in Syria. They carried out around 90 air "
     "strikes in the area. People in Da'el town have lived in fear for years.", "carried out", "Daraa", "SY"),
    # the Horn and the south
    ("Al-Shabaab attacked a hotel in Beledweyne on Friday, killing seven people.", "attacked",
     "Beledweyne|Beledweyn", "SO"),
    ("Insurgents beheaded five people in Palma, in Mozambique's Cabo Delgado province.", "beheaded", "Palma|Cabo Delgado",
     "MZ"),
    ("Bandits abducted thirty pupils from a school in Kaduna, Nigeria.", "abducted", "Kaduna", "NG"),
    ("Abu Sayyaf gunmen killed four soldiers in Patikul, Sulu province, the Philippine army said.", "killed",
     "Patikul|Sulu", "PH"),
]  # fmt: skip


OPEN = [
    # a name that several countries have, and nothing says which
    ("Gunmen killed three people in Salamanca on Sunday.", "killed"),
    ("A bomb exploded in Valencia, killing two people.", "exploded"),
    # a namesake far from all that the report tells of
    ("ELN rebels bombed a bridge near Victoria, killing three soldiers.", "bombed"),
    ("FARC dissidents kidnapped two teachers near Port on Monday.", "kidnapped"),
    ("JNIM fighters killed five soldiers near Salem.", "killed"),
]


@lru_cache(maxsize=1)
def identifier() -> Identifier:
    return Identifier(world.load())


def place_of(text: str, words: str) -> Choice[Place]:
    """The place of the act whose words these are."""
    report = a_report(text)
    claims = reader().claims(report)
    at = text.index(words)
    found = identifier().findings(report, claims)
    mine = [f for f in found if f.claim.evidence.start <= at < f.claim.evidence.end]
    assert mine, [f.claim.kind for f in found]
    return min(mine, key=lambda f: abs(f.claim.trigger.start - at)).place


@pytest.mark.parametrize(("text", "words", "names", "country"), PLACED)
def test_an_act_is_where_its_report_says(text: str, words: str, names: str, country: str) -> None:
    choice = place_of(text, words)
    assert choice.chosen is not None, choice.reason
    assert choice.chosen.country == country, choice.reason
    assert choice.chosen.name.split("/")[0] in names.split("|"), choice.reason


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_a_wrong_pin_is_worse_than_none(text: str, words: str) -> None:
    choice = place_of(text, words)
    assert choice.chosen is None, choice.reason


def test_no_rival_of_an_act_s_place_has_more_points_than_the_chosen_one() -> None:
    text = (
        "Rebels and the army fight in Daraa province. Both sides lost men. The talks on Daraa province failed.\n"
        "Residents of Da'el town live in fear. The military is stockpiling weapons and ammunition."
    )
    choice = place_of(text, "stockpiling")
    assert choice.chosen == choice.candidates[0].value
    assert choice.candidates[0].score >= choice.candidates[1].score


def test_shells_on_four_towns_are_in_four_towns() -> None:
    text = (
        "Israel bombed Beirut on Friday, killing nine. Russia shelled Kherson on the same day. Saudi jets struck Sanaa "
        "at dawn. Turkey bombed Kobani in the evening."
    )
    found = [place_of(text, words).chosen for words in ("Israel bombed", "shelled", "struck", "Turkey bombed")]
    assert [place.country for place in found if place] == ["LB", "UA", "YE", "SY"]
