"""Who says so: the frames of saying in a sentence, the clauses that each covers, and the chain of voices.

The chain runs from the nearest voice to the first: "an army spokesman told Reuters" gives Reuters, then the
spokesman. A clause that no frame covers is the outlet's own word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.extract.clauses import Clause, is_time_noun
from dragoman.extract.grammar import Noun, Sentence, VerbGroup, with_of
from dragoman.extract.names import Names
from dragoman.extract.who import can_be_who
from dragoman.records import Naming, SourceKind, Span, Voice

OUTLET_ITSELF = Voice("outlet_itself", "outlet")
_CARRIES_ON = frozenset("he she it they".split())
_REACH = 3  # sentences back that "he added" may reach; guessed from news paragraphs, as for other pronouns


@dataclass(frozen=True, slots=True)
class Floor:
    """Who has the floor: the voices told last, how many sentences back, and whether a quotation of theirs runs on."""

    voices: tuple[Voice, ...] = ()
    back: int = 1
    open_quote: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One act of saying: its voices, its cue, and the clauses it covers; ``denies`` for "denied that"."""

    voices: tuple[Voice, ...]
    cue: Span
    covers: frozenset[int]
    denies: bool
    clause: int | None  # the clause of the saying verb, None for "according to"


def frames(s: Sentence, clauses: list[Clause], names: Names, floor: Floor) -> list[Frame]:
    """The frames of a sentence; ``floor`` tells who spoke before, for "he added" and quotations that go on."""
    before = floor.voices if floor.back <= _REACH else ()
    found: list[Frame] = []
    for number in range(len(clauses)):
        above = voices_of(found, number)  # "a nurse said | she had counted nine": who speaks in this sentence
        if frame := _verb_frame(s, clauses, number, names, above.voices if above else before):
            found.append(frame)
    found += _according(s, clauses, names)
    return _gone_on(s, clauses, found) or _quoted_on(s, clauses, floor)


def _gone_on(s: Sentence, clauses: list[Clause], found: list[Frame]) -> list[Frame]:
    """ "Nine had died, a nurse said; two more were missing": what follows a semicolon, with no voice of its own, goes on
    with the voice told right before it."""
    stops = [i for i, w in enumerate(s.low) if w == ";"]
    if not stops or not found:
        return found
    told = set().union(*(f.covers for f in found)) | {f.clause for f in found if f.clause is not None}
    for stop in stops:
        before = [f for f in found if s.spans[stop].start >= f.cue.end]
        last = max(before, key=lambda f: f.cue.start, default=None)
        until = next((i for i in stops if i > stop), len(s.low))
        free = frozenset(i for i, c in enumerate(clauses) if stop < c.start < until and i not in told)
        if last is not None and free:
            found = [replace(f, covers=f.covers | free) if f is last else f for f in found]
            told |= free
    return found


def _quoted_on(s: Sentence, clauses: list[Clause], floor: Floor) -> list[Frame]:
    """A sentence inside quotation marks, or opening with one, that names nobody goes on with the voice right before it."""
    opens = s.words[0] in ("“", '"', "«", "„") and floor.back == 1
    if not floor.voices or not (floor.open_quote or opens):
        return []
    return [Frame(floor.voices, s.cover(0, 1), frozenset(range(len(clauses))), False, None)]


def speaker_of(frames_: list[Frame], clauses: list[Clause], clause: int) -> Frame | None:
    """For an act of speech that hangs on a clause of saying ("…, he told Reuters, accusing the rebels"): that frame."""
    hangs = clauses[clause].link == "part" or clauses[clause].inherited
    return next((f for f in frames_ if hangs and f.clause is not None and f.clause == clauses[clause].parent), None)


def voices_of(frames_: list[Frame], clause: int) -> Frame | None:
    """The innermost frame that covers a clause, or None: the outlet's own word."""
    covering = [f for f in frames_ if clause in f.covers]
    return min(covering, key=lambda f: len(f.covers)) if covering else None


