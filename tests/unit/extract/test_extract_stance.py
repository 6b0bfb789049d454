"""Did it happen: the status of a claim and the words that set it. Add a line to a table to test more."""

from __future__ import annotations

import pytest
from tests.factory import a_report
from tests.reading import claims, reader

from dragoman.extract.stance import is_background

# Text, kind, status, and the words that set it ("" where the plain past does, None where it is left open).
STATUSES = [
    ("The army shelled the town.", "shelling", "occurred", ""),
    ("The town was shelled by the army.", "shelling", "occurred", ""),
    ("The army had shelled the town.", "shelling", "occurred", ""),
    ("The army is shelling the town.", "shelling", "ongoing", "is shelling"),
    ("The army continues to shell the town.", "shelling", "ongoing", "continues"),
    ("Rebels have besieged the garrison since June.", "siege", "ongoing", "besieged"),
    ("Rebels began to leave the town.", "departure", "occurred", ""),
    ("Rebels are known to have left the town.", "departure", "occurred", None),
    ("The army will shell the town.", "shelling", "planned", "will"),
    ("Rebels are to withdraw from the hill on Monday.", "withdrawal", "planned", None),
    ("Rebels are set to leave the town on Sunday.", "departure", "planned", "are set"),
    ("The army was expected to shell the town.", "shelling", "planned", "was expected"),
    ("Rebels would withdraw from the hill, a commander said.", "withdrawal", "planned", "would"),
    ("The army vowed to retake the town.", "vow", "planned", "vowed"),
    ("Rebels offered to release the hostages.", "offer", "offered", "offered"),
    ("The army demanded the surrender of the rebels.", "demand", "demanded", "demanded"),
    ("The army ordered rebels to withdraw from the hill.", "demand", "demanded", "ordered rebels to withdraw"),
    ("The army threatened to shell the town.", "threat", "threatened", "threatened to shell"),
    ("The army set a deadline for the handover.", "deadline", "threatened", "set a deadline"),
    ("The talks collapsed.", "collapse", "failed", "talks collapsed"),
    ("Rebels failed to capture the hill.", None, "failed", "failed"),
    ("The army did not shell the town.", "shelling", "denied", "did not shell"),
    ("The army has never shelled the town.", "shelling", "denied", "has never shelled"),
    ("The mayor denied that troops had shelled the town.", "shelling", "denied", "denied"),
    ("The army may shell the town.", "shelling", "hypothetical", "may"),
    ("The army could shell the town.", "shelling", "hypothetical", "could"),
    ("If rebels shell the town, the army will withdraw.", "shelling", "hypothetical", "If"),
    ("The army will withdraw unless rebels shell the town.", "shelling", "hypothetical", "unless"),
]

# Words of a clause (flat), day of the report, told as history?
BACKGROUND = [
    ("the army shelled the town in 2011", "2018-06-27", True),
    ("the army shelled the town in 2018", "2018-06-27", False),
    ("the army shelled the town in 2018", None, True),
    ("the army shelled the town last year", "2018-06-27", True),
    ("the army shelled the town on tuesday", "2018-06-27", False),
    ("the army shelled the town two decades ago", "2018-06-27", True),
    ("the town has been besieged since june", "2018-06-27", False),
    ("the army shelled the town in may", "2018-06-27", True),
    ("the army shelled the town in june", "2018-06-27", False),
]


@pytest.mark.parametrize(("text", "kind", "status", "cue"), STATUSES)
def test_status_and_its_cue(text: str, kind: str | None, status: str, cue: str | None) -> None:
    found = [c.stance for c in claims(text) if kind in (None, c.kind)]
    assert status in [stance.status for stance in found]
    assert cue is None or cue in [" ".join(s.of(text) for s in stance.cues) for stance in found]


@pytest.mark.parametrize(("flat", "published", "expected"), BACKGROUND)
def test_background(flat: str, published: str | None, expected: bool) -> None:
    assert is_background(flat, published) is expected


def test_history_is_marked_on_the_claim() -> None:
    text = "In 2011, the army shelled the town. On Tuesday it shelled the port."
    assert [c.stance.background for c in reader().claims(a_report(text))] == [True, False]


def test_history_in_a_relative_clause_stays_there() -> None:
    text = "Torvenia, which had backed the army since 2011, called for restraint on Tuesday."
    assert [c.stance.background for c in reader().claims(a_report(text))][-1:] == [False]


def test_what_a_relative_clause_counts_stays_there() -> None:
    text = "Rebels who had killed six soldiers surrendered to the army."
    assert [len(c.quantities) for c in reader().claims(a_report(text))] == [1, 0]
