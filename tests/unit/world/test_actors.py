"""The actors' files: whole entries, true links, no labels as names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman import world
from dragoman.text import name_key
from dragoman.world import BUILT_IN, KnownActor

ACTORS = world.load().actors
KINDS = frozenset(
    "government military police paramilitary armed_group party intergovernmental court ngo monitor rescue media community person state".split()
)  # fmt: skip
THEATRES = {path.stem for path in (BUILT_IN / "actors").glob("*.yaml")}
LABELS = frozenset(
    "terrorist terrorists rebel rebels militant militants regime the regime insurgents gunmen fighters extremists jihadists".split()
)  # fmt: skip

# A name as reports write it, and the actor that it must be a name of.
NAMES = [
    ("Syrian Arab Army", "military"),
    ("Hezbollah", "armed_group"),
    ("Boko Haram", "armed_group"),
    ("Taliban", None),
    ("United Nations", "intergovernmental"),
    ("Syrian Observatory for Human Rights", "monitor"),
    ("International Committee of the Red Cross", None),
    ("FARC", "armed_group"),
    ("Wagner Group", None),
    ("Al-Shabaab", "armed_group"),
]


@pytest.mark.parametrize("theatre", sorted(THEATRES))
def test_a_theatre_is_whole(theatre: str) -> None:
    mine = [a for a in ACTORS.values() if a.theatre == theatre]
    assert mine
    for actor in mine:
        _check(actor)


def _check(actor: KnownActor) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", actor.id), actor.id
    assert actor.name, actor.id
    assert actor.kind in KINDS, actor.id
    assert actor.country is None or re.fullmatch(r"[A-Z]{2}", actor.country), actor.id
    assert actor.part_of is None or actor.part_of in ACTORS, actor.id
    for day in (actor.from_, actor.until):
        assert day is None or re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", str(day)), (actor.id, day)
    assert len(str(actor.until or "9999")[:4]) == 4
    if actor.from_ and actor.until:
        assert str(actor.from_)[:4] <= str(actor.until)[:4], actor.id


def test_every_actor_has_a_theatre_with_a_file() -> None:
    assert {a.theatre for a in ACTORS.values()} == THEATRES


def test_no_label_is_a_name() -> None:
    bad = [(a.id, n) for a in ACTORS.values() for n in (a.name, *a.aliases) if n.lower() in LABELS]
    assert not bad


def test_no_actor_is_part_of_itself() -> None:
    for actor in ACTORS.values():
        seen, at = {actor.id}, actor.part_of
        while at is not None:
            assert at not in seen, actor.id
            seen.add(at)
            at = ACTORS[at].part_of


def test_an_alias_is_given_once_to_an_actor() -> None:
    for actor in ACTORS.values():
        assert len(set(actor.aliases)) == len(actor.aliases), actor.id


def test_ids_are_given_once_over_all_files() -> None:
    rows = [row["id"] for path in sorted(Path(BUILT_IN / "actors").glob("*.yaml")) for row in world.read_yaml(path)]
    assert len(rows) == len(set(rows)) == len(ACTORS)


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_well_known_names(name: str, kind: str | None) -> None:
    found = [a for a in ACTORS.values() if name_key(name) in {name_key(n) for n in (a.name, *a.aliases)}]
    assert found
    assert kind is None or kind in {a.kind for a in found}
