"""How the claims of one report bear on each other: if, because, by a deadline, as it recalls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Claim, Span, TieKind

_BY_LINK: dict[str, TieKind] = {
    "if": "condition", "unless": "condition", "until": "deadline", "because": "cause", "since": "cause", "after": "cause",
    "as": "cause", "following": "cause",
}  # fmt: skip


def tie_for(link: str, supposed: bool) -> TieKind | None:
    """The tie that a joining word makes, or None where it only orders in time."""
    return _BY_LINK.get(link, "condition" if supposed else None)


def tied(made: Sequence[Claim], homes: Sequence[Span]) -> list[Claim]:
    """The claims with each tie on the claim that it bears on; ``homes`` are their sentences."""
    return [_bearing(claim, _main(made, homes, number)) for number, claim in enumerate(made)]


def _bearing(claim: Claim, main: Claim | None) -> Claim:
    ties = tuple(replace(t, claim_id=main.id) for t in claim.ties) if main is not None else ()
    return replace(claim, ties=ties)


def _main(made: Sequence[Claim], homes: Sequence[Span], number: int) -> Claim | None:
    """What a condition or cause hangs on: the nearest claim of its sentence without that tie, those before it first."""
    kinds = {t.kind for t in made[number].ties}
    if not kinds:
        return None
    free = [n for n, c in enumerate(made) if n != number and not kinds & {t.kind for t in c.ties}]
    same = [n for n in free if homes[n] == homes[number]]
    before = [n for n in same if n < number] or [n for n in same if n > number][:1] or [n for n in free if n < number]
    return made[before[-1]] if before else None
