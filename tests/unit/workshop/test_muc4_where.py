"""Where an incident was, from lower-cased words."""

from __future__ import annotations

from dragoman.workshop.tasks.muc4_where import Where


def test_country_by_its_words_or_the_dateline_then_the_town_behind_in() -> None:
    where = Where()
    assert where.country("SAN SALVADOR, 4 FEB 90 (AFP) -- [TEXT]") == "SV"
    assert where.country("NO CITY (PERU), 16 SEP 89 -- [TEXT]") == "PE"
    assert where.country("no dateline") is None
    assert where.of(["a bomb went off in the city of medellin"], "", "CO") == ["colombia", "medellin"]
    assert where.of(["rebels fired on a bus in ayacucho, peruvian police said"], "", "CO") == ["peru", "ayacucho"]
    assert where.of(["a bomb went off"], "", None) == []
