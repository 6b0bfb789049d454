"""What the ledgers show: deals recalled and new, rival causes, control, states, arms, labels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factory import a_claim, a_finding, a_quantity, a_report, a_span, a_when

from dragoman import world as worlds
from dragoman.link import tie
from dragoman.link.wording import balanced, where
from dragoman.records import Actor, Entry, Finding, Label, Outlet, Place, Report, Span, Stance, Status, Tie, Voice

WORLD = worlds.load()
MILL = Place("p-mill", "Mill Quarter", 12.0, 30.0, 1500.0, "district", "SD")
PROVINCE = Place("p-prov", "Karel Province", 12.1, 30.1, 40_000.0, "province", "SD")
ARMY = Actor("x-army", "Army of Karelia", "military", "SD")
FRONT = Actor("x-front", "Karel Front", "armed_group", "SD")
UNION = Actor("x-union", "River Union", "intergovernmental")
PAPER = Outlet("paper", "The Lamp")
SELF = (Voice("outlet_itself", "outlet"),)
ARMY_SPEAKS = (Voice("military", "role_only", words="an army spokesman"),)
ELDER_SPEAKS = (Voice("negotiator", "named", "Oren Tal"),)

TALE = """In 2009 the River Union brokered a pact with the Front in the Mill Quarter. Fighters gave up their mortars.
Last week the Union mediated a new deal between the army and the Front. The fighters must leave the quarter.
The army said it had prepared buses for them. But the deal collapsed on Thursday after a quarrel over who holds the bridge.
The army accused the fighters of reneging on their word. Elder Oren Tal said the town rejected the new demands as impossible.
Since late July the army has besieged the quarter, and it opened a lane for families.
General Ruul said that his men hold more than 60 percent of the province.
They took 27 towns through talks, another five by force. Depots hold guns that the rebels either surrendered or lost."""
REPORT = a_report(TALE, published=None, source="tale")


def told(
    trigger: str, kind: str, evidence: str, status: Status = "occurred", voices: tuple[Voice, ...] = SELF, **kw: object
) -> Finding:
    """A finding of the tale; ``actors`` maps roles to actors, and roles by keyword give their words."""
    background = bool(kw.pop("background", False))
    actors, when, place = kw.pop("actors", {}), kw.pop("when", None), kw.pop("place", MILL)
    stance = Stance(status, voices, background=background)
    claim = a_claim(REPORT, trigger, kind=kind, evidence=evidence, stance=stance, **kw)  # type: ignore[arg-type]
    return a_finding(claim, place=place, when=when, actors=actors, outlet=PAPER, published=None)


def the_tale() -> list[Finding]:
    """Two deals, told by one undated report, with all that hangs on them."""
    year = a_when("2009-01-01", "2009-12-31", edtf="2009", precision="year")
    pact = told(
        "brokered a pact", "agreement", "the River Union brokered a pact with the Front", background=True, when=year,
        mediator="the River Union", party="the Front", actors={"mediator": UNION, "party": FRONT},
    )  # fmt: skip
    deal = told(
        "mediated a new deal", "agreement", "the Union mediated a new deal between the army and the Front",
        mediator="the Union", party="the army", actors={"mediator": UNION, "party": ARMY},
    )  # fmt: skip
    leave = told(
        "must leave", "term", "The fighters must leave the quarter", "planned", actor="The fighters", actors={"actor": FRONT},
        ties=(Tie("term_of", deal.claim.id),),
    )  # fmt: skip
    buses = told(
        "prepared buses", "evacuation_prepared", "it had prepared buses for them", "planned", ARMY_SPEAKS, thing="buses",
        actor="The army", actors={"actor": ARMY},
    )  # fmt: skip
    collapse = told(
        "deal collapsed",
        "collapse",
        "the deal collapsed on Thursday after a quarrel over who holds the bridge",
        "failed",
    )
    accused = told(
        "accused", "accuse", "The army accused the fighters of reneging on their word", "occurred", ARMY_SPEAKS,
        actor="The army", recipient="the fighters", actors={"actor": ARMY, "recipient": FRONT},
    )  # fmt: skip
    rejected = told(
        "rejected", "refusal", "the town rejected the new demands as impossible", "occurred", ELDER_SPEAKS,
        thing="the new demands",
    )  # fmt: skip
    return [pact, deal, leave, buses, collapse, accused, rejected]


def ledger(name: str, findings: list[Finding], texts: bool = True) -> list[Entry]:
    ties = tie(findings, WORLD, (), {REPORT.id: TALE} if texts else None)
    return [e for e in ties.entries if e.ledger == name]


@pytest.fixture(scope="module")
def both_deals() -> tuple[Entry, Entry]:
    old, new = sorted(ledger("deals", the_tale()), key=lambda e: len(e.findings))
    return old, new


def test_a_recalled_deal_and_a_new_one_are_two_deals(both_deals: tuple[Entry, Entry]) -> None:
    old, new = both_deals
    assert (old.interval, old.status) == ("2009", "agreed")
    assert "2009" in old.episode
    assert new.status == "collapsed"
    assert old.episode != new.episode


def test_a_deal_names_parties_and_mediator(both_deals: tuple[Entry, Entry]) -> None:
    new = both_deals[1]
    assert {f.value for f in new.get("party")} == {"Army of Karelia", "Karel Front"}
    assert {f.value for f in new.get("mediator")} == {"River Union"}


def test_prepared_buses_are_ready_and_not_done(both_deals: tuple[Entry, Entry]) -> None:
    terms = {f.words: f for f in both_deals[1].get("term")}
    assert terms["it had prepared buses for them"].state == "ready"
    assert terms["The fighters must leave the quarter"].state == "open"
    assert terms["The fighters must leave the quarter"].value.startswith("Karel Front: ")


def test_each_side_s_account_of_the_collapse_stands_with_its_voice(both_deals: tuple[Entry, Entry]) -> None:
    causes = {f.said_by: f.value for f in both_deals[1].get("cause")}
    assert causes == {
        "The Lamp": "a quarrel over who holds the bridge",
        "an army spokesman (through The Lamp)": "Karel Front: The army accused the fighters of reneging on their word",
        "Oren Tal (through The Lamp)": "the town rejected the new demands as impossible",
    }


def test_an_accusation_of_something_else_is_no_cause() -> None:
    other = told("accused", "accuse", "The army accused the fighters", "occurred", ARMY_SPEAKS)
    entries = ledger("deals", [*the_tale()[:5], other])
    assert all(f.said_by == "The Lamp" for e in entries for f in e.get("cause"))


def test_without_the_text_a_deal_still_has_its_parts() -> None:
    new = max(ledger("deals", the_tale(), texts=False), key=lambda e: len(e.findings))
    assert {f.state for f in new.get("term")} == {"open", "ready"}
    assert any("the new demands" in f.value for f in new.get("cause"))


@pytest.mark.parametrize(
    ("kind", "status", "state"),
    [
        ("surrender_of_arms", "occurred", "done"),
        ("surrender_of_arms", "planned", "open"),
        ("surrender_of_arms", "failed", "missed"),
        ("term", "offered", "offered"),
        ("term", "occurred", "open"),
        ("evacuation_prepared", "occurred", "ready"),
        ("term", "denied", "refused"),
    ],
)
def test_the_state_of_a_term(kind: str, status: Status, state: str) -> None:
    deal = the_tale()[1]
    term = told(
        "must leave", kind, "The fighters must leave the quarter", status, ties=(Tie("term_of", deal.claim.id),)
    )
    (entry,) = ledger("deals", [deal, term])
    assert [f.state for f in entry.get("term")] == [state]


def test_an_offer_keeps_its_condition() -> None:
    offer = told("brokered a pact", "offer", "the River Union brokered a pact", "offered")
    condition = told(
        "gave up",
        "surrender_of_arms",
        "Fighters gave up their mortars",
        "hypothetical",
        ties=(Tie("condition", offer.claim.id),),
    )
    (entry,) = ledger("deals", [offer, condition])
    assert entry.status == "offered"
    assert entry.get("term_condition")[0].value == "Fighters gave up their mortars"
    assert {f.state for f in entry.get("term")} == {"offered"}


def test_towns_by_talks_and_by_force_are_two_totals_with_their_means() -> None:
    talks = told(
        "took 27 towns", "handover_of_territory", "They took 27 towns through talks", place=PROVINCE, aggregate=True,
        quantities=(a_quantity(REPORT, "27", "towns"),),
    )  # fmt: skip
    force = told(
        "another five", "territory_taken", "another five by force", place=PROVINCE, aggregate=True,
        quantities=(a_quantity(REPORT, "five", "towns", low=5.0, high=5.0),),
    )  # fmt: skip
    entries = ledger("control", [talks, force])
    assert {(e.get("towns")[0].value, e.get("means")[0].value) for e in entries} == {
        ("27", "negotiation"),
        ("5", "force"),
    }
    assert len(tie([talks, force], WORLD).events) == 2


def test_a_share_of_territory_is_its_speaker_s_claim() -> None:
    share = told(
        "hold more than 60 percent", "share_of_territory", "his men hold more than 60 percent of the province", "ongoing",
        (Voice("military", "part_named", "General Ruul"),), place=PROVINCE, actor="his men", actors={"actor": ARMY}, aggregate=True,
        quantities=(a_quantity(REPORT, "more than 60 percent", "share_of_territory", low=60.0, high=None),),
    )  # fmt: skip
    (entry,) = ledger("control", [share])
    (cell,) = entry.get("share")
    assert (cell.value, cell.said_by) == ("60..", "General Ruul (through The Lamp)")
    assert entry.key == "at least 60 percent in Karel Province: Army of Karelia"


def siege(**kw: object) -> Finding:
    since = a_when("2012-07-21", None)
    when = replace(since, upper=None, edtf="2012-07-21/..", basis="relative", precision="interval")
    return told(
        "besieged",
        "siege",
        "the army has besieged the quarter",
        "ongoing",
        actor="the army",
        actors={"actor": ARMY},
        when=when,
        **kw,
    )


def test_a_siege_stays_open_until_its_end_is_told() -> None:
    (entry,) = ledger("states", [siege()])
    assert (entry.interval, entry.status) == ("2012-07-21/..", "open")
    assert [f.value for f in entry.get("imposed_by")] == ["Army of Karelia"]


def test_a_lifted_siege_is_closed() -> None:
    lifted = told("opened", "lifting_of_siege", "it opened a lane for families", when=a_when("2012-09-08"))
    published = [replace(f, published="2012-09-09") for f in (siege(), lifted)]
    (entry,) = ledger("states", published)
    assert (entry.interval, entry.status) == ("2012-07-21/2012-09-08", "closed")


def test_a_corridor_names_those_it_is_for() -> None:
    families = Actor("x-families", "Families of the quarter", "community", "SD")
    lane = told(
        "opened", "corridor", "it opened a lane for families", recipient="families", actors={"recipient": families}
    )
    (entry,) = ledger("states", [lane])
    assert (entry.key, entry.get("upon")[0].value) == ("corridor: Mill Quarter", "Families of the quarter")


def test_either_surrendered_or_lost_is_one_line_with_two_open_hypotheses() -> None:
    words = "guns that the rebels either surrendered or lost"
    gave = told("surrendered", "surrender_of_arms", words, weapon="guns")
    lost = told("lost", "arms_stock", words, weapon="guns")
    (entry,) = ledger("arms", [gave, lost])
    assert entry.status == "open"
    assert {(f.value, f.state) for f in entry.get("how")} == {("surrendered", "open"), ("lost", "open")}


def reported(found: Finding) -> Finding:
    """The same, told by words of saying ("said", "told")."""
    return replace(found, claim=replace(found.claim, stance=replace(found.claim.stance, said_by_cue=Span(0, 2))))


def test_nobody_calls_himself_by_a_hostile_word_and_neighbours_are_one_label() -> None:
    speaks = (Voice("rebel", "named", "Karel Front"),)
    found = told(
        "accused", "accuse", "The army accused the fighters", "occurred", speaks,
        recipient="the fighters", actors={"recipient": FRONT},
    )  # fmt: skip
    mention = next(m for m in found.claim.mentions if m.role == "recipient")
    start = mention.span.start
    two = (
        Label(Span(start, start + 3), "takfiri", "hostile"),
        Label(Span(start + 4, mention.span.end), "fighters", "neutral"),
        Label(Span(start + 4, mention.span.end - 1), "fighter", "neutral"),  # told by the longer one
        Label(Span(0, 2), "radical", "hostile"),  # stands for no party
    )
    (entry,) = ledger("labels", [reported(replace(found, claim=replace(found.claim, labels=two)))])
    told_as = {f.name: f.value for f in entry.facts}
    assert (told_as["label"], told_as["slant"], told_as["voice"]) == (
        "takfiri fighters",
        "hostile",
        "the outlet itself",
    )


def test_a_label_is_its_voice_s_word() -> None:
    found = told(
        "accused",
        "accuse",
        "The army accused the fighters",
        "occurred",
        ARMY_SPEAKS,
        recipient="the fighters",
        actors={"recipient": FRONT},
    )
    label = Label(a_span(TALE, "fighters", 1), "fighters", "neutral")
    mention = next(m for m in found.claim.mentions if m.role == "recipient")
    label = replace(label, span=replace(mention.span, start=mention.span.start + 4))
    found = replace(found, claim=replace(found.claim, labels=(label,)))
    (entry,) = ledger("labels", [found])
    assert {f.value for f in entry.get("voice")} == {"the outlet itself"}  # nobody is quoted: it is the outlet's word
    (entry,) = ledger("labels", [reported(found)])
    assert {f.name: f.value for f in entry.facts} == {
        "label": "fighters", "slant": "neutral", "of": "Karel Front", "voice": "an army spokesman", "outlet": "The Lamp",
    }  # fmt: skip


def test_a_copy_adds_no_voice_to_a_ledger() -> None:
    copy = [
        replace(f, id=f.id + "-copy", claim=replace(f.claim, id=f.claim.id + "-copy", report_id="rep_copy"))
        for f in the_tale()
    ]
    texts = {REPORT.id: TALE, "rep_copy": TALE}
    entries = [e for e in tie([*the_tale(), *copy], WORLD, (), texts).entries if e.ledger == "deals"]
    assert len(entries) == 2
    assert sorted(len(e.get("cause")) for e in entries) == [0, 3]


def test_reports_of_one_deal_share_its_line() -> None:
    other = a_report("The army and the Front signed a deal.", source="other", published="2012-09-02")
    first = a_report("A deal was signed by the army and the Front.", source="first", published="2012-09-02")

    def signed(report: Report, words: str) -> Finding:
        claim = a_claim(report, words, kind="agreement", party="the Front")
        return a_finding(claim, place=MILL, when=a_when("2012-09-01"), published="2012-09-02", actors={"party": FRONT})

    entries = tie([signed(other, "signed a deal"), signed(first, "deal was signed")], WORLD).entries
    (entry,) = [e for e in entries if e.ledger == "deals"]
    assert len(entry.findings) == 2


def paper(text: str, published: str | None = "2012-09-02", source: str = "other") -> Report:
    return a_report(text, source=source, published=published)


def step(report: Report, trigger: str, kind: str, **kw: object) -> Finding:
    """A finding of a report of its own, at the quarter on the report's day unless told otherwise."""
    rest = {k: kw.pop(k) for k in ("place", "when", "actors") if k in kw}
    status = kw.pop("status", "occurred")
    voices = kw.pop("voices", SELF)
    stance = Stance(status, voices, background=bool(kw.pop("background", False)))  # type: ignore[arg-type]
    claim = a_claim(report, trigger, kind=kind, stance=stance, **kw)  # type: ignore[arg-type]
    when = a_when(report.published) if report.published else a_when(None)
    made = {"place": MILL, "when": when, "outlet": PAPER, "published": report.published, **rest}
    return a_finding(claim, **made)


