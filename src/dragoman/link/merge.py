"""What an event shows for each field: one value by a named rule, all rivals, and whether they exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from dragoman.ids import content_id
from dragoman.link.compare import places
from dragoman.link.headcount import HEADS, is_one_of_many, what, whom
from dragoman.link.tying import Told
from dragoman.link.view import bare_harm, told_days
from dragoman.link.wording import bounds, edtf
from dragoman.records import Actor, Event, Finding, Judgement, Maker, Place, Quantity, Rival, Role, Value, When
from dragoman.world import World

RULE = "most independent origins, then most precise, then earliest told"
NO_CHOICE = "no choice: sources differ"
JUDGED = "a person's judgement"
MAKER = Maker("link.merge", "1")
ROLES: tuple[Role, ...] = ("actor", "recipient", "victim", "party", "mediator")
_PRECISION = {"exact": 0, "district": 1, "town": 2, "province": 3, "country": 4}
APPROXIMATE = 0.1  # "about 600" allows a tenth either way (guessed)
T = TypeVar("T")
Above = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class _Told(Generic[T]):
    """One value that findings give for a field: what it is, how it reads, how imprecise it is, who gives it."""

    value: T
    words: str
    width: float
    findings: tuple[Finding, ...]

    @property
    def origins(self) -> int:
        return origins(self.findings)

    def rank(self) -> tuple[object, ...]:
        """Best first: by the rule named ``RULE``."""
        days = sorted(f.published for f in self.findings if f.published)
        return -self.origins, self.width, not days, days[0] if days else "", self.words


def origins(findings: Iterable[Finding]) -> int:
    """How many independent texts tell it: copies of one text count once."""
    return len({f.origin_group or f.claim.report_id for f in findings})


def event_of(
    told: Told, world: World, above: Above, groups: Mapping[str, str], judgements: Sequence[Judgement] = ()
) -> Event:
    """The event that findings tell of, with every field's value and rivals. ``groups``: see ``headcount.groups_of``.

    What only tells about it, as an accusation does, is among its findings and has no say in its values.
    """
    findings = tuple(f for f in told.findings if f.id not in told.about)
    kinds, spots, times = _kinds(findings, above), _places(findings), _times(findings)
    values = [
        _value("kind", kinds, lambda a, b: _kinds_fit(a, b, above)),
        _value("place", spots, lambda a, b: places(a, b) not in ("apart", "far")),
        _value("when", times, _times_fit),
        *(_role_value(role, findings, world) for role in ROLES),
        *_count_values(findings, groups),
        _value("status", _statuses(findings), lambda a, b: "denied" not in (a, b)),
        _happened(findings),
    ]
    shown = tuple(_judged(v, findings, judgements) for v in values if v is not None)
    kind = next((v.value for v in shown if v.field == "kind" and v.value in world.kinds), None)
    return Event(
        id=content_id("evt", min(findings, key=_first_told).id),
        kind=kind or kinds[0].value,
        findings=tuple(sorted(f.id for f in told.findings)),
        values=shown,
        origins=origins(findings),
        episode=told.episode,
        maker=MAKER,
        place=spots[0].value if spots else None,
        when=times[0].value if times else None,
        aggregate=told.aggregate,
    )


def _first_told(finding: Finding) -> tuple[object, ...]:
    """The telling that an event is known by: later ones leave its id as it is."""
    claim = finding.claim
    return finding.published is None, finding.published or "", claim.report_id, claim.trigger.start, finding.id


def _gather(pairs: Iterable[tuple[str, T, float, Finding]]) -> list[_Told[T]]:
    """One entry per wording, best first."""
    found: dict[str, list[tuple[T, float, Finding]]] = defaultdict(list)
    for words, value, width, finding in pairs:
        found[words].append((value, width, finding))
    told = []
    for words, given in found.items():
        value, width, _ = min(given, key=lambda g: (g[1], g[2].id))
        told.append(_Told(value, words, width, tuple({g[2].id: g[2] for g in given}.values())))
    return sorted(told, key=lambda t: t.rank())


def _value(field: str, told: Sequence[_Told[T]], fit: Callable[[T, T], bool]) -> Value | None:
    if not told:
        return None
    disputed = any(not fit(a.value, b.value) for a, b in combinations(told, 2) if independent(a.findings, b.findings))
    return Value(field, told[0].words, RULE, tuple(_rival(t) for t in told), disputed)


def _rival(told: _Told[T]) -> Rival:
    return Rival(told.words, tuple(sorted(f.id for f in told.findings)), told.origins)


def independent(a: Iterable[Finding], b: Iterable[Finding]) -> bool:
    """True when some text gives only the one and another text, or another voice in it, gives only the other."""
    left, right = ({(f.origin_group or f.claim.report_id, f.claim.stance.voices) for f in g} for g in (a, b))
    return bool(left - right) and bool(right - left)


def _kinds(findings: Sequence[Finding], above: Above) -> list[_Told[str]]:
    """A kind that names the act stands before one that tells only whom it struck, however many tell that."""
    told = _gather((f.kind, f.kind, -float(len(above[f.kind])), f) for f in findings)
    return sorted(told, key=lambda t: bare_harm(t.value, above[t.value]))


def _kinds_fit(a: str, b: str, lines: Above) -> bool:
    """Kinds exclude one another where both are acts of force of different sorts: a shell is not a bomb from the air."""
    above, other = lines[a], lines[b]
    return a in other or b in above or "explosion" not in above & other


def _places(findings: Sequence[Finding]) -> list[_Told[Place]]:
    told = (
        (p.name, p, _PRECISION[p.precision] * 1e7 + p.radius_m, f)
        for f in findings
        if (p := f.place.chosen) is not None
    )
    return _gather(told)


def _times(findings: Sequence[Finding]) -> list[_Told[When]]:
    found = []
    for finding in findings:
        when = finding.when.chosen
        if when is not None and (words := edtf(when)):
            days = told_days(when)
            width = 1e6 if days is None else float(days[1] - days[0]) + (1e3 if not (when.lower and when.upper) else 0)
            found.append((words, when, width, finding))
    return _gather(found)


def _times_fit(a: When, b: When) -> bool:
    left, right = told_days(a), told_days(b)
    if left is None or right is None or a.upper is None or b.upper is None:
        return True
    return left[0] <= right[1] and right[0] <= left[1]


def _role_value(role: Role, findings: Sequence[Finding], world: World) -> Value | None:
    """The actors in one role: all that do not exclude the best supported one, in the order of their support."""
    told = _gather(
        (c.actor.chosen.name, c.actor.chosen, float(c.actor.chosen.provisional), f)
        for f in _telling(role, findings)
        for c in f.actors
        if c.role == role and c.actor.chosen is not None
    )
    if not told:
        return None
    best = told[0]
    shown = [t for t in told if t is best or not independent(t.findings, best.findings)]
    clash = role == "actor" and any(
        not _same_body(a.value, b.value, world)
        for a, b in combinations(told, 2)
        if _apart(a.findings, b.findings) or _by_rivals(a.findings, b.findings)
    )
    return Value(role, "; ".join(t.words for t in shown), RULE, tuple(_rival(t) for t in told), clash)


def _telling(role: Role, findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings that tell who fills a role: of who did it not those that deny it, where others tell of it."""
    if role != "actor":
        return findings
    return [f for f in findings if f.claim.stance.status != "denied"] or findings


