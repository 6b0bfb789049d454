"""Event types of snippets (CASE 2021 shared task 2): ACLED's sub-event types and five outside ACLED."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from dragoman.extract.cues import Trigger
from dragoman.extract.triggers import clause_of
from dragoman.workshop.metrics import Figures, Line, Lines, by_class, mean
from dragoman.workshop.tasks.leanings import chosen
from dragoman.workshop.tasks.rooms import Parsed, Rooms, Task, each
from dragoman.world import Kind, World

# ACLED's sub-event types in the set's spelling.
OF_ACLED = {
    "Armed clash": "ARMED_CLASH", "Government regains territory": "GOV_REGAINS_TERIT",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER", "Chemical weapon": "CHEM_WEAP",
    "Air/drone strike": "AIR_STRIKE", "Suicide bomb": "SUIC_BOMB", "Grenade": "GRENADE", "Attack": "ATTACK",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK", "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Sexual violence": "SEX_VIOL", "Abduction/forced disappearance": "ABDUCT_DISSAP", "Agreement": "AGREEMENT",
    "Peaceful protest": "PEACE_PROTEST", "Protest with intervention": "PROTEST_WITH_INTER", "Arrests": "ARREST",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST", "Violent demonstration": "VIOL_DEMONSTR",
    "Mob violence": "MOB_VIOL", "Change to group/activity": "CHANGE_TO_GROUP_ACT", "Other": "OTHER",
    "Disrupted weapons use": "DISR_WEAP", "Headquarters or base established": "HQ_ESTABLISHED",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
}  # fmt: skip
# Kinds without an ACLED code, by the definitions of the set's organisers.
OF_KIND = {
    "natural_disaster": "NATURAL_DISASTER", "weather": "NATURAL_DISASTER", "health": "NATURAL_DISASTER",
    "industrial_disaster": "MAN_MADE_DISASTER", "transport_accident": "MAN_MADE_DISASTER",
    "ordinary_accident": "MAN_MADE_DISASTER", "organised_crime": "ORG_CRIME", "corruption": "ORG_CRIME",
    "ordinary_crime": "ORG_CRIME", "responsibility_claim": "ATTRIB", "denial": "ATTRIB", "accuse": "ATTRIB",
    "charge_in_court": "ARREST", "raid_search": "ARREST", "strike_action": "PEACE_PROTEST",
    "casualties": "ATTACK", "damage": "PROPERTY_DISTRUCT", "weapons_seized": "DISR_WEAP", "condemn": "DIPLO",
    "displacement": "OTHER", "territory_taken": "NON_STATE_ACTOR_OVERTAKES_TER",
}  # fmt: skip
OF_CATEGORY = dict.fromkeys(
    "REQUEST ACCUSE THREATEN SANCTION SUPPORT CONSULT REJECT AID COOPERATE CONCEDE AGREE".split(), "DIPLO"
)
# How much a label counts against a more telling one in the same snippet (guessed).
BLUR = {"OTHER": 0.6, "ATTACK": 0.85, "DIPLO": 0.8, "ARMED_CLASH": 0.9, "PROPERTY_DISTRUCT": 0.85}
# Beside what the learned reader sees: what the cues weigh, and how much less a snippet's last word counts than its first.
# Chosen on the development part.
BESIDE, FADING = 0.3, 0.7
LATER, LOST, MORE = 0.8, 0.45, 0.3  # later sentences; cues that lost their clause; each further cue (guessed)


def label_of(kind: Kind, world: World) -> str | None:
    """The set's label for a kind: by its own entry, its ACLED type, its family, its category."""
    if kind.kind in OF_KIND:
        return OF_KIND[kind.kind]
    above = world.ancestors(kind.kind)
    found = OF_ACLED.get(kind.acled.sub_event_type) if kind.acled else None
    if found == "OTHER" and above & {"move", "mobilization"}:
        return "CHANGE_TO_GROUP_ACT"  # ACLED's codebook puts movements of forces there
    category = kind.plover.category if kind.plover else None
    if found in (None, "OTHER") and category in OF_CATEGORY:
        return OF_CATEGORY[category]
    return found or next((OF_KIND[a] for a in above if a in OF_KIND), None)


