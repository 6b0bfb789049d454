"""Files, folders, globs and bad input: each refusal names the file and says what to do; the rest goes on."""

import json
import os
from pathlib import Path

import pytest

from dragoman.collect import reports, source_of
from dragoman.errors import InputError
from dragoman.records import Issue
from dragoman.settings import Settings

TEXT = "The army shelled the northern quarter of the town on Sunday, residents said."


def names(found):
    return [Path(f.where).name if isinstance(f, Issue) else Path(f[0].source).name for f in found]


def test_folders_are_read_deep_and_in_order(tmp_path: Path):
    for name in ("b.txt", "a/z.md", "a/b.htm", ".hidden.txt", "c.log"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<p>{TEXT}</p>" if name.endswith("htm") else TEXT, "utf-8")
    found = list(reports([tmp_path]))
    assert names(found) == ["b.htm", "z.md", "b.txt", "c.log"]
    assert isinstance(found[-1], Issue)
    assert not found[-1].lost
    assert names(reports([str(tmp_path / "**" / "*.txt")])) == ["b.txt"]
    (asked,) = reports([tmp_path / "c.log"])
    assert isinstance(asked, Issue)
    assert asked.lost


@pytest.mark.parametrize(
    ("stdin", "text"),
    [
        (TEXT.encode(), TEXT),
        (b'{"id": "1", "text": "' + TEXT.encode() + b'"}\n', TEXT),
        (b"<!DOCTYPE html><p>" + TEXT.encode() + b"</p>", TEXT),
    ],
)
def test_stdin_is_told_by_how_it_begins(stdin, text):
    ((report, raw),) = reports(["-"], stdin=stdin)
    assert report.text == text
    assert source_of(report, raw) is not None


def test_what_is_not_there_is_an_error_before_anything_is_read(tmp_path: Path):
    good = tmp_path / "a.txt"
    good.write_text(TEXT, "utf-8")
    for missing in (tmp_path / "none", tmp_path / "*.nothing", "with\0nul"):
        with pytest.raises(InputError):
            reports([good, missing])
    with pytest.raises(InputError):
        reports(["-"])


def test_an_address_is_told_from_a_file_that_is_not_there():
    with pytest.raises(InputError, match=r"nothing is fetched from the web\. Save the page first"):
        reports(["https://news.example/a.html"])


@pytest.mark.parametrize("inside", [(), ("notes.pdf",), ("deep/er/",), (".hidden.txt",)])
def test_where_no_report_is_that_is_an_error(tmp_path: Path, inside: tuple[str, ...]):
    for name in inside:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).mkdir(parents=True) if name.endswith("/") else (tmp_path / name).write_text(TEXT)
    with pytest.raises(InputError, match=r"no report is here\. Give files"):
        reports([tmp_path])


def test_an_empty_folder_beside_a_full_one_is_noted(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    issue, (report, _) = reports([tmp_path / "empty", tmp_path / "a.txt"])
    assert (issue.what, issue.lost, report.text) == ("is an empty folder", False, TEXT)


def test_bad_files_are_told_and_the_rest_goes_on(tmp_path: Path):
    (tmp_path / "a_empty.txt").write_bytes(b"")
    (tmp_path / "b_binary.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "c_nul.html").write_bytes(b"<p>The army\0 left the town on Sunday and came back.</p>")
    (tmp_path / "d_residue.txt").write_bytes(b"News / Mali\n\nSHARE THIS ARTICLE")
    (tmp_path / "e_empty.csv").write_bytes(b"")
    (tmp_path / "f_empty.jsonl").write_bytes(b"")
    (tmp_path / "g_dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "h_pipe.txt")
    (tmp_path / "i_good.txt").write_text(TEXT, "utf-8")
    found = list(reports([tmp_path]))
    assert len(found) == 9
    assert all(isinstance(f, Issue) and f.what and f.do and f.lost for f in found[:-1])
    assert found[-1][0].text == TEXT


def test_a_circle_of_links_ends(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    found = list(reports([tmp_path]))
    assert names(found) == ["a.txt", "loop"]
    assert "link back" in found[1].what
    assert not found[1].lost


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch):
    for name in ("a.txt", "b.csv", "c.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    real = Path.open

    def refuse(self, *args, **kwargs):
        if self.name in ("a.txt", "b.csv"):
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    found = list(reports([tmp_path]))
    assert [isinstance(f, Issue) for f in found] == [True, True, False]
    assert "permission denied" in found[0].what
    assert found[0].where.endswith("a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_a_line_of_fifty_megabytes_is_refused_without_reading_it(tmp_path: Path, name):
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (found,) = reports([path])
    assert isinstance(found, Issue)
    assert "50,000,000 bytes" in found.what
    assert "Split" in found.do


def test_a_text_above_the_limit_is_refused(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("word " * 30, "utf-8")

    (found,) = reports([path], settings=Settings(longest_text=100))
    assert isinstance(found, Issue)
    assert "150 characters" in found.what
    assert "100" in found.what


def test_a_file_name_in_no_encoding_can_be_kept(tmp_path: Path):
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "wb") as file:
        file.write(TEXT.encode())
    ((report, _),) = reports([tmp_path])
    assert report.source.encode("utf-8")


def test_the_same_text_twice_is_the_same_report(tmp_path: Path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Share\n\n" + TEXT, "utf-8")
    (first, raw), (second, _) = reports([tmp_path])
    assert first.id == second.id
    assert first.raw_sha256 == second.raw_sha256
    assert first.published is None
    assert first.origin_group == "org_" + first.id[4:]
    assert source_of(first, raw) == "Share\n\n" + TEXT


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("{}/desk/field/a.txt", "a.txt"),
        ("{}/desk/field", "field/a.txt"),
        ("{}/desk", "desk/field/a.txt"),
        ("{}/desk/*/a.txt", "desk/field/a.txt"),
        ("{}/desk/**/*.jsonl", "desk/b.jsonl, row 1"),
        ("{}/desk/b.jsonl", "b.jsonl, row 1"),
        ("desk/field/a.txt", "desk/field/a.txt"),
        ("./desk/field", "desk/field/a.txt"),
        ("desk/../desk/field", "field/a.txt"),
        ("../{name}/desk/field/a.txt", "a.txt"),
        ("..", "{name}/desk/field/a.txt"),
    ],
)
def test_a_name_is_kept_relative_to_what_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, kept: str
):
    home = tmp_path / "homes" / "someone"
    (home / "desk" / "field").mkdir(parents=True)
    (home / "desk" / "field" / "a.txt").write_text(TEXT, "utf-8")
    (home / "desk" / "b.jsonl").write_text(json.dumps({"id": "b", "text": TEXT}) + "\n", "utf-8")
    monkeypatch.chdir(home)
    found = [x[0].source for x in reports([asked.format(home, name=home.name)]) if not isinstance(x, Issue)]
    assert kept.format(name=home.name) in found
    assert not [x for x in found if x.startswith(("/", "..")) or "homes" in x]
