"""The codebook: every kind with its definition, roles, codes, examples and near misses, read off the ontology."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from dragoman import world as worlds
from dragoman.workshop.pages import Makers, table
from dragoman.world import Kind

NO_CODE = "–"
# The order of the chapters: violence first, as readers look for it, and what is set aside last.
CHAPTERS = ("force", "coerce", "crowds", "moves", "settlement", "states", "words", "aside")


@lru_cache(maxsize=1)
def _by_file() -> dict[str, tuple[str, list[Kind]]]:
    """For each file of the ontology, what it says of itself and its kinds."""
    kinds = worlds.load().kinds
    found = {}
    paths = sorted((worlds.BUILT_IN / "ontology").glob("*.yaml"))
    for path in sorted(paths, key=lambda p: CHAPTERS.index(p.stem) if p.stem in CHAPTERS else len(CHAPTERS)):
        mine = [kinds[row["kind"]] for row in worlds.read_yaml(path)]
        found[path.name] = (_opening(path), mine)
    return found


def _opening(path: Path) -> str:
    """The first two sentences of the comment that a file opens with."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = " ".join(line.lstrip("# ") for line in lines[: next(i for i, x in enumerate(lines) if x[:1] != "#")])
    return " ".join(re.split(r"(?<=[.:])\s+(?=[A-Z`])", head)[:2])


def index() -> str:
    """All kinds with their codes in other schemes."""
    rows = [
        (f"[`{k.kind}`](#{k.kind})", *codes(k))
        for _, kinds in _by_file().values()
        for k in sorted(kinds, key=lambda k: k.kind)
    ]
    return table(("kind", "PLOVER", "ACLED", "CAMEO", "UCDP"), rows)


def codes(kind: Kind) -> tuple[str, str, str, str]:
    """A kind's codes: PLOVER, ACLED, CAMEO, UCDP."""
    plover = kind.plover.category if kind.plover and kind.plover.category else NO_CODE
    if kind.plover and kind.plover.mode:
        plover += f" ({kind.plover.mode})"
    acled = f"{kind.acled.event_type}: {kind.acled.sub_event_type}" if kind.acled else NO_CODE
    ucdp = {"by_parties": "by its parties", "one_sided": "one-sided violence"}.get(kind.ucdp, NO_CODE)
    return plover, acled, kind.cameo or NO_CODE, ucdp


def kinds() -> str:
    """Every kind in full."""
    return "\n\n".join(part for name, (about, mine) in _by_file().items() for part in _file(name, about, mine))


def _file(name: str, about: str, mine: list[Kind]) -> Iterator[str]:
    yield f"### {name.removesuffix('.yaml').capitalize()}\n\n{about}"
    for kind in sorted(mine, key=lambda k: k.kind):
        yield _kind(kind, name)


def _kind(kind: Kind, file: str) -> str:
    plover, acled, cameo, ucdp = codes(kind)
    facts = [
        ("name", kind.name),
        ("above it", ", ".join(f"`{p}`" for p in kind.parents)),
        ("roles", ", ".join(kind.roles)),
        ("status", f"`{kind.status}` by itself" if kind.status else ""),
        ("step of a deal", kind.step or ""),
        ("codes", f"PLOVER {plover}; ACLED {acled}; CAMEO {cameo}; UCDP {ucdp}"),
        ("cues", f"{len(kind.cues)}, in `src/dragoman/world/ontology/{file}`" if kind.cues else ""),
    ]
    parts = [f"#### {kind.kind}", kind.definition, "\n".join(f"- {n}: {w}" for n, w in facts if w)]
    if kind.examples:
        parts.append("Is one:\n\n" + "\n".join(f"- {_marked(e)}" for e in kind.examples))
    if kind.near_misses:
        told = [f"- {_marked(n.text)}" + (f" ({n.because})" if n.because else "") for n in kind.near_misses]
        parts.append("Is none:\n\n" + "\n".join(told))
    return "\n\n".join(parts)


def _marked(sentence: str) -> str:
    """An example with its trigger in bold instead of in brackets."""
    plain = sentence.replace("*", "\\*").replace("<", "\\<")
    return re.sub(r"\[([^\]]+)\]", r"**\1**", plain)


def vague() -> str:
    """The least that each vague word says."""
    from dragoman.extract.quantities import VAGUE

    rows = [(f"{low:,.0f}", ", ".join(w for w, v in VAGUE.items() if v == low)) for low in sorted(set(VAGUE.values()))]
    return table(("at least", "words"), rows)


def actor_lists() -> str:
    """How many actors, outlets, languages and pins are known."""
    world = worlds.load()
    theatres: dict[str, int] = {}
    for actor in world.actors.values():
        theatres[actor.theatre] = theatres.get(actor.theatre, 0) + 1
    rows = [(name, str(number)) for name, number in sorted(theatres.items())]
    told = f"{len(world.kinds)} kinds, {len(world.actors):,} actors, {len(world.outlets)} outlets."
    return told + "\n\n" + table(("theatre", "actors"), rows)


MAKERS: Makers = {"kinds": kinds, "kind index": index, "vague words": vague, "actor lists": actor_lists}
