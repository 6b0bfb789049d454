"""What is told about another claim of its text: an accusation about the act, a term about its deal.

Such a claim belongs to the event of what it is about, whatever its own place and day, and changes nothing in it: who
accuses does not do the deed, and what a deal promises has not happened. It is found by where it stands in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.link.compare import NARROW
from dragoman.link.episodes import FAR_DAYS
from dragoman.link.view import View
from dragoman.records import Feature

# Of the annotated reports' accusations of an act two in three are of the event that is found so, and of their terms
# nine in ten (2026); the weights are the log odds of that.
TERM = Feature("about", 2.2, "about: a term of the deal that the text tells first")
BLAME = Feature("about", 0.7, "about: the text tells who is blamed for this act, or claims it")
# Not the kinds below "accuse": condemnations and inquiries are happenings of their own.
_BLAMES = frozenset(("accuse", "responsibility_claim"))
_BROKEN = frozenset(("breach", "collapse"))
_DONE = frozenset(("occurred", "failed", "denied"))  # "denied" too: it is what they are accused of
_MADE = frozenset(("occurred", "ongoing"))

About = Mapping[int, tuple[int, ...]]  # index of a view: those that it can be about, the likelier first


def subjects(views: Sequence[View]) -> dict[int, tuple[int, ...]]:
    """For each view that is about another one of its text: which ones these can be, the likelier first."""
    texts: dict[str, list[int]] = defaultdict(list)
    for i, view in enumerate(views):
        if not view.aggregate:  # totals stand alone
            texts[view.origin].append(i)
    found: dict[int, tuple[int, ...]] = {}
    for members in texts.values():
        members.sort(key=lambda i: (views[i].at, views[i].id))
        acts = [i for i in members if _is_act(views[i])]
        deals = [i for i in members if _is_deal(views[i])]
        for i in members:
            told = _deal_of(i, deals, views) if _is_promise(views[i]) else _acts_of(i, acts, views)
            if told:
                found[i] = told
    return found


def reason(view: View) -> Feature:
    """Why a view is of the event of what it is about."""
    return TERM if _is_promise(view) else BLAME


def likelihood(view: View) -> float:
    """How often that is right."""
    return 0.9 if _is_promise(view) else 0.67


def _is_promise(view: View) -> bool:
    return view.status == "planned" and view.family in ("settlement", "move")


def _is_deal(view: View) -> bool:
    return view.status in _MADE and not view.above.isdisjoint(("agreement", "acceptance"))


def _deal_of(i: int, deals: Iterable[int], views: Sequence[View]) -> tuple[int, ...]:
    """The deal that the text tells first, where that is before the promise.

    What is to be done on a day that is told, and not that of the deal, is a step of its own.
    """
    first = next((j for j in deals if j != i), None)
    if first is None or views[first].at >= views[i].at or _far(views[i], views[first]):
        return ()
    days, agreed = views[i].days, views[first].days
    if days is not None and days[1] - days[0] < NARROW and agreed is not None:
        return (first,) if days[0] <= agreed[1] and agreed[0] <= days[1] else ()
    return (first,)


def _is_act(view: View) -> bool:
    """Can somebody be blamed for it: force, coercion or a broken word, told as a deed, or denied?"""
    blamable = view.family in ("violence", "coercion") or not view.above.isdisjoint(_BROKEN)
    return blamable and view.status in _DONE


def _acts_of(i: int, acts: Sequence[int], views: Sequence[View]) -> tuple[int, ...]:
    """The act told right before the accusation or the claim, else right behind it; and the first act that the text tells."""
    view = views[i]
    if view.kind not in _BLAMES or view.status != "occurred":
        return ()
    known = [j for j in acts if views[j].recalled == view.recalled and not _far(view, views[j])]
    if not known:
        return ()
    before = [j for j in known if views[j].at < view.at]
    return tuple(dict.fromkeys((known[0], before[-1] if before else known[0])))


def _far(a: View, b: View) -> bool:
    """Are their times too far apart for one event?"""
    return a.era is not None and b.era is not None and max(a.era[0] - b.era[1], b.era[0] - a.era[1]) > FAR_DAYS
