"""One happening as one outlet tells it: which kind, place, day, doer and numbers come through, and which do not."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.records import Place
from dragoman.workshop.synthetic.happenings import Happening
from dragoman.workshop.synthetic.noise import Noise
from dragoman.workshop.synthetic.setting import Setting
from dragoman.workshop.synthetic.wordings import OTHER_KIND

Hit = Callable[[str], bool]  # does the noise of this name strike?


@dataclass(frozen=True, slots=True)
class Number:
    """A number as told; ``least``: only "at least" so many."""

    value: int
    least: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence tells of one happening. ``days`` None is untold; ``doer`` and ``target`` are keys of sides.

    ``form``: act, harm (only the dead), correction, term, or recall (told as history).
    """

    happening: Happening
    kind: str
    form: str = "act"
    place: Place | None = None
    near: bool = False
    days: tuple[int, int] | None = None
    doer: str = ""
    target: str = ""
    labelled: bool = False
    counts: Mapping[str, Number] = field(default_factory=dict)
    wording: int = 0
    said: int = 0
    faults: tuple[str, ...] = ()  # which noise struck, by its field


def told(
    happening: Happening, leans: str, day: int, noise: Noise, country: Setting, chance: random.Random
) -> list[Telling]:
    """The sentences of one outlet on one happening, told on a day: the act, perhaps its dead apart, perhaps a term."""
    faults: list[str] = []

    def hit(name: str) -> bool:
        struck = chance.random() < float(getattr(noise, name))
        faults.extend([name] * struck)
        return struck

    kind = (
        chance.choice(OTHER_KIND[happening.kind])
        if happening.kind in OTHER_KIND and hit("kind_other")
        else happening.kind
    )
    place, near = _place(happening, country, hit, chance)
    days = _days(happening, day, hit, chance)
    lasts = happening.until is not None or not happening.doer
    doer = "" if not lasts and happening.kind not in _NEED_BOTH and hit("doer_missing") else happening.doer
    labelled = bool(doer) and hit("doer_labelled")
    counts = _counts(happening, leans, day, hit, chance)
    act = Telling(
        happening, kind, "act", place, near, days, doer, happening.target, labelled, counts,
        chance.randrange(60), chance.randrange(60), tuple(faults),
    )  # fmt: skip
    if "killed" in counts and happening.until is None and hit("harm_apart"):
        harm = Telling(
            happening, "casualties", "harm", place if chance.random() < 0.5 else None, near,
            days if chance.random() < 0.3 else None, counts={"killed": counts["killed"]}, wording=chance.randrange(60), faults=tuple(faults),
        )  # fmt: skip
        without = Telling(**{**{f: getattr(act, f) for f in act.__slots__}, "counts": {}})
        return [without, harm]
    if happening.kind == "agreement" and chance.random() < 0.4:
        term = Telling(
            happening, "term", "term", place, near, None, target=happening.target, wording=chance.randrange(60)
        )
        return [act, term]
    return [act]


_NEED_BOTH = ("armed_clash", "offer", "talks", "agreement", "collapse")


def correction(happening: Happening, day: int, noise: Noise, country: Setting, chance: random.Random) -> Telling:
    """The toll of an act, told anew days later: it names the act, its day and place, and the last number."""
    wording, said = chance.randrange(60), chance.randrange(60)
    days, counts = (happening.day, happening.day), {"killed": Number(happening.counts["killed"])}
    return Telling(
        happening, "casualties", "correction", happening.place, False, days, counts=counts, wording=wording, said=said
    )


def recalled(happening: Happening, chance: random.Random) -> Telling:
    """An earlier act told as history, on its right day."""
    counts = {name: Number(value) for name, value in happening.counts.items()}
    days = happening.day, happening.day
    return Telling(
        happening, happening.kind, "recall", happening.place, False, days, happening.doer, happening.target,
        counts=counts, wording=chance.randrange(60),
    )  # fmt: skip


def _place(happening: Happening, country: Setting, hit: Hit, chance: random.Random) -> tuple[Place | None, bool]:
    if happening.kind == "casualty_toll":
        return happening.place, False
    if hit("place_missing"):
        return None, False
    if hit("place_wrong"):
        others = [
            s.place for s in country.spots if s.province == happening.spot.province and s.place != happening.place
        ]
        return chance.choice(others or [happening.place]), False
    if hit("place_vague"):
        by = happening.spot.by
        return (by, True) if by is not None and chance.random() < 0.7 else (happening.spot.province, False)
    return happening.place, False


def _days(happening: Happening, day: int, hit: Hit, chance: random.Random) -> tuple[int, int] | None:
    if happening.until is not None:
        return happening.day, min(day, happening.until)
    if hit("day_missing"):
        return None
    if hit("day_wrong"):
        wrong = min(day, happening.day + chance.choice((-2, -1, 1, 2)))
        return wrong, wrong
    if hit("day_vague"):
        return min(happening.day, day - 6), day
    return happening.day, happening.day


def _counts(happening: Happening, leans: str, day: int, hit: Hit, chance: random.Random) -> dict[str, Number]:
    """The numbers as told; a side tells less of the harm that it does."""
    found = {}
    for name, true in happening.counts.items():
        known = true
        if happening.kind == "casualty_toll" and happening.until is not None:
            known = round(true * (1 + day - happening.day) / (1 + happening.until - happening.day))
        elif name == "killed" and happening.early is not None and day <= happening.day + 1:
            known = happening.early
        if happening.kind != "casualty_toll" and hit("counts_differ"):
            found[name] = _otherwise(known, bool(leans) and leans == happening.doer, chance)
        else:
            found[name] = Number(max(1, known))
    return found


def _otherwise(known: int, own: bool, chance: random.Random) -> Number:
    draw = chance.random()
    if draw < 0.4:
        return Number(max(1, known - chance.randrange(3)), least=True)
    if draw < 0.7:
        return Number(max(1, known + chance.choice((-2, -1, 1, 2))))
    return Number(max(1, round(known * (0.5 if own else chance.choice((0.6, 1.5))))))


def facts(tellings: Sequence[Telling]) -> list[Telling]:
    """The same facts for a second teller, whose words are his own."""
    return [
        Telling(**{**{f: getattr(t, f) for f in t.__slots__}, "wording": t.wording + 1, "said": t.said + 1})
        for t in tellings
    ]
