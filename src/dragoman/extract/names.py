"""Words and names that tell a voice's kind: agencies, state media and officials by name, others by their head word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dragoman.records import SourceKind
from dragoman.text import name_key
from dragoman.world import KnownActor, World
from dragoman.world.forms import forms

_BY_OUTLET = {"agency": "agency"}
_BY_ACTOR: dict[str, SourceKind] = {
    "government": "official", "state": "official", "person": "official", "police": "official", "court": "official",
    "party": "official", "intergovernmental": "official", "military": "military", "paramilitary": "military",
    "armed_group": "rebel", "ngo": "monitor", "monitor": "monitor", "rescue": "monitor", "community": "resident",
}  # fmt: skip
_ORDER: tuple[SourceKind, ...] = (
    "state_media", "negotiator", "anonymous", "rebel", "military", "monitor", "resident", "outlet_itself", "official",
    "agency",
)  # fmt: skip

_SOURCES = frozenset("source sources report reports media".split())
_SPEAKS_FOR = frozenset(
    "spokesman spokeswoman spokesperson official officials head chief director member leader representative statement".split()
)
_PARTISAN: frozenset[SourceKind | None] = frozenset(("military", "rebel", "monitor", "negotiator", "state_media"))
_ACRONYM = 5  # letters of a name in capitals that also may be somebody's first name (guessed)
_RELIEF = frozenset((("red", "cross"), ("red", "crescent")))  # bodies under the Geneva Conventions speak officially
_CIVIL_GENERALS = frozenset("secretary attorney director consul inspector surgeon solicitor".split())


class Names:
    """What a world knows about speakers, ready for look-ups."""

    def __init__(self, world: World, language: str = "en") -> None:
        self._language = words = world.languages[language]
        self._outlets = {name_key(n): o for o in world.outlets.values() for n in (o.name, *o.aliases)}
        self._actors = {name_key(n): a for a in world.actors.values() for n in (a.name, *a.aliases)}
        self._bodies = dict(world.actors)
        called = [n for o in world.outlets.values() for n in (o.name, *o.aliases)]
        called += [n for a in world.actors.values() for n in (a.name, *a.aliases)]
        self._acronyms = frozenset(name_key(n) for n in called if n.isupper() and len(n) <= _ACRONYM)
        self._heads: dict[str, list[tuple[tuple[str, ...], SourceKind]]] = {}
        for kind in _ORDER:
            for phrase in words.voices.get(kind, ()):
                *lead, last = phrase.split()
                for form in forms(last, words.irregular):
                    self._heads.setdefault(form, []).append(((*lead, form), kind))
        self.saying = self._verbs("plain", "claim", "deny")
        self.denying = self._verbs("deny")
        self.rejecting = self._verbs("reject")
        self.accusations = frozenset(f for b in words.saying.get("accusation", ()) for f in forms(b, words.irregular))
        self.reporting = frozenset(
            f for b in ("report", "record", "document", "count", "announce", "confirm", "claim", "deny", "put", "give")
            for f in forms(b, words.irregular)
        )  # fmt: skip

    def _verbs(self, *groups: str) -> frozenset[str]:
        bases = [b for g in groups for b in self._language.saying.get(g, ()) if " " not in b]
        return frozenset(f for b in bases for f in forms(b, self._language.irregular))

    def voice_kind(
        self, low: Sequence[str], head: str, after: Sequence[str], words: Sequence[str]
    ) -> tuple[SourceKind, str | None]:
        """The kind of a speaker and its known name: by name, by head word, by apposition, by its "of …" tail."""
        known = self._known(tuple(words))
        if known is not None and any(tuple(low[at : at + 2]) in _RELIEF for at in range(len(low))):
            known = "official", known[1]
        stop = low.index("of") if "of" in low else len(low)
        by_words = self._by_source(low[:stop]) or self._by_head(low[:stop])
        if by_words == "official" and head in _SPEAKS_FOR and (behind := self._by_head(low[stop + 1 :])) in _PARTISAN:
            by_words = behind  # "a spokesman for the rebels"
        telling = known is not None and known[0] in ("agency", "state_media", "monitor", "outlet_itself")
        if known and (by_words is None or telling or len(low) <= 3):
            return known
        found = by_words or self._by_first(after) or self._by_head(low[stop + 1 :])
        if found:
            return found, known[1] if known else _proper(words)
        named = any(w[:1].isupper() for w in words[1:]) or words[0][:1].isupper()
        return ("official" if named else "resident"), _proper(words)

    def tells(self, low: Sequence[str]) -> bool:
        """Does any word of the phrase tell a kind of voice?"""
        return self._by_head(low) is not None or bool(low and low[-1] in _SOURCES)

    def _by_source(self, low: Sequence[str]) -> SourceKind | None:
        """ "Military sources", "local reports": told by the word before; a bare "sources" is anonymous."""
        if not low or low[-1] not in _SOURCES:
            return None
        if any(w in ("local", "ground", "social", "field") for w in low[:-1]):
            return "resident"
        return self._by_head([w for w in low[:-1] if w not in ("and", "the", "a", "an")])

    @lru_cache(maxsize=20_000)  # noqa: B019 (one Names lives as long as its world)
    def _known(self, words: tuple[str, ...]) -> tuple[SourceKind, str] | None:
        """A known outlet or actor among the words, longest first."""
        count = len(words)
        for size in range(count, 0, -1):
            for start in range(count - size + 1):
                if not words[start][:1].isupper():
                    continue
                key = name_key(" ".join(words[start : start + size]))
                if key in self._acronyms and words[start].istitle() and not words[start].isupper():
                    continue  # a man called Ola is not the OLA
                if outlet := self._outlets.get(key):
                    kind: SourceKind = (
                        "state_media" if outlet.state_link == "state_owned" and outlet.kind in ("agency", "broadcaster", "newspaper")
                        and outlet.country not in ("GB", "DE", "FR", "CA", "AU", "ES", "IT", "JP", "US")
                        else "agency" if outlet.kind == "agency"
                        else "monitor" if outlet.kind in ("monitor", "ngo") else "official" if outlet.kind == "intergovernmental"
                        else "outlet_itself"
                    )  # fmt: skip
                    return kind, outlet.name
                if (actor := self._actors.get(key)) and (size > 1 or len(key) > 2):
                    return _BY_ACTOR.get(self._body(actor).kind, "official"), actor.name
        return None

    def _body(self, actor: KnownActor) -> KnownActor:
        """The body that a person belongs to; any other actor itself."""
        above = self._bodies.get(actor.part_of or "") if actor.kind == "person" else None
        return above or actor

    def _by_head(self, low: Sequence[str]) -> SourceKind | None:
        """By the phrase's words, the last that tells; longer phrases before single words."""
        found: list[tuple[int, int, SourceKind]] = []
        low = [w.rstrip("'’") for w in low]
        stop = low.index("of") if "of" in low else len(low)
        for at in range(stop):
            for phrase, kind in self._heads.get(low[at], ()):
                size = len(phrase)
                civil = low[at] == "general" and at > 0 and low[at - 1] in _CIVIL_GENERALS
                if tuple(low[at - size + 1 : at + 1]) == phrase and at - size + 1 >= 0 and not civil:
                    found.append((size, at, kind))
        best = max(found, key=lambda r: r[:2], default=None)
        if best is None:
            return None
        if best[2] == "official" and low[best[1]] in _SPEAKS_FOR:  # "Pentagon spokesman", "rebel chief"
            best = max((r for r in found if r[2] in _PARTISAN), key=lambda r: r[:2], default=best)
        if best[2] == "military":  # whose force: "the rebels' general", "a police colonel"
            return next((kind for _, at, kind in found if kind == "rebel" or low[at] == "police"), best[2])
        return best[2]

    def _by_first(self, after: Sequence[str]) -> SourceKind | None:
        for at, word in enumerate(after):
            if word in (",", ".", ";"):
                return None
            if found := self._by_head([*after[: at + 1]]):
                behind = self._by_head(after[at + 2 :]) if word in _SPEAKS_FOR else None
                return behind if behind in _PARTISAN else found  # "…, spokesman for the rebels"
        return None


def _proper(words: Sequence[str]) -> str | None:
    """The name that a phrase ends in, before any "of …": "spokesman Mohammed Gununu" gives the man's name."""
    stop = next((i for i, w in enumerate(words) if w in ("of", "for", "in", "at", "from")), len(words))
    start = stop
    while start > 0 and (
        words[start - 1][:1].isupper() or words[start - 1] in ("al", "el", "bin", "ibn", "de", "van", "abu")
    ):
        start -= 1
    name = [w for w in words[start:stop] if w.lower() not in ("the", "a", "an", "its", "his", "her", "their")]
    return " ".join(name) or None
