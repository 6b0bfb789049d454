"""Which findings become one event, what it shows, and what never joins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factory import a_claim, a_finding, a_quantity, a_report, a_when

from dragoman import world as worlds
from dragoman.link import Ties, tie
from dragoman.link.merge import JUDGED, NO_CHOICE, event_of
from dragoman.link.tying import Told
from dragoman.records import Actor, Finding, Judgement, Place, Span, Stance, Voice, When

WORLD = worlds.load()
KAREL = Place("p-karel", "Karel", 12.0, 30.0, 3000.0, "town", "SD")
OSTEN = Place("p-osten", "Osten", 12.9, 30.0, 3000.0, "town", "SD")
FAR = Place("p-far", "Farum", 14.0, 33.0, 3000.0, "town", "SD")
ARMY = Actor("x-army", "Army of Karelia", "military", "SD")
REBELS = Actor("x-rebels", "Karel Front", "armed_group", "SD")
SHELLED = "The army shelled the mill of Karel, killing four."


def one(text: str = SHELLED, trigger: str = "shelled", **kw: object) -> Finding:
    """A finding of a report of its own, at Karel on 3 May 2012 unless told otherwise."""
    report = a_report(text, source=str(kw.pop("source", "a")), published=kw.get("published", "2012-05-04"))
    claim_kw = {
        k: kw.pop(k) for k in ("kind", "status", "quantities", "aggregate", "stance", "ties", "actor") if k in kw
    }
    claim = a_claim(report, trigger, **claim_kw)  # type: ignore[arg-type]
    made = {"place": KAREL, "when": a_when("2012-05-03"), "published": "2012-05-04", **kw}
    return a_finding(claim, **made)


def events_of(ties: Ties, *findings: Finding) -> list[str]:
    """The event ids of the findings."""
    by = {f: e.id for e in ties.events for f in e.findings}
    return [by[f.id] for f in findings]


def killed(text: str, words: str, **kw: object) -> Finding:
    report = a_report(text)
    return one(text, quantities=(a_quantity(report, words),), **kw)


def test_two_reports_of_one_shelling_are_one_event_with_two_origins() -> None:
    left, right = one(), one("Karel was shelled for an hour on Thursday.", source="b")
    ties = tie([left, right], WORLD)
    assert len(ties.events) == 1
    assert ties.events[0].origins == 2
    assert ties.links[0].verdict == "same"
    assert ties.links[0].features[0].name == "kind"


ABROAD = Place("p-lake", "Lakeside", 46.2, 6.1, 3000.0, "town", "CH")


@pytest.mark.parametrize(
    ("kind", "side", "events"), [("agreement", REBELS, 1), ("agreement", ARMY, 2), ("shelling", REBELS, 2)]
)
def test_a_deal_signed_abroad_is_the_deal_for_the_town(kind: str, side: Actor, events: int) -> None:
    here = one(kind=kind, actor="The army", actors={"actor": REBELS})
    there = one(source="b", kind=kind, actor="The army", actors={"actor": side}, place=ABROAD)
    assert len(tie([here, there], WORLD).events) == events


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("another day", {"when": a_when("2012-05-19")}),
        ("another town", {"place": OSTEN}),
        ("another season", {"when": a_when("2012-11-03"), "published": "2012-11-04"}),
        ("another act", {"kind": "prisoner_release"}),
        ("a total", {"aggregate": True}),
    ],
)
def test_what_is_another_happening_stays_apart(why: str, change: dict[str, object]) -> None:
    left, right = one(), one("Guns shelled the mill again.", source="b", **change)
    assert len(tie([left, right], WORLD).events) == 2, why


def test_a_copy_adds_no_origin_and_no_event() -> None:
    original = one()
    copy = replace(one(source="b"), origin_group=original.origin_group)
    ties = tie([original, copy], WORLD)
    assert len(ties.events) == 1
    assert ties.events[0].origins == 1
    assert set(ties.events[0].findings) == {original.id, copy.id}


def test_undated_reports_with_like_words_never_meet() -> None:
    nothing = {"when": None, "published": None}
    left = one("Talks collapse and shelling resumes in Karel.", "shelling", **nothing)
    right = one("Shelling resumes in Karel as talks collapse.", "Shelling", source="b", **nothing)
    assert len(tie([left, right], WORLD).events) == 2


def test_an_undated_report_joins_the_time_with_which_it_shares_particulars() -> None:
    spoken = Stance("occurred", (Voice("negotiator", "named", "Oren Tal"),))
    text = "Guns shelled Karel and 4370 people fled, Oren Tal said."
    told = {"quantities": (a_quantity(a_report(text), "4370", "displaced"),), "stance": spoken}
    dated, undated = one(text, **told), one(text, source="b", when=None, published=None, **told)
    old = one("Guns shelled Karel.", source="c", when=a_when("2009-05-03"), published="2009-05-04")
    ties = tie([dated, undated, old], WORLD)
    first, second, third = events_of(ties, dated, undated, old)
    assert first == second != third


def test_history_belongs_to_its_own_time() -> None:
    old = one("The army shelled Karel.", source="c", when=a_when("2009-05-03"), published="2009-05-04")
    past = Stance("occurred", (Voice("outlet_itself", "outlet"),), background=True)
    recalled = one("In May 2009 the army shelled Karel.", source="d", stance=past, when=a_when("2009-05-03"))
    ties = tie([old, recalled, one()], WORLD)
    first, second, new = events_of(ties, old, recalled, one())
    assert first == second != new
    episodes = {e.id: e.episode for e in ties.events}
    assert episodes[first] != episodes[new]


def test_undated_history_makes_no_event_of_its_reports_day() -> None:
    past = Stance("occurred", (Voice("outlet_itself", "outlet"),), background=True)
    recalled = one("The army had shelled Karel.", source="d", stance=past, when=None)
    assert len(tie([recalled, one()], WORLD).events) == 2


def test_words_of_time_go_on_behind_a_bare_year() -> None:
    text = "On Monday guns fell silent. In 2009 the army took Karel. Fighters handed over their guns."
    report = a_report(text, published=None)
    year = a_when("2009-01-01", "2009-12-31", precision="year")
    chained = a_when(None, basis="chained")
    took = a_finding(a_claim(report, "took", kind="territory_taken"), place=KAREL, published=None, when=year)
    took = replace(took, when=replace(took.when, mention=a_claim(report, "In 2009").trigger))
    gave = a_finding(
        a_claim(report, "handed over", kind="surrender_of_arms"), place=KAREL, published=None, when=chained
    )
    gave = replace(gave, when=replace(gave.when, mention=a_claim(report, "On Monday").trigger))
    by = {e.kind: e for e in tie([took, gave], WORLD).events}
    assert "2009" in by["surrender_of_arms"].episode
    assert by["surrender_of_arms"].value("when").value == by["territory_taken"].value("when").value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "own", [a_when("2012-05-03", basis="chained"), a_when(None, edtf="P-1", basis="chained", order="P-1")]
)
def test_a_year_told_beside_it_does_not_change_the_day_of_an_act(own: When) -> None:
    text = "The army took Karel on Thursday. In 2009 fighters held it. A trader was shot dead."
    report = a_report(text, published="2012-05-04")
    year = a_when("2009-01-01", "2009-12-31", precision="year")
    held = a_finding(a_claim(report, "held", kind="control"), place=KAREL, when=year)
    held = replace(held, when=replace(held.when, mention=a_claim(report, "In 2009").trigger))
    shot = a_finding(a_claim(report, "shot", kind="armed_attack"), place=KAREL, when=own)
    shot = replace(shot, when=replace(shot.when, mention=a_claim(report, "Thursday").trigger))
    (event,) = (e for e in tie([held, shot], WORLD, (), {report.id: text}).events if e.kind == "armed_attack")
    assert event.value("when").value == (own.edtf or own.order or own.lower)  # type: ignore[union-attr]


def test_the_year_in_the_name_of_a_deal_dates_no_other_act() -> None:
    text = "Signatories of the 2009 peace accord are among the dead. Twenty others were kidnapped."
    report = a_report(text, published=None)
    year = a_when("2009-01-01", "2009-12-31", precision="year")
    named = a_finding(a_claim(report, "dead", kind="casualties"), place=KAREL, published=None, when=year)
    unknown = a_when(None, basis="chained")
    named = replace(named, when=replace(named.when, mention=a_claim(report, "2009").trigger))
    taken = a_finding(a_claim(report, "kidnapped", kind="abduction"), place=KAREL, published=None, when=unknown)
    (event,) = (e for e in tie([named, taken], WORLD, (), {report.id: text}).events if e.kind == "abduction")
    assert event.value("when") is None
    assert "2009" not in event.episode


def test_counts_that_exclude_each_other_are_disputed_and_all_are_kept() -> None:
    four = killed("Shells fell: guns shelled Karel and 4 died.", "4")
    nine = killed("Guns shelled Karel, 9 are dead.", "9", source="b")
    also = killed("Karel was shelled and 9 people died.", "9", source="c")
    event = tie([four, nine, also], WORLD).events[0]
    value = event.value("killed")
    assert value is not None
    assert (value.value, value.disputed, value.rule) == ("4..9", True, NO_CHOICE)
    assert {r.value: r.origins for r in value.rivals} == {"9": 2, "4": 1}


def test_a_disputed_count_is_open_where_one_telling_is_open() -> None:
    text = "Guns shelled Karel and more than 5 died."
    least = one(text, quantities=(a_quantity(a_report(text), "more than 5", low=5.0, high=None),))
    three = killed("Guns shelled Karel, 3 are dead.", "3", source="b")
    value = tie([least, three], WORLD).events[0].value("killed")
    assert value is not None
    assert (value.value, value.disputed) == ("3..5+", True)


def test_counts_that_can_all_be_true_show_their_common_range() -> None:
    text = "Guns shelled Karel and more than 5 died."
    least = one(text, quantities=(a_quantity(a_report(text), "more than 5", low=5.0, high=None),))
    exact = killed("Guns shelled Karel, 9 are dead.", "9", source="b")
    value = tie([least, exact], WORLD).events[0].value("killed")
    assert value is not None
    assert (value.value, value.disputed, len(value.rivals)) == ("9", False, 2)


def test_a_denial_stays_in_the_event_as_a_rival() -> None:
    done = one()
    denied = one("The army denied that it shelled Karel.", source="b", status="denied")
    ties = tie([done, denied], WORLD)
    assert len(ties.events) == 1
    happened = ties.events[0].value("happened")
    assert happened is not None
    assert happened.disputed
    assert {r.value for r in happened.rivals} == {"yes", "no"}


def test_rival_sides_are_shown_as_a_dispute() -> None:
    text = "The army shelled Karel."
    left = a_finding(a_claim(a_report(text), "shelled", actor="The army"), place=KAREL, actors={"actor": ARMY})
    other = "Fighters shelled Karel."
    right = a_finding(a_claim(a_report(other), "shelled", actor="Fighters"), place=KAREL, actors={"actor": REBELS})
    same = Judgement("j1", f"{left.id}|{right.id}", "same", "same", "ann", "2020-01-01T00:00:00Z")
    value = tie([left, right], WORLD, [same]).events[0].value("actor")
    assert value is not None
    assert value.disputed
    assert len(value.rivals) == 2


def judged(left: Finding, right: Finding, value: str, at: str = "2020-01-01T00:00:00Z") -> Judgement:
    return Judgement(f"j-{value}-{at}", f"{left.id}|{right.id}", "same", value, "ann", at)


def test_people_overrule_the_score_both_ways() -> None:
    left, right, far = one(), one("Karel was shelled for an hour.", source="b"), one(source="c", place=FAR)
    assert len(tie([left, right], WORLD, [judged(left, right, "different")]).events) == 2
    ties = tie([left, far], WORLD, [judged(left, far, "same")])
    assert len(ties.events) == 1
    assert ties.links[0].maker.name == "judgement"


def test_the_latest_word_on_a_pair_counts() -> None:
    left, right = one(), one("Karel was shelled for an hour.", source="b")
    yes, no = judged(left, right, "same", "2020"), judged(left, right, "different", "2021")
    assert len(tie([left, right], WORLD, [no, yes]).events) == 2
    assert len(tie([left, right], WORLD, [replace(no, at="2019"), yes]).events) == 1


def test_a_person_s_word_on_a_field_stands_above_the_rule() -> None:
    left = one()
    word = Judgement("j1", left.id, "place", "the mill of Karel", "ann", "2020-01-01T00:00:00Z")
    value = tie([left], WORLD, [word]).events[0].value("place")
    assert value is not None
    assert (value.value, value.rule) == ("the mill of Karel", JUDGED)


def test_totals_of_one_season_are_one_running_total() -> None:
    text = "At least 900 people have fled Karel."
    told = {"kind": "displacement", "aggregate": True}
    low = one(text, "fled", quantities=(a_quantity(a_report(text), "900", "displaced", high=None),), **told)
    text = "Some 1200 people have fled Karel."
    high = one(
        text,
        "fled",
        source="b",
        when=a_when("2012-05-06"),
        quantities=(a_quantity(a_report(text), "1200", "displaced"),),
        **told,
    )
    events = tie([low, high, one()], WORLD).events
    assert sorted(e.aggregate for e in events) == [False, True]


def test_nothing_told_ties_to_nothing() -> None:
    assert tie([], WORLD) == Ties((), (), ())


DENIED = "The Front denied shelling the mill of Karel."
MAYOR = (Voice("official", "role_only", words="the mayor", span=Span(1, 4)),)
CLERK = (Voice("official", "role_only", words="a clerk", span=Span(5, 9)),)


def test_who_denies_is_not_who_did_it_where_others_tell_of_it() -> None:
    shelled = one(SHELLED, actor="The army", actors={"actor": ARMY})
    denied = one(DENIED, "shelling", status="denied", source="b", actor="The Front", actors={"actor": REBELS})
    (event,) = tie([shelled, denied], WORLD).events
    assert {v.field: v.value for v in event.values}["actor"] == ARMY.name
    (alone,) = tie([denied], WORLD).events
    assert {v.field: v.value for v in alone.values}["actor"] == REBELS.name


def test_two_voices_of_one_text_that_blame_two_sides_are_in_dispute() -> None:
    text = "Rebels shelled the mill of Karel, the mayor said. The army shelled the mill of Karel, a clerk said."
    blamed = one(text, "Rebels shelled", stance=Stance("occurred", MAYOR), actor="Rebels", actors={"actor": REBELS})
    other = one(text, "army shelled", stance=Stance("occurred", CLERK), actor="The army", actors={"actor": ARMY})
    told = Told((blamed, other), "", False)
    value = next(v for v in event_of(told, WORLD, {"shelling": frozenset()}, {}).values if v.field == "actor")
    assert value.disputed
