"""A small record for telling: three reports (one a copy), a contested shelling, a deal, private and public persons."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.factory import (
    ARMY,
    DARAA,
    a_claim,
    a_finding,
    a_quantity,
    a_reading,
    a_report,
    a_span,
    a_when,
    an_event,
    an_outlet,
)

from dragoman.records import (
    Actor,
    Entry,
    Event,
    Fact,
    Finding,
    Label,
    Place,
    Reading,
    Report,
    Rival,
    Stance,
    Value,
    Voice,
)
from dragoman.store import open_record
from dragoman.tell import Held

FIRST = (
    "The army shelled Tariq al-Sadd in Daraa on Tuesday, killing 4 people, an army spokesman told Reuters. "
    "Abu Ahmad, a resident, said rebels had burned his house in Da'el. Ahmad's neighbours fled. "
    "Adnan al Masalameh, spokesman for the committee, said talks went on."
)
SECOND = (
    "Rebels denied that the army shelled Tariq al-Sadd. Nine civilians were killed, witness Sara Nasser said. "
    "Under the deal, rebels agreed to hand over heavy weapons by Friday. General Samer said terrorists had refused."
)
QUARTER = Place(
    "pin-tariq", "Tariq al-Sadd", 32.61234, 36.10987, 700.0, "district", "SY", "Daraa", "neighbourhood", "pins"
)
DAEL = Place("gn-dael", "Da'el", 32.75511, 36.12877, 2000.0, "town", "SY", "Daraa", "town", "geonames")
REBELS = Actor("act_rebels", "Unidentified armed group (Syria)", "armed_group", "SY", None, True)
PRIVATE = ("Abu Ahmad", "Sara Nasser", "Nasser", "Ahmad")
PUBLIC = ("Adnan al Masalameh", "General Samer")


def _voices(report: Report, *told: tuple[str, str, str, str | None]) -> tuple[Voice, ...]:
    spans = [a_span(report.text, words) for _, _, words, _ in told]
    return tuple(
        Voice(kind, naming, name, span, words)  # type: ignore[arg-type]
        for (kind, naming, words, name), span in zip(told, spans, strict=True)
    )


def first() -> Reading:
    """The first report: shelling told through Reuters, a resident's house, a spokesman."""
    report = a_report(
        FIRST, source="reports/first.txt", title="Daraa shelled, Abu Ahmad says", given_id="r1", outlet="Press TV"
    )
    shelled = a_claim(report, "shelled", actor="The army", place="Tariq al-Sadd", evidence=FIRST.split(", an army")[0])
    voices = _voices(
        report, ("agency", "named", "Reuters", "Reuters"), ("military", "role_only", "an army spokesman", None)
    )
    shelled = replace(shelled, stance=Stance("occurred", voices), quantities=(a_quantity(report, "4"),))
    evidence = "rebels had burned his house in Da'el"
    burned = a_claim(report, "burned", kind="property_destruction", actor="rebels", place="Da'el", evidence=evidence)
    burned = replace(burned, stance=Stance("occurred", _voices(report, ("resident", "part_named", "Abu Ahmad", None))))
    outlet = an_outlet("Press TV")
    return a_reading(
        report,
        [
            a_finding(shelled, place=_at(QUARTER, report), actors={"actor": ARMY}, outlet=outlet),
            a_finding(burned, place=_at(DAEL, report), actors={"actor": REBELS}, outlet=outlet, when=None),
        ],
    )


def second() -> Reading:
    """The second report: the shelling denied, a witness's count, a deal, a label."""
    report = a_report(SECOND, source="reports/second.jsonl#2", published=None, given_id="r2")
    denied = a_claim(
        report, "shelled", actor="the army", place="Tariq al-Sadd", status="denied", evidence=SECOND.split(".")[0]
    )
    denied = replace(denied, stance=Stance("denied", _voices(report, ("rebel", "role_only", "Rebels", None))))
    killed = a_claim(report, "killed", kind="killing", victim="Nine civilians", evidence="Nine civilians were killed")
    count = a_quantity(report, "Nine", low=9.0, high=9.0)
    voice = _voices(report, ("resident", "named", "witness Sara Nasser", None))
    killed = replace(killed, stance=Stance("occurred", voice), quantities=(count,))
    refused = a_claim(report, "refused", kind="refusal", party="terrorists", evidence="terrorists had refused")
    voice = _voices(report, ("military", "part_named", "General Samer", None))
    label = Label(a_span(SECOND, "terrorists"), "terrorists", "hostile")
    refused = replace(refused, stance=Stance("occurred", voice), labels=(label,))
    chained = a_when(None, order="before friday")
    return a_reading(
        report,
        [
            a_finding(denied, place=_at(QUARTER, report), actors={"actor": ARMY}, published=None),
            a_finding(killed, place=_at(QUARTER, report), when=chained, published=None),
            a_finding(refused, place=None, when=None, actors={"party": REBELS}, published=None),
        ],
    )


def _at(place: Place, report: Report) -> Any:
    from tests.factory import a_choice

    return a_choice(place, a_span(report.text, place.name), f"“{place.name}” is the only place of that name near Daraa")


def conclusions(*readings: Reading) -> tuple[tuple[Event, ...], tuple[Entry, ...]]:
    """Events and ledger lines over the findings of ``first`` and ``second``."""
    (shelled, burned), (denied, killed, refused) = (r.findings for r in readings)
    happened = Rival("occurred", (shelled.id,), 1)
    not_so = Rival("denied", (denied.id,), 1)
    counts = Value("killed", "4–9", "widest", (Rival("4", (shelled.id,), 1), Rival("9", (killed.id,), 1)), True)
    status = Value("status", "occurred", "most origins", (happened, not_so), True)
    events = (
        an_event(shelled, denied, killed, values=(status, counts), place=QUARTER, when=a_when()),
        an_event(burned, values=(Value("victim", "Abu Ahmad", "only value"),), place=DAEL),
        an_event(refused, aggregate=True),
    )
    term = Fact(
        "term",
        "hand over heavy weapons",
        (refused.id,),
        "agreed to hand over heavy weapons",
        "General Samer",
        "",
        "refused",
    )
    other = Fact("cause", "Sara Nasser blames both", (killed.id,), "witness Sara Nasser said", "witness Sara Nasser")
    deal = Entry(
        "ent_deal1", "deals", "surrender at Daraa", "episode-1", (term, other), (refused.id,), "2018-06", "collapsed"
    )
    held = Fact("holder", "Syrian Arab Army", (shelled.id,), "", "Reuters")
    control = Entry("ent_ctl1", "control", "Da'el", "episode-1", (held,), (shelled.id,), "", "claimed")
    return events, (deal, control)


def held() -> Held:
    """The readings with their conclusions, in memory."""
    readings = (first(), second())
    return Held(readings, conclusions(*readings))


def kept(path: Path | str = ":memory:") -> Any:
    """The same in a real record."""
    record = open_record(path)
    readings = (first(), second())
    record.keep_many([(r, r.report.text.encode()) for r in readings])
    events, entries = conclusions(*readings)
    record.conclude(events, (), entries)
    return record


def findings(reading: Reading) -> tuple[Finding, ...]:
    """The findings of a reading."""
    return reading.findings


__all__ = ["DARAA", "FIRST", "PRIVATE", "PUBLIC", "SECOND", "conclusions", "first", "held", "kept", "second"]
