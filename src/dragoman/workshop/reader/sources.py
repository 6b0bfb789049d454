"""The texts that the reader learns from, set by set: training parts only. Leaving a set out is one line of ``SOURCES``."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from dragoman.extract import Reader
from dragoman.records import Claim, Report, Span
from dragoman.workshop import marks
from dragoman.workshop.marked import Marked, read_folder
from dragoman.workshop.reader.examples import COUNTS, ROLES, VOICES, Act, Example, Quote
from dragoman.world import World

Line = Mapping[str, Any]
OWN = Path(__file__).parents[4] / "training" / "reports"
FIFTH = 5  # one in so many is held out
_MUC_TAGS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
MUC_KINDS = {
    "attack": ("armed_attack", "armed_clash", "killing", "assassination", "shelling", "casualties", "air_strike", "grenade_attack", "offensive", "damage", "execution", "mob_violence", "missile_launch"),
    "bombing": ("explosion", "remote_explosive", "suicide_bombing", "grenade_attack", "damage", "shelling", "air_strike"),
    "kidnapping": ("abduction", "hostage_taking"),
    "arson": ("looting_destruction", "damage", "mob_violence"),
    "robbery": ("looting_destruction", "seizure", "weapons_seized"),
    "forced work stoppage": ("strike_action", "closure", "services_cut", "road_blocked_by_crowd"),
}  # fmt: skip
_CLASSES = {
    "1": ("AGREE", "CONSULT", "SUPPORT"),
    "2": ("COOPERATE", "AID", "RETREAT", "CONCEDE"),
    "3": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "4": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_SATP = {"c0": "attack", "c1": "bombing", "c2": "kidnapping"}
_GAPS = {
    "country": ("Kenya", "Peru", "Nepal"),
    "country_1": ("Pakistan", "Chad", "Serbia", "Bolivia"),
    "country_2": ("Iran", "Mali", "Armenia", "Cuba"),
    "country_3": ("Oman", "Ghana", "Laos"),
    "city": ("Kirkuk", "Goma", "Multan"),
}
_IEER = {
    "PERSON": "PERSON",
    "ORGANIZATION": "ORGANIZATION",
    "LOCATION": "LOCATION",
    "DATE": "TIME",
    "TIME": "TIME",
    "DURATION": "TIME",
}
_GOLD_ROLES = frozenset(
    ("actor", "recipient", "victim", "party", "mediator", "place", "time", "quantity", "source", "evidence")
)


_SILVER_ROLES = frozenset(("evidence", "quantity", "source"))
SELDOM = 0.25  # of the most frequent kind of its code: a kind that is told less often is not meant by it (guessed)
LONGEST = 4000  # characters of a text that are read: the first 30 sentences or so (guessed)


def held_out(name: str) -> bool:
    """One in five, by a hash of its name: the same on every machine and for ever."""
    return int(hashlib.sha256(name.encode("utf-8")).hexdigest(), 16) % FIFTH == 0


class Sources:
    """Reads the sets of one folder; the world tells which kinds a code of another scheme may stand for."""

    def __init__(self, shared: Path, world: World) -> None:
        self._shared, self._world = shared, world
        self._cues = Reader(world)
        self._codes: dict[tuple[str | None, str | None], frozenset[str]] = {}

    def read(self, name: str) -> Iterator[Example]:
        """The examples of one set; none where its files are not there."""
        yield from SOURCES[name](self)

    def _lines(self, name: str) -> Iterator[Line]:
        path = self._shared / name
        if path.exists():
            with path.open(encoding="utf-8") as rows:
                yield from (json.loads(row) for row in rows if row.strip())

    # ------------------------------------------------------------------ codes to kinds

    def coded(self, plover: str | None, acled: str | None) -> frozenset[str]:
        """The kinds that both codes stand for; where there is none, those of the PLOVER category."""
        key = plover, acled
        if key not in self._codes:
            kinds = [k for k in self._world.kinds.values() if not k.aside]
            category = {k.kind for k in kinds if (k.plover.category if k.plover else None) == plover}
            both = {
                k.kind for k in kinds if k.kind in category and (k.acled.sub_event_type if k.acled else None) == acled
            }
            self._codes[key] = self._usual(both or category)
        return self._codes[key]

    def _usual(self, kinds: set[str]) -> frozenset[str]:
        """The kinds without those that are seldom told beside the others: nothing but the rarest words mean these.

        Where a code leaves the kind open, a reader may take any for the answer, and once it leans to a rare one
        ("siege broken" for every clash) nothing corrects it.
        """
        often = {kind: self._told[kind] for kind in kinds}
        most = max(often.values(), default=0)
        return frozenset(kind for kind, number in often.items() if number >= SELDOM * most)

    @cached_property
    def _told(self) -> Counter[str]:
        """How often our own reports tell each kind."""
        own = read_folder(OWN, frozenset(self._world.kinds)) if OWN.exists() else ()
        return Counter(mark.kind for one in own for mark in one.marks)

    # ------------------------------------------------------------------------- the sets

    def _hints(self, name: str, text: str) -> tuple[tuple[Span, str, str], ...]:
        """What the cues read in a text."""
        claims = self._cues.claims(Report(name, text, "", "", "utf-8", "en"))
        return tuple((c.trigger, c.kind, c.stance.status) for c in claims)

    def own(self) -> Iterator[Example]:
        """Our own reports, marked by hand."""
        for one in read_folder(OWN, frozenset(self._world.kinds)) if OWN.exists() else ():
            yield replace(_own(one), hints=self._hints(one.id, one.text))

    def real(self) -> Iterator[Example]:
        """The beginnings of texts of other sets, marked for this project. Raises InputError where a text has changed."""
        for one in marks.read(self._shared):
            yield replace(_own(one), source="real", hints=self._hints(one.id, one.text))

    def ontology(self) -> Iterator[Example]:
        """The examples of every kind, whose telling words stand in brackets."""
        for kind in self._world.kinds.values():
            for number, example in enumerate(kind.examples):
                before, _, rest = example.partition("[")
                words, _, after = rest.partition("]")
                trigger = Span(len(before), len(before) + len(words))
                act = Act(frozenset((kind.kind,)), None, trigger, known=frozenset())
                yield Example("ontology", f"{kind.kind}-{number}", before + words + after, (act,) if words else None)

    def reports(self) -> Iterator[Example]:
        """The annotated reports; whole episodes are held out."""
        for file in ("dev.jsonl", "world-1.jsonl", "world-2.jsonl", "world-3.jsonl"):
            for line in self._lines(f"reports/{file}"):
                ours = not str(line["id"]).startswith("fk-")  # texts of FA-KES, whose licence is not known
                if ours and line["annotation"] == "claims" and line["language"] == "en":
                    hints = self._hints(line["id"], line["text"])
                    acts = tuple(self._gold(claim, hints) for claim in line["claims"] or ())
                    yield Example(
                        "reports",
                        line["id"],
                        line["text"],
                        acts,
                        relevant=line["relevant"],
                        held_out=report_held_out(line),
                        hints=hints,
                        voices=_sorts(line, "sources", VOICES),
                        counts=_sorts(line, "quantities", COUNTS),
                    )

    def _gold(self, claim: Line, hints: Iterable[tuple[Span, str, str]]) -> Act:
        acled = (claim.get("acled") or {}).get("sub_event_type")
        kinds, evidence = self.coded(claim["plover"], acled), Span(claim["start"], claim["end"])
        read = kinds & {kind for span, kind, _ in hints if evidence.holds(span)}  # what the cues read there, if it fits
        roles = [("evidence", Span(claim["start"], claim["end"]))]
        roles += [
            (a["role"], Span(a["mention_start"], a["mention_end"]))
            for a in claim["actors"]
            if a["role"] in ROLES and a.get("mention_start") is not None
        ]
        for role, cell in (("place", claim.get("place")), ("time", claim.get("time"))):
            if cell and cell.get("mention_start") is not None:
                roles.append((role, Span(cell["mention_start"], cell["mention_end"])))
        for role, cells in (("quantity", claim["quantities"]), ("source", claim["sources"])):
            roles += [
                (role, Span(c["mention_start"], c["mention_end"])) for c in cells if c.get("mention_start") is not None
            ]
        return Act(
            read or kinds, evidence, None, claim["status"],
            bool(claim["background"]), tuple(roles), _GOLD_ROLES,
        )  # fmt: skip

    def muc4(self) -> Iterator[Example]:
        """Incidents of Latin America: who, whom and with what, and which sorts of incident a report tells."""
        for line in self._lines("bench/muc4/train.jsonl"):
            text = line["text"]
            tags = [
                (role, Span(at, at + len(words)))
                for template in line["templates"]
                for role in _MUC_TAGS
                for entity in template[role]
                for words in entity
                for at in _places(text, words)
            ]
            told = {t["incident_type"].split(" / ")[0] for t in line["templates"]}
            yield Example(
                "muc4", line["id"], text, tags=tuple(sorted(set(tags), key=lambda t: (t[1].start, t[0]))),
                tagset=frozenset(_MUC_TAGS), told=tuple(frozenset(MUC_KINDS[t]) for t in sorted(told) if t in MUC_KINDS),
            )  # fmt: skip

    def polnear(self) -> Iterator[Example]:
        """News of 2016: who is cited for what."""
        for line in self._lines("bench/polnear/train.jsonl"):
            quotes = tuple(
                Quote(*(tuple(Span(*s) for s in a[part]) for part in ("source", "cue", "content")))
                for a in line["attributions"]
            )
            yield Example("polnear", line["id"], line["text"], quotes=quotes)

    def invented(self) -> Iterator[Example]:
        """Short stories made by a language model for a PLOVER category and mode."""
        for line in self._lines("bench/extra-training/synthetic_events.jsonl"):
            kinds = self._moded(line["event"], line["mode"])
            if kinds:
                yield Example("invented", line["id"], line["text"], told=(kinds,))

    def headlines(self) -> Iterator[Example]:
        """Headlines made for a PLOVER category and mode, with countries and towns in their gaps."""
        for line in self._lines("bench/extra-training/synthetic_headlines.jsonl"):
            kinds, text = self._moded(line["event"], line["mode"]), line["text"]
            for gap, words in _GAPS.items():
                text = text.replace("{" + gap + "}", words[len(text) % len(words)])
            if kinds and "{" not in text:
                yield Example("headlines", line["id"], text, told=(kinds,))

    def classes(self) -> Iterator[Example]:
        """Sentences that tell one of five classes: said or done, for or against."""
        for line in self._lines("bench/extra-training/cameo_class.train.jsonl"):
            wanted = _CLASSES.get(line["label"], ())  # statements, class 0, may be any kind or none
            kinds = {k.kind for k in self._world.kinds.values() if k.plover and k.plover.category in wanted}
            if kinds:
                yield Example("classes", line["id"], line["text"], told=(frozenset(kinds),))

    def satp(self) -> Iterator[Example]:
        """Incidents of South Asia that tell of assaults, bombings or abductions."""
        for line in self._lines("bench/extra-training/satp_relevant.train.jsonl"):
            told = tuple(frozenset(MUC_KINDS[_SATP[label]]) for label in line["labels"] if label in _SATP)
            if told:
                yield Example("satp", line["id"], line["text"], told=told)

    def _moded(self, category: str, mode: str | None) -> frozenset[str]:
        """The kinds of a PLOVER category and mode; of the whole category, where none has the mode."""
        modes = {
            k.kind: k.plover.mode or ""
            for k in self._world.kinds.values()
            if k.plover and k.plover.category == category
        }
        wanted = (mode or "").lower().replace("_", "-")
        return frozenset({kind for kind, own in modes.items() if wanted and own == wanted} or modes)

    def names(self) -> Iterator[Example]:
        """Agency texts of 1998 with the names and times in them."""
        for line in self._lines("bench/extra-training/ieer.jsonl"):
            tags = [(_IEER[e["type"]], Span(e["start"], e["end"])) for e in line["entities"] if e["type"] in _IEER]
            yield Example("names", line["id"], line["text"], tags=tuple(tags), tagset=frozenset(_IEER.values()))

    def sides(self) -> Iterator[Example]:
        """Single sentences with who acts on whom."""
        for line in self._lines("bench/extra-training/cameo_ner.train.jsonl"):
            tags = [
                (e["type"], Span(e["start"], e["end"])) for e in line["entities"] if e["type"] in ("source", "target")
            ]
            yield Example("sides", line["id"], line["text"], tags=tuple(tags), tagset=frozenset(("source", "target")))

    def silver(self) -> Iterator[Example]:
        """News and crime texts: where the cues read nothing, nothing is told; what is told where they do stays open.

        Real news is longer and thinner than our own texts, and a reader that never saw where it tells nothing sees acts
        everywhere in it. What the cues take for an act teaches neither kind nor who and whom: it would teach their errors.
        Who says so and what the evidence is they read well enough. Texts that are marked by hand are left to ``real``, those held
        out too.
        """
        marked = {(row["set"], row["id"]) for row in marks.rows()}
        extra = ("insightCrime.train", "satp_relevant.train", "synthetic_events", "ieer")
        for name in (*(f"extra-training/{one}" for one in extra), "polnear/train", "muc4/train"):
            for line in self._lines(f"bench/{name}.jsonl"):
                if (name, line["id"]) in marked:
                    continue
                text = str(line["text"])[:LONGEST]
                report = Report(line["id"], text, "", name, "utf-8", "en")
                acts = tuple(_as_read(claim) for claim in self._cues.claims(report))
                yield Example("silver", line["id"], text, acts)

    def facts(self) -> Iterator[Example]:
        """Events of web texts with how far the text says that they happened."""
        for corpus in ("uds_ih2", "mv2", "rp"):
            for line in self._lines(f"bench/factuality/{corpus}.dev.jsonl"):
                if "-train-" in line["id"]:
                    facts = tuple((Span(t["start"], t["end"]), float(t["value"])) for t in line["targets"])
                    yield Example("facts", line["id"], line["text"], facts=facts)


def report_held_out(line: Line) -> bool:
    """Is an annotated report of the fifth that is never trained on?

    By episode; of the two Daraa episodes, the two founding reports and all of September 2021 on.
    """
    episode = str(line["episode"])
    if episode.startswith("daraa-"):
        return line["published"] is None or str(line["published"]) >= "2021-09-01"
    return held_out(str(line["id"]) if episode in ("none", "other") else episode)


def _as_read(claim: Claim) -> Act:
    roles = [("evidence", claim.evidence), *(("quantity", q.span) for q in claim.quantities)]
    roles += [("source", v.span) for v in claim.stance.voices if v.span is not None]
    return Act(frozenset(), claim.evidence, claim.trigger, roles=tuple(roles), known=_SILVER_ROLES)


def _own(one: Marked) -> Example:
    acts = []
    for mark in one.marks:
        roles = [("evidence", mark.evidence), *((m.role, m.span) for m in mark.mentions)]
        roles += [("quantity", q.span) for q in mark.quantities] + [("source", s.span) for s in mark.sources]
        roles += [("cue", mark.cue)] if mark.cue else []
        acts.append(
            Act(frozenset((mark.kind,)), mark.evidence, mark.trigger, mark.status, mark.background, tuple(roles))
        )
    voices = {(s.span, s.kind) for m in one.marks for s in m.sources}
    counts = {(q.span, q.kind if q.kind in COUNTS else "other") for m in one.marks for q in m.quantities}
    return Example(
        "own", one.id, one.text, tuple(acts), relevant=one.relevant, held_out=held_out(one.id),
        voices=tuple(sorted(voices, key=_by_place)), counts=tuple(sorted(counts, key=_by_place)),
    )  # fmt: skip


def _by_place(cell: tuple[Span, str]) -> tuple[int, int, str]:
    return cell[0].start, cell[0].end, cell[1]


def _sorts(line: Line, field: str, sorts: Sequence[str]) -> tuple[tuple[Span, str], ...]:
    """Words of the sources or quantities of an annotated report, each with its sort; other sorts are "other"."""
    cells = [c for claim in line["claims"] or () for c in claim[field] if c.get("mention_start") is not None]
    found = {(Span(c["mention_start"], c["mention_end"]), c["kind"] if c["kind"] in sorts else "other") for c in cells}
    return tuple(sorted(found, key=_by_place))


def _places(text: str, words: str) -> Iterator[int]:
    """Where some words stand in a text, each time as whole words."""
    at = text.find(words)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not before.isalnum() and not after.isalnum():
            yield at
        at = text.find(words, at + 1)


SOURCES: dict[str, Callable[[Sources], Iterator[Example]]] = {
    "own": Sources.own,
    "real": Sources.real,
    "ontology": Sources.ontology,
    "reports": Sources.reports,
    "muc4": Sources.muc4,
    "polnear": Sources.polnear,
    "invented": Sources.invented,
    "headlines": Sources.headlines,
    "classes": Sources.classes,
    "satp": Sources.satp,
    "names": Sources.names,
    "sides": Sources.sides,
    "facts": Sources.facts,
    "silver": Sources.silver,
}
