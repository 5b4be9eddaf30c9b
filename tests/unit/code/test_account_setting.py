"""Which of the days and places a report names is an attack's own."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model.account import Account
from tollbook.pipeline import Coder
from tollbook.read.text import Issue, read_text

PUBLISHED = date(2024, 3, 14)


def accounts(text: str, coder: Coder) -> tuple[Account, ...]:
    return coder.code(read_text(text, Issue(published=PUBLISHED)))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The governor on Tuesday paid a visit to Kano over last Saturday's attack, in which nine people died.", 9),
        ("A guard who was shot in Tuesday's attack on a post in Kano succumbed to his injuries and died on Wednesday.", 12),
        ("The police on Wednesday corrected the number of people killed in the attack of 10 March on a church in Kano.", 10),
        ("A week after the bombing of a mosque in Kano, two hundred people prayed in a field on Wednesday.", None),
        ("Gunmen attacked a church in Kano on Monday; two people died on Tuesday.", 11),
    ],
)
def test_an_attack_is_of_the_day_that_is_its_own(text: str, day: int | None, coder: Coder) -> None:
    found = [a for a in accounts(text, coder) if a.kind.value in ("armed-attack", "bombing")]
    assert [a.when.value.earliest.day if a.when else None for a in found] == [day]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bomber drove a car packed with explosives into the gate of a police station in Kano on Monday, killing four people.", "Kano"),
        ("Bandits kill nine in Katsina community\n\nNine men were killed when they stormed Gidan Bawa, a settlement in Katsina State.", "Gidan Bawa"),
        ("Bandits kill nine in Katsina\n\nNine men were killed when bandits stormed a market in Katsina.", "Katsina"),
    ],
)
def test_where_an_attack_was(text: str, place: str, coder: Coder) -> None:
    attacks = [a for a in accounts(text, coder) if a.kind.value in ("armed-attack", "suicide-attack")]
    assert [a.where.value.name if a.where else None for a in attacks] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "The army denied residents' claims that an air strike had hit a market in Kano.",
        "The army denied that an air strike had hit a market in Kano.",
    ],
)
def test_what_is_denied_to_have_struck_did_not_strike_for_sure(text: str, coder: Coder) -> None:
    assert [a.stance.value for a in accounts(text, coder) if a.kind.value == "air-strike"] == ["denied"]


def test_bodies_found_are_the_toll_of_the_attack_told_before(coder: Coder) -> None:
    told = "Police confirmed the attack but said only seven bodies had been recovered."
    text = f"Gunmen raided a camp near Kano on Sunday, killing at least 11 people. {told}"
    (attack,) = accounts(text, coder)
    assert [(t.value.toll.low, t.value.toll.best) for t in attack.tolls] == [(7, 11)]
