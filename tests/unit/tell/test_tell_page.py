"""What the terminal shows: standing, quotations, ledgers, narrow windows."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console
from rich.text import Text
from tests.factory import a_claim, a_finding, a_quantity, a_report, a_span, an_event, an_outlet
from tests.unit.tell.siege import held

from dragoman.records import Actor, Entry, Fact, Finding, Span, Stance, Status, Value, Voice
from dragoman.tell import Shown, wording
from dragoman.tell.ledgers import aside, spoken, usages, value_words
from dragoman.tell.quoted import Quoted
from dragoman.tell.tables import events_table, ledger_table


def printed(*parts: object, width: int = 100, colours: bool = False) -> str:
    out = io.StringIO()
    system = "standard" if colours else None
    console = Console(file=out, width=width, color_system=system, force_terminal=colours)  # type: ignore[arg-type]
    for part in parts:
        console.print(part)
    return out.getvalue()


def told(status: Status, *voices: Voice, text: str = "Three soldiers were killed in Daraa.") -> Finding:
    report = a_report(text)
    return a_finding(replace(a_claim(report, "killed"), stance=Stance(status, voices)))


# ---------------------------------------------------------------------------- standing


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("occurred", "reported, not independently confirmed"),
        ("ongoing", "reported, not independently confirmed"),
        ("planned", "reported as planned, not independently confirmed"),
        ("hypothetical", "reported as possible only, not independently confirmed"),
        ("threatened", "reported as threatened, not independently confirmed"),
        ("failed", "reported as having failed, not independently confirmed"),
        ("denied", "denied, not independently confirmed"),
    ],
)
def test_the_standing_says_what_did_not_happen(status: Status, words: str) -> None:
    finding = told(status)
    assert wording.standing(an_event(finding), [finding]) == words
    event = an_event(finding, values=(Value("status", status, "only value"),))
    assert wording.standing(event, [finding]) == words
    assert wording.said(finding.claim) == ("denied" if status == "denied" else f"reported {wording.STATUS[status]}")


def test_what_lies_in_the_kind_is_not_said_again() -> None:
    finding = told("failed")
    assert wording.standing_word(an_event(finding), [finding], "failed") == "reported"
    assert wording.said(finding.claim, "failed") == "reported"
    assert wording.said(told("denied").claim, "denied") == "reported"  # a denial that is told is not itself denied
    assert wording.said(told("planned").claim, "planned") == "reported as planned"  # made ready is never done


def test_a_contested_plan_is_still_a_plan() -> None:
    finding = told("planned")
    event = an_event(finding, values=(Value("place", "Daraa", "rule", (), True),))
    assert wording.standing(event, [finding]) == "contested, told as planned"


# ---------------------------------------------------------------------------- persons


@pytest.mark.parametrize(
    ("victims", "named"),
    [("Three soldiers", ["soldiers"]), ("Three", []), ("Three people", []), ("Three others", [])],
)
def test_numbers_are_no_persons(victims: str, named: list[str]) -> None:
    report = a_report(f"{victims} were killed in Daraa.")
    claim = a_claim(report, "killed", victim=victims)
    claim = replace(claim, quantities=(a_quantity(report, "Three", low=3.0, high=3.0),))
    assert wording.who(a_finding(claim, actors={"victim": None}), "victim") == named


def test_nobody_named_is_said_and_not_asked() -> None:
    report = a_report("Soldiers were killed in Daraa.")
    finding = a_finding(a_claim(report, "killed", victim="Soldiers"), actors={"victim": None})
    assert wording.parties([finding]) == "not told → Soldiers"


# ---------------------------------------------------------------------------- quotations

SENTENCE = Text("The refusal came after shells killed 19 people at the mill.")
RESTS_ON = Span(23, 58)


def test_a_quotation_has_a_bar_and_brackets_where_nothing_can_be_underlined() -> None:
    told = printed(Quoted(SENTENCE, RESTS_ON), width=40)
    assert "[shells killed" in told
    assert "mill]." in told
    assert all(line.startswith("│ ") for line in told.splitlines())
    assert "“" not in told


def test_brackets_are_left_out_where_all_is_marked_or_colours_tell() -> None:
    assert "[" not in printed(Quoted(SENTENCE, Span(0, len(SENTENCE))))
    assert "[shells" not in printed(Quoted(SENTENCE, RESTS_ON), colours=True)


# ---------------------------------------------------------------------------- ledgers


def test_who_says_so_is_told_in_the_report_s_words_and_no_outlet_twice() -> None:
    report = a_report("An official in the valley said the truce had collapsed.", outlet="Valley Post")
    outlet = Voice("outlet_itself", "named", "Valley Post")
    official = Voice("official", "role_only", None, Span(0, 25))
    claim = replace(a_claim(report, "collapsed", kind="collapse"), stance=Stance("occurred", (outlet, official)))
    finding = a_finding(claim, outlet=an_outlet("Valley Post"))
    fact = Fact("status", "collapsed", (finding.id,), said_by="official (through Valley Post, Valley Post)")
    entry = Entry("ent_1", "deals", "a truce", "episode-1", (fact,), (finding.id,))
    known = spoken(entry, {finding.id: finding}, lambda _: report.text)
    assert known.facts[0].said_by == "an official in the valley (through Valley Post)"


def test_days_and_numbers_of_facts_are_told_in_words_and_once() -> None:
    fact = Fact("opened", "2019-06-01/..", ("f",), said_by="the mayor", when="2019-06-01/..")
    assert (value_words(fact), aside(fact)) == ("since 2019-06-01", "said by the mayor")
    assert value_words(Fact("share", "60..", ("f",))) == "at least 60 percent"


def test_labels_that_differ_in_number_or_episode_are_one_row() -> None:
    def label(name: str, word: str, side: str, episode: str) -> Entry:
        facts = [
            Fact("label", word, (name,), said_by="Valley Post", state="neutral"),
            Fact("slant", "neutral", (name,)),
            *([Fact("of", side, (name,))] if side else []),
        ]
        return Entry(f"ent_{name}", "labels", f"Valley Post: {word}", episode, tuple(facts), (name,))

    lines = [label("a", "rebel", "", "1"), label("b", "rebels", "", "1"), label("c", "rebels", "", "2")]
    uses = usages([*lines, label("d", "rebels", "Hill Front", "1")])
    assert [(u.words, u.side, u.claims) for u in uses] == [
        (("rebel", "rebels"), "a side not told", 3),
        (("rebels",), "Hill Front", 1),
    ]
    assert printed(ledger_table(lines, 100)).count("rebel, rebels") == 1


def test_a_doer_whom_one_side_alone_names_stands_there_by_its_word() -> None:
    def told(words: str, voice: str, doer: str, status: str = "occurred") -> Finding:
        report = a_report(f"{voice} said {words}.")
        said = Voice("official", "role_only", span=a_span(report.text, voice), words=voice)
        stance = Stance(status, (said,))  # type: ignore[arg-type]
        claim = a_claim(report, words, stance=stance, **({"actor": doer} if doer else {}))
        return a_finding(claim, actors={"actor": Actor(doer, doer, "military")} if doer else {})

    bare, blamed = told("the mill was hit", "the mayor", ""), told("Norland hit the mill", "a clerk", "Norland")
    assert wording.parties([bare, blamed]) == "Norland (one side's word)"
    assert wording.parties([blamed]) == "Norland"
    assert wording.parties([bare, told("Norland hit no mill", "Norland", "Norland", "denied")]) == ""


# ---------------------------------------------------------------------------- narrow windows


@pytest.mark.parametrize("width", [40, 80, 120])
def test_columns_stay_readable_at_every_width(width: int) -> None:
    shown = Shown(held())
    events = printed(events_table(shown, shown.source.events(), width), width=width)
    ledger = printed(ledger_table(list(shown.entries("deals")), width), width=width)
    for words in ("contested", "shelling", "Daraa"):
        assert words in events
    for words in ("surrender at", "hand over", "refused"):
        assert words in ledger
