"""Ledger lines in words: who says so in the report's own words, days and numbers as one says them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.records import Entry, Fact, Finding
from dragoman.tell import wording
from dragoman.tell.days import interval_words
from dragoman.tell.numbers import range_words
from dragoman.text import name_key

_NUMBERS = ("amount", "share", "towns")
_SIDE_UNKNOWN = "a side not told"


def spoken(entry: Entry, raw: Mapping[str, Finding], text_of: Callable[[str], str]) -> Entry:
    """The line with every "said by" in the words of the report: "an official", not the bare sort of voice."""
    facts = tuple(_spoken(entry, fact, raw, text_of) for fact in entry.facts)
    told = replace(entry, facts=facts)
    return replace(told, key=_about_label(told)) if entry.ledger == "labels" and entry.get("label") else told


def _spoken(entry: Entry, fact: Fact, raw: Mapping[str, Finding], text_of: Callable[[str], str]) -> Fact:
    finding = next((raw[f] for f in fact.findings if f in raw), None)
    if finding is None or not fact.said_by:
        return fact
    text = text_of(finding.claim.report_id)
    if entry.ledger != "labels":
        return replace(fact, said_by=wording.said_by(finding, text))
    speaker = next(iter(wording.voices(finding, text, brief=True)), fact.said_by)
    is_voice = fact.name == "voice" and bool(wording.voice_names(finding, text))
    return replace(fact, said_by=speaker, value=speaker if is_voice else fact.value)


def _about_label(entry: Entry) -> str:
    word, side = entry.get("label")[0], next((f.value for f in entry.get("of")), _SIDE_UNKNOWN)
    return f"{word.said_by}: {word.value} of {side}"


def bearers(entry: Entry) -> tuple[str, ...]:
    """The ids of the findings that a line and its facts rest on, each once."""
    return tuple(dict.fromkeys((*entry.findings, *(f for fact in entry.facts for f in fact.findings))))


def about(entry: Entry) -> str:
    """What a line is about, without its time, which is told beside it."""
    return entry.key.removesuffix(f" ({entry.interval})") if entry.interval else entry.key


def value_words(fact: Fact) -> str:
    """The value of a fact as one says it."""
    if fact.name in _NUMBERS:
        return range_words(fact.value) + (" percent" if fact.name == "share" else "")
    return interval_words(fact.value) if fact.value == fact.when else fact.value


def aside(fact: Fact) -> str:
    """When, and who says so; a time that is the value itself is not told twice."""
    when = interval_words(fact.when) if fact.when and fact.when != fact.value else ""
    return ", ".join(x for x in (when, f"said by {fact.said_by}" if fact.said_by else "") if x)


@dataclass(frozen=True)
class Usage:
    """One speaker's word for one side, in all its forms and episodes."""

    ids: tuple[str, ...]
    speaker: str
    words: tuple[str, ...]
    side: str
    slant: str
    claims: int


def usages(entries: Iterable[Entry]) -> list[Usage]:
    """Lines of the label ledger that differ only in number ("rebel", "rebels") or episode, as one."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_usage_key(entry), []).append(entry)
    return [_usage(group) for group in groups.values()]


def _usage_key(entry: Entry) -> tuple[str, ...]:
    told = [next((f for f in entry.get(name)), None) for name in ("label", "of", "slant")]
    word, side, slant = (f.value if f else "" for f in told)
    speaker = told[0].said_by if told[0] else ""
    return name_key(speaker).removeprefix("the "), name_key(word).removesuffix("s"), side, slant


def _usage(group: Sequence[Entry]) -> Usage:
    words = [f for e in group for f in e.get("label")]
    side = next((f.value for f in group[0].get("of")), _SIDE_UNKNOWN)
    slant = next((f.value for f in group[0].get("slant")), "")
    speaker = words[0].said_by if words else group[0].key
    claims = len({f for e in group for f in e.findings})
    return Usage(tuple(e.id for e in group), speaker, tuple(dict.fromkeys(f.value for f in words)), side, slant, claims)