def entries_of(name: str, findings: list[Finding], *reports: Report) -> list[Entry]:
    ties = tie(findings, WORLD, (), {r.id: r.text for r in reports})
    return [e for e in ties.entries if e.ledger == name]


def test_agreements_weeks_apart_are_two_deals_and_what_follows_goes_to_the_last_before_it() -> None:
    first = paper("The army and the Front signed a truce.", "2012-09-02", "a")
    second = paper("A new pact was signed by the Front.", "2012-10-01", "b")
    later = paper("Talks over the truce and the pact broke down. Fighters handed in mortars.", "2012-10-05", "c")
    found = [
        step(first, "signed a truce", "agreement", party="the Front", actors={"party": FRONT}),
        step(second, "pact was signed", "agreement", party="the Front", actors={"party": FRONT}),
        step(later, "handed in", "surrender_of_arms", actor="Fighters", actors={"actor": FRONT}),
    ]
    old, new = sorted(entries_of("deals", found, first, second, later), key=lambda e: e.interval)
    assert (old.interval, old.status) == ("2012-09-02", "agreed")
    assert (new.interval, new.status) == ("2012-10-01/2012-10-05", "begun")


def test_talks_alone_join_no_two_deals() -> None:
    first = paper("Talks went on. The army and the Front signed a truce.", "2012-09-02", "a")
    second = paper("Talks went on. A new pact was signed by the Front.", "2012-09-20", "b")
    found = [
        step(first, "Talks went on", "talks"),
        step(first, "signed a truce", "agreement", party="the Front", actors={"party": FRONT}),
        step(second, "Talks went on", "talks"),
        step(second, "pact was signed", "agreement", party="the Front", actors={"party": FRONT}),
    ]
    assert len(entries_of("deals", found, first, second)) == 2


