"""How right predictions are: counts, one-to-one matching, and the measures of groups that the sets share.

The definitions are those of the sets' own scorers (see each file of ``tasks``); what stands here is written anew
and needs no file of the sets.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Line = dict[str, Any]  # one record of a set or one prediction, as read from JSON
Lines = Mapping[str, Line]  # by id
Figures = dict[str, float]
Weights = Mapping[tuple[int, int], float]


@dataclass
class Counts:
    """How many were right, predicted and in the gold; ``p``, ``r``, ``f1`` of them."""

    right: float = 0.0
    made: float = 0.0
    gold: float = 0.0

    def add(self, right: float, made: float, gold: float) -> None:
        """Count some more."""
        self.right, self.made, self.gold = self.right + right, self.made + made, self.gold + gold

    @property
    def p(self) -> float:
        """Precision."""
        return self.right / self.made if self.made else 0.0

    @property
    def r(self) -> float:
        """Recall."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return harmonic(self.p, self.r)


def harmonic(p: float, r: float) -> float:
    """The harmonic mean of two shares, 0 for two noughts."""
    return 2 * p * r / (p + r) if p + r else 0.0


def mean(values: Iterable[float]) -> float:
    """The mean, 0 for no values."""
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def bcubed(gold: Mapping[str, Hashable], made: Mapping[str, Hashable]) -> Figures:
    """Precision, recall and F1 of groups: for each member, how much of its group is of its kind."""
    both = Counter((gold[m], made[m]) for m in gold)
    of_gold, of_made = Counter(gold.values()), Counter(made[m] for m in gold)
    p = mean(both[gold[m], made[m]] / of_made[made[m]] for m in gold)
    r = mean(both[gold[m], made[m]] / of_gold[gold[m]] for m in gold)
    return {"bcubed.p": p, "bcubed.r": r, "bcubed.f1": harmonic(p, r)}


# ----------------------------------------------------------------------- one to one


def pairs(weights: Weights) -> list[tuple[int, int]]:
    """The one-to-one pairs with the largest summed weight; pairs without a positive weight are never taken."""
    found = []
    for rows, columns in _islands(weights):
        if len(rows) == 1 or len(columns) == 1:
            found.append(max(((i, j) for i in rows for j in columns), key=lambda p: weights.get(p, 0.0)))
            continue
        turned = len(rows) > len(columns)
        short, long = (columns, rows) if turned else (rows, columns)
        cost = [[-weights.get((b, a) if turned else (a, b), 0.0) for b in long] for a in short]
        for k, c in enumerate(_cheapest(cost)):
            pair = (long[c], short[k]) if turned else (short[k], long[c])
            if weights.get(pair, 0.0) > 0:
                found.append(pair)
    return found


def _islands(weights: Weights) -> Iterator[tuple[list[int], list[int]]]:
    """The connected parts of the graph of pairs: each may be solved by itself."""
    by_row: dict[int, list[int]] = defaultdict(list)
    by_column: dict[int, list[int]] = defaultdict(list)
    for (i, j), weight in weights.items():
        if weight > 0:
            by_row[i].append(j)
            by_column[j].append(i)
    seen: set[int] = set()
    for first in by_row:
        if first in seen:
            continue
        rows, columns, todo = {first}, set[int](), [first]
        while todo:
            for j in by_row[todo.pop()]:
                if j not in columns:
                    columns.add(j)
                    fresh = [i for i in by_column[j] if i not in rows]
                    rows.update(fresh)
                    todo += fresh
        seen |= rows
        yield sorted(rows), sorted(columns)


def _cheapest(cost: list[list[float]]) -> list[int]:
    """The column of each row in the cheapest assignment (Kuhn 1955, with potentials); no more rows than columns."""
    width = len(cost[0])
    row_price, price = [0.0] * len(cost), [0.0] * (width + 1)
    taken_by = [-1] * (width + 1)  # the last column is a gate through which each row enters
    for row in range(len(cost)):
        taken_by[width] = row
        at, least, came = width, [float("inf")] * width, [width] * width
        done = [False] * (width + 1)
        while taken_by[at] >= 0:
            done[at] = True
            mine, line = taken_by[at], cost[taken_by[at]]
            step, nearest = float("inf"), -1
            for j in range(width):
                if done[j]:
                    continue
                gap = line[j] - row_price[mine] - price[j]
                if gap < least[j]:
                    least[j], came[j] = gap, at
                if least[j] < step:
                    step, nearest = least[j], j
            for j in range(width + 1):
                if done[j]:
                    row_price[taken_by[j]] += step
                    price[j] -= step
                elif j < width:
                    least[j] -= step
            at = nearest
        while at != width:
            taken_by[at] = taken_by[came[at]]
            at = came[at]
    columns = [0] * len(cost)
    for j in range(width):
        if taken_by[j] >= 0:
            columns[taken_by[j]] = j
    return columns


