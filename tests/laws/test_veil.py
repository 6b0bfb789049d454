"""Law: the name of a private person leaves by no way out, wherever it stands in the record."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from tests.factory import a_claim, a_finding, a_reading, a_report, a_span, an_event
from tests.unit.tell.siege import PRIVATE, held

from dragoman.records import Entry as Line
from dragoman.records import Event, Fact, Rival, Value, Voice
from dragoman.tell import WRITERS, Held, Shown
from dragoman.tell.explain import FIELDS, explain
from dragoman.tell.grains import GRAINS, rows
from dragoman.tell.notebook import page_html
from dragoman.tell.page import event_page, finding_page, report_page
from dragoman.tell.prediction import line
from dragoman.tell.tables import events_table, ledger_table

Way = Callable[[Shown], str]

GIVEN = st.sampled_from(
    ["Abu Yazan", "Um Rami", "Marwan al-Zoubi", "Nadia Qasim", "Iman Haddad", "Oksana Melnyk", "Tariq O'Brien"]
)
FRAMES = st.sampled_from(
    [
        "{}, a resident, said shells fell on Inkhil. {} fled.",
        "Shells fell on Inkhil, witness {} said. Later {} fled.",
        "The farmer {} said shells fell. In Inkhil {} wept.",
        "Villager {}, 41, said shells fell. “I ran,” said {}.",
        "Mother of three {} said shells fell on {}'s house, resident {} added.",
    ]
)


def printed(*parts: object) -> str:
    out = Console(file=io.StringIO(), width=120, highlight=False, markup=False)
    for part in parts:
        out.print(part)
    return out.file.getvalue()  # type: ignore[attr-defined]


def written(name: str) -> Way:
    def way(shown: Shown) -> str:
        out = io.StringIO()
        WRITERS[name](shown, out)
        return out.getvalue()

    return way


def all_pages(shown: Shown) -> str:
    pages = [event_page(shown, e) for e in shown.source.events()]
    pages += [finding_page(shown, f) for f in shown.raw.values()]
    pages += [report_page(shown, r) for r in shown.source.reports()]
    return printed(*(part for page in pages for part in page))


def all_reasons(shown: Shown) -> str:
    things = [*shown.raw.values(), *shown.source.events()]
    return " ".join(" ".join(step) for thing in things for field in FIELDS for step in explain(shown, thing, field))


def all_predictions(shown: Shown) -> str:
    source = shown.source
    assert isinstance(source, Held)
    return json.dumps([line(shown, r, {}, reasons=True) for r in source.readings], ensure_ascii=False)


def all_html(shown: Shown) -> str:
    source = shown.source
    assert isinstance(source, Held)
    return " ".join(page_html(shown, r) for r in source.readings)


def all_excerpts(shown: Shown) -> str:
    found = shown.raw.values()
    return " ".join(shown.excerpt(f.claim.report_id, f.claim.trigger) for f in found)


WAYS: dict[str, Way] = {
    **{name: written(name) for name in WRITERS},
    "grains": lambda shown: str([list(rows(shown, grain)) for grain in GRAINS]),
    "tables": lambda shown: printed(
        events_table(shown, shown.source.events(), 130), ledger_table(list(shown.entries()), 130)
    ),
    "pages": all_pages,
    "reasons": all_reasons,
    "predictions": all_predictions,
    "html": all_html,
    "excerpts": all_excerpts,
}


def a_record_naming(name: str, frame: str) -> Held:
    """A record in which the name stands in the text, the title, a voice, a victim, a value and a ledger."""
    text = frame.replace("{}", name)
    report = a_report(text, title=f"{name} speaks", url="https://example.org/" + name.lower().replace(" ", "-"))
    claim = a_claim(report, "fell", victim=name)
    voice = Voice("resident", "named", name, a_span(text, name), name)
    claim = type(claim)(**{**_fields(claim), "reason": f"cue near {name}"})
    claim = type(claim)(**{**_fields(claim), "stance": type(claim.stance)("occurred", (voice,))})
    finding = a_finding(claim)
    event: Event = an_event(finding, values=(Value("victim", name, "only", (Rival(name, (finding.id,), 1),)),))
    fact = Fact("term", f"{name} may leave", (finding.id,), f"{name} may leave", name)
    entry = Line("ent_1", "deals", f"exit of {name}", "e", (fact,), (finding.id,))
    return Held((a_reading(report, [finding]),), ((event,), (entry,)))


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", WAYS)
def test_no_private_name_leaves(way: str) -> None:
    told = WAYS[way](Shown(held()))
    assert told
    assert not [name for name in PRIVATE if name in told]


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=15, deadline=None)
@given(name=GIVEN, frame=FRAMES)
def test_no_name_leaves_wherever_it_stands(way: str, name: str, frame: str) -> None:
    told = WAYS[way](Shown(a_record_naming(name, frame)))
    assert name not in told
    assert name.lower().replace(" ", "-") not in told
    assert name.split()[-1] not in told


@settings(max_examples=50, deadline=None)
@given(name=GIVEN, frame=FRAMES)
def test_words_outside_names_stay_as_they_are(name: str, frame: str) -> None:
    told = Shown(a_record_naming(name, frame))
    page = told.page(next(told.source.reports()).id)
    assert "shells fell" in page.text.lower()
    assert "Inkhil" in page.text or "Inkhil" not in frame