MONITOR = Actor("x-watch", "Karel Watch", "monitor", "SD")
RIVER = Actor("x-river", "Riverland", "state", "RV")
RIVER_ARMY = Actor("x-river-army", "Army of Riverland", "military", "RV")


@pytest.mark.parametrize("stranger", [MONITOR, RIVER, RIVER_ARMY])
def test_no_party_is_a_monitor_a_mediator_or_a_body_of_the_mediating_country(stranger: Actor) -> None:
    report = paper("Riverland brokered a truce between the Front and the guards.")
    truce = step(
        report, "brokered a truce", "agreement", mediator="Riverland", party="the Front", recipient="the guards",
        actors={"mediator": RIVER, "party": FRONT, "recipient": stranger},
    )  # fmt: skip
    (entry,) = entries_of("deals", [truce], report)
    assert [f.value for f in entry.get("party")] == ["Karel Front"]
    assert [f.value for f in entry.get("mediator")] == ["Riverland"]


def test_the_side_that_took_the_place_before_is_an_inferred_party_of_a_local_deal() -> None:
    text = "In 2009 the army took the province. Under a pact fighters handed over their mortars."
    report = paper(text, None)
    year = a_when("2009-01-01", "2009-12-31", precision="year")
    rest = {"when": year, "background": True}
    took = step(report, "took", "territory_regained", actor="the army", actors={"actor": ARMY}, place=PROVINCE, **rest)
    gave = step(report, "handed over", "surrender_of_arms", actor="fighters", actors={"actor": FRONT}, **rest)
    (entry,) = entries_of("deals", [took, gave], report)
    assert {(f.value, f.state) for f in entry.get("party")} == {("Karel Front", ""), ("Army of Karelia", "inferred")}


