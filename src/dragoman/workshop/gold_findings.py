"""The gold claims of the annotated reports as findings, so that linking can be learned and measured by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.records import (
    Actor,
    ActorChoice,
    Choice,
    Claim,
    Finding,
    Maker,
    Mention,
    Place,
    Quantity,
    Span,
    Stance,
    Voice,
    When,
)
from dragoman.workshop.metrics import Line
from dragoman.world import Kind

MAKER = Maker("gold", "1")
RADIUS_M = {"exact": 500, "district": 3_000, "town": 4_000, "province": 40_000, "country": 300_000}
# The gold has codes of PLOVER and ACLED, linking looks at kinds: where several kinds share the codes, or none has
# them, this one stands for them (by hand, from the gold's own guide).
STANDS_FOR: Mapping[tuple[str | None, str | None], str] = {
    ("ASSAULT", None): "casualties", ("ACCUSE", None): "accuse", ("REQUEST", None): "demand",
    ("AGREE", "Agreement"): "agreement", ("AGREE", None): "agreement", ("REJECT", "Agreement"): "collapse",
    ("REJECT", None): "refusal", ("CONSULT", None): "talks", ("CONCEDE", "Other"): "surrender_of_arms",
    ("CONCEDE", "Agreement"): "acceptance", ("CONCEDE", None): "concession", ("COERCE", "Other"): "siege",
    ("COERCE", None): "cordon", ("RETREAT", "Other"): "evacuation", ("RETREAT", None): "departure",
    ("COOPERATE", "Other"): "corridor", ("COOPERATE", None): "guarantee", ("COOPERATE", "Agreement"): "ceasefire",
    ("MOBILIZE", None): "deployment", ("MOBILIZE", "Other"): "deployment", ("THREATEN", None): "threat",
    ("SUPPORT", None): "support", ("AID", None): "aid", ("ASSAULT", "Attack"): "armed_attack",
    ("ASSAULT", "Armed clash"): "armed_clash", ("ASSAULT", "Air/drone strike"): "air_strike",
    ("PROTEST", None): "peaceful_protest", ("COERCE", "Armed clash"): "capture_of_fighters",
}  # fmt: skip
# Accusations of all sorts share their codes; these beginnings of words in the evidence tell them apart (by hand, guessed).
WORDS_OF: Mapping[str, tuple[str, ...]] = {
    "condemn": ("condemn", "denounc", "deplor", "decri", "critici", "shameful", "outrag"),
    "investigation": ("investigat", "inquir", "probe", "prosecut", "looking into", "look into", "legal action"),
}
Codes = dict[tuple[str | None, str | None], str]


def codes(kinds: Mapping[str, Kind]) -> Codes:
    """The kind that stands for each pair of a PLOVER category and an ACLED sub-event type."""
    found: Codes = {}
    for kind in kinds.values():
        if not kind.aside:
            category = kind.plover.category if kind.plover else None
            found.setdefault((category, kind.acled.sub_event_type if kind.acled else None), kind.kind)
    found.update(STANDS_FOR)
    return found


def kind_of(claim: Line, known: Codes) -> str:
    """The kind of a gold claim, from its codes; for a state or a total, from what it counts."""
    category, sub_event = claim["plover"], (claim["acled"] or {}).get("sub_event_type")
    counted = {quantity["kind"] for quantity in claim["quantities"]}
    if "share_of_territory" in counted:
        return "share_of_territory"
    if category is None and sub_event is None:
        if "displaced" in counted:
            return "displacement"
        if counted & {"killed", "injured"}:
            return "casualty_toll"
        return "flag_raised" if "flag" in claim["evidence"].lower() else "presence"
    if category == "AGREE" and claim["status"] in ("planned", "offered"):
        return "term"
    exact = known.get((category, sub_event)) or known.get((category, None))
    if exact == "accuse":
        told = claim["evidence"].lower()
        return next((kind for kind, words in WORDS_OF.items() if any(word in told for word in words)), exact)
    return exact or known.get((None, sub_event), "presence")


def findings(record: Line, known: Codes, *, undated: bool = False) -> Iterator[tuple[Finding, Line]]:
    """Each gold claim of a report as a finding, with the gold claim.

    ``undated``: days that only another report tells are left out, as if each report stood alone.
    """
    for gold in record["claims"]:
        mentions = tuple(_mention(actor) for actor in gold["actors"])
        claim = _claim(record, gold, mentions, known)
        told = zip(gold["actors"], mentions, strict=True)
        actors = tuple(ActorChoice(m.role, m, Choice(_actor(a), "gold")) for a, m in told if a["canonical"])
        when, place = _when(gold, undated), _place(gold)
        yield (
            Finding(
                "f:" + gold["claim_id"], claim, Choice(place, ""), Choice(when, ""), actors, None,
                record["origin_group"], record["published"], MAKER,
            ),
            gold,
        )  # fmt: skip


def _claim(record: Line, gold: Line, mentions: tuple[Mention, ...], known: Codes) -> Claim:
    span, kind = Span(gold["start"], gold["end"]), kind_of(gold, known)
    counts = tuple(
        Quantity(q["kind"], q["low"], q["high"], q["approximate"], q["unit"] or "", _span(q), q["mention"] or "")
        for q in gold["quantities"]
    )
    voices = tuple(
        Voice(s["kind"], "named" if s["name"] else "anonymous", s["name"], None, s["mention"]) for s in gold["sources"]
    )
    total = kind in ("displacement", "casualty_toll", "share_of_territory") or any(q.kind == "towns" for q in counts)
    stance = Stance(gold["status"], voices, background=gold["background"])
    return Claim(
        gold["claim_id"], record["id"], kind, span, span, mentions, counts, stance, 1.0, MAKER, aggregate=total
    )


def _span(row: Line) -> Span:
    return Span(row.get("mention_start") or 0, row.get("mention_end") or 0)


def _mention(actor: Line) -> Mention:
    return Mention(actor["role"], _span(actor), actor["mention"] or "")


def _actor(actor: Line) -> Actor:
    name = str(actor["canonical"])
    low = name.lower()
    group = "armed_group" if "rebel" in low or "armed" in low else "government" if "Gov" in name else ""
    return Actor("g:" + name, name, "military" if "Forces" in name else group, None, _part_of(name))


def _part_of(name: str) -> str | None:
    if name == "Russian Military Police":
        return "g:Military Forces of Russia"
    for lead in ("Military Forces of ", "Police Forces of "):
        if name.startswith(lead):
            return "g:Government of " + name.removeprefix(lead)
    return None


def _place(gold: Line) -> Place | None:
    place: Any = gold["place"]
    if not place:
        return None
    sort = place["precision"]
    return Place("p:" + place["name"], place["name"], place["lat"], place["lon"], RADIUS_M[sort], sort)


def _when(gold: Line, undated: bool) -> When:
    time = gold["time"] or {}
    elsewhere = time.get("basis") == "cross_report"
    if (elsewhere and undated) or not (time.get("start") or time.get("end")):
        return When(None, None, "", "none")
    return When(time["start"], time["end"], "", "stated" if elsewhere or time["basis"] == "explicit" else "relative")
