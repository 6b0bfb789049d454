"""Kin of private persons: a given name right after a word of kinship, "his sister Ana", "her sons Omar and Sami".

Who bears a public office is left out by ``people``, as everywhere. The lists are guessed, as those of ``roles``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.tell.roles import DAYS, OPENERS
from dragoman.text import name_key
from dragoman.world.gazetteer import country_words

_ONE = (
    "father mother brother sister wife husband spouse son daughter widow widower uncle aunt auntie cousin nephew niece "
    "grandfather grandmother grandson granddaughter stepfather stepmother stepson stepdaughter godfather godmother "
    "fiancé fiancée fiance fiancee twin baby girlfriend boyfriend father-in-law mother-in-law brother-in-law "
    "sister-in-law son-in-law daughter-in-law half-brother half-sister "
    # Spanish, Portuguese, French, Russian
    "padre madre hermano hermana esposo esposa marido hijo hija tío tía primo prima sobrino sobrina abuelo abuela "
    "pai mãe irmão irmã filho filha sobrinho sobrinha avô avó viuda viúva "
    "père mère frère sœur soeur femme mari épouse époux fils fille oncle tante neveu nièce veuve "
    "отец отца мать брат брата сестра сестру сестры жена жену жены муж мужа сын сына дочь дочери"
)
_SEVERAL = (
    "parents brothers sisters wives sons daughters children siblings cousins nephews nieces twins grandchildren "
    "grandsons granddaughters hermanos hermanas hijos hijas irmãos irmãs filhos filhas frères sœurs soeurs filles"
)
_WHOSE = (
    r"(?i:his|her|their|my|our|whose|su|sus|sa|son|ses|mon|ma|mi|seu|sua|его|её|ее|свою|своего|\w+['’]s|\w+s['’])"
    r"(?:[ \u00a0]+(?:own|late|only|two|three|four|five|six|[a-z]+er|[a-z]+est|twin|young|little|baby|pregnant|newborn|"
    r"\d+-(?:years?|months?)-old)){0,3}[ \u00a0]+"
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-џ][\w'’\-‐‑]*[\w]"
_NAME = rf"{_CAPITAL}(?:[ \u00a0](?:(?:al|el|bin|ibn|bint|de|del|da)[ \u00a0-])?{_CAPITAL}){{0,4}}"
_AGED = r"(?:,? ?\(?(?:aged )?\d{1,3}\)?)?"
_MORE = rf"(?:{_AGED},? ?(?:and|y|e|et|и)? ?{_NAME}){{0,6}}"
_words = "|".join(sorted((_ONE + " " + _SEVERAL).split(), key=len, reverse=True))
_KIN = re.compile(
    rf"(?P<whose>\b{_WHOSE})?(?<![\w-])(?P<kin>{_words})(?P<comma>,)?[ \u00a0\n]+(?P<first>{_NAME})(?P<more>{_MORE})"
)
_PEOPLES = frozenset(
    "muslims christians jews arabs kurds islam islamic allah god jesus arabic hebrew kurdish persian latin".split()
)


def named_kin(text: str) -> Iterator[str]:
    """The names that stand right after a word of kinship.

    After a comma ("his wife, Ana") it must be said whose kin it is; without that, a country ("mother Russia") or a
    people is no person either. Several are named only after a plural: "his sons Omar and Sami".
    """
    for found in _KIN.finditer(text):
        whose, several = bool(found["whose"]), found["kin"] in _SEVERAL.split()
        if found["comma"] and not whose:
            continue
        listed = re.findall(_NAME, found["more"]) if several else []
        for name in (found["first"], *listed):
            if _is_person(
                name.removesuffix("'s").removesuffix("’s"), sure=whose and not several and not found["comma"]
            ):
                yield name.removesuffix("'s").removesuffix("’s")


def _is_person(name: str, *, sure: bool) -> bool:
    parts = [part.lower() for part in name.split()]
    none = any(part in DAYS or part in OPENERS or part in _PEOPLES for part in parts) or name.isupper()
    return not none and (sure or name_key(name) not in country_words())
