"""Measures disputes and deals on the records of the annotated reports: what was found, and every hit and miss.

    python -m dragoman.workshop.records_measured --shared DIR [--misses]

Twice: as the reports are read, and with the gold claims given, which shows linking alone. How things are matched:

- A finding stands for the gold claim with which it shares half of the shorter span, the tightest where it is several.
- A gold dispute is found where a disputed field shown by ``dragoman disputes`` rests, on two sides of it, on findings
  that stand for claims of two of its values. It is typed right where that field can answer its question (a number is a
  count of the same kind; a start a date; who broke it a cause or an actor; whether it was done "happened" or a term
  told as kept and as not; what happened a kind). ``together`` is whether all can be true at once, where the gold says.
- A gold settlement is met by the deal line that holds most claims that support it, one to one; one that no claim of
  the split supports is left out, and so is a status that none supports, and a party or mediator that none of the
  claims on its events names. Parties and mediators: names are the same where
  they mostly stand for mentions of one gold actor, where they are bodies of one state, or where one is the whole side
  ("rebels") and the other a body of it. Statuses: the longest common run in order, F1, mapped by ``record_rules.STATUS``;
  a run of one status counts once. Terms: those of the gold that some claim of the settlement tells of at all, told by a
  term line of the deal that holds half of its content words (``terms.p``: the term lines that stand for a claim of the
  settlement or tell a gold term).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.collect.repeats import Repeats
from dragoman.link import tie
from dragoman.reading import Coder
from dragoman.records import Entry, Event, Finding, Reading
from dragoman.tell.disputes import disputes
from dragoman.tell.numbers import kind_of
from dragoman.tell.shown import Held, Shown
from dragoman.tell.sides import Dispute
from dragoman.workshop import record_rules as rules
from dragoman.workshop.bench import lines
from dragoman.workshop.gold_findings import codes, findings
from dragoman.workshop.metrics import Counts, Figures, Line, mean, pairs
from dragoman.workshop.tasks.reports import report_of
from dragoman.world import World, load

QUANTITY = "quantity"


@dataclass(frozen=True)
class Told:
    """What was made of the reports: events, ledger lines, and the gold claim that each finding stands for."""

    gold: Mapping[str, Line]  # report id: its record
    found: Mapping[str, Finding]
    stands_for: Mapping[str, str]
    names: Mapping[str, str]
    events: tuple[Event, ...]
    entries: tuple[Entry, ...]
    shown: Shown

    def claims(self, findings: Iterable[str]) -> set[str]:
        """The gold claims that some findings stand for."""
        return {self.stands_for[f] for f in findings if f in self.stands_for}

    def name(self, name: str) -> str:
        """The gold's own name for an actor of ours."""
        return self.names.get(name, name)


def read(gold: Sequence[Line], world: World) -> list[Reading]:
    """The reports as Dragoman reads them."""
    coder, repeats = Coder(world), Repeats()
    return [coder.read(repeats.place(report_of(record))) for record in gold]


def given(gold: Sequence[Line], world: World) -> list[Reading]:
    """The same reports with their gold claims in place of what is read."""
    known, repeats = codes(world.kinds), Repeats()
    return [
        Reading(repeats.place(report_of(r)), bool(r["relevant"]), 1.0, tuple(f for f, _ in findings(r, known)), ())
        for r in gold
        if r["claims"]
    ]


def told(gold: Sequence[Line], readings: Sequence[Reading], world: World) -> Told:
    """What linking makes of readings."""
    found = {f.id: f for r in readings for f in r.findings}
    ties = tie(tuple(found.values()), world, (), {r.report.id: r.report.text for r in readings})
    by_id = {str(record["id"]): record for record in gold}
    shown = Shown(Held(tuple(readings), (tuple(ties.events), tuple(ties.entries)), ()), reveal=True)
    meets: dict[str, str] = {}
    for reading in readings:
        made = [(f, f.claim.evidence.start, f.claim.evidence.end) for f in reading.findings]
        meets |= rules.stands_for(by_id[reading.report.id]["claims"] or (), made)
    names = rules.same_names(gold, found.values())
    return Told(by_id, found, meets, names, ties.events, ties.entries, shown)


# ---------------------------------------------------------------------------- disputes


@dataclass(frozen=True)
class Sought:
    """A dispute of the gold: whether it was found, whether by the right field, whether its values can be so together."""

    id: str
    words: str
    found: Dispute | None
    typed: bool
    together: bool | None


