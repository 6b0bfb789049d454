"""What the page cannot tell: what is undated, unplaced or left open, what was set aside, and how it was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.tell.brief.dates import spoken_days
from dragoman.tell.brief.episode import Episode
from dragoman.tell.brief.markup import Html, joined, name, tag
from dragoman.tell.brief.plural import count


@dataclass(frozen=True, slots=True)
class Aside:
    """A report of the record that nothing was read in, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """With what a record's events were made, and what it set aside; titles are veiled."""

    version: str = "unknown"
    world: str = ""
    seal: str = ""
    aside: tuple[Aside, ...] = ()
    issues: int = 0
    revealed: str = ""  # the reason for lifting the veil; empty where it is on


def limits(episode: Episode, made: Made) -> Html:
    """What is not known, counted."""
    found = episode.findings
    told = [
        (sum(not any(t.bounds) for t in episode.told), "events of no known day"),
        (sum(t.event.place is None for t in episode.told), "events of no known place"),
        (sum(f.place.chosen is None for f in found), "claims for which no place was chosen"),
        (
            sum(f.when.chosen is None or f.when.chosen.basis == "none" for f in found),
            "claims for which no time was chosen",
        ),
        (sum(c.actor.chosen is None for f in found for c in f.actors), "mentions of somebody whom no list settles"),
        (sum(f.claim.stance.editorial for f in found), "assertions in hostile words without a source"),
        (sum(f.claim.stance.background for f in found), "claims told as history"),
        (sum(r.published is None for r in episode.reports), "reports of no known day of publication"),
        (
            sum(r.repeat_of is not None for r in episode.reports),
            "reports that repeat another's text: they add no origin",
        ),
    ]
    items = [tag("li", tag("b", str(n)), f" {words}") for n, words in told if n]
    return joined(tag("ul", items, cls="counts"), _aside(made.aside, made.issues), _reports(episode))


def _aside(aside: Sequence[Aside], issues: int) -> Html:
    if not aside and not issues:
        return tag("p", "No report of the record was set aside.")
    rows = [tag("li", tag("cite", a.title, dir="auto"), f": {a.reason}") for a in aside]
    lost = tag("p", f"{count(issues, 'other input')} of the record could not be read.") if issues else None
    head = tag("h3", "Reports of the record in which nothing was read")
    return joined(head, tag("ul", rows) if rows else None, lost)


def _reports(episode: Episode) -> Html:
    """The reports that the page rests on."""
    rows = []
    for report in episode.reports:
        day = spoken_days(report.published) if report.published else "day unknown"
        outlet = name(report.outlet) if report.outlet else tag("span", "outlet not given", cls="unknown")
        more = f" · repeats {report.repeat_of[:12]}" if report.repeat_of else ""
        title = tag("cite", report.title or "Untitled report", dir="auto")
        rows.append(tag("li", title, " · ", outlet, f" · {day}{more} · ", tag("code", report.id)))
    summary = tag("summary", f"{count(len(rows), 'report')} that this page rests on")
    return tag("details", summary, tag("ul", rows, cls="reports"), cls="more")


def how_made(episode: Episode, made: Made) -> Html:
    """The chain of makers, in words and versions."""
    makers = sorted({f"{m.name} {m.version}" for f in episode.findings for m in (f.claim.maker, f.maker)})
    makers += sorted({f"{t.event.maker.name} {t.event.maker.version}" for t in episode.told})
    pairs = [
        ("Dragoman", made.version),
        ("World", made.world or "unknown"),
        ("Makers", ", ".join(dict.fromkeys(makers))),
        ("Seal of the record", made.seal or "not kept in a record"),
        (
            "Private persons",
            f"NOT veiled: {made.revealed}" if made.revealed else "veiled: names as ‹so›, places no finer than a town",
        ),
    ]
    steps = (
        "Made by a program, without a person's judgement on any single value: claims are read out of each report's "
        "sentences, their actors, places and days are looked up or left open, and claims that tell of one happening "
        "are laid together. Copies of one text count as one origin."
    )
    rows = [tag("div", tag("dt", words), tag("dd", value)) for words, value in pairs]
    return joined(tag("p", steps), tag("dl", rows, cls="made"))
