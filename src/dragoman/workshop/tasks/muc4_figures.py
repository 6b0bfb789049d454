"""The headline figures of MUC-4: role fillers pooled over a document (CEAF-REE), and whole templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dragoman.workshop.metrics import Counts, Figures, Line, Lines, dice, normal, pairs

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
Entity = frozenset[str]
Likeness = Callable[[Entity, Entity], float]


def figures(gold: Lines, made: Lines) -> Figures:
    """CEAF-REE micro F1 by the strict (subset) and the forgiving (relaxed) likeness, and of whole templates."""
    strict, loose, filled, types, told = Counts(), Counts(), Counts(), Counts(), Counts()
    for key, g in gold.items():
        wanted, found = g["templates"], made.get(key, {}).get("templates") or []
        for role in ROLES:
            a, b = _pooled(wanted, role), _pooled(found, role)
            strict.add(_aligned(a, b, _inside), len(b), len(a))
            loose.add(_aligned(a, b, _relaxed), len(b), len(a))
        right, kinds = _templates(wanted, found)
        filled.add(right, len(found) + sum(map(_size, found)), len(wanted) + sum(map(_size, wanted)))
        types.add(kinds, len(found), len(wanted))
        told.add(bool(wanted) and bool(found), bool(found), bool(wanted))
    return {
        "ree.subset.micro_f1": strict.f1, "ree.relaxed.micro_f1": loose.f1, "templates.subset.with_type_f1": filled.f1,
        "templates.types_f1": types.f1, "document_has_incident.f1": told.f1,
    }  # fmt: skip


def _entities(template: Line, role: str) -> list[Entity]:
    found = []
    for entity in template.get(role) or []:
        strings = [entity] if isinstance(entity, str) else [m if isinstance(m, str) else m[0] for m in entity]
        found.append(frozenset(n for s in strings if (n := normal(s))))
    return [e for e in found if e]


def _pooled(templates: list[Line], role: str) -> list[Entity]:
    """The entities of a role over all templates; those that share a string are one."""
    out: list[Entity] = []
    for entity in (e for t in templates for e in _entities(t, role)):
        same = [o for o in out if o & entity]
        out = [o for o in out if not o & entity] + [entity.union(*same)]
    return out


def _inside(gold: Entity, made: Entity) -> float:
    return float(made <= gold)


def _relaxed(gold: Entity, made: Entity) -> float:
    return float(any(_close(a.split(), b.split()) for a in gold for b in made))


def _close(a: list[str], b: list[str]) -> bool:
    return a[-1] == b[-1] or dice(set(a), set(b)) >= 0.5


def _aligned(gold: list[Entity], made: list[Entity], like: Likeness) -> float:
    weights = {(i, j): like(g, p) for i, g in enumerate(gold) for j, p in enumerate(made)}
    return sum(weights[pair] for pair in pairs(weights))


def _templates(gold: list[Line], made: list[Line]) -> tuple[float, int]:
    """The summed likeness of the best pairs of templates of one type (the type counts one), and their number."""
    weights: dict[tuple[int, int], float] = {}
    for i, g in enumerate(gold):
        for j, p in enumerate(made):
            if (p.get("incident_type") or "").lower() in _types(g):
                weights[i, j] = 1 + sum(_aligned(_entities(g, r), _entities(p, r), _inside) for r in ROLES)
    found = pairs(weights)
    return sum(weights[pair] for pair in found), len(found)


def _types(template: dict[str, Any]) -> set[str]:
    return {t.lower() for t in (*(template.get("type_alternatives") or ()), template["incident_type"])}


def _size(template: Line) -> int:
    return sum(len(_entities(template, r)) for r in ROLES)
