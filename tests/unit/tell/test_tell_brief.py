"""The page of an episode: nothing acts in it, nobody private is named, every value leads to its words."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import replace
from typing import Any

import pytest
from tests.factory import a_choice, a_claim, a_finding, a_reading, a_report, a_when, an_event
from tests.unit.tell.siege import PRIVATE, PUBLIC, held

from dragoman.records import Entry, Fact, Place, Rival, Value
from dragoman.tell import Held, Shown
from dragoman.tell.brief import Aside, Made, brief
from dragoman.tell.brief.dates import span_words, spoken_days
from dragoman.tell.brief.episode import Episode
from dragoman.tell.brief.map import map_section
from dragoman.tell.brief.markup import Html, esc, joined, tag
from dragoman.tell.brief.page import UNKNOWN
from dragoman.tell.brief.placing import Paper
from dragoman.tell.brief.projection import Frame, clipped, fitting, round_length
from dragoman.tell.brief.spots import near, spots
from dragoman.tell.brief.timeline import timeline_section
from dragoman.world.outlines import FILE, countries, outline

HOSTILE = "</style><script>alert('x')</script><img src=x onerror=alert(1)>"


def page(source: Any = None, made: Made = UNKNOWN, **kw: Any) -> str:
    return brief(Shown(source or held(), **kw), "episode-1", made)


def of_one(text: str = "The army shelled Nawa.", *, when: Any = None, place: Any = None, **kw: Any) -> Held:
    """A record of one claim of one report."""
    report = a_report(text, **kw)
    finding = a_finding(a_claim(report, "shelled", actor="The army"), when=when, **({"place": place} if place else {}))
    return Held((a_reading(report, [finding]),), ((an_event(finding, place=place, when=when),), ()), (), b"key")


def words_of(told: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", told))


# ------------------------------------------------------------------------------ nothing acts


def test_marks_in_a_report_are_only_words() -> None:
    told = page(of_one(f"The army shelled Nawa {HOSTILE}.", title=f"Title {HOSTILE}", outlet=HOSTILE))
    assert told.count("<script>") == 1
    assert "<img" not in told
    assert "onerror=alert(1)&gt;" in told


def test_words_are_escaped_wherever_they_are_set() -> None:
    assert esc('<a href="x">&') == "&lt;a href=&quot;x&quot;&gt;&amp;"
    assert tag("p", "<b>", title='"><script>') == '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;</p>'
    assert joined("<", Html("<br>"), ["a", None]) == "&lt;<br>a"
    assert "\u202e" not in esc("a\u202eb")


def test_the_page_asks_for_nothing_and_runs_only_what_is_its_own() -> None:
    told = page()
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', told)[0])
    assert policy.startswith("default-src 'none'")
    for mark in ("style", "script"):
        body = re.findall(rf"<{mark}>(.*?)</{mark}>", told, re.DOTALL)
        assert len(body) == 1
        assert f"{mark}-src 'sha256-{base64.b64encode(hashlib.sha256(body[0].encode()).digest()).decode()}'" in policy
    addresses = re.findall(r'(?:src|href|action|data)="([^"]*)"', told)
    assert all(a.startswith("#") or a == "data:," for a in addresses)
    assert "style=" not in re.sub(r"<style>.*?</style>", "", told, flags=re.DOTALL)
    assert "url(" not in told and "@import" not in told


def test_two_pages_of_one_record_are_alike() -> None:
    source = held()
    assert page(source) == page(source)


# ------------------------------------------------------------------------------ the veil


def test_private_persons_are_veiled_and_public_ones_are_named() -> None:
    told = words_of(page())
    assert not [name for name in PRIVATE if re.search(rf"\b{name}\b", told)]
    assert PUBLIC[1] in told
    assert "Tariq al-Sadd" not in told  # where a private person is named, no place is told finer than a town


def test_the_veil_is_lifted_only_when_asked() -> None:
    told = words_of(page(reveal=True, made=Made(revealed="a court asks")))
    assert "Sara Nasser" in told
    assert "NOT veiled: a court asks" in told


# ------------------------------------------------------------------------------ values and words


def test_every_value_leads_to_the_words_it_came_from() -> None:
    told = page()
    ids = re.findall(r'\bid="([^"]+)"', told)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', told)) <= set(ids)
    links = re.findall(r'<a href="#n(\d+)" class="v[^"]*" data-n="([\d ]+)" data-f="(\w+)"', told)
    assert {field for _, _, field in links} >= {"kind", "who", "where", "when", "many", "status", "says"}
    assert all(f"n{number}" in ids for _, numbers, _ in links for number in numbers.split())


def test_a_note_has_the_sentence_the_report_the_day_and_the_chain() -> None:
    told = page(of_one("Smoke rose. The army shelled Nawa at noon. All fled.", title="A town is hit", when=a_when()))
    note = re.findall(r'<li id="n1".*?</li>', told, re.DOTALL)[0]
    assert "<mark" in note and "A town is hit" in note
    assert 'class="chain' in note and "fnd_" in note


def test_where_one_origin_tells_it_is_not_confirmed() -> None:
    told = words_of(page(of_one()))
    assert "Every one of them rests on one origin only and is not confirmed." in told
    assert "1 origin, not confirmed" in told


def test_what_sources_part_on_stands_with_each_value_and_who_gives_it() -> None:
    told = page()
    part = words_of(told[told.index('id="h-disputes"') : told.index('id="h-balance"')])
    assert re.search(r"killed\s*4\s*1 origin.*9\s*1 origin", part)
    assert re.search(r"status\s*occurred.*denied", part)
    assert "army spokesman → Reuters" in part


def test_the_deal_card_has_the_term_its_state_and_why_it_failed() -> None:
    told = words_of(page())
    assert "hand over heavy weapons" in told
    assert "refused" in told and "collapsed" in told
    assert "Why it failed, as told" in told


def test_control_is_told_by_its_source_and_apart_from_it_as_the_ledger_has_it() -> None:
    told = page()
    row = re.findall(r'<table class="held">.*?</table>', told, re.DOTALL)[0]
    assert "As claimed, each by its source" in row and "As the ledger holds it" in row
    assert "Syrian Arab Army" in row


def test_what_was_set_aside_and_how_it_was_made_is_told() -> None:
    made = Made("9.9", "digest", "seal", (Aside("Cup final", "not about conflict (0.01)"),), 2)
    told = words_of(page(made=made))
    assert "Cup final: not about conflict (0.01)" in told
    assert "9.9" in told and "seal" in told


def test_a_script_from_right_to_left_keeps_its_direction() -> None:
    told = page(of_one(title="قصف على البلدة"))
    assert '<cite dir="auto">قصف على البلدة</cite>' in told
    assert '<p dir="auto"' in told
    assert "<bdi>" in told


# ------------------------------------------------------------------------------ the map


def test_rings_are_as_big_as_what_is_not_known() -> None:
    frame = Frame(32.6, 36.1, 0.5, 960, 540)
    assert frame.px(4000) == pytest.approx(8)
    assert frame.xy(36.1, 32.6) == pytest.approx((480, 270))
    north = frame.xy(36.1, 32.6 + 10 / 111.195)
    assert north == pytest.approx((480, 250))


def test_the_sheet_holds_every_ring_also_over_the_date_line() -> None:
    for rings in ([(32.6, 36.1, 4000), (33.5, 36.3, 9000)], [(-17.0, 179.9, 20_000), (-17.5, -179.8, 5000)]):
        frame = fitting(rings, 960, 540, 12)
        for lat, lon, radius in rings:
            x, y = frame.xy(lon, lat)
            assert frame.px(radius) <= x <= 960 - frame.px(radius)
            assert frame.px(radius) <= y <= 540 - frame.px(radius)


def test_an_area_is_clipped_to_the_sheet() -> None:
    frame = Frame(0, 0, 1, 100, 100)
    told = clipped([(-500, -500), (500, -500), (500, 500), (-500, 500)], frame, margin=0)
    assert {(round(x), round(y)) for x, y in told} == {(0, 0), (100, 0), (100, 100), (0, 100)}
    assert clipped([(-9, -9), (-5, -9), (-5, -5)], frame, margin=0) == []


@pytest.mark.parametrize(("km", "told"), [(7.3, 5), (2.0, 2), (140, 100), (0.9, 0.5)])
def test_the_scale_has_a_round_length(km: float, told: float) -> None:
    assert round_length(km) == pytest.approx(told)


def test_labels_never_lie_over_each_other() -> None:
    paper = Paper(400, 300)
    for number in range(60):
        paper.put(200 + number % 5, 150 + number % 7, f"Place {number}", 13)
    boxes = paper.taken
    assert 5 < len(boxes) < 60  # what finds no place is left out
    for at, a in enumerate(boxes):
        assert not [b for b in boxes[at + 1 :] if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def test_a_province_is_an_area_without_a_point_and_a_country_has_its_outline() -> None:
    province = Place("p", "Daraa", 32.8, 36.2, 45_000.0, "province", "SY")
    told = map_section(Episode(Shown(of_one(place=province)), "episode-1"))
    assert 'class="area"' in told and 'class="dot"' not in told
    country = Place("c", "Syria", 35.0, 38.0, 300_000.0, "country", "SY")
    assert 'class="area country"' in map_section(Episode(Shown(of_one(place=country)), "episode-1"))


def test_events_without_a_place_are_counted_and_not_drawn() -> None:
    told = map_section(Episode(Shown(of_one()), "episode-1"))
    assert told == "<p>No place is known: 1 event.</p>"


def test_a_few_places_far_off_do_not_make_the_map_small() -> None:
    report = a_report("The army shelled Nawa.")
    found = []
    for number in range(20):
        place = Place(f"p{number}", f"Town {number}", 32.6 + number / 200, 36.1, 1000.0, "town", "SY")
        found.append((a_finding(replace(a_claim(report, "shelled"), id=f"clm_{number}"), place=place), place))
    far = Place("far", "Far town", 36.2, 37.1, 1000.0, "town", "SY")
    found.append((a_finding(replace(a_claim(report, "shelled"), id="clm_far"), place=far), far))
    events = tuple(an_event(f, place=p) for f, p in found)
    source = Held((a_reading(report, [f for f, _ in found]),), (events, ()), (), b"key")
    every = spots(Episode(Shown(source), "episode-1"))
    assert len(every) == 21
    assert "Far town" not in [s.place.name for s in near(every)]
    assert "Beyond the map's edge: Far town" in words_of(map_section(Episode(Shown(source), "episode-1")))


def test_an_area_wider_than_the_map_is_on_it_and_a_town_is_drawn_no_finer_than_outlines_are() -> None:
    report = a_report("The army shelled Nawa.")
    wide = Place("w", "Wide province", 33.4, 36.6, 150_000.0, "province", "SY")
    town = Place("t", "Nawa", 32.89, 36.04, 2000.0, "town", "SY")
    found = [a_finding(replace(a_claim(report, "shelled"), id=f"clm_{p.id}"), place=p) for p in (town, wide)]
    events = tuple(an_event(f, place=p) for f, p in zip(found, (town, wide), strict=True))
    source = Held((a_reading(report, found),), (events, ()), (), b"key")
    told = words_of(map_section(Episode(Shown(source), "episode-1")))
    assert "Areas: Wide province." in told and "Beyond" not in told
    assert "20 km" in told


def test_an_accusation_stands_beside_the_act_and_not_in_its_sentence() -> None:
    report = a_report("Shells fell on Nawa. The mayor of Osten blamed the Hill Front.")
    act = a_finding(a_claim(report, "fell"))
    blame = a_finding(a_claim(report, "blamed", kind="accuse", actor="The mayor of Osten"))
    kind = Value("kind", "shelling", "", (Rival("shelling", (act.id,), 1),))
    source = Held((a_reading(report, [act, blame]),), ((an_event(act, blame, values=(kind,)),), ()), (), b"key")
    told = words_of(page(source))
    assert "1 claim about it" in told
    assert "by The mayor of Osten" not in told and "by the mayor of Osten" not in told


def test_a_text_without_a_day_is_headed_by_its_place() -> None:
    source = of_one(place=Place("t", "Nawa", 32.89, 36.04, 2000.0, "town", "SY"))
    event = replace(source.ties[0][0], episode="undated: org_0123456789abcdef")
    undated = replace(source, ties=((event,), ()))
    told = words_of(brief(Shown(undated), event.episode))
    assert "Brief: Nawa, day not known" in told


def test_outlines_are_small_closed_and_of_whole_countries() -> None:
    assert FILE.stat().st_size < 300_000
    assert len(countries()) > 230
    for code in ("SY", "SD", "UA", "MM", "CO"):
        rings = outline(code)
        assert rings and all(ring[0] == ring[-1] for ring in rings)
    assert outline("XX") == ()


# ------------------------------------------------------------------------------ the timeline


@pytest.mark.parametrize(
    ("when", "mark"),
    [
        (a_when("2018-06-26"), "<circle"),
        (a_when("2018-06-20", "2018-06-26"), "<rect"),
        (replace(a_when("2018-06-26"), lower=None), "l6 -4v8z"),
        (replace(a_when("2018-06-26"), upper=None), "l-6 -4v8z"),
    ],
)
def test_days_are_dots_stretches_bars_and_open_sides_arrows(when: Any, mark: str) -> None:
    assert mark in timeline_section(Episode(Shown(of_one(when=when)), "episode-1"))


def test_without_a_day_there_is_no_timeline() -> None:
    told = timeline_section(Episode(Shown(of_one()), "episode-1"))
    assert told == "<p>No day is known: 1 event.</p>"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2018-06-26", "26 June 2018"),
        ("by 2018-06-26", "by 26 June 2018"),
        ("Daraa, 2018-06 to 2018-07", "Daraa, June to July 2018"),
        ("2018-06-20 to 2018-06-26", "20–26 June 2018"),
        ("2018-06-30 to 2018-07-02", "30 June to 2 July 2018"),
        ("the Sunday before publication", "the Sunday before publication"),
        ("report 0123-45-67", "report 0123-45-67"),
    ],
)
def test_days_are_told_as_one_says_them(words: str, told: str) -> None:
    assert spoken_days(words) == told


def test_a_stretch_over_two_years_has_both() -> None:
    assert span_words("2018-12-30", "2019-01-02") == "30 December 2018 to 2 January 2019"


# ------------------------------------------------------------------------------ long cards


def test_of_a_long_list_the_rest_is_one_click_away_and_nothing_is_told_twice() -> None:
    source = of_one()
    finding = source.readings[0].findings[0]
    facts = tuple(Fact("term", f"term {n % 9}", (finding.id,), state="open") for n in range(18))
    deal = Entry("ent_d", "deals", "Nawa: parties not named", "episode-1", facts, (finding.id,), "", "agreed")
    told = page(replace(source, ties=(source.ties[0], (deal,))))
    assert told.count("term 3</bdi>") == 1
    assert "<summary>4 more</summary>" in told


def test_a_choice_that_abstained_is_told_as_unknown() -> None:
    report = a_report("The army shelled Nawa.")
    finding = a_finding(a_claim(report, "shelled"), place=a_choice(None, reason="no place in the text"))
    source = Held((a_reading(report, [finding]),), ((an_event(finding),), ()), (), b"key")
    told = words_of(page(source))
    assert "place unknown (no place in the text)" in told
    assert "1 events of no known place" in told
