"""Which events or ledger lines of two records are the same ones: those that rest on the same claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bearing:
    """An event or line and the claims that it rests on. ``scope``: only those of one scope can be the same.

    ``key`` says what it is about; two with one key that share a claim are the same, whatever else shares it. "" is none.
    """

    id: str
    scope: str
    key: str
    claims: frozenset[str]


@dataclass(frozen=True)
class Group:
    """Ids of both records that belong together."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def sort(self) -> str:
        """What became of them: new, gone, merged, split, regrouped, or one that may have changed."""
        match len(self.old), len(self.new):
            case 0, _:
                return "new"
            case _, 0:
                return "gone"
            case 1, 1:
                return "changed"
            case _, 1:
                return "merged"
            case 1, _:
                return "split"
            case _:
                return "regrouped"


def matched(old: Sequence[Bearing], new: Sequence[Bearing]) -> Iterator[Group]:
    """Those of one id, then those of one key, then all that share claims; the claims of both by the same names."""
    left, right = {o.id: o for o in old}, {n.id: n for n in new}
    for name in [name for name in left if name in right]:
        yield Group((left.pop(name).id,), (right.pop(name).id,))
    keys = {(n.scope, n.key): n for n in right.values() if n.key}
    for one in [*left.values()]:
        other = keys.get((one.scope, one.key))
        if other is not None and other.id in right and one.claims & other.claims:
            yield Group((left.pop(one.id).id,), (right.pop(other.id).id,))
    yield from _joined([*left.values()], [*right.values()])


def _joined(old: Sequence[Bearing], new: Sequence[Bearing]) -> Iterator[Group]:
    """Those that share claims, directly or through others (union-find)."""
    every = [*old, *new]
    above = list(range(len(every)))
    for first, second in _sharing(every):
        above[_root(above, second)] = _root(above, first)
    groups: dict[int, tuple[list[str], list[str]]] = {}
    for number, one in enumerate(every):
        groups.setdefault(_root(above, number), ([], []))[number >= len(old)].append(one.id)
    for olds, news in groups.values():
        yield Group(tuple(olds), tuple(news))


def _sharing(every: Iterable[Bearing]) -> Iterator[tuple[int, int]]:
    first: dict[tuple[str, str], int] = {}
    for number, one in enumerate(every):
        for claim in one.claims:
            yield first.setdefault((one.scope, claim), number), number


def _root(above: list[int], number: int) -> int:
    while above[number] != number:
        number = above[number]
    return number
