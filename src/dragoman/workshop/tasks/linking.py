"""Gold claims of annotated reports, tied into events: how right linking is where reading errs nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.workshop.gold_findings import codes, findings
from dragoman.workshop.metrics import Counts, Figures, Line, Lines, bcubed
from dragoman.workshop.tasks.rooms import Rooms, Task


def _predict(records: Iterable[Line], rooms: Rooms) -> Iterator[Line]:
    """The event of each gold claim. Which claims are one is never looked at: ``findings`` takes no event's id."""
    from dragoman.link import tie

    kept = [record for record in records if record.get("claims")]
    known = codes(rooms.world.kinds)
    made = [(record, [finding for finding, _ in findings(record, known)]) for record in kept]
    texts = {str(record["id"]): str(record["text"]) for record in kept}
    ties = tie(tuple(f for _, told in made for f in told), rooms.world, (), texts)
    event = {f: e.id for e in ties.events for f in e.findings}
    for record, told in made:
        yield {"id": record["id"], "events": {f.claim.id: event[f.id] for f in told}}


def figures(gold: Lines, made: Lines) -> Figures:
    """B-cubed and pairs over all gold claims, and how many events mix claims of two episodes."""
    wanted = {c["claim_id"]: c for line in gold.values() for c in line["claims"] or ()}
    told = {claim: event for line in made.values() for claim, event in line["events"].items()}
    truth = {claim: str(wanted[claim]["event_id"]) for claim in told}
    pairs = Counts()
    pairs.add(_pairs((truth[c], told[c]) for c in told), _pairs(told.values()), _pairs(truth.values()))
    apart = Counter(event for event, _ in {(told[c], wanted[c]["episode_id"]) for c in told})
    mixed = {"episodes.mixed": float(sum(n > 1 for n in apart.values()))}
    return bcubed(truth, told) | {"pairs.f1": pairs.f1} | mixed


def _pairs(groups: Iterable[object]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(groups).values())


TASK = Task("linking", "gold claims of whole reports, tied into events", _predict, lambda r: "claims" in r, figures)
