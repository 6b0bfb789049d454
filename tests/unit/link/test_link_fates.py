"""Who holds a place after it changed hands, and what became of arms that were only spoken of."""

from __future__ import annotations

import pytest
from tests.factory import a_claim, a_finding, a_quantity, a_report, a_when

from dragoman import world as worlds
from dragoman.link import tie
from dragoman.records import Actor, Entry, Finding, LedgerName, Place, Report, Status

WORLD = worlds.load()
PORT = Place("p-port", "Osten port", 12.0, 30.0, 900.0, "exact", "SD")
ARMY = Actor("x-army", "Army of Karelia", "military", "SD")
FRONT = Actor("x-front", "Karel Front", "armed_group", "SD")


def told(report: Report, trigger: str, kind: str, **kw: object) -> Finding:
    actors = kw.pop("actors", {})
    return a_finding(a_claim(report, trigger, kind=kind, **kw), place=PORT, when=a_when("2012-05-03"), actors=actors)  # type: ignore[arg-type]


def lines(ledger: LedgerName, report: Report, *findings: Finding) -> list[Entry]:
    return [e for e in tie(findings, WORLD, (), {report.id: report.text}).entries if e.ledger == ledger]


@pytest.mark.parametrize("taker", [True, False])
def test_who_hands_over_a_place_is_not_its_holder(taker: bool) -> None:
    report = a_report("The Front handed over the port" + (" to the army." if taker else "."))
    roles = {"recipient": "the army"} if taker else {}
    sides = {"actor": FRONT, "recipient": ARMY} if taker else {"actor": FRONT}
    gave = told(report, "handed over", "handover_of_territory", actor="The Front", actors=sides, **roles)
    (entry,) = lines("control", report, gave)
    assert [f.value for f in entry.get("holder")] == (["Army of Karelia"] if taker else [])
    assert [f.value for f in entry.get("from")] == ["Karel Front"]
    assert entry.key == "Osten port: " + ("Army of Karelia" if taker else "holder not named")


def test_who_takes_a_place_through_talks_is_its_holder() -> None:
    report = a_report("The army took the port under a deal with the Front.")
    sides = {"actor": ARMY, "recipient": FRONT}
    took = told(
        report,
        "took the port under a deal",
        "handover_of_territory",
        actor="The army",
        recipient="the Front",
        actors=sides,
    )
    (entry,) = lines("control", report, took)
    assert [f.value for f in entry.get("holder")] == ["Army of Karelia"]


@pytest.mark.parametrize(
    ("between", "holder"), [(" – along with ", "Army of Karelia"), (". Somebody took ", "holder not named")]
)
def test_another_few_by_force_are_of_the_side_of_the_sentence(between: str, holder: str) -> None:
    report = a_report(f"The army took 27 towns through talks{between}another five by force.")
    first = told(
        report, "took 27 towns through talks", "handover_of_territory", actor="The army", actors={"actor": ARMY},
        quantities=(a_quantity(report, "27", "towns"),),
    )  # fmt: skip
    five = told(
        report, "by force", "territory_taken", quantities=(a_quantity(report, "five", "towns", low=5.0, high=5.0),)
    )
    assert {e.key.partition(" towns")[0]: e.key.partition(": ")[2] for e in lines("control", report, first, five)} == {
        "27": "Army of Karelia",
        "5": holder,
    }


@pytest.mark.parametrize("status", ["hypothetical", "offered", "occurred"])
def test_arms_that_are_only_spoken_of_are_not_headed_as_surrendered(status: Status) -> None:
    report = a_report("Fighters give up their mortars.")
    gave = told(report, "give up", "surrender_of_arms", weapon="their mortars", actor="Fighters", status=status)
    (entry,) = lines("arms", report, gave)
    done = status == "occurred"
    assert entry.status == ("surrendered" if done else status)
    assert entry.key == "their mortars: surrendered" + ("" if done else f" ({status})")
