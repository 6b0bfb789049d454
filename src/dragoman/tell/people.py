"""Finds the private persons that a report names: residents, witnesses, victims and their kin.

Public is who bears a public role anywhere in the report ("army spokesman Ali Khalil"; "Ali, the governor of …").
Private is who bears a private role, an age, or a part-name with no public role ("Abu Ahmad", "Um Khaled"), who is
named as somebody's kin ("his sister Ana"), and who speaks as a resident or is a victim of a claim and bears no
public role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.records import Claim, Finding, Report, Role, Span
from dragoman.tell.kin import named_kin
from dragoman.tell.roles import (
    AFTER_PLACES,
    BEFORE_PLACES,
    BODIES,
    CLAUSE_WORDS,
    DAYS,
    DETERMINERS,
    HONORIFICS,
    KUNYAS,
    OPENERS,
    PART_NAMED_PLACES,
    PARTICLES,
    PLACE_NOUNS,
    PLACE_STARTS,
    PRIVATE,
    PUBLIC,
    SAYING,
)
from dragoman.text import flat, name_key
from dragoman.world.gazetteer import country_words

_CAPITAL = r"(?:(?:al|el|as|ash|at|an|ar|ad|az)[-‐‑])?[^\W\d_a-zà-öø-ÿа-яё](?:\w{0,2}\.|[\w'’ʼ‘`\-‐‑]*)"
_BETWEEN = rf"(?:[ \u00a0\t]+(?:(?:{'|'.join(sorted(PARTICLES))})[ \u00a0])*)"
_RUN = re.compile(rf"(?<![\w'’]){_CAPITAL}(?:{_BETWEEN}{_CAPITAL}){{0,5}}")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|at|an|ar|ad|az)-")
_WORD = re.compile(r"[^\W_][\w'’\-‐‑]*")
_AGE = re.compile(r"\s*[,(]\s*(?:aged\s+)?\d{1,2}\s*(?:[,.)]|$|years?\b)|\s*,\s*(?:a|an|the)\s+\d{1,2}-years?-old\b")
_APPOSITION = re.compile(r"\s*(?:,|\(|[–—-]\s)\s*(?P<words>[^,.;:()\n–—]{1,80})")
_WHO = re.compile(r"\s*,?\s*who\s+(?:is|was|lives|lived|works|worked)\s+(?P<words>[^,.;:()\n]{1,60})")
_ARABIC = re.compile(r"(?<!\w)(?:أبو|أبا|أبي|أم)[ \u00a0]\w+(?:[ \u00a0]ال\w+)?")
_ON_PERSONS = re.compile(
    r"abduct|arrest|kill|execut|tortur|rape|sexual|detain|detention|hostage|injur|assassin|releas|attack_on_person|murder|disappear"
)
NEAR = 5  # words after a name within which a private role is its bearer's; guessed
_FORCED_VOICES = ("resident", "anonymous")


@dataclass(frozen=True, slots=True)
class Person:
    """A name that is to be veiled, and what its bearer is called instead."""

    name: str
    called: str  # resident | witness | victim | relative | person


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a report names: private persons, and the keys of public names."""

    private: tuple[Person, ...] = ()
    public: frozenset[str] = frozenset()


def named(report: Report, findings: Sequence[Finding] = (), places: frozenset[str] = frozenset()) -> Named:
    """The persons that a report names, private and public.

    ``places`` are keys (``text.name_key``) of names that elsewhere in the record mean places.
    """
    text = f"{report.text}\n\n{report.title or ''}"
    known = _known(findings) | places
    private: dict[str, Person] = {}
    public: set[str] = set()
    for run in _runs(text):
        words = run.of(text)
        verdict = _by_context(text, run)
        if verdict == "public":
            public.add(name_key(_bare(words)))
        elif verdict and not _is_no_person(words) and not _is_land_or_known(words, verdict, known):
            _note(private, words, verdict)
    kin = [Person(name, "relative") for name in named_kin(text) if not _is_no_person(name)]
    for person in (*kin, *_forced(report, findings, known), *_arabic(report.text)):
        _note(private, person.name, person.called)
    spared = {token for name in public for token in name.split()}
    whole = {token for key in private if " " in key for token in key.split()}  # "Ms Nasser" is the Sara Nasser before
    kept = [p for key, p in private.items() if not _is_public(key, public, spared) and key not in whole]
    sure = {name_key(person.name) for person in kin}  # "his sister Ana" is no town, whatever else is called so
    return Named(tuple(kept), frozenset(public) | (known - sure))


def _is_land_or_known(words: str, verdict: str, known: frozenset[str]) -> bool:
    """A name that an age alone does not make a person's, or a country after "her brother, "."""
    key = name_key(words)
    return (verdict == "person" and key in known) or (verdict == "relative" and key in country_words())


def place_keys(findings: Iterable[Finding]) -> frozenset[str]:
    """The keys of all names that were chosen as places."""
    return frozenset(name_key(f.place.chosen.name) for f in findings if f.place.chosen)


