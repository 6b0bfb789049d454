"""Who tells what, when and beside what: stories, roundups, copies, rewrites, corrections and paragraphs of history."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.ids import digest
from dragoman.records import Finding, Outlet, Report, When
from dragoman.workshop.synthetic.happenings import FIRST_DAY, Happening, happenings
from dragoman.workshop.synthetic.noise import Noise
from dragoman.workshop.synthetic.sentences import Scene, finding, sentence
from dragoman.workshop.synthetic.setting import Setting, setting
from dragoman.workshop.synthetic.tellings import Telling, correction, facts, recalled, told

EACH = 3.2  # independent tellings of a happening, on average (guessed)
OLD_ENOUGH = 10  # days after which an act is recalled
RECALLED_OLD = 0.5  # of recalling paragraphs: on the earlier war
OLD_WAR = FIRST_DAY - 100  # what lies before is of the earlier war
TOWNS_PER = 0.4  # towns for one happening, up to 240


@dataclass(frozen=True, slots=True)
class Story:
    """What one outlet prints on one day; ``copy_of`` is the story whose words it prints."""

    outlet: Outlet
    day: int
    tellings: tuple[Telling, ...]
    dated: bool = True
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class World:
    """A whole synthetic world: the country, what happened, the reports on it, and the findings of a perfect reader.

    ``truth`` gives each finding's happening, ``sentences`` each report's spans with theirs, ``origin`` each report's
    origin text.
    """

    country: Setting
    happenings: tuple[Happening, ...]
    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]
    truth: dict[str, str]
    tellings: dict[str, Telling]
    sentences: dict[str, list[tuple[int, int, str]]]
    origin: dict[str, str]
    old: frozenset[str]

    def era(self, happening: str) -> str:
        """The war that a happening is of: the earlier one or this one."""
        return "old" if happening in self.old else "new"

    @property
    def texts(self) -> dict[str, str]:
        """The reports' texts by id."""
        return {r.id: r.text for r in self.reports}


def world(number: int, noise: Noise, seed: int = 1) -> World:
    """A world of so many happenings; the same seed makes the same world."""
    country = setting(min(240, max(12, round(number * TOWNS_PER))), seed)
    happened = happenings(country, number, seed, noise.quiet_days, noise.toll_rises)
    stories = _stories(happened, country, noise, random.Random(f"stories {seed} {number}"))
    return _printed(country, happened, stories)


def _stories(happened: Sequence[Happening], country: Setting, noise: Noise, chance: random.Random) -> list[Story]:
    desks: dict[tuple[int, int], list[list[Telling]]] = defaultdict(list)  # by outlet and day, story by story
    for one in happened:
        if one.day < OLD_WAR:
            continue  # the earlier war is only recalled
        for outlet, day in _tellers(one, country, chance):
            leans = country.outlets[outlet][1]
            parts = told(one, leans, day, noise, country, chance)
            desk = desks[outlet, day]
            if desk and len(desk[-1]) < 5 and chance.random() < noise.roundups:
                desk[-1] += parts
            else:
                desk.append(parts)
        if one.early is not None:
            for outlet in chance.sample(range(len(country.outlets)), chance.choice((1, 2))):
                day = one.day + chance.choice((2, 3, 4))
                desks[outlet, day].append([correction(one, day, noise, country, chance)])
    stories = [
        Story(
            country.outlets[o][0],
            day,
            _with_history(parts, day, happened, noise, chance),
            chance.random() >= noise.undated,
        )
        for (o, day), desk in sorted(desks.items())
        for parts in desk
    ]
    return stories + _again(stories, country, noise, chance)


def _tellers(one: Happening, country: Setting, chance: random.Random) -> list[tuple[int, int]]:
    """Outlets that tell it, each with its day; what lasts is told on any of its days."""
    number = min(len(country.outlets), 1 + int(chance.expovariate(1 / (EACH - 0.5))))
    outlets = chance.sample(range(len(country.outlets)), number)
    last = one.until if one.until is not None else one.day + 1
    first = one.day + 7 if one.until is not None else one.day
    return [(outlet, chance.randint(first, last)) for outlet in outlets]


def _with_history(
    parts: Sequence[Telling], day: int, happened: Sequence[Happening], noise: Noise, chance: random.Random
) -> tuple[Telling, ...]:
    if chance.random() >= noise.recalling:
        return tuple(parts)
    old = chance.random() < RECALLED_OLD
    likely = [
        h for h in happened
        if h.until is None and h.kind != "collapse" and (h.day < OLD_WAR if old else FIRST_DAY <= h.day <= day - OLD_ENOUGH)
    ]  # fmt: skip
    near = [h for h in likely if h.spot.province == parts[0].happening.spot.province] or likely
    return (*parts, recalled(chance.choice(near), chance)) if near else tuple(parts)


def _again(stories: Sequence[Story], country: Setting, noise: Noise, chance: random.Random) -> list[Story]:
    """Copies, whole or without the last sentence, and the same facts in other words."""
    found = []
    for n, story in enumerate(stories):
        others = [o for o, _ in country.outlets if o != story.outlet]
        if chance.random() < noise.copied:
            cut = story.tellings[:-1] if len(story.tellings) > 2 and chance.random() < 0.5 else story.tellings
            dated = story.dated if chance.random() < 0.8 else True
            found += [
                replace(story, outlet=o, tellings=cut, dated=dated, copy_of=n)
                for o in chance.sample(others, chance.choice((1, 1, 2)))
            ]
        if chance.random() < noise.rewritten:
            later = story.day + chance.choice((0, 0, 1))
            found.append(Story(chance.choice(others), later, tuple(facts(story.tellings)), story.dated))
    return found


def _printed(country: Setting, happened: Sequence[Happening], stories: Sequence[Story]) -> World:
    reports, findings = [], []
    truth: dict[str, str] = {}
    tellings: dict[str, Telling] = {}
    spots: dict[str, list[tuple[int, int, str]]] = {}
    origin: dict[str, str] = {}
    for n, story in enumerate(stories):
        name = f"r{n:05}"
        origin[name] = f"r{story.copy_of:05}" if story.copy_of is not None else name
        scene = Scene(name, story.day if story.dated else None, story.outlet, origin[name], story.day)
        text = ""
        spots[name] = []
        for k, telling in enumerate(story.tellings):
            text += "\n\n" if text else ""
            words = sentence(telling, scene, len(text))
            made = finding(telling, words, scene, k)
            findings.append(made)
            truth[made.id], tellings[made.id] = telling.happening.id, telling
            spots[name].append((len(text), len(text) + len(words.words), telling.happening.id))
            text += words.words
            if telling.form != "recall":
                told_place = made.place.chosen if telling.form != "term" else scene.place
                scene = replace(
                    scene,
                    place=told_place,
                    when=_clock(made, scene),
                    deal=made.claim.id if telling.kind == "agreement" else scene.deal,
                )
        published = dt.date.fromordinal(story.day).isoformat() if story.dated else None
        reports.append(
            Report(
                name,
                text,
                digest(text.encode()),
                f"{name}.txt",
                "utf-8",
                "en",
                outlet=story.outlet.name,
                published=published,
            )
        )
    old = frozenset(h.id for h in happened if h.day < OLD_WAR)
    return World(country, tuple(happened), tuple(reports), tuple(findings), truth, tellings, spots, origin, old)


def _clock(made: Finding, scene: Scene) -> When | None:
    """The time that a sentence without words of time would take over."""
    when = made.when.chosen
    return (
        when if when is not None and when.basis in ("relative", "chained") and when.precision == "day" else scene.when
    )
