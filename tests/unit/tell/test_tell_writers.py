"""Exports, predictions, schema, explanation and the notebook view."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from tests.factory import a_choice, a_claim, a_finding, a_quantity, a_reading, a_report, an_event
from tests.unit.tell.siege import FIRST, first, held

from dragoman.errors import InputError
from dragoman.records import Candidate, Event, Feature, Link, Maker, Piece, Place, Rival, Span, Stance, Value
from dragoman.tell import WRITERS, Held, Shown
from dragoman.tell.columns import GRAINS
from dragoman.tell.explain import RULE_OF_CUES, RULE_WITHOUT_CUES, explain
from dragoman.tell.geojson import EARTH_M, ring
from dragoman.tell.grains import event_row
from dragoman.tell.notebook import Read, page_html
from dragoman.tell.prediction import line
from dragoman.tell.schema import ID, schema
from dragoman.world import Acled, Kind, Plover

KINDS = {
    "shelling": Kind(
        "shelling",
        "Shelling",
        "",
        plover=Plover("ASSAULT", "heavy-weapons"),
        acled=Acled("Explosions/Remote violence", "Shelling"),
    )
}


def test_csv_has_one_file_a_grain_and_a_dictionary(tmp_path: Path) -> None:
    names = WRITERS["csv"](Shown(held()), tmp_path / "out")
    assert set(names) == {f"{g}.csv" for g in (*GRAINS, "columns")}
    for grain, columns in GRAINS.items():
        with (tmp_path / "out" / f"{grain}.csv").open(encoding="utf-8") as file:
            assert csv.DictReader(file).fieldnames == list(columns)
    told = list(csv.DictReader((tmp_path / "out" / "events.csv").open(encoding="utf-8")))
    assert len(told) == 3
    assert told[0]["standing"] == "contested"
    assert told[0]["date_start"] == "2018-06-26"
    assert told[0]["disputed"] == "status | killed"
    assert [row["status"] for row in told] == ["occurred", "occurred", "occurred"]
    assert (told[0]["plover_category"], told[0]["plover_mode"]) == ("ASSAULT", "heavy-weapons")
    assert told[0]["acled_sub_event_type"] == "Shelling/artillery/missile attack"
    assert (told[0]["killed_low"], told[0]["killed_high"]) == ("4", "9")
    assert told[0]["numbers"] == "4–9 killed (sources differ)"
    meanings = list(csv.DictReader((tmp_path / "out" / "columns.csv").open(encoding="utf-8")))
    assert all(row["meaning"] for row in meanings)
    assert len(meanings) == sum(map(len, GRAINS.values()))


def test_who_blames_somebody_for_an_act_is_not_told_as_taking_part_in_it() -> None:
    report = a_report("Shells fell on Karel. The mayor of Osten blamed the Hill Front.")
    act = a_finding(a_claim(report, "fell"))
    blame = a_finding(a_claim(report, "blamed", kind="accuse", actor="The mayor of Osten", recipient="the Hill Front"))
    kind = Value("kind", "shelling", "", (Rival("shelling", (act.id,), 1),))
    shown = Shown(Held((a_reading(report, [act, blame]),), ((event := an_event(act, blame, values=(kind,)),), ())))
    row = event_row(shown, event)
    assert (row["actors"], row["recipients"]) == ([], [])
    assert row["claims"] == [act.id, blame.id]
    assert an_event(act, blame).tellers == (act.id, blame.id)


def test_csv_has_own_columns_and_no_pairs_in_cells(tmp_path: Path) -> None:
    WRITERS["csv"](Shown(held()), tmp_path)
    tables = {
        name: list(csv.DictReader((tmp_path / f"{name}.csv").open(encoding="utf-8")))
        for name in ("events", "values", "deals", "control", "facts", "claims")
    }
    assert not [cell for table in tables.values() for row in table for cell in row.values() if "kind=" in cell]
    rivals = [row for row in tables["values"] if row["field"] == "killed" and row["claims"]]
    assert [(row["value"], row["chosen"], row["disputed"]) for row in rivals] == [
        ("4", "false", "true"),
        ("9", "false", "true"),
    ]
    assert tables["control"][0]["holder"] == "Syrian Arab Army"
    assert [row["name"] for row in tables["facts"] if row["ledger"] == "deals"] == ["term", "cause"]
    assert tables["claims"][0]["plover_category"] == "ASSAULT"


def test_every_way_out_says_that_an_act_was_only_planned() -> None:
    report = a_report("The army plans to bomb Nawa.")
    finding = a_finding(a_claim(report, "bomb", kind="air_strike", actor="The army", status="planned"))
    event = an_event(finding, values=(Value("status", "planned", "only value"),))
    source = Held((a_reading(report, [finding]),), ((event,), ()))
    for name in WRITERS:
        out = io.StringIO()
        WRITERS[name](source, out)
        assert "reported as planned" in out.getvalue()
        assert "air_strike" in out.getvalue()
    row = event_row(Shown(source), event)
    assert row["status"] == "planned"
    assert row["actors"] == ["The army"]


def test_csv_says_what_to_do_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot write"):
        WRITERS["csv"](Shown(held()), tmp_path / "file")


def test_jsonl_nests_claims_in_events() -> None:
    out = io.StringIO()
    WRITERS["jsonl"](held(), out)
    events = [json.loads(one) for one in out.getvalue().splitlines()]
    assert [len(e["claims"]) for e in events] == [3, 1, 1]
    assert events[0]["claims"][0]["said_through"] == "an army spokesman → Reuters → Press TV"


def test_geojson_has_rings_and_no_shape_for_the_unknown() -> None:
    out = io.StringIO()
    WRITERS["geojson"](held(), out)
    features = json.loads(out.getvalue())["features"]
    shapes = {f["properties"]["kind"]: f["geometry"] for f in features}
    assert len(shapes["shelling"]["coordinates"][0]) == 33
    assert shapes["refusal"] is None
    assert features[0]["properties"]["point"]["type"] == "Point"


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (32.6, 36.1), (-70.0, 12.0)])
def test_a_ring_lies_as_far_as_it_says(lat: float, lon: float) -> None:
    corners = ring(Place("p", "P", lat, lon, 20_000.0, "town"))["coordinates"][0]
    for x, y in corners:
        a, b = math.radians(lat), math.radians(y)
        turn = math.radians(x - lon)
        apart = math.acos(min(1, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn))) * EARTH_M
        assert apart == pytest.approx(20_000, rel=0.001)
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(corners))
    assert area > 0  # counter-clockwise, as RFC 7946 asks


def test_a_ring_over_the_date_line_is_cut() -> None:
    for lon in (179.9, -179.9):
        shape = ring(Place("p", "P", 10.0, lon, 50_000.0, "town"))
        assert shape["type"] == "MultiPolygon"
        assert all(-180 <= x <= 180 for part in shape["coordinates"] for x, _ in part[0])
        assert all(part[0][0] == part[0][-1] for part in shape["coordinates"])


def test_a_prediction_has_the_scorers_keys() -> None:
    source = held()
    made = line(Shown(source, reveal=True), source.readings[0], KINDS, reasons=True)
    shelled = made["claims"][0]
    assert made["id"] == "r1"
    assert made["offsets"] == "source"
    assert FIRST[shelled["start"] : shelled["end"]] == shelled["evidence"]
    assert (shelled["plover"], shelled["acled"]["sub_event_type"]) == ("ASSAULT", "Shelling")
    assert shelled["time"] == {
        "start": "2018-06-26",
        "end": "2018-06-26",
        "granularity": "day",
        "basis": "explicit",
        "mention": None,
        "edtf": "2018-06-26",
        "order": None,
    }
    assert shelled["actors"][0]["canonical"] == "Syrian Arab Army"
    assert shelled["sources"][0]["name"] == "Reuters"
    assert shelled["event_id"].startswith("evt_")
    assert shelled["reasons"]["place"]
    assert made["claims"][1]["plover"] is None


def test_offsets_go_back_to_the_users_text() -> None:
    source = "SHARE\n\nThe army shelled Daraa."
    text = source[7:]
    report = a_report(text, pieces=(Piece(0, len(text), 7, len(source)),))
    reading = a_reading(report, [a_finding(a_claim(report, "shelled", actor="The army"))])
    made = line(Shown(Held((reading,))), reading, KINDS)["claims"][0]
    assert source[made["start"] : made["end"]] == text
    assert source[made["actors"][0]["mention_start"] : made["actors"][0]["mention_end"]] == "The army"


def test_offsets_of_pages_are_those_of_the_text() -> None:
    report = a_report("The army shelled Daraa.", source="a.html", pieces=(Piece(0, 23, 100, 140),))
    reading = a_reading(report, [a_finding(a_claim(report, "shelled"))])
    made = line(Shown(Held((reading,))), reading, KINDS)
    assert (made["offsets"], made["claims"][0]["start"]) == ("text", 0)
    assert made["text"] == report.text


@pytest.mark.parametrize("reveal", [False, True])
def test_a_page_is_given_as_text_that_its_offsets_are_of(reveal: bool) -> None:
    reading = first()
    page = replace(reading, report=replace(reading.report, source="a.html"))
    made = line(Shown(Held((page,)), reveal=reveal), page, KINDS)
    assert ("Abu Ahmad" in made["text"]) == reveal
    for claim in made["claims"]:
        assert made["text"][claim["start"] : claim["end"]] == claim["evidence"]
        for source in (s for s in claim["sources"] if s["mention"]):
            assert made["text"][source["mention_start"] : source["mention_end"]] == source["mention"]


def test_explain_goes_from_words_to_rule() -> None:
    shown = Shown(held())
    burned = next(f for f in shown.raw.values() if f.kind == "property_destruction")
    steps = list(explain(shown, burned, "place"))
    assert [name for name, _ in steps] == ["evidence", "value", "words", "reason", "chosen", "made by"]
    event = next(shown.source.events())
    assert ("rule", "widest") in list(explain(shown, event, "killed"))
    with pytest.raises(InputError, match="no field"):
        list(explain(shown, burned, "colour"))


def test_explain_names_the_rule_of_a_status() -> None:
    shown = Shown(held())
    shelled = next(f for f in shown.raw.values() if f.kind == "shelling" and not f.claim.stance.cues)
    assert ("rule", RULE_WITHOUT_CUES) in list(explain(shown, shelled, "status"))
    report = a_report("The army plans to bomb Nawa.")
    cue = Span(9, 14)
    planned = a_finding(replace(a_claim(report, "bomb"), stance=Stance("planned", (), (cue,))))
    steps = list(explain(Shown(Held((a_reading(report, [planned]),))), planned, "status"))
    assert ("cue", "“plans” (9–14)") in steps
    assert ("rule", RULE_OF_CUES) in steps


def counted() -> tuple[Shown, Event]:
    report = a_report("Shells killed 4 soldiers and injured 15. Nobody else was killed in Karel.")
    numbers = (a_quantity(report, "4", unit="soldiers"), a_quantity(report, "15", kind="injured"))
    killed = a_finding(replace(a_claim(report, "killed"), quantities=numbers))
    other = a_finding(a_claim(report, "killed", nth=1))
    rivals = (Rival("4", (killed.id,), 1),)
    values = (Value("killed (soldiers)", "4", "only value", rivals), Value("injured", "15", "only value"))
    event = an_event(killed, other, values=values)
    return Shown(Held((a_reading(report, [killed, other]),), ((event,), ()))), event


@pytest.mark.parametrize("field", ["killed", "killed-soldiers", "killed (soldiers)"])
def test_explain_of_a_number_tells_that_number_and_nothing_else(field: str) -> None:
    shown, event = counted()
    steps = list(explain(shown, event, field))
    assert ("value", "killed-soldiers: 4") in steps
    assert [words for name, words in steps if name == "number"] == ["4 soldiers killed, from “4”"]
    assert [name for name, _ in steps].count("claim") == 1
    assert not any("15" in words for name, words in steps if name not in ("evidence",))
    finding = shown.raw[event.findings[0]]
    assert [w for n, w in explain(shown, finding, field) if n == "number"] == ["4 soldiers killed, from “4”"]


def test_fields_are_named_as_they_can_be_typed() -> None:
    shown, event = counted()
    with pytest.raises(InputError) as wrong:
        list(explain(shown, event, "colour"))
    assert "killed-soldiers, injured" in wrong.value.do


def test_candidates_stand_in_the_order_of_their_score() -> None:
    report = a_report("Shells fell on Karel.")
    choice = a_choice(Place("k", "Karel", 1.0, 1.0, 100.0, "town"))
    low, high = (Candidate(Place(n, n, 1.0, 1.0, 1.0, "town"), score, "why") for n, score in (("a", 0.03), ("b", 0.07)))
    finding = a_finding(a_claim(report, "fell"), place=replace(choice, candidates=(low, *choice.candidates, high)))
    steps = list(explain(Shown(Held((a_reading(report, [finding]),))), finding, "place"))
    assert [words[:4] for name, words in steps if name in ("chosen", "rival")] == ["0.90", "0.07", "0.03"]


def test_a_reason_for_sameness_is_named_once() -> None:
    shown = Shown(held())
    one, two = list(shown.raw.values())[:2]
    reasons = (Feature("days", 0.8, "days: same"), Feature("kind", 0.5, "the same family"))
    link = Link(one.id, two.id, "same", 0.9, reasons, Maker("m", "1"))
    told = [words for name, words in explain(shown, one, "same", (link,)) if name == "feature"]
    assert told == ["+0.80  days: same", "+0.50  kind: the same family"]


def test_find_takes_prefixes_and_says_when_they_are_no_good() -> None:
    shown = Shown(held())
    event = next(shown.source.events())
    assert shown.find(event.id) == event
    assert shown.find(event.id[4:10]) == event
    with pytest.raises(InputError, match="too short"):
        shown.find("e")
    with pytest.raises(InputError, match="nothing has an id"):
        shown.find("zzzz")
    with pytest.raises(InputError, match="ids begin"):
        shown.find("evt_")


def test_schema_names_itself() -> None:
    made = schema()
    assert made["$id"] == ID
    assert {"Reading", "Event", "Entry", "Span"} <= set(made["$defs"])


def test_the_notebook_view_is_escaped_and_stays_offline() -> None:
    report = a_report("Shells <b>fell</b> on Daraa & killed Ali.", title="<script>")
    reading = a_reading(report, [a_finding(a_claim(report, "fell", place="Daraa"))])
    source = Held((reading,))
    html = page_html(Shown(source), reading)
    assert "dir='auto'" in html
    assert "<script" not in html
    assert "<b>" not in html
    assert "http" not in html
    assert '<mark class="role-place"' in html
    one = Read(reading, source, Shown(source))
    assert one._repr_html_() == html
    assert one.findings == reading.findings


def test_a_frame_has_a_row_for_each_claim() -> None:
    source = held()
    frame = Read(source.readings[0], source, Shown(source)).to_frame()
    assert list(frame["kind"]) == ["shelling", "property_destruction"]
    assert "‹resident-" in frame["voices"][1]
