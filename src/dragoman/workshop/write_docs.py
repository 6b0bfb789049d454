"""Writes the parts of the documents that are made from the code, and tells which are out of date.

    python -m dragoman.workshop.write_docs            write all of them, and the picture
    python -m dragoman.workshop.write_docs --check    write nothing; exit code 1 where a part is out of date

A made part stands between ``<!-- made: NAME -->`` and ``<!-- /made -->``; the rest of a page is written by hand.
Parts whose name begins with ``demo`` show what a run on the samples prints; they need that run, and ``--check``
leaves them out, because a better reading changes them and breaks nothing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.workshop.pages import Makers, codebook, measured, reference, rooms

ROOT = Path(__file__).parents[3]
PART = re.compile(r"(?<=<!-- made: )(?P<name>[^>]+?)(?P<open> -->\n)(?P<made>.*?)(?P<close><!-- /made -->)", re.DOTALL)
QUICK: Makers = {**reference.MAKERS, **codebook.MAKERS, **measured.MAKERS, **rooms.MAKERS}


def pages() -> list[Path]:
    """All pages of the documents."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def filled(text: str, makers: Makers) -> str:
    """A page with the parts that these makers know made anew. Raises KeyError for a part that nothing makes."""

    def part(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in makers:
            if name.startswith("demo ") or name in QUICK:
                return found[0]
            raise KeyError(f"nothing makes the part {name!r}")
        return f"{name}{found['open']}{makers[name]().strip()}\n{found['close']}"

    return PART.sub(part, text)


def stale(makers: Makers = QUICK) -> Iterator[tuple[Path, str]]:
    """Each page that is out of date, with its text as it should be."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if (right := filled(text, makers)) != text:
            yield page, right


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.workshop.write_docs")
    parser.add_argument("--check", action="store_true", help="write nothing, tell which pages are out of date")
    if parser.parse_args(arguments).check:
        old = [page for page, _ in stale()]
        for page in old:
            print(f"{page.relative_to(ROOT)} is out of date: run python -m dragoman.workshop.write_docs")
        return 1 if old else 0
    from dragoman.workshop import picture
    from dragoman.workshop.pages import demo

    with demo.stage() as (stage, makers):
        for page, right in list(stale({**QUICK, **makers})):
            page.write_text(right, encoding="utf-8")
            print(f"{page.relative_to(ROOT)} written")
        picture.draw(stage)
    return 0


if __name__ == "__main__":
    sys.exit(main())
