"""The samples as they are taken in, against what a careful reader found: day, outlet, copies, and the way back.

Files are found by listing: a new sample without an entry in ``expected.yaml`` fails.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman import flow, world
from dragoman.collect import Repeats, reports, source_of
from dragoman.identify.outlets import OutletIndex
from dragoman.records import Issue, Reading, Report
from dragoman.settings import Settings
from dragoman.tell.prediction import Way
from dragoman.text import sentences

SAMPLES = Path(__file__).parents[2] / "samples"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((SAMPLES / "expected.yaml").read_text("utf-8"))
BY_SOURCE = {row["source"]: row for row in EXPECTED["reports"]}


@lru_cache(maxsize=1)
def taken() -> dict[str, tuple[Report, bytes]]:
    """Every report of the samples by the name that ``expected.yaml`` gives it, placed among its copies."""
    repeats = Repeats()
    found: dict[str, tuple[Report, bytes]] = {}
    for one in reports([SAMPLES / "reports"]):
        assert not isinstance(one, Issue), one
        found[shown(one[0])] = (repeats.place(one[0]), one[1])
    return found


def shown(report: Report) -> str:
    """A report's name in ``expected.yaml``: JSON rows are counted from 1, CSV rows as an editor shows them."""
    return Path(report.source).name


@lru_cache(maxsize=1)
def outlets() -> OutletIndex:
    return OutletIndex(world.load((SAMPLES / "world",)))


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    found = flow.code([SAMPLES / "reports"], Settings(world=(SAMPLES / "world",)))
    return {shown(r.report): r for r in found if isinstance(r, Reading)}


def test_every_sample_has_an_entry_and_every_entry_a_sample():
    assert set(taken()) == set(BY_SOURCE)


@pytest.mark.parametrize("source", sorted(BY_SOURCE))
def test_day_outlet_and_language(source: str):
    report, about = taken()[source][0], BY_SOURCE[source]["about"]
    outlet = outlets().of(report)
    assert (report.published, outlet and outlet.id, report.language) == (
        about["published"], about["outlet"], about["language"],
    )  # fmt: skip


@pytest.mark.parametrize("source", sorted(BY_SOURCE))
def test_the_title_is_a_headline_without_marks_and_the_head_holds_nothing_else(source: str):
    report = taken()[source][0]
    assert report.title
    assert not re.search(r"^[#*_]|\*\*|^The Kesmara Courier$|^Diario del Cabo Nuevo$", report.title)
    if report.title_span:
        assert report.title_span.of(report.text).replace("’", "'") == report.title
        assert report.title_span.start == 0
    spans = [s for s in (report.title_span, report.byline) if s]
    above = report.text[:400].split("\n\n")[:3]
    for line in above:
        told = any(s.of(report.text).strip() == line.strip() for s in spans)
        assert told or len(line.split()) > 8 or not re.search(r"\d{4}", line), line


@pytest.mark.parametrize("source", [s for s in sorted(BY_SOURCE) if "not_in_text" in BY_SOURCE[s]])
def test_page_furniture_is_not_in_the_text(source: str):
    report = taken()[source][0]
    assert [words for words in BY_SOURCE[source]["not_in_text"] if words in report.text] == []


def test_copies_share_an_origin_and_nothing_else_does():
    groups: dict[str, set[str]] = {}
    for source, (report, _) in taken().items():
        groups.setdefault(report.origin_group or "", set()).add(source)
    assert sorted(sorted(g) for g in groups.values() if len(g) > 1) == sorted(sorted(g) for g in EXPECTED["copies"])


@pytest.mark.parametrize("source", sorted(BY_SOURCE))
def test_no_claim_comes_from_the_lines_above_the_story(source: str):
    reading = readings()[source]
    report = reading.report
    heads = [s for s in (report.title_span, report.byline) if s]
    for finding in reading.findings:
        assert not any(head.meets(finding.claim.evidence) for head in heads), finding.claim
        assert not report.dateline or not report.dateline.meets(finding.claim.trigger)


@pytest.mark.parametrize("source", [s for s in sorted(BY_SOURCE) if not s.endswith(".html")])
def test_offsets_are_those_of_the_users_own_text(source: str):
    reading = readings()[source]
    theirs = source_of(*taken()[source])
    way = Way(reading.report)
    assert theirs is not None
    assert way.name == "source"
    for finding in reading.findings:
        claim = finding.claim
        mentions = [m.span for m in claim.mentions] + [q.span for q in claim.quantities]
        for span in (claim.evidence, claim.trigger, *mentions):
            start, end = way(span)
            assert theirs[start:end] == span.of(reading.report.text)


@pytest.mark.parametrize("source", sorted(BY_SOURCE))
def test_every_sentence_stands_in_the_source(source: str):
    report, raw = taken()[source]
    theirs = source_of(report, raw)
    assert theirs is not None
    if source.endswith((".txt", ".jsonl")):
        assert all(s.of(report.text) in theirs for s in sentences(report.text))
