"""Words are found however they are written, with and without FTS5."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factory import a_reading, a_report, raw_of

from dragoman.errors import InputError
from dragoman.records import Report, Span
from dragoman.store import open_record, search
from dragoman.store.record import Record
from dragoman.store.verify import verify

TEXTS = {
    "daraa": "Shells fell on Dar’ā al-Balad. A cease-fire was signed later.",
    "douma": "Buses left Douma for Jarablus after a deal; 1,500 fighters were aboard.",
    "arabic": "قصف الجيش حيّ درعا البلد",
    "marks": "They took 100% of the town_centre and said so.",
}
# looked for → reports found (as a set), and the words shown as found (None: not looked at)
QUESTIONS: list[tuple[str, set[str], str | None]] = [
    ("Dar'a", {"daraa"}, "Dar’ā"),
    ("DARA", {"daraa"}, "Dar’ā"),
    ("shells dara", {"daraa"}, "Shells"),
    ("shells douma", set(), None),
    ('"al-balad"', {"daraa"}, "al-Balad"),
    ('"dara al balad"', {"daraa"}, "Dar’ā al-Balad"),
    ('"balad dara"', set(), None),
    ("cease fire", {"daraa"}, "cease-fire"),
    ("deal buses", {"douma"}, "Buses"),
    ("fighters AND OR NOT", set(), None),
    ("درعا", {"arabic"}, "درعا"),
    ("حي", {"arabic"}, "حيّ"),
    ("town_centre", {"marks"}, None),
    ("100%", {"marks"}, "100"),
    ("'; DROP TABLE reports; --", set(), None),
]


@pytest.fixture(params=["fts5", "like"])
def record(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    if request.param == "like":
        monkeypatch.setattr(search, "has_fts5", lambda _: False)
    with open_record(tmp_path / "record.db") as opened:
        for name, text in TEXTS.items():
            report = a_report(text, id=name, title=None)
            opened.keep(a_reading(report, []), raw_of(report))
        yield opened


@pytest.mark.parametrize(("looked_for", "found", "shown"), QUESTIONS)
def test_reports_are_found_by_their_words(record: Record, looked_for: str, found: set[str], shown: str | None) -> None:
    hits = record.search(looked_for)
    assert {hit.report_id for hit in hits} == found
    for hit in hits:
        if shown is not None:
            assert hit.span is not None
            assert hit.span.of(TEXTS[hit.report_id]) == shown
            assert shown in hit.excerpt


def test_titles_are_searched_too(record: Record) -> None:
    report = a_report("Nothing else.", id="titled", title="Truce in Idlib")
    record.keep(a_reading(report, []), raw_of(report))
    (hit,) = record.search("idlib truce")
    assert (hit.report_id, hit.title, hit.span) == ("titled", "Truce in Idlib", None)


def test_reports_kept_after_a_search_are_found_by_the_next(record: Record) -> None:
    assert record.search("harasta") == []
    report = a_report("Fighting in Harasta.", id="later")
    record.keep(a_reading(report, []), raw_of(report))
    assert [hit.report_id for hit in record.search("harasta")] == ["later"]
    assert list(verify(record)) == []


def test_no_more_are_given_than_asked_for(record: Record) -> None:
    for number in range(4):
        report = a_report(f"Convoy {number} left.")
        record.keep(a_reading(report, []), raw_of(report))
    assert len(record.search("convoy", limit=3)) == 3
    assert len(record.search("convoy")) == 4


def test_the_index_is_caught_up_in_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "INDEXED_AT_ONCE", 2)
    with open_record(tmp_path / "record.db") as record:
        for number in range(5):
            report = a_report(f"Convoy {number} left.")
            record.keep(a_reading(report, []), raw_of(report))
        assert search.catch_up(record.engine, record.where) == 5
        assert search.catch_up(record.engine, record.where) == 0
        assert len(record.search("convoy")) == 5


@pytest.mark.parametrize("nothing", ["", "  ", '""', '" * ( ^ :', "…"])
def test_a_search_for_nothing_is_refused(record: Record, nothing: str) -> None:
    with pytest.raises(InputError, match="no words"):
        record.search(nothing)


NAMES = {"daraa": ("dar a", "درعا"), "al balad": ("البلد",), "tell abyad": ("تل ابيض", "girê spî")}


def spelt(name: str) -> tuple[str, ...]:
    return NAMES.get(name, ())


@pytest.mark.parametrize(
    ("looked_for", "found"),
    [
        ("Daraa", {"arabic"}),  # "Dar’ā" is written without a blank: no spelling of the table above
        ("Daraa البلد", {"arabic"}),
        ('"Daraa"', {"arabic"}),
        ("tell abyad", {"abyad", "loose"}),  # the words may also stand apart
        ('"tell abyad"', {"abyad"}),
        ("they tell abyad", {"loose"}),
        ("daraa convoy", set()),
    ],
)
def test_a_name_is_found_in_every_spelling(record: Record, looked_for: str, found: set[str]) -> None:
    for name, text in (("abyad", "دخلت القافلة تل أبيض"), ("loose", "Abyad fell, they tell us.")):
        report = a_report(text, id=name)
        record.keep(a_reading(report, []), raw_of(report))
    assert {hit.report_id for hit in record.search(looked_for, spellings=spelt)} == found


def veiled(report: Report) -> search.Hidden:
    """The first Marwan of a text, and any in a title, are hidden."""
    at, title = report.text.find("Marwan"), (report.title or "").find("Marwan")
    spans = [[Span(x, x + len("Marwan"))] if x >= 0 else [] for x in (title, at)]
    return search.Hidden(*spans)


@pytest.mark.parametrize(
    ("looked_for", "found"),
    [("Marwan", {"both"}), ("Marwan wept", {"both"}), ('"Marwan wept"', set()), ("wept", {"both", "one"})],
)
def test_what_is_hidden_is_not_found(record: Record, looked_for: str, found: set[str]) -> None:
    for name, text in (("one", "Marwan wept."), ("both", "Marwan wept. General Marwan did not.")):
        report = a_report(text, id=name, title="On Marwan")
        record.keep(a_reading(report, []), raw_of(report))
    hits = record.search(looked_for, hidden=veiled)
    assert {hit.report_id for hit in hits} == found
    assert not [hit for hit in hits if hit.span is not None and hit.span.start == 0]


def test_hidden_reports_do_not_use_up_the_limit(record: Record) -> None:
    for number in range(120):
        report = a_report(f"Marwan wept {number} times." + (" Marwan slept." if number == 119 else ""))
        record.keep(a_reading(report, []), raw_of(report))
    assert len(record.search("Marwan", limit=1, hidden=veiled)) == 1


def test_a_title_in_the_text_is_not_shown_twice(record: Record) -> None:
    text = "Truce in Idlib\n\nThe truce was signed on Monday. Nobody came."
    report = a_report(text, id="titled", title="Truce in Idlib", title_span=Span(0, 14))
    record.keep(a_reading(report, []), raw_of(report))
    (hit,) = record.search("truce")
    assert hit.span == Span(20, 25)
    assert hit.excerpt.startswith("The truce")
    (hit,) = record.search("idlib")
    assert hit.span is None
    assert hit.excerpt.startswith("The truce")
