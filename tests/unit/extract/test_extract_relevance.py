"""Is a report about conflict: from its claims, and in any language from words that only conflict reporting heaps up."""

from __future__ import annotations

import pytest
from tests.factory import a_report
from tests.reading import reader

REPORTS = [
    ("en", "The army shelled the town, killing three people. Rebels fired rockets at the garrison.", True),
    ("en", "Rebels agreed to hand over their weapons under a ceasefire with the army.", True),
    ("en", "Protesters clashed with police in the capital and dozens were arrested.", True),
    ("en", "The striker scored twice as the league leaders won the derby in front of their fans.", False),
    ("en", "The company posted lower quarterly earnings and its share price fell.", False),
    ("en", "A typhoon hit the coast and the flood left villagers on their roofs.", False),
    ("en", "The museum opened an exhibition on ancient pottery.", False),
    ("en", "Norland's defence ministry said its forces had captured Sarruq on 17 February 2024.", True),
    ("en", "M23 said it had captured Goma.", True),
    ("en", "Chad's football team killed off the game with a late strike.", False),
    ("en", "The paper captured the mood.", False),
    ("ar", "قصف الجيش بلدة في ريف درعا بالمدفعية وقتل ثلاثة مسلحين في هجوم بالصواريخ", True),
    ("es", "El ejército bombardeó la aldea; la guerrilla atacó el cuartel y mató a tres soldados con explosivos", True),
    ("fr", "L'armée a bombardé la ville; les rebelles ont tué trois soldats dans une attaque à la roquette", True),
    ("ru", "Армия обстреляла город, боевики убили трёх солдат, ракета попала в дом", True),
    ("de", "Die Mannschaft gewann das Spiel mit zwei Toren vor ihren Fans", False),
    ("es", "El equipo ganó el partido de la liga con dos goles", False),
]


@pytest.mark.parametrize(("language", "text", "expected"), REPORTS)
def test_relevance(language: str, text: str, expected: bool) -> None:
    report = a_report(text, language=language)
    score = reader().relevance(report, reader().claims(report))
    assert 0.0 <= score <= 1.0
    assert (score >= 0.5) is expected
