"""English word forms: every way a base form can be written, so that cues match without a lemmatiser."""

from __future__ import annotations

from collections.abc import Mapping

_VOWELS = "aeiou"


def forms(base: str, irregular: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """All forms of a word as verb and as noun: shell → shell, shells, shelled, shelling."""
    if not base or not base[-1].isalpha():
        return frozenset({base})
    made = {base, _with_s(base), _with_ing(base)}
    made |= set(irregular[base]) if base in irregular else {_with_ed(base)}
    prefix = next((p for p in ("re-", "over", "under", "out", "re") if _rests_on(base, p, irregular)), None)
    if prefix and base not in irregular:
        made |= {prefix + form for form in irregular[base[len(prefix) :]]}
    return frozenset(made)


def _rests_on(base: str, prefix: str, irregular: Mapping[str, tuple[str, ...]]) -> bool:
    return base.startswith(prefix) and base[len(prefix) :] in irregular


def _with_s(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("go", "do", "to")) and len(base) < 6 else "s")


def _doubles(base: str) -> bool:
    """Stop → stopped, but not open → opened (one syllable, or listed)."""
    if len(base) < 3 or base[-1] in "wxy" or base[-1] in _VOWELS:
        return base in _DOUBLED
    closed = base[-2] in _VOWELS and base[-3] not in _VOWELS
    return (closed and sum(c in _VOWELS for c in base) == 1) or base in _DOUBLED


_DOUBLED = frozenset(
    "abet admit allot commit compel control defer deter dispel equip expel forget infer kidnap occur omit outrun patrol "
    "permit propel quit rebel refer regret repel submit transfer transmit unplug outgun overrun".split()
)


def _with_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if _doubles(base) else base + "ed"


def _with_ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and len(base) > 2:
        return base[:-1] + "ing"
    return base + base[-1] + "ing" if _doubles(base) else base + "ing"