def test_what_hangs_on_an_if_makes_no_deal_agreed() -> None:
    text = "We offer a safe way out if they give up their mortars and agree to join us."
    report = paper(text)
    offer = step(report, "offer", "offer", status="offered", voices=ARMY_SPEAKS)
    gave = step(
        report, "give up", "surrender_of_arms", status="hypothetical", voices=ARMY_SPEAKS,
        ties=(Tie("condition", offer.claim.id),),
    )  # fmt: skip
    agree = step(report, "agree", "agreement", voices=ARMY_SPEAKS, actor="they", actors={"actor": FRONT})
    (entry,) = entries_of("deals", [offer, gave, agree], report)
    assert entry.status == "offered"
    assert {f.state for f in entry.get("term")} == {"offered"}


def test_either_surrendered_or_lost_is_no_deal_begun() -> None:
    text = "The Front signed a truce. Depots hold guns that it either surrendered or lost."
    report = paper(text)
    truce = step(report, "signed a truce", "agreement", party="The Front", actors={"party": FRONT})
    gave, lost = step(report, "surrendered", "surrender_of_fighters"), step(report, "lost", "arms_stock")
    (entry,) = entries_of("deals", [truce, gave, lost], report)
    assert entry.status == "agreed"
    assert [(f.value, f.state) for f in entry.get("term") if truce.id in f.findings] == [("Ceasefire or truce", "open")]
    assert [f.state for f in entry.get("term") if gave.id in f.findings] == ["open"]


