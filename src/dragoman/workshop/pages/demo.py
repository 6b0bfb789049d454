"""What a run on the samples prints, for the pages: real output, cut only where an ellipsis says so."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from dragoman.records import Entry, Finding
from dragoman.tell.shown import Shown
from dragoman.workshop.pages import Makers
from dragoman.workshop.pages.reference import command_line

ROOT = Path(__file__).parents[4]
SAMPLES = ROOT / "samples"
COLUMNS = 96  # fits a page of documents
CUT = "…"
SHORT = 8  # characters of an id that commands print
UNDATED = "undated-ztv-world-buses.txt"


@dataclass(frozen=True)
class Stage:
    """A record of the samples, and the commands that are run on it."""

    record: Path

    def run(self, line: str) -> str:
        """What a command prints, without the blanks at the ends of lines."""
        import shlex

        from typer.testing import CliRunner

        done = CliRunner().invoke(command_line().app, shlex.split(line)[1:])
        if done.exit_code not in (0, 2):
            raise RuntimeError(f"{line}: {done.output}")
        told = "\n".join(x.rstrip() for x in done.output.splitlines()).strip()
        return told.replace(str(self.record), "record.db")

    def shown(self, line: str, cut: Callable[[str], str] = str) -> str:
        """A command and its output as a fenced block."""
        return f"```console\n$ {line}\n{cut(self.run(line))}\n```"

    @cached_property
    def held(self) -> Shown:
        """The record as it may be shown."""
        from dragoman import open as opened

        return Shown(opened(self.record))

    def claim(self, report: str, words: str) -> Finding:
        """The claim of a report whose evidence has these words. Raises LookupError where none is read any more."""
        texts = {r.id: r.text for r in self.held.source.reports() if r.source.split(",")[0].endswith(report)}
        for finding in self.held.raw.values():
            if words in finding.claim.evidence.of(texts.get(finding.claim.report_id, "")):
                return finding
        raise LookupError(f"no claim of {report} says {words!r}: choose other words in {Path(__file__).name}")

    def event(self, report: str, words: str) -> str:
        """The short id of the event that such a claim tells of."""
        return short(self.held.known_events[self.claim(report, words).id].id)

    def deal(self, report: str, words: str) -> Entry:
        """The deal that such a claim bears on."""
        finding = self.claim(report, words).id
        found = [e for e in self.held.source.entries() if e.ledger == "deals" and finding in e.findings]
        if not found:
            raise LookupError(f"no deal rests on {words!r}: choose other words in {Path(__file__).name}")
        return found[0]


def short(name: str) -> str:
    """An id as commands print it."""
    return name.partition("_")[2][:SHORT]


@contextlib.contextmanager
def playing() -> Iterator[Stage]:
    """Run on the samples, and hand out the record while it is there."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(ROOT):
        stage = Stage(Path(folder) / "record.db")
        own = {"DRAGOMAN_INTO": str(stage.record), "DRAGOMAN_WORLD": "samples/world", "COLUMNS": str(COLUMNS)}
        before = {name: os.environ.get(name) for name in own}
        os.environ.update(own)
        try:
            yield stage
        finally:
            for name, value in before.items():
                os.environ.pop(name, None) if value is None else os.environ.update({name: value})


@contextlib.contextmanager
def stage() -> Iterator[tuple[Stage, Makers]]:
    """The makers of all parts that need a run, each part made beforehand, in the order of ``SCENES``."""
    with playing() as playing_stage:
        parts = {f"demo {name}": scene(playing_stage) for name, scene in SCENES.items()}
        yield playing_stage, {name: partial(str, words) for name, words in parts.items()}


# ------------------------------------------------------------------------------ cuts


def head(lines: int) -> Callable[[str], str]:
    """Only the first lines."""

    def cut(told: str) -> str:
        kept = told.splitlines()
        return "\n".join([*kept[:lines], CUT] if len(kept) > lines else kept)

    return cut


def claims(most: int) -> Callable[[str], str]:
    """Of an event's page, only the first claims."""

    def cut(told: str) -> str:
        blocks = told.split("\n\n")
        first = next(i for i, b in enumerate(blocks) if re.search(r"(?m)^  │ ", b))
        kept = blocks[: first + most]
        return "\n\n".join([*kept, CUT] if len(blocks) > len(kept) else kept)

    return cut


