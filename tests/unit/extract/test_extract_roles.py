"""Who did it, to whom, with what, where: the mentions of claims. Add a line to a table to test more."""

from __future__ import annotations

import pytest
from tests.reading import claims

# Text, then role=words of the mentions of its first claim, divided by "|".
ROLES = [
    ("The army shelled the town of Dael on Monday.", "actor=The army|recipient=the town of Dael|time=Monday"),
    ("The town was shelled by the army.", "recipient=The town|actor=the army"),
    ("A car bomb killed two soldiers near the bridge.", "weapon=A car bomb|victim=two soldiers|place=the bridge"),
    ("Rebels and the army clashed in the valley.", "party=Rebels|party=the army|place=the valley"),
    ("Russia mediated between the army and the rebels.", "mediator=Russia|party=the army|party=the rebels"),
    ("Fighters left the town for the north on Sunday.", "actor=Fighters|origin=the town|destination=the north|time=Sunday"),
    ("Gunmen abducted three nurses from a clinic.", "actor=Gunmen|recipient=three nurses|place=a clinic"),
    ("Fighters handed over their rifles to the army.", "actor=Fighters|weapon=their rifles|recipient=the army"),
    ("Three soldiers were killed by a landmine in the valley.", "victim=Three soldiers|weapon=a landmine|place=the valley"),
    ("Dozens of fighters attacked the garrison.", "actor=Dozens of fighters|recipient=the garrison"),
    ("Two officers were shot dead in the port.", "victim=Two officers|place=the port"),
    ("The army arrested 12 people in the port.", "actor=The army|recipient=12 people|place=the port"),
    ("The ultimatum was rejected by the rebels.", "thing=The ultimatum|actor=the rebels"),
    ("Rebels withdrew from the hill to the coast.", "actor=Rebels|origin=the hill|destination=the coast"),
    ("Rebels fired rockets at the army.", "actor=Rebels|weapon=rockets|recipient=the army"),
    ("The rebels surrendered to the army.", "actor=The rebels|recipient=the army"),
    ("The army, Russia and allied militias attacked the rebels.", "actor=The army|actor=Russia|actor=allied militias|recipient=the rebels"),
    ("The army shelled the town last year.", "actor=The army|recipient=the town|time=last year"),
    ("On Thursday Syrian forces shelled the town.", "time=Thursday|actor=Syrian forces|recipient=the town"),
    ("More than 50 rebels attacked the garrison.", "actor=50 rebels|recipient=the garrison"),
    ("Rebels shelled the town, according to a military source.", "actor=Rebels|recipient=the town"),
    ("According to the mayor, rebels shelled the town.", "actor=rebels|recipient=the town"),
    ("The two sides agreed on a truce.", "party=The two sides|thing=a truce"),
    ("Dozens of fighters were bused to the north in green buses.", "recipient=Dozens of fighters|destination=the north|thing=green buses"),
    ("The rebels handed over their rifles to regime troops.", "actor=The rebels|weapon=their rifles|recipient=regime troops"),
    ("Some 300 terrorists surrendered to the army.", "actor=Some 300 terrorists|recipient=the army"),
    ("Terrorists control the hills.", "actor=Terrorists|place=the hills"),
    ("Delegates of both sides signed the pact in Pretoria.", "party=Delegates of both sides|place=Pretoria"),
    ("The Sons of Sarruq shelled the town.", "actor=The Sons of Sarruq|recipient=the town"),
    ("An air strike by the coalition hit the school.", "weapon=An air strike|actor=the coalition|recipient=the school"),
    ("Helicopters dropped barrel bombs on the rebels.", "actor=Helicopters|weapon=barrel bombs|recipient=the rebels"),
    ("The army shelled the town, killing three people.", "actor=The army|recipient=the town|victim=three people"),
    ("Nine people died in a raid on the camp.", "victim=Nine people|place=the camp|place=a raid"),
    ("Witnesses counted seven bodies in the town.", "victim=seven bodies|place=the town"),
    ("Gunmen fired on the post, wounding a sergeant.", "actor=Gunmen|place=the post|victim=a sergeant"),
    ("The charity condemned the bombing.", "actor=The charity|thing=the bombing"),
    ("The two sides signed a truce brokered by Norway and Qatar.", "party=The two sides|mediator=Norway|mediator=Qatar"),
    ("The rebels agreed to a truce under Russian auspices.", "party=The rebels|destination=a truce|mediator=Russian"),
    ("The rebels agreed to a truce with Norway's help.", "party=The rebels|destination=a truce|mediator=Norway"),
    ("Nine villagers fled to the coast.", "victim=Nine villagers|destination=the coast"),
    ("To retake the town, Norland and Kenya shelled the hill.", "actor=Norland|actor=Kenya|place=the town"),
    ("The rebels fought side-by-side with the army against the sect.", "actor=The rebels|recipient=the army"),
    ("The hills have been in the hands of the rebels since June.", "actor=the rebels|place=The hills|time=June"),
    ("The north of Chad is under the control of Zeru militias.", "actor=Zeru militias|place=The north"),
    ("The army regained full control of the port.", "actor=The army|place=the port"),
    ("The army offered rebels a way out.", "actor=The army|recipient=rebels|thing=a way"),
    ("The truce was negotiated by Norway, Chile, and Kenya.", "party=Norway|party=Chile|party=Kenya"),
    ("The vote could end Norland's plans to annex the valley.", "actor=Norland|place=the valley"),
    ("Rebels handed over their rifles under a Kenyan-mediated deal.", "mediator=Kenyan|actor=Rebels|weapon=their rifles"),
    ("The army – backed by Norland's air force – attacked.", "recipient=The army|actor=Norland's air force"),
    ("Doctors treated rebels fighting against the army.", "actor=Doctors|recipient=rebels"),
    ("Four were killed by a landmine.", "weapon=a landmine"),
    ("Rebels shelled the port, leaving 17 dead and 14 injured.", "actor=Rebels|recipient=the port"),
    ("One of the rebels blew himself up.", "actor=One of the rebels|thing=himself"),
    ("On 23 March, 2019, armed men attacked the village.", "time=23 March|time=2019|actor=armed men|recipient=the village"),
    ("The shelling forced 300 people to flee.", "weapon=The shelling|victim=300 people"),
    ("The return of the port to army control could cut the trade between Norland and the rebels.", ""),
    ("The army took five towns by force.", "actor=The army|place=five towns"),
]  # fmt: skip

