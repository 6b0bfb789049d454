"""Whose people are meant where a pronoun tells it: "its troops", said by Norland's army, are the troops of Norland's army."""

from __future__ import annotations

from dragoman.identify.actor_bodies import FIGHTERS
from dragoman.identify.actor_words import body_words, read_phrase
from dragoman.records import Mention

_OWNED = FIGHTERS | {"police", "government"}  # a party's own; its victims and its kin are told by themselves
_MEN = {"men": "fighters", "boys": "fighters"}  # "his men" fight for him


def in_full(mention: Mention, text: str) -> str:
    """The words of a mention with the owner in the place of the pronoun; as they are where no owner is known."""
    pronoun, _, rest = mention.words.partition(" ")
    if mention.whose is None or pronoun.lower() not in body_words().pronoun_word:
        return mention.words
    rest = _MEN.get(rest.lower(), rest)
    if read_phrase(rest).kind not in _OWNED:
        return mention.words
    owner = mention.whose.of(text).replace("’", "'")
    return f"{rest} of {owner}" if " of " in owner else f"{owner}{_mark(owner)} {rest}"


def _mark(owner: str) -> str:
    return "'" if owner.endswith("s") else "'s"
