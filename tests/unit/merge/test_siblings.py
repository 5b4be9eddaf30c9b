from __future__ import annotations

from datetime import date

import pytest

from tests.unit.merge.made import TABLE, Told, account, report
from tollbook.merge.facts import facts_of
from tollbook.merge.siblings import united, units_of
from tollbook.model.frame import Currency, Stance

FULL = Told(killed=5)


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (Told(day=None, at=20), True),
        (Told(place=None, at=20), True),
        (Told(day=None, groups={"women": 2}, at=20), True),
        (Told(day=None, killed=9, at=20), False),
        (Told(day=None, place="Fandiala", at=20), False),
        (Told(day=date(2024, 3, 2), place=None, at=20), False),
        (Told(day=None, currency=Currency.BACKGROUND, at=20), False),
        (Told(day=None, stance=Stance.HYPOTHETICAL, at=20), False),
        (Told(day=None, kind="protest", at=20), False),
        (Told(at=20), False),
        (Told(groups={"attackers": 3}, at=20), True),
        (Told(groups={"attackers": 3, "police": 1}, at=20), False),
        (Told(groups={"attackers": 3}, day=date(2024, 3, 4), at=20), False),
    ],
)
def test_which_accounts_of_a_report_are_one(other: Told, one: bool) -> None:
    within = report()
    facts = facts_of([account(FULL, within), account(other, within)], within, TABLE)
    assert units_of(facts, TABLE) == ([[0, 1]] if one else [[0], [1]])


def test_no_third_joins_two_that_are_at_odds() -> None:
    within = report()
    told = [Told(killed=5), Told(day=None, place=None, at=20), Told(place="Fandiala", killed=2, at=40)]
    facts = facts_of([account(t, within) for t in told], within, TABLE)
    assert units_of(facts, TABLE) == [[0, 1], [2]]


def test_what_is_judged_apart_stays_apart() -> None:
    within = report()
    facts = facts_of([account(t, within) for t in (FULL, Told(day=None, at=20))], within, TABLE)
    assert units_of(facts, TABLE, {(0, 1)}) == [[0], [1]]


def test_together_they_tell_what_each_tells() -> None:
    within = report()
    facts = facts_of([account(t, within) for t in (Told(day=None, place="Dorra"), Told(place=None, killed=5, at=20))], within, TABLE)
    both = united(facts)
    assert both.spot is not None
    assert both.days is not None
    assert (both.spot.name, both.days.told, both.figures["killed"].toll.figure) == ("dorra", True, 5)


def test_what_is_set_apart_by_its_words_is_no_part_of_what_was_told_before() -> None:
    for word, groups in (("separate", [[0], [1]]), ("brutal", [[0, 1]])):
        within = report(f"Gunmen killed five traders in Dorra. In a {word} attack five guards died.")
        at = within.text.index("attack")
        facts = facts_of([account(FULL, within), account(Told(day=None, killed=5, at=at), within)], within, TABLE)
        assert units_of(facts, TABLE) == groups
