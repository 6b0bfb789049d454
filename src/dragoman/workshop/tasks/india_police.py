"""Did police kill, arrest, fail to act, use force? Sentences of lower-cased news (India Police Events)."""

from __future__ import annotations

import re
from typing import Any

from dragoman.extract.grammar import Sentence
from dragoman.extract.stance import standing
from dragoman.extract.voices import voices_of
from dragoman.workshop.metrics import Counts, Figures, Line, Lines, mean
from dragoman.workshop.tasks.rooms import Parsed, Rooms, Task, each

SURE = 0.85  # how likely the category of a claim that tells of a killing must be (chosen on the development part)
_DONE = ("occurred", "ongoing")
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
# Words that blame those who should have acted, whoever is their subject.
FAIL = re.compile(
    r"\b(?:inaction|(?:mute|silent|mere) (?:witness\w*|spectators?)|(?:police|administrative|government) failures?|dereliction|"
    r"turn(?:ed|ing)? a blind eye|look(?:ed|ing)? the other way|connivance|complicity|abett(?:ed|ing|ment)|collu(?:ded|ding|sion)|"
    r"inept\w*|inefficien\w*|ineffective|laps(?:e|es|ed)|lax(?:ity)?|stood by|looked on|sluggish\w*|partisan|biased|"
    r"inadequate|ran away|fled the scene|nowhere)\b"
)
IN_CHARGE = re.compile(
    r"\b(?:police(?:m[ae]n)?|cops?|constables?|inspectors?|commissioner|officers?|personnel|forces?|government|administration|"
    r"authorities|officialdom|state|minister|army)\b"
)
NOT_DONE = frozenset("failed fails fail failing refused refuses refusing neglected declined unable unwilling".split())
PROTECTING = re.compile(
    r"\b(?:protect\w*|security|prevent\w*|stop\w*|control\w*|curb\w*|quell\w*|contain\w*|check|act(?:ed|ion)?|respond\w*|help\w*|"
    r"rescue\w*|save|intervene\w*|register\w*|arrive\w*|reach\w*|come|came|turn up|arrest\w*|duty|predict|end to|do anything|enough)\b"
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
    killed = _killings(record["sentences"], rooms)
    rows = []
    for sentence in record["sentences"]:
        parsed = list(rooms.parsed(sentence["text"]))
        found = set(_labels(sentence["text"].lower(), parsed, rooms))
        if sentence["sent_id"] in killed:
            found |= {"KILL", "FORCE", "ANY_ACTION"}
        rows.append({"sent_id": sentence["sent_id"], "labels": [c for c in CLASSES if c in found]})
    return {"sentences": rows}


def _killings(sentences: list[Line], rooms: Rooms) -> set[Any]:
    """The sentences in which a claim of the whole article tells that police killed."""
    starts, text = [], ""
    for sentence in sentences:
        starts.append((len(text), sentence["sent_id"]))
        text += sentence["text"] + "\n\n"
    found = set()
    for claim in rooms.claims(text):
        by_police = any(POLICE.search(m.words.lower()) for m in claim.role("actor"))
        harm = claim.kind in ("killing", "casualties") or any(q.kind == "killed" and q.low for q in claim.quantities)
        sure = claim.confidence is None or claim.confidence.kind >= SURE
        if by_police and harm and sure and claim.stance.status in _DONE:
            found.add(max(s for s in starts if s[0] <= claim.trigger.start)[1])
    return found


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
    if (FAIL.search(low) and IN_CHARGE.search(low)) or any(_fails(p) for p in parsed):
        found.add("FAIL")
    if found - {"FAIL"} or any(_act_of_police(p) for p in parsed) or DONE_BY_POLICE.search(low):
        found.add("ANY_ACTION")
    return [c for c in CLASSES if c in found]


def _fails(p: Parsed) -> bool:
    """Did those in charge not do what would have protected?"""
    s = p.s
    for clause in p.clauses:
        verb, subject = clause.verb, clause.subject
        if verb is None or subject is None or not IN_CHARGE.search(" ".join(s.low[subject.start : subject.end])):
            continue
        undone = verb.negated or bool(NOT_DONE & set(s.low[verb.start : verb.end + 1]))
        if undone and PROTECTING.search(" ".join(s.low[verb.start : clause.end + 12])):
            return True
    return False


def _arrests(low: str, parsed: list[Parsed], rooms: Rooms) -> bool:
    """An arrest told as done: by its cue, and not denied, demanded or feared."""
    for p in parsed:
        for act in p.acts:
            kind = rooms.kinds[act.trigger.kind]
            if "arrest" in rooms.world.ancestors(kind.kind) and kind.kind != "threat_of_arrest":
                frame, under = voices_of(p.frames, act.clause), p.supposed.get(act.clause)
                if standing(p.s, p.clauses, act, kind, frame, under).status in _DONE:
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
