"""What is known, as data: kinds, words, actors, outlets. Loaded once, checked, with line numbers in errors.

The built-in files stand beside this one; a folder of the user's own with the same layout may be laid over them
(entries of the same id replace ours, new ones are added). Formats: ``docs/world-files.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dragoman.errors import WorldError

BUILT_IN = Path(__file__).parent
T = TypeVar("T")


class Plover(msgspec.Struct, frozen=True):
    """Category and mode in PLOVER (Open Event Data Alliance, 2021)."""

    category: str | None = None
    mode: str | None = None


class Acled(msgspec.Struct, frozen=True):
    """Event and sub-event type in ACLED's codebook (2023)."""

    event_type: str
    sub_event_type: str


class Cue(msgspec.Struct, frozen=True, rename={"with_": "with"}):
    """Words that betray a kind, in the cue language of ``docs/world-files.md``."""

    cue: str
    weight: float = 1.0
    with_: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    slots: dict[str, str] = {}
    status: str | None = None


class NearMiss(msgspec.Struct, frozen=True):
    """A sentence that must not give the kind, and why."""

    text: str
    because: str = ""


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of act or state."""

    kind: str
    name: str
    definition: str
    parents: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    status: str | None = None
    plover: Plover | None = None
    acled: Acled | None = None
    cameo: str | None = None
    ucdp: str = "none"
    slots: dict[str, str] = {}
    cues: tuple[str | Cue, ...] = ()
    examples: tuple[str, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    step: str | None = None
    aside: bool = False


class KnownActor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Someone who acts, with the names they go by and the years they did."""

    id: str
    name: str
    kind: str
    country: str | None = None
    theatre: str = ""
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    from_: str | int | None = None
    until: str | int | None = None
    role: str = ""
    note: str = ""


class KnownOutlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who publishes, with ownership facts and no grade."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    place: str | None = None
    kind: str = ""
    state_link: str = "unknown"
    owner: str | None = None
    wire_family: str | None = None
    languages: tuple[str, ...] = ()
    note: str = ""


class Language(msgspec.Struct, frozen=True):
    """Words of one language that the reading rules use."""

    name: str
    lexicons: dict[str, tuple[str, ...]] = {}
    irregular: dict[str, tuple[str, ...]] = {}
    saying: dict[str, tuple[str, ...]] = {}
    labels: dict[str, tuple[str, ...]] = {}
    voices: dict[str, tuple[str, ...]] = {}
    conditions: dict[str, tuple[str, ...]] = {}  # words that open a condition: always, or ahead of the past
    conflict: tuple[str, ...] = ()  # words that show a report on conflict
    aside: tuple[str, ...] = ()  # words that show another subject


@dataclass(frozen=True)
class World:
    """All knowledge, ready to use."""

    kinds: Mapping[str, Kind]
    actors: Mapping[str, KnownActor]
    outlets: Mapping[str, KnownOutlet]
    languages: Mapping[str, Language]
    pins: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = field(default=(BUILT_IN,))
    packs: tuple[Path, ...] = ()  # index files of places, the uppermost last

    def ancestors(self, kind: str) -> set[str]:
        """The kind and everything above it."""
        seen, stack = set(), [kind]
        while stack:
            name = stack.pop()
            if name not in seen:
                seen.add(name)
                stack += self.kinds[name].parents if name in self.kinds else ()
        return seen


@lru_cache(maxsize=4)
def load(extra: tuple[Path, ...] = ()) -> World:
    """Read the built-in world and any folders laid over it. Raises WorldError naming file and line."""
    folders = (BUILT_IN, *extra)
    for folder in extra:
        if not folder.is_dir():
            raise WorldError("no such folder", where=str(folder), do="Give a folder laid out like docs/world-files.md.")
    pins = tuple(p for f in folders for p in sorted(f.glob("pins*.csv")))
    packs = tuple(path for folder in extra for path in _packs(folder))
    files = _files(folders)
    return World(files.kinds, files.actors, files.outlets, files.languages, pins, folders, packs)


def _packs(folder: Path) -> list[Path]:
    """The index files of a folder's packs, each compared with its note."""
    from dragoman.world.packs import noted, whole

    return [whole(folder, pack) for pack in noted(folder)]


class _Files(msgspec.Struct, frozen=True):
    """What the world files say."""

    kinds: dict[str, Kind]
    actors: dict[str, KnownActor]
    outlets: dict[str, KnownOutlet]
    languages: dict[str, Language]


