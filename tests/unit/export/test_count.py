"""Each event counted once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.export.made import ARMY, DAY, GUNMEN, JNIM, VILLAGERS, Said, country, exportable, nowhere, place
from tollbook.export.count import Answer, Question, count
from tollbook.model.time import TimePrecision, When
from tollbook.model.toll import Toll

MARCH = Question(since=date(2024, 3, 1), until=date(2024, 3, 31))


def answer(*said: Said, question: Question = MARCH) -> Answer:
    return count([exportable(s) for s in said], question)


def sums(found: Answer) -> tuple[int, int, int | None]:
    return found.low, found.best, found.high


def test_two_reports_of_one_event_count_once() -> None:
    first = Said(tolls=(("killed", "total", 5),))
    text = "The attack on Sévaré's market killed seven, said the mayor."
    second = Said(tolls=(("killed", "total", 7),), outlet="Radio Kôkô", published=date(2024, 3, 8), text=text)
    assert sums(count([exportable(first, second)], MARCH)) == (5, 7, 7)


def test_unknown_is_not_nought() -> None:
    found = answer(Said(), Said(tolls=()), Said(tolls=(("killed", "total", 0),)))
    assert sums(found) == (5, 5, 5)
    assert (len(found.parts), len(found.silent)) == (2, 1)


def test_open_ends_stay_open() -> None:
    found = answer(Said(), Said(tolls=(("killed", "total", Toll(2, None, None)),)))
    assert sums(found) == (7, 7, None)
    assert found.open == 1
    assert sums(answer(Said(tolls=(("killed", "total", Toll(None, None, 9)),)))) == (0, 0, 9)


def test_what_may_lie_outside_is_not_sure() -> None:
    mostly_in = Said(when=When(date(2024, 2, 27), date(2024, 3, 10), TimePrecision.RANGE))
    mostly_out = Said(when=When(date(2024, 2, 1), date(2024, 3, 2), TimePrecision.MONTH))
    assert sums(answer(mostly_in)) == (0, 5, 5)
    assert sums(answer(mostly_out)) == (0, 0, 5)


def test_totals_over_a_country_and_a_month_are_not_added() -> None:
    month = When(date(2024, 3, 1), date(2024, 3, 31), TimePrecision.MONTH)
    found = answer(Said(), Said(when=month, where=country(), tolls=(("killed", "total", 40),)))
    assert sums(found) == (5, 5, 5)
    assert [p.toll.best for p in found.aside] == [40]
    assert sums(answer(Said(when=month, where=nowhere("the mill road")))) == (5, 5, 5), "one event of a month, at one place"


@pytest.mark.parametrize("kind", ["condemnation", "sentence", "talks", "investigation"])
def test_numbers_told_again_where_an_event_is_spoken_of_are_not_counted(kind: str) -> None:
    assert answer(Said(kind=kind)).parts == ()


CIVILIANS = Question(group="civilians", since=MARCH.since, until=MARCH.until)


def test_civilians_under_other_names_are_the_same_people() -> None:
    words = (("killed", "total", 7), ("killed", "civilians", 5), ("killed", "teachers", 2), ("killed", "soldiers", 2))
    assert sums(answer(Said(parties=(JNIM, ARMY), tolls=words), question=CIVILIANS)) == (5, 5, 5)
    trades = (("killed", "total", 7), ("killed", "farmers", 3), ("killed", "traders", 2), ("killed", "soldiers", 2))
    other = Said(parties=(JNIM, ARMY), tolls=trades, outlet="Radio", text="The attack on the market of Sévaré killed three farmers and two traders.")
    assert sums(count([exportable(Said(parties=(JNIM, ARMY), tolls=words), other)], CIVILIANS)) == (5, 5, 5)


def test_victims_told_as_civilians_are_civilians() -> None:
    assert sums(answer(Said(parties=(GUNMEN, VILLAGERS)), question=CIVILIANS)) == (5, 5, 5)
    assert answer(Said(parties=(JNIM, ARMY)), question=CIVILIANS).parts == ()


def test_of_unknown_day_is_in_no_span() -> None:
    assert sums(answer(Said(when=None))) == (0, 0, 5)
    assert sums(answer(Said(when=None), question=Question())) == (5, 5, 5)
    assert sums(answer(Said(when=When(DAY, DAY, TimePrecision.DAY), where=place()), question=Question())) == (5, 5, 5)
