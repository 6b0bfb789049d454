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
    ("To retake the town, the army shelled the hill.", "territory_regained", "planned", "To"),
    ("In order to retake the town, the army shelled the hill.", "territory_regained", "planned", "to"),
    (
        "The vote could deal a blow to Norland's plans to annex the valley.",
        "occupation",
        "planned",
        "plans",
    ),
    ("Norland has used the valley to treat wounded rebels since 2011.", "aid", "ongoing", "has used"),
    ("Rebels managed to capture the bridge.", "territory_overtaken", "occurred", ""),
    ("Rebels did not manage to capture the bridge.", "territory_overtaken", "denied", None),
    ("Police arrested nobody.", "arrest", "denied", "nobody"),
    ("There were no reports of casualties in the port.", "casualties", "denied", "no"),
    ("No one was hurt in the shelling.", "shelling", "occurred", ""),
    ("The army rejected the accusation that it had shelled the town.", "shelling", "denied", "rejected"),
    ("Rebels took the town after a two-week siege.", "siege", "occurred", "after"),
]

# Text, then each claim as kind:status and the words that make it a condition: an opener reaches the verbs joined to it.
SUPPOSED = [
    ("The army offered rebels a way out if they surrender their rifles and agree to join it.", "offer: surrender_of_arms:if agreement:if"),
    ("If rebels capture the bridge and shell the port, the army will withdraw.", "territory_overtaken:If shelling:If withdrawal:"),
    ("If rebels, who took the bridge, shell the port and abduct two nurses, the army will withdraw.", "territory_overtaken: shelling:If abduction:If withdrawal:"),
    ("If rebels leave the port and the army shells the town, Norland will withdraw.", "departure:If shelling:If withdrawal:"),
    ("The army will withdraw provided that rebels release the hostages and hand over their tanks.", "withdrawal: prisoner_release:provided that surrender_of_arms:provided that"),
    ("The army will withdraw as long as rebels release the hostages.", "withdrawal: prisoner_release:as long as"),
    ("Once the rebels have left the town, the army will shell it.", "departure:Once shelling:"),
    ("Once the rebels had left the town, the army shelled it.", "departure: shelling:"),
    ("The army shelled the hill until the rebels left the town.", "shelling: departure:"),
    ("Rebels shelled the port and, if the army leaves the town, said a colonel, they will storm the base.", "shelling: withdrawal:if armed_clash:"),
    ("A colonel told the agency on condition that he was not named that troops had left the town, accusing rebels of shelling it.", "withdrawal: accuse:"),
    ("The base holds weapons that rebels either surrendered or lost.", "surrender_of_arms:either arms_stock:either"),
]  # fmt: skip

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


@pytest.mark.parametrize(("text", "expected"), SUPPOSED)
def test_a_condition_reaches_the_verbs_joined_to_it(text: str, expected: str) -> None:
    found = [(c.kind, c.stance) for c in claims(text)]
    told = [f"{k}:{s.cues[0].of(text) if s.status == 'hypothetical' else ''}" for k, s in found]
    assert " ".join(told) == expected


def test_a_condition_bears_on_the_main_clause_of_its_sentence() -> None:
    text = "Troops left. If rebels capture the bridge and shell the port, the army will withdraw."
    found = claims(text)
    assert [(t.kind, t.claim_id) for c in found for t in c.ties] == [("condition", found[-1].id)] * 2


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
