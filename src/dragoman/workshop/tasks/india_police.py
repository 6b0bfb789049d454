"""Did police kill, arrest, fail to act, use force? Sentences of lower-cased news (India Police Events)."""

from __future__ import annotations

import re

from dragoman.extract.grammar import Sentence
from dragoman.workshop.metrics import Counts, Figures, Line, Lines, mean
from dragoman.workshop.tasks.rooms import Parsed, Rooms, Task, each

CLASSES = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
# Words of policing in South Asian English; ranks and forces as in the Indian police service.
POLICE = re.compile(
    r"\b(?:police(?:m[ae]n|wom[ae]n)?|cops?|constables?|sub-?inspectors?|inspectors?|superintendent|"
    r"commissioner|sho|dsp|"
    r"srp|crpf|rpf|raf|bsf|rapid action force|paramilitary|jawans?|personnel|security forces|squads?|"
    r"officers?|sleuths)\b"
)
FORCE = re.compile(
    r"\b(?:lathi-?\s?charg\w+|cane-?charg\w+|baton-?charg\w+|tear-?\s?gas\w*|police firing|fir(?:ed|ing) "
    r"(?:in the air|at|on|upon|\d+)|"
    r"open(?:ed|ing)? fire|resort\w* to firing|rounds|rubber bullets|water cannon|shot at|use of force|used "
    r"force|beat(?:en)? up|"
    r"shells|plastic bullets|firing (?:by|of) )"
)
FAIL = re.compile(
    r"\b(?:inaction|mute (?:witness|spectator)|silent spectator|mere spectator|passive|inactive|(?:did|"
    r"could|do|does) (?:not|little|nothing)|"
    r"(?:did|could|do)n'?t|fail(?:ed|s|ure|ing)|refus(?:ed|al|ing)|no (?:police|action|help|protection|"
    r"arrest)|delay(?:ed)?|late|"
    r"turned a blind eye|look(?:ed|ing) the other way|absence|absent|unable|helpless|connivance|complicity|"
    r"abett?\w*|collu\w+|"
    r"inept\w*|ineffective|laps[e]?s?|lax(?:ity)?|stood by|looked on|nowhere)\b"
)
DEATHS = re.compile(r"\b(?:kill(?:ed|ing|ings|s)|dead|die[ds]?|deaths?|shot dead|succumbed|victims?)\b")
BY_POLICE = re.compile(
    r"\b(?:police|army|security forces?|crpf|srp|raf) (?:firing|bullets?|shooting)|encounters?\b|killed "
    r"(?:in|by) (?:the )?(?:police|firing)"
)
ARRESTS = re.compile(
    r"\b(?:arrest(?:ed|s|ing)?|detain(?:ed|s|ing)?|detention|nabbed|rounded up|picked up|taken into "
    r"(?:preventive )?custody|"
    r"apprehended|remanded|held|court(?:ed)? arrest)\b"
)
SPEAKING = frozenset(
    "said says told tell added say informed claimed believe believes believed think suspect suspected feel".split()
)
DONE_BY_POLICE = re.compile(r"\b(?:curfew|combing|patrol\w*|raid(?:s|ed)?|fir was|case (?:was|has been) "
                            r"(?:registered|lodged)|registered a case|"
                            r"flag march|deployed|bandobast|security (?:was|has been)|seized|recovered)\b")  # fmt: skip


def _predict(record: Line, rooms: Rooms) -> Line:
    rows = []
    for sentence in record["sentences"]:
        parsed = list(rooms.parsed(sentence["text"]))
        rows.append({"sent_id": sentence["sent_id"], "labels": _labels(sentence["text"].lower(), parsed, rooms)})
    return {"sentences": rows}


def _labels(low: str, parsed: list[Parsed], rooms: Rooms) -> list[str]:
    police = bool(POLICE.search(low))
    found = set()
    force = bool(FORCE.search(low)) and (police or "gas" in low or "lathi" in low)
    if force:
        found.add("FORCE")
    if DEATHS.search(low) and BY_POLICE.search(low):
        found |= {"KILL", "FORCE"}
    if _arrests(low, parsed, rooms):
        found.add("ARREST")
    if police and FAIL.search(low):
        found.add("FAIL")
    if found - {"FAIL"} or any(_act_of_police(p) for p in parsed) or DONE_BY_POLICE.search(low):
        found.add("ANY_ACTION")
    return [c for c in CLASSES if c in found]


def _arrests(low: str, parsed: list[Parsed], rooms: Rooms) -> bool:
    """An arrest told as done: by its cue, and not denied, demanded or feared."""
    for p in parsed:
        for act in p.acts:
            if "arrest" in rooms.world.ancestors(act.trigger.kind) and act.trigger.kind != "threat_of_arrest":
                clause = p.clauses[act.clause]
                verb = next((v for v in clause.verbs if v.start <= act.trigger.head < v.end), None)
                if verb is None or not (verb.negated or verb.infinitive or verb.modal):
                    return bool(ARRESTS.search(low))
    return False


def _act_of_police(p: Parsed) -> bool:
    """Do police stand as the subject of a verb that is no word of saying, or behind "by"?"""
    s = p.s
    for clause in p.clauses:
        verb = clause.verb
        if verb is None or verb.negated or verb.modal:
            continue
        subject = clause.subject
        if (
            subject is not None and POLICE.search(" ".join(s.low[subject.start : subject.end])) and not verb.passive
            and s.low[verb.head] not in SPEAKING and not _is_state(s, verb.head)
        ):  # fmt: skip
            return True
        if verb.passive and re.search(
            r"\bby (?:the |city |local |state )*" + POLICE.pattern[2:], " ".join(s.low[verb.end : clause.end])
        ):
            return True
    return False


def _is_state(s: Sentence, head: int) -> bool:
    return s.low[head] in ("be", "is", "are", "was", "were", "has", "had", "have", "been")


def _figures(gold: Lines, made: Lines) -> Figures:
    sentences = {c: Counts() for c in CLASSES}
    documents = {c: Counts() for c in CLASSES}
    for key, g in gold.items():
        found = {str(s["sent_id"]): set(s.get("labels") or []) for s in made.get(key, {}).get("sentences") or []}
        for s in g["sentences"]:
            _count(sentences, set(s["labels"]), found.get(str(s["sent_id"]), set()))
        _count(documents, set(g["labels"]), set().union(*found.values()) if found else set())
    out = {
        "sentence.macro_f1": mean(c.f1 for c in sentences.values()),
        "document.macro_f1": mean(c.f1 for c in documents.values()),
    }
    return out | {f"sentence.{name}.f1": c.f1 for name, c in sentences.items()}


def _count(counts: dict[str, Counts], wanted: set[str], found: set[str]) -> None:
    for name, count in counts.items():
        count.add(name in wanted and name in found, name in found, name in wanted)


TASK = Task("india_police", "police actions in sentences", each(_predict), lambda r: "labels" in r, _figures)
