"""The page of an episode: one HTML file that needs nothing else and shows the words behind every value."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from dragoman.tell.brief.balance import balance, labels
from dragoman.tell.brief.cards import cards
from dragoman.tell.brief.disputes import disputes
from dragoman.tell.brief.episode import Episode
from dragoman.tell.brief.happened import happened
from dragoman.tell.brief.head import head, points
from dragoman.tell.brief.holdings import TITLES, holdings
from dragoman.tell.brief.limits import Made, how_made, limits
from dragoman.tell.brief.map import map_section
from dragoman.tell.brief.markup import Html, joined, tag
from dragoman.tell.brief.notes import Notes
from dragoman.tell.brief.timeline import timeline_section
from dragoman.tell.shown import Shown

HOLDING = "What the ledger holds is what claims add up to; nobody has looked on the ground."
UNKNOWN = Made()
_HERE = Path(__file__).parent


def brief(shown: Shown, raw_name: str, made: Made = UNKNOWN) -> str:
    """The page of an episode (by its raw name) as HTML. Two pages of one record are alike to the letter."""
    episode = Episode(shown, raw_name)
    notes = Notes(episode)
    sections = list(_sections(episode, notes, made))
    body = joined(
        tag("a", "Skip to what happened", href="#happened", cls="skip"),
        tag("div", head(episode, notes), _contents(sections), cls="top"),
        tag("main", [_section(*s) for s in sections], id="main"),
        tag(
            "dialog",
            tag("form", tag("button", "Close", value="close"), method="dialog"),
            tag("div", id="said"),
            id="dialog",
            aria_label="The words behind a value",
        ),
        tag("script", Html(_file("script.js"))),
    )
    title = f"Brief: {episode.title}"
    return f'<!doctype html>\n<html lang="en">{_document_head(title)}<body>{body}</body></html>\n'


def _sections(episode: Episode, notes: Notes, made: Made) -> list[tuple[str, str, str, Html]]:
    """Id, title, lead and body of each part; parts with nothing to tell are left out."""
    told = [
        ("points", "The best-borne events", "The acts that most independent origins tell of, in order of time.", points(episode, notes)),
        ("map", "Where", "", map_section(episode)),
        ("timeline", "When", "", timeline_section(episode)),
        ("happened", "What happened, as told, in order", "Each value opens the words that it came from.", happened(episode, notes)),
        ("deals", "Deals", "What was promised, how it stands, and who says why it failed.", cards(episode, notes)),
        *((ledger, TITLES[ledger], HOLDING, holdings(episode, notes, ledger)) for ledger in TITLES),
        ("disputes", "Open disputes", "Every value that a source gives is kept; none is declared right.", disputes(episode, notes)),
        ("labels", "Who calls whom what", "Loaded words stay with who uses them; they decide nothing on this page.", labels(episode, notes)),
        ("balance", "Whose voices", "", balance(episode, notes)),
        ("limits", "Limits", "What this page cannot tell.", limits(episode, made)),
        ("made", "How it was made", "", how_made(episode, made)),
    ]  # fmt: skip
    # The notes come last: by then every value has its number.
    told.append(
        ("words", "The words", "Every claim in its report's own words; what it rests on is marked.", notes.section())
    )
    return [(name, title, lead, body) for name, title, lead, body in told if body]


def _section(name: str, title: str, lead: str, body: Html) -> Html:
    return tag(
        "section",
        tag("h2", title, id=f"h-{name}"),
        tag("p", lead, cls="lead") if lead else None,
        body,
        id=name,
        aria_labelledby=f"h-{name}",
    )


def _contents(sections: list[tuple[str, str, str, Html]]) -> Html:
    items = [tag("li", tag("a", title, href=f"#{name}")) for name, title, _, _ in sections]
    return tag("nav", tag("ul", items), aria_label="Parts of this page")


def _document_head(title: str) -> Html:
    style, script = _file("style.css"), _file("script.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("link", rel="icon", href="data:,"),
        tag("title", title),
        tag("style", Html(style)),
    )


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").strip()


def _hash(words: str) -> str:
    return base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
