"""Law: the name of a private person leaves by no way out, wherever it stands in the record."""

from __future__ import annotations

import html
import io
import json
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from tests.factory import a_choice, a_claim, a_finding, a_reading, a_report, a_span, an_event
from tests.unit.tell.siege import PRIVATE, held

from dragoman.records import Candidate, Choice, Event, Fact, Finding, Place, Rival, Value, Voice
from dragoman.records import Entry as Line
from dragoman.tell import WRITERS, Held, Shown
from dragoman.tell.brief import brief
from dragoman.tell.differences import differences
from dragoman.tell.differences_page import differences_page
from dragoman.tell.disputes import disputes
from dragoman.tell.disputes_page import disputes_page
from dragoman.tell.explain import FIELDS, explain
from dragoman.tell.grains import GRAINS, rows
from dragoman.tell.notebook import page_html
from dragoman.tell.page import event_page, finding_page, report_page
from dragoman.tell.prediction import line
from dragoman.tell.tables import events_table, ledger_table
from dragoman.tell.timeline import of_deal, of_episode
from dragoman.tell.timeline_page import timeline_page
from dragoman.tell.timeline_svg import timeline_svg
from dragoman.tell.whereabouts import COARSE_M, GRID_DEGREES

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


def all_disputes(shown: Shown) -> str:
    found = disputes(shown, shown.source.events(), shown.source.entries())
    return f"{len(found)} {found} {printed(*disputes_page(found))}"


def all_timelines(shown: Shown) -> str:
    lines = [of_episode(shown, list(shown.source.events())), *(of_deal(shown, e) for e in shown.source.entries())]
    pages = [printed(*timeline_page(line, 100)) for line in lines]
    return " ".join((str(lines), *pages, *map(timeline_svg, lines)))


def all_differences(shown: Shown) -> str:
    nothing = Shown(Held((), key=shown.source.secret()))
    found = [differences(nothing, shown), differences(shown, nothing), differences(shown, shown)]
    return f"{found} {printed(*(part for one in found for part in differences_page(one, 0)))}"


def all_briefs(shown: Shown) -> str:
    """The words of the page of each episode, tags aside: a name may have been cut by marks."""
    episodes = sorted({e.episode for e in shown.known_events_once})
    return html.unescape(" ".join(re.sub(r"<[^>]+>", "", brief(shown, name)) for name in episodes))


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
    "disputes": all_disputes,
    "timelines": all_timelines,
    "differences": all_differences,
    "briefs": all_briefs,
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


# ---------------------------------------------------------------- where they were, no finer than a town

MILL = Place("pins:the-mill:SD:13.187,30.218", "Karima Mill", 13.1874, 30.2181, 300.0, "exact", "SD", "01", "mill")
QUAY = Place("pins:old-quay:SD:13.226,30.254", "Old Quay", 13.2263, 30.2544, 1200.0, "district", "SD", "01", "port")
TOWN = Place("gn-town", "Teyra", 13.2, 30.2, 2000.0, "town", "SD", "01", "town")
PLACES = st.sampled_from([MILL, QUAY, TOWN])


def a_choice_of(place: Place, report: Any) -> Choice[Place]:
    """A place with a finer rival, and reasons that name both."""
    rival = Candidate(MILL if place != MILL else QUAY, 0.2, "named after it (Karima Mill); near Old Quay")
    own = Candidate(place, 0.8, f"named before it ({place.name}); near Karima Mill")
    return Choice(place, own.reason, (own, rival), a_span(report.text, place.name))


