"""The cue language of world files, compiled once and matched against tagged sentences.

What the language means stands in ``docs/world-files.md``. Matching starts from an index of word forms, so its
cost grows with the words of the sentence and not with the number of cues.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.errors import WorldError
from dragoman.extract.grammar import Sentence
from dragoman.world import Cue, Kind, World
from dragoman.world.forms import forms
from dragoman.world.parties import party_words

GAP = 4  # words that "~" may skip; from the cue language
FAR = 14  # words that "~" may skip on its way to the next finite verb; guessed from long subjects in news
_STOPS = frozenset([";", ":", "–", "—", "-"])  # a gap does not reach over these (flat text has one dash)
_TAGGED = {"V": ("VB",), "N": ("NN",), "J": ("JJ", "VBN")}
Hits = Mapping[str, Mapping[int, list[int]]]  # lexicon → word number → ends of its phrases there


@dataclass(frozen=True, slots=True)
class Part:
    """One word pattern: forms and tags that fit, or a lexicon, or a gap."""

    forms: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    lexicon: str = ""
    optional: bool = False
    gap: bool = False
    name: bool = False  # a phrase that is a name and nothing else


@dataclass(frozen=True, slots=True)
class Company:
    """Patterns of which any may stand near: plain words and lexicons by look-up, the rest by matching."""

    words: frozenset[str]
    lexicons: tuple[str, ...]
    patterns: tuple[tuple[Part, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.lexicons or self.patterns)

    def stands_in(self, s: Sentence, hits: Hits, scope: tuple[int, int]) -> bool:
        """Does any of the patterns stand in that range of words?"""
        first, last = scope
        if self.words and not self.words.isdisjoint(s.low[first:last]):
            return True
        if any(first <= at < last for name in self.lexicons for at in hits.get(name, ())):
            return True
        return any(match_parts(p, s, at, hits) is not None for p in self.patterns for at in range(first, last))


@dataclass(frozen=True)
class Compiled:
    """A cue ready to match."""

    kind: str
    cue: Cue
    parts: tuple[Part, ...]
    anchor: int  # number of the part whose forms are indexed; -1: its lexicon is
    with_: Company
    unless: Company


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words of a sentence that betray a kind: words ``start`` to ``end``; ``head`` carries the act."""

    kind: str
    start: int
    end: int
    head: int
    weight: float
    cue: Cue


