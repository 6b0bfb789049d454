"""Who may fill a role at all: not who watches, not a day, not the place where the report was written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman import world
from dragoman.identify import Identifier
from dragoman.link.wording import names
from dragoman.records import Claim, Finding, Maker, Mention, Report, Role, Span, Stance

MAKER = Maker("test", "1")


@pytest.fixture(scope="module")
def identifier() -> Identifier:
    return Identifier(world.load())


def finding(identifier: Identifier, text: str, kind: str, *roles: tuple[Role, str], dateline: str = "") -> Finding:
    """What is found for one claim that covers the whole text."""
    report = Report("r", text, "", "", "utf-8", "en", published="2018-06-01")
    report = replace(report, dateline=Span(0, len(dateline)) if dateline else None)
    mentions = tuple(Mention(r, Span(text.index(m), text.index(m) + len(m)), m) for r, m in roles)
    claim = Claim("c", "r", kind, Span(0, 1), Span(0, len(text)), mentions, (), Stance("occurred", ()), 1.0, MAKER)
    return identifier.findings(report, (claim,))[0]


ONLOOKERS: list[tuple[str, str, Role, str]] = [
    ("The Syrian Observatory for Human Rights shelled Homs.", "shelling", "actor", "The Syrian Observatory for Human Rights"),
    ("Observers agreed to a truce in Homs.", "ceasefire", "party", "Observers"),
    ("Analysts seized a village near Homs.", "abduction", "actor", "Analysts"),
    ("Reuters agreed to a truce in Homs.", "ceasefire", "party", "Reuters"),
    ("The Homs Harm Monitor shelled a village.", "shelling", "actor", "The Homs Harm Monitor"),
    ("The Syrian Observatory for Human Rights bused out villagers from Homs.", "evacuation", "actor", "The Syrian Observatory for Human Rights"),
    ("The United Nations executed villagers near Homs.", "execution", "actor", "The United Nations"),
    ("UNICEF shelled Homs.", "shelling", "actor", "UNICEF"),
    ("The grid operator shelled Homs.", "shelling", "actor", "The grid operator"),
    ("The Syrian health ministry shelled Homs.", "shelling", "actor", "The Syrian health ministry"),
    ("They shelled Rear Adm. Tarvik in Homs.", "shelling", "recipient", "Rear Adm"),
    ("The sides agreed Ramadan in Homs.", "agreement", "party", "Ramadan"),
    ("Wednesday shelled Homs in Syria.", "shelling", "actor", "Wednesday"),
    ("In 2019 they shelled Homs.", "shelling", "actor", "2019"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "role", "words"), ONLOOKERS)
def test_who_watches_and_what_dates_is_no_party(
    identifier: Identifier, text: str, kind: str, role: Role, words: str
) -> None:
    found = finding(identifier, text, kind, (role, words))
    assert found.actors == ()
    assert names(found, role) == []  # nor is it shown by its words


KEPT: list[tuple[str, str, Role, str]] = [
    ("The Syrian Observatory for Human Rights blamed the army in Homs.", "accuse", "actor", "The Syrian Observatory for Human Rights"),
    ("Gunmen shelled the newspaper in Homs.", "shelling", "recipient", "the newspaper"),
    ("NATO jets bombed Homs.", "air_strike", "actor", "NATO jets"),
    ("UN peacekeepers shelled Homs.", "shelling", "actor", "UN peacekeepers"),
    ("The admiral shelled Homs.", "shelling", "actor", "The admiral"),
    ("Rebels who watched agreed to a truce in Homs.", "ceasefire", "party", "Rebels"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "role", "words"), KEPT)
def test_an_onlooker_may_speak_or_be_hit(identifier: Identifier, text: str, kind: str, role: Role, words: str) -> None:
    assert [c.role for c in finding(identifier, text, kind, (role, words)).actors] == [role]


OWNED = [
    ("Russia's defence ministry said its troops held a hill near Kharkiv.", "its troops", "Russia's defence ministry", "Russian Armed Forces"),
    ("The Arakan Army said its fighters held a hill near Maungdaw.", "its fighters", "The Arakan Army", "Arakan Army"),
    ("General Khalifa Haftar said his men held a hill near Tripoli.", "his men", "General Khalifa Haftar", "Libyan National Army"),
    ("The minister of defence of Turkey said his forces held a hill near Homs.", "his forces", "The minister of defence of Turkey", "Turkish Armed Forces"),
    ("It said its troops held a hill near Homs.", "its troops", "", ""),
    ("Turkey said its civilians fled from Homs.", "its civilians", "Turkey", "Civilians (Syria)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "owner", "name"), OWNED)
def test_troops_are_their_owner_s_and_not_the_place_s(
    identifier: Identifier, text: str, words: str, owner: str, name: str
) -> None:
    at = text.index(words)
    whose = Span(text.index(owner), text.index(owner) + len(owner)) if owner else None
    mention = Mention("actor", Span(at, at + len(words)), words, whose)
    report = Report("r", text, "", "", "utf-8", "en", published="2022-06-01")
    claim = Claim(
        "c", "r", "shelling", Span(0, 1), Span(0, len(text)), (mention,), (), Stance("occurred", ()), 1.0, MAKER
    )
    (choice,) = identifier.findings(report, (claim,))[0].actors
    assert (choice.actor.chosen.name if choice.actor.chosen else "") == name


def test_what_stands_in_the_dateline_is_no_party(identifier: Identifier) -> None:
    text = "HOMS, Syria - The army shelled a village."
    found = finding(identifier, text, "shelling", ("recipient", "HOMS"), ("actor", "The army"), dateline="HOMS, Syria")
    assert [c.mention.words for c in found.actors] == ["The army"]


def test_the_victims_of_a_foreign_air_force_are_of_the_place(identifier: Identifier) -> None:
    text = "Russian jets of the Russian air force, Russia said, killed twenty villagers in Homs, and the rebels fled."
    found = finding(
        identifier,
        text,
        "air_strike",
        ("actor", "Russian jets"),
        ("victim", "twenty villagers"),
        ("recipient", "the rebels"),
    )
    chosen = [c.actor.chosen for c in found.actors]
    assert [a.country for a in chosen if a] == ["RU", "SY", "SY"]
