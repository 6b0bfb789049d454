"""The outlets' file: whole entries, ownership facts and no grades."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dragoman import world
from dragoman.text import name_key
from dragoman.world import KnownOutlet

OUTLETS = world.load().outlets
KINDS = frozenset("agency newspaper broadcaster site magazine monitor ngo intergovernmental aggregator".split())
LINKS = frozenset("state_owned state_funded party armed_group none unknown".split())

# Name as written, kind, state link.
KNOWN = [
    ("Reuters", "agency", "none"),
    ("SANA", "agency", "state_owned"),
    ("TASS", "agency", "state_owned"),
    ("Xinhua", "agency", "state_owned"),
    ("Al Jazeera", "broadcaster", "state_funded"),
    ("Syrian Observatory for Human Rights", "monitor", "none"),
]


@pytest.mark.parametrize("outlet", OUTLETS.values(), ids=lambda o: o.id)
def test_an_outlet_is_whole(outlet: KnownOutlet) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", outlet.id)
    assert outlet.name
    assert outlet.kind in KINDS
    assert outlet.state_link in LINKS
    assert outlet.country is None or re.fullmatch(r"[A-Z]{2}", outlet.country)
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?", d) for d in outlet.domains), outlet.domains
    assert all(re.fullmatch(r"[a-z]{2,3}", code) for code in outlet.languages)
    assert outlet.wire_family is None or re.fullmatch(r"[a-z0-9-]+", outlet.wire_family)


def test_a_domain_belongs_to_one_outlet() -> None:
    twice = [d for d, times in Counter(d for o in OUTLETS.values() for d in o.domains).items() if times > 1]
    assert not twice


@pytest.mark.parametrize(("name", "kind", "link"), KNOWN)
def test_well_known_outlets(name: str, kind: str, link: str) -> None:
    found = [o for o in OUTLETS.values() if name_key(name) in {name_key(n) for n in (o.name, *o.aliases)}]
    assert [(o.kind, o.state_link) for o in found] == [(kind, link)]
