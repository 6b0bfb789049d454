"""Laws of the record, for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factory import a_reading, a_report, raw_of

from dragoman.store import open_record
from dragoman.store.search import key_of
from dragoman.store.verify import Tally, verify
from dragoman.text import name_key

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip)


@settings(max_examples=12, deadline=None)
@given(st.lists(TEXTS, max_size=5), st.integers(0, 5))
def test_keeping_twice_is_keeping_once(texts: list[str], cut: int) -> None:
    batch = [(reading, raw_of(reading.report)) for reading in (a_reading(text) for text in texts)]
    with open_record(":memory:") as once, open_record(":memory:") as twice:
        once.keep_many(batch)
        twice.keep_many(batch[:cut])
        again = [twice.keep(*one) for one in batch + batch]
        assert not any(again[len(batch) :])
        assert once.counts() == twice.counts()
        assert list(once.reports()) == list(twice.reports())
        assert list(once.findings()) == list(twice.findings())
        assert {r.text for r in once.reports()} == set(texts)


@settings(max_examples=12, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
def test_what_is_kept_re_reads(texts: list[str]) -> None:
    with open_record(":memory:") as record:
        record.keep_many([(a_reading(text), text.encode()) for text in texts])
        tally = Tally()
        assert list(verify(record, tally)) == []
        assert tally.reports == tally.sources == len(texts)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_the_key_for_search_is_the_key_of_names(text: str) -> None:
    assert key_of(text) == name_key(text)


def test_an_empty_report_is_kept() -> None:
    with open_record(":memory:") as record:
        report = a_report("")
        assert record.keep(a_reading(report, []), b"")
        assert record.raw(report.raw_sha256) == b""
        assert list(verify(record)) == []
