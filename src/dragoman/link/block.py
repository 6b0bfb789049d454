"""Which pairs are worth comparing: of one text, or of one family of kinds, near in place and time.

Every list is sorted and each view looks only at its neighbours in it, so the cost grows with the findings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dragoman.link.compare import COARSE, NARROW, tie
from dragoman.link.episodes import Origin, apart
from dragoman.link.view import View

CELL_DEG = 0.5  # about 55 km north to south (guessed: a district)
IN_TEXT = 20  # neighbours before it in its own text (guessed; 30 finds no more)
IN_CELL = 10  # neighbours in its own cell's list, either way (measured: 14 find no more)
IN_NEXT = 4  # neighbours in the lists of the cells around (guessed)
IN_SCENE = 12  # neighbours in the list of its cell and day, whatever their sort (guessed)
IN_COUNTRY = 12  # neighbours of its sort in its country, where the place of one is wide (guessed)
IN_SIDE = 12  # neighbours of its side and sort, either way, where the place of one is wide or not told (guessed)
RAREST = 4  # rare words of a view that are looked up (guessed)
COMMON = 24  # views: a word of more views than this is not rare (guessed)
FURTHEST = 7  # days between told days beyond which two point events are not compared (guessed)

_Order = tuple[int, str, int]
_Home = tuple[str, int, int]


def pairs(views: Sequence[View], origins: Mapping[str, Origin]) -> Iterator[tuple[int, int]]:
    """Index pairs (i < j) to compare, each once, in order; never far apart, never a total with a point event."""
    found: set[tuple[int, int]] = set()
    _in_texts(views, found)
    _in_cells(views, origins, found)
    _in_scenes(views, found)
    _in_countries(views, origins, found)
    _by_sides(views, found)
    _by_words(views, found)
    _lasting(views, found)
    for i, j in sorted(found):
        if may_meet(views[i], views[j]):
            yield i, j


def may_meet(a: View, b: View) -> bool:
    """False where no reason could make the two one event."""
    if a.aggregate != b.aggregate or (not a.aggregate and _days_between(a, b) > FURTHEST):
        return False
    return not _nothing_shared(a, b) and not apart(a, b)


def _days_between(a: View, b: View) -> int:
    """Days from the end of the one to the start of the other; none where one has no told day."""
    return 0 if a.days is None or b.days is None else max(a.days[0] - b.days[1], b.days[0] - a.days[1])


def _nothing_shared(a: View, b: View) -> bool:
    """Is there neither a told day nor a place of both, nor a side in common? A day of publication ties nothing."""
    if (a.days is not None or b.days is not None) or (a.place is not None and b.place is not None):
        return False
    return not ((a.doers | a.targets) & (b.doers | b.targets)) and tie(a, b) != "term"


def _in_texts(views: Sequence[View], found: set[tuple[int, int]]) -> None:
    texts: dict[str, list[int]] = defaultdict(list)
    for i, view in enumerate(views):
        texts[view.origin].append(i)
    for members in texts.values():
        members.sort(key=lambda i: (views[i].at, views[i].id))
        for n, j in enumerate(members):
            found.update((min(i, j), max(i, j)) for i in members[max(0, n - IN_TEXT) : n])


def _in_cells(views: Sequence[View], origins: Mapping[str, Origin], found: set[tuple[int, int]]) -> None:
    lists: dict[_Home, list[_Order]] = defaultdict(list)
    homes: list[_Home | None] = []
    for i, view in enumerate(views):
        home = _home(view, origins)
        homes.append(home)
        if home is not None:
            lists[home].append(_order(view, i))
    for members in lists.values():
        members.sort()
    for i, view in enumerate(views):
        home = homes[i]
        if home is None:
            continue
        family, x, y = home
        own = _order(view, i)
        for near in ((family, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            members = lists.get(near, [])
            at, reach = bisect_left(members, own), IN_CELL if near == home else IN_NEXT
            for _, _, j in members[max(0, at - reach) : at + reach + 1]:
                if j != i:
                    found.add((min(i, j), max(i, j)))


def _in_scenes(views: Sequence[View], found: set[tuple[int, int]]) -> None:
    """Acts of any sort in one cell on one day: a blast, those whom it killed, and the arrests after it."""
    lists: dict[tuple[int, int], list[_Order]] = defaultdict(list)
    for i, view in enumerate(views):
        if view.days is None or view.place is None or view.place.lat is None or view.place.lon is None:
            continue
        if view.days[1] - view.days[0] < NARROW and view.place.precision not in COARSE:
            cell = round(view.place.lat / CELL_DEG), round(view.place.lon / CELL_DEG)
            lists[cell].append(_order(view, i))
    _neighbours(lists.values(), IN_SCENE, found)


def _in_countries(views: Sequence[View], origins: Mapping[str, Origin], found: set[tuple[int, int]]) -> None:
    """Acts whose place is wide or not told meet those of their sort in the country by day: their cell says little."""
    lists: dict[tuple[str, str], list[_Order]] = defaultdict(list)
    wide: set[int] = set()
    for i, view in enumerate(views):
        origin = origins.get(view.origin)
        place = view.place or (origin.place if origin else None)
        if view.era is None or place is None or place.country is None:
            continue
        lists[view.family, place.country].append(_order(view, i))
        if view.place is None or view.place.precision in COARSE:
            wide.add(i)
    for members in lists.values():
        members.sort()
        for n, (_, _, j) in enumerate(members):
            near = [i for _, _, i in members[max(0, n - IN_COUNTRY) : n] if i in wide or j in wide]
            found.update((min(i, j), max(i, j)) for i in near)


def _by_sides(views: Sequence[View], found: set[tuple[int, int]]) -> None:
    """Acts of one sort by one side meet by day where the place of one is wide or not told: its cell says nothing."""
    lists: dict[tuple[str, str], list[_Order]] = defaultdict(list)
    for i, view in enumerate(views):
        if view.era is not None:
            for side in view.doers:
                lists[view.family, side].append(_order(view, i))
    for members in lists.values():
        members.sort()
        loose = [n for n, (_, _, i) in enumerate(members) if _is_loose(views[i])]
        for n in loose:
            i = members[n][2]
            around = members[max(0, n - IN_SIDE) : n] + members[n + 1 : n + 1 + IN_SIDE]
            found.update((min(i, j), max(i, j)) for _, _, j in around)


def _is_loose(view: View) -> bool:
    """Is its place wide, or not told?"""
    return view.place is None or view.place.precision in COARSE


def _neighbours(lists: Iterable[list[_Order]], reach: int, found: set[tuple[int, int]]) -> None:
    """Each view meets so many of those before it in its sorted list."""
    for members in lists:
        members.sort()
        for n, (_, _, j) in enumerate(members):
            found.update((min(i, j), max(i, j)) for _, _, i in members[max(0, n - reach) : n])


def _home(view: View, origins: Mapping[str, Origin]) -> _Home | None:
    if view.era is None and view.recalled:
        return None
    family = view.family if view.era is not None else f"{view.family} of {view.company}"  # of one unknown time
    place = view.place if view.place is not None and view.place.lat is not None else None
    origin = origins.get(view.origin)
    place = place or (origin.place if origin else None)
    if place is None or place.lat is None or place.lon is None:
        return (family, 9_999, 9_999)
    return (family, round(place.lat / CELL_DEG), round(place.lon / CELL_DEG))


def _order(view: View, index: int) -> _Order:
    days = view.days or view.era or (0, 0)
    return ((days[0] + days[1]) // 2, view.kind, index)


def _by_words(views: Sequence[View], found: set[tuple[int, int]]) -> None:
    """Views that share a rare word or number meet whatever their cell: one may have no place, or a wide one."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, view in enumerate(views):
        for word in view.words:
            holders[word].append(i)
    for i, view in enumerate(views):
        rare = sorted((len(holders[w]), w) for w in view.words if 2 <= len(holders[w]) <= COMMON)
        for _, word in rare[:RAREST]:
            found.update((min(i, j), max(i, j)) for j in holders[word] if j != i)


def _lasting(views: Sequence[View], found: set[tuple[int, int]]) -> None:
    """States and totals of one kind meet by day: their points may be the centres of areas of any width."""
    lists: dict[str, list[_Order]] = defaultdict(list)
    for i, view in enumerate(views):
        if view.lasting:
            lists[view.kind].append(_order(view, i))
    _neighbours(lists.values(), IN_CELL, found)