def _files(folders: tuple[Path, ...]) -> _Files:
    """What the world files say: as they were read at an earlier start, else read and checked now."""
    from dragoman.world.kept import fetched, keep, kept_path

    path = kept_path(folders, Path(__file__))
    known = fetched(path, _Files)
    if known is None:
        known = _Files(
            _by_id(_entries(folders, "ontology/*.yaml", Kind), "kind"),
            _by_id(_entries(folders, "actors/*.yaml", KnownActor), "id"),
            _by_id(_entries(folders, "outlets.yaml", KnownOutlet), "id"),
            _languages(folders),
        )
        keep(path, known)
    return known


def _by_id(entries: Iterable[T], key: str) -> dict[str, T]:
    return {getattr(e, key): e for e in entries}


def _entries(folders: tuple[Path, ...], pattern: str, form: type[T]) -> Iterable[T]:
    for folder in folders:
        for path in sorted(folder.glob(pattern)):
            rows = read_yaml(path) or []
            try:
                yield from msgspec.convert(rows, tuple[form, ...], strict=False)  # type: ignore[valid-type]
            except msgspec.ValidationError:
                raise _located(path, rows, form) from None


def _located(path: Path, rows: Any, form: type) -> WorldError:
    """Find the entry that is wrong and the line it starts on."""
    import yaml

    nodes = yaml.compose(path.read_text(encoding="utf-8"))
    if not isinstance(rows, list):
        return WorldError("must be a list of entries", where=str(path), do="See docs/world-files.md.")
    for number, row in enumerate(rows):
        try:
            msgspec.convert(row, form, strict=False)
        except msgspec.ValidationError as wrong:
            line = nodes.value[number].start_mark.line + 1 if nodes is not None else 0
            return WorldError(str(wrong), where=f"{path}:{line}", do="See docs/world-files.md.")
    return WorldError("is not well formed", where=str(path))


def _languages(folders: tuple[Path, ...]) -> dict[str, Language]:
    """Language files, with ``xx.anything.yaml`` companions adding lexicons to ``xx``."""
    found: dict[str, Language] = {}
    for folder in folders:
        for path in sorted(folder.glob("languages/??.yaml")):
            lexicons: dict[str, tuple[str, ...]] = {}
            for companion in sorted(folder.glob(f"languages/{path.stem}.lexicons.*.yaml")):
                lexicons |= _lists(read_yaml(companion), companion)
            rows = read_yaml(path)
            if not isinstance(rows, dict):
                raise WorldError("must be named entries", where=str(path), do="See docs/world-files.md.")
            rows["lexicons"] = _lists(rows.get("lexicons"), path) | lexicons
            try:
                found[path.stem] = msgspec.convert(rows, Language, strict=False)
            except msgspec.ValidationError as wrong:
                raise WorldError(str(wrong), where=str(path)) from None
    return found


def _lists(rows: Any, path: Path) -> dict[str, tuple[str, ...]]:
    """Lexicons as lists of words."""
    try:
        return msgspec.convert(rows or {}, dict[str, tuple[str, ...]], strict=False)
    except msgspec.ValidationError as wrong:
        what = f"a lexicon is no list of words: {wrong}"
        raise WorldError(what, where=str(path), do="See docs/world-files.md.") from None


def read_yaml(path: Path) -> Any:
    """One YAML file; dates and words such as ``no`` stay text. Raises WorldError naming the line that does not parse."""
    import yaml

    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506 (a safe loader)
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 0
        raise WorldError(str(wrong.problem), where=f"{path}:{line}", do="Mend the line.") from None
    except yaml.YAMLError as wrong:
        raise WorldError(" ".join(str(wrong).split()), where=str(path), do="Mend the file.") from None
    except UnicodeDecodeError as wrong:
        raise WorldError(f"is not UTF-8 at byte {wrong.start}", where=str(path), do="Save it again as UTF-8.") from None
    except OSError as wrong:
        raise WorldError(f"cannot be read: {wrong.strerror}", where=str(path), do="Check its rights.") from None


@lru_cache(maxsize=1)
def _loader() -> Any:
    """A safe loader that reads no dates and only true and false as truth values (NO is Norway)."""
    import re

    import yaml

    class Plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))]
            for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
    return Plain
