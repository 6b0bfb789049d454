"""Shows what became of a record: the sizes first, then each sort of difference in few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from dragoman.tell.differences import SORTS, Change, Difference, Differences, ReportTold, Sizes
from dragoman.tell.tables import pairs_table, short

if TYPE_CHECKING:
    from rich.console import RenderableType

MOST = 3  # reports named behind one line; guessed
TITLES = {
    "new": "New",
    "gone": "Gone",
    "merged": "Merged",
    "split": "Split",
    "regrouped": "Grouped otherwise",
    "changed": "With other values",
}
_COUNTED = {**{sort: title.lower() for sort, title in TITLES.items()}, "retold": "only told by others"}


def differences_page(found: Differences, limit: int) -> Iterator[RenderableType]:
    """At most ``limit`` of each sort; 0 is all."""
    yield pairs_table(_sizes(found))
    parts = [(title, some, some[: limit or None]) for title, some in _parts(found)]
    gone = {r.id for r in found.reports_gone}
    by = _By({r.id: n for n, r in enumerate(_cited(d for _, _, listed in parts for d in listed), 1)})
    if by.numbers:
        yield Text("")
        yield from (_report(r, by.numbers[r.id], gone) for r in _cited(d for _, _, listed in parts for d in listed))
    for title, some, listed in parts:
        yield Text(f"\n{title}", "bold underline")
        yield from _listed(listed, by)
        if len(some) > len(listed):
            yield Text(f"  {len(listed):,} of {len(some):,}; --limit 0 lists all.", "dim")


def _parts(found: Differences) -> Iterator[tuple[str, list[Difference]]]:
    """Each sort of difference with its title, events first."""
    for named, of_events in (("events", True), ("ledger lines", False)):
        for sort, title in TITLES.items():
            some = [d for d in found.differences if d.sort == sort and (d.of == "events") == of_events]
            if some:
                yield f"{title}{' ' if sort != 'changed' else ': '}{named}", some


def _cited(some: Iterable[Difference]) -> list[ReportTold]:
    """The reports that bear what is listed, each once, as far as they are named there."""
    told = {}
    for one in some:
        for reports in (change.reports for change in one.changes) if one.changes else (one.reports,):
            told.update({r.id: r for r in reports[:MOST]})
    return sorted(told.values(), key=lambda r: (r.published or "~", r.id))


def _sizes(found: Differences) -> Iterator[tuple[str, str]]:
    reports = [
        f"{len(some)} {name}" for name, some in (("new", found.reports_new), ("gone", found.reports_gone)) if some
    ]
    yield "reports", _size(found.reports, reports)
    for name, of_events in (("events", True), ("ledgers", False)):
        told = Counter(d.sort for d in found.differences if (d.of == "events") == of_events)
        size = found.events if of_events else found.ledgers
        yield name, _size(size, [f"{told[sort]} {_COUNTED[sort]}" for sort in SORTS if told[sort]])


def _size(size: Sizes, told: Sequence[str]) -> str:
    change = f"{size.before:,} → {size.after:,}" if size.before != size.after else f"{size.after:,}"
    return f"{change}: {', '.join(told)}" if told else f"{change}, no difference"


def _report(report: ReportTold, number: int, gone: Collection[str]) -> Text:
    what = "gone: " if report.id in gone else ""
    return Text.assemble(f"  [{number}] {what}{_name(report)}  ", (short(report.id), "dim"))


def _name(report: ReportTold) -> str:
    return f"{report.outlet}, {report.published or 'undated'}"


def _listed(some: Iterable[Difference], by: _By) -> Iterator[RenderableType]:
    for one in some:
        yield Padding(_head(one, by), (0, 0, 0, 2))
        yield from (Padding(_change(change, by), (0, 0, 0, 4)) for change in one.changes)


def _head(one: Difference, by: _By) -> Text:
    told = Text(one.about[:1].upper() + one.about[1:], "bold")
    if one.of != "events":
        told = Text.assemble((f"{one.of}: ", "dim"), told)
    names = [" + ".join(map(short, ids)) for ids in (one.before, one.after) if ids]
    told.append(f"  {' → '.join(dict.fromkeys(names))}", "dim not bold")
    return told.append("" if one.changes else by.words(one.reports), "not bold")


def _change(change: Change, by: _By) -> Text:
    told = Text.assemble((f"{change.field}: ", "bold"))
    if change.before == change.after:
        told.append(f"{change.after}")
    elif change.before is None:
        told.append(f"+ {change.after}", "green")
    elif change.after is None:
        told.append(f"− {change.before}", "red")
    else:
        told.append(_from_to(change.before, change.after))
    told.append(f", {change.disputed}" if change.disputed else "", "bold red" if change.disputed else "")
    return told.append(by.words(change.reports) or (f"  ({change.because})" if change.because else ""), "dim")


def _from_to(before: str, after: str) -> str:
    """ "leave by bus: open → done" where only the state of a fact is another."""
    (fact, _, state), (now, _, new_state) = before.rpartition(" ["), after.rpartition(" [")
    if fact and fact == now:
        return f"{fact}: {state.removesuffix(']')} → {new_state.removesuffix(']')}"
    return f"{before} → {after}"


@dataclass(frozen=True)
class _By:
    """The numbers under which reports are listed above, by their ids."""

    numbers: Mapping[str, int]

    def words(self, reports: Sequence[ReportTold]) -> str:
        """The reports that bear something: "[1][2]"."""
        listed = "".join(f"[{self.numbers[r.id]}]" for r in reports[:MOST])
        more = f" and {len(reports) - MOST} more" if len(reports) > MOST else ""
        return f"  {listed}{more}" if listed else ""
