"""The same report with its parts moved, doubled or joined by others: the event it tells stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.metamorphic.facts import Facts, Told, ordered, without
from tests.metamorphic.templates import TEMPLATES, Template

ORDERS = [
    ("wire", [0, 1, 2, 3, 5, 4]), ("wire", [0, 5, 1, 2, 3, 4]), ("newspaper", [0, 1, 3, 2, 4, 5, 6]), ("newspaper", [0, 1, 5, 2, 3, 4, 6]),
    ("bulletin", [0, 3, 1, 2, 4]), ("court", [0, 1, 3, 2, 4]), ("court", [0, 4, 1, 2, 3]), ("followup", [0, 1, 2, 3, 5, 4, 6]),
    ("roundup", [0, 1, 2, 3, 5, 4]), ("protest", [0, 1, 2, 4, 3]), ("airstrike", [0, 2, 1, 3, 5, 4]),
]  # fmt: skip
OLD = {
    "anniversary": "A bomb in the town of Gardez in Afghanistan killed 87 people in March 2008, and the day is still marked there.",
    "history": "In August 2012, gunmen killed 52 miners at a camp near the town of Marikana in South Africa.",
}
PASTED = [
    *((name, "anniversary", False) for name in ("newspaper", "radio", "roundup", "airstrike", "wire", "court")),
    *((name, "history", True) for name in ("newspaper", "radio", "roundup", "wire")),
]
PLACES = [
    ("wire", "{capital_up}, {month} {day}", "LONDON, {month} {day}"),
    ("wire", "{capital_up}, {month} {day}", "NAIROBI, Kenya, {month} {day}"),
    ("wire", "{capital_up}, {month} {day}", "{town2}, {country}, {month} {day}"),
    ("court", "{capital}, {country} (Plain Press)", "Paris (Plain Press)"),
    ("court", "{capital}, {country} (Plain Press)", "LIMA, Peru (Plain Press)"),
    ("airstrike", "{town_up}, {country}, {month} {day}", "BEIRUT, {month} {day}"),
    ("airstrike", "{town_up}, {country}, {month} {day}", "{capital_up}, {month} {day}"),
]


def old_day(facts: Facts, years: Sequence[str]) -> bool:
    return bool(facts["when"]) and facts["when"]["earliest"][:4] in years


@pytest.mark.parametrize(("name", "order"), ORDERS)
def test_paragraphs_in_another_order(name: str, order: list[int], told: Told) -> None:
    template = TEMPLATES[name]
    parts = template.paragraphs()
    assert sorted(order) == list(range(len(parts)))
    variant = told("\n\n".join(parts[n] for n in order), template.published)
    assert ordered(variant) == ordered(told(template.text(), template.published))


@pytest.mark.parametrize(("name", "which", "front"), PASTED)
def test_an_old_event_told_beside(name: str, which: str, front: bool, told: Told) -> None:
    template = TEMPLATES[name]
    parts = template.paragraphs()
    at = 1 if front else len(parts)
    variant = told("\n\n".join([*parts[:at], OLD[which], *parts[at:]]), template.published)
    old = [f for f in variant if old_day(f, ("2008", "2012"))]
    assert [f["currency"] for f in old] == ["background"]
    assert [t["best"] for f in old for t in f["tolls"] if t["group"] != "workers"] in ([87], [52])
    assert ordered([f for f in variant if f not in old]) == ordered(told(template.text(), template.published))


@pytest.mark.parametrize("name", ["followup", "roundup"])
def test_the_same_copy_twice(name: str, wires: Told, told: Told) -> None:
    template = TEMPLATES[name]
    text, doubled = twice(template)
    assert ordered(told(doubled, template.published)) == ordered(told(text, template.published))
    spans = [sum(len(wire["trigger"]) for wire in wires(t, template.published)) for t in (text, doubled)]
    assert spans[1] > spans[0]


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_same_copy_twice_moves_no_toll(name: str, told: Told) -> None:
    template = TEMPLATES[name]
    once, doubled = (figures(told(text, template.published)) for text in twice(template))
    assert doubled == once
    assert once or name == "court"


def twice(template: Template) -> tuple[str, str]:
    text = template.text().rstrip()
    return text, f"{text}\n\n{text}\n"


def figures(told_there: list[Facts]) -> set[tuple[object, ...]]:
    return {(t["status"], t["low"], t["best"], t["high"]) for facts in told_there for t in facts["tolls"]}


@pytest.mark.parametrize(("name", "here", "there"), PLACES)
def test_filed_from_elsewhere(name: str, here: str, there: str, told: Told) -> None:
    template = TEMPLATES[name]
    source = told(template.text(), template.published)
    assert told(template.text(edits={here: there}), template.published) == source


@pytest.mark.parametrize("name", TEMPLATES)
def test_without_a_publication_date(name: str, told: Told) -> None:
    """What only the publication date can settle is left open; a day that the text itself gives stays."""
    template = TEMPLATES[name]
    source = told(template.text(), template.published)
    variant = told(template.text(), None)
    timeless = [[without(f, "when", "open", "currency", "said_by", "claims", "deadline") for f in facts] for facts in (variant, source)]
    assert timeless[0] == timeless[1]
    for undated, dated in zip(variant, source, strict=True):
        assert undated["when"] is None or same_or_wider(undated["when"], dated["when"])


@pytest.mark.parametrize("name", ["wire", "newspaper", "radio", "court", "followup", "airstrike"])
def test_what_lacks_a_publication_date_says_so(name: str, told: Told) -> None:
    template = TEMPLATES[name]
    pairs = zip(told(template.text(), None), told(template.text(), template.published), strict=True)
    dateless = [undated for undated, dated in pairs if dated["when"] and not undated["when"]]
    assert dateless
    assert all(facts["open"] for facts in dateless)


def same_or_wider(undated: Facts, dated: Facts) -> bool:
    ends = [date.fromisoformat(w[end]) for w in (undated, dated) for end in ("earliest", "latest")]
    return ends[0] <= ends[2] and ends[3] <= ends[1]
