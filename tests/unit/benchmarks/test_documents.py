from __future__ import annotations

from datetime import date

from benchmarks.baselines import alone, same_day_and_place, same_words
from benchmarks.merging import Coded, day_of, groups_of, leads, merged, wrong_pairs
from benchmarks.tasks.documents import judge, number_of
from tests.unit.merge.made import TEXT, Told, account, report
from tollbook.model.report import Report


def coded(id_: str, within: Report, *told: Told) -> Coded:
    return Coded(id_, within, tuple(account(t, within) for t in told))


TEXTS = (
    coded("a", report(), Told(killed=5)),
    coded("b", report("Market raid\n\n" + TEXT, date(2024, 3, 7)), Told(killed=6)),
    coded("c", report("Two herders were shot near Fandiala.", date(2024, 3, 6)), Told(place="Fandiala", killed=2)),
    coded("d", report("The council met.", date(2024, 3, 6)), Told(kind="talks")),
)
ROWS = [
    {"id": id_, "incident": incident, "gold": {"num_killed": killed, "num_injured": 0}}
    for id_, incident, killed in (("a", 1, 6), ("b", 1, 6), ("c", 2, 3), ("d", 3, 0))
]


def test_texts_are_grouped_by_their_main_event() -> None:
    groups = groups_of(TEXTS, merged(TEXTS))
    assert groups["a"] == groups["b"] != groups["c"]
    assert groups["d"] == "alone d"
    assert set(leads(TEXTS)) == {"a", "b", "c"}


def test_numbers_are_those_of_the_incident_with_most_texts() -> None:
    judged, others = judge(ROWS, TEXTS)
    assert [number_of(judged.incidents[g], "killed") for g in ("1", "2", "3")] == [6, 2, 0]
    assert others["singletons"].pairs.recall == 0
    assert others["text similarity"].conll == 1.0


def test_baselines() -> None:
    day_and_place, words = same_day_and_place(TEXTS), same_words(TEXTS)
    assert len(set(alone(TEXTS).values())) == len(TEXTS)
    assert day_and_place["a"] == day_and_place["b"] != day_and_place["c"]
    assert words["a"] == words["b"] != words["c"]


def test_wrong_pairs_are_told_apart_from_missed_ones() -> None:
    assert wrong_pairs({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "y", "c": "x"}) == ([("a", "c")], [("a", "b")])


def test_a_day_is_read_from_the_head_of_a_text() -> None:
    assert (day_of("2024-03-05T10:00"), day_of("spring"), day_of(None)) == (date(2024, 3, 5), None, None)
