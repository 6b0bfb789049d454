"""Report → Claims: only what the words say, clause by clause.

``Reader(world)`` compiles the cues once; ``Reader.claims(report)`` reads one report. With an encoder the learned reader looks
at what the cues read, corrects it, and adds to it (``joined``). English is read clause by clause; other languages are not
yet read for claims (their reports still count as relevant or not).
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract import quantities as counting
from dragoman.extract.antecedents import Antecedents
from dragoman.extract.assembly import Assembly
from dragoman.extract.calibration import Calibration
from dragoman.extract.clauses import Clause, clauses
from dragoman.extract.conditions import Openers
from dragoman.extract.cues import Cues
from dragoman.extract.decode import Bars
from dragoman.extract.evidence import evidence_words, only_speaks
from dragoman.extract.general import ABOUT_AN_ACT, settled
from dragoman.extract.grammar import Sentence, sentences
from dragoman.extract.joined import added, corrected, voiced
from dragoman.extract.learned import Learned
from dragoman.extract.merging import Draft, merged
from dragoman.extract.names import Names
from dragoman.extract.numbered import numbered
from dragoman.extract.quoting import Quoting
from dragoman.extract.relevance import Relevance
from dragoman.extract.speakers import Speakers
from dragoman.extract.stance import History, nought
from dragoman.extract.ties import tied
from dragoman.extract.told import Told
from dragoman.extract.triggers import Act, acts, refused
from dragoman.extract.voices import Floor, frames
from dragoman.models import Encoder
from dragoman.records import Claim, Report
from dragoman.world import Kind, World


class Reader:
    """Reads claims by the cues of a world, and by the learned reader where an encoder is given."""

    def __init__(
        self, world: World, encoder: Encoder | None = None, bars: Bars | None = None, least: float = 0.0
    ) -> None:
        self._kinds = dict(world.kinds)
        self._cues = Cues(world)
        self._names, self._openers = Names(world), Openers(world)
        self._calibration = Calibration(encoder.curves if encoder is not None else {})
        self._assembly = Assembly(world, self._names, self._calibration)
        self._relevance = Relevance(world)
        self._bars, self._least = bars or Bars(), least
        self._learned = Learned(encoder, self._bars) if encoder is not None else None

    def claims(self, report: Report) -> tuple[Claim, ...]:
        """The claims of one report, in the order of its words."""
        if report.language not in (None, "en"):
            return ()
        history = History(report)
        told = self._told(report)
        by_cues = [self._drafts(one) for one in told]
        made = self._claims(report, told, by_cues, history)
        if self._learned is not None and told and self._worth_a_look(report, made):
            sight = self._learned.sight(report, [one.sentence for one in told], [c for claims in made for c in claims])
            made = [corrected(claims, sight, self._kinds, self._calibration, report.text) for claims in made]
            new = self._claims(report, told, added(told, made, sight, self._kinds), history)
            made = [
                numbered(one, sorted(voiced(one, [*a, *b], sight, self._names), key=_place), sight, report.text)
                for one, a, b in zip(told, made, new, strict=True)
            ]
        made = [[c for c in claims if c.score >= self._least] for claims in made]
        homes = [one.sentence.span for one, claims in zip(told, made, strict=True) for _ in claims]
        flat = [claim for claims in made for claim in claims]
        return tuple(tied(settled(flat, self._kinds, self._names), homes))

    def relevance(self, report: Report, claims: tuple[Claim, ...]) -> float:
        """How likely the report is about conflict or its settlement, from 0 to 1."""
        return self._relevance.score(report, claims)

    def _worth_a_look(self, report: Report, made: list[list[Claim]]) -> bool:
        """Could the report be about conflict, by the words and claims that the cues find?"""
        return self.relevance(report, tuple(c for claims in made for c in claims)) >= self._bars.look

    def _claims(
        self, report: Report, told: list[Told], drafts: list[list[Draft]], history: History
    ) -> list[list[Claim]]:
        """The claims of drafts, sentence by sentence."""
        before, made = Antecedents(), []
        for one, own in zip(told, drafts, strict=True):
            made.append([self._assembly.claim(report, d, before, history) for d in own])
            before.note(one.sentence, one.clauses, one.lexicons)
        return made

    def _told(self, report: Report) -> list[Told]:
        """The sentences below the title, taken apart."""
        floor, quoting, speakers = Floor(), Quoting(report.text), Speakers()
        title_end = report.title_span.end if report.title_span else -1
        told = []
        for s in sentences(report.text, [line for line in (report.byline, report.dateline) if line is not None]):
            if s.span.end <= title_end:
                continue
            lexicons, parts = self._cues.lexicon_hits(s), clauses(s, self._names.saying)
            floor = replace(floor, open_quote=quoting.is_open(s.span.start))
            found = speakers.settled(frames(s, parts, self._names, floor))
            floor = Floor(found[-1].voices) if found else replace(floor, back=floor.back + 1)
            told.append(Told(s, parts, lexicons, found, counting.amounts(s), self._openers.conditions(s, parts)))
        return told

    def _drafts(self, one: Told) -> list[Draft]:
        """What the cues tell of one sentence."""
        s, parts, found = one.sentence, one.clauses, one.frames
        drafts = []
        telling = acts(s, parts, self._cues, self._kinds, one.lexicons)
        for act in telling:
            kind = self._kinds[refused(self._kinds, parts, act)]
            if kind.aside or only_speaks(s, parts, act, found) or _says_nothing(s, parts[act.clause], act, kind):
                continue
            start, end = evidence_words(s, parts, act, found, {a.clause for a in telling})
            end = min((a for a, b in one.supposed.values() if act.trigger.end <= a < end <= b), default=end)
            drafts.append(one.draft(act, kind, start, end))
        return merged(drafts)


def _place(claim: Claim) -> tuple[int, int]:
    return claim.trigger.start, claim.evidence.start


def _says_nothing(s: Sentence, clause: Clause, act: Act, kind: Kind) -> bool:
    """ "Nobody has claimed the attack", "has not denied it": no act, and no denial of the act it is about."""
    unsaid = nought(s, clause, act, kind) is not None or any(v.negated for v in clause.verbs[:1])
    return kind.kind in ABOUT_AN_ACT and unsaid
