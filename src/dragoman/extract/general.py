"""Kinds that a clause leaves general, settled by what the report tells beside it.

"Nine people died" is harm of the attack told just before; a denial or a claim of responsibility is about an act that
another clause names; whether a town was regained or overtaken hangs on who took it. The reason says what settled it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.extract.names import Names
from dragoman.extract.triggers import HARM, TOO_GENERAL
from dragoman.records import Claim
from dragoman.world import Kind

ABOUT_AN_ACT = frozenset("responsibility_claim denial".split())
_REACH = 4  # claims back that harm may belong to (measured on the development reports: 3 to 6 alike)


def settled(made: Sequence[Claim], kinds: Mapping[str, Kind], names: Names) -> list[Claim]:
    """The claims with general kinds settled where something in the report settles them."""
    out: list[Claim] = []
    for number, claim in enumerate(made):
        out.append(_settle(claim, out, made[number + 1 : number + 2], kinds, names))
    return out


def _settle(
    claim: Claim, before: Sequence[Claim], after: Sequence[Claim], kinds: Mapping[str, Kind], names: Names
) -> Claim:
    if claim.kind == "territory_taken":
        return _by_side(claim, names)
    if claim.kind == "refusal" and claim.stance.status == "denied":
        return replace(claim, stance=replace(claim.stance, status="occurred"))
    harm = claim.kind in HARM and not (claim.kind == "killing" and claim.role("actor"))
    if not (harm or claim.kind in ABOUT_AN_ACT):
        return claim
    act = _act_near(before, after, kinds, claim)
    if act is None:
        return claim
    word = "harm of" if harm else "about"
    settled_ = replace(claim, kind=act.kind, reason=f"{claim.reason}; {word} the act told near it ({act.kind})")
    if claim.kind == "denial":
        return replace(settled_, stance=replace(claim.stance, status="denied"))
    return settled_


def _act_near(before: Sequence[Claim], after: Sequence[Claim], kinds: Mapping[str, Kind], claim: Claim) -> Claim | None:
    """The nearest act of force told before (else right after) on the same plane of time, not itself general."""
    near = [c for c in reversed(before[-_REACH:]) if c.stance.background == claim.stance.background]
    for other in [*near, *after]:
        plover = kinds[other.kind].plover
        does_harm = plover is not None and plover.category == "ASSAULT" and other.kind not in TOO_GENERAL
        if does_harm and not _takes_things(kinds[other.kind]):
            return other
    if claim.kind in ABOUT_AN_ACT:
        return next((c for c in near if (p := kinds[c.kind].plover) and p.category in ("ASSAULT", "COERCE")), None)
    return None


def _takes_things(kind: Kind) -> bool:
    """Taking a place, looting or burning are no means of harm: who died beside them died of what is not told."""
    on_things = kind.plover is not None and kind.plover.mode == "destroy"
    return on_things or kind.kind == "territory_taken" or "territory_taken" in kind.parents


def _by_side(claim: Claim, names: Names) -> Claim:
    """Who took the ground: a state's forces regain it, others overtake it; unsaid, it stays general."""
    actor = next(iter(claim.role("actor")), None)
    if actor is None:
        return claim
    words = actor.words.split()
    side, _ = names.voice_kind([w.lower() for w in words], words[-1].lower(), [], words)
    kind = {"rebel": "territory_overtaken", "military": "territory_regained"}.get(side)
    return replace(claim, kind=kind, reason=f"{claim.reason}; taken by “{actor.words}”") if kind else claim
