"""Labels on a picture, none over another: each goes to the first free spot around its point, or is left out."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

LETTER = 0.63  # width of a letter in heights of the type; wide enough for capitals of a plain type
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass
class Paper:
    """What is taken on a picture of some size."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> None:
        """Nothing else may stand here."""
        self.taken.append(box)

    def is_free(self, box: Box) -> bool:
        """Does the box lie on the picture and over nothing else?"""
        inside = box[0] >= 4 and box[1] >= 4 and box[2] <= self.width - 4 and box[3] <= self.height - 4
        return inside and not any(
            box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in self.taken
        )

    def put(self, x: float, y: float, words: str, size: float, away: float = 8) -> tuple[float, float] | None:
        """The left end and base line of words near a point, and the place is taken; None where none is free."""
        wide, high = len(words) * size * LETTER, size * 1.25
        for distance in (away, away + 12, away + 28, away + 48, away + 72):
            for turn in (0, 330, 30, 180, 210, 150, 90, 270, 300, 60, 240, 120):
                dx, dy = math.cos(math.radians(turn)) * distance, math.sin(math.radians(turn)) * distance
                left = x + dx if dx > 1 else x + dx - wide if dx < -1 else x - wide / 2
                box = (left - 2, y + dy - high / 2 - 1, left + wide + 2, y + dy + high / 2 + 1)
                if self.is_free(box):
                    self.take(box)
                    return left, y + dy + size * 0.35
        return None
