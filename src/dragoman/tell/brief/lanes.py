"""The sorts of acts that a page parts: force, movement, deals, words; by the category of a kind in PLOVER."""

from __future__ import annotations

from dragoman.tell.brief.episode import Episode, Told

FORCE, MOVES, DEALS, WORDS, CROWDS, OTHER = (
    "Force", "Forces, people, aid", "Deals and talks", "Words, refusals", "Crowds", "Other",
)  # fmt: skip
_CATEGORIES = {
    FORCE: "ASSAULT COERCE",
    MOVES: "MOBILIZE RETREAT AID",
    DEALS: "AGREE CONSULT SUPPORT CONCEDE COOPERATE",
    WORDS: "REQUEST ACCUSE REJECT THREATEN SANCTION",
    CROWDS: "PROTEST",
}
LANES = (*_CATEGORIES, OTHER)


def lane(episode: Episode, told: Told) -> str:
    """Which sort of act an event is."""
    kind = episode.shown.kinds.get(told.event.kind)
    category = kind.plover.category if kind and kind.plover else None
    return next((title for title, some in _CATEGORIES.items() if category and category in some.split()), OTHER)
