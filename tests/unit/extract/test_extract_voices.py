"""Who says so: the chain of voices from the nearest to the first. Add a line to a table to test more."""

from __future__ import annotations

import pytest
from tests.reading import claims

# Text, then kind:naming:words of each voice of its last claim, nearest first.
VOICES = [
    ("The army shelled the town.", ["outlet_itself:outlet:"]),
    ("An army spokesman told Reuters that rebels had shelled the town.", ["agency:named:Reuters", "military:role_only:An army spokesman"]),
    ("Rebels shelled the town, an army spokesman told Reuters.", ["agency:named:Reuters", "military:role_only:an army spokesman"]),
    ("According to the Syrian Observatory for Human Rights, warplanes bombed the town.", ["monitor:named:the Syrian Observatory"]),
    ("Rebels shelled the town, according to the mayor.", ["official:role_only:the mayor"]),
    ("Doctors said nine people were killed.", ["resident:role_only:Doctors"]),
    ("A spokesman for the rebels said the army had shelled the town.", ["rebel:role_only:A spokesman"]),
    ("An army spokesman said rebels had shelled the town.", ["military:role_only:An army spokesman"]),
    ("The UN Secretary General said rebels had shelled the town.", ["official:named:The UN Secretary General"]),
    ("The talks said nothing and the army shelled the town.", ["outlet_itself:outlet:"]),
    ("Gunmen shelled the village, police said.", ["official:role_only:police"]),
    ("Gunmen shelled the village, said General Otero Ruiz.", ["military:named:General Otero Ruiz"]),
    ("A resident said that soldiers had shot two men.", ["resident:role_only:A resident"]),
    ("SANA reported that the army had retaken the town.", ["state_media:named:SANA"]),
    ("The foreign ministry said Russia had bombed the camp.", ["official:role_only:The foreign ministry"]),
    ("A rebel commander said his men had shelled the hill.", ["rebel:role_only:A rebel commander"]),
    ("A negotiator said the two sides had agreed on a truce.", ["negotiator:role_only:A negotiator"]),
    ("The United Nations said more than 4,000 people had fled.", ["official:named:The United Nations"]),
    ("Some sources said the rebels had surrendered.", ["anonymous:anonymous:Some sources"]),
    ("It was reported that rebels had shelled the town.", ["anonymous:anonymous:"]),
    ("A military source said the rebels had surrendered.", ["military:anonymous:A military source"]),
    ("Yesterday the mayor said that rebels had shelled the town.", ["official:role_only:the mayor"]),
    ("A porter said that soldiers had shot two men.", ["resident:role_only:A porter"]),
    ("Gangs burned the mill and killed nine people, a resident, Ana Tok, said.", ["resident:role_only:a resident"]),
    ("Gangs killed nine people, a spokesman for the army, Colonel Ali Tok, told Reuters.", ["agency:named:Reuters", "military:named:a spokesman for the army, Colonel Ali Tok"]),
    ("An army spokesman, Colonel Ali Tok, said rebels had shelled the town.", ["military:named:An army spokesman, Colonel Ali Tok"]),
    ("Rebels shelled the town. An army spokesman, Colonel Ali Tok, rejected the accusation.", ["military:named:An army spokesman"]),
    ("The army rejected the accusation that it had shelled the town.", ["military:role_only:The army"]),
    ("Rebels attacked a village and about 300 people died, say first reports, which are hard to check.", ["anonymous:unnamed_plural:reports"]),
    ("About 300 people reported the attack.", ["outlet_itself:outlet:"]),
    ("Rami Abdel Rahman said that rebels had shelled the town.", ["monitor:named:Rami Abdel Rahman"]),
    ("A police colonel said that rebels had shelled the town.", ["official:role_only:A police colonel"]),
    ("The rebels' commander said that the army had shelled the town.", ["rebel:role_only:The rebels' commander"]),
    ("A local newspaper said that rebels had shelled the town.", ["outlet_itself:role_only:A local newspaper"]),
    ("A diplomat said that rebels had shelled the town.", ["anonymous:role_only:A diplomat"]),
    ("The Red Cross said that rebels had shelled the town.", ["official:named:The Red Cross"]),
    ("Ola Brand, the mayor, said that rebels had shelled the town.", ["official:named:Ola Brand"]),
    ("Nine had died, the mayor said; rebels had shelled the town.", ["official:role_only:the mayor"]),
    ("The mayor spoke of heavy shelling by rebels.", ["official:role_only:The mayor"]),
]  # fmt: skip

