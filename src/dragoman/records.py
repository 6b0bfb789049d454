"""What flows through Dragoman: the whole vocabulary, as frozen dataclasses.

Read top to bottom: a report's text, then what its words say (claims), then who,
where and when in the world (findings), then what is told of one happening (events
and ledgers). Records hold no behaviour beyond trivial look-ups; rooms turn one into
the next. Spans are half-open ``[start, end)`` in code points of ``Report.text``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

# --------------------------------------------------------------------------- makers


@dataclass(frozen=True, slots=True)
class Maker:
    """The step that made a record: its name, version, and a hash of what it went by."""

    name: str
    version: str
    digest: str = ""


# ---------------------------------------------------------------------------- text


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch ``[start, end)`` of ``Report.text``, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """True when ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a stretch of ``Report.text`` stands in the decoded source.

    Lengths are equal for copied text; where they differ (an HTML entity) the piece
    maps only as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Residue:
    """Page furniture left out of the text: where it stood in the source, and why it went."""

    source_start: int
    source_end: int
    words: str
    reason: str  # crumb | share | caption | mirror | follow | subscribe | related | legal | media | masthead | stamp


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One possible publication date (ISO day) and where it was read."""

    day: str
    origin: str  # given | meta | jsonld | url | byline | dateline | feed | user
    words: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One text as it was taken in; nothing in it changes afterwards.

    ``published`` is the chosen candidate's ISO day, or None: never today's date.
    ``origin_group`` is shared by copies of one origin text; ``repeat_of`` names the
    earlier report that this one repeats, if any. ``title`` may lie outside ``text``.
    """

    id: str
    text: str
    raw_sha256: str
    source: str  # path (with row, for tables) that the report was read from
    encoding: str
    language: str | None
    given_id: str | None = None  # the id that the user's file gave it
    title: str | None = None
    title_span: Span | None = None  # when the title stands in the text
    byline: Span | None = None
    dateline: Span | None = None
    url: str | None = None
    outlet: str | None = None  # as given or as read, not yet identified
    published: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    pieces: tuple[Piece, ...] = ()
    residue: tuple[Residue, ...] = ()
    origin_group: str | None = None
    repeat_of: str | None = None


# --------------------------------------------------------------------------- claims

Status = Literal[
    "occurred",  # the text gives it as done
    "ongoing",  # under way at the time of the report
    "planned",  # intended, agreed or made ready, not done
    "offered",  # put forward by one side
    "demanded",
    "threatened",
    "failed",  # tried or agreed, and came to nothing
    "denied",  # the source says it is not so
    "hypothetical",  # under "if", "may", "would"
]

Role = Literal[
    "actor", "recipient", "victim", "party", "mediator", "place", "origin", "destination",
    "time", "weapon", "thing",
]  # fmt: skip

SourceKind = Literal[
    "official", "military", "rebel", "negotiator", "monitor", "agency", "state_media",
    "resident", "anonymous", "outlet_itself",
]  # fmt: skip

