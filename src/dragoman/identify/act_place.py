"""Which of a report's places is that of an act: a sum of plain observations about each place and the claim.

Where the name stands (in the claim's words, in its sentence, before it, in the title), what it is there (after
"in", somebody's adjective, a part of the actor's name), how the report speaks of the place elsewhere
(``act_scene``), and what sort of act it is. The weights stand in ``world/places/act_place_weights.csv``, one line
per observation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from dragoman.identify.act_scene import Look, Scene, Spot, lies_in, weights_of
from dragoman.identify.bearings import BESIDE
from dragoman.records import Claim

# Kinds by how they stand to places; all others are acts. A deal is signed in one place and kept in another.
FAMILIES: Mapping[str, str] = {
    **dict.fromkeys(
        "accuse condemn investigation charge_in_court conviction responsibility_claim denial demand insistence "
        "demand_for_change call_for_talks appeal call_for_aid threat warning vow threat_to_restrict threat_to_ban "
        "threat_of_arrest threat_to_break_off threat_to_expel threat_to_take support backing cooperate sanction "
        "diplomatic_break diplomatic_visit refusal_general refusal_to_help refusal_to_change apology concession "
        "plan_announcement resignation coup".split(),
        "words",
    ),
    **dict.fromkeys(
        "offer offer_to_mediate talks multilateral_meeting phone_talks mediation agreement ceasefire truce_declared "
        "halt_of_operations term deadline deadline_missed deadline_extended ultimatum acceptance refusal "
        "refusal_of_talks breach collapse renewal implementation guarantee status_settlement amnesty".split(),
        "deal",
    ),
    **dict.fromkeys(
        "withdrawal weapons_pulled_back departure evacuation evacuation_prepared displacement expulsion_of_forces "
        "expulsion migration".split(),
        "leave",
    ),
    **dict.fromkeys("mobilization deployment return forces_arrival entry_of_forces entry_by_deal".split(), "arrive"),
    **dict.fromkeys("casualty_toll share_of_territory war_waged occupation control".split(), "sum"),
}  # fmt: skip

Frame = tuple[str, str, bool, bool, bool, bool]  # family, status, background, many places, since, a total
Looked = tuple[Spot, str, list[str]]  # a place, where it stands to the claim, what else is to be seen


def weigh(claim: Claim, scene: Scene) -> list[tuple[float, Spot | None]]:
    """Every place of the report with its points as the place of the claim, and None for "none of them"; best first."""
    weights, frame = weights_of(), _frame(claim, scene)
    ranked: list[tuple[float, Spot | None]] = []
    for spot, where, notes in _looked_at(claim, scene, frame[0]):
        points = spot.weight + _points_of(where, spot.look, frame)
        for note in notes:
            points += weights.get(note, 0.0)
        ranked.append((points, spot))
    ranked.append((sum(weights.get(note, 0.0) for note in absence(claim, scene)), None))
    ranked.sort(key=lambda pair: -pair[0])
    return ranked


def observed(claim: Claim, scene: Scene) -> list[tuple[Spot, list[str]]]:
    """All that ``weigh`` goes by with this claim in mind, as words."""
    frame = _frame(claim, scene)
    return [
        (spot, [*_notes_of(where, spot.look, frame), *notes])
        for spot, where, notes in _looked_at(claim, scene, frame[0])
    ]


def absence(claim: Claim, scene: Scene) -> list[str]:
    """The observations that speak for no place at all."""
    return ["none", f"none: {FAMILIES.get(claim.kind, 'act')}", f"none: {min(3, scene.places)} places"]


def _frame(claim: Claim, scene: Scene) -> Frame:
    many, since = scene.wide(scene.sentence(claim.evidence.start))
    family = FAMILIES.get(claim.kind, "act")
    return family, claim.stance.status, claim.stance.background, many, since, claim.aggregate


def _looked_at(claim: Claim, scene: Scene, family: str) -> list[Looked]:
    start, end = claim.evidence.start, claim.evidence.end
    sentence = scene.sentence(start)
    paragraph = scene.paragraph_of[sentence]
    inner = [s for s in scene.spots if start <= s.start and s.end <= end and not s.named.titled]
    found: list[Looked] = []
    last: Looked | None = None
    last_inside: Looked | None = None
    for spot in scene.spots:
        where = _where(spot, start, end, sentence, paragraph)
        notes: list[str] = []
        if where == "own":
            notes = _inside(claim, spot, inner, family)
        elif claim.kind in spot.kinds:
            notes = ["of an act of the kind"]
        looked = (spot, where, notes)
        found.append(looked)
        if spot.start < start and spot.sort in {"spot", "town"} and not spot.named.titled:
            last = looked
            if spot.named.toponym.lead == "inside":
                last_inside = looked
    if last is not None:
        last[2].append("last named")
    if last_inside is not None:
        last_inside[2].append("last named with in")
    return found


def _where(spot: Spot, start: int, end: int, sentence: int, paragraph: int) -> str:
    """Where a place stands to the claim's words from ``start`` to ``end``."""
    if spot.sentence < 0:
        return "whole" if spot.named.form == "whole" else "title"
    if start <= spot.start and spot.end <= end:
        return "own"
    if spot.sentence == sentence:
        return "sentence, before" if spot.start < start else "sentence, after"
    if spot.sentence > sentence:
        return "next" if spot.sentence == sentence + 1 and spot.paragraph == paragraph else "later"
    if spot.paragraph == paragraph:
        return "sentence before" if spot.sentence == sentence - 1 else "paragraph"
    return "sentence above" if spot.sentence == sentence - 1 else "above"


