"""Pins the files of the learned reader, so that others are refused: ``python -m dragoman.workshop.reader.pin``."""

from __future__ import annotations

from dragoman.models import READER, pin


def main() -> int:
    """Pin, and say how large they are."""
    for name in READER:
        print(f"{name} {pin(name) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
