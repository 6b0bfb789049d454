"""One sentence taken apart, with all that its acts are read by."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract import quantities as counting
from dragoman.extract.clauses import Clause
from dragoman.extract.conditions import Conditions
from dragoman.extract.grammar import Sentence
from dragoman.extract.merging import Draft
from dragoman.extract.relatives import inner
from dragoman.extract.triggers import Act
from dragoman.extract.voices import Frame, speaker_of, voices_of
from dragoman.extract.who import Lexicons
from dragoman.world import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, its clauses, frames of saying, amounts and conditions."""

    sentence: Sentence
    clauses: list[Clause]
    lexicons: Lexicons
    frames: list[Frame]
    amounts: list[counting.Amount]
    supposed: Conditions

    def draft(self, act: Act, kind: Kind, start: int, end: int) -> Draft:
        """An act of this sentence whose evidence is words ``start`` to ``end``."""
        start = min(
            (a.start for a in self.amounts if a.start < start < a.end), default=start
        )  # "at least | three people"
        within = [a for a in self.amounts if a.start not in inner(self.clauses, act.clause)]
        frame = voices_of(self.frames, act.clause) or speaker_of(self.frames, self.clauses, act.clause)
        under = self.supposed.get(act.clause)
        return Draft(self.sentence, self.clauses, act, kind, start, end, frame, self.lexicons, within, under)
