"""What every file has in common that a pack is made from: it is gone through once and never held as a whole."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

from dragoman.world.gazetteer_index import Named

NOT_STATED = "not stated"


class Source(ABC):
    """The places of one file, with their names; ``version`` and ``left_out`` are known when they have been gone through.

    A line that cannot be read raises InputError with file and line.
    """

    licence = NOT_STATED
    version = ""
    left_out = 0  # lines of features that are not taken, or of divisions that are built in

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name

    @abstractmethod
    def __iter__(self) -> Iterator[Named]:
        """The places, in the order of the file."""


def point(lat: str, lon: str) -> tuple[float, float]:
    """Two numbers on the globe. Raises ValueError."""
    try:
        found = float(lat), float(lon)
    except ValueError:
        raise ValueError(f"lat {lat!r} and lon {lon!r} are not two numbers such as 32.62 and 36.10") from None
    if not (-90 <= found[0] <= 90 and -180 <= found[1] <= 180):
        raise ValueError(f"lat {lat} and lon {lon} lie outside the globe")
    return found
