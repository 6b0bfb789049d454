"""The whole path on the synthetic texts: copies found, claims read, who, where and when chosen, then tied.

How copies are found is not measured: two outlets that put one short thing in the same words are copies to anybody.
"""

from __future__ import annotations

from dragoman.collect import Repeats
from dragoman.link import tie
from dragoman.records import Finding
from dragoman.workshop.metrics import Figures
from dragoman.workshop.synthetic import figures as linking
from dragoman.workshop.synthetic.reports import World
from dragoman.workshop.tasks.rooms import Rooms
from dragoman.world import World as Known


def read(made: World, laid: Known) -> tuple[list[Finding], dict[str, str]]:
    """The findings of the texts, and the happening of the sentence that each stands in."""
    rooms, repeats = Rooms(laid), Repeats()
    found: list[Finding] = []
    truth: dict[str, str] = {}
    for report in sorted(made.reports, key=lambda r: (r.published or "9999", r.id)):
        placed = repeats.place(report)
        for one in rooms.identifier.findings(placed, rooms.reader.claims(placed)):
            at = one.claim.trigger.start
            truth[one.id] = next(happening for start, end, happening in made.sentences[report.id] if start <= at < end)
            found.append(one)
    return found, truth


def figures(made: World, laid: Known) -> Figures:
    """The figures of linking on what was read, and how many sentences were read at all."""
    found, truth = read(made, laid)
    told = linking.figures(made, tie(found, laid, texts=made.texts), found, truth)
    seen = {(f.claim.report_id, truth[f.id]) for f in found}
    wanted = {(name, happening) for name, spots in made.sentences.items() for _, _, happening in spots}
    told |= {"read": len(seen & wanted) / len(wanted)}
    return {f"texts.{name}": value for name, value in told.items() if name != "origins.right"}
