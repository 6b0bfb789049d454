"""How much goes wrong between what happened and what is told: shares that can be set, and four levels of them."""

from __future__ import annotations

from dataclasses import dataclass, fields

NAMES = ("none", "little", "moderate", "much")


@dataclass(frozen=True, slots=True)
class Noise:
    """Each field is a share in [0, 1], of tellings unless it says otherwise; ``quiet_days`` are days."""

    counts_differ: float = 0.0  # another number than the true one, or only "at least"
    toll_rises: float = 0.0  # of deadly acts: first tellings have a lower toll, and corrections follow
    day_missing: float = 0.0
    day_wrong: float = 0.0  # off by a day or two
    day_vague: float = 0.0  # "this week"
    place_missing: float = 0.0
    place_wrong: float = 0.0  # another town of the province
    place_vague: float = 0.0  # the town that a village lies by, else the province
    doer_missing: float = 0.0
    doer_labelled: float = 0.0  # "terrorists", "regime forces", or the larger body
    kind_other: float = 0.0  # a neighbouring kind
    harm_apart: float = 0.0  # of deadly tellings: the dead stand in a sentence of their own
    copied: float = 0.0  # of stories: printed again by others, whole or cut
    rewritten: float = 0.0  # of stories: told again by others, in other words
    roundups: float = 0.0  # of stories: told in one report with others of its outlet and day
    recalling: float = 0.0  # of reports: a paragraph tells an earlier act
    undated: float = 0.0  # of reports
    quiet_days: int = 7  # so many days at least lie between two acts of one family in one town


# None, little, moderate and much of each (guessed; set before anything was measured with them).
_TABLE: dict[str, tuple[float, float, float, float]] = {
    "counts_differ": (0, 0.10, 0.25, 0.50),
    "toll_rises": (0, 0.10, 0.20, 0.30),
    "day_missing": (0, 0.05, 0.12, 0.30),
    "day_wrong": (0, 0.01, 0.04, 0.12),
    "day_vague": (0, 0.03, 0.06, 0.12),
    "place_missing": (0, 0.03, 0.08, 0.20),
    "place_wrong": (0, 0.01, 0.03, 0.08),
    "place_vague": (0, 0.05, 0.12, 0.25),
    "doer_missing": (0, 0.10, 0.20, 0.35),
    "doer_labelled": (0, 0.05, 0.15, 0.30),
    "kind_other": (0, 0.05, 0.10, 0.25),
    "harm_apart": (0, 0.10, 0.20, 0.30),
    "copied": (0, 0.10, 0.20, 0.30),
    "rewritten": (0, 0.10, 0.20, 0.30),
    "roundups": (0.30, 0.30, 0.40, 0.50),
    "recalling": (0, 0.10, 0.20, 0.30),
    "undated": (0, 0.02, 0.05, 0.15),
    "quiet_days": (7, 2, 1, 0),
}


def level(name: str) -> Noise:
    """The noise of a level: none, little, moderate or much."""
    at = NAMES.index(name)
    whole = {f.name for f in fields(Noise) if f.type == "int"}
    return Noise(**{key: int(row[at]) if key in whole else row[at] for key, row in _TABLE.items()})  # type: ignore[arg-type]