class Cues:
    """All cues of a world's ontology for one language."""

    def __init__(self, world: World, language: str = "en") -> None:
        words = world.languages[language]
        self._irregular, self._lexicons = words.irregular, words.lexicons
        self._forms = lru_cache(maxsize=None)(lambda base: forms(base, self._irregular))
        self._phrases = self._phrase_index(words.lexicons)
        self._parties: dict[str, list[tuple[str, ...]]] = defaultdict(list)  # first word → names, as they are written
        for name in party_words(world):
            self._parties[name.split()[0]].append(tuple(name.split()))
        self._by_form: dict[str, list[Compiled]] = defaultdict(list)
        self._by_lexicon: dict[str, list[Compiled]] = defaultdict(list)
        for kind in world.kinds.values():
            for cue in kind.cues:
                self._add(kind, cue if isinstance(cue, Cue) else Cue(cue))

    # ------------------------------------------------------------------- compiling

    def _phrase_index(self, lexicons: Mapping[str, tuple[str, ...]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """First word → the phrases (as word tuples) that begin with it, and their lexicon."""
        index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name, phrases in lexicons.items():
            for phrase in phrases:
                *lead, last = phrase.lower().split()
                for form in self._forms(last):
                    index[(*lead, form)[0]].append(((*lead, form), name))
        return index

    def _add(self, kind: Kind, cue: Cue) -> None:
        parts = self.parse(cue.cue, kind.kind)
        anchor = next((i for i, p in enumerate(parts) if p.forms and not p.optional), -1)
        compiled = Compiled(
            kind.kind, cue, parts, anchor,
            self._company(cue.with_, kind.kind), self._company(cue.unless, kind.kind),
        )  # fmt: skip
        if anchor >= 0:
            for form in parts[anchor].forms:
                self._by_form[form].append(compiled)
        else:
            self._by_lexicon[parts[0].lexicon].append(compiled)

    def _company(self, patterns: tuple[str, ...], kind: str) -> Company:
        words: set[str] = set()
        lexicons, rest = [], []
        for parts in (self.parse(p, kind) for p in patterns):
            if len(parts) == 1 and parts[0].lexicon:
                lexicons.append(parts[0].lexicon)
            elif len(parts) == 1 and not parts[0].tags:
                words |= parts[0].forms
            else:
                rest.append(parts)
        return Company(frozenset(words), tuple(lexicons), tuple(rest))

    def parse(self, cue: str, kind: str = "") -> tuple[Part, ...]:
        """The parts of one cue. Raises WorldError for an unknown lexicon or an empty cue."""
        parts = tuple(self._part(token, kind) for token in cue.split())
        if not any(p.forms or p.lexicon for p in parts):
            raise WorldError(f"cue {cue!r} of kind {kind!r} has no word in it", do="See docs/world-files.md.")
        return parts

    def _part(self, token: str, kind: str) -> Part:
        if token == "~":  # noqa: S105 (a word pattern)
            return Part(gap=True)
        if token == "%name":  # noqa: S105 (a word pattern)
            return Part(name=True)
        optional = token.endswith("?") and len(token) > 1
        body, _, tag = token.rstrip("?").partition("/")
        found: set[str] = set()
        bases = body.lower().split("|")
        if len(bases) > 1 and any(base.startswith("@") for base in bases):
            raise WorldError(f"kind {kind!r} joins a lexicon to other words in {token!r}", do="Write two cues.")
        for base in bases:
            if base.startswith("@"):
                return self._lexicon_part(base[1:], optional, kind)
            found |= {base[1:]} if base.startswith("=") else self._forms(base)
        return Part(frozenset(found), _TAGGED.get(tag, ()), "", optional)

    def _lexicon_part(self, name: str, optional: bool, kind: str) -> Part:
        if name not in self._lexicons:
            raise WorldError(f"kind {kind!r} asks for the lexicon @{name}, which no language file has")
        return Part(lexicon=name, optional=optional)

    # -------------------------------------------------------------------- matching

    def lexicon_hits(self, s: Sentence) -> dict[str, dict[int, list[int]]]:
        """For each lexicon: word number → ends of its phrases that start there; ``party_word`` are the world's parties."""
        hits: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at, word in enumerate(s.words):
            for party in self._parties.get(word, ()):
                if s.words[at : at + len(party)] == party:
                    hits["party_word"][at].append(at + len(party))
        for at, word in enumerate(s.low):
            for phrase, name in self._phrases.get(word, ()):
                if s.low[at : at + len(phrase)] == phrase:
                    hits[name][at].append(at + len(phrase))
        return hits

    def triggers(self, s: Sentence, clauses: Sequence[tuple[int, int]] = (), hits: Hits | None = None) -> list[Trigger]:
        """Every trigger of the sentence, in order; several may cover the same words.

        ``clauses`` are word ranges: ``unless`` looks only into the clause of the trigger, ``with`` at the whole sentence.
        """
        hits = self.lexicon_hits(s) if hits is None else hits
        found: dict[tuple[str, int], Trigger] = {}
        for compiled, at in self._anchored(s, hits):
            for trigger in self._match(compiled, s, at, hits, clauses):
                key = (trigger.kind, trigger.head)
                best = found.get(key)
                if best is None or (trigger.weight, trigger.end - trigger.start) > (best.weight, best.end - best.start):
                    found[key] = trigger
        return sorted(found.values(), key=lambda t: (t.start, t.end, t.kind))

    def _anchored(self, s: Sentence, hits: Hits) -> Iterator[tuple[Compiled, int]]:
        for at, word in enumerate(s.low):
            for compiled in self._by_form.get(word, ()):
                yield compiled, at
        for name, compiled_cues in self._by_lexicon.items():
            for at in hits.get(name, ()):
                for compiled in compiled_cues:
                    yield compiled, at

    def _match(
        self, c: Compiled, s: Sentence, at: int, hits: Hits,
        clauses: Sequence[tuple[int, int]],
    ) -> Iterator[Trigger]:  # fmt: skip
        before = c.parts[: c.anchor] if c.anchor > 0 else ()
        reach = sum(GAP if p.gap else 3 if p.lexicon or p.name else 1 for p in before)
        for start in range(at, max(-1, at - reach - 1), -1):
            path = match_parts(c.parts, s, start, hits)
            if path is None or (c.anchor >= 0 and at not in path):
                continue
            path = _with_opening(c, s, at, path, hits)
            scope = next(((a, b) for a, b in clauses if a <= path[-1] < b), (0, len(s.low)))
            if scope[0] <= path[0] and self._allowed(c, s, hits, scope):
                yield Trigger(c.kind, path[0], path[-1] + 1, _head(s, path), c.cue.weight, c.cue)
            return

    def _allowed(self, c: Compiled, s: Sentence, hits: Hits, scope: tuple[int, int]) -> bool:
        if c.with_ and not c.with_.stands_in(s, hits, (0, len(s.low))):
            return False
        return not (c.unless and c.unless.stands_in(s, hits, scope))


def _with_opening(c: Compiled, s: Sentence, at: int, path: list[int], hits: Hits) -> list[int]:
    """The path with the cue's first part, where that may be missing and stands there after all."""
    if not c.parts[0].optional or path[0] == 0:
        return path
    longer = match_parts(c.parts, s, path[0] - 1, hits)
    return longer if longer is not None and longer[0] == path[0] - 1 and at in longer else path


def _head(s: Sentence, path: list[int]) -> int:
    """The word that carries the act: the first verb that is no helper, else the noun that ends its first run of nouns."""
    verbs = [at for at in path if s.tags[at].startswith("VB") and s.low[at] not in ("be", "was", "were", "is", "are")]
    if verbs or s.tags[path[0]] in ("IN", "TO"):
        return verbs[0] if verbs else path[0]
    nouns = [at for at in path if s.tags[at].startswith("NN")]
    return next((at for at in nouns if at + 1 not in nouns), path[0])  # "heavy | clashes"


def match_parts(parts: tuple[Part, ...], s: Sentence, at: int, hits: Hits) -> list[int] | None:
    """The word numbers that the parts take from word ``at`` on, or None."""
    if not parts:
        return []
    part, rest = parts[0], parts[1:]
    if part.forms and (at >= len(s.low) or s.low[at] not in part.forms) and not part.optional:
        return None
    if part.gap:
        for skip in range(GAP + 1):
            if skip and (at + skip > len(s.low) or s.low[at + skip - 1] in _STOPS):
                return None
            found = match_parts(rest, s, at + skip, hits)
            if found is not None:
                return found
        return _at_next_verb(rest, s, at + GAP + 1, hits)
    for end in _ends(part, s, at, hits):
        found = match_parts(rest, s, end, hits)
        if found is not None:
            return [*range(at, end), *found]
    return match_parts(rest, s, at, hits) if part.optional else None


def _at_next_verb(rest: tuple[Part, ...], s: Sentence, at: int, hits: Hits) -> list[int] | None:
    """Past a long phrase, a gap also reaches the next finite verb: "talks with … for … have faltered"."""
    verb = next((v for v in s.verbs if v.head >= at - GAP - 1 and v.finite), None)
    if verb is None or verb.head < at or verb.head > at + FAR or any(w in _STOPS for w in s.low[at : verb.head]):
        return None
    return match_parts(rest, s, verb.head, hits)


def _ends(part: Part, s: Sentence, at: int, hits: Hits) -> list[int]:
    if at >= len(s.low):
        return []
    if part.name:
        noun = s.noun_at(at)
        whole = noun is not None and noun.start == at and all(tag == "NNP" for tag in s.tags[at : noun.end])
        return [noun.end] if noun is not None and whole else []
    if part.lexicon:
        return sorted(hits.get(part.lexicon, {}).get(at, []), reverse=True)
    if s.low[at] in part.forms and (not part.tags or s.tags[at].startswith(part.tags)):
        return [at + 1]
    return []
