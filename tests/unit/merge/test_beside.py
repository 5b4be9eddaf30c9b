"""Events of other datasets are linked where day, place and kind agree and nothing else comes close, else suggested or left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.unit.merge.made import TABLE, Told, facts, filed, report
from tollbook.merge.beside import Beside, beside
from tollbook.merge.facts import Facts

DAY = date(2024, 3, 5)


def one(text: str = "x", **told: object) -> Facts:
    return facts(filed(Told(**told), report(f"{text} tells of it.", published=None)))  # type: ignore[arg-type]


def found(ours: dict[str, Facts], others: dict[str, Facts]) -> dict[tuple[str, str], bool]:
    links = beside({name: (f,) for name, f in ours.items()}, others, TABLE)
    backwards = beside({name: (ours[name],) for name in reversed(ours)}, dict(reversed(others.items())), TABLE)
    assert links == backwards
    return {(link.incident, link.other): link.linked for link in links}


def test_day_place_and_kind_link() -> None:
    assert found({"i": one("a")}, {"o": one("b")}) == {("i", "o"): True}
    (link,) = beside({"i": (one("a", killed=5),)}, {"o": one("b", killed=5)}, TABLE)
    assert link == Beside("i", "o", True, (("same-day", 1.0), ("same-place", 1.0), ("same-kind", 1.0), ("killed-same", 0.517)))
    assert link.why == "same-day, same-place, same-kind, killed-same 0.517"


@pytest.mark.parametrize(
    "told", [{"day": DAY + timedelta(2)}, {"place": "Bamako"}, {"kind": "agreement"}, {"day": None}, {"place": None}, {"days": 60}]
)
def test_what_speaks_against_it_leaves_them_alone(told: dict[str, object]) -> None:
    assert found({"i": one("a")}, {"o": one("b", **told)}) == {}


def test_the_day_after_is_a_suggestion_where_the_number_agrees() -> None:
    assert found({"i": one("a", killed=30)}, {"o": one("b", day=DAY + timedelta(1), killed=30)}) == {("i", "o"): False}
    assert found({"i": one("a", killed=30)}, {"o": one("b", day=DAY + timedelta(1), killed=3)}) == {}


def test_days_that_meet_are_a_suggestion() -> None:
    assert found({"i": one("a", killed=30)}, {"o": one("b", days=4, killed=30)}) == {("i", "o"): False}


def test_two_that_are_as_likely_are_suggestions() -> None:
    assert found({"i": one("a")}, {"o": one("b"), "p": one("c")}) == {("i", "o"): False, ("i", "p"): False}
    assert found({"i": one("a"), "j": one("d")}, {"o": one("b")}) == {("i", "o"): False, ("j", "o"): False}


def test_the_number_tells_two_of_one_day_apart() -> None:
    links = found({"i": one("a", killed=5), "j": one("d", killed=40)}, {"o": one("b", killed=40), "p": one("c", killed=5)})
    assert (links["i", "p"], links["j", "o"]) == (True, True)
    assert not any(links.get(pair, False) for pair in (("i", "o"), ("j", "p")))
