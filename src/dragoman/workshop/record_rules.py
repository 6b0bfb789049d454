"""When two things of records are the same: claims, names of parties, statuses of a deal, its terms, sorts of a dispute.

The rules by which ``records_measured`` tells what was found; none of them looks at what a person would guess.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from dragoman.records import Finding
from dragoman.text import flat
from dragoman.workshop.metrics import Line, shared

HALF = 0.5  # of the shorter span, as the scorer of the reports has it
WHO = ("actor", "recipient", "victim", "party", "mediator")
# What the gold calls a status, and what is told by it; the rest has no like and is left out. A refusal and a collapse
# both tell that it broke off: the gold supports its collapses with refusals.
STATUS: Mapping[str, str] = {
    "offered": "offered", "demanded": "offered", "last_offer": "offered", "terms_changed": "offered",
    "talks": "talks", "talks_resumed": "talks", "agreed": "agreed", "truce": "agreed", "being_implemented": "begun",
    "contested": "denied", "breach_alleged": "breached", "collapsed": "broken off", "talks_collapsed": "broken off",
}  # fmt: skip
OURS: Mapping[str, str] = {"refused": "broken off", "collapsed": "broken off", "renewed": "agreed"}
# By which of our fields the question that a disputed gold field puts can be answered.
_ASKS = (
    ("start of", ("date",)), ("who ", ("who", "cause")), ("blame", ("who", "cause")), ("was ", ("happened", "terms")),
    ("had ", ("happened", "terms")), ("what ", ("what", "happened")),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 4  # letters by which a country and its people are one word: Norland, Norlandic (guessed)
_SIDES_OWN = ("rebel", "opposition", "fighter", "militant", "insurgent", "gunmen", "terrorist", "unidentified")
_STATE = ("government", "military", "regime", "army", "police", "state", "security", "authorities", "forces")
_OF_NOBODY = ("armed", "unidentified", "group", "local")
_PLAIN = frozenset("the and for from with who those other some one are was its their has have one another".split())
# Acts of deals that have many words: one stands for all.
_SAME_ACT = (
    ("hand", "give", "gave", "giving", "surrender", "deliver", "relinquish", "disarm", "arms", "weapon"),
    ("leave", "left", "depart", "evacuat", "exit", "withdraw", "removal", "displac", "taken", "moved", "transfer"),
    ("ceasefire", "cease-fire", "truce", "calm", "halt"), ("post", "checkpoint", "position"),
    ("refus", "reject", "unwilling", "declin", "opposed"), ("enter", "entr", "deploy", "patrol", "arriv", "went in"),
    ("settl", "reconcil", "regulari"), ("search", "comb", "raid"), ("institution", "rule", "authorit"),
    ("siege", "blockade"), ("displaced", "refugee", "inhabitant", "resident"), ("lift", "end", "ending"),
)  # fmt: skip


def asked(field: str, sort: str) -> tuple[str, ...]:
    """The fields of ours in which a gold dispute can stand, from the question that it puts."""
    if sort == "quantity":
        return ("count",)
    return next((fields for words, fields in _ASKS if field.startswith(words)), ())


# ----------------------------------------------------------------------------- claims


def stands_for(claims: Iterable[Line], made: Iterable[tuple[Finding, int, int]]) -> dict[str, str]:
    """Finding → the gold claim that it stands for: half the shorter span is shared, and no other claim fits tighter."""
    wanted = list(claims)
    found = {}
    for finding, start, end in made:
        near = []
        for claim in wanted:
            both = shared((start, end), (claim["start"], claim["end"]))
            if both and both / min(end - start, claim["end"] - claim["start"]) >= HALF:
                whole = max(end, claim["end"]) - min(start, claim["start"])
                near.append((both / whole, claim["claim_id"]))
        if near:
            found[finding.id] = max(near)[1]
    return found


# ------------------------------------------------------------------------------ names


def same_names(gold: Iterable[Line], findings: Iterable[Finding]) -> dict[str, str]:
    """Our name of an actor → the gold's own name for most of the mentions that it stands for."""
    by_report: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_report[finding.claim.report_id].append(finding)
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    for record in gold:
        told = [
            a for c in record["claims"] or () for a in c["actors"] if a["canonical"] and a["mention_start"] is not None
        ]
        for finding in by_report.get(str(record["id"]), ()):
            for choice in finding.actors:
                name = choice.actor.chosen.name if choice.actor.chosen else choice.mention.words
                span = choice.mention.span
                for actor in told:
                    if shared((span.start, span.end), (actor["mention_start"], actor["mention_end"])):
                        meant[name][actor["canonical"]] += 1
    return {name: found.most_common(1)[0][0] for name, found in meant.items()}


def one_side(gold: str, made: str) -> bool:
    """The same body, two bodies of one state, or a body and the side as a whole that it is part of ("rebels")."""
    a, b = _body(gold), _body(made)
    if a and b and (a <= b or b <= a):
        return True
    if _is_state(gold) or _is_state(made):
        return _is_state(gold) and _is_state(made) and bool(_lands(gold) & _lands(made))
    return _is_whole_side(gold) or _is_whole_side(made)


def _words(name: str) -> list[str]:
    return [w for w in _WORD.findall(flat(name).lower()) if w not in _PLAIN]


def _body(name: str) -> frozenset[str]:
    return frozenset(w[:6] for w in _words(name))


def _lands(name: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in _words(name) if not w.startswith((*_SIDES_OWN, *_STATE, "committee")))


def _is_whole_side(name: str) -> bool:
    """A name of nothing but a side and a country: "Opposition rebels (Norland)"."""
    own = [w for w in _words(name.partition("(")[0]) if not w.startswith((*_SIDES_OWN, *_OF_NOBODY))]
    return not own and any(w.startswith(_SIDES_OWN) for w in _words(name))


def _is_state(name: str) -> bool:
    """A body of a state; a name of one word is a country."""
    words = _words(name)
    if any(w.startswith(_SIDES_OWN) for w in words):
        return False
    return len(words) == 1 or any(w.startswith(_STATE) for w in words)


# --------------------------------------------------------------------------- statuses


def in_turn(statuses: Iterable[str]) -> list[str]:
    """The statuses, each run of one status once."""
    return [status for status, _ in groupby(statuses)]


def longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many of the one stand in the other, in the same order."""
    row = [0] * (len(b) + 1)
    for x in a:
        before = row
        row = [0]
        for n, y in enumerate(b):
            row.append(before[n] + 1 if x == y else max(before[n + 1], row[n]))
    return row[-1]


# ------------------------------------------------------------------------------ terms


def covers(term: str, words: str) -> bool:
    """Do the words of one line hold half of what the gold term says, remarks in brackets and numbers aside?"""
    wanted = _acts(re.sub(r"\([^)]*\)", " ", term))
    return bool(wanted) and len(wanted & _acts(words)) >= max(HALF * len(wanted), min(2, len(wanted)))


def _acts(words: str) -> frozenset[str]:
    return frozenset(_act(w) for w in _words(words))


def _act(word: str) -> str:
    return next((group[0] for group in _SAME_ACT if word.startswith(group)), word[:5])
