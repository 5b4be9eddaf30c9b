"""The same report from another country: names, codes and points change, and nothing else."""

from __future__ import annotations

import pytest

from tests.metamorphic.facts import OF_A_PLACE, Facts, Told, ordered, without, worded
from tests.metamorphic.templates import SETTINGS, TEMPLATES, Setting, Template

NEAR = 0.4  # degrees
MOVES = [
    ("wire", "MLI"), ("wire", "NGA"), ("wire", "COL"),
    ("newspaper", "AFG"), ("newspaper", "NGA"), ("newspaper", "PHL"),
    ("radio", "BFA"), ("radio", "KEN"), ("radio", "MOZ"),
    ("bulletin", "MLI"), ("bulletin", "PAK"), ("bulletin", "IRQ"),
    ("court", "KEN"), ("court", "PAK"), ("court", "UKR"),
    ("followup", "PAK"), ("followup", "IRQ"), ("followup", "SOM"),
    ("roundup", "COL"), ("roundup", "MLI"), ("roundup", "IRQ"),
    ("abduction", "NGA"), ("abduction", "COL"), ("abduction", "AFG"),
    ("protest", "NGA"), ("protest", "IRQ"), ("protest", "COL"),
    ("airstrike", "AFG"), ("airstrike", "UKR"), ("airstrike", "SOM"),
]  # fmt: skip


def placeless(wire: Facts, setting: Setting) -> Facts:
    """The facts with the setting's names as their slots, once its towns have been found where they lie."""
    where = wire["where"]
    for town in (setting.capital, setting.town, setting.town2):
        if where and where["name"] == town.name:
            assert (where["lat"], where["lon"]) == (pytest.approx(town.lat, abs=NEAR), pytest.approx(town.lon, abs=NEAR))
    plain = {**wire, "where": where and without(where, *OF_A_PLACE)}
    names = {name: f"<{slot}>" for slot, name in setting.words.items() if slot.islower() and not slot.endswith("_up")}
    return worded(plain, {**names, setting.country.removeprefix("the "): "<country>", setting.code: "<code>"})


@pytest.mark.parametrize(("name", "code"), MOVES)
def test_another_country(name: str, code: str, told: Told) -> None:
    template: Template = TEMPLATES[name]
    there = SETTINGS[code]
    assert code != template.home
    source = [placeless(f, template.setting) for f in told(template.text(), template.published)]
    variant = [placeless(f, there) for f in told(template.text(there.words), template.published)]
    assert ordered(variant) == ordered(source)
