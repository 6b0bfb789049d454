"""The words in which codes are told: who says so, how sure it is, where and when, how many.

An event is never told as a verdict. It is reported, claimed, denied or contested; what rests on one origin alone
is not independently confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.records import Choice, Claim, Event, Finding, Mention, Place, Span, Voice, When
from dragoman.tell.days import order_words
from dragoman.text import name_key

STATUS = {
    "occurred": "as done",
    "ongoing": "as under way",
    "planned": "as planned",
    "offered": "as offered",
    "demanded": "as demanded",
    "threatened": "as threatened",
    "failed": "as having failed",
    "denied": "as not so",
    "hypothetical": "as possible only",
}
HAPPENED = ("occurred", "ongoing")  # the statuses of what is told to have happened; all others need to be said
VOICES = {
    "official": "official",
    "military": "military source",
    "rebel": "rebel source",
    "negotiator": "negotiator",
    "monitor": "monitor",
    "agency": "news agency",
    "state_media": "state media",
    "resident": "resident",
    "anonymous": "unnamed source",
    "outlet_itself": "the outlet itself",
}
BASES = {
    "stated": "the text gives the date",
    "relative": "from the words and the day of publication",
    "chained": "from the words and another dated act",
    "published": "bounded by the day of publication only",
    "none": "unknown",
}
_CLAIMING = ("military", "rebel", "official", "negotiator", "state_media")  # parties to a conflict, or their media
_OWN = "outlet_itself"
# What is left of a mention that names nobody, once its number is taken away.
_NOBODY = frozenset(
    ("", "people", "persons", "others", "other", "more", "dead", "killed", "wounded", "injured", "of them")
)
UNKNOWN_DAY = "day unknown"
_UNDATED = re.compile(r"undated: org_(?P<report>\w+)(?P<recalled> \(recalled\))?")
UNKNOWN_OUTLET = "outlet unknown"
NOT_CONFIRMED = "not independently confirmed"


def kind_words(kind: str) -> str:
    """A kind in plain words: ``air_strike`` is "air strike"."""
    return kind.replace("_", " ")


def voice_words(voice: Voice, text: str = "") -> str:
    """Who one voice is: its name, else the report's own words for it, else its sort."""
    words = voice.words or (voice.span.of(text) if voice.span and text else "")
    if voice.naming == "named" and voice.name:
        return voice.name if not words or voice.kind in ("agency", "state_media") else words
    return " ".join(words.split()) or voice.name or VOICES.get(voice.kind, voice.kind)


def chain(finding: Finding, text: str = "") -> str:
    """Who says so through whom: "army spokesman → Reuters → Press TV", the first voice first."""
    return " → ".join(voices(finding, text)) or UNKNOWN_OUTLET


def said_by(finding: Finding, text: str = "") -> str:
    """The same as an aside: "army spokesman (through Reuters, Press TV)"."""
    first, *through = voices(finding, text, brief=True) or ["the report itself"]
    first, *through = (_within(name) for name in (first, *through))
    return f"{first} (through {', '.join(through)})" if through else first


def _within(name: str) -> str:
    """A voice as it stands within a line: "The army" is the army."""
    article, blank, rest = name.partition(" ")
    return f"{article.lower()} {rest}" if blank and article in ("The", "A", "An") else name


def voices(finding: Finding, text: str = "", *, brief: bool = False) -> list[str]:
    """Who says so, the first voice first, the outlet last; none twice running."""
    names = voice_names(finding, text, brief=brief) + ([finding.outlet.name] if finding.outlet else [])
    return [n for i, n in enumerate(names) if not i or name_key(n) != name_key(names[i - 1])]


def voice_names(finding: Finding, text: str = "", *, brief: bool = False) -> list[str]:
    """The voices that the words name, the first voice first; in brief by their names alone, where they have one."""
    told = (v for v in reversed(finding.claim.stance.voices) if v.kind != _OWN or v.name or v.words)
    return [(brief and v.name) or voice_words(v, text) for v in told]


def said_how(claim: Claim, own: str = "") -> str:
    """Reported, claimed or denied: what one claim is; a denial itself (its ``own`` status) is not denied by telling it."""
    if claim.stance.status == "denied" and own != "denied":
        return "denied"
    first = claim.stance.voices[-1] if claim.stance.voices else None
    if claim.stance.editorial:
        return "asserted without a source"
    return "claimed" if first and first.kind in _CLAIMING else "reported"


def said(claim: Claim, own: str = "") -> str:
    """What one claim is, and whether it tells its act as done: "claimed as planned", "denied".

    ``own`` is the status that lies in the kind itself: a collapse is no act that failed.
    """
    how, status = said_how(claim, own), claim.stance.status
    return how if how == "denied" or is_own(status, own) else f"{how} {STATUS[status]}"


def is_own(status: str, own: str) -> bool:
    """True where the kind itself already says the status, as an offer or a collapse does; what is planned is said."""
    return status == own and own not in (*HAPPENED, "planned")


def status_of(event: Event, findings: Iterable[Finding] = ()) -> str:
    """Did it happen, as far as it is told: the event's status, or that of its first claim."""
    known = event.value("status")
    return (known and known.value) or next((f.claim.stance.status for f in findings), "")


