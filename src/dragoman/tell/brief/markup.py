"""HTML that cannot be broken out of: words are escaped wherever they are set, and only ``tag`` makes marks."""

from __future__ import annotations

import html
from collections.abc import Iterable

from dragoman.tell.harmless import harmless

_VOID = frozenset(("meta", "link", "br"))


class Html(str):
    """Marks that were made by ``tag``; any other string is words."""

    __slots__ = ()


Part = Html | str | None


def esc(words: str) -> Html:
    """Words as HTML: nothing in them acts."""
    return Html(html.escape(harmless(words), quote=True))


def tag(name: str, /, *parts: Part | Iterable[Part], **attributes: object) -> Html:
    """An element. ``cls`` is class, ``_`` in a name is ``-``; None and False leave an attribute out, True gives it bare."""
    told = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    if name in _VOID:
        return Html(f"<{name}{told}>")
    return Html(f"<{name}{told}>{joined(*parts)}</{name}>")


def joined(*parts: Part | Iterable[Part], by: str = "") -> Html:
    """Parts one after the other; words among them are escaped."""
    return Html(by.join(_flat(parts)))


def _flat(parts: Iterable[Part | Iterable[Part]]) -> Iterable[str]:
    for part in parts:
        if part is None:
            continue
        if isinstance(part, Html):
            yield str(part)
        elif isinstance(part, str):
            yield str(esc(part))
        else:
            yield from _flat(part)


def _attribute(key: str, value: object) -> str:
    name = {"cls": "class"}.get(key, key.rstrip("_").replace("_", "-") if key != "viewBox" else key)
    return f" {name}" if value is True else f' {name}="{esc(str(value))}"'


def name(words: str) -> Html:
    """A name or other words of a report within our own: its script keeps its direction and disturbs nothing around."""
    return tag("bdi", words)


def listed(parts: list[Html], last: str = " and ") -> Html:
    """ "a, b and c"."""
    return Html(", ".join(parts[:-1]) + (last if parts[:-1] else "") + parts[-1]) if parts else Html("")
