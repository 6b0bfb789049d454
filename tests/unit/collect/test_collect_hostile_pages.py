"""Web pages as careless or hostile hands make them: the text is found, and every character maps back."""

import html
import time

import pytest

from dragoman.collect import source_of
from dragoman.collect.html import html_report

FIRST = "The army shelled the northern quarter of Kidal on Sunday, killing ten people, residents of the town said."
SECOND = "A spokesman for the rebels denied firing and said that government guns on the hill had hit the queue at dawn."
THIRD = (
    "The deal, which was agreed on Thursday, provided for a halt to fire and the handover of 340 rifles by Saturday."
)

NESTED = f"""<html><head><title>Army shells Kidal | Valley News</title></head><body bgcolor=#fff>
<table width=100%><tr><td colspan=3><table><tr><td><a href=/>Home</a></td><td><a href=/w>World</a></td></tr></table></td></tr>
<tr><td valign=top><table><tr><td><a href=/1>Rebels kill 30 in raid</a><br><a href=/2>Cup final tonight</a></td></tr></table></td>
<td><table><tr><td><font size=5><b>Army shells Kidal</b></font></td></tr>
<tr><td><table><tr><td>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</td></tr></table></td></tr></table></td></tr></table></body></html>"""

BREAKS = f"""<!doctype html><html><body><div class=x><h1>Army shells Kidal</h1><div id=story>
{FIRST.replace("shelled", "shel<!-- ad: <p>400 killed</p> -->led").replace("ten", "<b>t</b>en")}<br/><br/>
{SECOND}<script>document.write("<p>Army kills 900</p>"); if (a < b && c > d) {{ x = "</div>" }}</script><br>
<style>p {{ color: red }}</style>{THIRD.replace("halt to", "halt&nbsp;to&#32;").replace("340", "3<wbr>40")}</div></div></body></html>"""

LINKS = "".join(f'<li><a href="/p/{n}">Rebels kill {n} in raid on base number {n}</a></li>' for n in range(15_000))
LARGE = f"<html><body><nav><ul>{LINKS[:40_000]}</li></ul></nav><article><h1>Army shells Kidal</h1><p>{FIRST}<p>{SECOND}<p>{THIRD}</article>"
HUGE = f"<html><body><div class=menu><ul>{LINKS}</ul></div><div><h1>Army shells Kidal</h1><p>{FIRST}<p>{SECOND}<p>{THIRD}</div>"


@pytest.mark.parametrize("page", [NESTED, BREAKS, LARGE, HUGE], ids=["nested", "breaks", "large", "huge"])
def test_the_story_and_only_the_story_is_read(page):
    started = time.monotonic()
    ((report, raw),) = html_report(page.encode(), "a.html")
    assert time.monotonic() - started < 30
    lines = [" ".join(line.split()) for line in report.text.split("\n") if line.strip()]
    assert [line for line in lines if line != "Army shells Kidal"] == [FIRST, SECOND, THIRD]
    assert report.title == "Army shells Kidal"
    assert source_of(report, raw) == page
    covered = 0
    for piece in report.pieces:
        there = html.unescape(page[piece.source_start : piece.source_end])
        here = report.text[piece.start : piece.end]
        assert there == here or (there.split(), here.split()) == ([], [])
        covered += piece.end - piece.start
    assert covered == sum(len(line) for line in report.text.split("\n"))


def test_the_name_of_the_site_is_no_part_of_the_title():
    ((report, _),) = html_report(NESTED.encode(), "a.html")
    assert (report.title, report.outlet) == ("Army shells Kidal", "Valley News")
    assert report.title_span is not None
    assert report.title_span.start == 0