@pytest.mark.parametrize(
    ("text", "trigger", "cause"),
    [
        ("The truce collapsed after a quarrel over the bridge.", "collapsed", "a quarrel over the bridge"),
        ("Guns opened fire as the truce collapsed hours after it was signed.", "collapsed", None),
        ("Strikes resumed three days after the collapse of a deal.", "collapse", None),
    ],
)
def test_a_time_is_no_cause(text: str, trigger: str, cause: str | None) -> None:
    report = paper(text)
    broken = step(report, trigger, "collapse", status="failed", party="truce" if "truce" in text else "deal")
    broken = replace(broken, actors=())
    signed = step(report, trigger, "agreement", party="truce" if "truce" in text else "deal", actors={"party": FRONT})
    (entry,) = entries_of("deals", [replace(signed, id="fnd_signed"), broken], report)
    assert [f.value for f in entry.get("cause")] == ([cause] if cause else [])


def test_people_who_reject_a_deal_are_no_account_of_its_collapse() -> None:
    report = paper("The truce with the Front collapsed. Those who reject the deal must leave.")
    broken = step(report, "collapsed", "collapse", status="failed", party="the Front", actors={"party": FRONT})
    reject = step(report, "reject", "refusal", status="ongoing", evidence="Those who reject the deal must leave")
    (entry,) = entries_of("deals", [broken, reject], report)
    assert entry.get("cause") == ()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the new demands are “impossible", "the new demands are “impossible”"),
        ("impossible,” he said", "“impossible,” he said"),
        ('the elders called it a "surrender', 'the elders called it a "surrender"'),
        ('surrender", they said', '"surrender", they said'),
        ("nothing is\nquoted here", "nothing is quoted here"),
    ],
)
def test_quotation_marks_are_balanced(words: str, shown: str) -> None:
    assert balanced(words) == shown


