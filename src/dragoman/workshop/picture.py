"""Draws the picture of README.md: two commands on the samples, as a terminal shows them.

    python -m dragoman.workshop.picture

Writes ``docs/pictures/demo.svg``: plain SVG, with no fonts or anything else from a network.
"""

from __future__ import annotations

import html
import io
import re
import sys

from dragoman.tell import page
from dragoman.workshop.pages.demo import ROOT, UNDATED, Stage, playing, short

FILE = ROOT / "docs" / "pictures" / "demo.svg"
WIDTH = 92  # columns; read well at the width of a page
FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', ui-monospace, monospace"
BLANK = "&#160;"
TEXT = re.compile(
    r'(?P<open><text [^>]*?)x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="(?P<length>[\d.]+)"(?P<rest>[^>]*)>'
    r"(?P<words>[^<]*)</text>"
)
# Rich's own form without its fonts from a network.
FORM = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>What Dragoman shows of an event and of a claim in the sample reports</title>
<style>
.{unique_id}-matrix {{ font-family: @FONTS@; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: arial, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
""".replace("@FONTS@", FONTS)


def draw(stage: Stage) -> None:
    """Write the picture from a record of the samples."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(svg(stage), encoding="utf-8")


def svg(stage: Stage) -> str:
    """An event on which reports differ, and a claim told through others, as the commands print them."""
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), highlight=False, markup=False, force_terminal=True,
        color_system="standard", legacy_windows=False,
    )  # fmt: skip
    shown = stage.held
    event = shown.known_events[stage.claim("corvane-strikes-resume.txt", "more than 30 raids").id]
    claim = stage.claim(UNDATED, "had prepared 18 buses")
    for name, parts in ((event.id, page.event_page(shown, event)), (claim.id, page.finding_page(shown, claim))):
        console.print(Text(f"$ dragoman show {short(name)}", "bold"))
        for part in parts:
            console.print(part)
        console.print()
    drawn = console.export_svg(title="dragoman", theme=MONOKAI, code_format=FORM, unique_id="dragoman")
    return re.sub(r"[ \t]+(?=\n)", "", TEXT.sub(_without_outer_blanks, drawn)).rstrip() + "\n"


def _without_outer_blanks(found: re.Match[str]) -> str:
    """A stretch of text that begins and ends with ink: not every program that shows SVG keeps blanks there."""
    words = found["words"]
    lead = re.match(rf"(?:{BLANK})*", words)
    tail = re.search(rf"(?:{BLANK})*$", words)
    first, last = len(lead[0]) // len(BLANK) if lead else 0, len(tail[0]) // len(BLANK) if tail else 0
    ink = words[len(BLANK) * first : len(words) - len(BLANK) * last]
    each = float(found["length"]) / len(html.unescape(words))
    x, length = float(found["x"]) + first * each, float(found["length"]) - (first + last) * each
    return f'{found["open"]}x="{x:g}" y="{found["y"]}" textLength="{length:g}"{found["rest"]}>{ink}</text>'


def main() -> int:
    """Run on the samples and draw."""
    with playing() as stage:
        stage.run("dragoman run samples/reports --world samples/world --quiet")
        draw(stage)
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