# ---------------------------------------------------------------------------- spans


def shared(a: Sequence[Any], b: Sequence[Any]) -> int:
    """How many characters two half-open spans share."""
    return max(0, int(min(a[1], b[1])) - int(max(a[0], b[0])))


def meeting(gold: Sequence[Sequence[Any]], made: Sequence[Sequence[Any]]) -> list[tuple[int, int]]:
    """One-to-one pairs of spans that overlap: as many as can be, and of these the tightest."""
    weights = {}
    for i, g in enumerate(gold):
        for j, p in enumerate(made):
            if both := shared(g, p):
                weights[i, j] = 1 + 0.001 * both / max(g[1] - g[0], p[1] - p[0])
    return pairs(weights)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where the runs of letters and digits stand."""
    return [found.span() for found in re.finditer(r"\w+", text)]


def words_in(spans: Iterable[Sequence[int]], words: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the words that meet one of the spans."""
    found = set()
    for start, end in spans:
        at = bisect_right(words, (start, start))
        at -= bool(at and words[at - 1][1] > start)
        while at < len(words) and words[at][0] < end:
            if words[at][1] > start:
                found.add(at)
            at += 1
    return frozenset(found)


def dice(a: frozenset[Any] | set[Any], b: frozenset[Any] | set[Any]) -> float:
    """How alike two sets are, from 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def normal(words: str) -> str:
    """Words without case, punctuation, articles and extra blanks."""
    plain = re.sub(r"[^\w\s]", " ", unicodedata.normalize("NFKC", words).lower())
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", plain).split())


# -------------------------------------------------------------------------- classes


def by_class(rows: Iterable[tuple[str, str | None]]) -> dict[str, Counts]:
    """Counts of each class from (gold, predicted) pairs; None is no prediction."""
    found: dict[str, Counts] = defaultdict(Counts)
    for gold, made in rows:
        found[gold].add(gold == made, 0, 1)
        if made is not None:
            found[made].add(0, 1, 0)
    return found


# --------------------------------------------------------------------------- groups

Grouping = Mapping[Hashable, Hashable]  # member → group


def conll_f1(gold: Grouping, made: Grouping) -> Figures:
    """MUC, B3 and CEAFe F1 of two groupings and their mean, the CoNLL F1 (Pradhan et al. 2012)."""
    kept, mine = _groups(gold), _groups(made)
    muc = harmonic(_muc(mine, gold), _muc(kept, made))
    b3 = harmonic(_b3(mine, gold), _b3(kept, made))
    total = _entities(kept, mine, gold)
    ceaf = harmonic(total / len(mine) if mine else 0.0, total / len(kept) if kept else 0.0)
    return {"conll_f1": (muc + b3 + ceaf) / 3, "muc_f1": muc, "b3_f1": b3, "ceafe_f1": ceaf}


def pairwise_f1(gold: Grouping, made: Grouping) -> float:
    """F1 over the pairs of members that stand in one group."""
    both = Counter((gold[m], made[m]) for m in gold if m in made)
    count = Counts(
        *(sum(n * (n - 1) // 2 for n in c.values()) for c in (both, Counter(made.values()), Counter(gold.values())))
    )
    return count.f1


def _groups(grouping: Grouping) -> list[set[Hashable]]:
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for member, group in grouping.items():
        found[group].add(member)
    return list(found.values())


def _muc(groups: list[set[Hashable]], other: Grouping) -> float:
    links = sum(len(g) - 1 for g in groups)
    kept = sum(len(g) - len({other[m] for m in g if m in other}) - sum(m not in other for m in g) for g in groups)
    return kept / links if links else 0.0


def _b3(groups: list[set[Hashable]], other: Grouping) -> float:
    total = sum(sum(n * n for n in Counter(other[m] for m in g if m in other).values()) / len(g) for g in groups)
    members = sum(map(len, groups))
    return total / members if members else 0.0


def _entities(kept: list[set[Hashable]], mine: list[set[Hashable]], gold: Grouping) -> float:
    number = {member: i for i, group in enumerate(kept) for member in group}
    weights = {
        (i, j): 2 * n / (len(kept[i]) + len(group))
        for j, group in enumerate(mine)
        for i, n in Counter(number[m] for m in group if m in gold).items()
    }
    return sum(weights[p] for p in pairs(weights))
