"""Who a common noun stands for: the army, police or people of a country, or the fighters of a people without a state.

The country is the one that the words name, else that of the place of the act, else that of most acts of the report.
Where several bodies fit, of other times or other sides, none of them is chosen: it is "Military of Libya".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.identify.actor_eras import one_of, share
from dragoman.identify.actor_lands import Land, Lands, states
from dragoman.identify.actor_setting import Here, Setting
from dragoman.identify.actor_words import Phrase
from dragoman.records import Actor, Candidate, Choice, Mention
from dragoman.text import name_key
from dragoman.world import KnownActor
from dragoman.world.gazetteer import capitals

FIGHTERS = frozenset("armed_group paramilitary military".split())
HARMED = frozenset(["civilians", "crowd"])
_STATES_OWN = frozenset("military government police".split())
_MADE = {"armed_group": "Unidentified armed group ({})", "crowd": "Protesters ({})", "civilians": "Civilians ({})",
         "military": "Military of {}", "government": "Government of {}", "police": "Police of {}"}  # fmt: skip
_HOW = {
    "said": "with {} named in it",
    "act": "in {}, where its act was",
    "report": "in {}, where most acts of the report were",
}


class Bodies:
    """The bodies of all countries and peoples of a world, by what they are."""

    def __init__(self, actors: Mapping[str, KnownActor], lands: Lands) -> None:
        self.lands = lands
        self.states = states(actors, lands)
        self.listed = {**actors, **{a.id: a for a in self.states.values()}}
        self.national: dict[tuple[str, str], list[KnownActor]] = {}  # (country, kind) → those of the whole country
        self._of_people: dict[str, list[KnownActor]] = {}  # adjective of a people without a state → its bodies
        for actor in self.listed.values():
            self._sort(actor)

    def _sort(self, actor: KnownActor) -> None:
        """Put an actor with adjectives where its adjectives point."""
        if actor.country and any(actor.country in self.lands.called(a)[0] for a in actor.adjectives):
            self.national.setdefault((actor.country, actor.kind), []).append(actor)
        for word in actor.adjectives:
            if not self.lands.called(word)[0]:
                self._of_people.setdefault(word.lower(), []).append(actor)

    def state(self, phrase: Phrase, mention: Mention, setting: Setting, here: Here) -> Choice[Actor] | None:
        """A country by its name, its people or its capital, with nothing beside it."""
        words = " ".join(phrase.tokens)
        codes, how = self.lands.called(words)
        if codes:
            code = self._one_code(codes, setting, here)
            some = phrase.counted or mention.role == "victim" or not phrase.words[:4].lower().startswith("the ")
            if code and ((how == "people" and some) or (how == "adjective" and phrase.counted)):
                return self._of_country("civilians", code, phrase, "said", setting)
            return self._the_state(code, phrase, "alone stands for the state") if code else None
        place = setting.place_at(mention.span)
        speaks = mention.role in ("actor", "party", "mediator") or here.words
        if speaks and place and place.country and len(phrase.proper) == len(phrase.tokens):
            seat = name_key(capitals().get(place.country, "")) == name_key(words)
            if seat or place.feature == "capital":
                return self._the_state(place.country, phrase, "is a capital and stands for its state")
        return None

    def _the_state(self, code: str, phrase: Phrase, how: str) -> Choice[Actor]:
        state, why = actor_of(self.states[code]), f"“{phrase.words}” {how}"
        return Choice(state, why, (Candidate(state, 0.8, why),))

    def people(self, phrase: Phrase, setting: Setting, here: Here) -> Choice[Actor] | None:
        """By the adjective of a people without a state of its own ("Kurdish forces"), where one of its bodies is at home."""
        kind, home = phrase.kind, here.country or setting.country
        if kind in HARMED or phrase.backed:
            return None
        inner = phrase.tokens[: phrase.cut]
        for token in inner:
            called = self._of_people.get(token.lower(), ())
            if not called or (kind is None and token != inner[-1]):
                continue
            fit = [a for a in called if a.country in (None, home) or home is None]
            fit = [a for a in fit if (a.kind in FIGHTERS if kind in FIGHTERS else kind in (None, a.kind))]
            if one := one_of(fit, setting.day, setting.years):
                why = f"“{phrase.words}” with {token}, which {one.name} are called"
                rivals = tuple(Candidate(actor_of(a), 0.6, why) for a in fit[:4])
                return Choice(actor_of(one), why, rivals, inferred=True)
            if kind in _STATES_OWN and not self._said(phrase, setting, here):
                return Choice(None, f"“{phrase.words}” are not the country's own, and which body of theirs is not told")
        return None

    def common(self, phrase: Phrase, setting: Setting, here: Here) -> Choice[Actor] | None:
        """By common noun: of the country that the words name, else of where the act was, else of most acts."""
        kind = phrase.kind
        if kind is None:
            return None
        if kind == "nobody":
            return Choice(None, f"“{phrase.words}” does not tell whose")
        if phrase.backed and kind in FIGHTERS:
            kind = "armed_group"
        said = self._said(phrase, setting, here)
        if not said and phrase.others and kind in _STATES_OWN:
            return Choice(None, f"“{phrase.words}” does not tell whose")
        act = (here.country, "act")
        near = ((setting.country, "report"), act) if here.loose else (act, (setting.country, "report"))
        for code, how in ((said, "said"), *near):
            if code:
                return self._of_country(kind, code, phrase, how, setting)
        return Choice(None, f"“{phrase.words}” names no country, and the report's acts are in no one country")

    def _said(self, phrase: Phrase, setting: Setting, here: Here) -> str | None:
        """The country that the words name: the last before the common noun, else the first after it."""
        named = self.lands.in_words(phrase.tokens)
        at = next((h.end for h in reversed(phrase.heads) if h.start < phrase.cut), phrase.cut)
        before = [n for n in named if n.end <= at]
        nearest: Land | None = before[-1] if before else (named[0] if named else None)
        return self._one_code(nearest.codes, setting, here) if nearest else None

    def _one_code(self, codes: Sequence[str], setting: Setting, here: Here) -> str | None:
        """Of several countries of one name ("Congolese") that of the act or of most acts."""
        if len(codes) == 1:
            return codes[0]
        return next((c for c in (here.country, setting.country) if c in codes), None)

    def _of_country(self, kind: str, code: str, phrase: Phrase, how: str, setting: Setting) -> Choice[Actor]:
        name = self.lands.name(code)
        why = f"“{phrase.words}” {_HOW[how].format(name)}"
        listed = self.national.get((code, kind), []) if kind in _STATES_OWN else []
        there = [(a, chance) for a in listed if (chance := share(a, setting.day, setting.years)) > 0]
        rivals = tuple(Candidate(actor_of(a), round(0.7 * chance, 2), why) for a, chance in there)
        rivals = tuple(sorted(rivals, key=lambda c: -c.score))[:4]
        one = one_of(listed, setting.day, setting.years)
        state = self.states[code]
        if one is None and kind == "government" and not listed and not is_made(state):
            one, rivals = state, (Candidate(actor_of(state), 0.6, why),)
        if one is not None:
            return Choice(actor_of(one), why, rivals, inferred=how != "said")
        made = Actor(f"{kind}-{code.lower()}", _MADE[kind].format(name), kind, code, None, kind not in HARMED)
        why += f"; which of {len(rivals)} it is cannot be told" if len(rivals) > 1 else ""
        return Choice(made, why, (Candidate(made, 0.6, why), *rivals), inferred=how != "said")


def is_made(state: KnownActor) -> bool:
    """Is it a state that no list has, made from the table of countries?"""
    return state.id.startswith("state-")


def actor_of(known: KnownActor) -> Actor:
    """A listed actor as a record."""
    return Actor(known.id, known.name, known.kind, known.country, known.part_of)
