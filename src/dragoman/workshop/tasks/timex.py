"""Time expressions with their values (TIMEX3)."""

from __future__ import annotations

import re

from dragoman.identify.timevalues import timex_values
from dragoman.workshop.metrics import Counts, Figures, Line, Lines, meeting
from dragoman.workshop.tasks.rooms import Rooms, Task, each

_CALENDAR = re.compile(r"^\d{4}(-\d\d(-\d\d(T.*)?)?)?$")


def _predict(record: Line, rooms: Rooms) -> Line:
    found = timex_values(record["text"], record.get("dct"))
    return {"timexes": [{"start": s, "end": e, "type": kind, "value": value} for s, e, kind, value in found]}


def _figures(gold: Lines, made: Lines) -> Figures:
    strict, meet, kind, value, dates = Counts(), Counts(), Counts(), Counts(), Counts()
    for key, g in gold.items():
        wanted, found = g["timexes"], made.get(key, {}).get("timexes") or []
        spans = [[(t["start"], t["end"]) for t in rows] for rows in (wanted, found)]
        strict.add(len(set(spans[0]) & set(spans[1])), len(found), len(wanted))
        met = [(wanted[i], found[j]) for i, j in meeting(*spans)]
        meet.add(len(met), len(found), len(wanted))
        kind.add(sum(a.get("type") == b.get("type") for a, b in met), len(found), len(wanted))
        value.add(
            sum(a.get("value") is not None and a["value"] == b.get("value") for a, b in met), len(found), len(wanted)
        )
        days = [(a, b) for a, b in met if a.get("type") in ("DATE", "TIME") and _CALENDAR.match(a.get("value") or "")]
        dates.add(sum(a["value"] == b.get("value") for a, b in days), len(days), len(days))
    return {
        "span_strict.f1": strict.f1, "span_overlap.f1": meet.f1, "type_f1": kind.f1, "value_f1": value.f1,
        "value_accuracy_dates": dates.p,
    }  # fmt: skip


TASK = Task("timex", "time expressions and their values", each(_predict), lambda r: "timexes" in r, _figures)
