"""The world kept in the cache: the same as the one read from YAML, made anew when a file changes, never misread."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import world
from dragoman.errors import WorldError
from dragoman.world import kept


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def mine(tmp_path: Path, content: str) -> Path:
    folder = tmp_path / "mine"
    (folder / "actors").mkdir(parents=True, exist_ok=True)
    (folder / "actors" / "a.yaml").write_text(content, encoding="utf-8")
    return folder


def loaded(folder: Path) -> world.World:
    world.load.cache_clear()
    return world.load((folder,))


def test_what_is_kept_is_what_was_read(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = mine(tmp_path, "- {id: me, name: Me, kind: person}\n")
    read = loaded(folder)
    assert len(list(cache.glob("world-*.msgpack"))) == 1
    monkeypatch.setattr(world, "read_yaml", lambda _: pytest.fail("read again"))
    again = loaded(folder)
    assert again == read
    assert list(again.kinds) == list(read.kinds)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    assert loaded(mine(tmp_path, "- {id: me, name: Me, kind: person}\n")).actors["me"].name == "Me"
    assert loaded(mine(tmp_path, "- {id: me, name: Myself, kind: person}\n")).actors["me"].name == "Myself"


@pytest.mark.parametrize("content", [b"", b"\x93\x01", b"\x84\xa5kinds\xc0"])
def test_what_is_damaged_is_made_anew(tmp_path: Path, cache: Path, content: bytes) -> None:
    folder = mine(tmp_path, "- {id: me, name: Me, kind: person}\n")
    first = loaded(folder)
    path = next(cache.glob("world-*.msgpack"))
    path.write_bytes(content)
    assert loaded(folder) == first
    assert path.read_bytes() != content


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "file" / "cache"))
    assert "me" in loaded(mine(tmp_path, "- {id: me, name: Me, kind: person}\n")).actors


def test_a_mistake_is_never_kept(tmp_path: Path, cache: Path) -> None:
    folder = mine(tmp_path, "- {id: me}\n")
    for _ in range(2):
        with pytest.raises(WorldError, match=r"a\.yaml:1"):
            loaded(folder)
    assert not cache.exists()


def test_a_world_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = mine(tmp_path, "")
    (folder / "actors" / "gone.yaml").symlink_to("nowhere")
    with pytest.raises(WorldError, match="gone"):
        kept.kept_path((folder,), Path(__file__))


def teardown_module() -> None:
    world.load.cache_clear()
