"""Which amounts belong to an act, and what befell those counted, where the learned reader sees the act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.counted import counted
from dragoman.extract.learned import Read, Sight
from dragoman.extract.told import Told
from dragoman.records import Claim, Quantity, Span


def numbered(one: Told, claims: Sequence[Claim], sight: Sight, text: str) -> list[Claim]:
    """The claims of one sentence, each with the amounts that the reader gives to its act."""
    return [
        replace(claim, quantities=tuple(_quantities(one, claim, read, sight, text)))
        if (read := sight.of(claim)) is not None
        else claim
        for claim in claims
    ]


def _quantities(one: Told, claim: Claim, read: Read, sight: Sight, text: str) -> Iterator[Quantity]:
    """The amounts of the sentence that the reader gives to the act, and those of the grammar that it does not refuse."""
    s, bars = one.sentence, sight.bars
    told = {q.span: q for q in claim.quantities}
    inside = [n for n, span in enumerate(s.spans) if span.meets(claim.evidence)]
    start, end = (inside[0], inside[-1] + 1) if inside else (0, 0)
    trigger = claim.trigger.of(text).lower() + " " + claim.kind
    for amount in one.amounts:
        span = s.cover(amount.start, amount.end)
        likely = _likely(read, span)
        own = told.get(span)
        if likely < (bars.number if own is None else bars.no_number):
            continue
        found = [own] if own is not None else list(counted(s, amount, start, end, trigger))
        yield from (replace(q, kind=_kind(q, sight), words=q.span.of(text)) for q in found)


_HARM = frozenset(("killed", "injured"))
_OWN_SORT = frozenset(
    "airstrikes towns share_of_territory surrendered_weapons buses money days abducted released".split()
)


def _kind(q: Quantity, sight: Sight) -> str:
    """What is counted, as the reader sees it where it is sure; what the noun alone tells stays."""
    sort, likely = sight.count(q.span)
    least = sight.bars.harm if q.kind in _HARM and sort in _HARM else sight.bars.count
    return q.kind if likely < least or (sort == "other" and q.kind in _OWN_SORT) else sort


def _likely(read: Read, span: Span) -> float:
    """How likely some words are an amount of the act, or count its victims; 1 where the reader did not see them."""
    told = [likely for role in ("quantity", "victim") if (likely := read.likely(role, span)) is not None]
    return max(told, default=1.0)
