"""Laws of dates: spans re-read, nothing is dated without a day, and redating is the same as knowing."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.identify.calendar import Bounds, month_end
from dragoman.identify.dates import date_claims, redate_choice
from dragoman.identify.edtf import edtf
from dragoman.identify.timexes import timexes
from dragoman.records import Choice, Claim, Maker, Report, Stance, When
from dragoman.text import sentences

WORDS = st.sampled_from(
    [
        "on Sunday", "late on Tuesday", "a day after", "the same day", "yesterday", "since late July", "in 2018",
        "three weeks ago", "last week", "until Friday", "from 3 to 5 May", "overnight", "during Ramadan", "2019-02-30",
        "31 June", "every day", "at 25:61", "the rebels", "will leave", "shelled the town", "for two weeks", ".", "\n\n",
        "29 February", "29 February 2019", "from 29 February to 3 March 2019", "March 0", "the day before", "next Monday", "999999 years ago", "the 1st century",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join) | st.text(max_size=80)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def claims_of(text: str) -> list[Claim]:
    maker, stance = Maker("law", "1"), Stance("occurred", ())
    return [
        Claim(f"c{n}", "r", "clash", span, span, (), (), stance, 1.0, maker) for n, span in enumerate(sentences(text))
    ]


def choices(text: str, published: str | None) -> dict[str, Choice[When]]:
    return date_claims(Report("r", text, "", "", "utf-8", "en", published=published), claims_of(text))


@given(TEXTS)
@settings(deadline=None)
def test_expressions_reread_and_stand_apart(text: str) -> None:
    found = timexes(text)
    assert all(t.span.of(text) == t.words for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(TEXTS, DAYS)
@settings(max_examples=150, deadline=None)
def test_redating_is_the_same_as_knowing_the_day_from_the_start(text: str, day: date) -> None:
    waiting, known = choices(text, None), choices(text, day.isoformat())
    assert {key: redate_choice(choice, day.isoformat()) for key, choice in waiting.items()} == known
    assert {key: redate_choice(choice, None) for key, choice in known.items()} == waiting


@given(TEXTS)
@settings(deadline=None)
def test_without_a_publication_day_only_the_text_dates(text: str) -> None:
    for choice in choices(text, None).values():
        when = choice.chosen
        if when and (when.lower or when.upper):
            assert when.basis != "published" and any(c.isdigit() for c in text)


def read_back(text: str) -> Bounds:
    """The first and the last day of an EDTF string, read by its rules alone: a day, a month, a year, an interval."""
    if not text:
        return None, None
    first, _, last = text.partition("/")
    lower, upper = first.split("-"), (last or first).split("-")
    return (
        None if first == ".." else date(*map(int, [*lower, 1, 1][:3])),
        None
        if last == ".."
        else date.fromisoformat(last or first)
        if len(upper) == 3
        else month_end(*map(int, [*upper, 12][:2])),
    )


@given(DAYS, st.integers(0, 900))
def test_edtf_reads_back(day: date, more: int) -> None:
    last = date.fromordinal(day.toordinal() + more)
    for bounds in ((day, last), (None, last), (day, None), (None, None)):
        stretch: Bounds = bounds
        assert read_back(edtf(stretch)) == stretch
