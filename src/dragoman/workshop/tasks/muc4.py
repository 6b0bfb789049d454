"""Incident templates of Latin American news, 1988-1991 (MUC-4), from the claims of the lower-cased text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from dragoman.identify.timevalues import timex_values
from dragoman.records import Claim
from dragoman.workshop.metrics import Line
from dragoman.workshop.reader.sources import MUC_KINDS
from dragoman.workshop.tasks.muc4_figures import figures
from dragoman.workshop.tasks.muc4_roles import Lists, actor, after_of, bare, bodies, distinct, doers, hit
from dragoman.workshop.tasks.muc4_seen import Columns, incidents
from dragoman.workshop.tasks.muc4_where import Where
from dragoman.workshop.tasks.rooms import Rooms, Task, a_report

Located = Callable[[Sequence[Claim]], list[str]]  # names of the places of some claims, from the country down
_KINDS = ("kidnapping", "bombing", "arson", "robbery", "attack")
_OF_KIND = {"abduction": "kidnapping", "explosion": "bombing", "armed_attack": "attack", "killing": "attack",
            "extortion": "robbery", "looting_destruction": "attack", "casualties": "attack",
            "damage": "attack"}  # fmt: skip
_WEAK = frozenset("casualties damage".split())  # say that harm was done, not that an incident took place
_ARSON = re.compile(r"\b(?:set (?:on )?fire|set ablaze|burn(?:ed|t|ing)?|torch(?:ed|ing)?|arson|incendiary)\b")
_ROBBERY = re.compile(r"\b(?:rob(?:bed|bing|bery)?|stole|steal\w*|loot\w*|assaulted a bank|ransack\w*)\b")
_BOMBED = re.compile(
    r"\b(?:bombs?|bombed|dynamite\w*|explo\w+|blew up|blown up|blasts?|car bomb|grenades?|mines?|"
    r"detonat\w+)\b"
)
_STAGE = {"failed": "attempted", "threatened": "threatened", "planned": "threatened"}
_SKIP = frozenset("denied hypothetical demanded offered".split())


def _by_cues(
    text: str, day: str | None, claims: Sequence[Claim], rooms: Rooms, lists: Lists, where: Located
) -> dict[str, Line]:
    """For each sort of incident that the claims of the cues tell, its template."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        kind = _type(claim, text, rooms)
        if kind and claim.stance.status not in _SKIP:
            groups[kind].append(claim)
    found = [k for k in _KINDS if any(c.kind not in _WEAK for c in groups.get(k, ()))]
    return {k: _template(k, groups[k], text, day, lists) | {"location": where(groups[k])} for k in found}


def _type(claim: Claim, text: str, rooms: Rooms) -> str | None:
    """The incident type of a claim: by its family, and by words of fire, theft or explosion in its evidence."""
    above = rooms.world.ancestors(claim.kind)
    words = claim.evidence.of(text)
    found = next((_OF_KIND[a] for a in (claim.kind, *sorted(above)) if a in _OF_KIND), None)
    if found == "bombing" and above & {"air_strike", "shelling"}:
        return "attack"
    if found in ("attack", "robbery"):
        if _ARSON.search(words):
            return "arson"
        if _ROBBERY.search(words) and claim.kind in ("looting_destruction", "extortion"):
            return "robbery"
        if found == "attack" and _BOMBED.search(words):
            return "bombing"
        return None if claim.kind in ("looting_destruction", "extortion") and not _BOMBED.search(words) else found
    return found


# ------------------------------------------------------------------------ templates


