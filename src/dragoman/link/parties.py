"""The parties of a deal: sides that can keep or break it; who mediates is shown once, as the mediator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from dragoman.link.causes import tells_breach
from dragoman.link.telling import Tellings, fact
from dragoman.link.view import told_days
from dragoman.link.wording import actors, sides
from dragoman.records import Actor, Fact, Finding, Role

# Who can be bound by a deal; monitors, media, courts, rescuers and aid workers watch it.
SIDES = frozenset(("armed_group", "paramilitary", "military", "government", "state", "party", "community"))
_ALSO = frozenset(("person", "police", "intergovernmental"))  # where the world knows them; not as bare nouns
_BOTH = frozenset(("agreement", "acceptance", "talks", "renewal"))  # all whom these name are parties
_ONE = frozenset(("offer", "breach"))  # here the one who does it
_BROKEN = frozenset(("refusal", "collapse"))
_DEALS, _KEEPS, _REFUSES = "deals", "keeps", "refuses"  # ways to be shown as a party, the surest first
_TOOK = frozenset(("territory_taken", "siege", "siege_imposed"))  # against whom an armed group makes a local deal
_STATE = frozenset(("military", "government", "paramilitary", "state"))
_WITHIN = ("of", "the", "for", "and", "de", "al", "el", "’s", "'s")  # small words inside a name
_TIME = re.compile(r"\d|\b(?:minute|hour|day|night|week|month|year)s?\b")
# A name between these goes between the sides: "under Norland's auspices", "a truce that Norland brokered". English, the
# only language whose clauses are read so far.
_GO_BETWEEN_BEHIND = re.compile(
    r"(?:['’]s?)?[- ](?:(?:has|had|have|was|is)\s+)?(?:auspices|mediat\w+|broker\w*|supervision|sponsor\w*|patronage|"
    r"facilitat\w+|oversees?|oversaw|good offices)\b",
    re.IGNORECASE,
)
_GO_BETWEEN_BEFORE = re.compile(
    r"\b(?:(?:brokered|mediated|sponsored|facilitated|overseen|supervised) by|(?:auspices|mediation|supervision|"
    r"sponsorship|patronage|good offices) of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# A body of these names speaks for people who hold a place, whatever else it is.
_SPEAKS_FOR = re.compile(r"\b(?:committee|council|delegation|notables|elders|clans|tribes)\b", re.IGNORECASE)
NEAR = 600  # characters: a few sentences (guessed)

Mediators = Mapping[str, Actor | None]


def parties(group: Sequence[Finding], owed: Iterable[Fact], told: Tellings) -> list[Fact]:
    """Who talks, agrees, refuses or is accused, the most told first; else who owes a term; each body once."""
    through = mediators_of(group, told)
    found: dict[str, list[tuple[Finding, Actor | None]]] = {}
    for wanted in (_DEALS, _KEEPS, _REFUSES):
        if len(found) < 2:  # the surer ways to be a party first
            for finding in group:
                for known, name in _named(finding, wanted, owed, told):
                    if not _mediates(known, name, through):
                        found.setdefault(name, []).append((finding, known))
    bodies = {name: known for name, given in found.items() if (known := given[0][1]) is not None}
    count = Counter({name: len(given) for name, given in found.items() if not _shown_by_another(name, bodies, told)})
    shown = [fact("party", name, f) for name, _ in sorted(count.items(), key=_most_first) for f, _ in found[name]]
    return shown + _other_side(group, {name: known for name, known in bodies.items() if name in count}, told)


def mediators(group: Sequence[Finding], told: Tellings) -> list[Fact]:
    """Who mediates: those whom the world knows, else the words; each once, whatever form of its name is used."""
    through = mediators_of(group, told)
    return [fact("mediator", name, f) for name in through for f in group if name in dict(_going_between(f, told))]


def mediators_of(group: Iterable[Finding], told: Tellings) -> Mediators:
    """The mediators by name."""
    found = {name: known for f in group for name, known in _going_between(f, told)}
    against = {c.actor.chosen for f in group for c in f.actors if c.role != "mediator"}
    rebels = {a.id: a for a in against if a is not None and a.kind == "armed_group"}
    found = {name: known for name, known in found.items() if not _faces(known, rebels.values())}
    surely = {name: known for name, known in found.items() if known is not None and not known.provisional}
    kept = surely or found
    return {
        n: known for n, known in kept.items() if not any(n != o and n.casefold().startswith(o.casefold()) for o in kept)
    }


def _faces(known: Actor | None, rebels: Collection[Actor]) -> bool:
    """Is it a body of the state that the one armed group told of fights? Then it is a side, whatever the words."""
    lands = {r.country for r in rebels}
    return known is not None and known.kind in _STATE and len(rebels) == 1 and known.country in lands


def _going_between(finding: Finding, told: Tellings) -> list[tuple[str, Actor | None]]:
    """Who mediates by role, or by the words around its name; of a settlement only."""
    text = told.texts.get(finding.claim.report_id, "")
    found = _spoken(finding, "mediator")
    if told.step(finding) is None:
        return found
    for choice in finding.actors:
        known, span = choice.actor.chosen, choice.mention.span
        if known is None or known.provisional or choice.role == "mediator":
            continue
        before, behind = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 40]
        if _GO_BETWEEN_BEHIND.match(behind) or _GO_BETWEEN_BEFORE.search(before):
            found.append((known.name, known))
    return found


def _spoken(finding: Finding, *roles: Role) -> list[tuple[str, Actor | None]]:
    found = ((known.name if known else _body(name), known) for known, name in actors(finding, *roles))
    return [(name, known) for name, known in found if name]


def _body(words: str) -> str:
    """The name of a body in words that no known body fills: up to where the name ends ("Osten just three days")."""
    told = words.split()
    if not any(w[:1].isupper() for w in told):
        return "" if _TIME.search(words) else words
    first = next(n for n, w in enumerate(told) if w[:1].isupper())
    rest = told[first:]
    end = next((n for n, w in enumerate(rest) if not w[:1].isupper() and w not in _WITHIN), len(rest))
    name = [*told[:first], *rest[:end]]
    while name and name[-1] in _WITHIN:
        name.pop()
    return " ".join(name)


def _named(finding: Finding, wanted: str, owed: Iterable[Fact], told: Tellings) -> list[tuple[Actor | None, str]]:
    """The sides that the finding shows to be parties, in the wanted way."""
    step = told.step(finding)
    roles: tuple[Role, ...] = ()
    if wanted == _DEALS and (step in _BOTH or tells_breach(finding, told)):
        roles = ("party", "actor", "recipient")
    elif (wanted == _DEALS and step in _ONE) or (wanted == _REFUSES and step in _BROKEN):
        roles = ("party", "actor")
    elif wanted == _KEEPS and any(one.name == "term" and finding.id in one.findings for one in owed):
        return [(known, name) for known, name in actors(finding, "actor", "party") if _armed(known)]
    surely = set(sides(finding, *roles))  # words that a label shows to be a side, and actors
    return [(known, name) for known, name in actors(finding, *roles) if name in surely and _may_be_side(known)]


def _armed(actor: Actor | None) -> bool:
    return actor is not None and actor.kind in SIDES - {"community"}


def _may_be_side(actor: Actor | None) -> bool:
    return actor is None or _side(actor) or (actor.provisional and bool(_SPEAKS_FOR.search(actor.name)))


def _side(actor: Actor | None) -> bool:
    if actor is None:
        return False
    return actor.kind in SIDES or (actor.kind in _ALSO and not actor.provisional and not actor.id.startswith("police-"))


def _mediates(known: Actor | None, name: str, through: Mediators) -> bool:
    """Is it a mediator, or a body of the country that mediates?"""
    if name in through or any(name.casefold().startswith(m.casefold()) for m in through):
        return True
    lands = {m.country for m in through.values() if m is not None and m.kind in ("state", "government") and m.country}
    return known is not None and known.country in lands and known.kind != "armed_group"


def _shown_by_another(name: str, bodies: Mapping[str, Actor], told: Tellings) -> bool:
    """Is it a whole country whose troops or government are named too, or a larger body of one that is named?"""
    own = bodies.get(name)
    if own is None:
        return False
    others = [b for n, b in bodies.items() if n != name]
    if own.kind == "state":
        return any(b.country == own.country and b.kind in _STATE for b in others)
    return any(own.id in _above(b, told) for b in others)


def _above(actor: Actor, told: Tellings) -> set[str]:
    found, above = set[str](), actor.part_of
    while above and above not in found:
        found.add(above)
        above = told.world.actors[above].part_of if above in told.world.actors else None
    return found


def _other_side(group: Sequence[Finding], bodies: Mapping[str, Actor], told: Tellings) -> list[Fact]:
    """The side that took or besieged the place just before, where the deal names an armed group alone: inferred."""
    if not bodies or any(b.kind != "armed_group" for b in bodies.values()):
        return []
    for finding in group:
        for other in told.of_report(finding):
            if _TOOK & told.above(other) and _told_together(finding, other):
                found = [(known, name) for known, name in actors(other, "actor") if known is not None]
                for known, name in found:
                    if known.kind in _STATE and any(b.country == known.country for b in bodies.values()):
                        return [fact("party", name, other, state="inferred", words=told.evidence.get(other.id, ""))]
    return []


def _told_together(a: Finding, b: Finding) -> bool:
    """Of one text and one told time, a few sentences apart, the other before."""
    gap = a.claim.trigger.start - b.claim.trigger.start
    days = told_days(a.when.chosen)
    return (
        a.claim.report_id == b.claim.report_id
        and 0 < gap <= NEAR
        and days is not None
        and days == told_days(b.when.chosen)
    )


def _most_first(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]
