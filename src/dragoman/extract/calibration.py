"""From what the learned reader gives to how often it is right: one curve a field, fitted on reports that it never saw."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

LEAST = 1e-4  # likelihoods are taken as no nearer to 0 and 1


@dataclass(frozen=True, slots=True)
class Calibration:
    """``curves``: for each field, slope and offset of a line through log odds (Platt 1999). Without one nothing changes."""

    curves: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def of(self, name: str, likely: float) -> float:
        """How often a field that the reader gives this likelihood is right, 0 to 1."""
        slope, offset = self.curves.get(name, (1.0, 0.0))
        return round(1.0 / (1.0 + math.exp(-(slope * log_odds(likely) + offset))), 3)


def log_odds(likely: float) -> float:
    """The log odds of a likelihood."""
    inside = min(1.0 - LEAST, max(LEAST, likely))
    return math.log(inside / (1.0 - inside))
