"""Of a large record only the texts that a new one may repeat are looked at, and the same copies are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.factory import a_report

from dragoman import flow
from dragoman.collect import sketch_of
from dragoman.settings import Settings
from dragoman.store import open_record

STORY = (
    "Gunmen on motorcycles attacked the market of Tillaberi on Friday and burnt forty shops, the governor said. "
    "Traders had locked their stalls at noon when the first shots fell beside the old mosque. "
    "Eleven people were treated in the clinic, among them a driver from Niamey and two of his passengers. "
    "The army sent helicopters from the base at Ouallam, which turned back at dusk because of a dust storm. "
)
TAIL = "No group has said that it was behind the raid, the third on the town since the rains began in June."
OTHER = "Fishermen at the lake {n} mended their boats in week {n} and spoke of prices, nets number {n} and the wind of day {n}."


def rows(path: Path, *texts: tuple[str, str]) -> Path:
    """A folder of text files, each with its name."""
    path.mkdir(exist_ok=True)
    for name, text in texts:
        (path / f"{name}.txt").write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("remembered", [400, 3])
def test_a_copy_is_found_in_a_record_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr(flow, "REMEMBERED", remembered)
    first = rows(tmp_path / "a", ("story", STORY + TAIL), *((f"o{n}", OTHER.format(n=n)) for n in range(8)))
    then = rows(tmp_path / "b", ("copy", f"{STORY}\n\nShare this article"), ("last", OTHER.format(n=99)))
    with open_record(tmp_path / "r.db") as record:
        flow.take_in([first], record, Settings())
        flow.take_in([then], record, Settings())
        by_name = {Path(r.source).stem: r for r in record.reports()}
    assert by_name["copy"].repeat_of == by_name["story"].id
    assert by_name["copy"].origin_group == by_name["story"].origin_group
    assert sum(r.repeat_of is not None for r in by_name.values()) == 1


def test_a_cut_copy_shares_marks_of_the_sketch_and_another_text_does_not() -> None:
    whole, cut = (set(sketch_of(a_report(text))) for text in (STORY + TAIL, STORY[: len(STORY) // 2]))
    assert len(whole & cut) >= 3
    assert not whole & set(sketch_of(a_report(OTHER.format(n=1))))
    assert all(-(2**63) <= mark < 2**63 for mark in whole)


def test_of_a_mark_that_many_texts_hold_nothing_follows(tmp_path: Path) -> None:
    from tests.factory import a_reading, raw_of

    from dragoman.store.alike import COMMON

    with open_record(tmp_path / "r.db") as record:
        for n in range(COMMON + 2):
            report = a_report(f"Report {n} of the day.")
            record.keep(a_reading(report, []), raw_of(report))
        record.sketch(lambda report: (7, -int(report.text.split()[1])))
        assert record.earlier([(7,)], [], 5) == []
        (one,) = record.earlier([(7, -4)], [], 5)
        assert one.text == "Report 4 of the day."
        record.sketch(lambda report: pytest.fail("they are sketched already"))


def test_reports_of_the_days_around_are_looked_at_for_translations(tmp_path: Path) -> None:
    from tests.factory import a_reading, raw_of

    with open_record(tmp_path / "r.db") as record:
        for day in ("2024-03-01", "2024-03-04", "2024-03-05"):
            report = a_report(f"Printed on {day}.", published=day)
            record.keep(a_reading(report, []), raw_of(report))
        found = record.earlier([], [("2024-02-28", "2024-03-04")], 10)
        assert [r.published for r in found] == ["2024-03-01", "2024-03-04"]
        assert [r.published for r in record.earlier([], [("2024-02-28", "2024-03-04")], 1)] == ["2024-03-04"]