def tokens(name: str) -> list[str]:
    """The parts of a name by which its bearer may be meant alone: no particles, titles or initials."""
    parts = [t for t in (_ARTICLE.sub("", part) for part in flat(name).split()) if len(t.strip(".")) > 2]
    return [t for t in parts if t not in PARTICLES and t not in HONORIFICS and t not in KUNYAS and t not in OPENERS]


def _note(private: dict[str, Person], words: str, called: str) -> None:
    name = _bare(words)
    if name and not all(t.lower() in OPENERS or t.lower() in DAYS for t in name.split()):
        private.setdefault(name_key(name), Person(name, called))


def _is_public(key: str, public: set[str], spared: set[str]) -> bool:
    """The same name, or a part or an extension of it, bears a public role in this report."""
    parts = key.split()
    return key in public or (len(parts) == 1 and key in spared) or any(_inside(key, other) for other in public)


def _inside(key: str, other: str) -> bool:
    return bool(other) and (f" {other} " in f" {key} " or f" {key} " in f" {other} ")


def _known(findings: Iterable[Finding]) -> frozenset[str]:
    """Names that the world's lists know: places, outlets, groups and public figures."""
    keys: set[str] = set()
    for finding in findings:
        keys.update(name_key(m.words) for m in finding.claim.role("place", "origin", "destination"))
        if finding.place.chosen:
            keys.add(name_key(finding.place.chosen.name))
        if finding.outlet:
            keys.add(name_key(finding.outlet.name))
        for choice in finding.actors:
            if choice.actor.chosen and not choice.actor.chosen.provisional:
                keys |= {name_key(choice.mention.words), name_key(choice.actor.chosen.name)}
    return frozenset(keys - {""})


def _runs(text: str) -> Iterator[Span]:
    """Every run of capitalised words, with the particles between them, without sentence openers before it."""
    for found in _RUN.finditer(text):
        start, end = found.span()
        while start < end:
            first = _WORD.match(text, start)
            if first is None or first[0].lower() not in OPENERS or first.end() >= end:
                break
            start = first.end() + len(text[first.end() : end]) - len(text[first.end() : end].lstrip())
        words = text[start:end].rstrip(".")
        if words.endswith(("'s", "’s")):
            words = words[:-2]
        if words and words.lower() not in OPENERS:
            yield Span(start, start + len(words.rstrip("'’-‐‑")))


def _by_context(text: str, run: Span) -> str | None:
    """ "public", what a private person is called, or None where the words around do not tell."""
    parts = [w.strip(".") for w in run.of(text).split()]
    inside = [w.lower() for w in parts]
    if any(w in PUBLIC for w in inside[:-1]) or (len(inside) == 1 and inside[0] in PUBLIC):
        return "public"
    segments = re.split(r"[.;:()\n\"“”]", text[max(0, run.start - 90) : run.start])[-1].split(",")
    before = segments[-1].split()
    last = before[-1].lower() if before else ""
    role = _role_before(segments, last, inside) or _role_after(text, run.end)
    if role and (last not in BEFORE_PLACES or len(inside) > 1):
        return role
    part_name = inside[0] in KUNYAS and len(inside) > 1 and not _is_place(text, run, [w.lower() for w in before])
    if last in BEFORE_PLACES and not part_name:
        return None
    if _AGE.match(text, run.end) and inside[-1] not in DAYS and inside[0] not in DAYS:
        return "person"
    titled = inside[0] in HONORIFICS and len(inside) > 1 and not parts[0].isupper()
    return "person" if part_name or titled else None


def _role_before(segments: list[str], last: str, inside: list[str]) -> str | None:
    """A role word right before a name: "army spokesman Ali", "Villager Mahmoud", "The mayor, Oscar Cáceres"."""
    if last in PUBLIC:
        return "public"
    if called := next((PRIVATE[w] for w in inside[:-1] if w in PRIVATE), None):
        return called
    before = segments[-1].split()
    if last in PRIVATE and (len(inside) > 1 or PRIVATE[last] in ("resident", "witness")):
        return PRIVATE[last]
    if before or len(segments) < 2:
        return None
    words = [w.lower() for w in segments[-2].split()]
    if not words or words[0] not in DETERMINERS:
        return None
    for at, word in enumerate(words[:5]):
        role = "public" if word in PUBLIC else PRIVATE.get(word)
        if role:
            return role if at + 1 == len(words) or words[at + 1] in BEFORE_PLACES else None
    return None


def _is_place(text: str, run: Span, before: list[str]) -> bool:
    """Is a part-name ("Abu Dhabi", "the Abu al-Zendayn crossing") a place's or a body's?"""
    following = _WORD.search(text, run.end, run.end + 30)
    near = before[-2:]
    return (
        name_key(run.of(text)) in PART_NAMED_PLACES
        or (following is not None and following[0].lower() in AFTER_PLACES)
        or (bool(near) and (near[-1] in BEFORE_PLACES - {"of", "from", "to", "between"} or near[0] in PLACE_NOUNS))
    )


