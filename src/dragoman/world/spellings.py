"""Other spellings of a name that the world knows: درعا for Daraa, Al-Qaida for al-Qaeda.

Only ways of writing the same name are given, never other names: another script, or nearly the same letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from dragoman.text import name_key
from dragoman.world import World, read_yaml
from dragoman.world.gazetteer import PLACES, alike, gazetteer_of

SHORTEST = 3  # letters of a spelling; shorter ones are codes and common words
# Words that Arabic writes together with the name after them: and, so, in, to, like.
_WRITTEN_BEFORE = "وفبلك"
_TO, _ARTICLE = "ل", "ال"


def spellings(world: World) -> Callable[[str], tuple[str, ...]]:
    """What gives the other spellings of a place's or an actor's name, as name keys; none for other words."""
    places = gazetteer_of(world)
    common = _common_words()

    @lru_cache(maxsize=1000)
    def others(name: str) -> tuple[str, ...]:
        key = name_key(name)
        asked = [] if key in common else _with_article(key)
        known = (names for names in map(places.names_of, asked) if names)
        told = (n for names in (next(known, []), *_of_actors(world, key)) for n in _same(key, names))
        return tuple(dict.fromkeys(form for n in told for form in _forms(n)))

    return others


def _same(key: str, names: Sequence[str]) -> Iterator[str]:
    """The other spellings among some names: in another script, or nearly the letters of the key or of the main name."""
    main = next((n for n in names if n.isascii()), "")  # it stands first
    for other in names:
        if len(other) < SHORTEST or other == key:
            continue
        in_latin = other.isascii()
        if not in_latin or other == main or alike(main, other) or (key.isascii() and alike(key, other)):
            yield other


def _with_article(key: str) -> list[str]:
    """The key, and in Arabic script the same with or without its article: lists and reports differ in it."""
    if not _is_arabic(key):
        return [key]
    return [key, key.removeprefix(_ARTICLE) if key.startswith(_ARTICLE) else _ARTICLE + key]


def _forms(name: str) -> Iterator[str]:
    """The name, and in Arabic script also with the article and the words that are written before it without a blank."""
    if not _is_arabic(name):
        yield name
        return
    for form in _with_article(name):
        yield form
        article = form.startswith(_ARTICLE)
        yield from (word + form for word in _WRITTEN_BEFORE if not (article and word == _TO))
        if article:
            yield _TO + _TO + form.removeprefix(_ARTICLE)


def _is_arabic(name: str) -> bool:
    return "\u0600" <= name[:1] <= "\u06ff"


def _common_words() -> frozenset[str]:
    """Words that some village shares, but that hardly ever mean it: market, of, deal."""
    told = read_yaml(PLACES / "words.yaml")
    return frozenset(word for name in ("common", "inner") for word in str(told[name]).split())


def _of_actors(world: World, key: str) -> Iterator[list[str]]:
    for actor in world.actors.values():
        names = [name_key(name) for name in (actor.name, *actor.aliases)]
        if key in names:
            yield names