def facts(most: dict[str, int]) -> Callable[[str], str]:
    """Of one ledger line, only the facts of some names, at most so many of each."""

    def cut(told: str) -> str:
        title, *lines = told.splitlines()
        at = title.index("as reported")
        about = [x[:at].rstrip() for x in lines if x[:at].strip()]
        groups: list[list[str]] = []
        for line in (x[at:] for x in lines):
            if re.match(r"[a-z ]+: ", line):
                groups.append([])
            if groups:
                groups[-1].append(line)
        seen: dict[str, int] = {}
        kept = []
        for group in groups:
            name = group[0].split(":")[0]
            seen[name] = seen.get(name, 0) + 1
            if seen[name] <= most.get(name, 0):
                kept += group
        kept.append(CUT)
        rows = max(len(about), len(kept))
        pairs = zip(about + [""] * (rows - len(about)), kept + [""] * (rows - len(kept)), strict=True)
        return "\n".join([title, *(f"{a:<{at}}{b}".rstrip() for a, b in pairs)])

    return cut


def one_line(entry: Entry, then: Callable[[str], str]) -> Callable[[str], str]:
    """Of a ledger, only one line."""

    def cut(told: str) -> str:
        title, *lines = told.splitlines()
        start = next(i for i, x in enumerate(lines) if x.startswith(short(entry.id)))
        end = next((i for i, x in enumerate(lines[start + 1 :], start + 1) if x[:1] not in ("", " ")), len(lines))
        return then("\n".join([title, *lines[start:end]]))

    return cut


# ------------------------------------------------------------------------------ scenes


def _run(stage: Stage) -> str:
    return stage.shown("dragoman run samples/reports --world samples/world")


def _events(stage: Stage) -> str:
    return stage.shown("dragoman events --kind shelling --since 2022-09-01 --until 2022-09-08 --limit 4")


def _disputed(stage: Stage) -> str:
    return stage.shown(f"dragoman show {stage.event('zna-mill.txt', 'fired mortar shells')}", claims(4))


def _prepared(stage: Stage) -> str:
    return stage.shown(f"dragoman show {short(stage.claim(UNDATED, 'had prepared 18 buses').id)}")


def _relayed(stage: Stage) -> str:
    return stage.shown(f"dragoman show {short(stage.claim(UNDATED, 'accusing the gunmen').id)}")


def _deal(stage: Stage) -> str:
    entry = stage.deal("deal-collapses.txt", "gone back on a promise")
    most = {"mediator": 2, "term": 3, "deadline": 2, "cause": 6, "status": 4}
    return stage.shown("dragoman ledger deals", one_line(entry, facts(most)))


def _control(stage: Stage) -> str:
    return stage.shown("dragoman ledger control", head(16))


def _why_when(stage: Stage) -> str:
    return stage.shown(f"dragoman explain {short(stage.claim(UNDATED, 'had prepared 18 buses').id)} when")


def _why_place(stage: Stage) -> str:
    return stage.shown(f"dragoman explain {short(stage.claim(UNDATED, 'had prepared 18 buses').id)} place", head(8))


def _search(stage: Stage) -> str:
    return stage.shown("dragoman search '\"heavy weapons\"' handed")


def _verify(stage: Stage) -> str:
    return stage.shown("dragoman verify")


def _export(stage: Stage) -> str:
    with tempfile.TemporaryDirectory() as folder:
        told = stage.run(f"dragoman export --to csv --out {folder}").replace(folder, "data")
    return f"```console\n$ dragoman export --to csv --out data\n{told}\n```"


def _python(stage: Stage) -> str:
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    if block is None:
        raise LookupError("README.md has no Python example")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block[1], "README.md", "exec"), {})  # noqa: S102 (our own page)
    return f"```text\n{printed.getvalue().strip()}\n```"


def _date(stage: Stage) -> str:
    claim = stage.claim(UNDATED, "had prepared 18 buses")
    dated = stage.shown(f"dragoman date {short(claim.claim.report_id)} 2022-09-06")
    return dated + "\n\n" + stage.shown(f"dragoman explain {short(claim.id)} when")


def _judge(stage: Stage) -> str:
    left = short(stage.claim("sawt-nashara-buses.md", "murdered 19 people").id)
    right = short(stage.claim("zchm-mill-findings.md", "11 people were killed").id)
    return stage.shown(f"dragoman judge {left} {right} same --by Lina --why 'same mill, same morning'")


SCENES: dict[str, Callable[[Stage], str]] = {
    "run": _run,
    "events": _events,
    "disputed": _disputed,
    "prepared": _prepared,
    "relayed": _relayed,
    "deal": _deal,
    "control": _control,
    "why when": _why_when,
    "why place": _why_place,
    "search": _search,
    "verify": _verify,
    "export": _export,
    "python": _python,
    "date": _date,  # this and the next change the record: they come last
    "judge": _judge,
}