def _by_rivals(a: Sequence[Finding], b: Sequence[Finding]) -> bool:
    """Does one voice name only the one and another voice only the other, each accusing, so that both cannot be so?"""
    left, right = ({v.words or v.name for f in group for v in f.claim.stance.voices if v.span} for group in (a, b))
    return bool(left and right) and not left & right


def _apart(a: Sequence[Finding], b: Sequence[Finding]) -> bool:
    """No text names both."""
    left, right = ({f.origin_group or f.claim.report_id for f in group} for group in (a, b))
    return not left & right


def _same_body(a: Actor, b: Actor, world: World) -> bool:
    def line(actor: Actor) -> set[str]:
        found, above = {actor.id}, actor.part_of
        while above and above not in found:
            found.add(above)
            above = world.actors[above].part_of if above in world.actors else None
        return found

    loose = a.provisional or b.provisional
    return bool(line(a) & line(b)) or (loose and a.kind == b.kind and a.country == b.country)


def _count_values(findings: Sequence[Finding], groups: Mapping[str, str]) -> list[Value]:
    """One value per kind of quantity and group of people: the rivals as told, and the range that all allow, if any."""
    found: dict[str, list[tuple[str, Quantity, float, Finding]]] = defaultdict(list)
    for finding in findings:
        first = {
            _counted(q, groups): q for q in reversed(_of_people(finding, groups))
        }  # "seven, four of them in uniform"
        for name, quantity in first.items():
            words = bounds(quantity.low, quantity.high, approximate=quantity.approximate)
            found[name].append((words, quantity, _width(quantity), finding))
    return [_count_value(name, _gather(found[name])) for name in sorted(found)]