def _verb_frame(
    s: Sentence, clauses: list[Clause], number: int, names: Names, before: tuple[Voice, ...]
) -> Frame | None:
    clause = clauses[number]
    verb = clause.verb
    rejects = verb is not None and _rejects(s, verb, names)
    if verb is None or not (s.low[verb.head] in names.saying or rejects):
        return None
    covers = _content(s, clauses, number, names)
    if rejects and not covers:
        return None
    noun = _inverted_subject(s, clauses, number) or clause.subject
    if noun is not None and (is_time_noun(s, noun) or s.tags[noun.head] == "CD" or _head_count(s, noun)):
        noun = None
    if not covers and not _reports_noun(s, clause, names):
        return None
    if verb.passive and s.low[verb.head] not in ("told", "quoted"):
        voices: tuple[Voice, ...] = (Voice("anonymous", "anonymous"),) if s.low[verb.start - 1] == "it" else ()
    else:
        voices = _chain(s, clause, noun, names, before)
    if not voices:
        return None
    covers = covers or frozenset([number])
    denies = (rejects or s.low[verb.head] in names.denying) and not verb.negated
    return Frame(voices, s.cover(verb.start, verb.end), covers, denies, number)


def _head_count(s: Sentence, noun: Noun) -> bool:
    """ "300 people": those who are counted, not someone who speaks; "two residents" may speak."""
    return s.low[noun.head] in _COUNTED and "CD" in s.tags[noun.start : noun.head]


_COUNTED = frozenset("people persons others civilians casualties".split())


def _rejects(s: Sentence, verb: VerbGroup, names: Names) -> bool:
    """ "Rejected the accusation that", "dismissed as lies reports that": what follows is denied."""
    if s.low[verb.head] not in names.rejecting or verb.passive:
        return False
    that = next((i for i in range(verb.end, len(s.low)) if s.low[i] == "that"), None)
    return that is not None and s.low[that - 1] in names.accusations


def _content(s: Sentence, clauses: list[Clause], number: int, names: Names) -> frozenset[int]:
    """The clauses that a saying verb covers: its complement, or, trailing, all before it."""
    covered: set[int] = set()
    for i in range(number + 1, len(clauses)):
        c = clauses[i]
        if (
            (c.link == "comp" and c.parent == number)
            or (c.parent in covered and not _own_frame(s, clauses, i, names))
            or (covered and not _own_frame(s, clauses, i, names) and c.inherited)
        ):
            covered.add(i)
    if covered:
        return frozenset(covered - {i for i in covered if _aside(s, clauses, i)})
    verb = clauses[number].verb
    trailing = verb is not None and _ends_content(s, clauses, number)
    return frozenset(range(number)) if trailing else frozenset()


def _aside(s: Sentence, clauses: list[Clause], number: int) -> bool:
    """Is it the teller's own aside: "said it had cleared the north, which is held by rebels"? What is retold is put back
    in time; the plain present is not, and a quotation says it itself."""
    clause = clauses[number]
    if clause.link != "rel" or clause.parent is None or s.low[clause.start - 1] != ",":
        return False
    told, own = clauses[clause.parent].verb, clause.verb
    present = own is not None and own.finite and not own.past and not own.modal
    return present and told is not None and told.past and not any(w in _QUOTES for w in s.words)


_QUOTES = frozenset('" “ ” „ « »'.split())


def _own_frame(s: Sentence, clauses: list[Clause], i: int, names: Names) -> bool:
    verb = clauses[i].verb
    return verb is not None and s.low[verb.head] in names.saying and not clauses[i].inherited


def _ends_content(s: Sentence, clauses: list[Clause], number: int) -> bool:
    """Does the clause follow its content ("…, police said")? A comma or quotation mark stands right before it."""
    at = clauses[number].start - 1
    while at >= 0 and s.words[at] in "\"”’'":
        at -= 1
    return number > 0 and at >= 0 and (s.words[at] in (",", "?", "!", "…") or s.words[at + 1] in ("”", '"'))


def _inverted_subject(s: Sentence, clauses: list[Clause], number: int) -> Noun | None:
    """The subject that follows its verb: "…, said General Otero" (but not "and said | artillery had hit it")."""
    clause = clauses[number]
    verb = clause.verb
    if verb is None or (clause.subject is not None and not clause.inherited):
        return None
    first = verb.end + (s.tags[verb.end : verb.end + 1] == ("RB",))  # "say | first reports"
    following = s.noun_at(first)
    content = any(c.subject == following and c.parent == number and not c.inherited for c in clauses[number + 1 :])
    return following if following is not None and following.start == first and not content else None


