"""What a report tells of where and when its actors are: which country each act is in, and which names are places.

The country of a bare noun ("police", "gunmen") is that of the place of its act, else that of most acts of the
report. Who is named most does not matter: a report on Russian air strikes in Syria tells of Syrian civilians.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.identify.actor_eras import Years
from dragoman.identify.places import Gazetted
from dragoman.records import Choice, Claim, Mention, Place, Report, Span

_OPENS = re.compile(r"(?:^|[.!?:;…\n][\s\"“”'’()\[\]*•–—-]*|[“\"(]\s*|[\s)][–—-]\s*)$")


@dataclass(frozen=True, slots=True)
class Here:
    """Where the act of a mention was: its country.

    ``words``: it is an act of words, which is at home anywhere. ``loose``: the country is less to be trusted than
    that of most acts of the report, for that reason or because no words of the act tell it.
    """

    country: str | None = None
    words: bool = False
    loose: bool = False


def here_of(choice: Choice[Place], words: bool) -> Here:
    """Where an act was, by the choice of its place."""
    place = choice.chosen
    vague = place is not None and place.precision == "country" and choice.inferred
    return Here(place.country if place else None, words, words or vague)


@dataclass(frozen=True, slots=True)
class Setting:
    """One report, as far as its actors go.

    ``acts`` counts countries by the acts placed in them, ``named`` by how often people, places and actors of theirs
    are named; only the first tells whose a bare noun is, the second only orders namesakes. ``short`` are short names
    of those whom the report also names in full: "Sarhal", "the Front".
    """

    named: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    day: str | None = None
    years: Years = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)
    places: tuple[tuple[Span, Place], ...] = ()
    text: str = ""
    dateline: Span | None = None

    @property
    def country(self) -> str | None:
        """The country of most acts, or None where no one country stands out."""
        ranked = self.acts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def place_at(self, span: Span) -> Place | None:
        """The place that is named inside the span, or around it; None where none is."""
        return next((place for at, place in self.places if at.meets(span)), None)

    def places_in(self, span: Span) -> list[str]:
        """The names of places inside the span or around it, as the report writes them."""
        return [at.of(self.text) for at, _ in self.places if at.meets(span)]

    def opens(self, mention: Mention) -> bool:
        """Does the mention open a sentence, so that its capital tells nothing?"""
        return bool(_OPENS.search(self.text[max(0, mention.span.start - 12) : mention.span.start]))

    def also_inside(self, word: str) -> bool:
        """Is the word written with its capital inside a sentence too?"""
        for found in re.finditer(rf"\b{re.escape(word)}\b", self.text):
            if not _OPENS.search(self.text[max(0, found.start() - 12) : found.start()]):
                return True
        return False


def setting_of(
    report: Report, claims: Sequence[Claim], places: Mapping[str, Choice[Place]], known: Gazetted, told: set[str]
) -> Setting:
    """The setting of a report: ``places`` are those of its acts; claims in ``told`` are words and count only if alone."""
    firm: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for claim in claims:
        here = here_of(places[claim.id], claim.id in told)
        if here.country:
            every[here.country] += 1
            firm[here.country] += not here.loose
    acts = firm if firm.total() else every
    return Setting(
        acts=+acts,
        day=report.published,
        places=tuple((n.toponym.span, n.place) for n in known.named if n.form == "name"),
        text=report.text,
        dateline=report.dateline,
    )
