"""Laws of linking: order does not matter, copies add nothing, and what people kept apart stays apart."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factory import a_claim, a_finding, a_report, a_when

from dragoman import world as worlds
from dragoman.link import tie
from dragoman.records import Finding, Judgement, Place, Stance, Voice

WORLD = worlds.load()
PLACES = (
    None,
    Place("p-1", "Karel", 12.0, 30.0, 3000.0, "town", "SD"),
    Place("p-2", "Mill of Karel", 12.01, 30.02, 500.0, "exact", "SD"),
    Place("p-3", "Karel Province", 12.2, 30.2, 40_000.0, "province", "SD"),
    Place("p-4", "Osten", 19.0, 36.0, 3000.0, "town", "SD"),
)
DAYS = (None, "2012-05-03", "2012-05-04", "2012-07-01", "2015-05-03")
KINDS = ("shelling", "air_strike", "agreement", "collapse", "siege", "displacement", "accuse")
TEXT = "The army struck the mill of Karel and the rebels left."
_few = settings(max_examples=40, deadline=None)


@st.composite
def findings(draw: st.DrawFn) -> list[Finding]:
    """Findings of a few small reports."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        published = draw(st.sampled_from(DAYS))
        report = a_report(TEXT, source=f"r{number}", published=published)
        for trigger in draw(st.lists(st.sampled_from(("struck", "left", "rebels")), unique=True, max_size=3)):
            past = draw(st.booleans())
            stance = Stance("occurred", (Voice("outlet_itself", "outlet"),), background=past)
            total = draw(st.booleans())
            claim = a_claim(report, trigger, kind=draw(st.sampled_from(KINDS)), stance=stance, aggregate=total)
            place, when = draw(st.sampled_from(PLACES)), a_when(draw(st.sampled_from(DAYS)))
            found.append(a_finding(claim, place=place, when=when, published=published))
    return found


@_few
@given(findings(), st.randoms(use_true_random=False))
def test_order_does_not_change_what_is_concluded(told: list[Finding], chance: random.Random) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert tie(told, WORLD) == tie(shuffled, WORLD)


@_few
@given(findings())
def test_a_repeated_report_adds_no_event_and_no_origin(told: list[Finding]) -> None:
    copies = []
    for finding in told:
        claim = replace(finding.claim, id=finding.claim.id + "-copy", report_id=finding.claim.report_id + "-copy")
        copies.append(replace(finding, id=finding.id + "-copy", claim=claim))
    before, after = tie(told, WORLD).events, tie([*told, *copies], WORLD).events
    assert sorted(e.origins for e in before) == sorted(e.origins for e in after)
    assert {frozenset(e.findings) for e in before} == {
        frozenset(f for f in e.findings if not f.endswith("-copy")) for e in after
    }


@_few
@given(findings(), st.data())
def test_what_people_kept_apart_is_never_merged(told: list[Finding], data: st.DataObject) -> None:
    if len(told) < 2:
        return
    ids = st.sampled_from([f.id for f in told])
    pairs = data.draw(st.lists(st.tuples(ids, ids, st.sampled_from(("same", "different"))), max_size=6))
    words = [
        Judgement(f"j{n}", f"{a}|{b}", "same", value, "ann", f"2020-01-0{n + 1}")
        for n, (a, b, value) in enumerate(pairs)
        if a != b
    ]
    last = {frozenset(w.subject.split("|")): w.value for w in words}
    for event in tie(told, WORLD, words).events:
        for pair, value in last.items():
            assert value == "same" or not pair <= set(event.findings)


@_few
@given(findings())
def test_every_finding_is_in_one_event_and_totals_stand_alone(told: list[Finding]) -> None:
    ties = tie(told, WORLD)
    members = [f for e in ties.events for f in e.findings]
    assert sorted(members) == sorted(f.id for f in told)
    total = {f.id: f.claim.aggregate for f in told}
    assert all(len({total[f] for f in e.findings}) == 1 for e in ties.events)


@_few
@given(findings())
def test_no_event_spans_two_episodes_or_two_seasons(told: list[Finding]) -> None:
    by_id = {f.id: f for f in told}
    for event in tie(told, WORLD).events:
        days = [w.lower for f in event.findings if (w := by_id[f].when.chosen) and w.lower]
        assert not days or max(days)[:4] == min(days)[:4]
