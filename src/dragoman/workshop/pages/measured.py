"""The figures of README.md, read off the table that ``workshop.measure`` wrote."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.workshop.pages import Makers, table

MEASURED = Path(__file__).parents[4] / "docs" / "measured.md"
# What each figure of the annotated reports tells, in the words of a reader.
TOLD = {
    "relevance.f1": "is the report about conflict (F1)",
    "detection_lenient.f1": "an act is found: its words overlap the annotated ones (F1)",
    "detection.f1": "an act is found, with the right PLOVER category (F1)",
    "acled_sub_event.accuracy": "of acts found: the ACLED sub-event type (accuracy)",
    "status.accuracy": "of acts found: done, planned, offered, denied … (accuracy)",
    "actor.f1": "of acts found: who did it (F1)",
    "recipient.f1": "of acts found: to whom (F1)",
    "place.accuracy_161km": "of acts found: where, within 161 km (accuracy)",
    "date.exact": "of acts found: when, exactly the annotated days (accuracy)",
    "quantity.f1": "of acts found: how many, of what, with the same bounds (F1)",
    "attribution.f1": "of acts found: the nearest source that says so (F1)",
    "events.bcubed_f1": "claims grouped into events, across reports (B-cubed F1)",
}


def figures(begins: str = "reports/") -> dict[str, list[float]]:
    """Every figure of the sets whose names begin so, one value a set."""
    found: dict[str, list[float]] = {}
    here = False
    for line in MEASURED.read_text(encoding="utf-8").splitlines():
        cells = [c.strip() for c in line.strip("|").split("|")]
        if not line.startswith("| ") or len(cells) < 4:
            continue
        here = cells[0].startswith(begins) if cells[0] else here
        if here and re.fullmatch(r"\d\.\d+", cells[3]):
            found.setdefault(cells[2], []).append(float(cells[3]))
    return found


def summary() -> str:
    """Each figure on the annotated reports that the reader was not trained on, and beside them our own texts."""
    found, own = figures("reports/held-out"), figures("own")
    rows = [
        (words, f"{found[n][0]:.2f}", f"{own[n][0]:.2f}" if n in own else "not marked")
        for n, words in TOLD.items()
        if n in found
    ]
    return table(("what", "annotated reports, not trained on", "our own reports, not tuned on either"), rows)


MAKERS: Makers = {"measured": summary}
