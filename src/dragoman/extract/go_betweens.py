"""Who stood between the parties of a deal: "brokered by Norway", "under Russian auspices", "a Kenyan-mediated truce"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.extract.grammar import Noun, Sentence
from dragoman.extract.who import conjuncts
from dragoman.records import Role, Span
from dragoman.world import Kind

_MEDIATED = re.compile(r"^([^\W\d_][\w.]*)-(?:mediated|brokered|negotiated)$")
_MEDIATES = frozenset("mediated brokered facilitated sponsored overseen negotiated".split())
GOOD_OFFICES = frozenset("mediation auspices oversight supervision help eyes brokerage sponsorship".split())


def go_between(s: Sentence, kind: Kind) -> Iterator[tuple[Role, Span]]:
    """Who stood between the parties of a deal ("under a deal brokered by Norway")."""
    if (
        not kind.step
        and "settlement" not in kind.parents
        and (kind.plover is None or kind.plover.category not in _BY_DEAL)
    ):
        return
    for at, word in enumerate(s.words):
        if found := _MEDIATED.match(word):
            yield "mediator", Span(s.spans[at].start, s.spans[at].start + len(found.group(1)))
        for noun in _mediators(s, at):
            joined = conjuncts(s, noun, len(s.low))
            among = (
                s.low[at] == "negotiated" and len(joined) > 1
            )  # "negotiated by Norway and Chile": they are its sides
            for part in joined:
                yield ("party" if among else "mediator"), s.cover(part.start, part.end)


def _mediators(s: Sentence, at: int) -> Iterator[Noun]:
    """ "Brokered | by Russia", "under | Russian auspices", "with | Russia's help", "under the auspices | of the UN"."""
    noun = s.noun_at(at + 2) if s.low[at] in _MEDIATES and s.low[at + 1 : at + 2] == ("by",) else None
    if noun is not None:
        yield noun
    help_ = s.noun_at(at + 1) if s.low[at] in ("with", "under", "through") else None
    if help_ is None or s.low[help_.head] not in GOOD_OFFICES:
        return
    behind = s.noun_at(help_.end + 1) if s.low[help_.end : help_.end + 1] == ("of",) else None
    if behind is not None:
        yield behind
    elif s.words[help_.start][:1].isupper():
        end = help_.head - 1 if s.tags[help_.head - 1] == "POS" else help_.head
        if end > help_.start:
            yield Noun(help_.start, end, end - 1)


_BY_DEAL = frozenset("AGREE CONSULT CONCEDE RETREAT REJECT COOPERATE".split())
