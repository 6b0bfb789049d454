"""Claims → Findings: who, where and when in the world, each with rivals and a reason, or an abstention.

``Identifier(world)`` indexes names once; ``Identifier.findings(report, claims)`` chooses for one report at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.identify.actors import ActorIndex
from dragoman.identify.dates import date_claims
from dragoman.identify.outlets import OutletIndex
from dragoman.identify.places import places_of_claims
from dragoman.ids import content_id
from dragoman.records import ActorChoice, Choice, Claim, Finding, Maker, Outlet, Place, Report
from dragoman.world import World
from dragoman.world.gazetteer import Gazetteer, gazetteer

MAKER = Maker("identify.rules", "1")
_SAID = frozenset("ACCUSE REQUEST THREATEN SUPPORT CONSULT AGREE REJECT COOPERATE".split())  # PLOVER: acts of words
_WHO = frozenset("actor recipient victim party mediator".split())


class Identifier:
    """Chooses actors, places and days by what a world knows."""

    def __init__(self, world: World, places: Gazetteer | None = None) -> None:
        self._world = world
        self._actors = ActorIndex(world)
        self._outlets = OutletIndex(world)
        self._places = places or (Gazetteer(world.pins[1:]) if world.pins[1:] else gazetteer())

    def findings(self, report: Report, claims: Sequence[Claim]) -> tuple[Finding, ...]:
        """One finding per claim, in order."""
        if not claims:
            return ()
        outlet = self.outlet(report)
        country, town = self._outlets.place_of(outlet, self._world)
        places = places_of_claims(report, claims, outlet_country=country, outlet_place=town, places=self._places)
        days = date_claims(report, claims)
        context = self._actors.context(report, claims)
        return tuple(
            Finding(
                id=content_id("fnd", claim.id),
                claim=claim,
                place=self._of_what_is_said(
                    claim, places.get(claim.id, Choice(None, "the report names no place")), report.text
                ),
                when=days.get(claim.id, Choice(None, "no words say when")),
                actors=tuple(
                    ActorChoice(m.role, m, self._actors.choose(m.words, context))
                    for m in claim.mentions
                    if m.role in _WHO
                ),
                outlet=outlet,
                origin_group=report.origin_group or report.id,
                published=report.published,
                maker=MAKER,
            )
            for claim in claims
        )

    def _of_what_is_said(self, claim: Claim, place: Choice[Place], text: str) -> Choice[Place]:
        """A place for words only where their own paragraph names one: a demand or a deal has none of its own.

        On the reports gold a place taken from another paragraph was right for half of such claims, and the other
        half had none: a pin that is right half the time is worse than no pin.
        """
        plover = self._world.kinds[claim.kind].plover
        if place.chosen is None or place.mention is None or plover is None or plover.category not in _SAID:
            return place
        first, last = sorted((place.mention, claim.evidence), key=lambda span: span.start)
        if "\n" not in text[first.end : last.start]:
            return place
        why = f"no place in its own paragraph, and words have none of their own; perhaps {place.chosen.name}: {place.reason}"
        return Choice(None, why, place.candidates)

    def outlet(self, report: Report) -> Outlet | None:
        """Who published the report."""
        return self._outlets.of(report)
