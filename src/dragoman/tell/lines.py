"""The shapes of what is printed and written as JSON beyond the records themselves, for the schema."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from dragoman.records import Judgement, Residue, SourceKind, Status
from dragoman.world import Acled

# --------------------------------------------------------------------------- `code`: one line a report


class _At(TypedDict):
    start: int
    end: int


class PredictedTrigger(_At):
    """The word that tells the kind."""

    words: str


class PredictedActor(TypedDict):
    """Who fills a role of the claim."""

    role: str
    mention: str
    mention_start: int
    mention_end: int
    score: float | None
    canonical: str | None
    actor_id: str | None


class PredictedConfidence(TypedDict):
    """How likely parts of a claim are right, 0 to 1."""

    kind: float
    status: float
    background: float


class PredictedPlace(TypedDict):
    """The place chosen; ``mention`` is null where no words of the clause carry it."""

    mention: str | None
    start: NotRequired[int]
    end: NotRequired[int]
    name: str
    lat: float | None
    lon: float | None
    precision: str
    radius_m: float
    country: str | None
    id: str


class PredictedTime(TypedDict):
    """The time chosen, as inclusive ISO days."""

    start: str | None
    end: str | None
    granularity: str
    basis: str | None
    mention: str | None
    mention_start: NotRequired[int]
    mention_end: NotRequired[int]
    edtf: str
    order: str | None


class PredictedQuantity(TypedDict):
    """A number as the bounds that the words allow."""

    kind: str
    low: float | None
    high: float | None
    approximate: bool
    unit: str
    mention: str
    mention_start: int
    mention_end: int


class PredictedSource(TypedDict):
    """One voice of the chain, the nearest first."""

    name: str | None
    kind: SourceKind
    naming: str
    mention: str | None
    mention_start: NotRequired[int]
    mention_end: NotRequired[int]


class PredictedLabel(TypedDict):
    """A loaded word for a party."""

    slant: str
    mention: str
    mention_start: int
    mention_end: int


class ReasonForActor(TypedDict):
    """Why an actor was chosen, or none."""

    mention: str
    reason: str


class Reasons(TypedDict):
    """Why each choice fell as it did (``--reasons``)."""

    kind: str
    place: str
    time: str
    actors: list[ReasonForActor]
    said: str


class PredictedClaim(_At):
    """One claim of a report."""

    claim_id: str
    evidence: str
    trigger: PredictedTrigger
    kind: str
    acled: Acled | None
    plover: str | None
    status: Status
    score: float
    confidence: PredictedConfidence | None
    actors: list[PredictedActor]
    place: PredictedPlace | None
    time: PredictedTime
    quantities: list[PredictedQuantity]
    sources: list[PredictedSource]
    event_id: str | None
    episode_id: str | None
    background: bool
    editorial: bool
    aggregate: bool
    labels: list[PredictedLabel]
    reasons: NotRequired[Reasons]


class Skipped(TypedDict):
    """What was skipped, where, and what to do about it."""

    where: str
    what: str
    do: str


class Prediction(TypedDict):
    """A line of ``code``: one report with all that was read in it.

    ``offsets`` says what the offsets count in: "source", your own text, or "text", the text read out of a page.
    """

    id: str
    report_id: str
    relevant: bool
    relevance: float
    origin_group: str
    repeat_of: str | None
    language: str | None
    published: str | None
    offsets: str
    text: NotRequired[str]
    claims: list[PredictedClaim]
    issues: list[Skipped]
    revealed_because: NotRequired[str]


# --------------------------------------------------------------------------- events, claims, reports


class EventRow(TypedDict):
    """A line of ``events --json``, and the properties of a GeoJSON feature."""

    event_id: str
    kind: str
    status: Status
    standing: str
    origins: int
    reports: int
    plover_category: str | None
    plover_mode: str | None
    acled_event_type: str | None
    acled_sub_event_type: str | None
    date_start: str | None
    date_end: str | None
    edtf: str | None
    date_basis: str | None
    date_precision: str | None
    date_order: str | None
    place: str | None
    lat: float | None
    lon: float | None
    radius_m: float | None
    precision: str | None
    country: str | None
    admin1: str | None
    actors: list[str]
    recipients: list[str]
    victims: list[str]
    parties: list[str]
    mediators: list[str]
    killed_low: float | None
    killed_high: float | None
    injured_low: float | None
    injured_high: float | None
    numbers: list[str]
    disputed: list[str]
    aggregate: bool
    episode_id: str
    claims: list[str]


class ClaimMore(TypedDict):
    """What a shown claim has beside its record."""

    evidence_words: str
    said_through: str


class EventMore(TypedDict):
    """What a shown event, a line of events.jsonl, has beside its record; ``claims`` are of ShownClaim."""

    version: str
    status: Status
    standing: str
    claims: list[Any]


class EntryMore(TypedDict):
    """What a shown ledger line has beside its record; ``claims`` are of ShownClaim."""

    claims: list[Any]


class ReportMore(TypedDict):
    """What a shown report has beside its record; ``claims`` are of ShownClaim."""

    text: str
    residue: list[Residue]
    claims: list[Any]
    relevant: bool
    relevance: float
    written: WrittenLine
    judgements: list[Judgement]


class WrittenLine(TypedDict):
    """Between which ISO days a report was written, by its own words; null on a side that they leave open."""

    earliest: str | None
    latest: str | None


# --------------------------------------------------------------------------- answers of commands


class IssueLine(Skipped):
    """What was skipped; ``lost`` where input was not taken in, ``known`` where an earlier run met it."""

    lost: bool
    known: bool


class AsideLine(TypedDict):
    """A report that is not about conflict."""

    report_id: str
    source: str
    relevance: float


class RunMore(TypedDict):
    """What the answer of ``run --json`` has beside its counts."""

    record: str
    set_aside_listed: list[AsideLine]
    issues_listed: list[IssueLine]


class HitLine(TypedDict):
    """A line of ``search --json``; ``span`` is where the first hit stands in the text."""

    report_id: str
    title: str | None
    span: list[int] | None
    excerpt: str


class Step(TypedDict):
    """A step of ``explain --json``, from the words of the report to the value."""

    step: str
    words: str


class Check(TypedDict):
    """A line of ``doctor --json``."""

    check: str
    ok: bool
    words: str


class FaultLine(TypedDict):
    """Something kept that does not re-read."""

    kind: str
    where: str
    what: str


class VerifyMore(TypedDict):
    """What the answer of ``verify --json`` has beside its counts."""

    seal: str
    listed: list[FaultLine]


class Exported(TypedDict):
    """The answer of ``export --out FOLDER --json``."""

    written: list[str]
    folder: str
    veiled: bool


class Dated(TypedDict):
    """The answer of ``date --json``."""

    report: str
    published: str
    by: str
    findings_changed: int
    events: int


class Judged(TypedDict):
    """The answer of ``judge --json``."""

    judgement: str
    left: str
    right: str
    verdict: str
    events: int


# --------------------------------------------------------------------------- `world`


class Gazette(TypedDict):
    """A line of ``world list --json``, and what ``world add --json`` prints: a table or a pack of places.

    ``folder`` is null for what is built in; ``sha256`` is that of what is read, ``source_sha256`` that of its source.
    """

    name: str
    folder: str | None
    version: str
    licence: str
    places: int
    sha256: str
    source: str
    source_sha256: str
