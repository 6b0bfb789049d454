"""Whose words these are: who calls whom what, whose voices are heard, by sort and side, and who is not heard."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from dragoman.records import Finding, Outlet, Voice
from dragoman.tell import wording
from dragoman.tell.brief.episode import Episode
from dragoman.tell.brief.markup import Html, esc, joined, name, tag
from dragoman.tell.brief.notes import Notes
from dragoman.tell.brief.plural import count
from dragoman.tell.brief.rows import table
from dragoman.tell.ledgers import usages
from dragoman.text import name_key

SIDE_UNKNOWN = "side not told"
MOST_SILENT = 12
_LINKS = {
    "state_owned": "state-owned",
    "state_funded": "state-funded",
    "party": "of a party",
    "armed_group": "of an armed group",
    "none": "none known",
    "unknown": "unknown",
}
_OWN = "outlet_itself"
_PRIVATE = ("resident", "anonymous")  # whose side they are on is never inferred
_HOW = (
    "A voice counts for a side only where the report's very words for it stand for an actor. Which side residents and "
    "unnamed sources are on is never inferred."
)
Speakers = Mapping[tuple[str, str], str]  # (report, words for a voice) → the actor's name


def labels(episode: Episode, notes: Notes) -> Html | None:
    """Who calls whom what, with the neutral name beside, loaded words first; None where no word for a side is kept."""
    entries = episode.entries("labels")
    by_id = {e.id: e for e in entries}
    uses = sorted(usages(entries), key=lambda u: (-u.claims, u.speaker, u.words))
    loaded: list[list[Html]] = []
    plain: list[list[Html]] = []
    for use in uses:
        ids = [f for i in use.ids for f in by_id[i].findings]
        word = notes.value(name(", ".join(use.words)), "who", ids)
        row = [name(use.speaker), word, name(use.side), esc(use.slant), esc(str(use.claims))]
        (plain if use.slant == "neutral" else loaded).append(row)
    heads = ("Who says it", "The word", "Neutral name", "Slant", "Claims")
    shown = table(heads, loaded, "Loaded words") if loaded else tag("p", "No loaded word is used.")
    if not plain:
        return shown if loaded else None
    summary = tag("summary", f"{count(len(plain), 'use')} of words that take no side")
    return joined(shown, tag("details", summary, table(heads, plain, "Words that take no side"), cls="more"))


def balance(episode: Episode, notes: Notes) -> Html:
    """Voices by side and sort, sides that are acted upon and not heard, and the outlets."""
    speakers = _speakers(episode)
    return joined(_voices(episode, notes, speakers), _absent(episode, speakers), _outlets(episode, notes))


def _voices(episode: Episode, notes: Notes, speakers: Speakers) -> Html:
    """Who is cited; what outlets say themselves stands in their own table."""
    heard: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in episode.findings:
        if _sort(finding) != _OWN:
            heard[side_of(finding, speakers), _sort(finding)].append(finding)
    rows = [
        [
            name(side),
            esc(wording.VOICES[sort]),
            notes.value(str(len(found)), "says", [f.id for f in found]),
            esc(str(len({f.origin_group or f.claim.report_id for f in found}))),
        ]
        for (side, sort), found in sorted(heard.items(), key=lambda x: (x[0][0] == SIDE_UNKNOWN, -len(x[1]), x[0]))
    ]
    if not rows:
        return tag("p", "Nobody is cited: all is told in the outlets' own words.")
    return table(("Side", "Sort of voice", "Claims", "Origins"), rows, "Voices")


def _first(finding: Finding) -> Voice | None:
    """Whose word it is first of all."""
    voices = finding.claim.stance.voices
    return voices[-1] if voices else None


def _sort(finding: Finding) -> str:
    voice = _first(finding)
    return voice.kind if voice else _OWN


def side_of(finding: Finding, speakers: Speakers) -> str:
    """The actor whose voice it is; the outlet's own word is the outlet's."""
    voice = _first(finding)
    if voice is None or voice.kind == _OWN:
        return finding.outlet.name if finding.outlet else wording.UNKNOWN_OUTLET
    if voice.kind in _PRIVATE:
        return SIDE_UNKNOWN
    return speakers.get((finding.claim.report_id, _key(voice)), SIDE_UNKNOWN)


def _key(voice: Voice) -> str:
    return name_key(voice.name or voice.words or "")


def _speakers(episode: Episode) -> dict[tuple[str, str], str]:
    """Actors by report and by the words for a voice: those whom the very words of the voice stand for."""
    known: dict[tuple[str, str], str] = {}
    for raw in episode.findings:
        voice = _first(raw)
        if voice is None or voice.span is None or voice.kind in _PRIVATE:
            continue
        chosen = [c.actor.chosen for c in episode.shown.finding(raw).actors if c.mention.span == voice.span]
        actor = next((a for a in chosen if a), None)
        if actor:
            known.setdefault((raw.claim.report_id, _key(voice)), actor.name)
    return known


def _absent(episode: Episode, speakers: Speakers) -> Html:
    """Who acts or suffers in the reports and is heard in none; which sorts of voices are missing."""
    chosen = (c.actor.chosen for t in episode.told for f in t.found for c in f.actors)
    acting = Counter(a.name for a in chosen if a and not a.provisional)
    heard = {side_of(f, speakers) for f in episode.findings}
    silent = [n for n, times in sorted(acting.items(), key=lambda x: (-x[1], x[0])) if n not in heard and times > 1]
    sorts = {_sort(f) for f in episode.findings}
    missing = [words for sort, words in wording.VOICES.items() if sort not in sorts]
    who = joined(*map(name, silent[:MOST_SILENT]), by=", ") if silent else "nobody"
    return joined(
        tag("p", tag("b", "Acts are told of them, and no voice is known to be theirs: "), who, "."),
        tag("p", tag("b", "Sorts of voices that are not heard at all: "), ", ".join(missing) or "none", "."),
        tag("p", _HOW, cls="small"),
    )


def _outlets(episode: Episode, notes: Notes) -> Html:
    outlets: dict[Outlet | None, list[Finding]] = defaultdict(list)
    for finding in episode.findings:
        outlets[finding.outlet].append(finding)
    rows = []
    for outlet, found in sorted(outlets.items(), key=lambda x: (-len(x[1]), x[0].name if x[0] else "")):
        own = [f.id for f in found if _sort(f) == _OWN]
        rows.append(
            [
                name(outlet.name if outlet else wording.UNKNOWN_OUTLET),
                esc(wording.kind_words(outlet.kind) if outlet else ""),
                esc(_LINKS.get(outlet.state_link, outlet.state_link) if outlet else ""),
                esc(str(len({f.claim.report_id for f in found}))),
                notes.value(str(len(own)), "says", own),
            ]
        )
    heads = ("Outlet", "Sort", "Link to a state or side", "Reports", "Claims in its own words")
    return joined(tag("h3", "Outlets"), table(heads, rows, "Outlets"))
