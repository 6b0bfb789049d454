"""Fetches a country's gazetteer from GeoNames: the only thing that ever goes to the network, and only when asked to."""

from __future__ import annotations

import http.client
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.errors import InputError

ADDRESS = "https://download.geonames.org/export/dump/{code}.zip"
TIMEOUT_S = 60.0  # without a byte; guessed


def fetch_dump(code: str, folder: Path, opener: Callable[..., Any] | None = None) -> Path:
    """The dump of a country (ISO code), fetched into a folder. Raises InputError that says how to do without."""
    address, path = ADDRESS.format(code=code), folder / f"{code}.zip"
    asked = urllib.request.Request(address, headers={"User-Agent": "dragoman"})  # noqa: S310 - https, always
    try:
        with (opener or urllib.request.urlopen)(asked, timeout=TIMEOUT_S) as answer, path.open("wb") as out:
            shutil.copyfileobj(answer, out)
    except (OSError, http.client.HTTPException, ValueError) as wrong:
        why = getattr(wrong, "reason", None) or getattr(wrong, "strerror", None) or wrong or type(wrong).__name__
        do = f"Fetch {address} by other means and give the file: dragoman world add {code}.zip --to FOLDER"
        raise InputError(f"could not be fetched ({why})", where=address, do=do) from wrong
    return path
