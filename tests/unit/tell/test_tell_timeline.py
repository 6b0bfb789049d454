"""Timelines: rows by day, bars for ranges and open sides, what is not told as done apart; deals; the picture."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

import pytest
from rich.console import Console
from tests.factory import a_claim, a_finding, a_reading, a_report, a_when, an_event

from dragoman.commands.comparing import counted_from_publication
from dragoman.records import Entry, Fact, When
from dragoman.tell import Held, Shown
from dragoman.tell.timeline import HAPPENED, NOT_DONE, Bar, Timeline, day_words, of_deal, of_episode
from dragoman.tell.timeline_page import drawn, timeline_page
from dragoman.tell.timeline_svg import WIDTH, breadth, timeline_svg, wrapped

TEXT = "Shells fell on the mill. The army will strike the bridge. The front did not burn the barn. Talks went on. Guns sang."


def an_episode() -> Timeline:
    report = a_report(TEXT)
    told = (
        ("fell", "shelling", "occurred", a_when("2021-03-04")),
        ("strike", "air_strike", "planned", a_when("2021-03-01", "2021-03-09")),
        ("burn", "arson", "denied", a_when("2021-03-02")),
        ("went", "talks", "occurred", When(None, "2021-03-03", "../2021-03-03", "published")),
        ("sang", "armed_clash", "occurred", a_when(None)),
    )
    found = [a_finding(a_claim(report, word, kind=kind, status=status), when=when) for word, kind, status, when in told]
    events = [an_event(f, when=f.when.chosen) for f in found]
    return of_episode(Shown(Held((a_reading(report, found),), (tuple(events), ()))), events)


def test_rows_stand_by_day_and_what_is_not_done_stands_last() -> None:
    line = an_episode()
    assert [(b.section, b.what, b.mark) for b in line.bars] == [
        (HAPPENED, "talks", "done"),
        (HAPPENED, "shelling", "done"),
        (HAPPENED, "armed clash", "done"),
        (NOT_DONE, "air strike", "planned"),
        (NOT_DONE, "arson", "denied"),
    ]
    assert [day_words(line, day) for day in (line.first or 0, line.last or 0)] == ["2021-03-01", "2021-03-09"]
    assert [b.when for b in line.bars][:3] == ["by 2021-03-03", "2021-03-04", "day unknown"]


def bar(first: str | None, last: str | None, mark: str = "done") -> Bar:
    return Bar("evt_1", HAPPENED, "", first, last, None, None, mark, "shelling", "", "")


def axis(first: str, last: str) -> Timeline:
    days = (date.fromisoformat(day).toordinal() for day in (first, last))
    return Timeline("e", "e", *days, False, (), ())


LINE = axis("2021-03-01", "2021-03-10")


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        (bar("2021-03-01", "2021-03-01"), "●         "),
        (bar("2021-03-10", "2021-03-10"), "         ●"),
        (bar("2021-03-03", "2021-03-05"), "  ━━━     "),
        (bar(None, "2021-03-04"), "◀━━━      "),
        (bar("2021-03-07", None), "      ━━━▶"),
        (bar("2021-01-01", "2021-12-31"), "◀━━━━━━━━▶"),
        (bar(None, None), "?"),
        (bar("2020-01-01", "2020-01-02"), "◀"),
        (bar("2022-01-01", "2022-01-02"), "         ▶"),
        (bar("2021-03-02", "2021-03-02", "planned"), " ○        "),
        (bar("2021-03-02", "2021-03-04", "planned"), " ┄┄┄      "),
        (bar("2021-03-02", "2021-03-02", "denied"), " ×        "),
    ],
)
def test_bars_are_drawn_with_open_sides(one: Bar, shown: str) -> None:
    assert drawn(LINE, one, 10).plain == shown


def test_a_single_day_and_no_day_at_all_are_drawn() -> None:
    single = axis("2021-03-01", "2021-03-01")
    assert drawn(single, bar("2021-03-01", "2021-03-01"), 11).plain.strip() == "●"
    assert drawn(Timeline("e", "e", None, None, False, (), ()), bar(None, None), 11).plain == "?"


@pytest.mark.parametrize("columns", [60, 72, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    out = io.StringIO()
    console = Console(file=out, width=columns)
    for part in timeline_page(an_episode(), columns):
        console.print(part)
    told = out.getvalue()
    assert max(map(len, told.splitlines())) <= columns
    assert told.count("planned") == 2  # the heading, and the strike itself
    assert "? day unknown" in told


def undated(*orders: str, texts: int = 1) -> Timeline:
    """Shelling told in one text, or in several, whose day of publication nobody knows."""
    reports = [a_report(f"Shells fell on mill {n}.", source=f"{n}", published=None) for n in range(len(orders))]
    found = [
        a_finding(
            a_claim(r, "fell"),
            when=When(None, None, "", "relative", order=order),
            published=None,
            origin_group=f"org_{n % texts}",
        )
        for n, (r, order) in enumerate(zip(reports, orders, strict=True))
    ]
    events = [an_event(f) for f in found]
    readings = tuple(a_reading(r, [f]) for r, f in zip(reports, found, strict=True))
    return of_episode(Shown(Held(readings, (tuple(events), ()))), events, counted_from_publication)


def test_days_of_an_undated_text_are_counted_from_its_publication() -> None:
    line = undated("P-0..6:sunday", "P-0..6:tuesday-1d", "P-1d", "2011/P", "")
    assert line.counted
    assert [b.ends for b in line.bars] == [(-7, -1), (-6, 0), (-1, -1), (None, 0), (None, None)]
    assert [day_words(line, day) for day in (-7, 0)] == ["day -7", "published"]
    assert all(bar.first is None for bar in line.bars)
    assert undated("P-0..6:sunday", "P-1d", texts=2).counted is False  # two texts may be of two days


def a_deal() -> Timeline:
    facts = (
        Fact("status", "offered", ("f1",), said_by="an envoy", when="2021-03-01"),
        Fact("status", "agreed", ("f2",), said_by="an envoy", when="2021-03-04"),
        Fact("status", "agreed", ("f3",), said_by="the army", when="2021-03-04"),
        Fact("status", "collapsed", ("f4",), said_by="the army", when="2021-03"),
        Fact("term", "leave by bus", ("f2",), said_by="an envoy", when="../2021-03-08", state="open"),
        Fact("term", "hand over rifles", ("f3",), when="2021-03-05", state="done"),
        Fact("deadline", "2021-03-08", ("f2",), when="2021-03-08", state="missed"),
        Fact("cause", "the front fired", ("f4",), said_by="the army"),
    )
    entry = Entry("ent_1", "deals", "Mill: Army and Front (2021-03)", "e", facts, ("f1",), "2021-03", "collapsed")
    return of_deal(Shown(Held(())), entry)


def test_a_deal_is_told_from_offer_to_end() -> None:
    line = a_deal()
    assert line.name == "Mill: Army and Front, 2021-03"
    reached = {s.name: s.when for s in line.stages if s.reached}
    assert reached == {"offered": "2021-03-01", "agreed": "2021-03-04", "collapsed": "2021-03"}
    assert [(b.what, b.mark, b.state) for b in line.bars] == [
        ("offered", "planned", ""),
        ("agreed", "done", ""),
        ("collapsed", "ended", ""),
        ("leave by bus", "planned", "open"),
        ("hand over rifles", "done", "done"),
        ("deadline", "failed", "missed"),
        ("the front fired", "done", ""),
    ]
    agreed = line.bars[1]
    assert agreed.detail == "said by an envoy; the army"
    assert (line.bars[2].first, line.bars[2].last) == ("2021-03-01", "2021-03-31")


@pytest.mark.parametrize(
    "line",
    [an_episode(), a_deal(), undated("P-0..6:sunday", "P-1d"), Timeline("e", "‹x› & <y>", None, None, False, (), ())],
)
def test_the_picture_is_svg_whose_words_stay_on_the_sheet_and_apart(line: Timeline) -> None:
    root = ET.fromstring(timeline_svg(line))
    sheet_height = float(root.attrib["height"])
    rows: dict[float, list[tuple[float, float]]] = {}
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        size = int(text.attrib.get("font-size", 13))
        wide = breadth(text.text or "", bold=text.attrib.get("font-weight") == "bold", size=size)
        x -= wide / 2 if text.attrib.get("text-anchor") == "middle" else 0
        assert x >= 0
        assert x + wide <= WIDTH
        assert 0 < y < sheet_height
        rows.setdefault(y, []).append((x, x + wide))
    for spans in rows.values():
        ordered = sorted(spans)
        assert all(left[1] <= right[0] for left, right in pairwise(ordered))


def test_long_words_are_wrapped_and_acting_characters_only_show() -> None:
    assert all(breadth(words) <= 200 for words in wrapped("a" * 100 + " " + "word " * 40, 200))
    line = Timeline("e", "mill\x1b[31m", None, None, False, (), (bar(None, None),))
    assert "\x1b" not in timeline_svg(line)