def standing(event: Event, findings: Iterable[Finding], own: str = "") -> str:
    """How far an event stands: what it is told to be, and by how many origins."""
    told = list(findings)
    word = standing_word(event, told, own)
    if word.startswith("contested"):
        return word
    return f"{word} by {event.origins} origins" if event.origins > 1 else f"{word}, {NOT_CONFIRMED}"


def standing_word(event: Event, findings: Iterable[Finding], own: str = "") -> str:
    """Contested, denied, claimed or reported; and as what, where it is not told to have happened."""
    found = list(findings)
    told = {said_how(f.claim, own if f.kind == event.kind else "") for f in found}
    if told == {"denied"}:
        return "denied"
    status = status_of(event, found)
    plain = status in (*HAPPENED, "denied") or is_own(status, own)
    how = "" if plain else f" {STATUS.get(status, '')}".rstrip()
    if any(v.disputed for v in event.values) or "denied" in told:
        return f"contested, told{how}" if how else "contested"
    return ("claimed" if told == {"claimed"} else "reported") + how


def where(place: Place | Choice[Place] | None) -> str:
    """A place with how little is known: "Daraa (SY), within 4 km"."""
    chosen = place.chosen if isinstance(place, Choice) else place
    if chosen is None:
        return "place unknown"
    country = f" ({chosen.country})" if chosen.country and chosen.precision != "country" else ""
    return f"{chosen.name}{country}{ring(chosen)}"


def ring(place: Place) -> str:
    """The radius of what is not known, in words, or nothing for a whole country."""
    if place.radius_m <= 0 or place.precision == "country":
        return ""
    near = place.radius_m < 950
    return f", within {place.radius_m:.0f}\u00a0m" if near else f", within {place.radius_m / 1000:.0f}\u00a0km"


def when(value: When | Choice[When] | None) -> str:
    """A time as days, or as much as is known of it."""
    chosen = value.chosen if isinstance(value, Choice) else value
    if chosen is None or (chosen.lower is None and chosen.upper is None):
        return order_words(chosen.order) if chosen and chosen.order else UNKNOWN_DAY
    if chosen.lower == chosen.upper:
        return str(chosen.lower)
    if chosen.lower is None:
        return f"by {chosen.upper}"
    return f"{chosen.lower} to {chosen.upper}" if chosen.upper else f"since {chosen.lower}"


def episode_words(episode: str) -> str:
    """An episode as one says it: its place and time, or of which undated text it is."""
    if found := _UNDATED.fullmatch(episode):
        recalled = "recalled there, of another time" if found["recalled"] else "no known time"
        return f"{recalled}: report {found['report'][:8]} and its copies"
    place, comma, time = episode.rpartition(", ")
    first, dots, last = time.partition("..")
    if not comma or not dots:
        return episode
    return f"{place}, {first}" if first == last else f"{place}, {first} to {last}"


def when_of(event: Event, findings: Iterable[Finding]) -> str:
    """When an event was; where no day is known, the order of days that its first claim tells."""
    known = when(event.when)
    told = [when(f.when) for f in findings] if known == UNKNOWN_DAY else []
    return next((words for words in told if words != UNKNOWN_DAY), known)


def who(finding: Finding, *roles: str) -> list[str]:
    """Those who fill the roles: the actor's name where one was chosen, else the report's words without their number."""
    told = [
        c.actor.chosen.name if c.actor.chosen else _named(c.mention, finding) for c in finding.actors if c.role in roles
    ]
    return list(dict.fromkeys(words for t in told if (words := " ".join(t.split()))))


def _named(mention: Mention, finding: Finding) -> str:
    """ "Five soldiers" are soldiers: how many they are is told elsewhere; "14" alone names nobody."""
    words = mention.words
    for quantity in finding.claim.quantities:
        if mention.span.meets(quantity.span):
            words = words.replace(quantity.words, "", 1)
    left = words.strip(" ,.")
    return "" if left.lower() in _NOBODY or left.isnumeric() else left


def parties(findings: Iterable[Finding]) -> str:
    """Who did it to whom, over all findings: "A → B", or those that took part.

    Who is named only in a denial did nothing by it, and a doer whom one side alone names stands there by its word.
    """
    told = list(findings)
    doers = _joined([f for f in told if f.claim.stance.status != "denied"] or told, "actor", "party")
    doers += " (one side's word)" if doers and _by_one_side(told) else ""
    targets = _joined(told, "recipient", "victim")
    return f"{doers or 'not told'} → {targets}" if targets else doers


def _by_one_side(findings: list[Finding]) -> bool:
    """Is there one side alone that tells who did it, where another voice tells of the act and names nobody?"""
    told = [f for f in findings if f.claim.stance.status != "denied"]
    naming = [f for f in told if who(f, "actor")]
    said = {_first_voice(f) for f in naming}
    others = {_first_voice(f) for f in told if not who(f, "actor", "party")}
    sided = all(f.claim.stance.voices and f.claim.stance.voices[-1].kind in _CLAIMING for f in naming)
    return sided and len(said) == 1 and bool(others - said)


def _first_voice(finding: Finding) -> tuple[str, Span | None]:
    """Which words of which report name the first source."""
    voices_ = finding.claim.stance.voices
    return finding.claim.report_id, voices_[-1].span if voices_ else None


def _joined(findings: list[Finding], *roles: str) -> str:
    names = list(dict.fromkeys(name for f in findings for name in who(f, *roles)))
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
