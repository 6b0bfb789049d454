"""Names for those who fight, as the learned reader sees them: one plain word each, however many words a name has.

"Terrorists", "rebels" and "freedom fighters" are "fighters" to it, "the army", "regime forces" and "occupation troops" are
"army", each in one place: so what it makes of all other words cannot change with the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.extract.grammar import FIGHTERS

_ONE_FIGHTER = frozenset(
    "terrorist militant rebel fighter insurgent guerrilla guerilla extremist jihadist jihadi islamist gunman militiaman "
    "mercenary separatist radical subversive takfiri infiltrator bandit saboteur combatant mujahid partisan".split()
)
_FIGHTERS = FIGHTERS | frozenset("radicals subversives takfiris infiltrators saboteurs mujahideen mujahedeen".split())
PLAIN = dict.fromkeys(_ONE_FIGHTER, "fighter") | dict.fromkeys(_FIGHTERS, "fighters")
PLAIN |= {"regime": "government", "junta": "government"}
_BEFORE_FIGHTERS = frozenset("freedom resistance terrorist extremist jihadist islamist takfiri radical".split())
_BEFORE_FORCES = frozenset("regime government occupation army".split())
_FORCES = frozenset("forces troops army soldiers".split())


_STATES = frozenset(("regime", "junta"))
_TAIL = re.compile(r"(?:['’]s?)$")  # "the militants’ positions"
_FRONT = re.compile(r"^(?:ex|pro|anti|non)-")  # "ex-rebels"


def names(low: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The words in order, as half-open runs: a name for a side is one run. ``low``: words in lower case."""
    bare = [_FRONT.sub("", _TAIL.sub("", word)) for word in low]
    at = 0
    while at < len(low):
        end = _fighters(low, bare, at) or _forces(low, bare, at) or at + 1
        yield at, end
        at = end


def _fighters(low: Sequence[str], bare: Sequence[str], at: int) -> int | None:
    """The end of "freedom fighters", "jihadist rebels"; None where no such name of several words begins."""
    end = at
    while end < len(low) and bare[end] in _BEFORE_FIGHTERS:
        end += 1
    told = end > at and end < len(low) and bare[end] in PLAIN and bare[end] not in _STATES
    return end + 1 if told else None


def _forces(low: Sequence[str], bare: Sequence[str], at: int) -> int | None:
    """The end of "the army", "regime forces", "the occupation's troops"; None where no such name begins."""
    start = at + (low[at] == "the")
    if start + 1 < len(low) and low[start] in _BEFORE_FORCES and bare[start + 1] in _FORCES:
        return start + 2
    return start + 1 if start > at and start < len(low) and bare[start] == "army" else None


def plain(word: str) -> str:
    """The word as the reader sees it; a name of several words by its last, an ending like "’s" kept."""
    told = word.lower().split()
    if not told:
        return word
    front, tail = _FRONT.match(told[0]), _TAIL.search(told[-1])
    before, ending = front.group() if front else "", tail.group() if tail else ""
    last = told[-1].removesuffix(ending)
    last = last.removeprefix(before) if len(told) == 1 else last
    if last in PLAIN:
        return before + PLAIN[last] + ending
    return "army" + ending if len(told) > 1 and last in _FORCES else word
