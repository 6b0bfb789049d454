"""Which days claims are given: tables that a linguist can extend."""

from __future__ import annotations

import pytest

from dragoman.identify.dates import date_claims, redate_choice
from dragoman.identify.timexes import timexes
from dragoman.records import Choice, Claim, Maker, Mention, Report, SourceKind, Span, Stance, Status, Voice, When

THURSDAY = "2018-07-05"
MADE_UP_SEED = """Army resumes strikes after deal fails

The army said on Sunday that it had readied buses for those who reject the deal.

The talks opened late on Tuesday to avoid street fighting, a day after the two sides traded machine-gun fire.

However, the deal collapsed on Friday over checkpoints.

On Monday, the army struck the quarter after gunmen attacked soldiers.

On the same day, units near the quarter answered with mortars.

In 2018, the army took the province. Since late July, the gunmen have stepped up attacks.
"""


def dated(
    text: str, clause: str, published: str | None, status: Status = "occurred", kind: str = "clash"
) -> Choice[When]:
    report = Report("r", text, "", "", "utf-8", "en", published=published)
    start = text.index(clause)
    span = Span(start, start + len(clause))
    claim = Claim("c", "r", kind, span, span, (), (), Stance(status, ()), 1.0, Maker("test", "1"))
    return date_claims(report, [claim])["c"]


# text, clause, days, basis; all published on Thursday, 5 July 2018
DAYS = [
    ("Rebels shelled Busra on Wednesday.", "Rebels shelled Busra", "2018-07-04", "relative"),
    ("Rebels shelled Busra on Thursday.", "Rebels shelled Busra", "2018-07-05", "relative"),
    ("The army entered Saida late on Friday night.", "The army entered Saida", "2018-06-29", "relative"),
    ("The army entered Saida last Thursday.", "The army entered Saida", "2018-06-28", "relative"),
    ("Jets hit Nawa yesterday.", "Jets hit Nawa", "2018-07-04", "relative"),
    ("Jets hit Nawa last night.", "Jets hit Nawa", "2018-07-04", "relative"),
    ("Jets hit Nawa overnight.", "Jets hit Nawa", "2018-07-04/2018-07-05", "relative"),
    ("Jets hit Nawa three days ago.", "Jets hit Nawa", "2018-07-02", "relative"),
    ("Jets hit Nawa last week.", "Jets hit Nawa", "2018-06-25/2018-07-01", "relative"),
    ("Over the past two weeks jets hit Nawa.", "jets hit Nawa", "2018-06-21/2018-07-05", "relative"),
    (
        "Jets have hit Nawa since 19 June.",
        "Jets have hit Nawa since 19 June",
        "2018-06-19/2018-07-05",
        "relative",
    ),
    ("Jets hit Nawa in late June.", "Jets hit Nawa in late June", "2018-06-21/2018-06-30", "relative"),
    ("Jets hit Nawa in March 2015.", "Jets hit Nawa in March 2015", "2015-03", "stated"),
    ("Jets hit Nawa on 12 March 2015.", "Jets hit Nawa", "2015-03-12", "stated"),
    ("In 2011 protests began.", "protests began", "2011", "stated"),
    ("Talks opened on Tuesday. Two days later they failed.", "they failed", "2018-07-05", "chained"),
    (
        "Talks opened on Tuesday, a day after rebels shot down a jet.",
        "rebels shot down a jet",
        "2018-07-02",
        "chained",
    ),
    ("Talks opened on Tuesday. Rebels left the room.", "Rebels left the room", "2018-07-03", "chained"),
    (
        "Rebels have left Saida. They took buses on Tuesday.",
        "Rebels have left Saida",
        "2018-07-03",
        "chained",
    ),
    ("Rebels left Saida.", "Rebels left Saida", "../2018-07-05", "published"),
    ("The truce ran from 3 April to 14 May 2018.", "The truce ran", "2018-04-03/2018-05-14", "stated"),
    ("Jets hit Nawa on 21 and 22 June.", "Jets hit Nawa", "2018-06-21/2018-06-22", "relative"),
    ("Jets hit Nawa on Tuesday (July 3).", "Jets hit Nawa", "2018-07-03", "relative"),
    ("AMMAN, July 4: Jets hit Nawa on Tuesday.", "Jets hit Nawa", "2018-07-03", "relative"),
]


@pytest.mark.parametrize(("text", "clause", "days", "basis"), DAYS)
def test_days_of_a_claim(text: str, clause: str, days: str, basis: str) -> None:
    when = dated(text, clause, THURSDAY).chosen
    assert when is not None
    assert (when.edtf, when.basis) == (days, basis)


def test_future_verbs_look_ahead() -> None:
    text = "The rebels will leave Saida on Monday."
    when = dated(text, text[:-1], THURSDAY, "planned").chosen
    assert when and when.edtf == "2018-07-09"


def test_a_statement_takes_the_publication_day_and_says_so() -> None:
    choice = dated("The rebels demand safe passage.", "The rebels demand safe passage", THURSDAY, "demanded", "demand")
    assert choice.chosen and choice.chosen.edtf == THURSDAY and choice.chosen.basis == "published"
    assert choice.inferred and "publication day" in choice.reason


def test_what_is_only_supposed_takes_no_day_from_the_sentence_before() -> None:
    text = "Jets hit Nawa on Sunday. If the rebels capture Busra, the road is cut."
    assert dated(text, "the rebels capture Busra", THURSDAY, "hypothetical").chosen is None


@pytest.mark.parametrize(
    ("before", "days"),
    [
        ("Since June, rebels have shelled Nawa.", "2018-06-01/2018-07-05"),
        ("Norland, at war since 2011, objected.", None),
    ],
)
def test_only_a_since_that_opens_its_sentence_dates_the_next(before: str, days: str | None) -> None:
    when = dated(f"{before} Troops besiege Saida.", "Troops besiege Saida", THURSDAY, "ongoing").chosen
    assert (when.edtf if when else None) == days


