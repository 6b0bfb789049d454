"""Predictions for the sets: they have the form that scorers read, and never look at gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import InputError
from dragoman.workshop import bench, measure

TEXT = (
    "Gunmen shot dead four farmers near Daraa on Tuesday, police said. Officers arrested two men. "
    "The council denied that its guards had opened fire."
)
LOW = TEXT.lower()

SMALL: dict[str, tuple[dict[str, Any], str]] = {
    "case2021": ({"text": TEXT}, "label"),
    "plover_gsr": ({"text": TEXT}, "event"),
    "muc4": ({"text": LOW, "raw_text": "SAN SALVADOR, 4 FEB 90 (ACAN-EFE) -- [TEXT] GUNMEN"}, "templates"),
    "attribution": ({"text": TEXT}, "attributions"),
    "re3d": ({"text": TEXT}, "entities"),
    "india_police": ({"sentences": [{"sent_id": 5, "text": LOW}]}, "sentences"),
    "timex": ({"text": TEXT, "dct": "2021-07-29"}, "timexes"),
    "geoparsing": ({"text": TEXT}, "toponyms"),
    "factuality": ({"text": TEXT}, "targets"),
    "coref": ({"text": TEXT}, "mentions"),
}


def ran(tmp_path: Path, name: str, records: list[dict[str, Any]]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    source, out = tmp_path / "source.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(r) + "\n" for r in records))
    told = bench.run(name, source, out)
    return told, [json.loads(line) for line in out.read_text().splitlines()]


@pytest.mark.parametrize("name", sorted(SMALL))
def test_a_record_without_gold_gets_a_prediction(tmp_path: Path, name: str) -> None:
    record, field = SMALL[name]
    told, made = ran(tmp_path, name, [{"id": "a", **record}, {"id": "b", **record}])
    assert told["figures"] is None
    assert [m["id"] for m in made] == ["a", "b"]
    assert made[0][field]


@pytest.mark.parametrize(
    ("name", "gold"),
    [
        ("case2021", {"label": "FLOOD", "acled": False}),
        ("plover_gsr", {"event": "AID", "source": [], "target": []}),
        ("timex", {"timexes": []}),
        ("re3d", {"entities": [{"start": 0, "end": 99, "type": "Frequency", "text": ""}]}),
        ("muc4", {"templates": [{"incident_type": "arson", "optional": False}]}),
    ],
)
def test_gold_does_not_change_a_prediction(tmp_path: Path, name: str, gold: dict[str, Any]) -> None:
    record = {"id": "a", **SMALL[name][0]}
    _, plain = ran(tmp_path, name, [record])
    told, with_gold = ran(tmp_path, name, [{**record, **gold}])
    assert with_gold == plain
    assert told["figures"]


def test_some_predictions_are_what_a_reader_would_say(tmp_path: Path) -> None:
    _, made = ran(tmp_path, "case2021", [{"id": "1", "text": "Police arrested 30 people in the capital on Monday."}])
    assert made[0]["label"] == "ARREST"
    _, made = ran(
        tmp_path, "factuality", [{"id": "1", "text": "He did not leave .", "targets": [{"start": 11, "end": 16}]}]
    )
    assert made[0]["targets"][0]["value"] < -1.5
    _, made = ran(
        tmp_path, "india_police", [{"id": "1", "sentences": [{"sent_id": 1, "text": "police arrested 14 persons."}]}]
    )
    assert made[0]["sentences"][0]["labels"] == ["ARREST", "ANY_ACTION"]
    _, made = ran(tmp_path, "attribution", [{"id": "1", "text": "The mayor said that the bridge was closed."}])
    assert made[0]["attributions"][0]["source"] == [[0, 9]]


def test_mistakes_in_the_input_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no set is called"):
        bench.run("weather", tmp_path / "x", tmp_path / "y")
    (tmp_path / "bad.jsonl").write_text('{"id": 1, "text": "a"}\n{"text": "b"}\n')
    with pytest.raises(InputError, match=r"bad\.jsonl:2"):
        bench.run("timex", tmp_path / "bad.jsonl", tmp_path / "y")
    (tmp_path / "old.jsonl").write_bytes('{"id": 1, "text": "é"}'.encode("cp1252"))
    with pytest.raises(InputError, match=r"old\.jsonl:1: not a record"):
        bench.run("timex", tmp_path / "old.jsonl")
    with pytest.raises(InputError, match=r"missing\.jsonl: cannot be read: no such file"):
        bench.run("timex", tmp_path / "missing.jsonl", tmp_path / "z")
    assert not (tmp_path / "z").exists()


def test_without_a_place_for_predictions_the_figures_are_told_all_the_same(tmp_path: Path) -> None:
    source = tmp_path / "source.jsonl"
    source.write_text(json.dumps({"id": "1", "text": TEXT}) + "\n")
    told = bench.run("case2021", source)
    assert (told["set"], told["records"], told["figures"]) == ("case2021", 1, None)
    assert list(tmp_path.iterdir()) == [source]


def a_measured(value: float) -> measure.Measured:
    one = measure.Set("timex/x", "timex", "x.jsonl", ("value_f1", "mae"))
    return measure.Measured(one, 10, 1.0, {"value_f1": value, "mae": 0.4})


def test_floors_only_rise(tmp_path: Path) -> None:
    file = tmp_path / "benchmarks" / "floors.yaml"
    least = measure.raised([a_measured(0.8)], {})
    measure.write_floors(file, least)
    assert measure.floors(file) == {("timex/x", "value_f1"): 0.79}
    assert measure.raised([a_measured(0.5)], least) == least
    assert measure.below([a_measured(0.8)], least) == []
    assert "timex/x value_f1" in measure.below([a_measured(0.5)], least)[0]
    assert "| timex/x | 10 | value_f1 | 0.800 | 0.790 | none found |" in measure.table(
        [a_measured(0.8)], least, "make bench", "2026-11-21"
    )