def a_record_of(name: str, private: Place, other: Place, together: bool) -> Held:
    """A report with a claim that names a private person and one that does not, as one event or as two."""
    first = f"Resident {name} said shells fell on {private.name}."
    second = f"Troops seized {other.name} later."
    report = a_report(f"{first} {second}", title="War")
    fell = a_finding(a_claim(report, "fell", evidence=first), place=a_choice_of(private, report))
    seized = a_claim(report, "seized", kind="capture", evidence=second)
    place = a_choice(other, a_span(report.text, other.name), f"named in it ({other.name})")
    taken = a_finding(seized, place=place)
    told = (Value("place", private.name, "only", (Rival(private.name, (fell.id,), 1),)),)
    episode = f"{private.name}, 2021-06..2021-09"
    if together:
        events: tuple[Event, ...] = (an_event(fell, taken, values=told, place=private, episode=episode),)
    else:
        events = (an_event(fell, values=told, place=private, episode=episode), an_event(taken, place=other))
    entries = tuple(
        Line(f"ent_{i}", "control", f.place.chosen.name, "e", (Fact("place", f.place.chosen.name, (f.id,)),), (f.id,))
        for i, f in enumerate((fell, taken))
        if f.place.chosen
    )
    return Held((a_reading(report, [fell, taken]),), (events, entries))


def records_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every record in some JSON, at every depth."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from records_of(inner)


def exported(shown: Shown) -> list[Any]:
    """All that leaves as data."""
    lines = [json.loads(x) for x in written("jsonl")(shown).splitlines()]
    tables = [[grain, row] for grain in GRAINS for row in rows(shown, grain)]
    return [lines, tables, json.loads(written("geojson")(shown)), json.loads(all_predictions(shown))]


def is_coarse(record: dict[str, Any]) -> bool:
    on_grid = [math.isclose(x / GRID_DEGREES, round(x / GRID_DEGREES), abs_tol=1e-6) for x in _point(record)]
    finely = record.get("precision") in ("exact", "district") or (record.get("radius_m") or COARSE_M) < COARSE_M
    names = [record.get("place_id"), record.get("id") if "radius_m" in record and "lat" in record else None]
    return all(on_grid) and not finely and not any(x and ":" in str(x) for x in names)


def _point(record: dict[str, Any]) -> list[float]:
    return [x for x in (record.get("lat"), record.get("lon")) if x is not None]


@settings(max_examples=60, deadline=None)
@given(name=GIVEN, private=PLACES, other=PLACES, together=st.booleans())
def test_no_veiled_place_has_an_id_a_point_or_a_fine_ring(
    name: str, private: Place, other: Place, together: bool
) -> None:
    shown = Shown(a_record_of(name, private, other, together))
    for record in records_of(exported(shown)):
        named = str(record.get("place", "")) + str(record.get("name", ""))
        assert "‹a place" not in named or is_coarse(record), record


@settings(max_examples=60, deadline=None)
@given(name=GIVEN, private=PLACES, other=PLACES, together=st.booleans())
def test_guarded_claims_tell_no_fine_place_and_others_keep_theirs(
    name: str, private: Place, other: Place, together: bool
) -> None:
    shown = Shown(a_record_of(name, private, other, together))
    guarded, free = shown.source.readings[0].findings  # type: ignore[attr-defined]
    told = in_all(shown, guarded)
    assert not [x for x in ("Karima Mill", "Old Quay", "pins:", "13.1874", "30.2544") if x in told]
    if not together:
        assert shown.finding(free) == free
        assert other.id in in_all(shown, free)
        assert other.name in shown.evidence(free)
        assert [e.key for e in shown.entries()][1] == other.name
    whole = shown.page(free.claim.report_id).text
    assert private == TOWN or private.name not in whole[: whole.index("Troops")]


def in_all(shown: Shown, finding: Finding) -> str:
    """All that leaves as data on one claim and its event."""
    ids = {finding.id, shown.event_of[finding.id]}
    own = [r for r in records_of(exported(shown)) if ids & {r.get("id"), r.get("claim_id"), r.get("event_id")}]
    own += [
        r for r in records_of(exported(shown)) if finding.id in str(r.get("claims", "")) + str(r.get("findings", ""))
    ]
    mine = [
        r for r in own if not {f for f in shown.raw if f != finding.id and f in json.dumps(r)} - _same(shown, finding)
    ]
    return json.dumps(mine, ensure_ascii=False)


def _same(shown: Shown, finding: Finding) -> set[str]:
    return set(shown.known_events[finding.id].findings)