def _reports_noun(s: Sentence, clause: Clause, names: Names) -> bool:
    """ "The Observatory reported air strikes": the content is a phrase."""
    verb = clause.verb
    if verb is None:
        return False
    speaks_of = s.low[verb.head] in _SPEAKING and s.low[verb.end : verb.end + 1] == ("of",)
    if not speaks_of and s.low[verb.head] not in names.reporting:
        return False
    after = verb.end + speaks_of
    at = next((i for i in range(after, len(s.low)) if s.low[i] not in _MEASURING), len(s.low))
    return s.noun_at(at) is not None


_SPEAKING = frozenset("speak speaks spoke speaking talk talked".split())
_MEASURING = frozenset("more less fewer than at least up to over around about".split())


def _chain(
    s: Sentence, clause: Clause, noun: Noun | None, names: Names, before: tuple[Voice, ...]
) -> tuple[Voice, ...]:
    if noun is None or s.low[noun.head] in ("i", "we", "you", "there"):
        return ()
    if s.low[noun.head] in _CARRIES_ON and noun.end - noun.start == 1:
        return before if s.low[noun.head] != "it" or _says_it(s, clause, before) else ()
    verb = clause.verb
    if not (_could_speak(s, noun, names) or _someone(s, noun, verb)):
        return ()
    speaker = voice(s, noun, names)
    if verb is not None and s.low[verb.head] in ("told", "tell", "tells"):
        heard = s.noun_at(verb.end)
        relay = voice(s, heard, names) if heard is not None and heard != noun else None
        if relay is not None and relay.kind in ("agency", "state_media", "outlet_itself"):
            return relay, speaker
    return (speaker,)


def _someone(s: Sentence, noun: Noun, verb: VerbGroup | None) -> bool:
    """ "A volunteer said": who is brought in with "a" and says or tells is someone, in no list though the word may be."""
    return s.low[noun.start] in ("a", "an", "another", "one") and verb is not None and s.low[verb.head] in _ONLY_PEOPLE


_ONLY_PEOPLE = frozenset("said told added recalled recounted testified".split())


def _says_it(s: Sentence, clause: Clause, before: tuple[Voice, ...]) -> bool:
    """Is "it" a body that speaks ("it said"), and not a thing ("it would mean") or a person's word?"""
    verb = clause.verb
    shows = verb is None or verb.modal or s.low[verb.head].startswith(_SHOWS)
    return not shows and not any(v.kind == "resident" for v in before)


_SHOWS = ("mean", "show", "indicat", "suggest", "signal", "put", "give", "gave", "see", "saw", "feel", "felt")


def _could_speak(s: Sentence, noun: Noun, names: Names) -> bool:
    """Is the phrase someone, or a word that stands for a voice (a statement, a video)? "The talks" say nothing."""
    named = any(tag in ("NNP", "NNPS", "CD", "PRP") for tag in s.tags[noun.start : noun.end])
    return named or can_be_who(s, noun, {}) or names.tells(s.low[noun.start : noun.end])


def _according(s: Sentence, clauses: list[Clause], names: Names) -> list[Frame]:
    """ "According to X", "citing X": covers the whole sentence, or the part before a semicolon."""
    found = []
    for at in range(len(s.low) - 2):
        cue = 2 if s.low[at : at + 2] == ("according", "to") else 1 if s.low[at] in ("citing", "quoting", "per") else 0
        noun = s.noun_at(at + cue) if cue else None
        if noun is None or noun.start > at + cue + 1:
            continue
        first, last = _part(s, at)
        covers = frozenset(i for i, c in enumerate(clauses) if first <= c.start < last)
        found.append(Frame((voice(s, noun, names),), s.cover(at, at + cue), covers, False, None))
    return found


def _part(s: Sentence, at: int) -> tuple[int, int]:
    stops = [i for i, w in enumerate(s.low) if w == ";"]
    return max([i for i in stops if i < at], default=0), min([i for i in stops if i > at], default=len(s.low))


