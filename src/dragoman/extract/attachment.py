"""What a phrase hangs on: the act, a verb of its own, or only the words that name the act."""

from __future__ import annotations

from dragoman.extract.clauses import Clause
from dragoman.extract.grammar import Noun, Sentence, VerbGroup
from dragoman.extract.triggers import Act
from dragoman.extract.who import Lexicons, can_be_who, in_any, inanimate

_EMPTY = frozenset("there what nothing something anything way part result".split())


def empty(s: Sentence, noun: Noun) -> bool:
    """A word that names nobody and nothing, unless an "of …" tail does ("a northern part | of Chad")."""
    return s.low[noun.head] in _EMPTY and s.low[noun.end : noun.end + 1] != ("of",)


def light(s: Sentence, noun: Noun) -> bool:
    """A bare noun that only makes one verb with the word before it: "take | place", "keep | control"."""
    return _light_head(s, noun) and (noun.end - noun.start == 1 or s.low[noun.head] in _HOLDS)


def _light_head(s: Sentence, noun: Noun) -> bool:
    return s.low[noun.head] in _LIGHT


def part_of_act(s: Sentence, noun: Noun, role: str, act: Act) -> bool:
    """Does the phrase only help to name the act ("in the | hands | of", "insist on | full control")?"""
    inside = act.trigger.start < noun.end <= act.trigger.end
    return _light_head(s, noun) and (inside or (role == "place" and s.low[noun.head] in _HOLDS))


_HOLDS = frozenset("control grip hold possession".split())  # whatever their adjectives: "full control"
_LIGHT = frozenset(
    "place part control grip hold charge aim fire effect shape possession hands rule side side-by-side".split()
)


def indirect(s: Sentence, noun: Noun, verb: VerbGroup | None, lexicons: Lexicons) -> bool:
    """The one who is given something: "offered | rebels | a way out"."""
    gives = verb is not None and s.low[verb.head].startswith(_GIVES) and not verb.passive and noun.start == verb.end
    return gives and s.noun_at(noun.end) is not None and can_be_who(s, noun, lexicons)


_GIVES = ("offer", "giv", "gave", "grant", "promis", "hand", "send", "sent", "deni", "deny", "award", "guarante")


def planner(s: Sentence, verb: VerbGroup) -> Noun | None:
    """Whose plan, threat or bid an infinitive tells: "| Norland |'s plans to annex"."""
    noun = next((n for n in s.nouns if n.end == verb.start), None) if verb.infinitive else None
    mark = next((i for i in range(noun.start, noun.head) if s.tags[i] == "POS"), None) if noun is not None else None
    return Noun(noun.start, mark, mark - 1) if noun is not None and mark is not None and mark > noun.start else None


def of_another(s: Sentence, noun: Noun, before: str, clause: Clause, act: Act) -> bool:
    """Does the phrase hang on another word: "rebels opposed | to the deal", "their revolt | against the king", "by force"?"""
    at = noun.start - 1
    if before == "by" and s.low[noun.head] in _MANNERS and noun.end - noun.start == 1:
        return True
    if before == "against" and at - 1 >= act.trigger.end and s.low[at - 1] in _STRUGGLES:
        return True
    hung = next((v for v in clause.verbs if v.participle and v.end == at), None)
    own = hung is None or act.trigger.start < hung.end <= max(act.trigger.end, act.trigger.head + 1)
    return not own and hung is not clause.verb and before not in ("", "by") and s.tags[at] in ("IN", "TO")


_MANNERS = frozenset("force means gunpoint hand air land sea road boat bus mistake accident phone telephone".split())
_STRUGGLES = frozenset(
    "insurgency uprising rebellion revolt revolution struggle war fight campaign protest protests".split()
)


def tells_of(s: Sentence, subject: Noun, role: str, lead: VerbGroup | None, lexicons: Lexicons) -> bool:
    """Does the subject only tell of it: "the monitor counted 63 deaths", "a resident heard 60 explosions"?"""
    if lead is None or lead.passive:
        return False
    counts = role == "victim" and s.low[lead.head].startswith(_COUNTS)
    return counts or (role == "weapon" and in_any(subject.head, ("civilian", "fighter", "security_force"), lexicons))


_COUNTS = (
    "count",
    "document",
    "record",
    "report",
    "confirm",
    "regist",
    "put",
    "place",
    "g",
    "revise",
    "raise",
    "said",
    "sp",
)


def user_of(s: Sentence, weapon: Noun, lexicons: Lexicons) -> Noun | None:
    """Who used the weapon, where the phrase says so: "shells fired by rebels", "an air strike by the coalition"."""
    at = weapon.end
    if s.low[at : at + 1] == ("by",):
        return s.noun_at(at + 1)
    if at + 1 < len(s.low) and s.tags[at] in ("VBN", "VBD") and s.low[at + 1] == "by":
        return s.noun_at(at + 2)
    owner = s.noun_at(at + 1) if s.low[at : at + 1] == ("of",) else None
    return owner if owner is not None and can_be_who(s, owner, lexicons) else None


def is_act(noun: Noun, act: Act) -> bool:
    """Is the phrase the trigger itself ("the shelling killed …")?"""
    return noun.start <= act.trigger.head < noun.end


def is_means(s: Sentence, noun: Noun, verb: VerbGroup, lexicons: Lexicons) -> bool:
    """What is used, not struck: "dropped barrel bombs", "carried out an air strike", "fired rockets"."""
    used = s.low[verb.head].startswith(_USES) and not verb.passive
    return used and (inanimate(s, noun, lexicons) or in_any(noun.head, ("aircraft", "firearm", "weapon"), lexicons))


_USES = (
    "us",
    "fir",
    "drop",
    "launch",
    "conduct",
    "carr",
    "throw",
    "threw",
    "lob",
    "rain",
    "set",
    "shoot",
    "hurl",
    "deliver",
)
