"""Between which days a report without a date was written, by its own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.factory import a_report

from dragoman import world as worlds
from dragoman.extract import Reader
from dragoman.identify import Identifier
from dragoman.identify.dates import redate
from dragoman.identify.written import Written, written
from dragoman.records import Report
from dragoman.workshop.marked import read_folder

TRAINING = Path(__file__).parents[3] / "training" / "reports"


@pytest.fixture(scope="module")
def rooms() -> tuple[Reader, Identifier]:
    world = worlds.load(())
    return Reader(world), Identifier(world)


def bounds(rooms: tuple[Reader, Identifier], text: str) -> Written:
    report = a_report(text)
    return written(text, rooms[1].findings(report, rooms[0].claims(report)))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Rebels shelled Aleppo on 3 May 2016. The army took the town in 2018.", "2018-01-01", None),
        ("Rebels shelled Aleppo on Tuesday.", None, None),
        ("Rebels shelled Aleppo in 2016. The army will withdraw from the town on 4 June 2017.", "2016-01-01", "2017-06-04"),
        ("The army planned to attack Aleppo on 4 June 2017. Rebels took the town on 5 June 2017.", "2017-06-05", None),
        ("Rebels may attack Aleppo in 2030, a monitor said.", None, None),
    ],
)  # fmt: skip
def test_bounds_come_from_stated_days_only(
    rooms: tuple[Reader, Identifier], text: str, earliest: str | None, latest: str | None
) -> None:
    found = bounds(rooms, text)
    assert (found.earliest and found.earliest.day, found.latest and found.latest.day) == (earliest, latest)
    for bound in (found.earliest, found.latest):
        assert bound is None or bound.words.of(text)


def test_reports_whose_day_is_hidden_were_written_within_their_bounds_and_dating_them_later_changes_nothing(
    rooms: tuple[Reader, Identifier],
) -> None:
    reader, identifier = rooms
    reports = [r for r in read_folder(TRAINING, frozenset(worlds.load(()).kinds)) if r.published][::8]
    assert len(reports) >= 40
    within = bounded = 0
    for marked in reports:
        dated = Report(marked.id, marked.text, "", "law", "utf-8", "en", title=marked.title, published=marked.published)
        hidden = replace(dated, published=None)
        findings = identifier.findings(hidden, reader.claims(hidden))
        found = written(hidden.text, findings)
        day = date.fromisoformat(str(marked.published)).isoformat()
        low, high = found.earliest.day if found.earliest else "", found.latest.day if found.latest else "9999"
        bounded += found != Written(None, None)
        within += low <= day <= high
        learned = redate(findings, marked.published)
        known = identifier.findings(dated, reader.claims(dated))
        assert [f.when for f in learned] == [f.when for f in known]
        for finding in known:
            when = finding.when.chosen
            assert when is None or not (when.lower and when.upper) or when.lower <= when.upper
    assert within >= 0.98 * len(reports)
    assert bounded >= 10
