"""Ties up what a record holds, part by part: only parts in which something changed are made anew.

Read ``link.parts`` for what a part is. Each part is kept as it is done, so a run that is killed goes on where it was.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dragoman import world as worlds
from dragoman.ids import digest
from dragoman.ports import Store
from dragoman.processes import started, unhurried, whole
from dragoman.records import Basis, Bridge, Finding, Judgement, Part, Report, Spot, Standing, Ties, Trace
from dragoman.settings import Settings
from dragoman.world import World
from dragoman.world.digest import tying_digest, world_digest

if TYPE_CHECKING:
    from concurrent.futures import Future

AT_ONCE = 50  # reports whose traces are made together: 500 take 180 MB (measured), 50 as long
FEW = 1  # so many parts are tied up before other processes are started (guessed)
AHEAD = 2  # parts for each process that may be under way (guessed)
IN_MEMORY = ":memory:"  # a record that no other process can open
Spots = tuple[str, ...]  # names
Made = tuple[Part, Spots, Ties]
_Asked = tuple[tuple[Part, Spots], tuple[Judgement, ...]]


class Tieable(Store, Protocol):
    """A store that knows its parts; see ``store.record.Record``."""

    where: str

    def seal(self) -> str:
        """The last hash of the custody log; another one with every report that is kept."""

    def untraced(self) -> list[str]:
        """The reports that came in or changed since their trace was noted."""

    def note_traces(self, traces: Sequence[Trace], stands: Callable[[Iterable[Trace]], Standing]) -> None:
        """Note where and when reports lie."""

    def spots(self) -> list[Spot]:
        """Where reports stand, with the part that each spot was last tied up in."""

    def bridges(self) -> list[Bridge]:
        """Pairs of spots that reports of one of them both tell of."""

    def spots_of(self, report_ids: Sequence[str]) -> Mapping[str, str]:
        """The name of the spot of each of some reports."""

    def standing_in(self, names: Sequence[str]) -> list[str]:
        """The reports that stand in some spots, sorted."""

    def parts(self) -> list[Part]:
        """The parts that the conclusions were made of."""

    def findings_of(self, report_ids: Sequence[str]) -> Iterator[Finding]:
        """The findings of some reports."""

    def reports_of(self, report_ids: Sequence[str]) -> Iterator[Report]:
        """Some reports."""

    def report_ids(self, finding_ids: Sequence[str]) -> Mapping[str, str]:
        """The report of each finding that is kept."""

    def conclude_parts(self, gone: Sequence[str], made: Sequence[Made]) -> None:
        """Replace the conclusions of some parts with those of others, in one transaction."""

    def rest_on(self, basis: Basis) -> None:
        """Note what the conclusions rest on."""


@dataclass(frozen=True, slots=True)
class Tied:
    """How much a record is tied up into. ``anew`` is the number of parts that were made anew."""

    events: int
    disputes: int
    deals: int
    anew: int


def tie_up(record: Tieable, settings: Settings) -> Tied:
    """Tie the findings of a record into events and ledgers, and keep them. People's judgements are obeyed.

    Where another process has kept more meanwhile, what that changes is tied anew, so that whoever comes last leaves
    nothing out.
    """
    with unhurried():
        return _tied_up(record, settings)


def _tied_up(record: Tieable, settings: Settings) -> Tied:
    world, anew = worlds.load(settings.world), 0
    while True:
        seal, judgements = record.seal(), tuple(record.judgements())
        _trace(record)
        said = _Said(record, judgements)
        changes = list(_changes(record, said, tying_digest(world.folders)))
        for gone, made in _in_order(changes, record, said, settings):
            anew += len(made)
            record.conclude_parts(gone, made)
        folders = tuple(str(f.resolve()) for f in settings.world)
        record.rest_on(Basis(seal, world_digest(world.folders), folders))
        if record.seal() == seal and len(tuple(record.judgements())) == len(judgements):
            there = record.parts()
            return Tied(sum(p.events for p in there), sum(p.disputes for p in there), sum(p.deals for p in there), anew)


def _trace(record: Tieable) -> None:
    """Note where and when the reports lie that came in or changed since the last time."""
    from dragoman.link import standing, trace_of

    names = record.untraced()
    for first in range(0, len(names), AT_ONCE):
        some = names[first : first + AT_ONCE]
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in record.findings_of(some):
            found[finding.claim.report_id].append(finding)
        record.note_traces([trace_of(name, found[name]) for name in some], standing)


class _Said:
    """What people said, by the spots that it is about."""

    def __init__(self, record: Tieable, judgements: Sequence[Judgement]) -> None:
        named = {one: one.subject.split("|") for one in judgements}
        report = record.report_ids(sorted({f for findings in named.values() for f in findings}))
        spot = record.spots_of(sorted(set(report.values())))
        self._about = {one: sorted({spot[report[f]] for f in fs if report.get(f) in spot}) for one, fs in named.items()}

    @property
    def together(self) -> list[tuple[str, str]]:
        """Pairs of spots of whose claims somebody said how they stand to each other."""
        return [(about[0], about[1]) for about in self._about.values() if len(about) > 1]

    def on(self, spots: Spots) -> tuple[Judgement, ...]:
        """The judgements on claims that stand in some spots."""
        mine = set(spots)
        return tuple(one for one, about in self._about.items() if not mine.isdisjoint(about))


@dataclass(frozen=True, slots=True)
class _Change:
    """Old parts, by name, that new ones take the place of."""

    gone: list[str]
    made: list[tuple[Part, Spots]]


def _changes(record: Tieable, said: _Said, made_with: str) -> Iterator[_Change]:
    """The old and new parts that share spots, together, as far as they differ; other parts stay as they are."""
    from dragoman.link import partition

    known = {spot.name: spot for spot in record.spots()}
    there = {part.name: part for part in record.parts()}
    new: list[tuple[Part, Spots]] = []
    for names in partition(known.values(), record.bridges(), said.together):
        stamps = [f"{name} {known[name].stamp}" for name in names]
        words = [made_with, *stamps, *sorted(one.id for one in said.on(names))]
        part = Part(names[0], digest("\n".join(words).encode()))
        if part.name in there and there[part.name].digest == part.digest:
            del there[part.name]
        else:
            new.append((part, names))
    by_old: dict[str, list[int]] = defaultdict(list)
    for number, (_, names) in enumerate(new):
        for old in sorted({known[name].part for name in names} & there.keys()):
            by_old[old].append(number)
    yield from _together(new, by_old, sorted(there))


def _together(new: Sequence[tuple[Part, Spots]], by_old: Mapping[str, list[int]], gone: list[str]) -> Iterator[_Change]:
    """One change per group of old and new parts that share spots; old parts of which nothing is left go with the first."""
    from dragoman.link.joined import Joined

    groups = Joined[int]()
    for numbers in by_old.values():
        for other in numbers[1:]:
            groups.join(numbers[0], other)
    olds: dict[int, list[str]] = defaultdict(list)
    for old, numbers in by_old.items():
        olds[groups.root(numbers[0])].append(old)
    left = ["", *(name for name in gone if name not in by_old)]  # the first: of no part that is known
    members: dict[int, list[tuple[Part, Spots]]] = defaultdict(list)
    for number, one in enumerate(new):
        members[groups.root(number)].append(one)
    for number, made in members.items():
        yield _Change([*left, *olds[number]], made)
        left = []
    if len(left) > 1:
        yield _Change(left, [])


def _in_order(
    changes: Sequence[_Change], record: Tieable, said: _Said, settings: Settings
) -> Iterator[tuple[list[str], list[Made]]]:
    """The parts of each change, tied up: in this process, or in several where there are many."""
    parts = [(one, said.on(one[1])) for change in changes for one in change.made]
    if settings.workers < 2 or len(parts) <= FEW or record.where == IN_MEMORY:
        world = worlds.load(settings.world)
        tied: Iterator[Made] = (_made(record, world, part, judgements) for part, judgements in parts)
    else:
        tied = _by_others(parts, record.where, settings)
    for change in changes:
        yield change.gone, [next(tied) for _ in change.made]


def _by_others(parts: Sequence[_Asked], where: str, settings: Settings) -> Iterator[Made]:
    """Parts tied up by other processes, in order; a few are under way at any time, so that memory stays small."""
    executor = started(settings.workers)
    asked: deque[Future[Made]] = deque()
    try:
        with whole():
            for part in parts:
                asked.append(executor.submit(_elsewhere, where, settings, part))
                if len(asked) > AHEAD * settings.workers:
                    yield asked.popleft().result()
            while asked:
                yield asked.popleft().result()
    finally:
        executor.shutdown(cancel_futures=True)


def _elsewhere(where: str, settings: Settings, asked: _Asked) -> Made:
    """A part tied up in a process of its own, which opens the record for itself."""
    from dragoman.store import open_record

    part, judgements = asked
    with open_record(where, create=False) as record:
        return _made(record, worlds.load(settings.world), part, judgements)


def _made(record: Tieable, world: World, wanted: tuple[Part, Spots], judgements: tuple[Judgement, ...]) -> Made:
    """A part, tied up."""
    from dragoman.link import tie

    part, spots = wanted
    names = record.standing_in(spots)
    texts = {report.id: report.text for report in record.reports_of(names)}
    ties = tie(tuple(record.findings_of(names)), world, judgements, texts)
    disputes = sum(v.disputed for e in ties.events for v in e.values)
    deals = sum(e.ledger == "deals" for e in ties.entries)
    return Part(part.name, part.digest, len(ties.events), disputes, deals), spots, ties
