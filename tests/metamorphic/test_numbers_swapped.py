"""The same report with other numbers, in words or digits: the tolls follow, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.metamorphic.facts import Facts, Told, numbered, ordered, worded
from tests.metamorphic.templates import TEMPLATES, Template

WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "thirteen": 13,
         "twenty": 20, "forty": 40, "sixty": 60}  # fmt: skip
CHANGES = [
    ("wire", {"killed": "12", "hurt": "seven"}),
    ("wire", {"killed": "twenty", "hurt": "60"}),
    ("newspaper", {"killed": "nine", "hurt": "33"}),
    ("newspaper", {"killed": "21", "hurt": "forty"}),
    ("radio", {"killed": "ten", "hurt": "nine"}),
    ("radio", {"killed": "16", "hurt": "5"}),
    ("bulletin", {"killed": "seven", "held": "13", "taken": "11"}),
    ("bulletin", {"killed": "five", "held": "17", "taken": "nine"}),
    ("court", {"held": "four", "years": "25"}),
    ("court", {"held": "seven", "years": "ten"}),
    ("followup", {"killed": "48", "late": "three", "early": "45", "hurt": "sixty"}),
    ("followup", {"killed": "twenty", "late": "seven", "early": "thirteen", "hurt": "35"}),
    ("roundup", {"killed": "eight", "hurt": "23", "died": "six"}),
    ("roundup", {"killed": "13", "hurt": "forty", "died": "nine"}),
    ("abduction", {"taken": "five", "held": "seven"}),
    ("abduction", {"taken": "11", "held": "14"}),
    ("protest", {"held": "44", "crowd": "2,000", "killed": "five", "hurt": "thirteen"}),
    ("protest", {"held": "twenty", "crowd": "700", "killed": "three", "hurt": "17"}),
    ("airstrike", {"killed": "thirteen", "hurt": "forty"}),
    ("airstrike", {"killed": "120", "hurt": "60"}),
]


def figure(number: str) -> int:
    return WORDS[number] if number in WORDS else int(number.replace(",", ""))


def figures(template: Template, new: Mapping[str, str]) -> dict[int, int]:
    """From each number of the source version to the variant's; in the round-up a soldier dies beside those counted."""
    table = {figure(template.words[slot]): figure(number) for slot, number in new.items() if slot != "years"}
    died = template.words.get("died")
    return table | ({figure(died) + 1: figure(new["died"]) + 1} if died else {})


def recounted(facts: Facts, template: Template, new: Mapping[str, str]) -> Facts:
    words = {template.words[slot]: number for slot, number in new.items()}
    terms = {f"P{template.words['years']}Y": f"P{figure(new['years'])}Y"} if "years" in new else {}
    return numbered(worded(facts, words | terms), figures(template, new))


@pytest.mark.parametrize(("name", "new"), CHANGES)
def test_other_numbers(name: str, new: Mapping[str, str], told: Told) -> None:
    template = TEMPLATES[name]
    source = told(template.text(), template.published)
    expected = [recounted(facts, template, new) for facts in source]
    assert expected != source
    assert ordered(told(template.text(new), template.published)) == ordered(expected)
