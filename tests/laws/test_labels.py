"""Labels never choose a kind, a role or a count: one act told of terrorists, rebels or freedom fighters stays one act.

Each sentence has a slot for those who fight the state ({F}) and one for those who fight for it ({A}). All its
wordings must give the same claims once the words in the slots are made equal. Add a line to SENTENCES to test more.
With the learned reader, whose likelihoods move a little with each word beside them, 199 in 200 must.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import product

import pytest
from tests.factory import a_report

from dragoman import models, world
from dragoman.extract import Reader

AGAINST = ("fighters", "terrorists", "militants", "rebels", "gunmen", "freedom fighters")
FOR = ("the army", "regime forces", "occupation forces", "government troops")

SENTENCES = """
{A} shelled positions of {F} near the dam, killing six {F}.
{F} shelled the old market on Monday, killing four people.
{A} killed nine {F} in the hills.
Nine {F} were killed when {A} stormed the valley.
{A} clashed with {F} outside the cement works.
{F} attacked a post of {A} at dawn and killed two soldiers.
{F} ambushed a convoy of {A} on the coast road.
{F} captured the town of Baiji from {A}.
{A} took control of two villages after {F} withdrew.
{A} retook the hill from {F} on Friday.
{F} surrendered to {A} in the quarry on Sunday.
{F} handed over their rifles to {A} on Sunday.
{F} agreed to leave the enclave under a deal with {A}.
{F} rejected the offer and vowed to fight on.
{F} refused to hand in their weapons.
Hundreds of {F} and their families left the town on buses.
Fifty {F} were taken to the north in six buses.
Dozens of {F} were evacuated from the valley.
{F} besieged the garrison for three weeks.
{A} have besieged the old quarter since June.
{A} arrested 12 {F} in the port.
{F} kidnapped two doctors near the lake.
{F} released five hostages after a month.
{A} and {F} exchanged prisoners at the river bridge.
{A} and {F} agreed on a truce.
Talks between {A} and {F} collapsed on Tuesday.
{F} held talks with elders about the road.
{A} accused {F} of firing on the camp.
{F} accused {A} of breaking the truce.
{A} bombed a village held by {F}, wounding at least three children.
A drone strike killed a commander of {F}.
A roadside bomb laid by {F} killed two policemen.
{F} threatened to blow up the dam.
{A} gave {F} until Friday to leave the town.
{F} fled the village before {A} entered it.
{F} executed three captives in the square.
{F} looted the clinic and set fire to the mill.
{F} burned down forty houses in the settlement.
{F} set up a checkpoint on the river road.
{F} claimed responsibility for the blast.
{A} sent reinforcements to the front after {F} advanced.
{A} pulled out of the province last week.
{F} held about 60 percent of the province.
Residents fled as {F} and {A} fought for the airport.
{F} shot dead a judge outside his house.
{A} destroyed two tanks of {F} on the ridge.
{F} downed a helicopter of {A} near the border.
{A} repelled an attack by {F} on the refinery.
Three {F} blew themselves up at the gate of the mosque.
{A} allowed an aid convoy through to the camp.
{A} raised the flag over the crossing on Monday.
{F} demanded the release of their comrades.
""".strip().splitlines()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(world.load())


def worded(sentence: str, against: str, on_side_of: str) -> str:
    """The sentence with its slots filled, its first letter large."""
    text = sentence.replace("{F}", against).replace("{A}", on_side_of)
    return text[0].upper() + text[1:]


def told(reader: Reader, sentence: str, against: str, on_side_of: str) -> list[tuple[object, ...]]:
    """Kind, roles and numbers of each claim, with the words of the slots made equal again."""
    text = worded(sentence, against, on_side_of)

    def plain(words: str) -> str:
        low = re.sub(rf"\b{against}\b", "F", words.lower())
        low = re.sub(rf"\b{on_side_of}\b|\b{on_side_of.removeprefix('the ')}\b", "A", low)
        return re.sub(r"\bthe (?=A\b)", "", low)

    return [
        (
            claim.kind,
            tuple((m.role, plain(m.words)) for m in claim.mentions),
            tuple((q.kind, q.low, q.high, q.words) for q in claim.quantities),
        )
        for claim in reader.claims(a_report(text))
    ]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_label_changes_no_kind_role_or_number(reader: Reader, sentence: str) -> None:
    plain = told(reader, sentence, AGAINST[0], FOR[0])
    assert plain, "the sentence gives no claim at all"
    swaps = [pair for pair in product(AGAINST, FOR) if ("{A}" in sentence or pair[1] == FOR[0])]
    changed = {pair: got for pair in swaps if (got := told(reader, sentence, *pair)) != plain}
    assert not changed, f"{plain} becomes {changed}"


def test_with_the_learned_reader_a_label_changes_next_to_nothing() -> None:
    together = Reader(world.load(), models.reader())
    same = whole = 0
    for sentence in SENTENCES:
        plain = Counter(told(together, sentence, AGAINST[0], FOR[0]))
        for against, on_side_of in product(AGAINST, FOR if "{A}" in sentence else FOR[:1]):
            again = Counter(told(together, sentence, against, on_side_of))
            same += (plain & again).total()
            whole += max(plain.total(), again.total())
    assert same / whole >= 0.995
