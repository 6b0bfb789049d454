"""The words in which codes are told: who says so, how sure it is, where and when, how many.

An event is never told as a verdict. It is reported, claimed, denied or contested; what rests on one origin alone
is not independently confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import Choice, Claim, Event, Finding, Outlet, Place, Quantity, Voice, When
from dragoman.tell.days import order_words

STATUS = {
    "occurred": "as done",
    "ongoing": "as under way",
    "planned": "as planned, not done",
    "offered": "as offered",
    "demanded": "as demanded",
    "threatened": "as threatened",
    "failed": "as failed",
    "denied": "denied",
    "hypothetical": "as possible only",
}
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
UNKNOWN_DAY = "day unknown"
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
    told = [v for v in reversed(finding.claim.stance.voices) if v.kind != _OWN or v.name or v.words]
    voices = [voice_words(v, text) for v in told]
    outlet = outlet_words(finding.outlet)
    if not voices or voices[-1] != outlet:
        voices.append(outlet)
    return " → ".join(voices)


def outlet_words(outlet: Outlet | None) -> str:
    """The outlet by name, or that it is unknown."""
    return outlet.name if outlet else "unnamed outlet"


def said_how(claim: Claim) -> str:
    """Reported, claimed or denied: what one claim is."""
    if claim.stance.status == "denied":
        return "denied"
    first = claim.stance.voices[-1] if claim.stance.voices else None
    if claim.stance.editorial:
        return "asserted without a source"
    return "claimed" if first and first.kind in _CLAIMING else "reported"


def standing(event: Event, findings: Iterable[Finding]) -> str:
    """How far an event stands: contested, denied, claimed or reported, and by how many origins."""
    told = [said_how(f.claim) for f in findings]
    if any(v.disputed for v in event.values) or ("denied" in told and set(told) != {"denied"}):
        return "contested"
    word = "denied" if told and set(told) == {"denied"} else "claimed" if set(told) == {"claimed"} else "reported"
    return f"{word} by {event.origins} origins" if event.origins > 1 else f"{word}, {NOT_CONFIRMED}"


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


def when_of(event: Event, findings: Iterable[Finding]) -> str:
    """When an event was; where no day is known, the order of days that its first claim tells."""
    known = when(event.when)
    told = [when(f.when) for f in findings] if known == UNKNOWN_DAY else []
    return next((words for words in told if words != UNKNOWN_DAY), known)


def amount(quantity: Quantity) -> str:
    """A number as bounds: "4 killed", "about 600 airstrikes", "at least 10 injured"."""
    return f"{bounds(quantity.low, quantity.high, approximate=quantity.approximate)} {kind_words(quantity.kind)}"


def bounds(low: float | None, high: float | None, *, approximate: bool = False) -> str:
    """Two bounds in words; None is open."""
    about = "about " if approximate else ""
    if low is None and high is None:
        return "an unknown number of"
    if low == high:
        return f"{about}{number(low)}"
    if high is None:
        return f"at least {number(low)}"
    return f"at most {number(high)}" if low is None else f"{about}{number(low)}–{number(high)}"


def range_words(value: str) -> str:
    """Bounds as they are stored ("~600", "3..", "2000..9999") in words; anything else stays as it is."""
    about, bare = ("about ", value[1:]) if value.startswith("~") else ("", value)
    low, dots, high = bare.partition("..")
    if not dots:
        return about + bare
    return f"{about}{low}–{high}" if low and high else f"at least {about}{low}" if low else f"at most {about}{high}"


def number(value: float | None) -> str:
    """A number without a needless decimal point."""
    return "" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:g}"


def who(finding: Finding, *roles: str) -> str:
    """Those who fill the roles, by the actor's name where one was chosen, else by the report's words."""
    told = [(c.actor.chosen.name if c.actor.chosen else c.mention.words) for c in finding.actors if c.role in roles]
    return ", ".join(dict.fromkeys(" ".join(t.split()) for t in told))


def parties(findings: Iterable[Finding]) -> str:
    """Who did it to whom, over all findings: "A → B", or those that took part."""
    told = list(findings)
    doers = _joined(told, "actor", "party")
    targets = _joined(told, "recipient", "victim")
    return f"{doers or '?'} → {targets}" if targets else doers


def _joined(findings: list[Finding], *roles: str) -> str:
    names = dict.fromkeys(name for f in findings for name in who(f, *roles).split(", ") if name)
    return ", ".join(list(names)[:3]) + (" …" if len(names) > 3 else "")
