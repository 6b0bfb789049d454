"""Reports on conflict with gold claims: what the whole journey makes of each, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.collect.repeats import Repeats
from dragoman.reading import Coder
from dragoman.records import Report
from dragoman.workshop.metrics import Line
from dragoman.workshop.tasks.reports_figures import figures
from dragoman.workshop.tasks.rooms import Rooms, Task


def _predict(records: Iterable[Line], rooms: Rooms) -> Iterator[Line]:
    """Read, tie up and shape the reports as ``dragoman code`` does; names are not veiled, for they are compared."""
    from dragoman.link import tie
    from dragoman.tell.prediction import line
    from dragoman.tell.shown import Held, Shown

    coder, repeats = Coder(rooms.world), Repeats()
    readings = tuple(coder.read(repeats.place(report_of(r))) for r in records)
    texts = {r.report.id: r.report.text for r in readings}
    ties = tie(tuple(f for r in readings for f in r.findings), rooms.world, (), texts)
    shown = Shown(Held(readings, (tuple(ties.events), tuple(ties.entries)), ()), reveal=True)
    for reading in readings:
        yield line(shown, reading, rooms.world.kinds)


def report_of(record: Line) -> Report:
    """A record of the set as a report."""
    return Report(
        str(record["id"]), record["text"], "", "bench", "utf-8", record.get("language"), given_id=str(record["id"]),
        title=record.get("title"), url=record.get("url"), outlet=record.get("publisher"),
        published=record.get("published"),
    )  # fmt: skip


TASK = Task("reports", "claims of whole reports", _predict, lambda r: "claims" in r, figures)
