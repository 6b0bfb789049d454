"""Who it is: the actor in the world that a mention stands for.

By name first (aliases, longest match), then by a demonym with a common noun ("Syrian forces"), then by a common
noun alone read in the report's own country ("the army"). A group that no list knows becomes a provisional actor of
that country. "Rebels", "militants", "terrorists" of one country are one provisional actor: the label does not matter.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.ids import content_id
from dragoman.records import Actor, Candidate, Choice, Claim, Report
from dragoman.text import name_key
from dragoman.world import BUILT_IN, KnownActor, World

# Common nouns and the kind of actor that they mean in their country. "regime" is read as what it labels: a government.
HEADS: dict[str, str] = {
    **dict.fromkeys("army military troops soldiers soldier forces force helicopters warplanes jets aircraft tanks artillery commandos "
                    "navy airstrikes shelling units unit brigade division battalion regiment serviceman servicemen general colonel "
                    "commander artillerymen planes drones armed command conscripts".split(), "military"),
    **dict.fromkeys("government regime authorities state president minister ministry officials official parliament cabinet "
                    "administration kremlin damascus presidency spokesman spokeswoman spokesperson".split(), "government"),
    **dict.fromkeys("police policemen policeman officers officer gendarmes gendarmerie constables".split(), "police"),
    **dict.fromkeys("rebels rebel militants militant insurgents insurgent fighters fighter terrorists terrorist gunmen gunman "
                    "guerrillas guerrilla jihadists extremists separatists bandits opposition factions faction militia militiamen "
                    "attackers assailants gang gangs combatants mercenaries outfits radicals islamists group groups cartel".split(),
                    "armed_group"),
    **dict.fromkeys("protesters demonstrators crowd crowds mob rioters marchers strikers".split(), "crowd"),
    **dict.fromkeys("civilians civilian residents resident people villagers villager locals inhabitants families children women men "
                    "child woman man students workers worshippers passengers farmers herders person persons girl boy citizens "
                    "refugees".split(), "civilians"),
}  # fmt: skip
_GROUPS = frozenset("armed_group paramilitary party".split())  # bodies whose name beside "fighters" still names them
SHORT = 4  # letters of an acronym that is also a word or too short to trust in lower case
_GROUP_NAMES = {"armed_group": "Unidentified armed group", "crowd": "Protesters", "civilians": "Civilians"}
_MADE = {"military": "Military", "government": "Government", "police": "Police"}
_PLACE_WORDS = frozenset(
    "town city village province district quarter neighbourhood neighborhood area region countryside camp crossing road "
    "bridge checkpoint base airport hospital school market mosque church mill port suburb hill border".split()
)
_CAPITALISED = re.compile(r"[^\W\d_][\w'’‘\-.]*")


@dataclass(frozen=True, slots=True)
class _Context:
    """What a report tells of where its actors are: country codes by how often they are named."""

    countries: Counter[str]
    day: str | None

    @property
    def country(self) -> str | None:
        """The report's own country, or None when none stands out."""
        ranked = self.countries.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


