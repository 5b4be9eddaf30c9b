"""The same report of other armed people: who they are changes, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from tests.metamorphic.facts import Facts, Told, ordered, worded
from tests.metamorphic.templates import TEMPLATES


class Cast(NamedTuple):
    """How an account has a party."""

    name: str
    kind: str
    register: str | None = None
    country: str | None = None


UNIDENTIFIED = "unidentified-armed-group"
CHANGES = [
    ("wire", {"actors": "armed men"}, Cast("armed men", UNIDENTIFIED)),
    ("wire", {"actors": "assailants"}, Cast("assailants", UNIDENTIFIED)),
    ("wire", {"actors": "bandits", "attackers": "bandits"}, Cast("bandits", "armed-group")),
    ("wire", {"actors": "jihadists", "attackers": "jihadists"}, Cast("jihadists", "armed-group")),
    ("wire", {"actors": "Boko Haram fighters"}, Cast("boko haram fighters", "jihadist-group", "boko-haram")),
    ("newspaper", {"group": "Pakistani Taliban"}, Cast("pakistani taliban", "jihadist-group", "ttp", "PAK")),
    ("newspaper", {"group": "Balochistan Liberation Army"}, Cast("balochistan liberation army", "rebel-group", "bla", "PAK")),
    ("newspaper", {"group": "TTP"}, Cast("ttp", "jihadist-group", "ttp", "PAK")),
    ("wire", {"actors": "militiamen"}, Cast("militiamen", "militia")),
    ("wire", {"actors": "Islamic State fighters"}, Cast("islamic state fighters", "jihadist-group", "isis")),
    ("radio", {"actors": "gunmen", "attackers": "gunmen"}, Cast("gunmen", UNIDENTIFIED)),
    ("radio", {"actors": "rebels", "attackers": "rebels"}, Cast("rebels", "armed-group")),
    ("radio", {"actors": "al-Shabaab militants"}, Cast("al-shabaab militants", "jihadist-group", "shabaab")),
    ("bulletin", {"actors": "gunmen"}, Cast("gunmen", UNIDENTIFIED)),
    ("bulletin", {"actors": "Boko Haram militants"}, Cast("boko haram militants", "jihadist-group", "boko-haram")),
    ("abduction", {"actors": "gunmen"}, Cast("gunmen", UNIDENTIFIED)),
    ("abduction", {"actors": "insurgents"}, Cast("insurgents", "armed-group")),
    ("followup", {"group": "Taliban"}, Cast("taliban", "jihadist-group", "taliban")),
    ("airstrike", {"group": "insurgents"}, Cast("insurgents", "armed-group")),
]
ARMIES = [("Russian", "RUS"), ("Ethiopian", "ETH"), ("Turkish", "TUR")]


def recast(facts: Facts, old: str, cast: Cast) -> Facts:
    """The facts with the party of that name played by another."""
    parties = [{**p, **cast._asdict(), "unidentified": cast.kind == UNIDENTIFIED} if p["name"] == old else p for p in facts["parties"]]
    return {**worded(facts, {old: cast.name}), "parties": parties}


@pytest.mark.parametrize(("name", "new", "cast"), CHANGES)
def test_other_armed_people(name: str, new: Mapping[str, str], cast: Cast, told: Told) -> None:
    template = TEMPLATES[name]
    old = template.words[next(iter(new))].lower()
    source = told(template.text(), template.published)
    expected = [recast(facts, old, cast) for facts in source]
    assert expected != source
    assert ordered(told(template.text(new), template.published)) == ordered(expected)


@pytest.mark.parametrize(("demonym", "code"), ARMIES)
def test_the_army_of_another_country(demonym: str, code: str, told: Told) -> None:
    template = TEMPLATES["roundup"]
    source = told(template.text(), template.published)
    army = recast_army(source, demonym.lower(), code)
    assert army != source
    assert ordered(told(template.text({"demonym": demonym}), template.published)) == ordered(army)


def recast_army(told_there: list[Facts], demonym: str, code: str) -> list[Facts]:
    """The facts with soldiers of another country, who are no less soldiers."""
    old = TEMPLATES["roundup"].setting
    return [
        {**worded(f, {old.demonym: demonym}), "parties": [
            {**p, "name": p["name"].replace(old.demonym.lower(), demonym), "register": f"{code.lower()}-forces", "country": code}
            if p["register"] == "ukr-forces" else p for p in f["parties"]
        ]}
        for f in told_there
    ]  # fmt: skip
