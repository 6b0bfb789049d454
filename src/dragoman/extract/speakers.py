"""Who a speaker is, once a report has said so: a bare "Gununu" later on speaks as the army spokesman that he is."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.voices import Frame
from dragoman.records import SourceKind, Voice

_VAGUE: frozenset[SourceKind] = frozenset(
    ("official", "resident")
)  # kinds that a bare name or "its head" falls back to


class Speakers:
    """The named speakers of one report and the kind that the telling of them gave."""

    def __init__(self) -> None:
        self._kinds: dict[str, SourceKind] = {}

    def settled(self, found: list[Frame]) -> list[Frame]:
        """The frames, with each named voice of the kind that the report told before."""
        return [replace(f, voices=tuple(map(self._settle, f.voices))) for f in found]

    def _settle(self, voice: Voice) -> Voice:
        if not voice.name:
            return voice
        key = voice.name.split()[-1].lower()
        told = self._kinds.get(key)
        if told is None or told in _VAGUE:
            self._kinds[key] = voice.kind
        elif voice.kind in _VAGUE:
            return replace(voice, kind=told)
        return voice
