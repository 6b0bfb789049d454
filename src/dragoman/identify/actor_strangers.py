"""Who is in no list: a group or person known only by the name that the report gives, or nobody at all.

Days, feasts, numbers, places and the first word of a sentence are no names of anybody.
"""

from __future__ import annotations

import re

from dragoman.identify.actor_lands import Lands
from dragoman.identify.actor_setting import Setting
from dragoman.identify.actor_words import Phrase, body_words, is_time, name_in, names_place, only_titles
from dragoman.ids import content_id
from dragoman.records import Actor, Candidate, Choice, Mention
from dragoman.text import name_key

_YEAR = re.compile(r"(?:19|20)\d\d")


def no_party(phrase: Phrase, mention: Mention, setting: Setting) -> bool:
    """Do the words name a time, a title without its name, or the place where the report was written? Nobody is meant by them."""
    when = only_titles(phrase) or is_time(phrase.tokens) or bool(_YEAR.fullmatch(phrase.words.strip(" ,.")))
    return when or (setting.dateline is not None and setting.dateline.holds(mention.span))


def stranger(phrase: Phrase, mention: Mention, setting: Setting, lands: Lands) -> Choice[Actor]:
    """A named group that no list has: provisional, and never the same across countries by name alone."""
    name = name_in(phrase)
    if why := _no_name(name, phrase, mention, setting, lands):
        return Choice(None, f"“{phrase.words}” {why}")
    code = setting.country
    actor = Actor(content_id("act", name_key(name), code or ""), name, "unlisted", code, None, True)
    why = f"“{name}” is in no list; kept as a provisional actor"
    why += f" of {lands.name(code)}" if code else ""
    return Choice(actor, why, (Candidate(actor, 0.5, why),))


def _no_name(name: str, phrase: Phrase, mention: Mention, setting: Setting, lands: Lands) -> str:
    """Why what looks like a name is none, or nothing where it may be one."""
    parts = name.split()
    if not phrase.tokens:
        return "says how many, not who"
    if is_time(phrase.tokens) or is_time(parts):
        return "names a time, not who"
    if names_place(phrase) or _is_place(parts, mention, setting):
        return "names a place or a thing, not who is there"
    if not parts or phrase.backed or all(lands.called(p)[0] for p in parts) or _only_beside(parts, phrase):
        return "names nobody that the lists know"
    alone = len(parts) == 1 and not parts[0].isupper()
    if alone and setting.opens(mention) and not setting.also_inside(parts[0]):
        return "only opens its sentence; it may be no name"
    return ""


def _is_place(parts: list[str], mention: Mention, setting: Setting) -> bool:
    """Is all of the name that of a place of the report?"""
    named = setting.places_in(mention.span)
    return bool(parts) and all(any(part in words for words in named) for part in parts)


def _only_beside(parts: list[str], phrase: Phrase) -> bool:
    """Does the name stand before a noun that is no body ("the Sahrin forecast"), so that it names nobody itself?"""
    after = phrase.tokens[phrase.tokens.index(parts[-1]) + 1 : phrase.cut]
    plain = [t for t in after if not t[:1].isupper()]
    return bool(plain) and plain[-1].lower() not in body_words().named_body