def _inside(claim: Claim, spot: Spot, inner: Sequence[Spot], family: str) -> list[str]:
    """What the claim's own words tell of a place among them."""
    span, sort = spot.named.toponym.span, spot.sort
    held = [m.role for m in claim.mentions if m.span.holds(span)]
    roles = dict.fromkeys(["place"] if BESIDE in spot.named.place.id else held)
    notes = [f"as {role}" for role in roles] or ["as nothing"]
    notes += [f"{family} as {role}" for role in roles]
    if family == "act" and _is_object(claim, spot):
        notes.append(f"the act's object: {sort}")
    gap = max(0, span.start - claim.trigger.end, claim.trigger.start - span.end)
    notes.append(f"gap {min(3, gap // 25)}")
    if "destination" in roles and any(m.role == "origin" for m in claim.mentions):
        notes.append("destination beside an origin")
    if span.start < claim.trigger.start:
        notes.append("before the act")
    rivals = [s for s in inner if s.named.place.id != spot.named.place.id]
    if any(lies_in(s.named, spot.named) for s in rivals):
        notes.append(f"own, has finer: {sort}")
    if any(lies_in(spot.named, s.named) for s in rivals):
        notes.append("own, the finer")
    if rivals and all(s.start > spot.start for s in rivals):
        notes.append("own, first")
    return notes


def _is_object(claim: Claim, spot: Spot) -> bool:
    """Is the act done to the place itself: "bombed Beirut", not "attacked the Beirut government"?"""
    if spot.named.form != "name" or spot.named.toponym.possessor:
        return False
    span = spot.named.toponym.span
    return any(m.role == "recipient" and m.span.holds(span) and m.span.end == span.end for m in claim.mentions)


@lru_cache(maxsize=20_000)
def _points_of(where: str, look: Look, frame: Frame) -> float:
    weights = weights_of()
    return sum(weights.get(note, 0.0) for note in _notes_of(where, look, frame))


def _notes_of(where: str, look: Look, frame: Frame) -> list[str]:
    sort, form, lead, land, somebody = look
    family, status, background, many, since, total = frame
    notes = [where, f"{where}: {sort}", f"{where}: {form}", f"{where}, {lead}"]
    notes += [f"{family}: {sort}", f"{family}, {where}", f"{family}, {land}", f"{status}: {sort}", f"{status}, {land}"]
    if background:
        notes += [f"background: {sort}", f"background, {where}"]
    flags = ((many, f"many places: {sort}"), (since, f"since: {sort}"), (total, f"total: {sort}"))
    notes += [note for flag, note in flags if flag]
    if somebody:
        notes.append(f"{where}: somebody's")
    return notes