def _role_after(text: str, at: int) -> str | None:
    """The first role word in what follows a name: "Abu Ahmad, a resident whose brother is a commander"."""
    found = _APPOSITION.match(text, at) or _WHO.match(text, at)
    if found is None:
        return None
    words = [w[0].lower() for w in _WORD.finditer(found["words"])]
    for index, word in enumerate(words[:10]):
        role = "public" if word in PUBLIC else PRIVATE.get(word)
        if role is None and (word in SAYING or word in CLAUSE_WORDS or word in BEFORE_PLACES - {"of"}):
            return None
        if role and role != "public" and index >= NEAR:
            continue
        if role:
            following = words[index + 1] if index + 1 < len(words) else ""
            return None if following in SAYING and index <= 2 else role
    return None


def _forced(report: Report, findings: Iterable[Finding], known: frozenset[str]) -> Iterator[Person]:
    """Persons named where a resident speaks or a victim is told of, with no public role there."""
    for finding in findings:
        for span, called, may_be_short in _suspects(finding.claim, finding):
            yield from _persons_in(report.text, span, called, may_be_short, known)


def _suspects(claim: Claim, finding: Finding) -> Iterator[tuple[Span, str, bool]]:
    for voice in claim.stance.voices:
        if voice.kind in _FORCED_VOICES and voice.naming in ("named", "part_named") and voice.span:
            yield voice.span, "resident" if voice.kind == "resident" else "person", True
    listed = {c.mention.span for c in finding.actors if c.actor.chosen and not c.actor.chosen.provisional}
    roles: tuple[Role, ...] = ("victim", "recipient") if _ON_PERSONS.search(claim.kind) else ("victim",)
    for mention in claim.role(*roles):
        if mention.span not in listed:
            yield mention.span, "victim" if mention.role == "victim" else "person", False


def _persons_in(text: str, span: Span, called: str, may_be_short: bool, known: frozenset[str]) -> Iterator[Person]:
    words = span.of(text)
    if any(w[0].lower() in PUBLIC for w in _WORD.finditer(words)):
        return
    for run in _runs(words):
        name = _bare(run.of(words))
        parts = name.split()
        before = words[: run.start].split()
        after = words[run.end :].split()
        part_name = bool(parts) and parts[0].lower() in KUNYAS and len(parts) > 1
        of_a_place = bool(before) and before[-1].lower() in BEFORE_PLACES
        if re.search(r"(?<!\w)(?:the|an?)\s+$", text[: span.start + run.start], re.IGNORECASE) and not part_name:
            continue  # a ship, a train, a body: no name of a person stands right behind an article
        adjective = bool(after) and after[0][:1].islower() and after[0] not in ("and", "or", "who", "with")
        if not name or _is_no_person(name) or _is_known(name, known) or _AS_SUCH.search(name):
            continue
        if part_name or (not of_a_place and not adjective and (len(parts) > 1 or may_be_short)):
            yield Person(name, called)


def _is_known(name: str, known: frozenset[str]) -> bool:
    """A known name, or one that begins as a place does: "Daraa al-Balad", "Tal al-Jabiyeh"."""
    first = name.split()[0].lower()
    return name_key(name) in known or (" " in name and (name_key(first) in known or first in PLACE_STARTS))


_AS_SUCH = re.compile(r"^[A-Z]{2,5}$")  # an acronym: UN, ISIS


def _is_no_person(words: str) -> bool:
    parts = [w.lower().strip(".'’") for w in words.split()]
    return any(p in BODIES or p in DAYS for p in parts) or not any(len(p) > 1 for p in parts)


def _bare(words: str) -> str:
    """The name without titles and role words before it."""
    parts = words.replace("\u00a0", " ").split()
    while len(parts) > 1 and parts[0].lower().strip(".") in HONORIFICS | PUBLIC | PRIVATE.keys() | OPENERS:
        parts = parts[1:]
    return " ".join(parts)


def _arabic(text: str) -> Iterator[Person]:
    """Part-names in Arabic script that no public role stands beside.

    أم also means "or": it makes a name only where a word of saying or dwelling stands near.
    """
    for found in _ARABIC.finditer(text):
        after = re.split(r"[.؟!\n]", text[found.end() : found.end() + 40])[0]
        around = text[max(0, found.start() - 25) : found.start()].split() + after.split()
        plain = {w.strip("،.:") for w in around}
        if found[0].startswith("أم") and not plain & _SHE:
            continue
        if not plain & PUBLIC and not found[0].endswith(("ظبي", "غريب", "كمال")):
            yield Person(found[0], "person")


_SHE = frozenset("قالت تقول وقالت المواطنة والدة مقيمة سكان أهالي نازحة روت أضافت وأضافت زوجة أرملة".split())
