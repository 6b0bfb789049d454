"""Who it is: the actor in the world that a mention stands for.

By name first (aliases, longest match), then by a people with a common noun ("Syrian forces"), then by a common noun
alone, read in the country where its act was ("the army"). A group that no list knows becomes a provisional actor.
"Rebels", "militants", "terrorists" of one country are one provisional actor: the label does not matter. Where the
words fit several bodies, of other times or other sides, none of them is chosen: it is "Military of Libya".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.identify.actor_bodies import FIGHTERS, HARMED, Bodies, actor_of
from dragoman.identify.actor_eras import SURE, last_year, likely_years, one_of, share
from dragoman.identify.actor_lands import lands
from dragoman.identify.actor_owners import in_full
from dragoman.identify.actor_setting import Here, Setting
from dragoman.identify.actor_strangers import stranger
from dragoman.identify.actor_words import Phrase, body_words, heads, read_phrase
from dragoman.records import Actor, Candidate, Choice, Mention
from dragoman.text import name_key
from dragoman.text import words as words_of
from dragoman.world import KnownActor, World

SHORT = 4  # letters of an acronym that is also a word or too short to trust in lower case
_ANYWHERE = Here()
_LONGEST_IN_TEXT = 4  # words of a name that is looked for in the running text


@dataclass(frozen=True, slots=True)
class _Hit:
    """A listed name among the words ``[start, end)`` of a phrase, and who goes by it."""

    start: int
    end: int
    known: tuple[KnownActor, ...]


class ActorIndex:
    """All actors of a world by name."""

    def __init__(self, world: World) -> None:
        self._bodies = Bodies(world.actors, lands(world.actors.values()))
        self._actors = self._bodies.listed
        self._by_name: dict[str, list[KnownActor]] = {}
        for actor in self._actors.values():
            for name in {name_key(n) for n in (actor.name, *actor.aliases)}:
                self._by_name.setdefault(name, []).append(actor)
        self._shouted = {
            name_key(n) for a in world.actors.values() for n in a.aliases if n.isupper() and len(n) <= SHORT
        }
        self._longest = max((len(k.split()) for k in self._by_name), default=1)
        self._last = last_year(world.actors.values())

    # ------------------------------------------------------------------ the report

    def dated_by(self, setting: Setting, title: str = "") -> Setting:
        """The setting with what its text names: how often each country, who in full, and when it may have been written."""
        counts: Counter[str] = Counter()
        alone: dict[str, KnownActor] = {}
        for weight, text in ((1, setting.text), (2, title)):
            for known in self._names_in(text):
                codes = {a.country for a in known if a.country}
                if len(codes) == 1:
                    counts.update(dict.fromkeys(codes, weight))
                if len(known) == 1:
                    alone[known[0].id] = known[0]
        years = {} if setting.day else likely_years(setting.text, alone.values(), self._last)
        return replace(setting, named=counts, years=years, short=self._short_names(alone.values()))

    def homes(self, text: str) -> Mapping[str, int]:
        """How many known actors of each country a text names, states aside: FARC is at home in Colombia."""
        named = {known[0].id: known[0] for known in self._names_in(text) if len({a.country for a in known}) == 1}
        return Counter(a.country for a in named.values() if a.country and a.kind != "state")

    def _short_names(self, named: Iterable[KnownActor]) -> dict[str, str]:
        """By which one word those named in full may be called again: a person's last name, a body's noun with a capital."""
        found: dict[str, set[str]] = {}
        for actor in named:
            parts = actor.name.split("(")[0].split()
            noun = parts[parts.index("of") - 1] if "of" in parts[1:] and actor.kind != "person" else parts[-1]
            if len(parts) > 1 and actor.kind != "state" and not self._bodies.lands.called(noun)[0]:
                found.setdefault(noun, set()).add(actor.id)
        return {word: ids.pop() for word, ids in found.items() if len(ids) == 1}

    @lru_cache(maxsize=4)  # noqa: B019 (a text is asked for twice in a row; one index lives as long as its world)
    def _names_in(self, text: str) -> tuple[Sequence[KnownActor], ...]:
        """Who is named in a text, once for every name; countries and peoples by their states."""
        return tuple(self._naming(text))

    def _naming(self, text: str) -> Iterator[Sequence[KnownActor]]:
        tokens = [text[s.start : s.end].removesuffix("'s").removesuffix("’s") for s in words_of(text)]
        for at, token in enumerate(tokens):
            if not token[:1].isupper():
                continue
            codes, _ = self._bodies.lands.called(token)
            if codes:
                yield [self._bodies.states[code] for code in codes]
                continue
            for size in range(min(_LONGEST_IN_TEXT, len(tokens) - at), 0, -1):
                if known := self._called(" ".join(tokens[at : at + size])):
                    yield known
                    break

    # ----------------------------------------------------------------- one mention

    def choose(self, mention: Mention, setting: Setting, here: Here = _ANYWHERE) -> Choice[Actor]:
        """The actor of one mention, or an abstention with its reason."""
        phrase = read_phrase(in_full(mention, setting.text))
        return (
            self._bodies.state(phrase, mention, setting, here)
            or self._named(phrase, setting)
            or self._bodies.people(phrase, setting, here)
            or self._bodies.common(phrase, setting, here)
            or stranger(phrase, mention, setting, self._bodies.lands)
        )

    def _named(self, phrase: Phrase, setting: Setting) -> Choice[Actor] | None:
        """By a name of the lists, with the branch that a common noun beside it tells: "GNA forces"."""
        hit = self._name_in(phrase)
        if hit is None:
            return self._short(phrase, setting)
        part = " ".join(phrase.tokens[hit.start : hit.end])
        ranked = sorted((self._candidate(a, part, setting) for a in hit.known), key=lambda c: -c.score)
        best = self._actors[ranked[0].value.id]
        titles = hit.start if best.kind == "person" else 0  # "President" before a name is no body beside it
        beside = any(h.end > hit.end or titles <= h.start < hit.start for h in phrase.heads)
        if self._describes(phrase.tokens[hit.start : hit.end]):
            return self._described(hit, ranked, beside and phrase.kind, setting)
        if beside and phrase.kind and (branch := self._branch(best, phrase.kind, setting)) is not best:
            why = f"“{phrase.words}”: {branch.name} is the {phrase.kind} of {best.name}"
            return Choice(actor_of(branch), why, (Candidate(actor_of(branch), 0.8, why), *ranked[:3]))
        return Choice(ranked[0].value, ranked[0].reason, tuple(ranked[:4]))

    def _short(self, phrase: Phrase, setting: Setting) -> Choice[Actor] | None:
        """Somebody of the lists whom the report names in full elsewhere: "Sarhal", "the Front", "fighters of the Front"."""
        names = [phrase.tokens[i] for i in phrase.proper if (i and phrase.heads) or not phrase.heads]
        names = [n for n in names if n.lower() not in body_words().name_title]
        known = self._actors.get(setting.short.get(names[0], "")) if len(names) == 1 else None
        if known is None or (phrase.heads and not (phrase.kind in FIGHTERS and known.kind in FIGHTERS)):
            return None
        why = f"“{names[0]}” is {known.name}, whom the report names in full"
        return Choice(actor_of(known), why, (Candidate(actor_of(known), 0.8, why),))

    def _described(
        self, hit: _Hit, ranked: Sequence[Candidate[Actor]], beside: str | bool | None, setting: Setting
    ) -> Choice[Actor] | None:
        """Who a description such as "the Libyan army" is a name of, if only one of those was there at the time."""
        if beside and any(a.kind != beside for a in hit.known):
            return None
        there = [a for a in hit.known if share(a, setting.day, setting.years) >= SURE]
        national = [b for a in there for b in self._bodies.national.get((a.country or "", a.kind), ())]
        if len(there) != 1 or (national and one_of(national, setting.day, setting.years) not in (None, there[0])):
            return None
        chosen = next(c for c in ranked if c.value.id == there[0].id)
        return Choice(chosen.value, chosen.reason, tuple(ranked[:4]))

    def _describes(self, part: Sequence[str]) -> bool:
        """Is the name only a country and a common noun, so that it means whoever that is at the time?"""
        named = self._bodies.lands.in_words(part)
        taken = {i for land in named for i in range(land.start, land.end)}
        taken |= {i for head in heads(part) for i in range(head.start, head.end)}
        return bool(named) and len(taken) == len(part) and len(part) > sum(n.end - n.start for n in named)

    def _name_in(self, phrase: Phrase) -> _Hit | None:
        """The longest listed name among the words that is more than where a common noun comes from."""
        tokens = phrase.tokens
        harmed = any(h.kind in HARMED and h.start < phrase.cut for h in phrase.heads)
        for size in range(min(self._longest, len(tokens)), 0, -1):
            for start in range(len(tokens) - size + 1):
                last = start + size - 1
                known = self._called(" ".join((*phrase.written[start:last], tokens[last])))
                if known and not (start >= phrase.cut and harmed) and not self._only_origin(phrase, start, size, known):
                    return _Hit(start, start + size, tuple(known))
        return None

    def _called(self, part: str) -> list[KnownActor]:
        """Who goes by the name; a short name in capitals (IS, US) must be written so."""
        if part.isascii() and not any(c.isupper() for c in part[:4]):
            return []
        found = name_key(part)
        return [] if found in self._shouted and not part.isupper() else self._by_name.get(found, [])

    def _only_origin(self, phrase: Phrase, start: int, size: int, known: Sequence[KnownActor]) -> bool:
        """A country beside a noun ("Syria's army", "Turkey's allies") or inside a longer name ("the Sarhin Gibraltar")."""
        land = self._bodies.lands.called(" ".join(phrase.tokens[start : start + size]))[0]
        if any(a.kind != "state" for a in known) and not land:
            return False
        before = phrase.tokens[start - 1] if start else ""
        longer = before[:1].isupper() and before.lower() not in body_words().name_title
        return bool(phrase.heads) or longer or start + size < phrase.cut

    def _branch(self, body: KnownActor, kind: str, setting: Setting) -> KnownActor:
        """The part of a body that a common noun means: the forces of a government, the body that a person leads."""
        led = self._actors.get(body.part_of or "") if body.kind == "person" else None
        if led is None and body.kind == "person":
            return body
        whole = led or body
        if kind in HARMED or kind == whole.kind or (kind in FIGHTERS and whole.kind in FIGHTERS):
            return whole
        parts = [a for a in self._actors.values() if a.part_of == whole.id and a.kind == kind]
        parts = [a for a in parts if a.adjectives] or parts
        return parts[0] if len(parts) == 1 else one_of(parts, setting.day, setting.years) or whole

    def _candidate(self, known: KnownActor, part: str, setting: Setting) -> Candidate[Actor]:
        near = setting.named.get(known.country or "", 0)
        there = share(known, setting.day, setting.years)
        when = 0.1 * there if setting.day is None else 0.4 * there - 0.3
        score = 0.6 + min(0.25, 0.05 * near) + when
        why = f"“{part}” is a name of {known.name}"
        why += f"; {self._bodies.lands.name(known.country)} is named {near} times" if near and known.country else ""
        return Candidate(actor_of(known), round(max(0.05, min(score, 0.95)), 2), why)
