"""Cues and learned reader together, with a reader whose likelihoods are set by hand, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from tests.factory import a_report

from dragoman import world as worlds
from dragoman.extract import Reader
from dragoman.extract.decode import COLUMNS, COUNTS, STATUSES, VOICES, Bars
from dragoman.models import Given, Words
from dragoman.records import Claim

KINDS = ("abduction", "arrest", "shelling", "withdrawal")
NONE = len(KINDS)


class ByHand:
    """Stands for the encoder: a word of ``acts`` tells a kind with a likelihood; its evidence is its sentence's words.

    ``fills``: word → role that it fills for every act. ``said``: word of saying → its source; all else is its content.
    ``voices``, ``counts``: word → its sort.
    """

    kinds = KINDS

    def __init__(self, acts: dict[str, tuple[str, float]], **more: dict[str, Any]) -> None:
        self.acts, self.more = acts, more
        self.curves = more.get("curves", {})
        self.given: list[Given] = []

    def pieces(self, word: str) -> int:
        return 1

    def words(self, told: Sequence[Given]) -> list[Words]:
        self.given += told
        return [self._words(given) for given in told]

    def _words(self, given: Given) -> Words:
        size = len(given.words)
        kind = np.zeros((size, NONE + 1), np.float32)
        status = np.zeros((size, len(STATUSES)), np.float32)
        status[:, STATUSES.index("occurred")] = 1
        saying, flat, wide = np.zeros(size, np.float32), np.zeros(size, np.float32), np.zeros((size, 1), np.float32)
        for n, word in enumerate(given.words):
            name, likely = self.acts.get(word, ("", 0.0))
            kind[n, NONE] = 1 - likely
            if name:
                kind[n, KINDS.index(name)] = likely
            status[n] = self.more.get("status", {}).get(word, status[n])
            saying[n] = word in self.more.get("said", {})
        self._last = list(given.words)
        voice, count = (np.full((size, len(sorts)), 0.1, np.float32) for sorts in (VOICES, COUNTS))
        for array, sorts, told in ((voice, VOICES, "voices"), (count, COUNTS, "counts")):
            for n, word in enumerate(given.words):
                if word in self.more.get(told, {}):
                    array[n, sorts.index(self.more[told][word])] = 0.9
        return Words(kind, status, flat, flat, saying, wide, voice, count, flat, wide, wide)

    def cells(self, words: Words, triggers: Sequence[int]) -> Any:
        out = np.zeros((len(triggers), len(self._last), len(COLUMNS)), np.float32)
        said = self.more.get("said", {})
        for n, trigger in enumerate(triggers):
            out[n, :, COLUMNS.index("evidence")] = 1
            for word, role in self.more.get("fills", {}).items():
                out[n, self._last.index(word), COLUMNS.index(role)] = 0.9
            if self._last[trigger] in said:
                source = self._last.index(said[self._last[trigger]])
                out[n, :, COLUMNS.index("quote_content")] = 1
                out[n, source, COLUMNS.index("quote_content")] = 0
                out[n, source, COLUMNS.index("quote_source")] = 1
        return out


@pytest.fixture(scope="module")
def world() -> worlds.World:
    return worlds.load(())


def claims(world: worlds.World, text: str, encoder: ByHand, **bars: float) -> tuple[Claim, ...]:
    reader = Reader(world, encoder, Bars(look=0.0, **bars))  # type: ignore[arg-type]
    return reader.claims(a_report(text))


def test_an_act_that_only_the_reader_sees_becomes_a_claim_with_its_roles_and_reason(world: worlds.World) -> None:
    text = "Gunmen bundled two clerks into a van near the port."
    assert not Reader(world).claims(a_report(text))
    (claim,) = claims(
        world,
        text,
        ByHand({"bundled": ("abduction", 0.9)}, fills={"fighters": "actor", "clerks": "victim", "two": "quantity"}),
    )
    assert (claim.kind, claim.trigger.of(text), claim.maker.name) == ("abduction", "bundled", "extract.learned")
    assert {(m.role, m.words) for m in claim.mentions} >= {("actor", "Gunmen"), ("victim", "clerks")}
    assert [(q.low, q.words) for q in claim.quantities] == [(2.0, "two")]
    assert claim.reason.startswith("read as abduction")
    assert claim.confidence is not None


def test_the_reader_is_told_what_the_cues_read(world: worlds.World) -> None:
    encoder = ByHand({"shelled": ("shelling", 0.9)})
    claims(world, "Rebels shelled the port.", encoder)
    (given,) = encoder.given
    assert given.kind == [0, KINDS.index("shelling") + 1, 0, 0, 0]
    assert given.status[1] == STATUSES.index("occurred") + 1
    assert given.words[0] == "fighters"  # names for a side are one word to it


def test_a_trigger_of_several_words_is_known_by_the_one_that_the_reader_takes_for_the_act(world: worlds.World) -> None:
    text = "Government warplanes bombed the port."
    (by_cues,) = Reader(world).claims(a_report(text))
    assert by_cues.trigger.of(text) == "warplanes bombed"
    encoder = ByHand({"bombed": ("shelling", 0.9)}, fills={"port": "recipient"})
    (claim,) = claims(world, text, encoder)
    assert claim.score > 0.5 and ("recipient", "the port") in {(m.role, m.words) for m in claim.mentions}


def test_a_claim_of_the_cues_that_the_reader_takes_for_none_stays_and_is_less_sure(world: worlds.World) -> None:
    text = "Rebels shelled the port."
    (doubted,), (believed,) = (
        claims(world, text, ByHand({})),
        claims(world, text, ByHand({"shelled": ("shelling", 0.9)})),
    )
    assert doubted.score < 0.01 < believed.score


def test_kind_and_status_give_way_where_the_reader_is_sure(world: worlds.World) -> None:
    text = "Rebels shelled the port."
    planned = np.eye(len(STATUSES), dtype=np.float32)[STATUSES.index("planned")]
    encoder = ByHand({"shelled": ("withdrawal", 0.9)}, status={"shelled": planned})
    (claim,) = claims(world, text, encoder, kind=0.5, status=0.5)
    assert (claim.kind, claim.stance.status) == ("withdrawal", "planned")
    assert "read as withdrawal" in claim.reason
    (claim,) = claims(world, text, encoder, kind=2.0, status=2.0)
    assert (claim.kind, claim.stance.status) == ("shelling", "occurred")


def test_who_fills_a_role_only_for_the_reader_is_added(world: worlds.World) -> None:
    text = "The port was shelled by night, and fighters rejoiced."
    (claim,) = claims(world, text, ByHand({"shelled": ("shelling", 0.9)}, fills={"fighters": "actor"}), role_alone=0.5)
    assert ("actor", "fighters") in {(m.role, m.words) for m in claim.mentions}


def test_one_more_beside_whom_the_cues_see_must_be_surer(world: worlds.World) -> None:
    text = "Rebels shelled the port by night, and Halloran wept."
    encoder = ByHand({"shelled": ("shelling", 0.9)}, fills={"port": "recipient", "Halloran": "recipient"})
    for further, told in ((0.8, True), (0.95, False)):
        (claim,) = claims(world, text, encoder, further=further, role_alone=0.5)
        whom = {m.words for m in claim.mentions if m.role == "recipient"}
        assert "the port" in whom and ("Halloran" in whom) == told


def test_a_number_alone_is_told_with_the_noun_that_it_counts(world: worlds.World) -> None:
    text = "Gunmen bundled two clerks into a van near the port."
    (claim,) = claims(world, text, ByHand({"bundled": ("abduction", 0.9)}, fills={"two": "victim"}))
    assert ("victim", "two clerks") in {(m.role, m.words) for m in claim.mentions}
    text = "The port was shelled by night, and at least 40 fled."
    encoder = ByHand({"shelled": ("shelling", 0.9)}, fills=dict.fromkeys(("at", "least", "40"), "victim"))
    (claim,) = [c for c in claims(world, text, encoder, role_alone=0.5) if c.kind == "shelling"]
    assert ("victim", "40") in {(m.role, m.words) for m in claim.mentions}


def test_what_the_reader_finds_unlikely_fills_no_role(world: worlds.World) -> None:
    text = "Rebels fired rockets at the port."
    (by_cues,) = Reader(world).claims(a_report(text))
    assert ("weapon", "rockets") in {(m.role, m.words) for m in by_cues.mentions}
    for fills, kept in (({}, False), ({"rockets": "weapon"}, True)):
        (claim,) = claims(world, text, ByHand({"fired": ("shelling", 0.9)}, fills=fills))
        assert (("weapon", "rockets") in {(m.role, m.words) for m in claim.mentions}) == kept


def test_a_speaker_whom_only_the_reader_hears_is_the_voice(world: worlds.World) -> None:
    text = "Rebels shelled the port; Halloran knows it."
    encoder = ByHand({"shelled": ("shelling", 0.9)}, said={"knows": "Halloran"})
    (claim,) = claims(world, text, encoder, saying=0.5)
    assert [v.span.of(text) for v in claim.stance.voices if v.span] == ["Halloran"]


def test_an_act_in_words_that_a_claim_holds_already_is_not_told_twice(world: worlds.World) -> None:
    text = "Rebels shelled the port and bundled clerks away."
    found = claims(world, text, ByHand({"shelled": ("shelling", 0.9), "port": ("arrest", 0.95)}))
    assert "arrest" not in [c.kind for c in found]


def test_confidence_is_what_the_curve_makes_of_the_likelihood(world: worlds.World) -> None:
    plain = ByHand({"shelled": ("shelling", 0.9)})
    bent = ByHand({"shelled": ("shelling", 0.9)}, curves={"claim": (1.0, -2.0)})
    (before,), (after,) = (
        claims(world, "Rebels shelled the port.", plain),
        claims(world, "Rebels shelled the port.", bent),
    )
    assert (before.score, after.score) == (0.9, 0.549)


def test_claims_under_the_least_confidence_are_not_told(world: worlds.World) -> None:
    encoder = ByHand({"shelled": ("shelling", 0.9)})
    for least, number in ((0.8, 1), (0.95, 0)):
        reader = Reader(world, encoder, Bars(look=0.0), least=least)  # type: ignore[arg-type]
        assert len(reader.claims(a_report("Rebels shelled the port."))) == number


def test_a_report_that_is_not_about_conflict_is_not_looked_at() -> None:
    encoder = ByHand({"won": ("shelling", 0.9)})
    reader = Reader(worlds.load(()), encoder)  # type: ignore[arg-type]
    assert reader.claims(a_report("The home side won the cup after extra time. Fans sang all night.")) == ()
    assert not encoder.given


def test_a_kind_that_a_user_adds_is_read_by_its_cues_though_the_reader_never_saw_it(tmp_path: Any) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "mine.yaml").write_text(
        "- kind: water_cut\n  name: Water cut off\n  definition: A side shuts the water of a place.\n"
        "  roles: [actor, recipient, place]\n  plover: {category: COERCE}\n  cues: ['shut off ~ water', 'shut ~ water']\n",
        encoding="utf-8",
    )
    encoder = ByHand({"shelled": ("shelling", 0.9)})
    reader = Reader(worlds.load((tmp_path,)), encoder, Bars(look=0.0))  # type: ignore[arg-type]
    found = reader.claims(a_report("Rebels shut off the water of the town. Rebels shelled the port."))
    assert [(c.kind, c.confidence is None) for c in found] == [("water_cut", True), ("shelling", False)]


def test_an_amount_is_given_to_the_act_that_the_reader_sees_it_fill_and_counts_what_it_sees(
    world: worlds.World,
) -> None:
    text = "Gunmen bundled two clerks into a van, and nine were found dead in the port."
    acts = {"bundled": ("abduction", 0.9)}
    (claim,) = claims(world, text, ByHand(acts, fills={"two": "quantity"}, counts={"two": "missing"}))[:1]
    assert [(q.words, q.kind) for q in claim.quantities] == [("two", "missing")]
    (claim,) = claims(world, text, ByHand(acts))[:1]
    assert claim.quantities == ()


def test_a_voice_is_of_the_sort_that_the_reader_is_sure_of_unless_a_list_names_it(world: worlds.World) -> None:
    text = "The army shelled the port, its spokesman said. Reuters said that the army had shelled the market."
    heard = [
        [v.kind for v in c.stance.voices]
        for c in claims(world, text, ByHand({}, voices={"spokesman": "rebel", "Reuters": "military"}), voice=0.4)
    ]
    assert heard == [["rebel"], ["agency"]]


def test_words_of_one_harm_are_not_outdone_by_a_little(world: worlds.World) -> None:
    text = "The shelling of the port on Monday killed nine people."
    acts, fills = {"shelling": ("shelling", 0.9)}, {"nine": "quantity"}
    (claim,) = claims(world, text, ByHand(acts, fills=fills, counts={"nine": "injured"}), harm=0.95)[:1]
    assert [(q.words, q.kind) for q in claim.quantities] == [("nine", "killed")]
    assert not claim.aggregate
