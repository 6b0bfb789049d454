"""A country's dump is fetched from GeoNames when asked for, and whatever goes wrong is told with a way around it."""

from __future__ import annotations

import http.client
import io
import urllib.error
from pathlib import Path
from typing import Any

import pytest

from dragoman.collect.fetching import fetch_dump
from dragoman.errors import InputError


def test_a_dump_is_fetched_into_a_folder(tmp_path: Path) -> None:
    asked: list[tuple[str, float]] = []

    def opener(request: Any, timeout: float) -> io.BytesIO:
        asked.append((request.full_url, timeout))
        return io.BytesIO(b"packed")

    path = fetch_dump("SY", tmp_path, opener)
    assert (path.name, path.read_bytes()) == ("SY.zip", b"packed")
    ((address, timeout),) = asked
    assert address == "https://download.geonames.org/export/dump/SY.zip"
    assert 0 < timeout < 600


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (urllib.error.URLError("no route to host"), "no route to host"),
        (urllib.error.HTTPError("", 404, "Not Found", http.client.HTTPMessage(), None), "Not Found"),
        (TimeoutError("timed out"), "timed out"),
        (http.client.IncompleteRead(b""), "IncompleteRead"),
    ],
)
def test_a_fetch_that_fails_says_how_to_give_a_file(tmp_path: Path, wrong: Exception, says: str) -> None:
    def opener(request: Any, timeout: float) -> io.BytesIO:
        raise wrong

    with pytest.raises(InputError) as told:
        fetch_dump("SY", tmp_path, opener)
    assert says in told.value.what
    assert "dragoman world add SY.zip" in told.value.do
