"""Records for tests, from as little as a text: spans are found by their words.

report = a_report("The army shelled Daraa.")
claim = a_claim(report, "shelled", kind="shelling", actor="The army", place="Daraa")
reading = a_reading(report, [a_finding(claim)])
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from dragoman.ids import content_id, digest
from dragoman.records import (
    Actor,
    ActorChoice,
    Candidate,
    Choice,
    Claim,
    Event,
    Finding,
    Issue,
    Maker,
    Mention,
    Outlet,
    Place,
    Quantity,
    Reading,
    Report,
    Role,
    Span,
    Stance,
    Status,
    Voice,
    When,
)

MAKER = Maker("factory", "1")
DARAA = Place("pin-daraa", "Daraa", 32.6257, 36.1011, 4000.0, "town", "SY", "Daraa", "town", "pins")
ARMY = Actor("syr-army", "Syrian Arab Army", "military", "SY", "syr-government")


def a_span(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand in the text (the ``nth`` time, from 0)."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def raw_of(report: Report) -> bytes:
    """The raw bytes that ``a_report`` gave the report: its text as UTF-8."""
    return report.text.encode()


def a_report(text: str = "The army shelled Daraa on Tuesday.", **kw: Any) -> Report:
    """A plain-text report whose source is its text; any field of Report by keyword."""
    sha256 = digest(text.encode())
    made: dict[str, Any] = {
        "id": content_id("rep", text, kw.get("source", "")),
        "raw_sha256": sha256,
        "source": "report.txt",
        "encoding": "utf-8",
        "language": "en",
        "published": "2018-06-27",
    }
    return Report(text=text, **{**made, **kw})


def a_claim(report: Report, trigger: str, *, kind: str = "shelling", **kw: Any) -> Claim:
    """A claim of the report; the trigger and all role words are given as words of the text.

    Roles by keyword (``actor="The army"``), ``status`` as a word, and any field of Claim (``mentions=``,
    ``quantities=``, ``stance=``, ``score=``, ``evidence=`` as words or Span, ``nth=`` for a repeated trigger).
    """
    at = a_span(report.text, trigger, kw.pop("nth", 0))
    roles = {name: kw.pop(name) for name in list(kw) if name in Role.__args__}  # type: ignore[attr-defined]
    mentions = tuple(a_mention(report, cast("Role", role), words) for role, words in roles.items())
    evidence = kw.pop("evidence", Span(0, len(report.text)))
    status: Status = kw.pop("status", "occurred")
    made: dict[str, Any] = {
        "id": content_id("clm", report.id, kind, at.start, at.end),
        "mentions": mentions,
        "quantities": (),
        "stance": Stance(status, (Voice("outlet_itself", "outlet"),)),
        "score": 0.9,
        "maker": MAKER,
        "reason": f"cue: {trigger}",
        "evidence": a_span(report.text, evidence) if isinstance(evidence, str) else evidence,
    }
    return Claim(report_id=report.id, kind=kind, trigger=at, **{**made, **kw})


def a_mention(report: Report, role: Role, words: str) -> Mention:
    """A mention of the words, where they first stand in the report."""
    return Mention(role, a_span(report.text, words), words)


def a_quantity(report: Report, words: str, kind: str = "killed", **kw: Any) -> Quantity:
    """A number of something, exact unless told otherwise (``low``, ``high``, ``approximate``, ``unit``)."""
    number = float(words) if words.replace(".", "").isdigit() else None
    made: dict[str, Any] = {"low": number, "high": number, "approximate": False, "unit": "people"}
    return Quantity(kind=kind, span=a_span(report.text, words), words=words, **{**made, **kw})


def a_choice(chosen: Any, mention: Span | None = None, reason: str = "as the test says") -> Choice[Any]:
    """A choice with its one candidate; None abstains."""
    candidates = () if chosen is None else (Candidate(chosen, 0.9, reason),)
    return Choice(chosen, reason, candidates, mention)


def a_when(lower: str | None = "2018-06-26", upper: str | None = None, **kw: Any) -> When:
    """A day, or the days from ``lower`` to ``upper``; None for both is unknown."""
    last = upper or lower
    edtf = "" if lower is None else lower if lower == last else f"{lower}/{last}"
    precision = "unknown" if lower is None else "day" if lower == last else "interval"
    made: dict[str, Any] = {
        "edtf": edtf,
        "basis": "none" if lower is None else "stated",
        "precision": precision,
    }
    return When(lower, last, **{**made, **kw})


def a_finding(claim: Claim, **kw: Any) -> Finding:
    """The claim with its place, time and actors; by keyword ``place``, ``when`` (values or Choices), ``outlet`` ….

    ``actors`` maps a role to an Actor; without it each actor and recipient mention abstains.
    """
    place, when = kw.pop("place", DARAA), kw.pop("when", a_when())
    actors = kw.pop("actors", {})
    told = claim.role("place")
    made: dict[str, Any] = {
        "id": content_id("fnd", claim.id),
        "place": place if isinstance(place, Choice) else a_choice(place, told[0].span if told else None),
        "when": when if isinstance(when, Choice) else a_choice(when),
        "actors": tuple(
            ActorChoice(m.role, m, a_choice(actors.get(m.role), m.span))
            for m in claim.role("actor", "recipient", "victim", "party", "mediator")
        )
        if isinstance(actors, dict)
        else tuple(actors),
        "outlet": None,
        "origin_group": claim.report_id,
        "published": "2018-06-27",
        "maker": MAKER,
    }
    return Finding(claim=claim, **{**made, **kw})


def a_reading(report: Report | str | None = None, findings: Iterable[Finding] | None = None, **kw: Any) -> Reading:
    """A reading of a report (or of a text); without findings, one finding of its first word."""
    told = report if isinstance(report, Report) else a_report(report) if report else a_report()
    if findings is None:
        words = told.text.split()
        findings = [a_finding(a_claim(told, words[0]))] if words else []
    made: dict[str, Any] = {"relevant": True, "relevance": 0.95}
    return Reading(report=told, findings=tuple(findings), **{**made, **kw})


def an_event(*findings: Finding, **kw: Any) -> Event:
    """An event that holds the findings, of the kind of the first."""
    ids = tuple(f.id for f in findings)
    made: dict[str, Any] = {
        "id": content_id("evt", *ids),
        "kind": findings[0].kind if findings else "shelling",
        "findings": ids,
        "values": (),
        "origins": len({f.origin_group for f in findings}),
        "episode": "episode-1",
        "maker": MAKER,
    }
    return Event(**{**made, **kw})


def an_issue(where: str = "broken.html", **kw: Any) -> Issue:
    """Something that was skipped."""
    return Issue(**{"where": where, "what": "the file is empty", "do": "Give a file with text", **kw})


def an_outlet(name: str = "Reuters", **kw: Any) -> Outlet:
    """An outlet by name."""
    return Outlet(**{"id": name.lower().replace(" ", "-"), "name": name, **kw})


def a_full_finding(report: Report | None = None) -> tuple[Report, Finding]:
    """A finding in which every field that can hold a span holds one."""
    from dragoman.records import Label, Tie

    text = "Two officers told Reuters that terrorists shelled Daraa on Tuesday, killing 7 civilians."
    told = report or a_report(text)
    claim = a_claim(told, "shelled", actor="terrorists", place="Daraa", time="on Tuesday", victim="civilians")
    at = a_span(told.text, "Two officers")
    stance = Stance(
        "occurred",
        (Voice("official", "unnamed_plural", None, at, "Two officers"),),
        (a_span(told.text, "shelled"),),
        a_span(told.text, "told"),
    )
    claim = replace(
        claim,
        stance=stance,
        quantities=(a_quantity(told, "7"),),
        labels=(Label(a_span(told.text, "terrorists"), "terrorists", "hostile"),),
        ties=(Tie("cause", claim.id, a_span(told.text, "killing")),),
    )
    when = a_choice(a_when(), a_span(told.text, "on Tuesday"))
    return told, a_finding(claim, when=when, actors={"actor": ARMY}, outlet=an_outlet())