def voice(s: Sentence, noun: Noun, names: Names) -> Voice:
    """The voice that a phrase names, with its kind and how it is named."""
    whole = with_of(s, noun)
    low = [*s.low[whole.start : whole.end], *_spoken_for(s, whole)]
    kind, known = names.voice_kind(low, s.low[noun.head], _after(s, whole), _names_in(s, whole))
    start = _no_opening(s, whole)
    beside = _beside(s, whole, names) if kind != "resident" else None
    if beside is None:
        return Voice(kind, _naming(s, noun, known), known, s.cover(start, whole.end))
    name, first, last = beside
    if known is not None:
        return Voice(kind, "named", known, s.cover(start, whole.end))
    return Voice(kind, "named", name, s.cover(min(start, first), max(whole.end, last)))


def _beside(s: Sentence, noun: Noun, names: Names) -> tuple[str, int, int] | None:
    """The name set beside a calling, and where it stands: "an army spokesman, | Colonel Ali Tok, | said"; "Ola Brand, | the
    head of the group, | said"."""
    of_whom = s.noun_at(noun.end + 1) if s.low[noun.end : noun.end + 1] in (("for",), ("at",), ("in",)) else None
    end = of_whom.end if of_whom is not None else noun.end
    tail = s.noun_at(end + 1) if s.low[end : end + 1] == (",",) else None
    if tail is not None and tail.start == end + 1 and s.low[tail.end : tail.end + 1] in ((",",), ("–",), (".",)):
        return _own_name(s, tail, names)
    lead = (
        next((n for n in s.nouns if n.end == noun.start - 1), None)
        if s.low[noun.start - 1 : noun.start] == (",",)
        else None
    )
    closed = s.low[end : end + 1] in ((",",), ("–",), (".",))
    return _own_name(s, lead, names) if lead is not None and closed and s.low[noun.start] in _SETS_BESIDE else None


_SETS_BESIDE = frozenset("the a an its their his her our".split())


def _own_name(s: Sentence, noun: Noun, names: Names) -> tuple[str, int, int] | None:
    """The name that a phrase is, its titles aside, and where the phrase stands; None for one that is more than a name."""
    if any(tag != "NNP" for tag in s.tags[noun.start : noun.end]):
        return None
    titles = [i for i in range(noun.start, noun.end) if names.tells((s.low[i],))]
    start = titles[-1] + 1 if titles and titles[-1] + 1 < noun.end else noun.start
    return s.told(start, noun.end), noun.start, noun.end


def _spoken_for(s: Sentence, noun: Noun) -> list[str]:
    """Whom a spokesman speaks for ("a spokesman for the rebels"), as an "of …" tail."""
    tail = s.noun_at(noun.end + 1) if s.low[noun.end : noun.end + 1] == ("for",) else None
    return ["of", *s.low[tail.start : tail.end]] if tail is not None and s.tags[noun.head] == "NN" else []


def _names_in(s: Sentence, noun: Noun) -> list[str]:
    """The words of a phrase, where the large letter of a sentence's first word makes no name of it."""
    words = [*s.words[noun.start : noun.end]]
    if (
        not any(w.isalnum() for w in s.low[: noun.start])
        and s.tags[noun.start] in ("NN", "NNS", "DT")
        and words[0].istitle()
    ):
        words[0] = words[0].lower()
    return words


def _after(s: Sentence, noun: Noun) -> list[str]:
    """The words of an apposition: "Adnan, spokesman for the committee" or "Ali, a resident"."""
    at = noun.end
    if at < len(s.low) and s.low[at] == ",":
        return list(s.low[at + 1 : at + 9])
    return []


def _no_opening(s: Sentence, noun: Noun) -> int:
    return noun.start + 1 if s.words[noun.start] in "\"“”'‘" and noun.start < noun.head else noun.start


def _naming(s: Sentence, noun: Noun, known: str | None) -> Naming:
    words, tags = s.low[noun.start : noun.end], s.tags[noun.start : noun.end]
    if any(w in ("unnamed", "unidentified", "anonymous", "sources", "source") for w in words):
        return "anonymous"
    if words[-1] in ("reports", "some", "people", "many", "others"):
        return "unnamed_plural"
    proper = sum(t == "NNP" for t in tags)
    if known or proper > 1:
        return "named"
    return "part_named" if proper == 1 and len(words) < 3 else "role_only"


__all__ = ["OUTLET_ITSELF", "Floor", "Frame", "SourceKind", "frames", "voice", "voices_of"]
