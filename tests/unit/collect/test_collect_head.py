"""Titles, bylines, datelines and days of publication, as tables that a linguist can extend."""

from datetime import date

import pytest

from dragoman.collect.days import day_in_url, day_of, days_in
from dragoman.collect.head import chosen_day, head_of
from dragoman.records import DateCandidate

REST = "the army shelled the northern quarter of the town on Sunday, residents said."


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("DARAA, Syria (Reuters) - The army, " + REST, "DARAA, Syria (Reuters)"),
        ("AMMAN, July 3 (Reuters) - The army, " + REST, "AMMAN, July 3 (Reuters)"),
        ("BEIRUT (AP) — The army, " + REST, "BEIRUT (AP)"),
        ("BEIRUT — The army, " + REST, "BEIRUT"),
        ("NEW DELHI — “We fled,” " + REST, "NEW DELHI"),
        ("KYIV/NOVOAZOVSK - The army, " + REST, "KYIV/NOVOAZOVSK"),
        ("(Geneva, June 4, 2020) – The army, " + REST, "(Geneva, June 4, 2020)"),
        ("Damascus, SANA – The army, " + REST, "Damascus, SANA"),
        ("Deir ez-Zor (North Press) – The army, " + REST, "Deir ez-Zor (North Press)"),
        ("Moscow: The army, " + REST, "Moscow"),
        ("دمشق (رويترز) - قال الجيش إنه قصف الحي الشمالي من المدينة يوم الأحد", "دمشق (رويترز)"),
        ("МОСКВА – Армия обстреляла северный квартал города в воскресенье", "МОСКВА"),
        # none of these is a dateline
        ("The army (backed by Russia) - and others - " + REST, None),
        ("Update: The army, " + REST, None),
        ("Fighters from the north: The army, " + REST, None),
        ("OVD-Info is concerned that " + REST, None),
        ("Армия взяла город – Жители северного квартала ушли в воскресенье", None),
        ("قصف الجيش الحي الشمالي من المدينة - يوم الأحد وغادرت عائلات كثيرة", None),
        ("A well-known town - Homs - where " + REST, None),
    ],
)
def test_datelines(line, dateline):
    text = "Army shells town\n\n" + line + "\n\nMore follows here."
    found = head_of(text, None).dateline
    assert (found.of(text) if found else None) == dateline


@pytest.mark.parametrize(
    ("text", "title", "byline"),
    [
        ("Army shells town\n\nBy Jane Roe\n\nThe army shelled it.", "Army shells town", "By Jane Roe"),
        ("Ejército bombardea\n\nPor Ana Pérez\n\nEl ejército atacó.", "Ejército bombardea", "Por Ana Pérez"),
        ("Army shells town\n\nBy the river three men died.", "Army shells town", None),
        ("The army shelled it.\n\nThen it left.", None, None),
        ("A single line about a town", None, None),
    ],
)
def test_titles_and_bylines(text, title, byline):
    head = head_of(text, None)
    assert head.title == title
    assert (head.title_span.of(text) if head.title_span else None) == title
    assert (head.byline.of(text) if head.byline else None) == byline


def test_a_given_title_is_found_in_the_text_where_it_stands_there():
    text = "Army  shells Dara’a\n\nThe army shelled it."
    assert head_of(text, "Army shells Dara'a").title_span.of(text) == "Army  shells Dara’a"
    assert head_of(text, "Another title").title_span is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-09-05", "2021-09-05"),
        ("2021-09-05T23:10:00+03:00", "2021-09-05"),
        ("2021/9/5", "2021-09-05"),
        ("20210905", "2021-09-05"),
        ("Sun, 05 Sep 2021 10:00:00 GMT", "2021-09-05"),
        ("September 5, 2021", "2021-09-05"),
        ("Sept. 5, 2021", "2021-09-05"),
        ("5th September 2021", "2021-09-05"),
        ("5 de septiembre de 2021", "2021-09-05"),
        ("5 septembre 2021", "2021-09-05"),
        ("5 сентября 2021", "2021-09-05"),
        ("5 سبتمبر 2021", "2021-09-05"),
        ("25/09/2021", "2021-09-25"),
        ("09/25/2021", "2021-09-25"),
        ("05/09/2021", None),  # May or September
        ("2021-02-30", None),
        ("31 June 2021", None),
        ("September 2021", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_days_are_read_only_where_they_are_full_and_plain(value, day):
    assert day_of(value) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/Detail/2021/09/05/665/army", "2021-09-05"),
        ("https://example.org/world/2021/sep/05/army", "2021-09-05"),
        ("https://example.org/2021-09-05/army", "2021-09-05"),
        ("https://example.org/20210905/army", "2021-09-05"),
        ("https://example.org/2021/09/army", None),
        ("https://example.org/2021/13/05/army", None),
        ("https://example.org/id/20219912", None),
    ],
)
def test_days_in_addresses(url, day):
    found = day_in_url(url)
    assert (found[0] if found else None) == day


@pytest.mark.parametrize(
    ("candidates", "day"),
    [
        ([("2021-09-05", "url"), ("2021-09-06", "given")], "2021-09-06"),
        ([("2021-09-05", "dateline"), ("2021-09-06", "meta"), ("2021-09-07", "jsonld")], "2021-09-07"),
        ([("2091-09-05", "given"), ("2021-09-06", "url")], "2021-09-06"),
        ([("0021-09-05", "given")], None),
        ([("2091-09-05", "given")], None),
        ([], None),
    ],
)
def test_the_day_is_chosen_by_trust_and_never_lies_ahead(candidates, day):
    found = [DateCandidate(d, o) for d, o in candidates]
    assert chosen_day(found, date(2022, 1, 1)) == day


def test_days_stand_where_they_are_said_to():
    text = "Updated 5 September 2021, first on 2021-09-04."
    assert [(d, text[a:b]) for d, a, b in days_in(text)] == [
        ("2021-09-05", "5 September 2021"),
        ("2021-09-04", "2021-09-04"),
    ]


def test_a_full_date_above_the_text_is_a_candidate_and_one_inside_it_is_none():
    text = "Army shells town\n\nSeptember 5, 2021\n\nThe army shelled the town as it had on 4 March 2020, he said."
    assert head_of(text, None).dates == (DateCandidate("2021-09-05", "byline", "September 5, 2021"),)
    assert head_of("A title here\n\nThe army shelled it on 4 March 2020.", None).dates == ()