def disputes_met(records: Mapping[str, Any], made: Told) -> list[Sought]:
    """Each dispute of the gold that claims of at least two values support."""
    known = {c["claim_id"]: c for r in made.gold.values() for c in r["claims"] or ()}
    shown = disputes(made.shown, made.events, made.entries)
    found = []
    for one in records["disputes"]:
        values = [[s["claim"] for s in value["support"] if s["claim"] in known] for value in one["values"]]
        if sum(map(bool, values)) < 2:
            continue
        near = [d for d in shown if _parts(d, values, made)]
        right = [d for d in near if _right_field(d, one, known)]
        best = next(iter((*right, *near)), None)
        right_together = None
        if one.get("compatible") is not None and best is not None:
            right_together = (best.together == "no") == (not one["compatible"])
        found.append(Sought(one["dispute_id"], one["field"], best, bool(right), right_together))
    return found


def _parts(dispute: Dispute, values: Sequence[Sequence[str]], made: Told) -> bool:
    """Do two sides of it rest on claims of two values?"""
    sides = [made.claims(g.claim for g in side.given_by) for side in dispute.sides]
    meets = {(i, j): 1.0 for i, side in enumerate(sides) for j, value in enumerate(values) if side & set(value)}
    return len(pairs(meets)) >= 2


def _right_field(dispute: Dispute, gold: Line, known: Mapping[str, Line]) -> bool:
    if dispute.field not in rules.asked(gold["field"], gold["type"]):
        return False
    if gold["type"] != QUANTITY:
        return True
    kinds = {
        q["kind"]
        for value in gold["values"]
        for s in value["support"]
        for q in known.get(s["claim"], {}).get("quantities", ())
        if (q["low"], q["high"]) == (value["low"], value["high"])
    }
    return kind_of(dispute.of)[0] in kinds or (dispute.of not in {"killed", "injured"} and "other" in kinds)


# ------------------------------------------------------------------------------- deals


@dataclass(frozen=True)
class Met:
    """A settlement of the gold and the deal line that meets it, with what each says."""

    id: str
    words: str
    entry: Entry | None
    claims: tuple[int, int, int]  # shared, supporting, in the line
    parties: tuple[list[str], list[str]]  # gold, ours
    mediators: tuple[list[str], list[str]]
    statuses: tuple[list[str], list[str]]
    terms: tuple[list[tuple[str, bool]], list[tuple[str, bool]]]  # gold terms told or not, our lines right or not


def deals_met(records: Mapping[str, Any], made: Told) -> list[Met]:
    """Each settlement of the gold that claims of the split support."""
    known = {c["claim_id"]: c for r in made.gold.values() for c in r["claims"] or ()}
    settled = [s for s in records["settlements"] if _supporting(s, known)]
    deals = [e for e in made.entries if e.ledger == "deals"]
    held = [made.claims(e.findings) for e in deals]
    weights = {
        (i, j): float(both)
        for i, s in enumerate(settled)
        for j, claims in enumerate(held)
        if (both := len(claims & _supporting(s, known)))
    }
    chosen = dict(pairs(weights))
    return [_met(s, deals[chosen[i]] if i in chosen else None, known, made) for i, s in enumerate(settled)]


def _supporting(settlement: Line, known: Mapping[str, Line]) -> set[str]:
    return {c for t in settlement["transitions"] for c in t["supporting_claims"] if c in known}


def _met(settlement: Line, entry: Entry | None, known: Mapping[str, Line], made: Told) -> Met:
    support = _supporting(settlement, known)
    events = {known[c]["event_id"] for c in support}
    claims = {c for c in known if known[c]["event_id"] in events}
    named = {a["canonical"] for c in claims for a in known[c]["actors"] if a["canonical"]}
    parties, mediators = (
        [n for n in settlement[k] if any(rules.one_side(n, x) for x in named)] for k in ("parties", "mediators")
    )
    tellable = [t for t in settlement["terms"] if any(rules.covers(t, known[c]["evidence"]) for c in claims)]
    steps = [t["status"] for t in settlement["transitions"] if set(t["supporting_claims"]) & set(known)]
    steps = rules.in_turn(rules.STATUS[s] for s in steps if s in rules.STATUS)
    if entry is None:
        none: list[str] = []
        return Met(
            settlement["settlement_id"], settlement["name"], None, (0, len(support), 0), (parties, none),
            (mediators, none), (steps, none), ([(t, False) for t in tellable], []),
        )  # fmt: skip
    owed = [(f" {f.value} {f.words}", f.findings) for f in entry.get("term")]
    ours = [
        (words, bool(made.claims(f) & claims) or any(rules.covers(t, words) for t in settlement["terms"]))
        for words, f in owed
    ]
    held = made.claims(entry.findings)
    return Met(
        settlement["settlement_id"],
        settlement["name"],
        entry,
        (len(held & support), len(support), len(held)),
        (parties, _names(entry, "party", made)),
        (mediators, _names(entry, "mediator", made)),
        (steps, rules.in_turn(rules.OURS.get(f.value, f.value) for f in entry.get("status"))),
        ([(t, any(rules.covers(t, words) for words, _ in owed)) for t in tellable], ours),
    )


