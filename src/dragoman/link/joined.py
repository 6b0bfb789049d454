"""Things joined into groups, two at a time (union-find): each group is known by its least member."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T", bound=Hashable)


class Joined(Generic[T]):
    """Groups that grow; what was never joined is a group of its own. Members can be put in order."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def root(self, one: T) -> T:
        """The least member of its group."""
        while (above := self._above.get(one, one)) != one:
            self._above[one] = self._above.get(above, above)
            one = above
        return one

    def join(self, a: T, b: T) -> T:
        """Make the groups of the two one; its least member."""
        one: Any = self.root(a)
        other: Any = self.root(b)
        first, second = min(one, other), max(one, other)
        self._above[second] = first
        return cast("T", first)