# Text, then role=words of the mentions of its last claim, which is a relative clause: its object stands before it.
RELATIVE = [
    ("The camp is full of weapons and ammunition that rebels lost.", "weapon=weapons|weapon=ammunition|actor=rebels"),
    ("The camp is full of rifles that were surrendered by rebels.", "weapon=rifles|actor=rebels"),
    ("Norland left a militia whom the rebels fought side-by-side with.", "recipient=a militia|actor=the rebels"),
    ("It borders a valley which Norland has used to treat wounded rebels.", "actor=Norland|recipient=rebels"),
    ("It borders a northern part of Chad, which is under the control of Zeru militias.", "place=a northern part of Chad|actor=Zeru militias"),
]  # fmt: skip

# Text, then role=words of the mentions of its last claim: a pronoun gives way to the last subject.
PRONOUNS = [
    ("Gunmen took the hill. They shelled the camp.", "actor=Gunmen|recipient=the camp"),
    ("Rebels took the hill. They shelled the camp.", "actor=Rebels|recipient=the camp"),
    ("Gunmen met the mayor. He accused the army of shelling the camp.", "recipient=the army"),
    ("None of it was true. They shelled the camp.", "recipient=the camp"),
    ("Gunmen took the hill. The army said it had shelled the camp.", "actor=The army|recipient=the camp"),
    ("The Sons of Sarruq, who shelled the camp, left.", "actor=The Sons of Sarruq|recipient=the camp"),
    ("They shelled the camp.", "recipient=the camp"),
    ("Norland and Kenya bombed the port. They shelled the camp.", "actor=Norland|actor=Kenya|recipient=the camp"),
    (
        "The army took the hill in a blow to the rebels, as they had shelled the camp.",
        "actor=the rebels|recipient=the camp",
    ),
    ("“We shelled the camp,” a rebel commander said.", "actor=a rebel commander|recipient=the camp"),
    ("Two attackers came. One of them shelled the camp.", "actor=Two attackers|recipient=the camp"),
    ("We shelled the camp.", "recipient=the camp"),
    ("Gunmen attacked the convoy and killed two policemen.", "actor=Gunmen|victim=two policemen"),
]


