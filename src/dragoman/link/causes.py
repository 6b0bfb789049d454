"""Why a deal broke, and who says so: each account stands beside the others, none is preferred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.link.hints import names_any
from dragoman.link.telling import Tellings, fact
from dragoman.link.wording import actors, balanced, said_by, told_when, words_of
from dragoman.records import Fact, Finding, Role
from dragoman.text import flat
from dragoman.world import World

_ACCOUNTS = frozenset(("breach", "refusal"))
# What stands behind these words tells why; English, the only language whose clauses are read so far.
_WHY = re.compile(
    r"\b(?:after|because of|because|owing to|due to|amid|following|over|when)\b\s+(.{4,})", re.IGNORECASE | re.DOTALL
)
# What stands before "after" tells how long after, not why: "three days after", "hours after".
_TIME_BEFORE = re.compile(r"\b(?:minute|hour|day|night|week|month|year|shortly|soon|just|right)s?\s*$", re.IGNORECASE)
_TIME_AFTER = re.compile(_TIME_BEFORE.pattern.replace("$", r"(?:after|since|following)\s*$"), re.IGNORECASE)
_WHICH = re.compile(r"\b(?:who|which|that|whom|whoever)(?:\s+\w+)?\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
# Blame for a deal's end, and a breach of what a pronoun stands for. English.
_FOR_ITS_END = re.compile(
    r"\bfor\b.*\b(?:collapse|failure|breakdown|end|breach|violation)s?\b", re.IGNORECASE | re.DOTALL
)
_BREAKING_IT = re.compile(
    r"\b(?:violat|breach|break|broke|flout|reneg)\w*\s+(?:on\s+)?(?:it|its terms|the terms)\b", re.IGNORECASE
)
GAP = 4  # words that "~" may stand for in a cue (docs/world-files.md)


def tells_breach(finding: Finding, told: Tellings) -> bool:
    """Is it an accusation that somebody broke a deal? Read from the words of the kind ``breach``."""
    if "accuse" not in told.above(finding):
        return False
    words = told.evidence.get(finding.id, "")
    return cue_found("breach", words, told.world) or _broke_it(finding, words, told)


def blames(finding: Finding, told: Tellings) -> bool:
    """Is it an accusation that somebody broke a deal, or is to blame for its end?"""
    if "accuse" not in told.above(finding):
        return False
    words = told.evidence.get(finding.id, "")
    ended = cue_found("collapse", words, told.world) or (
        names_any(words, told.world, "deal") and bool(_FOR_ITS_END.search(words))
    )
    return ended or tells_breach(finding, told)


def _broke_it(finding: Finding, words: str, told: Tellings) -> bool:
    """Is it said to break "it", a deal that stands before in the sentence?"""
    text, start = told.texts.get(finding.claim.report_id, ""), finding.claim.evidence.start
    before = re.split(r"[.!?]\s", text[max(0, start - 200) : start])[-1]
    return bool(_BREAKING_IT.search(words)) and names_any(before + words, told.world, "deal")


def causes(group: Sequence[Finding], told: Tellings) -> list[Fact]:
    """The accounts of a breach or collapse, each with its voice; none where nothing broke."""
    broken = [
        f
        for f in group
        if told.step(f) in ("collapse", "breach") or f.claim.stance.status == "failed" or blames(f, told)
    ]
    if not broken:
        return []
    found: list[Fact | None] = []
    for finding in group:
        step = told.step(finding)
        if step in _ACCOUNTS or blames(finding, told):
            found.append(_account(finding, told))
        elif step == "collapse":
            found.append(_told_why(finding, told))
        elif finding.claim.stance.status == "failed" and finding.id in told.under_deals:
            found.append(_account(finding, told))  # what the deal asked for and was not done
    return [one for one in (*found, *_tied_causes(group, broken, told)) if one is not None]


def _account(finding: Finding, told: Tellings) -> Fact | None:
    """Who is said to have broken or refused what; a refusal that only tells which people are meant is no account."""
    blamed: Role = "recipient" if "accuse" in told.above(finding) else "actor"
    who = ", ".join(name for known, name in actors(finding, blamed, "party") if known is not None)
    words = words_of(finding, told.evidence)
    if _WHICH.search(_before_trigger(finding, told)):
        return None
    kind = told.world.kinds[finding.kind].name if finding.kind in told.world.kinds else finding.kind
    value = f"{who}: {words}" if who and who not in words else words or f"{who}: {kind}"
    return _cause(value, finding, words)


def _told_why(finding: Finding, told: Tellings) -> Fact | None:
    """What the sentence on the collapse gives as the reason; the collapse itself is never its own cause."""
    evidence = told.evidence.get(finding.id, "")
    behind = max(0, finding.claim.trigger.end - finding.claim.evidence.start)
    why = _WHY.search(evidence, behind)
    if why:
        reason = " ".join(why.group(1).split()).rstrip(" .,;")
        return _cause(reason, finding, evidence) if _is_reason(reason, evidence[: why.start()], told) else None
    things = (
        [] if evidence else [m.words for m in finding.claim.role("thing") if m.span.start > finding.claim.trigger.end]
    )
    return _cause(", ".join(things), finding, evidence) if things else None  # the collapse over again tells no why


def _before_trigger(finding: Finding, told: Tellings) -> str:
    """The words of the evidence before those that betray the kind."""
    return told.evidence.get(finding.id, "")[: max(0, finding.claim.trigger.start - finding.claim.evidence.start)]


def _is_reason(reason: str, before: str, told: Tellings) -> bool:
    """No mere time ("hours after it was agreed"), and not the collapse over again."""
    return not _TIME_BEFORE.search(before) and not cue_found("collapse", reason, told.world)


def _tied_causes(group: Sequence[Finding], broken: Sequence[Finding], told: Tellings) -> list[Fact]:
    """Findings that the text itself gives as the cause of what broke."""
    ends = {f.claim.id for f in broken}
    beside = {other.id: other for f in group for other in told.of_report(f)}
    found = []
    for _, finding in sorted(beside.items()):
        if finding.claim.id in ends or not _causes_any(finding, ends):
            continue
        words, text = words_of(finding, told.evidence), told.texts.get(finding.claim.report_id, "")
        start = finding.claim.evidence.start
        timed = _TIME_AFTER.search(text[max(0, start - 40) : start])
        if not timed and not cue_found("collapse", words, told.world):
            found.append(_cause(words, finding, words))
    return found


def _causes_any(finding: Finding, ends: Iterable[str]) -> bool:
    return any(t.kind == "cause" and t.claim_id in ends for t in finding.claim.ties)


def _cause(value: str, finding: Finding, words: str) -> Fact:
    """The cell; an account that its own words deny ("did not fail because of …") says so."""
    state = "denied" if finding.claim.stance.status == "denied" else ""
    shown = balanced(value)
    return fact("cause", shown, finding, words=words, said_by=said_by(finding), when=told_when(finding), state=state)


def cue_found(kind: str, words: str, world: World) -> bool:
    """Do the words hold a cue of the kind? A light reading: forms are told by their first letters."""
    known = world.kinds.get(kind)
    if known is None or not words:
        return False
    tokens = _WORD.findall(flat(words))
    cues = (c if isinstance(c, str) else c.cue for c in known.cues if isinstance(c, str) or c.weight >= 0.9)
    return any(_stands(cue.split(), tokens, world) for cue in cues)


def _stands(cue: Sequence[str], tokens: Sequence[str], world: World) -> bool:
    return any(_from(cue, tokens, at, world) for at in range(len(tokens)))


def _from(cue: Sequence[str], tokens: Sequence[str], at: int, world: World) -> bool:
    """Does the cue match from this word on?"""
    if not cue:
        return True
    if cue[0] == "~":
        return any(_from(cue[1:], tokens, at + skip, world) for skip in range(GAP + 1))
    if cue[0].endswith("?") and _from(cue[1:], tokens, at, world):
        return True
    return at < len(tokens) and _fits(cue[0], tokens[at], world) and _from(cue[1:], tokens, at + 1, world)


def _fits(pattern: str, token: str, world: World) -> bool:
    body = pattern.rstrip("?").split("/")[0].lstrip("=")
    if body.startswith("@"):
        lexicons = (language.lexicons.get(body[1:], ()) for language in world.languages.values())
        return any(_form(token, word) for lexicon in lexicons for word in lexicon)
    return any(_form(token, word) for word in body.split("|"))


def _form(token: str, word: str) -> bool:
    """Is the token a form of the word, as far as its first letters tell ("reneging", "renege")?"""
    low = word.lower()
    return token == low or (len(low) > 4 and token.startswith(low[:-1]) and len(token) - len(low) <= 4)
