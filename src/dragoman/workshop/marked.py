"""Reports marked by hand (``training/reports/*.txt``): one sentence a line, and under it a line for each act it tells.

::

    ## sd-014 | The Nile Wire | agency | SD | 2024-05-12
    # Army shells market in the capital
    Shells fired by the army hit a market on Tuesday, killing at least 12 people, a doctor said.
    > shelling | Shells … people | t: hit | actor: the army | killed: at least 12 people [12,] | source: a doctor (resident, role_only)

The words of a mark stand in its own sentence; ``^`` before them means that they stand in an earlier one, and ``@2`` after
them the second time that they occur. ``a … b`` is the run from a to b. The form is told in ``training/README.md``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from dragoman.errors import InputError
from dragoman.records import Mention, Naming, Quantity, Role, SourceKind, Span, Status

STYLES = frozenset("agency state_media ngo local sitrep statement opposition international social aside".split())
SLANTS = frozenset(("hostile", "neutral", "favourable"))
QUANTITIES = frozenset(
    "killed injured missing arrested abducted displaced evacuated fighters airstrikes munitions towns share_of_territory "
    "weapons vehicles buses money days prisoners protesters aid other".split()
)
_STATUSES, _ROLES = frozenset(get_args(Status)), frozenset(get_args(Role))
_KINDS_OF_SOURCE, _NAMINGS = frozenset(get_args(SourceKind)), frozenset(get_args(Naming))
_FLAGS = {"bg": "background", "agg": "aggregate"}
_HEAD = re.compile(
    r"## (?P<id>[a-z0-9-]+) \| (?P<outlet>[^|]+) \| (?P<style>\w+) \| (?P<theatre>[A-Z]{2,3}) \| (?P<day>\d{4}-\d\d-\d\d|undated)( \| (?P<off>not conflict))?$"
)
_BOUNDS = re.compile(
    r"^(?P<words>.*\S)\s*\[(?P<approximate>~?)(?P<low>[\d.]*)(?P<comma>,?)(?P<high>[\d.]*)\](?:\s*\((?P<unit>[^)]*)\))?$"
)
_ASIDE = re.compile(r"^(?P<words>.*\S)\s*\((?P<aside>[^()]*)\)$")
_NUMBER = re.compile(r"^(?P<words>.*\S)\s*@(?P<number>\d+)$")


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a source chain: its words, what sort of voice it is and how it is named."""

    span: Span
    words: str
    kind: str
    naming: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One act that a sentence tells, as a person marked it; all spans are of the report's text."""

    kind: str
    status: str
    trigger: Span
    evidence: Span
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    sources: tuple[Source, ...]
    cue: Span | None = None
    status_cue: Span | None = None
    labels: tuple[tuple[Span, str], ...] = ()
    background: bool = False
    aggregate: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A report with the acts that it tells. ``relevant`` False: it is about no conflict and has none."""

    id: str
    outlet: str
    style: str
    theatre: str
    published: str | None
    title: str
    text: str
    sentences: tuple[Span, ...]
    marks: tuple[Mark, ...]
    relevant: bool
    where: str


@dataclass
class _Draft:
    """A report while its lines are read."""

    head: re.Match[str]
    where: str
    title: str = ""
    parts: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    size: int = 0

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, sentence: str, fresh: bool) -> None:
        """One more sentence, in a paragraph of its own or behind the one before."""
        gap = "" if not self.parts else "\n\n" if fresh else " "
        start = self.size + len(gap)
        self.parts += [gap, sentence]
        self.size = start + len(sentence)
        self.spans.append(Span(start, self.size))

    def done(self) -> Marked:
        """The report."""
        h = self.head
        day = None if h["day"] == "undated" else h["day"]
        return Marked(
            h["id"], h["outlet"].strip(), h["style"], h["theatre"], day, self.title, self.text, tuple(self.spans),
            tuple(self.marks), not h["off"], self.where,
        )  # fmt: skip


def read_marked(
    path: Path, kinds: frozenset[str] | None = None, complain: Callable[[InputError], None] | None = None
) -> Iterator[Marked]:
    """The marked reports of one file. ``kinds``: the kinds that may be named, or None for any.

    Raises InputError with file and line where a mark does not fit its sentence; where there is somebody to ``complain``
    to, the mark is left out instead.
    """
    draft: _Draft | None = None
    fresh = True
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line, where = line.rstrip(), f"{path.name}:{number}"
        try:
            if line.startswith("## "):
                if draft:
                    yield draft.done()
                draft, fresh = None, True
                draft = _Draft(_headed(line, where), where)
            elif not line:
                fresh = True
            elif draft is None:
                raise InputError("a line outside of a report", where=where)
            elif line.startswith("# "):
                draft.title = line[2:].strip()
            elif line.startswith(">"):
                draft.marks.append(_mark(line[1:].strip(), draft, kinds, where))
            else:
                draft.add(line.strip(), fresh)
                fresh = False
        except InputError as mistake:
            if complain is None:
                raise
            complain(mistake)
    if draft:
        yield draft.done()


def read_folder(folder: Path, kinds: frozenset[str] | None = None) -> list[Marked]:
    """All marked reports of a folder, by file name. Raises InputError, also where two have one id."""
    found = [one for path in sorted(folder.glob("*.txt")) for one in read_marked(path, kinds)]
    seen: dict[str, str] = {}
    for one in found:
        if one.id in seen:
            raise InputError(f"the id {one.id} stands twice, first in {seen[one.id]}", where=one.where)
        seen[one.id] = one.where
    return found


def _headed(line: str, where: str) -> re.Match[str]:
    head = _HEAD.match(line)
    if head is None:
        raise InputError(
            "not a head: ## id | outlet | style | THEATRE | 2024-05-12 or undated [| not conflict]", where=where
        )
    if head["style"] not in STYLES:
        raise InputError(f"no such style: {head['style']}", where=where)
    return head


def _mark(line: str, draft: _Draft, kinds: frozenset[str] | None, where: str) -> Mark:
    if not draft.spans:
        raise InputError("a mark before the first sentence", where=where)
    what, *cells = [cell.strip() for cell in line.split(" | ")]
    kind, *rest = what.split()
    status = next((w for w in rest if w in _STATUSES), "occurred")
    flags = {_FLAGS[w] for w in rest if w in _FLAGS}
    if odd := [w for w in rest if w not in _STATUSES and w not in _FLAGS]:
        raise InputError(f"neither a status nor bg or agg: {' '.join(odd)}", where=where)
    if kinds is not None and kind not in kinds:
        raise InputError(f"no such kind: {kind}", where=where)
    if not cells:
        raise InputError("a mark without evidence", where=where)
    sentence = draft.spans[-1]
    evidence = _found(cells[0], draft.text, sentence, where)
    made = _Cells(draft, sentence, evidence, where)
    for cell in cells[1:]:
        name, colon, words = cell.partition(": ")
        if not colon:
            raise InputError(f"not a cell (name: words): {cell}", where=where)
        made.take(name.strip(), words.strip())
    if made.trigger is None:
        raise InputError("a mark without a trigger (t: …)", where=where)
    return Mark(
        kind, status, made.trigger, evidence, tuple(made.mentions), tuple(made.quantities), tuple(made.sources),
        made.cue, made.status_cue, tuple(made.labels), "background" in flags, "aggregate" in flags,
    )  # fmt: skip


@dataclass
class _Cells:
    """The cells of one mark as they are read."""

    draft: _Draft
    sentence: Span
    evidence: Span
    where: str
    trigger: Span | None = None
    cue: Span | None = None
    status_cue: Span | None = None
    mentions: list[Mention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    labels: list[tuple[Span, str]] = field(default_factory=list)

    def take(self, name: str, words: str) -> None:
        """One cell. Raises InputError where its name or words are wrong."""
        if name == "t":
            self.trigger = self._find(words, near=True)
        elif name == "cue":
            self.cue = self._find(words)
        elif name == "status_cue":
            self.status_cue = self._find(words)
        elif name in _ROLES:
            span = self._find(words, near=True)
            self.mentions.append(Mention(name, span, span.of(self.draft.text)))  # type: ignore[arg-type]
        elif name in QUANTITIES:
            self.quantities.append(self._quantity(name, words))
        elif name == "source":
            self.sources.append(self._source(words))
        elif name == "label":
            told, slant = self._split(words)
            if slant not in SLANTS:
                raise InputError(f"no such slant: {slant}", where=self.where)
            self.labels.append((self._find(told), slant))
        else:
            raise InputError(f"no such cell: {name}", where=self.where)

    def _find(self, words: str, near: bool = False) -> Span:
        inside = self.evidence if near and _plain(words) in self.evidence.of(self.draft.text) else self.sentence
        return _found(words, self.draft.text, inside, self.where)

    def _split(self, words: str) -> tuple[str, str]:
        cut = _ASIDE.match(words)
        if cut is None:
            raise InputError(f"no brackets behind the words: {words}", where=self.where)
        return cut["words"], cut["aside"].strip()

    def _source(self, words: str) -> Source:
        told, aside = self._split(words)
        kind, _, naming = (part.strip() for part in aside.partition(","))
        if kind not in _KINDS_OF_SOURCE or naming not in _NAMINGS:
            raise InputError(f"not (kind, naming) of a source: ({aside})", where=self.where)
        span = self._find(told)
        return Source(span, span.of(self.draft.text), kind, naming)

    def _quantity(self, kind: str, words: str) -> Quantity:
        cut = _BOUNDS.match(words)
        if cut is None or not (cut["low"] or cut["high"]):
            raise InputError(
                f"no bounds behind the words, such as [12], [12,], [,40], [~600]: {words}", where=self.where
            )
        low = float(cut["low"]) if cut["low"] else None
        high = float(cut["high"]) if cut["high"] else None if cut["comma"] else low
        if low is not None and high is not None and low > high:
            raise InputError(f"the lower bound is above the higher: {words}", where=self.where)
        span = self._find(cut["words"], near=True)
        told = span.of(self.draft.text)
        return Quantity(kind, low, high, bool(cut["approximate"]), cut["unit"] or "", span, told)


def _plain(words: str) -> str:
    return words.split(" … ")[0].lstrip("^") if "@" not in words else "\0"


def _found(words: str, text: str, inside: Span, where: str) -> Span:
    """The span that some words mean: in the given stretch, or with ``^`` the nearest before it."""
    number = _NUMBER.match(words)
    told, nth = (number["words"], int(number["number"])) if number else (words, 1)
    if told.startswith("^"):
        at = text.rfind(told[1:], 0, inside.start)
        if at < 0:
            raise InputError(f"not in an earlier sentence: {told[1:]}", where=where)
        return Span(at, at + len(told) - 1)
    first, dots, last = told.partition(" … ")
    start = _nth(text, first, inside, nth, where)
    if not dots:
        return Span(start, start + len(first))
    end = _nth(text, last, Span(start + len(first), inside.end), 1, where)
    return Span(start, end + len(last))


def _nth(text: str, words: str, inside: Span, number: int, where: str) -> int:
    """Where whole words stand for the n-th time in a stretch."""
    rule = re.compile(
        r"(?<!\w)" + re.escape(words) + r"(?!\w)" if words[:1].isalnum() and words[-1:].isalnum() else re.escape(words)
    )
    for count, found in enumerate(rule.finditer(text, inside.start, inside.end), 1):
        if count == number:
            return found.start()
    raise InputError(f"not in the sentence as whole words: {words}", where=where)


def main(paths: list[str]) -> int:
    """Check files or folders of marked reports: prints every mistake, and how much there is of each kind."""
    from dragoman import world

    kinds = world.load(()).kinds
    wrong: list[InputError] = []
    files = [f for p in paths for f in (sorted(Path(p).glob("*.txt")) if Path(p).is_dir() else [Path(p)])]
    found = [one for path in files for one in read_marked(path, frozenset(kinds), wrong.append)]
    marks = [mark for one in found for mark in one.marks]
    for one in found:
        if one.relevant != any(not kinds[mark.kind].aside for mark in one.marks):
            what = "has no marks of conflict" if one.relevant else "is not about conflict and has marks of it"
            wrong.append(InputError(f"{one.id} {what}", where=one.where))
    for mistake in wrong:
        print(mistake)
    print(
        f"{len(found)} reports, {sum(len(one.sentences) for one in found)} sentences, {len(marks)} marks, {len(wrong)} mistakes"
    )
    print("status:", _counted(mark.status for mark in marks))
    print("kinds:", _counted(mark.kind for mark in marks))
    return 1 if wrong else 0


def _counted(values: Iterable[str]) -> str:
    return ", ".join(f"{value} {count}" for value, count in Counter(values).most_common())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["training/reports"]))
