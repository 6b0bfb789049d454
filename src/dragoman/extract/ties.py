"""How the claims of one report bear on each other: if, because, by a deadline, as it recalls."""

from __future__ import annotations

from dragoman.extract.clauses import Clause
from dragoman.records import Claim, Tie, TieKind

_BY_LINK: dict[str, TieKind] = {
    "if": "condition", "unless": "condition", "until": "deadline", "because": "cause", "since": "cause", "after": "cause",
    "as": "cause", "following": "cause",
}  # fmt: skip


def tie_for(link: str) -> TieKind | None:
    """The tie that a joining word makes, or None where it only orders in time."""
    return _BY_LINK.get(link)


def deal_ties(claims: list[Claim], terms: frozenset[str], deals: frozenset[str]) -> list[tuple[str, Tie]]:
    """Terms are tied to the deal told nearest before them in the report (else the nearest after)."""
    found = []
    for number, claim in enumerate(claims):
        if claim.kind not in terms:
            continue
        before = [c for c in claims[:number] if c.kind in deals]
        after = [c for c in claims[number + 1 :] if c.kind in deals]
        deal = before[-1] if before else after[0] if after else None
        if deal is not None:
            found.append((claim.id, Tie("term_of", deal.id)))
    return found


def clause_parent(clauses: list[Clause], number: int) -> int | None:
    """The clause that a clause hangs on."""
    return clauses[number].parent