def test_a_plan_or_state_without_words_of_time_is_unknown() -> None:
    assert dated("Rebels are to leave Saida.", "Rebels are to leave Saida", THURSDAY, "planned").chosen is None
    assert dated("Troops besiege Saida.", "Troops besiege Saida", THURSDAY, "ongoing").chosen is None


SEED_DAYS = [
    ("it had readied buses", "2021-09-05"),
    ("The talks opened", "2021-08-31"),
    ("the two sides traded machine-gun fire", "2021-08-30"),
    ("the deal collapsed", "2021-09-03"),
    ("the army struck the quarter", "2021-08-30"),
    ("units near the quarter answered", "2021-08-30"),
    ("the army took the province", "2018"),
    ("the gunmen have stepped up attacks", "2021-07-21/2021-09-05"),
]


@pytest.mark.parametrize(("clause", "days"), SEED_DAYS)
def test_an_undated_report_waits_for_its_day(clause: str, days: str) -> None:
    waiting = dated(MADE_UP_SEED, clause, None)
    when = waiting.chosen
    assert when is not None
    if clause == "the army took the province":
        assert when.edtf == "2018"
    else:
        assert (when.lower, when.upper, when.edtf) == (None, None, "") and when.order
        assert "publication day is not known" in waiting.reason
    known = redate_choice(waiting, "2021-09-05")
    assert known.chosen and known.chosen.edtf == days
    assert known == dated(MADE_UP_SEED, clause, "2021-09-05")


def test_orders_of_an_undated_report_are_readable() -> None:
    orders = [dated(MADE_UP_SEED, clause, None).chosen for clause, _ in SEED_DAYS[:6]]
    assert [w.order for w in orders if w] == [
        "P-0..6:sunday", "P-0..6:tuesday", "P-0..6:tuesday-1d", "P-0..6:friday", "P-0..6:tuesday-1d",
        "P-0..6:tuesday-1d",
    ]  # fmt: skip


def test_the_mention_holds_the_preposition() -> None:
    text = "The talks opened late on Tuesday in Busra."
    mention = dated(text, "The talks opened", THURSDAY).mention
    assert mention and mention.of(text) == "late on Tuesday"


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [("2 March 2023", "5 March", "2023-03-05"), ("28 December 2023", "3 January", "2024-01-03")],
)
def test_a_day_without_a_year_is_near_the_full_date_of_its_sentence(first: str, second: str, days: str) -> None:
    when = dated(f"Rebels seized her on {first} and freed her on {second}.", f"freed her on {second}", None).chosen
    assert when is not None
    assert when.edtf == days


def test_what_went_before_ended_by_the_day_of_what_came_after() -> None:
    text = "The army took Nawa on Wednesday after a two-week siege."
    when = dated(text, "a two-week siege", THURSDAY, kind="siege").chosen
    assert when is not None
    assert (when.lower, when.upper) == (None, "2018-07-04")


@pytest.mark.parametrize(
    ("text", "status", "kind", "days"),
    [
        ("Rebels hold the hill", "ongoing", "control", None),
        ("Rebels now hold the hill", "ongoing", "control", "2018-07-04"),
        ("The army has shelled the hill", "occurred", "shelling", "2018-07-04"),  # told by the sentence right before
        ("It rained. The army has shelled the hill", "occurred", "shelling", "../2018-07-05"),
        ("It rained. The army shelled the hill", "occurred", "shelling", "2018-07-04"),
        ("Rebels often shelled the hill", "occurred", "shelling", "../2018-07-05"),
        ("Rebels shelled the hill", "occurred", "shelling", "2018-07-04"),
    ],
)
def test_what_lasts_takes_no_day_of_another_sentence(text: str, status: Status, kind: str, days: str | None) -> None:
    trigger = next(w for w in ("hold", "shelled") if w in text)
    report = Report("r", f"Troops took Nawa on Wednesday. {text}.", "", "", "utf-8", "en", published=THURSDAY)
    text = text.split(". ")[-1]
    at, own = report.text.index(trigger, 30), report.text.index(text)
    claim = Claim(
        "c",
        "r",
        kind,
        Span(at, at + len(trigger)),
        Span(own, own + len(text)),
        (),
        (),
        Stance(status, ()),
        1.0,
        Maker("test", "1"),
    )
    when = date_claims(report, [claim])["c"].chosen
    assert (when.edtf if when else None) == days


@pytest.mark.parametrize(("kind", "expected"), [("resident", "../2018-07-05"), ("agency", "2018-07-05")])
def test_a_statement_told_by_somebody_else_is_not_of_today(kind: SourceKind, expected: str) -> None:
    text = "The militia threatened me, a farmer said."
    report = Report("r", text, "", "", "utf-8", "en", published=THURSDAY)
    voice = Voice(kind, "role_only", None, Span(27, 35))
    act = Mention("actor", Span(0, 11), "The militia")
    stance = Stance("threatened", (voice,))
    claim = Claim("c", "r", "threat", Span(12, 22), Span(0, 25), (act,), (), stance, 1.0, Maker("test", "1"))
    when = date_claims(report, [claim])["c"].chosen
    assert when is not None
    assert when.edtf == expected


def test_a_verb_far_before_its_day_still_tells_that_it_is_past() -> None:
    long_subject = "Torvenian-backed forces brought more than forty lorries of families and old people out of the last quarter that the rebels held"
    text = f"{long_subject} on Monday, ahead of a final push."
    monday = next(t for t in timexes(text) if "Monday" in t.span.of(text))
    assert not monday.ahead
