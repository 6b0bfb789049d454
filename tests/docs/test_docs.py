"""The documents keep their word: made parts are up to date, commands parse, links lead somewhere, examples run."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import typer
import yaml

from dragoman import cli
from dragoman.extract.clauses import clauses
from dragoman.extract.cues import Cues
from dragoman.extract.grammar import sentences
from dragoman.extract.names import Names
from dragoman.extract.triggers import acts
from dragoman.workshop import picture, write_docs
from dragoman.workshop.pages import demo
from dragoman.world import Kind, KnownActor, World, load

ROOT = Path(__file__).parents[2]
PAGES = write_docs.pages()
FENCE = re.compile(r"^```(?P<sort>\w*)\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<to>[^)\s]+)\)|!\[[^\]]*\]\((?P<picture>[^)\s]+)\)")
GROUP = typer.main.get_command(cli.app)


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def fences(page: Path, *sorts: str) -> Iterator[str]:
    for found in FENCE.finditer(page.read_text(encoding="utf-8")):
        if found["sort"] in sorts:
            yield found["body"]


def commands(page: Path) -> Iterator[str]:
    """The lines of fenced blocks that call dragoman, without prompts, pipes and redirections."""
    for body in fences(page, "sh", "console", "bash", ""):
        for line in body.splitlines():
            for part in re.split(r"\s(?:\||&&|>)\s", line.removeprefix("$ ")):
                if part.startswith("dragoman "):
                    yield part


def slug(heading: str) -> str:
    plain = re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading)
    return re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {slug(h) for h in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def test_made_parts_are_up_to_date() -> None:
    old = [name(page) for page, _ in write_docs.stale()]
    assert not old, f"{', '.join(old)}: run `make docs`"


def test_every_demo_part_has_a_scene_and_is_filled() -> None:
    for page in PAGES:
        for part in write_docs.PART.finditer(page.read_text(encoding="utf-8")):
            assert part["made"].strip(), f"{name(page)}: {part['name']} is empty: run `make docs`"
            if part["name"].startswith("demo "):
                assert part["name"].removeprefix("demo ") in demo.SCENES, name(page)


ALL_COMMANDS = sorted({(name(page), line) for page in PAGES for line in commands(page)})


def test_pages_show_commands() -> None:
    assert {"README.md", "docs/tutorial.md", "docs/how-to.md", "docs/reference.md"} <= {
        page for page, _ in ALL_COMMANDS
    }


@pytest.mark.parametrize(("page", "line"), ALL_COMMANDS)
def test_commands_parse(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    if not words or words[0].isupper():  # dragoman COMMAND --help
        return
    if words[0] in ("--help", "--version"):
        return
    assert words[0] in GROUP.commands, f"{page}: no command {words[0]!r}"  # type: ignore[attr-defined]
    try:
        GROUP.commands[words[0]].make_context(words[0], words[1:])  # type: ignore[attr-defined]
    except typer.Exit:
        pass  # --help
    except Exception as wrong:
        pytest.fail(f"{page}: {line!r} does not parse: {wrong}")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for found in LINK.finditer(text):
        to = found["to"] or found["picture"]
        if to.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = to.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), f"{name(page)}: {to} is not there"
        if anchor:
            assert anchor in anchors(aim), f"{name(page)}: {to} has no such heading"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_files_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:src|docs|tests|samples)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), f"{name(page)}: {path} is not there"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_pages_are_plain(page: Path) -> None:
    text = page.read_text(encoding="utf-8").lower()
    for word in ("verified event", "state-of-the-art", "cutting-edge", "world-class", "revolutionis", "blazing"):
        assert word not in text, f"{name(page)} says {word!r}"


def test_every_command_is_in_the_reference() -> None:
    headings = anchors(ROOT / "docs" / "reference.md")
    assert {f"dragoman-{command}" for command in GROUP.commands} <= headings  # type: ignore[attr-defined]


def test_every_kind_is_in_the_codebook() -> None:
    headings = anchors(ROOT / "docs" / "codebook.md")
    assert set(load().kinds) <= headings


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert all(page.name in listed for page in folder.glob("0*.md"))


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = list(fences(ROOT / "README.md", "python"))
    assert blocks
    for body in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(body, "README.md", "exec"), {})
        assert "claims" in printed.getvalue()


def _yaml_blocks() -> list[object]:
    """The examples of the how-to, also those that are indented in a list."""
    text = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    found = re.findall(r"^( *)```yaml\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [yaml.safe_load("\n".join(x.removeprefix(indent) for x in body.splitlines())) for indent, body in found]


def test_the_kind_of_the_how_to_works() -> None:
    entry = next(b[0] for b in _yaml_blocks() if isinstance(b, list) and "kind" in b[0] and "cues" in b[0])
    kind = msgspec.convert(entry, Kind, strict=False)
    world = load()
    own = World({**world.kinds, kind.kind: kind}, world.actors, world.outlets, world.languages)
    cues, saying = Cues(own), Names(own).saying

    def told(text: str) -> set[str]:
        return {a.trigger.kind for s in sentences(text) for a in acts(s, clauses(s, saying), cues, dict(own.kinds))}

    for example in kind.examples:
        assert kind.kind in told(re.sub(r"[\[\]]", "", example)), example
    for miss in kind.near_misses:
        assert kind.kind not in told(miss.text), miss.text


def test_the_actor_of_the_how_to_is_well_formed() -> None:
    entry = next(b[0] for b in _yaml_blocks() if isinstance(b, list) and "aliases" in b[0])
    assert msgspec.convert(entry, KnownActor, strict=False).name == "Zarqandi Arab Army"


def test_the_picture_is_small_and_needs_no_network() -> None:
    drawn = picture.FILE.read_text(encoding="utf-8")
    assert picture.FILE.stat().st_size < 300_000
    assert not re.search(r"""(?:href|src|url)\s*[=(]\s*["']?https?://|@import|@font-face""", drawn)


@pytest.mark.parametrize(
    ("words", "shown"),
    [("a|b", "| a\\|b |"), ("two\nlines", "| two lines |")],
)
def test_cells_of_tables_stay_cells(words: str, shown: str) -> None:
    from dragoman.workshop.pages import table

    assert table(("head",), [(words,)]).endswith(shown)


def test_a_part_that_nothing_makes_is_an_error() -> None:
    with pytest.raises(KeyError, match="nothing makes"):
        write_docs.filled("<!-- made: moonlight -->\n<!-- /made -->", write_docs.QUICK)
    kept = "<!-- made: demo run -->\nold\n<!-- /made -->"
    assert write_docs.filled(kept, write_docs.QUICK) == kept
