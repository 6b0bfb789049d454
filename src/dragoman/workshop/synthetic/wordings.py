"""Sentences for each kind of happening: several wordings each, with slots for who, whom, where, when and how many.

``[…]`` holds the words that name the act. A wording is used only where all its slots can be filled; ``{day}`` and
``{harm}`` may be empty. ``{place}`` carries its preposition where ``in`` or ``near`` fits, ``{spot}`` is the bare name.
"""

from __future__ import annotations

from collections.abc import Mapping

WORDINGS: Mapping[str, tuple[str, ...]] = {
    "shelling": (
        "{doer} [shelled] {spot}{day}{harm}", "{spot} was [shelled] by {doer}{day}{harm}",
        "{doer} [fired rockets] at {spot}{day}{harm}", "{doer} [bombarded] {spot} with artillery{day}{harm}",
        "{spot} was [shelled]{day}{harm}", "[Mortar shells fell] on {spot}{day}{harm}",
    ),
    "air_strike": (
        "{doer} [carried out an air strike] on {spot}{day}{harm}", "warplanes of {doer} [bombed] {spot}{day}{harm}",
        "an [air strike hit] {spot}{day}{harm}", "[warplanes bombed] {spot}{day}{harm}",
    ),
    "explosion": ("an [explosion] shook {spot}{day}{harm}", "a [blast] hit {spot}{day}{harm}"),
    "armed_attack": (
        "{doer} [attacked] positions of {target}{place}{day}{harm}", "{doer} [stormed] a post of {target}{place}{day}{harm}",
        "a post of {target}{place} was [attacked]{day}{harm}", "positions of {target}{place} came [under attack]{day}{harm}",
    ),
    "armed_clash": (
        "{doer} and {target} [clashed]{place}{day}{harm}", "[fighting broke out] between {doer} and {target}{place}{day}{harm}",
        "{doer} [fought] {target}{place}{day}{harm}", "[fighting broke out] with {target}{place}{day}{harm}",
    ),
    "remote_explosive": (
        "a roadside bomb planted by {doer} [exploded]{place}{day}{harm}", "a [car bomb exploded]{place}{day}{harm}",
        "a [roadside bomb went off]{place}{day}{harm}",
    ),
    "arrest": (
        "{doer} [arrested] {arrested} people{place}{day}", "{doer} [detained] {arrested} people{place}{day}",
        "{arrested} people were [arrested]{place}{day}",
    ),
    "raid_search": ("{doer} [raided] homes{place}{day}, where {arrested} people were held", "homes were [raided]{place}{day}"),
    "abduction": (
        "{doer} [abducted] {abducted} people{place}{day}", "{doer} [kidnapped] {abducted} people{place}{day}",
        "{abducted} people were [abducted]{place}{day}",
    ),
    "hostage_taking": ("{doer} [took {abducted} people hostage]{place}{day}", "{abducted} people were [taken hostage]{place}{day}"),
    "peaceful_protest": (
        "{doer} [protested]{place}{day}", "{doer} held a peaceful [demonstration]{place}{day}", "a peaceful [demonstration] was held{place}{day}",
    ),
    "violent_demonstration": ("{doer} [rioted]{place}{day}", "{doer} [threw stones] at police{place}{day}", "a [riot] broke out{place}{day}"),
    "territory_overtaken": (
        "{doer} [captured] {spot}{day}", "{doer} [seized] {spot} from {target}{day}", "{spot} [fell] to {doer}{day}",
        "{spot} was [captured]{day}",
    ),
    "siege": ("{doer} has [besieged] {spot}{since}", "{spot} has been [besieged] by {doer}{since}", "{spot} has been [under siege]{since}"),
    "casualty_toll": (
        "{killed} people have been [killed]{place}{since}", "fighting has [killed] {killed} people{place}{since}",
    ),
    "offer": ("{doer} [offered] {target} a truce{place}{day}", "{doer} [proposed a truce] to {target}{place}{day}"),
    "talks": ("{doer} and {target} [held talks]{place}{day}", "{doer} [held negotiations] with {target}{place}{day}"),
    "agreement": ("{doer} and {target} [signed an agreement]{place}{day}", "{doer} [reached a deal] with {target}{place}{day}"),
    "term": ("under the deal, {target} will [leave] {spot}", "under the agreement, {target} will [withdraw] from {spot}"),
    "collapse": (
        "the agreement between {doer} and {target}{place} [collapsed]{day}",
        "the deal between {doer} and {target}{place} [broke down]{day}",
    ),
    "casualties": (
        "{killed} people were [killed]{place}{day}", "the attack{place}{day} left {killed} people [dead]",
        "{killed} people [died]{place}{day}",
    ),
    "correction": (
        "the death toll of the {act}{place}{day} [rose] to {killed}", "{killed} people were [killed] in the {act}{place}{day}, a new count says",
    ),
}  # fmt: skip
# Kinds that a careless teller says instead.
OTHER_KIND: Mapping[str, tuple[str, ...]] = {
    "shelling": ("explosion",), "air_strike": ("explosion", "shelling"),
    "armed_attack": ("armed_clash",), "armed_clash": ("armed_attack",), "remote_explosive": ("explosion",),
    "arrest": ("raid_search",), "abduction": ("hostage_taking",), "peaceful_protest": ("violent_demonstration",),
}  # fmt: skip
ACTS: Mapping[str, str] = {
    "shelling": "shelling", "air_strike": "air strike", "armed_attack": "attack", "armed_clash": "clashes", "remote_explosive": "bombing",
}  # fmt: skip
SAID: tuple[str, ...] = ("", "", "", ", residents said", ", a security source said", ", officials said")
