"""Which reports are tied up together: all while they are few, else those of one war and time; never by their order."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

import pytest
from tests.factory import DARAA, a_claim, a_finding, a_report, a_when

from dragoman.link import partition, standing, trace_of
from dragoman.link.parts import MOST, SEASON_DAYS
from dragoman.link.view import ordinal
from dragoman.records import Bridge, Spot, Trace

HALF = MOST // 2


def trace(name: str, findings: int, country: str, season: int | None, *touches: tuple[str, int]) -> Trace:
    """One report; it touches its own spot and the others given."""
    own = ((country, season),) if season is not None else ()
    return Trace(name, name, findings, country, season, (*own, *touches))


def parted(traces: Iterable[Trace], together: Iterable[tuple[str, str]] = ()) -> list[tuple[str, ...]]:
    """The reports of each part, told from their traces; ``together``: pairs of reports."""
    by_origin = defaultdict[str, list[Trace]](list)
    for one in traces:
        if one.findings:
            by_origin[one.origin].append(one)
    stands = {origin: standing(own) for origin, own in by_origin.items()}
    findings, origins, bridges = (
        Counter[str](),
        Counter(where.spot for where in stands.values()),
        Counter[tuple[str, str]](),
    )
    spot = {}
    for origin, where in stands.items():
        for one in by_origin[origin]:
            findings[where.spot] += one.findings
            spot[one.report_id] = where.spot
        bridges.update((min(where.spot, other), max(where.spot, other)) for other in where.touches)
    said = [(spot[a], spot[b]) for a, b in together if a in spot and b in spot]
    found = partition(
        [Spot(name, number, origins[name]) for name, number in findings.items()],
        [Bridge(*pair, number) for pair, number in bridges.items()],
        said,
    )
    return sorted(tuple(sorted(r for r in spot if spot[r] in names)) for names in found)


def test_few_reports_are_one_part_whatever_they_are_about() -> None:
    told = [trace("b", 3, "SD", 10), trace("a", HALF, "UA", 99), trace("c", 1, "", None)]
    assert parted(told) == [("a", "b", "c")]
    assert parted([trace("a", 0, "", None)]) == []


def test_many_reports_part_between_wars_and_seasons() -> None:
    told = [trace("a", HALF, "SD", 10), trace("b", HALF, "SD", 11), trace("c", HALF, "SD", 40), trace("d", 9, "UA", 10)]
    assert parted(told) == [("a", "b"), ("c",), ("d",)]


def test_reports_that_tell_of_both_hold_two_countries_together() -> None:
    two = [trace("a", HALF, "IL", 10), trace("b", HALF - 9, "LB", 10)]
    far = trace("z", HALF, "PE", 10)
    assert parted([*two, far]) == [("a",), ("b",), ("z",)]
    both = [trace(f"m{n}", 1, "LB", 10, ("IL", 10)) for n in range(4)]
    assert parted([*two, far, *both]) == [("a", "b", "m0", "m1", "m2", "m3"), ("z",)]


def test_copies_stand_where_their_origin_stands() -> None:
    copy = replace(trace("copy", 1, "SD", 90), origin="a")
    told = [trace("a", HALF, "SD", 10), trace("b", MOST, "SD", 91), copy]
    assert parted(told) == [("a", "copy"), ("b",)]


def test_what_people_tied_together_stays_together_though_it_is_too_much() -> None:
    told = [trace("a", MOST, "SD", 10), trace("b", MOST, "UA", 90)]
    assert parted(told) == [("a",), ("b",)]
    assert parted(told, [("b", "a")]) == [("a", "b")]
    assert parted(told, [("a", "not there")]) == [("a",), ("b",)]


def test_undated_reports_go_with_their_country() -> None:
    told = [trace("a", HALF, "SD", 10), trace("b", MOST, "UA", 10), trace("u", 5, "SD", None)]
    assert parted(told) == [("a", "u"), ("b",)]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_reports_does_not_matter_and_each_is_in_one_part(seed: int) -> None:
    chance = random.Random(seed)
    spots = [(country, season) for country in ("SD", "UA", "MM") for season in range(12)]
    told = [
        trace(f"r{n:03}", chance.randint(1, 300), *chance.choice(spots), *chance.sample(spots, 2)) for n in range(200)
    ]
    found = parted(told)
    assert len(found) > 3
    assert sorted(name for names in found for name in names) == [t.report_id for t in told]
    chance.shuffle(told)
    assert parted(told) == found


def test_a_trace_says_where_and_when_a_report_lies() -> None:
    report = a_report("The army shelled Daraa on Tuesday. In 2011 it had shelled the same town. Talks go on.")
    day = ordinal("2018-06-26")
    assert day is not None
    news = a_finding(a_claim(report, "shelled"))
    past = a_finding(a_claim(report, "had shelled"), when=a_when("2011-04-01", "2011-04-30"))
    nowhere = a_finding(a_claim(report, "Talks"), place=None, when=a_when(None))
    told = trace_of(report.id, [news, past, nowhere])
    published = ordinal("2018-06-27")
    assert published is not None
    assert (told.findings, told.country, told.season) == (3, DARAA.country, published // SEASON_DAYS)
    assert {season for _, season in told.touches} == {day // SEASON_DAYS, 734245 // SEASON_DAYS}
    assert trace_of(report.id, []) == Trace(report.id, report.id, 0)


def test_an_undated_report_is_of_the_last_time_that_it_tells_of() -> None:
    report = a_report("The army shelled Daraa in June 2018. It had shelled it in 2011.")
    told = [
        a_finding(a_claim(report, "shelled"), when=a_when("2018-06-01", "2018-06-30"), published=None),
        a_finding(a_claim(report, "had shelled"), when=a_when("2011-01-01", "2011-12-31"), published=None),
    ]
    last = ordinal("2018-06-15")
    assert last is not None
    assert trace_of(report.id, told).season == last // SEASON_DAYS
    unknown = [replace(f, when=replace(f.when, chosen=None)) for f in told]
    assert trace_of(report.id, unknown).season is None
