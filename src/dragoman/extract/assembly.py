"""An act on its way becomes a claim: its evidence, who, whom, how many, who says so, whether it happened, in whose words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from dragoman.extract import counted
from dragoman.extract.antecedents import SPEAKER, Antecedents
from dragoman.extract.calibration import Calibration
from dragoman.extract.grammar import Sentence
from dragoman.extract.joined import graded
from dragoman.extract.learned import mentions
from dragoman.extract.merging import Draft
from dragoman.extract.names import Names
from dragoman.extract.relatives import gap_of, inner
from dragoman.extract.roles import Filler, fillers
from dragoman.extract.stance import History, Standing, standing
from dragoman.extract.ties import tie_for
from dragoman.extract.voices import OUTLET_ITSELF, voice
from dragoman.ids import content_id
from dragoman.records import Claim, Label, Maker, Mention, Quantity, Report, Span, Stance, Status, Tie, Voice
from dragoman.text import flat as flat_text
from dragoman.world import Kind, World

MAKER, LEARNED = Maker("extract.cues", "1"), Maker("extract.learned", "1")


class Assembly:
    """Makes claims of drafts by the words of a world."""

    def __init__(self, world: World, names: Names, calibration: Calibration) -> None:
        self._kinds: Mapping[str, Kind] = dict(world.kinds)
        self._names, self._calibration = names, calibration
        self._labels = _label_rules(world)

    def claim(self, report: Report, d: Draft, told: Antecedents, history: History) -> Claim:
        """The claim that a draft makes. ``told``: the subjects before its sentence."""
        s, text = d.sentence, report.text
        evidence = s.cover(d.start, d.end)
        stand = _seen_standing(standing(s, d.clauses, d.act, d.kind, d.frame, d.supposed), d)
        filled = self._mentions(report, d, told)
        opening = d.clauses[0].subject.start if d.clauses[0].subject else 0
        own = max(d.start, inner(d.clauses, d.act.clause).stop)
        lead = (s.cover(0, opening).of(text) if opening else "") + " " + s.cover(own, d.end).of(text)
        clause = d.clauses[d.act.clause]
        voices, labels = self._voices(d, filled), self._labelled(text, evidence)
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
        made = Claim(
            id=content_id("clm", report.id, evidence.start, evidence.end, d.kind.kind),
            report_id=report.id,
            kind=d.kind.kind,
            trigger=trigger,
            evidence=evidence,
            mentions=filled,
            quantities=tuple(_worded(q, text) for q in numbers),
            stance=stance,
            score=round(min(0.99, d.act.score), 3),
            maker=LEARNED if d.seen else MAKER,
            reason=f"read as {d.kind.kind} ({dict(d.seen.act.kinds)[d.kind.kind]:.2f})"
            if d.seen
            else f"cue “{d.act.trigger.cue.cue}”",
            ties=((Tie(kind, ""),) if (kind := tie_for(clause.link, _is_condition(s, d.supposed))) else ()),
            labels=labels,
            aggregate=_is_aggregate(numbers, flat_text(evidence.of(text))),
        )
        return made if d.seen is None else graded(made, d.seen, self._calibration, self._kinds)

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
        if d.seen is not None:
            made = with_seen(made, list(mentions(d.seen, report.text)))
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


def with_seen(made: list[Mention], seen: list[Mention]) -> list[Mention]:
    """What the reader sees, and what the grammar tells for roles in which it sees nobody."""
    roles = {m.role for m in seen}
    free = [m for m in made if m.role not in roles and not any(m.span.meets(s.span) for s in seen)]
    return sorted([*seen, *free], key=lambda m: m.span.start)


def _seen_standing(stand: Standing, d: Draft) -> Standing:
    """The status that the reader sees, where it alone tells the act."""
    if d.seen is None or d.seen.act.status == stand.status:
        return stand
    return Standing(cast(Status, d.seen.act.status), ())


_SPEECH = frozenset(("ACCUSE", "THREATEN", "REQUEST"))


def _is_condition(s: Sentence, supposed: tuple[int, int] | None) -> bool:
    """Does another act hang on it? "Either … or" only leaves open which of two happened."""
    return supposed is not None and s.low[supposed[0]] not in ("either", "whether")


def _worded(q: Quantity, text: str) -> Quantity:
    return replace(q, words=q.span.of(text))


_AGGREGATE = re.compile(
    r"\b(?:since|so far|in total|over the (?:past|last)|overall|altogether|cumulative|throughout)\b"
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