Naming = Literal["named", "part_named", "role_only", "anonymous", "unnamed_plural", "outlet"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the report that fill a role of a claim: ``text[span] == words``.

    ``whose`` are the words that a pronoun inside stands for: "Norland's army" for "its troops"; None where none was found.
    ``score``: how likely they fill it, 0 to 1; None where nothing measured that.
    """

    role: Role
    span: Span
    words: str
    whose: Span | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, as bounds that the words allow; never a guessed point.

    ``kind``: killed, injured, missing, arrested, abducted, released, displaced, evacuated, fighters,
    airstrikes, towns, share_of_territory, surrendered_weapons, buses, money, days, other.
    ``low``/``high`` None means open on that side.
    """

    kind: str
    low: float | None
    high: float | None
    approximate: bool
    unit: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a source chain: who says so.

    ``span`` None means that no words name it (the outlet itself).
    """

    kind: SourceKind
    naming: Naming
    name: str | None = None
    span: Span | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """Did it happen, and who says so: nearest voice first, original last."""

    status: Status
    voices: tuple[Voice, ...]
    cues: tuple[Span, ...] = ()  # the words that set the status
    said_by_cue: Span | None = None  # the words of saying ("told", "according to")
    background: bool = False  # told as history
    editorial: bool = False  # the outlet's own word, with no source, in the hostile words of one side


TieKind = Literal["condition", "cause", "deadline", "recall", "contradiction", "term_of"]


@dataclass(frozen=True, slots=True)
class Tie:
    """This claim bears on another claim of the same report."""

    kind: TieKind
    claim_id: str
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A loaded word used for a party ("terrorists", "regime"): whose word it is stays with the voice."""

    span: Span
    words: str
    slant: str  # hostile | neutral | favourable


@dataclass(frozen=True, slots=True)
class Confidence:
    """How likely parts of a claim are right, 0 to 1, as measured on held-out reports (docs/cards/reader.md).

    ``kind``: that it is of the right PLOVER category.
    """

    kind: float
    status: float
    background: float


@dataclass(frozen=True, slots=True)
class Claim:
    """What one clause of one report says: words only, nothing from outside the text."""

    id: str
    report_id: str
    kind: str  # an ontology kind
    trigger: Span
    evidence: Span
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    stance: Stance
    score: float
    maker: Maker
    reason: str = ""  # the cue or model that chose the kind
    ties: tuple[Tie, ...] = ()
    labels: tuple[Label, ...] = ()
    aggregate: bool = False  # a total over many acts or places, never one point event
    confidence: Confidence | None = None  # of its parts; None where only the cues read it

    def role(self, *roles: str) -> tuple[Mention, ...]:
        """The mentions that fill any of the given roles, in the order of the text."""
        return tuple(m for m in self.mentions if m.role in roles)


# -------------------------------------------------------------------------- findings


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """One possible value, its score in [0, 1], and why it is possible."""

    value: T
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """Ranked candidates and the chosen value, or None: abstained. The reason reads aloud."""

    chosen: T | None
    reason: str
    candidates: tuple[Candidate[T], ...] = ()
    mention: Span | None = None  # the words the choice rests on; None = from context
    inferred: bool = False  # True: no words carry it, the reason says what does


PlacePrecision = Literal["exact", "district", "town", "province", "country"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the world. WGS84 degrees and the radius of what is not known, in metres."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    radius_m: float
    precision: PlacePrecision
    country: str | None = None  # ISO 3166-1 alpha-2
    admin1: str | None = None
    feature: str = ""  # city | town | village | neighbourhood | crossing | country | admin1 | ...
    pack: str = ""


WhenBasis = Literal["stated", "relative", "chained", "published", "none"]


@dataclass(frozen=True, slots=True)
class When:
    """When, as inclusive bounds (ISO days, local), EDTF and the basis; None is open or unknown.

    ``basis``: stated (the text has the date), relative (words plus the publication
    date), chained (words plus another dated claim), published (no words: bounded by the
    publication day only), none (unknown).
    """

    lower: str | None
    upper: str | None
    edtf: str
    basis: WhenBasis
    precision: str = "unknown"  # day | interval | month | season | year | bounds | unknown
    order: str | None = None  # symbolic day for undated reports: "published-2", "tuesday<friday"


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts, with the larger body it is part of."""

    id: str
    name: str
    kind: str
    country: str | None = None
    part_of: str | None = None
    provisional: bool = False  # known from a report's words only, not from the world's lists


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: ownership facts, never a grade."""

    id: str
    name: str
    kind: str = ""
    country: str | None = None
    state_link: str = "unknown"  # state_owned | state_funded | party | armed_group | none | unknown
    wire_family: str | None = None


@dataclass(frozen=True, slots=True)
class ActorChoice:
    """Which actor a mention of the claim stands for."""

    role: Role
    mention: Mention
    actor: Choice[Actor]


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its choices of who, where and when: the unit of linking and of review."""

    id: str
    claim: Claim
    place: Choice[Place]
    when: Choice[When]
    actors: tuple[ActorChoice, ...]
    outlet: Outlet | None
    origin_group: str  # of the report: copies of one text share it
    published: str | None
    maker: Maker

    @property
    def kind(self) -> str:
        """The kind of the claim."""
        return self.claim.kind


# -------------------------------------------------------------------- links, events


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against two findings being one happening, with its weight."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two findings compared: same, different or unsure, by which maker, for which reasons."""

    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]
    score: float
    features: tuple[Feature, ...]
    maker: Maker


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two findings, on one field or on a report's day. Append-only; never overruled by a run."""

    id: str
    subject: str  # finding id, or "finding|finding", or a report's id
    field: str  # same | kind | place | when | actor | published | ...
    value: str
    by: str
    at: str  # UTC, ISO
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """A value that some findings give, with those findings and their independent origins."""

    value: str
    findings: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Value:
    """The value an event shows for one field, the rule that chose it, and all rivals kept."""

    field: str
    value: str | None
    rule: str
    rivals: tuple[Rival, ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What findings tell of one happening. Always revisable; the findings stay as they are.

    ``origins`` counts independent origin texts, not outlets.
    """

    id: str
    kind: str
    findings: tuple[str, ...]
    values: tuple[Value, ...]
    origins: int
    episode: str
    maker: Maker
    place: Place | None = None
    when: When | None = None
    aggregate: bool = False

    def value(self, field: str) -> Value | None:
        """The merged value of one field, or None where no finding speaks of it."""
        return next((v for v in self.values if v.field == field), None)

    @property
    def tellers(self) -> tuple[str, ...]:
        """The findings that tell the event itself; the others only tell about it, as who is blamed for it."""
        known = self.value("kind")
        told = {f for rival in known.rivals for f in rival.findings} if known else set()
        return tuple(f for f in self.findings if f in told) or self.findings


LedgerName = Literal["deals", "control", "states", "arms", "labels"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One named cell of a ledger line, with the findings and words that bear it."""

    name: str  # party | mediator | term | status | cause | deadline | holder | means | amount | ...
    value: str
    findings: tuple[str, ...] = ()
    words: str = ""
    said_by: str = ""
    when: str = ""  # EDTF, or empty
    state: str = ""  # for terms: offered | ready | done | refused | missed | open


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a ledger: a deal, a hold on a place, a siege, arms given up, a label used."""

    id: str
    ledger: LedgerName
    key: str  # what the line is about, readable
    episode: str
    facts: tuple[Fact, ...]
    findings: tuple[str, ...]
    interval: str = ""  # EDTF
    status: str = ""
    maker: Maker = Maker("ledger", "1")

    def get(self, *names: str) -> tuple[Fact, ...]:
        """The facts of the given names, in order."""
        return tuple(f for f in self.facts if f.name in names)


@dataclass(frozen=True, slots=True)
class Issue:
    """What was skipped or lost, where, and what to do about it: replaces silence.

    ``lost`` True means that input was not taken in, so the command must not exit 0.
    """

    where: str
    what: str
    do: str
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """One report and all that was read in it; ``digest`` tells with which world and version."""

    report: Report
    relevant: bool
    relevance: float
    findings: tuple[Finding, ...]
    issues: tuple[Issue, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Ties:
    """What linking concludes: events, the pairs that are or may be the same with reasons, and ledger lines."""

    events: tuple[Event, ...]
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """Where and when the claims of one report lie, roughly: enough to tell which reports may be of one happening.

    ``season`` numbers stretches of ``link.parts.SEASON_DAYS`` days, None where the report is undated; ``touches`` are
    the countries and seasons that its claims are of. ``stamp`` is the store's hash of the claims.
    """

    report_id: str
    origin: str  # reports of one origin have one text
    findings: int
    country: str = ""  # ISO 3166-1 alpha-2 of most of its claims; empty where none has one
    season: int | None = None
    touches: tuple[tuple[str, int], ...] = ()
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the reports of one origin stand: the spot that they tell of most, and the others that they tell of."""

    spot: str
    touches: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Spot:
    """A country and season, as a name, and how much stands there. ``stamp``: the store's hash of all claims there."""

    name: str
    findings: int
    origins: int
    stamp: str = ""
    part: str = ""  # that it was last tied up in; empty: in none yet


@dataclass(frozen=True, slots=True)
class Bridge:
    """How many origins that stand in one spot tell of another, or the other way round; ``one`` sorts before ``other``."""

    one: str
    other: str
    origins: int


@dataclass(frozen=True, slots=True)
class Part:
    """Spots that are tied up together, and what came of it. ``digest``: of all that the result depends on."""

    name: str  # the first of its spots' names
    digest: str
    events: int = 0
    disputes: int = 0
    deals: int = 0


@dataclass(frozen=True, slots=True)
class Basis:
    """What a record's events and ledgers rest on: the reports up to a seal of its log, and the world they were made with."""

    seal: str
    digest: str = ""  # of the world
    folders: tuple[str, ...] = ()  # of the user's own, laid over the built-in world
