"""Tables: one report a row, bad rows told by number, and the rest goes on."""

import json
from pathlib import Path

import pytest

from dragoman.collect import reports, source_of
from dragoman.records import Issue

TEXT = "The army shelled the northern quarter of the town on Sunday, residents said."


def both(path: Path):
    found = list(reports([path]))
    return [f for f in found if not isinstance(f, Issue)], [f for f in found if isinstance(f, Issue)]


def test_jsonl_fields_under_all_their_names(tmp_path: Path):
    rows = [
        {
            "id": 7,
            "text": TEXT,
            "title": "T",
            "published": "2021-09-05",
            "url": "u",
            "publisher": "P",
            "language": "en",
        },
        {
            "id": 7,
            "body": TEXT,
            "headline": "T",
            "date": "2021-09-05",
            "link": "u",
            "outlet": "P",
            "language": "en",
        },
        {
            "ID": "7",
            "event_text": TEXT,
            "Title": "T",
            "dct": "2021-09-05",
            "link": "u",
            "source": {"name": "P"},
        },
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    good, bad = both(path)
    assert not bad
    assert len({r.id for r, _ in good}) == 1
    report = good[2][0]
    assert (report.given_id, report.title, report.published, report.url, report.outlet) == (
        "7",
        "T",
        "2021-09-05",
        "u",
        "P",
    )
    assert report.language == "en"
    assert report.source == f"{path.name}, row 3"  # relative to what was given
    assert all(source_of(r, raw) == TEXT for r, raw in good)


def test_bad_jsonl_rows_are_told_and_the_rest_goes_on(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    good = json.dumps({"id": "x", "text": TEXT}).encode()
    rows = [
        good,
        b'{"id": "broken"',
        b"",
        b"[1, 2]",
        b'{"id": "no text"}',
        b'{"text": "  "}',
        b'{"text": "half a \\ud800 character"}',
        b'{"text": "a \\u0000 NUL"}',
        b'{"text": 5}',
        b'{"text": "wrong \xff\xfe bytes"}',
        b"[" * 100_000,
        b'{"text": ' + b"9" * 5000 + b"}",
        good.replace(b'"x"', b'"y"'),
    ]
    path.write_bytes(b"\n".join(rows))
    found, bad = both(path)
    assert [r.given_id for r, _ in found] == ["x", "y"]
    assert [i.where for i in bad] == [f"{path}, row {n}" for n in range(2, 13) if n != 3]
    assert all(i.what and i.do.endswith(".") and i.lost for i in bad)


def test_csv_with_quotes_lines_and_separators_in_fields(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(
        b"\xef\xbb\xbfid;headline;text;date\r\n"
        b'1;T;"The army; it said ""we left"".\r\n\r\nThen it came back.";2021-09-05\r\n'
        b"2;U;Plain text of a report;\r\n"
    )
    (first, second), bad = both(path)
    assert not bad
    assert first[0].text == 'The army; it said "we left".\n\nThen it came back.'
    assert first[0].published == "2021-09-05"
    assert second[0].published is None
    assert second[1] == b"2;U;Plain text of a report;"
    assert source_of(*first) == 'The army; it said "we left".\r\n\r\nThen it came back.'
    assert source_of(*second) == "Plain text of a report"


def test_bad_csv_rows_are_told_and_the_rest_goes_on(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(
        'id,text\n1,"never closed\n2,Good text of a report\n\n3,too,many,fields\n4,\n5,"closed"badly\n6,Another good one\n',
        "utf-8",
    )
    good, bad = both(path)
    assert [r.given_id for r, _ in good] == ["2", "6"]
    assert [i.where for i in bad] == [f"{path}, row {n}" for n in (2, 5, 6, 7)]


@pytest.mark.parametrize(("name", "head"), [("a.jsonl", ""), ("a.csv", "id,text\n")])
def test_blank_lines_are_nothing_to_speak_of(tmp_path: Path, name: str, head: str):
    row = json.dumps({"id": "1", "text": TEXT}) if name.endswith("jsonl") else f'1,"{TEXT}"'
    (tmp_path / name).write_text(f"{head}\n{row}\n \n\n" if not head else f"{head}{row}\n \n\n", "utf-8")
    good, bad = both(tmp_path / name)
    assert ([r.text for r, _ in good], bad) == ([TEXT], [])


@pytest.mark.parametrize("words", ["id,name\n1,x\n", "\n", "id\n"])
def test_a_csv_without_text_is_refused_as_a_whole(tmp_path: Path, words):
    path = tmp_path / "a.csv"
    path.write_text(words, "utf-8")
    good, bad = both(path)
    assert not good
    assert len(bad) == 1
    assert bad[0].do


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "cp1251"])
def test_tables_in_other_encodings(tmp_path: Path, codec):
    text = "Армия обстреляла северный квартал города в воскресенье, сообщили жители города."
    path = tmp_path / "a.csv"
    path.write_bytes(f'id,text\n1,"{text}"\n2,"{text} Ещё раз."\n'.encode(codec))
    good, bad = both(path)
    assert not bad
    assert [r.text for r, _ in good] == [text, text + " Ещё раз."]
    assert all(source_of(r, raw) == r.text for r, raw in good)


def test_one_row_of_fifty_megabytes_is_told_and_the_rest_goes_on(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(50):
            file.write(b"word " * 200_000)
        file.write(b'"}\n')
        file.write(json.dumps({"text": TEXT}).encode() + b"\n")
    good, bad = both(path)
    assert [r.text for r, _ in good] == [TEXT]
    assert [i.where for i in bad] == [f"{path}, row 1"]
    assert "longer" in bad[0].what
