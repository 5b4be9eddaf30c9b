from __future__ import annotations

import pytest

from tollbook.codebook.crosswalk import load_cameo_plover
from tollbook.codebook.kinds import load_kinds

ACLED_SUB_TYPES = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}


def test_there_are_57_kinds_in_the_order_of_the_file() -> None:
    assert len(load_kinds()) == 57


@pytest.mark.parametrize("slug", sorted(load_kinds()))
def test_kind_is_told_in_full(slug: str) -> None:
    kind = load_kinds()[slug]
    assert kind.definition.endswith(".") and kind.include and kind.exclude
    assert len(kind.examples) >= 2 and kind.counter
    assert all(s[0].isupper() and s.endswith(".") for s in (*kind.examples, *kind.counter))
    assert not set(kind.examples) & set(kind.counter)


@pytest.mark.parametrize("slug", sorted(load_kinds()))
def test_acled_sub_type_belongs_to_its_type(slug: str) -> None:
    acled = load_kinds()[slug].codes.acled
    assert acled is None or acled[1] in ACLED_SUB_TYPES[acled[0]]


@pytest.mark.parametrize("slug", sorted(load_kinds()))
def test_codes_of_other_schemes_are_in_range(slug: str) -> None:
    codes = load_kinds()[slug].codes
    assert codes.cameo is None or codes.cameo[:2] in load_cameo_plover()
    assert codes.gtd in (None, 1, 2, 3, 4, 5, 6, 7, 8, 9)
    assert codes.ucdp in (None, 1, 2, 3)


def test_an_excluded_kind_that_is_named_exists() -> None:
    named = {e.split(": ")[-1].split(" and ")[0] for k in load_kinds().values() for e in k.exclude if ": " in e}
    assert {n for n in named if "-" in n and " " not in n} <= set(load_kinds())
