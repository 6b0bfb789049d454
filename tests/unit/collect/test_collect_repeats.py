"""Copies of one text are one origin; reports that only say the same, or cite the same agency, are not."""

import time
from dataclasses import replace

import pytest

from dragoman.collect.repeats import Repeats
from dragoman.collect.report import Given, Origin, plain_walk, report_of

WIRE = (
    "NAIROBI (AP) — Gunmen on motorcycles raided a salt market near the lake before dawn on Thursday and drove off with two "
    "lorries of grain, traders who hid in a mill said. At least 12 stalls were burnt and a watchman was wounded in the leg, "
    "but nobody died in the raid, a nurse at the clinic told us by telephone.\n\nThe governor blamed a band that split from "
    "the northern front last winter. An elder of the lake villages denied it and said that deserters from the garrison had "
    "been seen on the road.\n\nPatrols were sent towards Al Harun and Wadi al-Qasab; a curfew holds in both until further "
    "notice. Relief workers counted 45,000 people without bread since the crossing closed."
)
SAME_NEWS = (
    "A market by the lake was attacked early on Thursday, the Associated Press reported. Stalls went up in flames and grain "
    "was stolen, but there were no deaths, the agency quoted a nurse as saying.\n\n"
    "In the capital, officials kept silent. Aid groups say the flow of families towards the border is the largest this year, "
    "and that tents and water are short in all the camps which they were able to visit."
)
QUOTE = (
    "“We will not leave our land, and we call upon the guarantors of the agreement to stand by every word that they signed in "
    "front of us, before it is too late for the children of this town and for all the people who trusted them”"
)


def report(text, day=None, title=None, outlet=None):
    given = Given(published=day, title=title, outlet=outlet)
    return report_of(plain_walk(text), Origin("a", "utf-8", text.encode()), given)


def grouped(*texts, days=()):
    repeats = Repeats()
    days = days or [None] * len(texts)
    placed = [
        repeats.place(report(t, d, outlet=f"outlet {n}")) for n, (t, d) in enumerate(zip(texts, days, strict=True))
    ]
    return placed


def cut(text, *parts):
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraphs[n] for n in parts)


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE.replace("NAIROBI (AP) — ", ""),
        cut(WIRE, 0, 1),
        "Our reporter/ " + cut(WIRE, 0) + " The mayor asked for tents.",
        WIRE.replace("Al Harun", "al-Haroon").replace("12", "twelve").replace("45,000", "45000"),
        cut(WIRE, 0) + "\n\n" + SAME_NEWS.split("\n\n")[1],
    ],
)
def test_whole_cut_and_respelt_copies_are_one_origin(copy):
    first, second = grouped(WIRE, copy)
    assert second.origin_group == first.origin_group
    assert second.repeat_of in (first.id, None if second.id == first.id else first.id)
    first, second = grouped(copy, WIRE)
    assert second.origin_group == first.origin_group


@pytest.mark.parametrize(
    ("left", "right", "days"),
    [
        (WIRE, SAME_NEWS, (None, None)),
        # two outlets quote one statement
        (
            f"The committee spoke on Monday in the old town hall. {QUOTE}, it said, and then closed the meeting early.",
            f"Fighting went on near the bridge while the elders met the officers. {QUOTE}, one of them read out to us.",
            (None, None),
        ),
        # a shared background paragraph, weeks apart
        (
            "Rebels took a hill near the dam on Monday after a night of heavy rain, two commanders said by telephone.\n\n"
            + cut(WIRE, 2),
            "The mayor of the capital opened a hospital for the displaced and promised that schools would follow soon.\n\n"
            + cut(WIRE, 2)[:120],
            ("2021-03-01", "2021-04-20"),
        ),
        # a daily bulletin with the day's figures
        (
            "The ministry said that 12 drones and 4 missiles were shot down over 3 provinces and that 17 tanks and 29 guns "
            "were destroyed in the past day.",
            "The ministry said that 31 drones and 8 missiles were shot down over 5 provinces and that 22 tanks and 41 guns "
            "were destroyed in the past day.",
            ("2022-03-01", "2022-03-02"),
        ),
    ],
)
def test_reports_that_only_speak_of_the_same_are_not(left, right, days):
    first, second = grouped(left, right, days=days)
    assert first.origin_group != second.origin_group
    assert second.repeat_of is None


def test_like_headlines_over_unlike_texts_are_not():
    title = "Army resumes shelling of the besieged town after talks with the committee collapse"
    repeats = Repeats()
    first = repeats.place(report(title + "\n\n" + WIRE, title=title))
    second = repeats.place(report(title + "\n\n" + SAME_NEWS, title=title))
    assert first.origin_group != second.origin_group


def test_a_copy_of_a_copy_belongs_to_the_first_origin():
    first, second, third = grouped(WIRE, cut(WIRE, 0, 1), cut(WIRE, 0) + " And more was to come, they said.")
    assert first.origin_group == second.origin_group == third.origin_group
    assert third.repeat_of in (first.id, second.id)


def test_what_the_store_remembers_is_enough_to_go_on():
    first = Repeats().place(report(WIRE))
    again = Repeats()
    again.remember(replace(first, origin_group="org_of_old"))
    assert again.place(report(cut(WIRE, 0, 1))).origin_group == "org_of_old"


def test_the_same_report_again_keeps_its_place():
    repeats = Repeats()
    repeats.place(report(WIRE))
    copy = repeats.place(report(cut(WIRE, 0, 1)))
    assert repeats.place(report(cut(WIRE, 0, 1))) == copy


def test_short_scraps_and_empty_overlaps_are_not_copies():
    first, second = grouped("Shells fell again.", "Shells fell again on Monday.")
    assert first.origin_group != second.origin_group


def test_time_grows_with_the_text_and_no_faster():
    def seconds(count):
        repeats, start = Repeats(), time.perf_counter()
        for n in range(count):
            own = " ".join(f"word{n}x{i} went to town{n % 7}y{i}" for i in range(20))
            repeats.place(
                replace(
                    report("The army left."),
                    id=f"rep_{n}",
                    text=cut(WIRE, 2) + "\n\n" + own,
                    origin_group=None,
                )
            )
        return time.perf_counter() - start

    seconds(20)
    assert seconds(400) < 14 * seconds(100) + 0.5
