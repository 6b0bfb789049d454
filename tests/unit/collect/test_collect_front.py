"""What stands above a story: mastheads, sections, date lines. Rows are (source, outlet, title, day, residue)."""

import pytest

from dragoman.collect.front import stamp_days
from dragoman.collect.plain import plain_report
from dragoman.collect.residue_rules import rules_of
from dragoman.collect.way_back import source_of

STORY = "The army shelled the northern quarter of the town at dawn on Sunday, residents said."
WORDS = rules_of().front


def report(source, where="a.txt"):
    ((found, raw),) = plain_report(source.encode(), where)
    assert source_of(found, raw) == source
    for piece in found.pieces:
        assert found.text[piece.start : piece.end] == source[piece.source_start : piece.source_end].replace("\r", "\n")
    return found


@pytest.mark.parametrize(
    ("head", "outlet", "title", "day", "reasons"),
    [
        ("The Valley Courier\nThursday 20 June 2019\n\nNo room at the border\n\n", "The Valley Courier",
         "No room at the border", "2019-06-20", ["masthead", "stamp"]),
        ("The Valley Courier\nSport\nThursday 20 June 2019\n\nNo room at the border\n\n", "The Valley Courier",
         "No room at the border", "2019-06-20", ["masthead", "crumb", "stamp"]),
        ("The Valley Courier\nWorld Report\n\nNo room at the border\n\n", "The Valley Courier",
         "No room at the border", None, ["masthead", "crumb"]),
        ("Diario del Valle\n9 de septiembre de 2022\n\nSin sitio en la frontera\n\n", "Diario del Valle",
         "Sin sitio en la frontera", "2022-09-09", ["masthead", "stamp"]),
        ("صوت الوادي\nالثلاثاء 6 أيلول/سبتمبر 2022\n\nقوات النظام تستأنف قصف الحي\n\n", "صوت الوادي",
         "قوات النظام تستأنف قصف الحي", "2022-09-06", ["masthead", "stamp"]),
        ("Army shells town again\n\nSawt Valley | 6 September 2022\n\n", "Sawt Valley",
         "Army shells town again", "2022-09-06", ["masthead"]),
        ("Army shells town again\n\nValley Harm Monitor (VHM) · Published 7 September 2022\n\n",
         "Valley Harm Monitor", "Army shells town again", "2022-09-07", ["masthead"]),
        ("Valley Relief Office | Mali | Update No. 6: the town | As of 31 August 2022\n\n", "Valley Relief Office",
         "Update No. 6: the town | As of 31 August 2022", None, ["masthead"]),
        # a name in capitals that no word shows to be an outlet's goes, but names none
        ("Northlight\n3 May 2020\n\nArmy shells town again\n\n", None, "Army shells town again", "2020-05-03",
         ["masthead", "stamp"]),
        # none of these first lines is a masthead
        ("Army Shells Town\n3 May 2020\n\nResidents flee after the attack\n\n", None, "Army Shells Town",
         "2020-05-03", ["stamp"]),
        ("Ten Killed in Kidal\n3 May 2020\n\nResidents flee after the attack\n\n", None, "Ten Killed in Kidal",
         "2020-05-03", ["stamp"]),
        ("Army shells town\n3 May 2020\n\nResidents flee after the attack\n\n", None, "Army shells town",
         "2020-05-03", ["stamp"]),
        ("Ten killed in Kidal\n3 May 2020\n\n", None, "Ten killed in Kidal", "2020-05-03", ["stamp"]),
        ("The Valley Courier\n3 May 2020\n\n", None, "The Valley Courier", "2020-05-03", ["stamp"]),
        ("Army shells town again\n\nGeneva, 4 June 2020\n\n", None, "Army shells town again", "2020-06-04", []),
        ("Army shells town again\n\nAs of 4 June 2020\n\n", None, "Army shells town again", None, []),
        ("Army shells town again\n\nBy Jane Roe, Valley Post, 4 June 2020\n\n", None, "Army shells town again",
         "2020-06-04", []),
    ],
)  # fmt: skip
def test_heads(head, outlet, title, day, reasons):
    found = report(head + STORY)
    assert (found.outlet, found.title, found.published) == (outlet, title, day)
    assert [r.reason for r in found.residue] == reasons
    assert found.title_span is not None
    assert found.title_span.of(found.text) == title
    assert found.text.endswith(STORY)


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Published: 31 August 2022 18:40", ["2022-08-31"]),
        ("4 July 2019, 09:12", ["2019-07-04"]),
        ("Thursday 20 June 2019", ["2019-06-20"]),
        ("Updated: 3 May 2020 at 4:15 pm GMT | Published: 2 May 2020", ["2020-05-02", "2020-05-03"]),
        ("viernes, 9 de septiembre de 2022", ["2022-09-09"]),
        ("Publié le mardi 6 septembre 2022 à 18h40", ["2022-09-06"]),
        ("вторник, 6 сентября 2022 г.", ["2022-09-06"]),
        ("Terça-feira, 6 de setembro de 2022", ["2022-09-06"]),
        ("6 Eylül 2022 Salı", ["2022-09-06"]),
        ("الثلاثاء 6 سبتمبر (أيلول) 2022", ["2022-09-06"]),
        ("٦ أيلول ٢٠٢٢", ["2022-09-06"]),
        ("2022年9月6日", ["2022-09-06"]),
        ("As of 31 August 2022", []),
        ("1–14 July 2019", []),
        ("Kidal, 3 May 2020", []),
        ("10 killed on 3 May 2020", []),
        ("The army shelled it on 3 May 2020.", []),
    ],
)
def test_a_stamp_is_about_nothing_but_a_day(line, days):
    assert [d.day for d in stamp_days(line, WORDS)] == days


def test_the_days_of_a_chronicle_stay_in_it_and_none_is_the_day_of_publication():
    source = f"The war in brief\n\n3 May 2020\n\n{STORY}\n\n5 May 2020\n\n{STORY}"
    found = report(source)
    assert (found.text, found.residue, found.published) == (source, (), None)


def test_what_stands_above_a_known_title_goes():
    source = f"Valley Post\n\nCup final tonight\n\n# Army shells town\n\nBy Jane Roe\n\n{STORY}"
    found = report(source, "a.md")
    assert found.text == f"Army shells town\n\nBy Jane Roe\n\n{STORY}"
    assert [r.reason for r in found.residue] == ["masthead", "related"]
    assert (found.outlet, found.byline.of(found.text)) == ("Valley Post", "By Jane Roe")


def test_a_day_alone_is_still_a_text():
    assert report("3 May 2020").text == "3 May 2020"


def test_line_ends_of_another_system_keep_the_way_back_exact():
    source = f"The Valley Courier\r\n3 May 2020\r\n\r\nNo room at the border\r\n\r\n{STORY}\r\n{STORY}\r\n"
    found = report(source)
    assert found.text == f"No room at the border\n\n{STORY}\n{STORY}"
    assert all(p.end - p.start == p.source_end - p.source_start for p in found.pieces)
