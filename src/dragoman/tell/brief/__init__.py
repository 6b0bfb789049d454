"""A brief: one episode of a record as a single page that a reader can check value by value."""

from __future__ import annotations

from dragoman.tell.brief.limits import Aside, Made
from dragoman.tell.brief.page import brief

__all__ = ["Aside", "Made", "brief"]
