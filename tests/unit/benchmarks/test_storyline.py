from __future__ import annotations

from datetime import date
from typing import Any

from benchmarks.merging import merged
from benchmarks.tasks.storyline import History, Placed, duplicates, false_merges, histories, metrics
from tests.unit.benchmarks.test_documents import coded
from tests.unit.merge.made import TEXT, Told, report
from tollbook.model.incident import Incident

TOLD = (
    coded("a", report(), Told(killed=5)),
    coded("b", report("Market raid\n\n" + TEXT, date(2024, 3, 8)), Told(killed=7)),
    coded("c", report("Two herders were shot near Fandiala.", date(2024, 3, 6)), Told(place="Fandiala", killed=2)),
)
RAID, HERDERS = merged(TOLD).incidents if len(merged(TOLD).incidents[0].sources) == 2 else reversed(merged(TOLD).incidents)


def placed(name: str, incident: str, ours: Incident | None, killed: int, **more: Any) -> Placed:
    tolls = [{"status": "killed", "group": "total", "best": killed}]
    return Placed(name, {"incident": incident, "tolls": tolls, **more}, f"2024-03-{6 + killed:02}", ours)


RIGHT = (placed("1", "raid", RAID, 5), placed("2", "raid", RAID, 7), placed("3", "herders", HERDERS, 2))


def test_all_right() -> None:
    told = list(histories(RIGHT))
    assert History("raid", "killed", (5, 7), (5, 7)) in told
    found = metrics(RIGHT, told)
    assert (found["conll"], found["false_merges"], found["duplicates"], found["histories_right"], found["histories"]) == (100, 0, 0, 2, 2)


def test_look_alikes_merged_are_false_unless_the_gold_allows_either() -> None:
    pair = (placed("1", "raid", RAID, 5), placed("2", "fire", RAID, 5))
    assert len(false_merges(pair)) == 1
    assert false_merges((pair[0], placed("2", "fire", RAID, 5, incident_alt=["raid"]))) == []


def test_an_event_in_two_incidents_is_a_duplicate_and_an_uncoded_one_is_none() -> None:
    assert duplicates((placed("1", "raid", RAID, 5), placed("2", "raid", HERDERS, 5))) == ["raid"]
    assert duplicates((placed("1", "raid", RAID, 5), placed("2", "raid", None, 5))) == []
