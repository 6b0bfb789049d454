"""Who is cited for what (PolNeAR): source, cue and content of every attribution of an article.

The set is wider than what a claim needs: it takes wanting, promising, urging and believing for attributions too, and
a pronoun for a source. So its frames are read here, from the same clauses and verbs of saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.extract.citing import cited
from dragoman.extract.clauses import Clause, is_time_noun
from dragoman.extract.grammar import Noun, VerbGroup, with_of
from dragoman.models import Encoder
from dragoman.workshop.metrics import Counts, Figures, Line, Lines, dice, pairs, word_spans, words_in
from dragoman.workshop.tasks.rooms import Parsed, Rooms, Task
from dragoman.world.forms import forms

# Verbs of attitude and speech act whose object or complement is a content.
WIDER = (
    "acknowledge accuse admit advise advocate answer apologize appeal applaud ask assail assure attack back "
    "beg blame blast boast "
    "call challenge charge chant complain concede condemn consider continue criticize decline decry defend "
    "demand denounce "
    "describe dismiss discuss echo encourage endorse express follow forecast guess highlight imply "
    "insinuate joke "
    "know lament lash laud mock oppose order pledge point portray praise propose question quip read "
    "recommend refuse refute "
    "reject remind reply request respond retort shout slam suspect support swear threaten tout urge vow "
    "want wish wonder "
    "worry plan promise decide rule release refer retweet lie"
).split()
NEVER = frozenset("see saw seen sees put puts read find finds feel show shows".split())  # too often something else
ADDRESS = frozenset("i we you me us there it this that which what".split())  # speakers inside a quotation, or nobody
_EDGES = " \t\n\xa0,;:—–-."


def _predict(records: Iterable[Line], rooms: Rooms) -> Iterator[Line]:
    english = rooms.world.languages["en"]
    cues = (rooms.names.saying | {f for w in WIDER for f in forms(w, english.irregular)}) - NEVER
    for record in records:
        if rooms.encoder is not None:
            yield {"id": record["id"], "attributions": list(_seen(record["text"], rooms, rooms.encoder))}
            continue
        found = [row for p in rooms.parsed(record["text"]) for row in _attributions(record["text"], p, cues)]
        yield {"id": record["id"], "attributions": found}


def _seen(text: str, rooms: Rooms, encoder: Encoder) -> Iterator[Line]:
    """As the learned reader sees them."""
    for passage, words in rooms.passages(text):
        for one in cited(encoder, passage, words):
            source, cue, *content = [
                [passage.spans[run[0]].start, passage.spans[run[1] - 1].end] if run else []
                for run in (one.source, one.cue, *one.content)
            ]
            yield {"source": [source] if source else [], "cue": [cue], "content": content}


def _attributions(text: str, p: Parsed, cues: frozenset[str]) -> Iterator[Line]:
    for number, clause in enumerate(p.clauses):
        for verb in clause.verbs:
            if p.s.low[verb.head] in cues and not verb.infinitive:
                row = _row(text, p, number, verb, cues)
                if row:
                    yield row
    yield from _according(text, p)


def _row(text: str, p: Parsed, number: int, verb: VerbGroup, cues: frozenset[str]) -> Line | None:
    s, clause = p.s, p.clauses[number]
    inverted = _after(p, verb)
    noun = inverted or clause.subject
    if noun is None or is_time_noun(s, noun) or s.tags[noun.head] == "CD" or s.low[noun.head] in ADDRESS:
        return None
    noun = with_of(s, noun)
    start, end = s.spans[verb.start].start, s.spans[verb.end - 1].end
    left = s.spans[noun.start].start if noun.end <= verb.start and not clause.inherited else start
    right = s.spans[noun.end - 1].end if inverted else end
    before = _trimmed(text, s.span.start, min(left, start))
    after = _trimmed(text, _past_hearer(p, verb, right), s.spans[_last(p, number, cues) - 1].end)
    content = _content(text, clause, before, after, quoted=_quote_before(text, min(left, start)))
    if not content or (noun.start < verb.start and verb.passive):
        return None
    source = s.cover(noun.start, noun.end)
    return {"source": [[source.start, source.end]], "cue": [[start, end]], "content": content}


def _content(text: str, clause: Clause, before: list[int], after: list[int], *, quoted: bool) -> list[list[int]]:
    """What stands before a trailing cue ("…," he said), what goes on behind it, or all behind a leading cue."""
    if quoted and before and before[1] - before[0] > 8:
        goes_on = after and text[after[0]] in '“"'
        return [before, after] if goes_on else [before]
    return [after] if after else []


def _after(p: Parsed, verb: VerbGroup) -> Noun | None:
    """The speaker behind the verb: "…," said the mayor."""
    s = p.s
    noun = s.noun_at(verb.end)
    at = verb.start - 1
    free = at >= 0 and s.words[at] in "\"”’',"
    return noun if noun is not None and noun.start == verb.end and free else None


def _quote_before(text: str, at: int) -> bool:
    """Does a comma or the end of a quotation stand right before?"""
    return bool(re.search(r"[,?!]\s*[\"”’']?\s*(?:and |but )?$|[\"”]\s*$", text[max(0, at - 8) : at]))


def _past_hearer(p: Parsed, verb: VerbGroup, right: int) -> int:
    """Past the hearer of "told Reuters that …"."""
    s = p.s
    noun = s.noun_at(verb.end)
    if (
        s.low[verb.head] in ("told", "tells", "tell", "asked", "urged", "assured", "reminded")
        and noun is not None
        and noun.start == verb.end
    ):
        return s.spans[noun.end - 1].end
    return right


def _last(p: Parsed, number: int, cues: frozenset[str]) -> int:
    """Where the content behind a cue ends: before the next clause of the same speaker that has a cue of its own."""
    for clause in p.clauses[number + 1 :]:
        verb = clause.verb
        if verb is not None and clause.link in ("coord", "resume") and clause.inherited and p.s.low[verb.head] in cues:
            return max(clause.start, p.clauses[number].end)
    return len(p.s.spans)


def _according(text: str, p: Parsed) -> Iterator[Line]:
    """ "According to X, …": the rest of the sentence is the content."""
    for f in p.frames:
        source = next((v.span for v in f.voices if v.span), None)
        if f.clause is None and source is not None and text[f.cue.start].isalpha():
            before = _trimmed(text, p.s.span.start, f.cue.start)
            after = _trimmed(text, source.end, p.s.span.end)
            content = before if before and before[1] - before[0] > 12 else after
            if content:
                yield {"source": [[source.start, source.end]], "cue": [[f.cue.start, f.cue.end]], "content": [content]}


def _trimmed(text: str, start: int, end: int) -> list[int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return [start, end] if end > start else []


# -------------------------------------------------------------------------- figures

ROLES = ("source", "cue", "content")


def _folded(row: Line, words: list[tuple[int, int]]) -> dict[str, frozenset[int]]:
    spans = {r: row.get(r) or [] for r in ROLES}
    return {r: words_in([v] if v and isinstance(v[0], int) else v, words) for r, v in spans.items()}


def _figures(gold: Lines, made: Lines) -> Figures:
    spans = {r: Counts() for r in ROLES}
    whole = {n: Counts() for n in ("head_and_content", "head_and_content50", "full50", "content50")}
    for key, g in gold.items():
        words = word_spans(g["text"])
        wanted = [_folded(a, words) for a in g["attributions"]]
        found = [_folded(a, words) for a in made.get(key, {}).get("attributions") or []]
        heads = [words_in([a["source_head"]], words) if a.get("source_head") else None for a in g["attributions"]]
        for r in ROLES:
            a, b = [w[r] for w in wanted if w[r]], [f[r] for f in found if f[r]]
            met = pairs({(i, j): 1 + 0.001 * dice(x, y) for i, x in enumerate(a) for j, y in enumerate(b) if x & y})
            spans[r].add(len(met), len(b), len(a))
        for name, weights in _agreements(wanted, found, heads).items():
            whole[name].add(len(pairs(weights)), len(found), len(wanted))
    return {f"{r}.overlap_f1": c.f1 for r, c in spans.items()} | {f"{n}.f1": c.f1 for n, c in whole.items()}


def _agreements(
    wanted: list[dict[str, frozenset[int]]], found: list[dict[str, frozenset[int]]], heads: list[frozenset[int] | None]
) -> dict[str, dict[tuple[int, int], float]]:
    out: dict[str, dict[tuple[int, int], float]] = {
        n: {} for n in ("head_and_content", "head_and_content50", "full50", "content50")
    }
    for i, a in enumerate(wanted):
        for j, b in enumerate(found):
            if not a["content"] & b["content"]:
                continue
            alike = dice(a["content"], b["content"])
            named = bool(b["source"] & (heads[i] or a["source"])) if a["source"] else not b["source"]
            cued = bool(a["cue"] & b["cue"]) or not (a["cue"] or b["cue"])
            tests = {
                "head_and_content": named, "content50": alike >= 0.5,
                "head_and_content50": named and alike >= 0.5, "full50": named and cued and alike >= 0.5,
            }  # fmt: skip
            for name, holds in tests.items():
                if holds:
                    out[name][i, j] = 1 + 0.001 * alike
    return out


TASK = Task("attribution", "source, cue and content", _predict, lambda r: "attributions" in r, _figures)