# Text, then the actors of its first claim: who stands before the act's noun, and cannot be the place that is struck.
OWNERS = [
    ("Ukrainian shelling of the port killed four dockers.", "Ukrainian"),
    ("Ukrainian shelling of Donetsk killed four dockers.", "Ukrainian"),
    ("The shelling of Donetsk killed four dockers.", ""),
    ("Russian and Syrian air strikes killed four farmers.", "Russian|Syrian"),
    ("A Turkish drone strike killed four farmers.", "Turkish"),
    ("A heavy Hamas rocket attack killed four farmers.", "Hamas"),
    ("M23 artillery hit the port.", "M23"),
    ("US air strikes killed four farmers.", "US"),
    ("The junta's airstrikes killed four farmers.", "The junta"),
    ("A Taliban attack killed ten soldiers.", "Taliban"),
    ("U.S. airstrikes killed four farmers.", "U.S."),
    ("Houthi missiles hit the port.", "Houthi"),
    ("The army's bombardment of the port killed four dockers.", "The army"),
    ("Four dockers were killed in the army's bombardment of the port.", "the army"),
    ("The rebels' shelling of the port killed four dockers.", "The rebels'"),
    ("Kyiv's shelling of the port killed four dockers.", "Kyiv"),
    ("Four dockers were killed by Israeli shelling.", "Israeli"),
    ("Rebel shelling of the port killed four dockers.", "Rebel"),
    ("Norway said its shelling of the port killed four dockers.", "Norway"),
    ("The Kharkiv attack killed four dockers.", ""),
    ("Lebanon air strikes killed four farmers.", ""),
    ("Monday's shelling killed four farmers.", ""),
    ("The town's bombardment killed four farmers.", ""),
    ("The Kenyan market bombing killed four traders.", ""),
    ("Iranian-made drones killed four farmers.", ""),
    ("The Syrian deaths shocked the rebels who shelled the port.", "the rebels"),
    ("Rebels fired Russian rockets at the port.", "Rebels"),
    ("A Russian strike by the coalition killed four farmers.", "the coalition"),
]  # fmt: skip

# Text, then the words of a mention of its first claim and those of whom its pronoun stands for.
WHOSE = [
    ("Norway's defence ministry said its troops had shelled the port.", "its troops", "Norway's defence ministry"),
    ("Its troops shelled the port, Norway's defence ministry said.", "Its troops", "Norway's defence ministry"),
    ("Norway sent its troops to the port.", "its troops", "Norway"),
    ("“Our forces shelled the port,” a rebel commander said.", "Our forces", "a rebel commander"),
    ("The warlord said his men had shelled the port.", "his men", "The warlord"),
    ("Their forces shelled the port.", "Their forces", ""),
]


@pytest.mark.parametrize(("text", "expected"), OWNERS)
def test_whose_an_act_is_stands_before_its_noun(text: str, expected: str) -> None:
    told = [m.words for m in claims(text)[0].mentions if m.role == "actor"]
    assert told == list(filter(None, expected.split("|")))


@pytest.mark.parametrize(("text", "words", "owner"), WHOSE)
def test_whose_troops_they_are(text: str, words: str, owner: str) -> None:
    mention = next(m for m in claims(text)[0].mentions if m.words == words)
    assert (mention.whose.of(text) if mention.whose else "") == owner


def test_who_denies_is_the_voice_of_the_denial() -> None:
    (claim,) = claims("The rebels denied shelling the port.")
    assert claim.stance.status == "denied"
    assert [v.words for v in claim.stance.voices] == ["The rebels"]


def _roles(claim: object) -> list[str]:
    return sorted(f"{m.role}={m.words}" for m in claim.mentions)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: str) -> None:
    assert _roles(claims(text)[0]) == sorted(filter(None, expected.split("|")))


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_a_relative_clause_has_its_object_before_it(text: str, expected: str) -> None:
    assert _roles(claims(text)[-1]) == sorted(expected.split("|"))


@pytest.mark.parametrize(("text", "expected"), PRONOUNS)
def test_pronouns(text: str, expected: str) -> None:
    assert _roles(claims(text)[-1]) == sorted(expected.split("|"))
