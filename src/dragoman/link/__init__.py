"""Findings → Events: which findings tell of one happening, and the ledgers of deals, control, states, arms, labels.

The door is ``tie``, and ``partition`` for which reports to tie together. Read on in ``tying.py`` (the steps), then
``episodes``, ``block``, ``compare``, ``score``, ``cluster``, ``merge``, and one file per ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dragoman.link.arms import arms
from dragoman.link.control import control
from dragoman.link.deals import deals
from dragoman.link.headcount import groups_of
from dragoman.link.labels import labels
from dragoman.link.merge import event_of
from dragoman.link.parts import partition, standing, trace_of
from dragoman.link.retold import retold
from dragoman.link.states import states
from dragoman.link.telling import Tellings
from dragoman.link.tying import ancestors, evidence_of, happenings
from dragoman.records import Entry, Finding, Judgement, Ties
from dragoman.world import World

__all__ = ["LEDGERS", "Ties", "partition", "standing", "tie", "trace_of"]

LEDGERS: Mapping[str, Callable[[Tellings], list[Entry]]] = {
    "deals": deals,
    "control": control,
    "states": states,
    "arms": arms,
    "labels": labels,
}


def tie(
    findings: Sequence[Finding],
    world: World,
    judgements: Sequence[Judgement] = (),
    texts: Mapping[str, str] | None = None,
) -> Ties:
    """Tie findings into events and ledgers; the order of the findings does not matter.

    ``texts`` maps report ids to their texts. With it, words in the ledgers are those of the evidence and rival
    causes are read behind "after" and "because"; without it, mentions stand for the words.
    """
    known = retold(list({f.id: f for f in findings}.values()), texts)
    evidence, above = evidence_of(known, texts), ancestors(known, world)
    told, links, episode = happenings(known, world, judgements, evidence)
    groups = groups_of(world)
    events = sorted((event_of(t, world, above, groups, _on(judgements, t.findings)) for t in told), key=lambda e: e.id)
    in_order = tuple(sorted(known, key=lambda f: f.id))
    tellings = Tellings(in_order, world, evidence, episode, tuple(events), above, texts or {})
    entries = [entry for make in LEDGERS.values() for entry in make(tellings)]
    return Ties(tuple(events), tuple(links), tuple(entries))


def _on(judgements: Sequence[Judgement], findings: Sequence[Finding]) -> list[Judgement]:
    ids = {f.id for f in findings} if judgements else set()
    return [j for j in judgements if j.subject in ids]