class ActorIndex:
    """All actors of a world by name."""

    def __init__(self, world: World, countries: Path = BUILT_IN / "places" / "countries.csv") -> None:
        self._demonyms, names = _demonyms(countries)
        for actor in world.actors.values():  # a world laid over ours brings its own peoples
            if actor.country and actor.kind in ("government", "state"):
                for word in actor.adjectives:
                    self._demonyms.setdefault(word.lower(), actor.country)
        self._by_name: dict[str, list[KnownActor]] = {}
        for actor in [*world.actors.values(), *_states(world.actors, names)]:
            for name in {name_key(n) for n in (actor.name, *actor.aliases)}:
                self._by_name.setdefault(name, []).append(actor)
        self._actors = {a.id: a for found in self._by_name.values() for a in found}
        self._shouted = {
            name_key(n) for a in world.actors.values() for n in a.aliases if n.isupper() and len(n) <= SHORT
        }
        self._of_group = {word.lower(): a for a in world.actors.values() if a.kind in _GROUPS for word in a.adjectives}
        self._longest = max((len(k.split()) for k in self._by_name), default=1)

    def context(self, report: Report, claims: Sequence[Claim]) -> _Context:
        """Which countries a report names, by actors, demonyms and country names."""
        counts: Counter[str] = Counter()
        for weight, text in ((1, report.text), (2, report.title or "")):
            words = [m.group(0).removesuffix("'s").removesuffix("’s") for m in _CAPITALISED.finditer(text)]
            for at in range(len(words)):
                counts.update(dict.fromkeys(self._country_at(words, at), weight))
        return _Context(counts, report.published)

    def _country_at(self, words: list[str], at: int) -> list[str]:
        if not words[at][:1].isupper():
            return []
        if code := self._demonyms.get(words[at].lower()):
            return [code]
        for size in range(min(4, len(words) - at), 0, -1):
            known = self._by_name.get(name_key(" ".join(words[at : at + size])))
            if known:
                codes = {a.country for a in known if a.country}
                return list(codes) if len(codes) == 1 else []
        return []

    def choose(self, words: str, context: _Context) -> Choice[Actor]:
        """The actor of one mention, or an abstention with its reason."""
        if (code := self._demonyms.get(words.lower())) and (state := self._actors.get(f"state-{code.lower()}")):
            why = f"“{words}” alone stands for the state"
            return Choice(_actor(state), why, (Candidate(_actor(state), 0.8, why),))
        found = self._named(words, context)
        if found:
            ranked = sorted(found, key=lambda c: -c.score)
            return Choice(ranked[0].value, ranked[0].reason, tuple(ranked[:4]))
        return self._common(words, context)

    def _named(self, words: str, context: _Context) -> list[Candidate[Actor]]:
        tokens = [t for t in words.replace("’", "'").split() if t]
        for size in range(min(self._longest, len(tokens)), 0, -1):
            for start in range(len(tokens) - size + 1):
                part = " ".join(tokens[start : start + size]).strip(',."“”()')
                if part.endswith("'s"):
                    part = part[:-2]
                known = self._called(part)
                if size == 1 and len(tokens) > 1:
                    known = [a for a in known if not self._is_only_origin(part, a, tokens)]
                if known:
                    return [self._candidate(a, part, context) for a in known]
        by_adjective = next((self._of_group[t.lower()] for t in tokens if t.lower() in self._of_group), None)
        return [self._candidate(by_adjective, by_adjective.name, context)] if by_adjective else []

    def _called(self, part: str) -> list[KnownActor]:
        """Who goes by the name; a short name in capitals (IS, US) must be written so."""
        if part.isascii() and not part[:1].isupper():
            return []
        key = name_key(part)
        return [] if key in self._shouted and not part.isupper() else self._by_name.get(key, [])

    def _is_only_origin(self, part: str, known: KnownActor, tokens: list[str]) -> bool:
        """A country, its demonym or its head beside a common noun ("Syria's army"): the noun decides."""
        if known.kind in _GROUPS:
            return False
        return part.lower() in self._demonyms or any(t.lower().strip(",.") in HEADS for t in tokens)

    def _candidate(self, known: KnownActor, part: str, context: _Context) -> Candidate[Actor]:
        near = context.countries.get(known.country or "", 0)
        score = 0.6 + min(0.25, 0.05 * near) + (0.1 if _in_time(known, context.day) else -0.3)
        why = f"“{part}” is a name of {known.name}" + (f"; {known.country} is named {near} times" if near else "")
        return Candidate(_actor(known), round(max(0.05, min(score, 0.95)), 2), why)

    def _common(self, words: str, context: _Context) -> Choice[Actor]:
        """By common noun: of the country that the words name, else of the report's own."""
        tokens = [t.strip(',."“”()').removesuffix("'s").removesuffix("’s") for t in words.split()]
        kinds = [HEADS[t.lower()] for t in tokens if t.lower() in HEADS]
        said = next(
            (self._demonyms[t.lower()] for t in tokens if t[:1].isupper() and t.lower() in self._demonyms), None
        )
        code = said or context.country
        if not kinds:
            return self._unlisted(tokens, words, code)
        if code is None:
            return Choice(None, f"“{words}” names no country, and no one country stands out in the report")
        spoken_for = [k for k in kinds if k != "government"]  # "a military spokesman" speaks for the military
        kind = spoken_for[-1] if spoken_for else kinds[-1]
        return self._of_country(kind, code, words, said is not None, context)

    def _of_country(self, kind: str, code: str, words: str, said: bool, context: _Context) -> Choice[Actor]:
        why = f"“{words}” with {code} named in it" if said else f"“{words}”; the report is about {code}"
        if kind in _GROUP_NAMES:
            actor = Actor(
                f"{kind}-{code.lower()}", f"{_GROUP_NAMES[kind]} ({code})", kind, code, None, kind == "armed_group"
            )
            return Choice(actor, why, (Candidate(actor, 0.6, why),), inferred=not said)
        listed = [
            a
            for a in self._actors.values()
            if a.country == code and a.kind == kind and a.adjectives and _in_time(a, context.day)
        ]
        if listed:
            ranked = tuple(Candidate(_actor(a), 0.7 if i == 0 else 0.4, why) for i, a in enumerate(listed[:3]))
            return Choice(ranked[0].value, why, ranked, inferred=not said)
        actor = Actor(f"{kind}-{code.lower()}", f"{_MADE[kind]} of {code}", kind, code)
        return Choice(actor, why, (Candidate(actor, 0.5, why),), inferred=not said)

    def _unlisted(self, tokens: list[str], words: str, code: str | None) -> Choice[Actor]:
        """A named group that no list has: provisional, and never the same across countries by name alone."""
        if any(t.lower() in _PLACE_WORDS for t in tokens):
            return Choice(None, f"“{words}” names a place, not who is there")
        proper = [t for t in tokens if t[:1].isupper()]
        if not proper or (len(proper) == 1 and tokens.index(proper[0]) == 0 and len(tokens) > 1):
            return Choice(None, f"“{words}” names nobody that the lists know")
        name = " ".join(proper)
        actor = Actor(content_id("act", name_key(name), code or ""), name, "unlisted", code, None, True)
        why = f"“{name}” is in no list; kept as a provisional actor" + (f" of {code}" if code else "")
        return Choice(actor, why, (Candidate(actor, 0.5, why),))