def _template(kind: str, claims: list[Claim], text: str, day: str | None, lists: Lists) -> Line:
    roles: dict[str, list[str]] = {r: [] for r in ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")}
    targets: list[Line] = []
    for claim in claims:
        for m in claim.role("actor"):
            actor(m, roles, lists)
        if kind in ("bombing", "arson"):
            roles["Target"] += [
                w for m in claim.role("place") if (w := bare(m.words)).split() and w.split()[-1] in lists.sites
            ]
        for m in claim.role("recipient", "victim"):
            hit(m, claim, roles, targets, lists)
        if kind in ("bombing", "attack"):
            roles["Weapon"] += [w.group(0) for w in lists.arms.finditer(claim.evidence.of(text))][:2]
        after_of(claim, text, roles, targets, lists)
    around = [_sentence(c, text) for c in claims if c.kind not in _WEAK]
    if not roles["PerpInd"]:
        roles["PerpInd"] = doers(around, roles, lists)
    if not roles["PerpOrg"]:
        roles["PerpOrg"] = bodies(around, text, lists)
    lead = max(claims, key=lambda c: (c.score, -c.trigger.start))
    out: Line = {"incident_type": kind, **{r: [[e] for e in distinct(v)] for r, v in roles.items()}}
    out |= {"stage": _STAGE.get(lead.stance.status, "accomplished"), "human_targets": targets}
    if date := _date(claims, text, day):
        out["date"] = date
    return out


def _sentence(claim: Claim, text: str) -> str:
    """The sentence around a claim's trigger; three blanks, which stand for a line end, close one as well."""
    start = max(text.rfind(mark, 0, claim.trigger.start) for mark in (". ", "   ", "\n")) + 1
    ends = [at for mark in (". ", "   ", "\n") if (at := text.find(mark, claim.trigger.end)) >= 0]
    return text[start : min(ends, default=len(text))]


# ---------------------------------------------------------------------------- dates

_DATELINE = re.compile(r"(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\w* (\d{2})\b")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


def _written(raw: str) -> str | None:
    """The day of the dateline ("SAN SALVADOR, 4 FEB 90")."""
    found = _DATELINE.search(raw[:300])
    return f"19{found[3]}-{_MONTHS.index(found[2]) + 1:02d}-{int(found[1]):02d}" if found else None


def _date(claims: list[Claim], text: str, day: str | None) -> str | None:
    """The day that the incident's own words name, else the day of the dateline."""
    for claim in claims:
        for _, _, kind, value in timex_values(claim.evidence.of(text), day):
            if kind in ("DATE", "TIME") and re.match(r"\d{4}-\d\d-\d\d", value):
                return value[:10]
    return day


def _predict(records: Iterable[Line], rooms: Rooms) -> Iterator[Line]:
    lists, places = Lists(rooms), Where()
    at = {kind: n for n, kind in enumerate(rooms.encoder.kinds)}
    columns = {sort: [at[k] for k in kinds if k in at] for sort, kinds in MUC_KINDS.items()}
    for record in records:
        day = _written(record.get("raw_text") or "")
        claims = rooms.cue_reader.claims(a_report(record["text"], str(record["id"]), day))
        home, text = places.country(record.get("raw_text") or ""), record["text"]

        def where(told: Sequence[Claim], home: str | None = home, text: str = text) -> list[str]:
            return places.of([_sentence(c, text) for c in told if c.kind not in _WEAK], text, home)

        by_cues = _by_cues(text, day, claims, rooms, lists, where)
        yield {"id": record["id"], "templates": _seen(text, claims, by_cues, rooms, lists, columns, where)}


def _seen(
    text: str, claims: Sequence[Claim], by_cues: dict[str, Line], rooms: Rooms, lists: Lists, columns: Columns,
    where: Located,
) -> list[Line]:  # fmt: skip
    """The templates as the learned reader sees them; stage, date and unnamed victims as the cues tell them."""
    found = incidents(text, rooms.passages(text, claims), columns, lists, by_cues)
    plain = {"stage": "accomplished", "location": where(())}
    return [{**by_cues.get(sort, plain), "incident_type": sort, **roles} for sort, roles in found]


TASK = Task("muc4", "incident templates", _predict, lambda r: "templates" in r, figures)
