"""The learned reader that ships: what it adds to the cues, and that it stands by its pins."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.factory import a_report

from dragoman import models
from dragoman import world as worlds
from dragoman.errors import ModelError
from dragoman.extract import Reader
from dragoman.models import READER, Encoder

REPORT = (
    "KAREL, June 3 - Militiamen herded four clerks out of the town hall at gunpoint on Tuesday, the district council said. "
    "Soldiers later sealed the road to the quarry, and shells fell on the market of Belen, killing three traders."
)
WATER = (
    "- kind: water_cut\n  name: Water cut off\n  definition: A side shuts the water of a place.\n"
    "  roles: [actor, recipient, place]\n  plover: {category: COERCE}\n  cues: ['foul ~ cistern']\n"
)


@pytest.fixture(scope="module")
def world() -> worlds.World:
    return worlds.load(())


def test_it_is_there_and_small() -> None:
    assert len(models.reader().kinds) > 150
    assert sum((models.FOLDER / name).stat().st_size for name in READER) < 40_000_000


def test_it_reads_what_no_cue_tells_and_says_how_sure_it_is(world: worlds.World) -> None:
    report = a_report(REPORT)
    by_cues = {c.trigger for c in Reader(world).claims(report)}
    claims = Reader(world, models.reader()).claims(report)
    (alone,) = [c for c in claims if c.trigger.of(REPORT) == "herded"]
    assert alone.trigger not in by_cues
    plover = world.kinds[alone.kind].plover
    assert plover is not None and plover.category == "COERCE"
    assert alone.maker.name == "extract.learned"
    assert "Militiamen" in {m.words for m in alone.role("actor")}
    assert all(0 < c.score <= 1 and c.confidence is not None for c in claims)
    assert all(m.span.of(REPORT) == m.words for c in claims for m in c.mentions)


def test_it_reads_the_same_each_time_and_beside_other_sentences(world: worlds.World) -> None:
    reader = Reader(world, models.reader())
    assert reader.claims(a_report(REPORT)) == reader.claims(a_report(REPORT))
    alike = Reader(world, Encoder(threads=2)).claims(a_report(REPORT))
    assert [(c.kind, c.trigger) for c in alike] == [(c.kind, c.trigger) for c in reader.claims(a_report(REPORT))]


def test_it_leaves_a_kind_that_a_user_adds_to_its_cues(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "mine.yaml").write_text(WATER, encoding="utf-8")
    reader = Reader(worlds.load((tmp_path,)), models.reader())
    claims = reader.claims(
        a_report("Gunmen fouled the cistern of Belen with diesel. Shells fell on the market, killing three.")
    )
    (own,) = [c for c in claims if c.kind == "water_cut"]
    assert own.confidence is None and "Gunmen" in {m.words for m in own.role("actor")}


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    for name in READER:
        shutil.copy(models.FOLDER / name, tmp_path / name)
    Encoder(tmp_path)
    (tmp_path / "reader.json").write_text('{"kinds": []}', encoding="utf-8")
    with pytest.raises(ModelError, match="not the pinned one"):
        Encoder(tmp_path)
