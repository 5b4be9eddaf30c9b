"""Who does it and to whom, whatever the sentence's shape."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model.account import Account
from tollbook.pipeline import Coder
from tollbook.read.text import Issue, read_text

DOES = ("perpetrator", "side_a")
SUFFERS = ("target", "victim", "detainee")
WHO = {
    "Rebels attacked the village.": ("Rebels", "the village"),
    "The village was attacked by rebels.": ("rebels", "village"),
    "Two gunmen shot and killed two daughters of a mayor.": ("Two gunmen", "two daughters"),
    "The militia looted and later burned a number of schools.": ("militia", "schools"),
    "A teacher was tortured and then beheaded by rebels.": ("rebels", "teacher"),
    "A teacher was detained for leaving the party by soldiers.": ("soldiers", "teacher"),
    "A school was damaged in shelling by Chadian forces.": ("Chadian forces", "school"),
    "A Chadian missile struck a school.": ("Chadian", "school"),
    "A school was hit by Chadian shells.": ("Chadian", "school"),
    "Rebels hit the roof of a school.": ("Rebels", "school"),
    "Chadian airstrikes hit two houses.": ("Chadian", "two houses"),
    "Bombs dropped by Chadian jets destroyed a school.": ("Chadian", "school"),
    "A rocket fired by Chadian forces hit a school.": ("Chadian forces", "school"),
    "The target of the attack by rebels was a school.": ("rebels", "school"),
    "A school was the objective of the raid by rebels.": ("rebels", "school"),
    "The rebels' murder of a teacher was condemned.": ("rebels", "teacher"),
    "An Islamist attack on a school hurt nobody.": ("Islamist", "school"),
    "A jihadist raid on a school hurt nobody.": ("jihadist", "school"),
    "The Dorra front, a rebel faction, burned a school.": ("rebel faction", "school"),
}
UNTOLD = [
    "A suspected jihadist attack hit a school.",
    "A suspected insurgent attack hit a school.",
    "An anti-jihadist offensive hit a school.",
    "A suspected Boko Haram attack hit a school.",
]
SIDES = {
    "Clashes between herders and farmers left two dead.": ("herders", "farmers"),
    "Fighting between the army and the M23 near Sake killed two people.": ("the army", "M23"),
    "Rebels clashed with soldiers in Sake.": ("Rebels", "soldiers"),
}


def coded(coder: Coder, text: str) -> tuple[Account, ...]:
    return coder.code(read_text(text, Issue(published=date(2023, 6, 3))))


def named(accounts: tuple[Account, ...], roles: tuple[str, ...]) -> set[str]:
    return {p.value.party.name for a in accounts for p in a.parties if p.value.role in roles}


@pytest.mark.parametrize(("text", "wanted"), WHO.items())
def test_who_does_it_to_whom(coder: Coder, text: str, wanted: tuple[str, str]) -> None:
    accounts = coded(coder, text)
    assert (named(accounts, DOES), named(accounts, SUFFERS)) == ({wanted[0]}, {wanted[1]})


@pytest.mark.parametrize("text", UNTOLD)
def test_whose_attack_is_only_suspected_or_fought_is_nobodys(coder: Coder, text: str) -> None:
    assert named(coded(coder, text), DOES) == set()


@pytest.mark.parametrize(("text", "sides"), SIDES.items())
def test_a_clash_has_two_sides(coder: Coder, text: str, sides: tuple[str, str]) -> None:
    accounts = coded(coder, text)
    assert (named(accounts, ("side_a",)), named(accounts, ("side_b",))) == ({sides[0]}, {sides[1]})


def test_arms_are_nobody(coder: Coder) -> None:
    accounts = coded(coder, "Shells hit a school on Monday.")
    assert [(p.value.role, p.value.party.name) for a in accounts for p in a.parties] == [("target", "school")]


def test_persons_named_as_members_suffer_what_their_group_does(coder: Coder) -> None:
    held = coded(coder, "Police arrested five activists, including journalist Ana Dorra and lawyer Peter Kess.")
    assert named(held, SUFFERS) == {"five activists", "journalist Ana Dorra", "lawyer Peter Kess"}
    dashed = coded(coder, "Police on Tuesday detained reporters from the weekly — Taki Darabi and Nemat Nakdi — for covering a march.")
    assert named(dashed, DOES) == {"Police"}


@pytest.mark.parametrize(
    "text",
    [
        "Union leader nabbed in a raid on Monday",
        "A union leader detained in May said that it was cold.",
        "“It was cold,” said a union leader detained in May.",
    ],
)
def test_who_was_seized_is_no_captor(coder: Coder, text: str) -> None:
    accounts = coded(coder, text)
    assert not named(accounts, DOES) and any("nion leader" in name for name in named(accounts, SUFFERS))


def test_who_hunts_a_bomber_wounded_nobody(coder: Coder) -> None:
    text = "Police are hunting a man believed to have left a bag containing a device that exploded on Friday, wounding two clerks."
    assert [p for a in coder.code(read_text(text, Issue())) for p in a.parties if p.value.role in DOES] == []


def test_who_finds_the_dead_killed_nobody(coder: Coder) -> None:
    assert not named(coded(coder, "Police found 13 bodies in a ditch. Soldiers discovered two clerks dead in their house."), DOES)


def test_the_killed_are_not_those_convicted_of_it(coder: Coder) -> None:
    accounts = coded(coder, "A high court convicted five officers for killing two young men, Michael Akor and Michael Igwe in the state.")
    assert named(accounts, DOES) == {"five officers"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A priest was kidnapped by men near the river.", "unidentified-armed-group"),
        ("Two men shot a clerk.", "unidentified-armed-group"),
        ("A man killed his wife.", "civilians"),
        ("Farmers killed a herder.", "civilians"),
    ],
)
def test_men_of_whom_nothing_is_said_are_unidentified_attackers(coder: Coder, text: str, kind: str) -> None:
    assert {p.value.party.kind for a in coded(coder, text) for p in a.parties if p.value.role in DOES} == {kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ELN captured two soldiers in Arauca.", "abduction"),
        ("JNIM said in a message that it had captured two soldiers.", "abduction"),
        ("Marines captured two rebels.", "arrest"),
    ],
)
def test_whom_rebels_capture_they_abduct(coder: Coder, text: str, kind: str) -> None:
    assert [a.kind.value for a in coded(coder, text)] == [kind]


def test_what_a_group_says_it_captured_is_claimed(coder: Coder) -> None:
    assert [a.stance.value for a in coded(coder, "JNIM said in a message that it had captured two soldiers.")] == ["claimed"]