def cued(parsed: list[Parsed], rooms: Rooms, labels: Mapping[str, str | None]) -> dict[str, float]:
    """Every label that some words of the text speak for, with its strength."""
    found: dict[str, list[float]] = defaultdict(list)
    for number, p in enumerate(parsed):
        place = 1.0 if number == 0 else LATER
        won = {(a.trigger.kind, a.trigger.head): a.score for a in p.acts}
        for t in rooms.cues.triggers(p.s):
            label = _by_holder(p, t, labels[t.kind], rooms)
            if label is not None:
                weight = won.get((t.kind, t.head), LOST * t.weight * _stands(p, t))
                found[label].append(weight * place * BLUR.get(label, 1.0))
    return {label: max(w) + MORE * (sum(w) - max(w)) for label, w in found.items()}


def _by_holder(p: Parsed, t: Trigger, label: str | None, rooms: Rooms) -> str | None:
    """Whose gain a taking of ground is: told by the subject of its clause, or by who stands behind "by"."""
    number = clause_of(p.clauses, t.head)
    if label not in ("GOV_REGAINS_TERIT", "NON_STATE_ACTOR_OVERTAKES_TER") or number is None:
        return label
    clause = p.clauses[number]
    verb = clause.verb
    by = next((i for i in range(t.head, clause.end) if p.s.low[i] == "by"), None) if verb and verb.passive else None
    noun = p.s.noun_at(by + 1) if by is not None and by + 1 < clause.end else clause.subject
    words = " ".join(p.s.low[noun.start : noun.end]) if noun is not None else ""
    if _STATE.search(words):
        return "GOV_REGAINS_TERIT"
    return "NON_STATE_ACTOR_OVERTAKES_TER" if _REBEL.search(words) else label


_STATE = re.compile(
    r"\b(?:army|government|military|troop\w*|security forces?|police|soldiers?|ministry|commandos?|national|"
    r"navy|marines)\b"
)
_REBEL = re.compile(r"\b(?:rebels?|militants?|insurgents?|fighters?|gunmen|islamic state|isis?|isil|taliban|"
                    r"al-?shabaab|boko haram|"
                    r"separatists?|jihadists?|militias?|guerrillas?|group|front|al-?qa'?e?da)\b")  # fmt: skip


def _stands(p: Parsed, t: Trigger) -> float:
    return 1.0 if clause_of(p.clauses, t.head) is not None else 0.5


def strengths(record: Line, rooms: Rooms) -> dict[str, float]:
    """How strongly a snippet tells each label, by cues and reader together."""
    labels = {k: label_of(kind, rooms.world) for k, kind in rooms.kinds.items()}
    found = cued(list(rooms.parsed(record["text"])), rooms, labels)
    looked = rooms.passages(record["text"], rooms.by_cues(record["text"]))
    for label, strength in rooms.strengths(looked, labels, FADING).items():
        by_cues = 1.0 if label.endswith("DISASTER") else BESIDE  # kinds of few texts: the reader is less sure of them
        found[label] = by_cues * found.get(label, 0.0) + strength * BLUR.get(label, 1.0)
    return found


def _predict(record: Line, rooms: Rooms) -> Line:
    return {"label": chosen(strengths(record, rooms), "case2021") or "OTHER"}


def _figures(gold: Lines, made: Lines) -> Figures:
    out: Figures = {}
    parts = {
        "acled25": {k: g for k, g in gold.items() if g.get("acled")},
        "plus3": {k: g for k, g in gold.items() if g["label"] not in ("DIPLO", "ATTRIB")},
        "all30": gold,
    }
    for part, records in parts.items():
        if records:
            rows = [(g["label"], made.get(k, {}).get("label")) for k, g in records.items()]
            present = {g["label"] for g in records.values()}
            classes = {c: n for c, n in by_class(rows).items() if c in present}
            out[f"{part}.weighted_f1"] = sum(n.f1 * n.gold for n in classes.values()) / len(rows)
            if part == "all30":
                out["all30.accuracy"] = mean(g == p for g, p in rows)
                out["all30.macro_f1"] = mean(n.f1 for n in classes.values())
    return out


TASK = Task(
    "case2021", "event type of a snippet, 30 types", each(_predict), lambda r: r.get("label") is not None, _figures
)
