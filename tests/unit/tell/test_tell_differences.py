"""Two records compared: what is new, gone, merged, split or changed, and which new reports bear it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factory import a_claim, a_finding, a_reading, a_report, a_when, an_event, an_outlet

from dragoman.records import Entry, Event, Fact, Finding, Rival, Value
from dragoman.tell import Held, Shown
from dragoman.tell.differences import ANEW, JUDGED, OTHERWISE, Differences, Forward, differences
from dragoman.tell.matching import Bearing, matched

KEY = b"k" * 32


def told(number: int) -> tuple[object, Finding]:
    report = a_report(f"Shells fell on the mill, report {number} says.", source=f"{number}.txt", outlet="Bird Post")
    finding = a_finding(a_claim(report, "fell"), outlet=an_outlet("Bird Post"))
    return report, finding


ALL = {n: told(n) for n in range(1, 6)}
F = {n: finding for n, (_, finding) in ALL.items()}


def record(*events: Event, entries: tuple[Entry, ...] = (), reports: int = 3, **other: Finding) -> Shown:
    findings = {n: other.get(f"f{n}", F[n]) for n in range(1, reports + 1)}
    readings = tuple(a_reading(ALL[n][0], [f]) for n, f in findings.items())
    return Shown(Held(readings, (events, entries), key=KEY))


def event(*numbers: int, killed: str = "4", disputed: bool = False, rule: str = "widest") -> Event:
    rivals = tuple(Rival(killed, (F[n].id,), 1) for n in numbers)
    return replace(
        an_event(*(F[n] for n in numbers), values=(Value("killed", killed, rule, rivals, disputed),)),
        id="evt_" + "-".join(map(str, numbers)),
    )


def sorts(found: Differences) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(d.sort, d.before, d.after) for d in found.differences]


def test_a_record_does_not_differ_from_its_copy() -> None:
    found = differences(record(event(1, 2)), record(event(1, 2)))
    assert (found.differences, found.forward, found.reports_new) == ((), (), ())


@pytest.mark.parametrize(
    ("old", "new", "sort"),
    [
        ([], [(1,)], "new"),
        ([(1,)], [], "gone"),
        ([(1,), (2,)], [(1, 2)], "merged"),
        ([(1, 2)], [(1,), (2,)], "split"),
        ([(1, 2), (3,)], [(1,), (2, 3)], "regrouped"),
        ([(1,)], [(1, 2)], "retold"),
    ],
)
def test_what_became_of_events(old: list[tuple[int, ...]], new: list[tuple[int, ...]], sort: str) -> None:
    found = differences(record(*(event(*n) for n in old)), record(*(event(*n) for n in new)))
    assert [d.sort for d in found.differences] == [sort]
    gone = {"evt_" + "-".join(map(str, n)) for n in old} - {"evt_" + "-".join(map(str, n)) for n in new}
    assert {f.id for f in found.forward} == gone


def test_ids_lead_forward_to_where_the_claims_stand_now() -> None:
    found = differences(record(event(1, 2), event(3)), record(event(1), event(2, 3)))
    assert set(found.forward) == {Forward("evt_1-2", ("evt_1", "evt_2-3")), Forward("evt_3", ("evt_2-3",))}


def test_a_changed_value_names_the_new_report_that_bears_it() -> None:
    before, after = record(event(1)), record(event(1, 4, killed="4..9", disputed=True), reports=4)
    (one,) = differences(before, after).differences
    (change,) = one.changes
    assert (one.sort, change.field, change.before, change.after) == ("changed", "killed", "4", "4..9")
    assert (change.disputed, [r.id for r in change.reports]) == ("now disputed", [F[4].claim.report_id])
    assert change.reports[0].outlet == "Bird Post"
    (back,) = differences(after, before).differences[0].changes
    assert (back.disputed, [r.id for r in back.reports]) == ("no longer disputed", [F[4].claim.report_id])


def test_a_value_that_changed_without_a_report_says_why() -> None:
    before = record(event(1))
    assert reason(before, record(event(1, killed="5"))) == OTHERWISE
    assert reason(before, record(event(1, killed="5", rule="a person's judgement"))) == JUDGED
    redated = replace(F[1], when=replace(F[1].when, chosen=a_when("2018-07-01")))
    assert reason(before, record(event(1, killed="5"), f1=redated)) == ANEW


def reason(before: Shown, after: Shown) -> str:
    (one,) = differences(before, after).differences
    return one.changes[0].because


def test_a_claim_that_was_read_anew_is_known_by_its_words() -> None:
    reread = replace(F[1], id="fnd_other", claim=replace(F[1].claim, id="clm_other"))
    now = replace(event(1), id="evt_now", findings=("fnd_other",))
    found = differences(record(event(1)), record(now, f1=reread))
    assert sorts(found) == [("retold", ("evt_1",), ("evt_now",))]


def a_deal(*facts: Fact, name: str = "ent_deal", status: str = "agreed", bears: tuple[int, ...] = (1,)) -> Entry:
    return Entry(name, "deals", "Mill: Army and Front", "e", facts, tuple(F[n].id for n in bears), "2021-03", status)


def test_ledger_lines_tell_which_facts_are_new_and_how_they_stand() -> None:
    bus, arms = Fact("term", "leave by bus", (F[1].id,), state="open"), Fact("term", "give up arms", (F[4].id,))
    before = record(entries=(a_deal(bus),))
    late = a_deal(replace(bus, state="done"), arms, name="ent_now", status="begun", bears=(1, 4))
    after = record(entries=(late,), reports=4)
    (one,) = differences(before, after).differences
    assert (one.of, one.sort, one.before, one.after) == ("deals", "changed", ("ent_deal",), ("ent_now",))
    assert [(c.field, c.before, c.after) for c in one.changes] == [
        ("stands as", "agreed", "begun"),
        ("term", "leave by bus [open]", "leave by bus [done]"),
        ("term", None, "give up arms"),
    ]
    assert one.changes[2].reports[0].id == F[4].claim.report_id


def test_lines_of_different_ledgers_are_never_one() -> None:
    old = [Bearing("a", "deals", "", frozenset("x"))]
    new = [Bearing("b", "arms", "", frozenset("x")), Bearing("c", "deals", "", frozenset("xy"))]
    assert {(g.sort, g.old, g.new) for g in matched(old, new)} == {("changed", ("a",), ("c",)), ("new", (), ("b",))}


def test_of_lines_that_share_a_claim_those_of_one_key_are_the_same() -> None:
    old = [Bearing("a", "labels", "rebels", frozenset("x")), Bearing("b", "labels", "terrorists", frozenset("x"))]
    new = [Bearing("c", "labels", "rebels", frozenset("xy")), Bearing("d", "labels", "terrorists", frozenset("xy"))]
    assert {(g.old, g.new) for g in matched(old, new)} == {(("a",), ("c",)), (("b",), ("d",))}


def test_a_name_that_only_one_record_veils_is_veiled_in_both() -> None:
    """A later report tells that she is a resident: the older value, in which she was nobody known, is masked, too."""
    public = a_report("The mill of Vera Osk fell. Vera Osk spoke.", source="1.txt")
    later = a_report("Vera Osk, a resident, saw the mill fall. It fell at noon.", source="2.txt")
    one, two = a_finding(a_claim(public, "fell")), a_finding(a_claim(later, "fell"))
    old = an_event(one, values=(Value("thing", "the mill of Vera Osk", "only", (Rival("x", (one.id,), 1),)),))
    new = an_event(one, two, values=(Value("thing", "the mill", "only", (Rival("y", (two.id,), 1),)),))
    before = Shown(Held((a_reading(public, [one]),), ((old,), ()), key=KEY))
    after = Shown(Held((a_reading(public, [one]), a_reading(later, [two])), ((new,), ()), key=KEY))
    assert "Vera Osk" in str(before.event(old).values)
    assert "Osk" not in str(differences(before, after))
