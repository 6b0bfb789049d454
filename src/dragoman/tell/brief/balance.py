"""Whose words these are: who calls whom what, whose voices are heard, by sort and side, and who is not heard."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from dragoman.records import Finding, Outlet, Voice
from dragoman.tell import wording
from dragoman.tell.brief.episode import Episode
from dragoman.tell.brief.markup import Html, joined, name, tag
from dragoman.tell.brief.notes import Notes
from dragoman.tell.ledgers import usages
from dragoman.text import name_key

SIDE_UNKNOWN = "side not told"
_LINKS = {
    "state_owned": "state-owned",
    "state_funded": "state-funded",
    "party": "of a party",
    "armed_group": "of an armed group",
    "none": "none known",
    "unknown": "unknown",
}
_OWN = "outlet_itself"


def labels(episode: Episode, notes: Notes) -> Html | None:
    """Who calls whom what, with the neutral name beside; None where nobody uses a loaded word."""
    entries = episode.entries("labels")
    by_id = {e.id: e for e in entries}
    uses = sorted(usages(entries), key=lambda u: (-u.claims, u.speaker, u.words))
    rows = [
        tag(
            "tr",
            tag("th", name(u.speaker), scope="row"),
            tag("td", notes.value(name(", ".join(u.words)), "who", [f for i in u.ids for f in by_id[i].findings])),
            tag("td", name(u.side)),
            tag("td", u.slant),
            tag("td", str(u.claims), cls="n"),
        )
        for u in uses
    ]
    return table(("Who says it", "The word", "Neutral name", "Slant", "Claims"), rows, "Label ledger") if rows else None


def table(heads: Iterable[str], rows: list[Html], title: str) -> Html:
    """A plain table that scrolls by itself where it is too wide."""
    head = tag("thead", tag("tr", [tag("th", words, scope="col") for words in heads]))
    return tag(
        "div", tag("table", head, tag("tbody", rows)), cls="scroll", tabindex="0", role="region", aria_label=title
    )


def balance(episode: Episode, notes: Notes) -> Html:
    """Voices by side and sort, sides that are acted upon and not heard, and the outlets."""
    return joined(_voices(episode, notes), _absent(episode), _outlets(episode))


def _voices(episode: Episode, notes: Notes) -> Html:
    heard: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in episode.findings:
        heard[side_of(episode, finding), _sort(finding)].append(finding)
    rows = [
        tag(
            "tr",
            tag("th", name(side), scope="row"),
            tag("td", wording.VOICES[sort]),
            tag("td", notes.value(str(len(found)), "says", [f.id for f in found]), cls="n"),
            tag("td", str(len({f.origin_group or f.claim.report_id for f in found})), cls="n"),
        )
        for (side, sort), found in sorted(heard.items(), key=lambda x: (-len(x[1]), x[0]))
    ]
    return joined(tag("h3", "Whose voices"), table(("Side", "Sort of voice", "Claims", "Origins"), rows, "Voices"))


def _first(finding: Finding) -> Voice | None:
    """Whose word it is first of all."""
    voices = finding.claim.stance.voices
    return voices[-1] if voices else None


def _sort(finding: Finding) -> str:
    voice = _first(finding)
    return voice.kind if voice else _OWN


def side_of(episode: Episode, finding: Finding) -> str:
    """The actor whose voice it is, where the same words of the report stand for an actor; the outlet's own word is nobody's."""
    voice = _first(finding)
    if voice is None or voice.kind == _OWN:
        return finding.outlet.name if finding.outlet else wording.UNKNOWN_OUTLET
    return _speakers(episode).get((finding.claim.report_id, _key(voice)), SIDE_UNKNOWN)


def _key(voice: Voice) -> str:
    return name_key(voice.name or voice.words or "")


def _speakers(episode: Episode) -> dict[tuple[str, str], str]:
    """Actors by report and by the words for a voice: those whose mention and voice share their words."""
    known = getattr(episode, "_speakers_known", None)
    if known is None:
        known = {}
        for raw in episode.findings:
            voice = _first(raw)
            if voice is None or voice.span is None:
                continue
            chosen = [c.actor.chosen for c in episode.shown.finding(raw).actors if c.mention.span.meets(voice.span)]
            actor = next((a for a in chosen if a), None)
            if actor:
                known.setdefault((raw.claim.report_id, _key(voice)), actor.name)
        episode._speakers_known = known  # type: ignore[attr-defined]
    return dict(known)


def _absent(episode: Episode) -> Html:
    """Who acts or suffers in the reports and is heard in none; which sorts of voices are missing."""
    acting = Counter(
        c.actor.chosen.name
        for t in episode.told
        for f in t.found
        for c in f.actors
        if c.actor.chosen and not c.actor.chosen.provisional
    )
    heard = {side_of(episode, f) for f in episode.findings}
    silent = [n for n, _ in sorted(acting.items(), key=lambda x: (-x[1], x[0])) if n not in heard and acting[n] > 1]
    sorts = {_sort(f) for f in episode.findings}
    missing = [words for sort, words in wording.VOICES.items() if sort not in sorts]
    parts = [
        tag("p", tag("b", "Acts are told of them, no voice is known to be theirs: "), joined(*map(name, silent[:12]), by=", ") if silent else "nobody", "."),
        tag("p", tag("b", "Sorts of voices that are not heard at all: "), ", ".join(missing) or "none", "."),
        tag("p", "A voice counts for a side only where the report's own words name both alike; many voices stay without a side.", cls="small"),
    ]
    return joined(parts)


def _outlets(episode: Episode) -> Html:
    outlets: dict[Outlet | None, set[str]] = defaultdict(set)
    for finding in episode.findings:
        outlets[finding.outlet].add(finding.claim.report_id)
    rows = [
        tag(
            "tr",
            tag("th", name(o.name if o else wording.UNKNOWN_OUTLET), scope="row"),
            tag("td", wording.kind_words(o.kind) if o else ""),
            tag("td", _LINKS.get(o.state_link, o.state_link) if o else ""),
            tag("td", str(len(reports)), cls="n"),
        )
        for o, reports in sorted(outlets.items(), key=lambda x: (-len(x[1]), x[0].name if x[0] else ""))
    ]
    return joined(tag("h3", "Outlets"), table(("Outlet", "Sort", "Link to a state or side", "Reports"), rows, "Outlets"))