def _of_people(finding: Finding, groups: Mapping[str, str]) -> list[Quantity]:
    """The quantities, without "one family" where heads are counted."""
    told = finding.claim.quantities
    return [q for q in told if q.kind not in HEADS or not is_one_of_many(q.unit, q.low, groups)]


def _counted(quantity: Quantity, groups: Mapping[str, str]) -> str:
    """What is counted, of whom: ``killed``, ``killed (soldiers)``."""
    group = whom(quantity.unit, groups) if quantity.kind in HEADS else what(quantity.unit, groups)
    return quantity.kind if group in ("", quantity.kind) else f"{quantity.kind} ({group})"


def _width(quantity: Quantity) -> float:
    low, high = range_of(quantity)
    return (high - low) / max(1.0, low) if high != float("inf") else 1e9


def range_of(quantity: Quantity) -> tuple[float, float]:
    """The bounds that the words allow; open sides are 0 and infinity, "about" allows a tenth."""
    low, high = quantity.low or 0.0, quantity.high if quantity.high is not None else float("inf")
    slack = APPROXIMATE if quantity.approximate else 0.0
    return low * (1 - slack), high * (1 + slack)


def _count_value(name: str, told: Sequence[_Told[Quantity]]) -> Value:
    ranges = [range_of(t.value) for t in told]
    low, high = max(r[0] for r in ranges), min(r[1] for r in ranges)
    rivals = tuple(_rival(t) for t in told)
    if len(told) == 1:
        return Value(name, told[0].words, RULE, rivals)
    if low > high:
        return Value(name, _from_least_to_most([t.value for t in told]), NO_CHOICE, rivals, disputed=True)
    exact = next(
        (t for t in told if t.value.low == t.value.high and t.value.low is not None and not t.value.approximate), None
    )
    words = exact.words if exact else bounds(low or None, None if high == float("inf") else high)
    return Value(name, words, "the range that all tellings allow", rivals)


def _from_least_to_most(told: Sequence[Quantity]) -> str:
    """The range from the least to the most number that anyone tells; a "+" behind it where a telling is open above."""
    numbers = [n for q in told for n in (q.low, q.high) if n is not None]
    return bounds(min(numbers), max(numbers)) + ("+" if any(q.high is None for q in told) else "")


def _statuses(findings: Sequence[Finding]) -> list[_Told[str]]:
    """How far it is told to have come; what goes on has occurred, where both are told."""
    done = ("occurred", "ongoing", "failed", "planned", "offered", "demanded", "threatened", "hypothetical", "denied")
    told = {f.claim.stance.status for f in findings}
    as_told = {"ongoing": "occurred"} if "occurred" in told else {}
    words = ((as_told.get(f.claim.stance.status, f.claim.stance.status), f) for f in findings)
    return _gather((status, status, float(done.index(status)), f) for status, f in words)


def _happened(findings: Sequence[Finding]) -> Value | None:
    """Only where somebody denies it: yes against no."""
    if not any(f.claim.stance.status == "denied" for f in findings):
        return None
    said = ((w, w, 0.0, f) for f in findings if (w := _yes_or_no(f)))
    told = _gather(said)
    return Value("happened", told[0].words, RULE, tuple(_rival(t) for t in told), len(told) > 1)


def _yes_or_no(finding: Finding) -> str:
    match finding.claim.stance.status:
        case "denied":
            return "no"
        case "occurred" | "ongoing":
            return "yes"
        case _:
            return ""


def _judged(value: Value, findings: Sequence[Finding], judgements: Sequence[Judgement]) -> Value:
    """A person's word on the field of one of the findings stands above the rule; the rivals stay."""
    ids = {f.id for f in findings}
    said = [j for j in judgements if j.field == value.field and j.subject in ids]
    if not said:
        return value
    last = max(said, key=lambda j: (j.at, j.id))
    return Value(value.field, last.value, JUDGED, value.rivals, value.disputed)


def by_finding(events: Iterable[Event]) -> Mapping[str, Event]:
    """The event of each finding."""
    return {f: e for e in events for f in e.findings}
