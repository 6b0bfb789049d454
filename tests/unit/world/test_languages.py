"""The language files and English word forms. Add a line to FORMS for a word that goes wrong."""

from __future__ import annotations

import pytest

from dragoman import world
from dragoman.world.forms import forms

LANGUAGES = world.load().languages
ENGLISH = LANGUAGES["en"]

# Base form, then forms that must be among its forms; a "!" before a form: it must not.
FORMS = [
    ("shell", "shell shells shelled shelling"),
    ("bomb", "bombs bombed bombing"),
    ("stop", "stops stopped stopping !stoped"),
    ("open", "opened opening !openned"),
    ("re-open", "re-opened re-opening"),
    ("flee", "flees fled fleeing !fleed"),
    ("withdraw", "withdraws withdrew withdrawn withdrawing"),
    ("retake", "retakes retook retaken retaking"),
    ("recapture", "recaptured recapturing"),
    ("overthrow", "overthrew overthrown"),
    ("deny", "denies denied denying"),
    ("deploy", "deploys deployed deploying !deploied"),
    ("kidnap", "kidnapped kidnapping"),
    ("repel", "repelled repelling"),
    ("attack", "attacks attacked attacking"),
    ("die", "dies died dying"),
    ("seize", "seizes seized seizing"),
    ("besiege", "besieges besieged besieging"),
    ("launch", "launches launched launching"),
    ("lay", "lays laid laying"),
    ("acquit", "acquitted acquitting !acquited"),
    ("cancel", "cancelled canceled cancelling"),
    ("fulfil", "fulfilled fulfilling"),
    ("cling", "clung clinging !clinged"),
    ("unfreeze", "unfroze unfrozen unfreezing"),
    ("rebut", "rebutted"),
    ("foresee", "foresaw foreseen"),
    ("gunman", "gunmen"),
    ("policeman", "policemen"),
    ("city", "cities"),
    ("bus", "buses"),
]


@pytest.mark.parametrize(("base", "expected"), FORMS)
def test_forms(base: str, expected: str) -> None:
    found = forms(base, ENGLISH.irregular)
    wanted = {w for w in expected.split() if not w.startswith("!")}
    unwanted = {w[1:] for w in expected.split() if w.startswith("!")}
    assert wanted <= found
    assert not unwanted & found


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_language_is_whole(code: str) -> None:
    language = LANGUAGES[code]
    assert language.name
    assert len(language.conflict) >= 20
    assert len(language.aside) >= 5
    assert not set(language.conflict) & set(language.aside)
    assert all(isinstance(w, str) and w.strip() for w in (*language.conflict, *language.aside))


def test_english_lexicons_are_lists_of_plain_phrases() -> None:
    for name, phrases in ENGLISH.lexicons.items():
        assert phrases, name
        assert all(isinstance(p, str) and p == p.strip() and p for p in phrases), name


def test_every_lexicon_that_a_cue_asks_for_is_there() -> None:
    asked = set()
    for kind in world.load().kinds.values():
        for cue in kind.cues:
            patterns = [cue] if isinstance(cue, str) else [cue.cue, *cue.with_, *cue.unless]
            asked |= {word.rstrip("?")[1:] for p in patterns for word in p.split() if word.startswith("@")}
    assert asked <= set(ENGLISH.lexicons)


def test_labels_have_a_slant_and_only_one() -> None:
    assert set(ENGLISH.labels) == {"hostile", "neutral", "favourable"}
    every = [label for terms in ENGLISH.labels.values() for label in terms]
    assert len(every) == len(set(every))


def test_voices_are_of_known_kinds() -> None:
    from dragoman.records import SourceKind

    assert set(ENGLISH.voices) - {"background"} <= set(SourceKind.__args__)  # type: ignore[attr-defined]
