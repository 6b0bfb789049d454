"""What two findings are never of one happening, however alike they read: each rule tells two acts apart.

A rule speaks only where both findings tell what it asks for; what one of them leaves open parts nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.link.compare import (
    ARMED,
    COARSE,
    NEAR_M,
    abroad,
    agree_in_numbers,
    answered,
    days,
    distance_m,
    doers,
    targets,
)
from dragoman.link.view import View
from dragoman.records import Place

_SUPPORT = frozenset(("backing",))
_ARMS_ONLY = frozenset(("explosion", "armed_clash"))  # who does these bears arms, whatever the text calls them


def parted(a: View, b: View) -> bool:
    """Do their own words tell of two happenings? All rules are of force, and of whom somebody backs."""
    return (_fight(a, b) or _support(a, b)) and any(rule(a, b) for rule in RULES)


def crossed(a: View, b: View) -> bool:
    """Does each strike the other: two acts in opposite directions, whoever tells them?"""
    return _fight(a, b) and bool(a.doers & b.targets) and bool(b.doers & a.targets) and not a.doers & b.doers


def one_answers(a: View, b: View) -> bool:
    """Does one text tell the one as an answer, and the other as a side's act that is none?"""
    if a.report != b.report or not _fight(a, b) or a.hints.answer == b.hints.answer:
        return False
    act = b if a.hints.answer else a
    return bool(act.doers) and doers(a, b) not in ("same", "related")


def one_is_mutual(a: View, b: View) -> bool:
    """Does one text tell fire by both sides, and beside it an act of one side?"""
    if a.report != b.report or not _fight(a, b) or a.hints.mutual == b.hints.mutual:
        return False
    act = b if a.hints.mutual else a
    return bool(act.doers) or act.hints.answer


def by_others(a: View, b: View) -> bool:
    """Does one voice of one text tell force by two sides that the world knows?"""
    if a.report != b.report or not _fight(a, b) or a.finding.claim.stance.voices != b.finding.claim.stance.voices:
        return False
    return _known_doers(a) and _known_doers(b) and doers(a, b) in ("different", "swapped")


def elsewhere(a: View, b: View) -> bool:
    """Do both name their place in their own words, and do these lie apart, or in two countries?

    Of all that parts two findings this is most often a mistake, so such a pair scores nought and may still come into
    one event by what others tell.
    """
    p, q = a.place, b.place
    if p is None or q is None or p.id == q.id or abroad(a, b) or not (a.names_place and b.names_place):
        return False
    if a.lasting or b.lasting:
        return a.lasting and b.lasting and _two_areas(p, q)
    if p.country and q.country and p.country != q.country:
        return True
    gap = distance_m(p, q)
    wide = p.precision in COARSE or q.precision in COARSE
    if agree_in_numbers(a, b) and days(a, b) in ("same", "overlap") and doers(a, b) not in ("different", "swapped"):
        return False  # one of them has the name wrong
    by = NEAR_M if a.hints.beside or b.hints.beside else 0.0
    return not wide and gap is not None and gap > max(p.radius_m + q.radius_m, by)


def _two_areas(p: Place, q: Place) -> bool:
    """Does the middle of neither lie in the other, and are both of one size: two towns besieged, two provinces counted?"""
    gap = distance_m(p, q)
    return p.precision == q.precision and gap is not None and gap > max(p.radius_m, q.radius_m, NEAR_M)


def people_or_arms(a: View, b: View) -> bool:
    """Do people who bear no arms do the one, and an armed side the other?

    Of an air strike or a clash, one text rather calls those who bear arms "men" or "a driver".
    """
    if not _fight(a, b) or doers(a, b) != "different" or _ARMS_ONLY & a.above & b.above:
        return False
    return _unarmed(a) != _unarmed(b)


def other_spot(a: View, b: View) -> bool:
    """Does one text name a camp, village or quarter of its own for each?"""
    here, there = a.hints.spots, b.hints.spots
    return a.report == b.report and _fight(a, b) and bool(here and there) and here.isdisjoint(there)


def other_sides(a: View, b: View) -> bool:
    """Are both sides of an act, or who backs whom, other bodies than both sides of the other?"""
    if not (_known(a) and _known(b)):
        return False
    return targets(a, b) == "different" and doers(a, b) == "different"


def _fight(a: View, b: View) -> bool:
    return a.family == b.family == "violence"


def _support(a: View, b: View) -> bool:
    return a.kind in _SUPPORT and b.kind in _SUPPORT


def _known(view: View) -> bool:
    """Are all whom it names bodies that the world knows, on both sides?"""
    actors = [c.actor.chosen for c in view.finding.actors]
    return bool(view.doers and view.targets) and all(a is not None and not a.provisional for a in actors)


def _known_doers(view: View) -> bool:
    actors = [c.actor.chosen for c in view.finding.actors if c.role == "actor"]
    return bool(actors) and all(a is not None and not a.provisional and a.kind in ARMED for a in actors)


def _unarmed(view: View) -> bool:
    kinds = {c.actor.chosen.kind for c in view.finding.actors if c.role == "actor" and c.actor.chosen is not None}
    return kinds == {"civilians"}


RULES: tuple[Callable[[View, View], bool], ...] = (
    answered, crossed, one_answers, one_is_mutual, by_others, people_or_arms, other_spot, other_sides,
)  # fmt: skip
