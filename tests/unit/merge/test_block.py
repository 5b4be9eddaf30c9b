from __future__ import annotations

from datetime import date, timedelta

from tests.unit.merge.made import TABLE, Told, facts, filed, report
from tollbook.merge.block import candidates, may_be_one
from tollbook.merge.facts import Facts


def crowd(size: int) -> list[Facts]:
    days = [date(2024, 1, 1) + timedelta(days=3 * n) for n in range(size)]
    return [facts(filed(Told(day=d, killed=n % 7), report(f"Village {n} mourned, said elder Number{n}.", d))) for n, d in enumerate(days)]


def test_a_day_and_a_place_bring_two_together() -> None:
    pair = [facts(filed(Told())), facts(filed(Told(place="Kessou"), report("Shots rang out.", date(2024, 3, 7))))]
    assert candidates(pair, TABLE) == [(0, 1)]


def test_accounts_of_one_report_are_not_compared() -> None:
    within = report()
    assert candidates([facts(filed(Told(), within)), facts(filed(Told(at=20), within))], TABLE) == []


def test_another_place_and_month_are_not_compared() -> None:
    pair = [facts(filed(Told())), facts(filed(Told(place="Fandiala", day=date(2024, 8, 7)), report("A field burned.", date(2024, 8, 8))))]
    assert candidates(pair, TABLE) == []


def test_many_attacks_of_one_town_stay_near_linear() -> None:
    size = 200
    assert len(candidates(crowd(size), TABLE)) < 20 * size


def test_kinds_that_tell_no_event_of_each_other() -> None:
    attack, killing, demand, threat = (facts(filed(Told(kind=k))) for k in ("armed-attack", "killing", "demand", "threat"))
    assert may_be_one(attack, killing, TABLE)
    assert not may_be_one(attack, demand, TABLE)
    assert not may_be_one(demand, threat, TABLE)
