"""What every Store must do, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.factory import (
    MAKER,
    a_claim,
    a_finding,
    a_full_finding,
    a_reading,
    a_report,
    an_event,
    an_issue,
    raw_of,
)

from dragoman.errors import StoreError
from dragoman.ports import Store
from dragoman.records import Entry, Fact, Judgement, Link, Reading
from dragoman.store import open_record

STORES: dict[str, Callable[[Path], Store]] = {
    "file": lambda folder: open_record(folder / "record.db"),
    "url": lambda folder: open_record(f"sqlite:///{folder}/with url.db"),
    "memory": lambda _: open_record(":memory:"),
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = STORES[request.param](tmp_path)
    yield opened
    opened.close()


def keep(store: Store, reading: Reading) -> bool:
    return store.keep(reading, raw_of(reading.report))


def test_kept_reading_reads_back_equal(store: Store) -> None:
    report, finding = a_full_finding()
    issue = an_issue()
    assert keep(store, a_reading(report, [finding], issues=(issue,)))
    assert list(store.reports()) == [report]
    assert store.report(report.id) == report
    assert list(store.findings()) == [finding]
    assert store.raw(report.raw_sha256) == raw_of(report)
    assert list(store.issues()) == [issue]


def test_keeping_twice_is_keeping_once(store: Store) -> None:
    reading = a_reading(issues=(an_issue(),))
    assert keep(store, reading) is True
    assert keep(store, reading) is False
    assert len(list(store.reports())) == len(list(store.findings())) == len(list(store.issues())) == 1


def test_knows_only_what_was_kept(store: Store) -> None:
    reading = a_reading()
    assert not store.knows(reading.report.id)
    keep(store, reading)
    assert store.knows(reading.report.id)
    assert not store.knows("rep_other")


def test_unknown_things_are_none_or_empty(store: Store) -> None:
    assert store.report("rep_other") is None
    assert store.raw("0" * 64) is None
    assert list(store.findings("rep_other")) == []
    assert list(store.events()) == []
    assert list(store.entries()) == []


def test_findings_come_in_order_of_report_and_text(store: Store) -> None:
    first, second = a_report("One two three."), a_report("Four five.")
    ends = [a_finding(a_claim(first, words)) for words in ("three", "one".title(), "two")]
    keep(store, a_reading(first, ends))
    keep(store, a_reading(second, [a_finding(a_claim(second, "five"))]))
    triggers = [f.claim.trigger.of((store.report(f.claim.report_id) or first).text) for f in store.findings()]
    assert triggers == ["One", "two", "three", "five"]
    assert len(list(store.findings(second.id))) == 1


def test_two_reports_of_one_raw_share_its_bytes(store: Store) -> None:
    left, right = a_report("Same words.", source="a.txt"), a_report("Same words.", source="b.txt")
    assert left.id != right.id
    assert left.raw_sha256 == right.raw_sha256
    assert keep(store, a_reading(left, []))
    assert keep(store, a_reading(right, []))
    assert [r.source for r in store.reports()] == ["a.txt", "b.txt"]


def test_conclusions_are_replaced_and_judgements_stay(store: Store) -> None:
    reading = a_reading()
    keep(store, reading)
    (finding,) = reading.findings
    link = Link(finding.id, "fnd_other", "same", 0.7, (), MAKER)
    deal = Entry("ent_1", "deals", "deal", "ep", (Fact("party", "x"),), (finding.id,))
    hold = Entry("ent_2", "control", "hold", "ep", (), ())
    judgement = Judgement("jdg_1", finding.id, "kind", "shelling", "ann", "2024-01-01T00:00:00Z")
    store.conclude([an_event(finding)], [link], [deal, hold])
    store.judge(judgement)
    assert list(store.events()) == [an_event(finding)]
    assert list(store.entries()) == [deal, hold]
    assert list(store.entries("control")) == [hold]
    store.conclude(iter([]), iter([]), iter([hold]))
    assert list(store.events()) == []
    assert list(store.entries()) == [hold]
    assert list(store.judgements()) == [judgement]


def test_conclusions_may_be_made_while_reading_the_store(store: Store) -> None:
    keep(store, a_reading())
    store.conclude((an_event(f) for f in store.findings()), [], [])
    store.conclude((event for event in store.events()), [], [])
    assert len(list(store.events())) == 1


def test_readings_may_be_kept_while_reading_the_store(store: Store) -> None:
    keep(store, a_reading("First report."))
    for number, _ in enumerate(store.reports()):
        keep(store, a_reading(f"Report {number}."))
    assert len(list(store.reports())) == 2


def test_judgements_keep_their_order_and_never_change(store: Store) -> None:
    first = Judgement("jdg_2", "fnd_1", "kind", "clash", "ann", "2024-01-01T00:00:00Z")
    second = Judgement("jdg_1", "fnd_1", "kind", "siege", "bob", "2024-01-02T00:00:00Z")
    for judgement in (first, second, first):
        store.judge(judgement)
    assert list(store.judgements()) == [first, second]
    with pytest.raises(StoreError, match="never change"):
        store.judge(Judgement("jdg_1", "fnd_1", "kind", "clash", "bob", "2024-01-02T00:00:00Z"))


def test_a_report_that_is_read_anew_keeps_its_place_and_has_new_findings(store: Store) -> None:
    other, old = a_reading("First report."), a_reading()
    for reading in (old, other):
        keep(store, reading)
    new = replace(old, findings=(replace(old.findings[0], published="2018-06-28"),), relevance=0.6, digest="later")
    store.reread([new])
    assert [report.id for report in store.reports()] == [old.report.id, other.report.id]
    assert list(store.findings(old.report.id)) == list(new.findings)
    assert list(store.findings(other.report.id)) == list(other.findings)
    assert not keep(store, old)


def test_the_same_issue_is_noted_once(store: Store) -> None:
    new = [store.keep_issue(an_issue(where)) for where in ("a.html", "b.html", "a.html")]
    assert new == [True, True, False]
    assert [issue.where for issue in store.issues()] == ["a.html", "b.html"]


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.knows("rep_1")