@pytest.mark.parametrize(
    ("words", "kept"), [("a", ""), ("place", ""), ("the quarter", ""), ("Karel", "Karel"), ("old Karel", "old Karel")]
)
def test_only_words_that_hold_a_name_are_a_place(words: str, kept: str) -> None:
    report = paper(f"They met in {words} again.")
    assert where(step(report, "met", "talks", place=None, **{"destination": words})) == kept


@pytest.mark.parametrize(
    ("text", "kind", "words", "shown"),
    [
        ("Fighters gave up their heavy weapons.", "weapon", "their heavy weapons", ["their heavy weapons"]),
        ("Fighters gave up 11 tanks.", "thing", "11 tanks", ["11 tanks"]),
        ("Fighters gave up crates of rifles.", "thing", "crates", []),
        ("Fighters surrendered Karel.", "thing", "Karel", None),
        ("They gave up on the departure.", "thing", "the departure", None),
    ],
)
def test_a_line_of_the_arms_ledger_needs_a_weapon(text: str, kind: str, words: str, shown: list[str] | None) -> None:
    report = paper(text)
    trigger = next(w for w in ("gave up", "surrendered") if w in text)
    found = entries_of("arms", [step(report, trigger, "surrender_of_arms", **{kind: words})], report)
    assert [[f.value for f in e.get("kind")] for e in found] == ([] if shown is None else [shown])


@pytest.mark.parametrize(
    ("kind", "precision", "lines"),
    [
        ("siege", "town", 1), ("siege", "district", 1), ("siege", "country", 0), ("siege", "province", 0),
        ("blockade", "province", 1), ("blockade", "country", 0), ("occupation", "country", 1),
    ],
)  # fmt: skip
def test_a_siege_is_of_a_town_or_less(kind: str, precision: str, lines: int) -> None:
    report = paper("The army has shut the roads.")
    place = replace(MILL, precision=precision)  # type: ignore[arg-type]
    assert len(entries_of("states", [step(report, "has shut", kind, status="ongoing", place=place)], report)) == lines


def test_a_state_does_not_begin_in_a_year_that_another_sentence_tells() -> None:
    report = paper("Since 2001 there was unrest. The army holds the hills.")
    when = replace(a_when("2001-01-01"), upper=None, basis="chained", edtf="2001-01-01/..")
    (entry,) = entries_of("states", [step(report, "holds", "occupation", status="ongoing", when=when)], report)
    assert (entry.interval, entry.status) == ("", "open")
