"""Outlets that no list has: named at the end of a title, or in the brackets of a dateline."""

from __future__ import annotations

import pytest
from tests.factory import a_report, a_span

from dragoman import world as worlds
from dragoman.identify.outlets import OutletIndex

NAMED = [
    ("Army shells Kosti - Gulf Mirror", None, "Gulf Mirror"),
    ("Tregua en el valle | Diario del Valle", None, "Diario del Valle"),
    (None, "BAKURA, Sept 3, 2024 (Nile Wire) -", "Nile Wire"),
    (None, "LA PAZ, Bolivia (Andes News) -", "Andes News"),
    (None, "BAKURA, 3 September /Lakeside/", "Lakeside"),
]
NOT_NAMED = [
    ("Talks fail - Army Spokesman", None),
    ("Army shells Kosti - what next for the press", None),
    ("Ten killed in Kosti", "KOSTI (Sudan) -"),
    (None, "BENI, Congo (North Kivu) -"),
    (None, "(Nairobi, August 17, 2023) -"),
    (None, "KOSTI, Sudan (Updated) -"),
]


def named(title: str | None, dateline: str | None) -> str | None:
    text = f"{dateline or ''} Gunmen killed three people on Monday."
    report = a_report(text, title=title, dateline=a_span(text, dateline) if dateline else None, outlet=None, url=None)
    found = OutletIndex(worlds.load()).of(report)
    return found.name if found else None


@pytest.mark.parametrize(("title", "dateline", "name"), NAMED)
def test_a_page_names_its_outlet(title: str | None, dateline: str | None, name: str) -> None:
    assert named(title, dateline) == name


@pytest.mark.parametrize(("title", "dateline"), NOT_NAMED)
def test_words_that_name_no_outlet(title: str | None, dateline: str | None) -> None:
    assert named(title, dateline) is None
