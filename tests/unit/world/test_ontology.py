"""The ontology keeps its word: every example triggers its kind at its brackets, no near miss does.

Nothing is to be added here for a new kind: its examples and near misses stand in its own YAML entry.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.reading import claims, marked, names, reader

from dragoman import world
from dragoman.extract.clauses import clauses
from dragoman.extract.cues import Cues
from dragoman.extract.grammar import sentences
from dragoman.extract.triggers import Act, acts
from dragoman.records import Role, Span, Status
from dragoman.world import Cue, Kind

KINDS = world.load().kinds
FAMILIES = frozenset("force coercion settlement crowd_act move word state harm force_posture aside".split())

# ACLED codebook (2023): event types and their sub-event types.
ACLED = {
    "Battles": ["Armed clash", "Government regains territory", "Non-state actor overtakes territory"],
    "Explosions/Remote violence": [
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    ],
    "Violence against civilians": ["Sexual violence", "Attack", "Abduction/forced disappearance"],
    "Protests": ["Peaceful protest", "Protest with intervention", "Excessive force against protesters"],
    "Riots": ["Violent demonstration", "Mob violence"],
    "Strategic developments": [
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    ],
}  # fmt: skip

# PLOVER codebook (2021): categories.
PLOVER = frozenset(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION COERCE ASSAULT".split()
)  # fmt: skip
UCDP = frozenset(["by_parties", "one_sided", "none"])

EXAMPLES = [(kind.kind, text) for kind in KINDS.values() for text in kind.examples]
NEAR_MISSES = [(kind.kind, miss.text) for kind in KINDS.values() for miss in kind.near_misses]


@pytest.fixture(scope="module")
def cues() -> Cues:
    return Cues(world.load())


def _acts(text: str, cues: Cues) -> list[tuple[Act, Span]]:
    found = []
    for s in sentences(text):
        parts = clauses(s, names().saying)
        found += [(a, s.cover(a.trigger.start, a.trigger.end)) for a in acts(s, parts, cues, dict(KINDS))]
    return found


def _is_a(kind: str, wanted: str) -> bool:
    return wanted in world.load().ancestors(kind)


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_an_example_triggers_its_kind_at_its_brackets(kind: str, example: str, cues: Cues) -> None:
    text, start, end = marked(example)
    found = [(c.kind, c.trigger) for c in claims(text)]
    if KINDS[kind].aside:
        assert not any(trigger.meets(Span(start, end)) for _, trigger in found), "told as an act"
        found = [(a.trigger.kind, span) for a, span in _acts(text, cues)]
    told = [(name, span.of(text)) for name, span in found]
    assert any(_is_a(name, kind) and span.meets(Span(start, end)) for name, span in found), told


@pytest.mark.parametrize(("kind", "text"), NEAR_MISSES)
def test_a_near_miss_does_not_trigger_its_kind(kind: str, text: str, cues: Cues) -> None:
    assert kind not in [c.kind for c in claims(text)]
    assert kind not in [a.trigger.kind for a, _ in _acts(text, cues)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.kind)
def test_a_kind_is_whole(kind: Kind) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.kind)
    assert kind.name
    assert kind.definition.rstrip().endswith(".")
    assert len(kind.examples) >= 3
    assert len(kind.near_misses) >= 2
    assert all(miss.because for miss in kind.near_misses)
    assert all(len(re.findall(r"\[[^\[\]]+\]", e)) == 1 and e.count("[") == e.count("]") == 1 for e in kind.examples)
    assert kind.cues


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.kind)
def test_names_from_elsewhere_are_known(kind: Kind) -> None:
    roles, statuses = set(Role.__args__), set(Status.__args__)  # type: ignore[attr-defined]
    assert set(kind.parents) <= set(KINDS) | FAMILIES
    assert kind.kind not in world.load().ancestors(kind.kind) - {kind.kind}
    assert set(kind.roles) <= roles
    assert set(kind.slots.values()) <= roles | {"none"}
    assert kind.status is None or kind.status in statuses
    assert kind.ucdp in UCDP
    assert kind.cameo is None or re.fullmatch(r"\d{2,4}", kind.cameo)
    assert kind.plover is None or kind.plover.category in PLOVER
    assert kind.acled is None or kind.acled.sub_event_type in ACLED[kind.acled.event_type]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.kind)
def test_cues_are_in_bounds(kind: Kind) -> None:
    roles = set(Role.__args__)  # type: ignore[attr-defined]
    for cue in (c for c in kind.cues if isinstance(c, Cue)):
        assert 0 < cue.weight <= 1, cue
        assert set(cue.slots.values()) <= roles | {"none"}, cue


def test_no_ring_of_parents() -> None:
    for kind in KINDS.values():
        for parent in kind.parents:
            assert kind.kind not in world.load().ancestors(parent), (kind.kind, parent)


def test_every_acled_sub_event_type_has_a_kind() -> None:
    covered = {(k.acled.event_type, k.acled.sub_event_type) for k in KINDS.values() if k.acled}
    assert covered == {(event, sub) for event, subs in ACLED.items() for sub in subs}
    assert len(covered) == 25


def test_every_plover_category_has_a_kind() -> None:
    assert {k.plover.category for k in KINDS.values() if k.plover} == PLOVER
    assert len(PLOVER) == 16


def test_what_is_set_aside_is_coded_in_no_scheme() -> None:
    assert not [k.kind for k in KINDS.values() if k.aside and (k.plover or k.acled)]


def test_no_sentence_is_an_example_twice() -> None:
    assert not [text for text, times in Counter(text for _, text in EXAMPLES).items() if times > 1]


def test_no_label_of_a_party_is_all_that_a_cue_goes_by() -> None:
    """ "Terrorists", "martyrs" or "regime" may stand in a cue beside other words, never alone at its start."""
    slanted = world.load().languages["en"].labels
    labels = {label for slant in ("hostile", "favourable") for label in slanted[slant]}
    alone = []
    for kind in KINDS.values():
        for cue in (c if isinstance(c, Cue) else Cue(c) for c in kind.cues):
            first, *rest = [p for p in cue.cue.split() if p != "~" and not p.endswith("?")]
            bases = {base.lstrip("=") for base in first.partition("/")[0].split("|")}
            if bases & labels and not rest:
                alone.append((kind.kind, cue.cue))
    assert not alone


def test_no_lexicon_stands_for_one_slant_alone() -> None:
    """A lexicon that names those who fight by a hostile word names them by plain words too."""
    lexicons = world.load().languages["en"].lexicons
    for name in ("fighter", "irregular", "armed_people", "combatant", "fighting"):
        assert {"terrorist", "rebel", "militant", "fighter", "insurgent"} <= {
            word.removesuffix("s") for word in lexicons[name]
        }, name


def test_the_reader_knows_every_kind() -> None:
    assert reader() is not None
    assert len(KINDS) > 150