def _actor(known: KnownActor) -> Actor:
    return Actor(known.id, known.name, known.kind, known.country, known.part_of)


def _in_time(known: KnownActor, day: str | None) -> bool:
    """Was the actor there on that day? Unknown bounds do not exclude; with no day only the present is judged by nothing."""
    if day is None:
        return True
    first, last = str(known.from_ or ""), str(known.until or "")
    return (not first or first[: len(day)] <= day[: len(first)]) and (not last or day[: len(last)] <= last)


def _demonyms(path: Path) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Demonym → country code, and code → names, from the table of countries."""
    codes: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["code"]] = (row["name"], *(a for a in row["aliases"].split("|") if a))
            for word in row["demonyms"].split("|"):
                if word:
                    codes[word.lower()] = row["code"]
                    codes[word.lower() + "s"] = row["code"]
    return codes, names


def _states(actors: Mapping[str, KnownActor], names: dict[str, tuple[str, ...]]) -> list[KnownActor]:
    """A state for every country, answering to the country's names ("Russia has mediated")."""
    made = []
    for code, called in names.items():
        government = next(
            (
                a.id
                for a in actors.values()
                if a.country == code and a.kind == "government" and a.until is None and not a.part_of
            ),
            None,
        )
        taken = any(a.kind == "state" and a.country == code for a in actors.values())
        if not taken:
            made.append(
                KnownActor(f"state-{code.lower()}", called[0], "state", code, part_of=government, aliases=called[1:])
            )
    return made