def _names(entry: Entry, field: str, made: Told) -> list[str]:
    return list(dict.fromkeys(made.name(f.value) for f in entry.get(field)))


def alike(gold: Sequence[str], made: Sequence[str]) -> tuple[int, int, int]:
    """Names right, ours, the gold's; bodies of ours that meet the same name of the gold count once."""
    meets = {(i, j): 1.0 for i, g in enumerate(gold) for j, m in enumerate(made) if rules.one_side(g, m)}
    right = len(pairs(meets))
    spare = sum(any((i, j) in meets for i in range(len(gold))) for j in range(len(made))) - right
    also = sum(any((i, j) in meets for j in range(len(made))) for i in range(len(gold))) - right
    return right, len(made) - spare, len(gold) - also


# ------------------------------------------------------------------------------ figures


def figures(sought: Sequence[Sought], met: Sequence[Met]) -> Figures:
    """The shares of the whole."""
    parties, mediators, statuses = Counts(), Counts(), Counts()
    terms, lines_right, gathered = Counts(), Counts(), Counts()
    for one in met:
        parties.add(*alike(*one.parties))
        mediators.add(*alike(*one.mediators))
        gold, ours = one.statuses
        statuses.add(rules.longest_common(gold, ours), len(ours), len(gold))
        terms.add(sum(t for _, t in one.terms[0]), 0, len(one.terms[0]))
        lines_right.add(sum(t for _, t in one.terms[1]), len(one.terms[1]), 0)
        gathered.add(one.claims[0], one.claims[2], one.claims[1])
    return {
        "disputes.found": mean(s.found is not None for s in sought),
        "disputes.typed": mean(s.typed for s in sought),
        "disputes.together": mean(s.together for s in sought if s.together is not None),
        "deals.met": mean(m.entry is not None for m in met),
        "deals.claims.r": gathered.r,
        "deals.parties.f1": parties.f1,
        "deals.mediators.f1": mediators.f1,
        "deals.statuses.f1": statuses.f1,
        "deals.terms.r": terms.r,
        "deals.terms.p": lines_right.p,
    }


def rows(sought: Sequence[Sought], met: Sequence[Met]) -> Iterator[str]:
    """Every hit and miss, in words."""
    for s in sought:
        verdict = "right" if s.typed else "found as another field" if s.found else "MISSED"
        yield f"{verdict:22} {s.id}: {s.words}" + (f" <- {s.found.field} ({s.found.of})" if s.found else "")
    for m in met:
        yield f"{m.id} {m.words}: {m.claims[0]} of {m.claims[1]} claims, " + (m.entry.key if m.entry else "NO LINE")
        yield f"    parties   {m.parties[0]} <- {m.parties[1]} {alike(*m.parties)}"
        yield f"    mediators {m.mediators[0]} <- {m.mediators[1]}"
        yield f"    statuses  {m.statuses[0]} <- {m.statuses[1]}"
        for words, right in m.terms[0]:
            yield f"    term {'told  ' if right else 'UNTOLD'} {words}"
        for words, right in m.terms[1]:
            yield f"    line {'right ' if right else 'WRONG '} {words}"


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m dragoman.workshop.records_measured", description="Measure disputes and deals."
    )
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds the sets")
    parser.add_argument("--misses", action="store_true", help="show every hit and miss")
    options = parser.parse_args(arguments)
    folder = options.shared / "reports"
    gold = list(lines(folder / "dev.jsonl"))
    records = json.loads((folder / "dev_records.json").read_text(encoding="utf-8"))
    world, taken = load(()), {}
    for name, readings in (("as read", read), ("claims given", given)):
        made = told(gold, readings(gold, world), world)
        sought, met = disputes_met(records, made), deals_met(records, made)
        taken[name] = figures(sought, met)
        if options.misses:
            print(f"== {name}", *rows(sought, met), sep="\n")
    left_out = [len(records[k]) - n for k, n in (("disputes", len(sought)), ("settlements", len(met)))]
    print(f"{len(sought)} disputes, {len(met)} settlements; left out: {left_out[0]} and {left_out[1]}")
    for figure in taken["as read"]:
        print(f"{figure:20}" + "".join(f" {name} {values[figure]:.3f}  " for name, values in taken.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
