"""How findings are put in words for events and ledgers: who says so, which side, which words, how many, when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dragoman.records import Actor, Finding, Quantity, Role, Voice, When

_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]{2,}")  # a word of three letters or more that does not begin small


def said_by(finding: Finding) -> str:
    """Who says so, the original first: ``army spokesman (through an agency)``; the outlet where nobody is named."""
    outlet = finding.outlet.name if finding.outlet else ""
    told = [name for v in finding.claim.stance.voices if (name := voice_name(v))]
    if not told:
        return outlet or "the report itself"
    original, through = told[-1], [*reversed(told[:-1]), *([outlet] if outlet and outlet != told[-1] else [])]
    return f"{original} (through {', '.join(through)})" if through else original


def voice_name(voice: Voice) -> str:
    """The voice's name, else its words, else its sort; empty for the outlet itself unless it is another outlet."""
    if voice.kind == "outlet_itself":
        return voice.name or ""
    return voice.name or voice.words or voice.kind.replace("_", " ")


WHO: tuple[Role, ...] = ("actor", "recipient", "victim", "party", "mediator")  # whose fillers identify has weighed


def actors(finding: Finding, *roles: Role) -> list[tuple[Actor | None, str]]:
    """Who fills the roles: the actor chosen, or None, with the name to show; each once, in the order of the text."""
    found: dict[str, tuple[Actor | None, str]] = {}
    for choice in finding.actors:
        if choice.role in roles:
            known = choice.actor.chosen
            name = known.name if known else choice.mention.words
            found.setdefault(name, (known, name))
    for mention in finding.claim.role(*(role for role in roles if role not in WHO)):
        found.setdefault(mention.words, (None, mention.words))
    return list(found.values())


def names(finding: Finding, *roles: Role) -> list[str]:
    """The names to show for the roles."""
    return [name for _, name in actors(finding, *roles)]


def sides(finding: Finding, *roles: Role) -> list[str]:
    """The names of those who surely are sides: actors chosen (no media), and words that hold a label ("the rebels")."""
    found = []
    for known, name in actors(finding, *roles):
        spans = [m.span for m in finding.claim.mentions if m.words == name]
        labelled = any(span.holds(label.span) for span in spans for label in finding.claim.labels)
        if (known is not None and known.kind != "media") or (known is None and labelled):
            found.append(name)
    return found


def spoken(low: float | None, high: float | None, *, approximate: bool = False) -> str:
    """Bounds as one says them: 4, about 600, at least 60, up to 1000, 40 to 50."""
    about = "about " if approximate else ""
    if low is not None and low == high:
        return f"{about}{low:.10g}"
    if low is None:
        return f"up to {high:.10g}" if high is not None else "some"
    return f"at least {low:.10g}" if high is None else f"{about}{low:.10g} to {high:.10g}"


def words_of(finding: Finding, evidence: Mapping[str, str]) -> str:
    """The words that the finding rests on; without the text, its mentions and numbers in order."""
    if finding.id in evidence:
        return evidence[finding.id]
    told = {(m.span.start, m.words) for m in finding.claim.mentions}
    told |= {(q.span.start, q.words) for q in finding.claim.quantities}
    return " … ".join(words for _, words in sorted(told))


def trigger_words(finding: Finding, evidence: Mapping[str, str]) -> str:
    """The words that betray the kind; without the text, empty."""
    claim, told = finding.claim, evidence.get(finding.id)
    if told is None:
        return ""
    start = claim.trigger.start - claim.evidence.start
    return told[max(0, start) : max(0, claim.trigger.end - claim.evidence.start)]


def where(finding: Finding) -> str:
    """The place chosen, else words that hold a name, else nothing: "the quarter" names no place."""
    if finding.place.chosen is not None:
        return finding.place.chosen.name
    told = (m.words for m in finding.claim.role("place", "origin", "destination"))
    return next((words for words in told if _NAME.search(words)), "")


def balanced(words: str) -> str:
    """The words with every quotation mark opened and closed, where the cut went through a quotation."""
    told = " ".join(words.split())
    if told.count("“") > told.count("”"):
        told = told.rstrip(",") + "”"
    elif told.count("”") > told.count("“"):
        told = "“" + told
    if told.count('"') % 2:
        opens = told.startswith('"') or ' "' in told
        told = told.rstrip(",") + '"' if opens else '"' + told
    return told


def edtf(when: When | None) -> str:
    """The time as EDTF; a symbolic day of an undated report as it is; empty where unknown."""
    if when is None:
        return ""
    if when.edtf:
        return when.edtf
    if when.lower is None and when.upper is None:
        return ""
    if when.lower == when.upper:
        return when.lower or ""
    return f"{when.lower or '..'}/{when.upper or '..'}"


def told_when(finding: Finding) -> str:
    """When the words put it, as EDTF; never the day of publication alone."""
    when = finding.when.chosen
    return edtf(when) if when is not None and when.basis not in ("published", "none") else ""


def amount(quantity: Quantity) -> str:
    """A range as text: ``4``, ``40..50``, ``60..`` (at least), ``..1000`` (at most), ``~600`` (about)."""
    return bounds(quantity.low, quantity.high, approximate=quantity.approximate)


def bounds(low: float | None, high: float | None, *, approximate: bool = False) -> str:
    """Bounds as text; see ``amount``."""
    about = "~" if approximate else ""
    if low is not None and low == high:
        return f"{about}{low:.10g}"
    left = "" if low is None else f"{low:.10g}"
    right = "" if high is None else f"{high:.10g}"
    return f"{about}{left}..{right}"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By the day told, else by the day published, then as the texts tell them."""

    def key(finding: Finding) -> tuple[object, ...]:
        when = finding.when.chosen
        day = (when.lower or when.upper) if when is not None and when.basis not in ("published", "none") else None
        day = day or finding.published
        return day is None, day or "", finding.claim.report_id, finding.claim.trigger.start, finding.id

    return sorted(findings, key=key)