# The voice carries on: "he added", a quotation that goes on.
CARRIED = [
    ("A resident said that soldiers had shot two men. He added that troops shelled the mill.", ["resident:role_only:A resident"] * 2),
    ("“The army shelled us,” said Ahmad Ali, a resident. “They bombed the mill.”", ["resident:named:Ahmad Ali"] * 2),
    ("A resident said that soldiers had shot two men. The army shelled the mill.", ["resident:role_only:A resident", "outlet_itself:outlet:"]),
    (
        "A resident said that soldiers had shot two men. If the army retakes the town, it would mean that rebels surrendered.",
        ["resident:role_only:A resident", "outlet_itself:outlet:", "outlet_itself:outlet:"],
    ),
    (
        "A resident said that soldiers had shot two men.\n\nTalks opened.\n\n“Glory to the army” stood on the mill that rebels had shelled.",
        ["resident:role_only:A resident", "outlet_itself:outlet:", "outlet_itself:outlet:"],
    ),
    (
        "The army said it had evacuated rebels to the north, which is under the control of a militia.",
        ["military:role_only:The army", "outlet_itself:outlet:"],
    ),
    ("The army said it had left the hills, which it had shelled.", ["military:role_only:The army"] * 2),
    (
        "Residents said that soldiers had shot two men. A volunteer said she had counted nine bodies.",
        ["resident:role_only:Residents", "resident:role_only:A volunteer"],
    ),
]  # fmt: skip

# A name alone speaks as the one that it was told to be.
SPEAKERS = [
    ("Army spokesman Omar Gununu said rebels had fled. Gununu said troops shelled the mill.", "military"),
    ("Omar Gununu said troops shelled the mill.", "official"),
]

CUES = [
    ("An army spokesman told Reuters that rebels had shelled the town.", "told"),
    ("Rebels shelled the town, according to the mayor.", "according to"),
    ("Gunmen shelled the village, police said.", "said"),
]


def _voices(text: str, number: int) -> list[str]:
    stance = claims(text)[number].stance
    return [f"{v.kind}:{v.naming}:{v.span.of(text) if v.span else ''}" for v in stance.voices]


@pytest.mark.parametrize(("text", "expected"), VOICES)
def test_voices(text: str, expected: list[str]) -> None:
    assert _voices(text, -1) == expected


@pytest.mark.parametrize(("text", "expected"), CARRIED)
def test_voices_carry_on(text: str, expected: list[str]) -> None:
    assert [voice for n in range(len(claims(text))) for voice in _voices(text, n)] == expected


@pytest.mark.parametrize(("text", "kind"), SPEAKERS)
def test_a_bare_name_is_who_the_report_said(text: str, kind: str) -> None:
    assert [v.kind for v in claims(text)[-1].stance.voices] == [kind]


@pytest.mark.parametrize(("text", "cue"), CUES)
def test_the_words_of_saying_are_kept(text: str, cue: str) -> None:
    said = claims(text)[-1].stance.said_by_cue
    assert said is not None
    assert said.of(text) == cue


def test_an_act_of_speech_has_its_speaker_as_voice() -> None:
    text = "The army accused the rebels of shelling the town."
    voice = claims(text)[0].stance.voices[0]
    assert (voice.kind, voice.span and voice.span.of(text)) == ("military", "The army")


def test_the_name_set_beside_a_calling_is_kept() -> None:
    voice = claims("An army spokesman, Colonel Ali Tok, said rebels had shelled the town.")[-1].stance.voices[-1]
    assert voice.name == "Ali Tok"
