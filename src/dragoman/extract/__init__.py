"""Report → Claims: only what the words say, clause by clause.

``Reader(world)`` compiles the cues once; ``Reader.claims(report)`` reads one report. English is read clause by clause; other
languages are not yet read for claims (their reports still count as relevant or not).
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.extract import counted
from dragoman.extract import quantities as counting
from dragoman.extract.antecedents import SPEAKER, Antecedents
from dragoman.extract.clauses import Clause, clauses
from dragoman.extract.conditions import Openers
from dragoman.extract.cues import Cues
from dragoman.extract.evidence import evidence_words, only_speaks
from dragoman.extract.general import ABOUT_AN_ACT, settled
from dragoman.extract.grammar import Sentence, sentences
from dragoman.extract.merging import Draft, merged
from dragoman.extract.names import Names
from dragoman.extract.quoting import Quoting
from dragoman.extract.relatives import gap_of, inner
from dragoman.extract.relevance import Relevance
from dragoman.extract.roles import Filler, fillers
from dragoman.extract.speakers import Speakers
from dragoman.extract.stance import History, nought, standing
from dragoman.extract.ties import tie_for, tied
from dragoman.extract.triggers import Act, acts, refused
from dragoman.extract.voices import OUTLET_ITSELF, Floor, Frame, frames, speaker_of, voice, voices_of
from dragoman.extract.who import Lexicons
from dragoman.ids import content_id
from dragoman.records import Claim, Label, Maker, Mention, Quantity, Report, Span, Stance, Tie, Voice
from dragoman.text import flat as flat_text
from dragoman.world import Kind, World

MAKER = Maker("extract.cues", "1")


class Reader:
    """Reads claims by the cues of a world."""

    def __init__(self, world: World) -> None:
        self._kinds = dict(world.kinds)
        self._cues = Cues(world)
        self._names, self._openers = Names(world), Openers(world)
        self._labels = _label_rules(world)
        self._relevance = Relevance(world)

    def claims(self, report: Report) -> tuple[Claim, ...]:
        """The claims of one report, in the order of its words."""
        if report.language not in (None, "en"):
            return ()
        made: list[Claim] = []
        homes: list[Span] = []
        floor = Floor()
        quoting = Quoting(report.text)
        told, speakers = Antecedents(), Speakers()
        history = History(report)
        title_end = report.title_span.end if report.title_span else -1
        for s in sentences(report.text, [line for line in (report.byline, report.dateline) if line is not None]):
            if s.span.end <= title_end:
                continue
            lexicons, parts = self._cues.lexicon_hits(s), clauses(s, self._names.saying)
            floor = replace(floor, open_quote=quoting.is_open(s.span.start))
            found = speakers.settled(frames(s, parts, self._names, floor))
            drafts = self._drafts(s, parts, lexicons, found)
            made += [self._claim(report, d, told, history) for d in drafts]
            homes += [s.span] * len(drafts)
            floor = Floor(found[-1].voices) if found else replace(floor, back=floor.back + 1)
            told.note(s, parts, lexicons)
        return tuple(tied(settled(made, self._kinds, self._names), homes))

    def relevance(self, report: Report, claims: tuple[Claim, ...]) -> float:
        """How likely the report is about conflict or its settlement, from 0 to 1."""
        return self._relevance.score(report, claims)

    # ---------------------------------------------------------------------- one sentence

    def _drafts(self, s: Sentence, parts: list[Clause], lexicons: Lexicons, found: list[Frame]) -> list[Draft]:
        amounts = counting.amounts(s)
        drafts = []
        told, supposed = acts(s, parts, self._cues, self._kinds, lexicons), self._openers.conditions(s, parts)
        for act in told:
            kind = self._kinds[refused(self._kinds, parts, act)]
            if kind.aside or only_speaks(s, parts, act, found) or _says_nothing(s, parts[act.clause], act, kind):
                continue
            start, end = evidence_words(s, parts, act, found, {a.clause for a in told})
            end = min((a for a, b in supposed.values() if act.trigger.end <= a < end <= b), default=end)
            start = min(
                (a.start for a in amounts if a.start < start < a.end), default=start
            )  # "at least | three people"
            within = [a for a in amounts if a.start not in inner(parts, act.clause)]
            frame = voices_of(found, act.clause) or speaker_of(found, parts, act.clause)
            under = supposed.get(act.clause)
            drafts.append(Draft(s, parts, act, kind, start, end, frame, lexicons, within, under))
        return merged(drafts)

    def _claim(self, report: Report, d: Draft, told: Antecedents, history: History) -> Claim:
        s, text = d.sentence, report.text
        evidence = s.cover(d.start, d.end)
        stand = standing(s, d.clauses, d.act, d.kind, d.frame, d.supposed)
        mentions = self._mentions(report, d, told)
        opening = d.clauses[0].subject.start if d.clauses[0].subject else 0
        own = max(d.start, inner(d.clauses, d.act.clause).stop)
        lead = (s.cover(0, opening).of(text) if opening else "") + " " + s.cover(own, d.end).of(text)
        clause = d.clauses[d.act.clause]
        voices, labels = self._voices(d, mentions), self._labelled(text, evidence)
        stance = Stance(
            status=stand.status,
            voices=voices,
            cues=stand.cues,
            said_by_cue=d.frame.cue if d.frame else None,
            background=history.holds(s.span, flat_text(lead)),
            editorial=voices == (OUTLET_ITSELF,) and any(label.slant == "hostile" for label in labels),
        )
        trigger = s.cover(d.act.trigger.start, d.act.trigger.end)
        numbers = counted.quantities(s, d.amounts, d.start, d.end, s.low[d.act.trigger.head] + " " + d.kind.kind)
        return Claim(
            id=content_id("clm", report.id, evidence.start, evidence.end, d.kind.kind),
            report_id=report.id,
            kind=d.kind.kind,
            trigger=trigger,
            evidence=evidence,
            mentions=mentions,
            quantities=tuple(_worded(q, text) for q in numbers),
            stance=stance,
            score=round(min(0.99, d.act.score), 3),
            maker=MAKER,
            reason=f"cue “{d.act.trigger.cue.cue}”",
            ties=((Tie(kind, ""),) if (kind := tie_for(clause.link, _is_condition(s, d.supposed))) else ()),
            labels=labels,
            aggregate=_is_aggregate(numbers, flat_text(evidence.of(text))),
        )

    def _voices(self, d: Draft, mentions: tuple[Mention, ...]) -> tuple[Voice, ...]:
        """Who says so; for an act of speech or a denial that the outlet tells, its speaker."""
        if d.frame is not None:
            return d.frame.voices
        category = d.kind.plover.category if d.kind.plover else None
        actor = next((m for m in mentions if m.role == "actor"), None)
        if (category in _SPEECH or d.kind.kind == "denial" or self._denies(d)) and actor is not None:
            told = next((n for n in d.sentence.nouns if d.sentence.spans[n.head].meets(actor.span)), None)
            if told is not None:
                return (replace(voice(d.sentence, told, self._names), words=actor.words, span=actor.span),)
        return (OUTLET_ITSELF,)

    def _denies(self, d: Draft) -> bool:
        """Is the act told as what its subject denies: "the army denied | shelling the town"?"""
        lead = d.clauses[d.act.clause].verb
        return lead is not None and d.sentence.low[lead.head] in self._names.denying

    def _mentions(self, report: Report, d: Draft, told: Antecedents) -> tuple[Mention, ...]:
        """Fillers as mentions; a pronoun gives way to the subject that it stands for, where there is one."""
        made = []
        for act in (d.act, *d.harm):
            kind = (
                self._kinds[act.told_as] if act.told_as else d.kind if act is d.act else self._kinds[act.trigger.kind]
            )
            own = d.clauses[act.clause]
            for filler in fillers(d.sentence, own, act, kind, d.lexicons, gap_of(d.sentence, d.clauses, act.clause)):
                inside = d.sentence.spans[own.start].start <= filler.span.start or not own.inherited
                if act is not d.act and not (inside and filler.role in ("victim", "recipient")):
                    continue
                for span in self._meant(filler, d, act.clause, told):
                    whose = self._whose(filler, d, act.clause, told)
                    made.append(Mention(filler.role, span, span.of(report.text), whose))
        return tuple({(m.role, m.span): m for m in made}.values())

    def _meant(self, filler: Filler, d: Draft, clause: int, told: Antecedents) -> tuple[Span, ...]:
        """The words of a filler; for a pronoun, those of whom it stands for: an earlier subject, or who is quoted."""
        if filler.pronoun in SPEAKER:
            voice = d.frame.voices[-1].span if d.frame is not None and d.frame.voices else None
            return (voice,) if voice is not None else ()
        if filler.pronoun:
            return told.of(filler.pronoun, d.sentence, d.clauses, clause, d.lexicons)
        return (filler.span,)

    def _whose(self, filler: Filler, d: Draft, clause: int, told: Antecedents) -> Span | None:
        """Whose the people of a filler are, where only a pronoun tells it: "its troops", "our forces"."""
        voice = d.frame.voices[-1].span if d.frame is not None and d.frame.voices else None
        if not filler.whose or filler.whose in SPEAKER:
            return voice if filler.whose else None
        return told.owner(filler.whose, d.sentence, d.clauses, clause, filler.span, voice, d.lexicons)

    def _labelled(self, text: str, evidence: Span) -> tuple[Label, ...]:
        return tuple(
            Label(Span(*found.span()), found.group(0), slant)
            for slant, rule in self._labels
            for found in rule.finditer(text, evidence.start, evidence.end)
        )


def _says_nothing(s: Sentence, clause: Clause, act: Act, kind: Kind) -> bool:
    """ "Nobody has claimed the attack", "has not denied it": no act, and no denial of the act it is about."""
    unsaid = nought(s, clause, act, kind) is not None or any(v.negated for v in clause.verbs[:1])
    return kind.kind in ABOUT_AN_ACT and unsaid


_SPEECH = frozenset(("ACCUSE", "THREATEN", "REQUEST"))


def _is_condition(s: Sentence, supposed: tuple[int, int] | None) -> bool:
    """Does another act hang on it? "Either … or" only leaves open which of two happened."""
    return supposed is not None and s.low[supposed[0]] not in ("either", "whether")


def _worded(q: Quantity, text: str) -> Quantity:
    return replace(q, words=q.span.of(text))


_AGGREGATE = re.compile(
    r"\b(?:since|so far|in total|over the (?:past|last)|overall|altogether|cumulative|toll|throughout)\b"
)


def _is_aggregate(numbers: tuple[Quantity, ...], flat: str) -> bool:
    """A total over many acts or places: towns, strikes, shares, or a count over a stretch of time."""
    if any(q.kind in ("towns", "airstrikes", "share_of_territory") and (q.low or q.high or 0) > 1 for q in numbers):
        return True
    return bool(numbers) and bool(_AGGREGATE.search(flat))


def _label_rules(world: World) -> list[tuple[str, re.Pattern[str]]]:
    labels = world.languages["en"].labels
    return [
        (slant, re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, terms), key=len, reverse=True)) + r")s?\b", re.I))
        for slant, terms in labels.items()
    ]
