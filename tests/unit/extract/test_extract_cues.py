"""The cue language of world files, on a small ontology of its own. Add a line to a table to test more."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from tests.reading import covered, sentence

from dragoman.errors import WorldError
from dragoman.extract.clauses import clauses
from dragoman.extract.cues import Cues
from dragoman.world import Cue, Kind, Language, World

SAYING = frozenset({"said", "say", "told"})
ENGLISH = Language(
    "English",
    lexicons={"artillery": ("rocket", "tank shell"), "fighter": ("rebel", "freedom fighter"), "film": ("film",)},
    irregular={
        "lay": ("laid", "laid"),
        "fall": ("fell", "fallen"),
        "strike": ("struck", "struck"),
        "break": ("broke", "broken"),
    },
)

# Cue (with its "with" and "unless"), sentence, and the words it takes; None: it does not match.
CUES = [
    ("shell", "The army shelled the town.", "shelled"),
    ("shell", "Shells hit the town.", "Shells"),
    ("shell/V", "Shells hit the town.", None),
    ("shelling/N", "The shelling killed three.", "shelling"),
    ("shelling/N", "The army was shelling the town.", None),
    ("dead/J", "Two men were dead.", "dead"),
    ("bomb|shell", "The army bombed the town.", "bombed"),
    ("strike/V", "Jets struck the town.", "struck"),
    ("=talks", "Both held talks.", "talks"),
    ("=talks", "A man talked.", None),
    ("lay down? arms", "They laid down arms.", "laid down arms"),
    ("cease? fire", "They will cease fire.", "cease fire"),
    ("@fighter ~ leave/V", "Rebels raised the flag after dark and left.", None),
    ("lay down? arms", "They laid arms on a table.", "laid arms"),
    ("fire ~ at|on|into", "They fired rockets at the town.", "fired rockets at"),
    ("fire ~ at|on|into", "They fired at the town.", "fired at"),
    ("fire ~ at|on|into", "They fired one two three four five rockets at it.", None),
    ("fire ~ at|on|into", "They fired; a man looked at it.", None),
    ("talks ~ fail", "The talks in the small northern border town between both sides failed.", "talks in the small northern border town between both sides failed"),
    ("@artillery", "A rocket fell.", "rocket"),
    ("@artillery", "Tank shells fell.", "Tank shells"),
    ("fall/V ~ @artillery", "There fell a tank shell.", "fell a tank shell"),
    ("@fighter ~ strike/V", "Freedom fighters struck the post.", "Freedom fighters struck"),
    ("@fighter ~ strike/V", "A rebel struck the post.", "rebel struck"),
    ("air-strike", "An air-strike hit the town.", "air-strike"),
]  # fmt: skip

COMPANY = [
    (Cue("fall/V", with_=("@artillery",)), "A rocket fell on the town.", True),
    (Cue("fall/V", with_=("@artillery",)), "Rain fell on the town.", False),
    (Cue("fall/V", with_=("=night",)), "A man fell at night.", True),
    (Cue("strike/V", unless=("lightning",)), "Lightning struck the town.", False),
    (Cue("strike/V", unless=("@film",)), "Jets struck the town.", True),
    (Cue("strike/V", unless=("@film",)), "A film struck a chord.", False),
    # "unless" looks only into the clause of the trigger, "with" into the whole sentence.
    (Cue("strike/V", unless=("storm",)), "Jets struck the town and a storm came.", True),
    (Cue("strike/V", with_=("storm",)), "Jets struck the town and a storm came.", True),
]


def _found(text: str, *cues: str | Cue) -> list[str]:
    kind = Kind("thing", "Thing", "A thing.", cues=cues)
    world = World(MappingProxyType({"thing": kind}), {}, {}, {"en": ENGLISH})
    s = sentence(text)
    ranges = [(c.start, c.end) for c in clauses(s, SAYING)]
    return [covered(s, t.start, t.end) for t in Cues(world).triggers(s, ranges)]


@pytest.mark.parametrize(("cue", "text", "expected"), CUES)
def test_what_a_cue_takes(cue: str, text: str, expected: str | None) -> None:
    assert _found(text, cue) == ([expected] if expected else [])


@pytest.mark.parametrize(("cue", "text", "expected"), COMPANY)
def test_company(cue: Cue, text: str, expected: bool) -> None:
    assert bool(_found(text, cue)) is expected


def test_of_two_cues_on_one_word_the_surer_then_the_longer_wins() -> None:
    assert _found("Jets struck the town.", Cue("strike/V", weight=0.5), "strike ~ town") == ["struck the town"]
    assert _found("Jets struck the town.", "strike/V", Cue("strike ~ town", weight=0.5)) == ["struck"]


@pytest.mark.parametrize(
    ("cue", "said"),
    [("@nosuch", "@nosuch"), ("~", "no word"), ("hit ~ @nosuch", "@nosuch"), ("@fighter|army", "lexicon")],
)
def test_a_cue_that_cannot_be_read_is_named(cue: str, said: str) -> None:
    with pytest.raises(WorldError, match=said) as wrong:
        _found("Jets struck the town.", cue)
    assert "thing" in str(wrong.value)
