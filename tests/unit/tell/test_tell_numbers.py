"""Numbers in words."""

from dataclasses import replace

import pytest
from tests.factory import a_claim, a_finding, a_quantity, a_report, an_event

from dragoman.records import Rival, Value
from dragoman.tell import numbers


@pytest.mark.parametrize(
    ("low", "high", "approximate", "words"),
    [
        (4.0, 4.0, False, "4"),
        (600.0, 600.0, True, "about 600"),
        (10.0, None, False, "at least 10"),
        (1000.0, None, True, "1,000 or more"),
        (None, 10.0, False, "at most 10"),
        (2000.0, 9999.0, False, "2,000–9,999"),
        (0.6, 0.6, False, "0.6"),
        (None, None, True, "an unknown number of"),
    ],
)
def test_bounds(low: float | None, high: float | None, approximate: bool, words: str) -> None:
    assert numbers.bounds(low, high, approximate=approximate) == words


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("4", "4"),
        ("~600", "about 600"),
        ("3..", "at least 3"),
        ("..9", "at most 9"),
        ("4–9", "4–9"),
        ("2..5", "2–5"),
        ("27000", "27,000"),
        ("many", "many"),
        ("7..19+", "7–19 or more"),
    ],
)
def test_stored_ranges(stored: str, words: str) -> None:
    assert numbers.range_words(stored) == words


@pytest.mark.parametrize(
    ("kind", "unit", "words"),
    [
        ("killed", "", "4 killed"),
        ("killed", "deaths", "4 killed"),
        ("killed", "civilian deaths", "4 civilian deaths"),
        ("killed", "soldiers", "4 soldiers killed"),
        ("injured", "families", "4 families injured"),
        ("killed", "of his soldiers", "4 of his soldiers killed"),
        ("airstrikes", "strikes", "4 strikes"),
        ("buses", "buses", "4 buses"),
        ("fighters", "of hill militants", "4 hill militants"),
        ("fighters", "", "4 fighters"),
        ("share_of_territory", "of the province", "4 percent of the province"),
        ("share_of_territory", "percent", "4 percent"),
    ],
)
def test_units_stand_where_english_has_them(kind: str, unit: str, words: str) -> None:
    assert numbers.counted("4", kind, unit) == words


def test_more_than_stays_more_than() -> None:
    report = a_report("The army holds more than 60 percent of the province.")
    share = a_quantity(report, "more than 60 percent", kind="share_of_territory", low=60.0, high=None, unit="of Karel")
    assert numbers.amount(share) == "more than 60 percent of Karel"


def test_a_contested_number_is_told_as_its_range_wherever_it_stands() -> None:
    report = a_report("Shells killed 19 people.")
    finding = a_finding(replace(a_claim(report, "killed"), quantities=(a_quantity(report, "19"),)))
    both = (Rival("19", (finding.id,), 1), Rival("11", ("fnd_other",), 1))
    event = an_event(finding, values=(Value("killed", "11..19", "no choice: sources differ", both, True),))
    assert numbers.tolls(event, [finding]) == "11–19 killed (sources differ)"
    assert numbers.number_of(event, "killed") == numbers.Bounds(11.0, 19.0)


def test_the_number_of_all_is_no_less_than_that_of_any_group_and_no_guess() -> None:
    report = a_report("Shells killed 4 soldiers and 9 rebels.")
    finding = a_finding(a_claim(report, "killed"))
    values = (Value("killed (soldiers)", "4", "only value"), Value("killed (rebels)", "9", "only value"))
    assert numbers.number_of(an_event(finding, values=values), "killed") == numbers.Bounds(9.0, None)
    assert numbers.number_of(an_event(finding, values=values[:1]), "killed") == numbers.Bounds(4.0, 4.0)
    assert numbers.number_of(an_event(finding, values=values), "injured") is None


def test_a_range_that_somebody_leaves_open_has_no_most() -> None:
    assert numbers.stored("7..19+") == numbers.Bounds(7.0, None, told=19.0)


def test_one_family_is_not_told_as_one_person() -> None:
    assert numbers.counted("1", "killed", "family") == "a family killed"
    assert numbers.counted("1", "killed", "teacher") == "1 teacher killed"
