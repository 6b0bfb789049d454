"""Who a mention stands for, as a table of (words, day, actor id or kind, what the choice must be)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman import world
from dragoman.identify.actor_setting import Here, Setting
from dragoman.identify.actors import ActorIndex
from dragoman.records import Actor, Choice, Mention, Place, Role, Span

SAMPLES = Path(__file__).parents[3] / "samples" / "world"
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


def choose(
    index: ActorIndex, words: str, setting: Setting, here: Here | str | None = None, role: Role = "actor"
) -> Choice[Actor]:
    """The choice for a mention that stands inside a sentence of its own."""
    at = here if isinstance(here, Here) else Here(here)
    start = setting.text.find(words)
    return index.choose(Mention(role, Span(max(start, 0), max(start, 0) + len(words)), words), setting, at)


def name(choice: Choice[Actor]) -> str:
    return choice.chosen.name if choice.chosen else ""


@pytest.mark.parametrize(("words", "countries", "day", "kinds", "names"), CHOICES)
def test_who_a_mention_stands_for(
    index: ActorIndex, words: str, countries: Counter[str], day: str, kinds: str, names: str
) -> None:
    chosen = choose(index, words, Setting(acts=countries, day=day)).chosen
    assert chosen is not None
    assert chosen.kind in kinds.split("|")
    assert any(name in chosen.name.lower() for name in names.split("|")), chosen.name


# ------------------------------------------------------------------ whose a bare noun is


@pytest.mark.parametrize("words", ["civilians", "police", "the army", "gunmen", "the government", "protesters"])
def test_a_bare_noun_is_of_the_country_of_its_act_whoever_is_named_most(index: ActorIndex, words: str) -> None:
    setting = Setting(named=Counter({"RU": 30}), acts=Counter({"SY": 2, "JO": 1}), day="2018-06-01")
    for here, country in (("SY", "SY"), ("JO", "JO"), (None, "SY")):
        chosen = choose(index, words, setting, here).chosen
        assert chosen is not None
        assert chosen.country == country


@pytest.mark.parametrize("loose", [Here("CH", words=True, loose=True), Here("CH", loose=True)])
def test_words_and_vague_places_give_way_to_where_most_acts_were(index: ActorIndex, loose: Here) -> None:
    assert name(choose(index, "gunmen", Setting(acts=Counter({"LY": 3})), loose)) == "Unidentified armed group (Libya)"


def test_names_for_people_hold_the_country_in_full_and_ids_its_code(index: ActorIndex) -> None:
    found = [choose(index, words, Setting(), "TJ").chosen for words in ("gunmen", "villagers", "the police", "a mob")]
    assert [(a.id, a.name) for a in found if a] == [
        ("armed_group-tj", "Unidentified armed group (Tajikistan)"), ("civilians-tj", "Civilians (Tajikistan)"),
        ("police-tj", "Police of Tajikistan"), ("crowd-tj", "Protesters (Tajikistan)"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["the envoy", "foreign aircraft", "his forces", "unidentified warplanes", "an opposition leader"]
)
def test_it_abstains_where_the_words_do_not_tell_whose(index: ActorIndex, words: str) -> None:
    assert choose(index, words, Setting(acts=SYRIA, day="2018-06-01"), "SY").chosen is None


def test_a_word_shared_by_two_countries_is_of_the_one_where_it_was(index: ActorIndex) -> None:
    assert name(choose(index, "Congolese troops", Setting(), "CD")).endswith("of the Congo")
    assert choose(index, "Congolese", Setting()).chosen is None


def test_it_abstains_where_no_country_stands_out(index: ActorIndex) -> None:
    choice = choose(index, "the army", Setting(acts=Counter({"SY": 2, "JO": 2})))
    assert choice.chosen is None
    assert "no one country" in choice.reason


def test_labels_of_one_country_are_one_provisional_actor(index: ActorIndex) -> None:
    ids = {choose(index, f"the {label}", Setting(acts=SYRIA)).chosen for label in LABELS}
    assert len(ids) == 1


KINDS = [
    ("rebel forces", "armed_group"),
    ("opposition commanders", "armed_group"),
    ("fighters of the regime", "military"),
    ("government fighters", "military"),
    ("members of the police", "police"),
    ("an army spokesman", "military"),
    ("a fighter jet", "military"),
    ("armed men", "armed_group"),
    ("pro-Turkish forces", "armed_group"),
    ("Iranian-backed militias", "armed_group"),
    ("anti-government fighters", "armed_group"),
    ("pro-government forces", "military"),
    ("residents of the army quarter", "civilians"),
    ("Attorney General Pell Marrow", "government"),
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_which_of_several_common_nouns_counts(index: ActorIndex, words: str, kind: str) -> None:
    chosen = choose(index, words, Setting(acts=SYRIA, day="2018-06-01"), "SY").chosen
    assert chosen is not None
    assert (chosen.kind, chosen.country) == (kind, "SY")


# --------------------------------------------------------------------------- when it was

ERAS = [
    ("the Libyan army", "2005-03-01", "lby-gaddafi-forces"),
    ("the Libyan army", None, "military-ly"),
    ("Libyan troops", "2018-06-01", "military-ly"),  # two armies at once
    ("the Libyan government", "2018-06-01", "lby-gna"),
    ("the Libyan government", "2023-06-01", "lby-gnu"),
    ("the Afghan army", "2022-06-01", "military-af"),
    ("the Ethiopian government", None, "eth-government"),
    ("GNA units", None, "lby-gna-forces"),
    ("the GNA interior minister Selim Dourat", None, "lby-gna"),
    ("Haftar's forces", None, "lby-lna"),
    ("Assad's army", "2018-06-01", "syr-army"),
    ("UN officials", None, "world-un"),
]


@pytest.mark.parametrize(("words", "day", "actor"), ERAS)
def test_a_description_means_whoever_was_there_then(index: ActorIndex, words: str, day: str | None, actor: str) -> None:
    setting = index.dated_by(Setting(acts=Counter({"LY": 3}), text=f"It was {words} who did it.", day=day))
    chosen = choose(index, words, setting, None).chosen
    assert chosen is not None
    assert chosen.id == actor


def test_the_last_year_that_an_undated_report_names_tells_when_it_was_written(index: ActorIndex) -> None:
    for text, actor in (("In June 2018 the Syrian army", "syr-army"), ("It was the Syrian army", "military-sy")):
        chosen = choose(index, "the Syrian army", index.dated_by(Setting(text=text))).chosen
        assert chosen is not None
        assert chosen.id == actor


# ----------------------------------------------------------------------------------- names


def test_a_group_that_no_list_knows_is_provisional_and_bound_to_its_country(index: ActorIndex) -> None:
    here = choose(index, "the Green Falcons", Setting(acts=SYRIA)).chosen
    there = choose(index, "the Green Falcons", Setting(acts=SUDAN)).chosen
    assert here is not None
    assert there is not None
    assert (here.name, here.provisional) == ("Green Falcons", True)
    assert here.id != there.id


NOBODY = [
    "Ramadan", "Wednesday", "25", "2019", "Eid al-Fitr", "late March", "dozens", "14", "the Sahrin forecast",
    "the Merin hotel", "others", "a car", "Western states",
]  # fmt: skip


@pytest.mark.parametrize("words", NOBODY)
def test_days_feasts_numbers_and_things_are_no_actors(index: ActorIndex, words: str) -> None:
    assert choose(index, words, Setting(acts=SYRIA, text=f"The town saw {words} then.")).chosen is None


def test_a_word_that_only_opens_its_sentence_is_no_name(index: ActorIndex) -> None:
    once = Setting(acts=SYRIA, text="Engineers cleared the road.")
    named = Setting(acts=SYRIA, text="Tarrun fled. They followed Tarrun.")
    assert choose(index, "Engineers", once).chosen is None
    assert name(choose(index, "Tarrun", named)) == "Tarrun"


def place(words: str, country: str, feature: str) -> Place:
    return Place(words, words, 0.0, 0.0, 1000.0, "town", country, feature=feature)


def test_a_chosen_place_is_no_actor_but_a_capital_speaks_for_its_state(index: ActorIndex) -> None:
    text = "Khartoum blamed Wadrin."
    places = ((Span(0, 8), place("Khartoum", "SD", "capital")), (Span(16, 22), place("Wadrin", "SD", "town")))
    setting = Setting(acts=SUDAN, text=text, places=places)
    assert name(choose(index, "Khartoum", setting)) == "Sudan"
    assert choose(index, "Wadrin", setting, role="recipient").chosen is None
    assert choose(index, "Khartoum", setting, role="victim").chosen is None


PEOPLE = [
    ("the Russians", "actor", "state-ru"),
    ("ten Afghans", "actor", "civilians-af"),
    ("Afghans", "victim", "civilians-af"),
    ("the U.S.", "actor", "state-us"),
    ("nine Ghanaian sailors", "recipient", "civilians-gh"),
    ("South Sudanese soldiers", "actor", "ssd-sspdf"),
]


@pytest.mark.parametrize(("words", "role", "actor"), PEOPLE)
def test_countries_and_their_people(index: ActorIndex, words: str, role: Role, actor: str) -> None:
    chosen = choose(index, words, Setting(acts=SYRIA, day="2021-06-01"), role=role).chosen
    assert chosen is not None
    assert chosen.id == actor


def test_a_people_without_a_state_has_its_bodies_where_it_lives(index: ActorIndex) -> None:
    for country, part in (("SY", "Syrian Democratic Forces"), ("IQ", "Peshmerga")):
        assert name(choose(index, "Kurdish forces", Setting(day="2019-06-01"), country)) == part
    assert choose(index, "the Kurdish administration", Setting(day="2019-06-01"), "TR").chosen is None
    assert name(choose(index, "Chechen fighters", Setting(day="2019-06-01"), "SY")).endswith("(Syria)")


@pytest.mark.parametrize("words", ["Hezbollah's Al-Sarhin", "the Sarhin Gibraltar"])
def test_a_country_inside_a_longer_name_is_not_meant(index: ActorIndex, words: str) -> None:
    chosen = choose(index, words, Setting()).chosen
    assert chosen is None or chosen.kind != "state"


def test_who_was_named_in_full_may_be_called_in_short() -> None:
    own = ActorIndex(world.load((SAMPLES,)))
    text = "Tomas Verrill met the Lions of Humran of the Darquna Freedom Front. Fighters of the Front left."
    setting = own.dated_by(Setting(acts=Counter({"XD": 3}), text=text))
    for words, full in (("Fighters of the Front", "Darquna Freedom Front"), ("Verrill", "Tomas Verrill"),
                        ("freedom fighters of the Lions", "Lions of Humran")):  # fmt: skip
        assert name(choose(own, words, setting)) == full


def test_a_state_of_an_own_world_answers_to_its_adjective_and_names_its_bodies() -> None:
    own = ActorIndex(world.load((SAMPLES,)))
    zarqand = Setting(named=Counter({"XT": 9}), acts=Counter({"XD": 3}), day="2022-09-05")
    wanted = [("Torvenian", "Torvenia"), ("the Torvenian side", "Torvenia"), ("the command", "Zarqandi Arab Army"),
              ("a military spokesman", "Zarqandi Arab Army"), ("the police", "Police of Zarqand"),
              ("civilians", "Civilians (Zarqand)")]  # fmt: skip
    for words, full in wanted:
        assert name(choose(own, words, zarqand, "XD")) == full


def test_an_acronym_in_small_letters_is_a_word(index: ActorIndex) -> None:
    choice = choose(index, "is", Setting(acts=SYRIA))
    assert choice.chosen is None or "Islamic" not in choice.chosen.name


def test_the_reason_reads_aloud(index: ActorIndex) -> None:
    assert "Hezbollah" in choose(index, "Hezbollah fighters", Setting()).reason
    assert "Tajikistan" in choose(index, "gunmen", Setting(), "TJ").reason
