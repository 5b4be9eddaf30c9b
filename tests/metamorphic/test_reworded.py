"""The same report in other words of the same meaning: the same accounts, read from other spans."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.metamorphic.facts import Facts, Told, ordered, worded
from tests.metamorphic.templates import NOTHING, TEMPLATES

PAIRS = {
    how: [(pair["report"], pair["here"], pair["instead"]) for pair in pairs]
    for how, pairs in yaml.safe_load((Path(__file__).parent / "rewordings.yml").read_text(encoding="utf-8")).items()
}
LOADED = [
    ("wire", {"actors": "fighters", "attackers": "fighters"}, {"actors": "terrorists", "attackers": "terrorists"}, {}),
    ("radio", {"actors": "fighters"}, {"actors": "terrorists"}, {}),
    ("bulletin", {"actors": "fighters"}, {"actors": "terrorists"}, {}),
    ("abduction", {"actors": "fighters"}, {"actors": "terrorists"}, {}),
    ("wire", {}, {}, {"{Actors} killed {killed} farmers and": "{Actors} martyred {killed} farmers and"}),
    ("roundup", {}, {}, {"killing {killed} civilians": "martyring {killed} civilians"}),
    ("protest", {}, {}, {"demonstrators were killed when": "demonstrators were martyred when"}),
]  # fmt: skip
SOLDIERS = "{Actors} killed {killed} farmers and"
KILLED = "{Demonym} soldiers killed {killed} rebels and"
NEUTRALISED = "{Demonym} soldiers neutralised {killed} rebels and"


def names_of(told_there: list[Facts]) -> list[Facts]:
    return ordered([worded(f, {"fighters": "<armed>", "terrorists": "<armed>"}) for f in told_there])


@pytest.mark.parametrize(("name", "active", "passive"), PAIRS["passive"])
def test_passive_for_active(name: str, active: str, passive: str, told: Told) -> None:
    template = TEMPLATES[name]
    source = told(template.text(), template.published)
    assert ordered(told(template.text(edits={active: passive}), template.published)) == ordered(source)


@pytest.mark.parametrize(("name", "behind", "before"), PAIRS["attributed"])
def test_who_says_so_comes_first(name: str, behind: str, before: str, told: Told) -> None:
    template = TEMPLATES[name]
    source = told(template.text(), template.published)
    assert any(f["said_by"] for f in source)
    assert ordered(told(template.text(edits={behind: before}), template.published)) == ordered(source)


@pytest.mark.parametrize(("name", "adjective", "genitive"), PAIRS["possessive"])
def test_a_country_in_the_genitive(name: str, adjective: str, genitive: str, told: Told) -> None:
    template = TEMPLATES[name]
    source = told(template.text(), template.published)
    variant = told(template.text(edits={adjective: genitive}), template.published)
    assert variant != source
    assert ordered([worded(f, {f"{template.setting.country}'s": template.setting.demonym.lower()}) for f in variant]) == ordered(source)


@pytest.mark.parametrize(("name", "plain", "loaded", "edits"), LOADED)
def test_loaded_words_mean_the_same(name: str, plain: Mapping[str, str], loaded: Mapping[str, str], edits: Mapping[str, str], told: Told) -> None:
    template = TEMPLATES[name]
    source, variant = template.text(plain), template.text(loaded, edits)
    assert source != variant
    assert names_of(told(variant, template.published)) == names_of(told(source, template.published))


@pytest.mark.parametrize("name", ["wire"])
def test_neutralised_is_killed(name: str, told: Told) -> None:
    template = TEMPLATES[name]
    source = told(template.text(NOTHING, {SOLDIERS: KILLED}), template.published)
    assert any(t["status"] == "killed" for f in source for t in f["tolls"])
    assert told(template.text(NOTHING, {SOLDIERS: NEUTRALISED}), template.published) == source
