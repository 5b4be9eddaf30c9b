from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.merging import merged
from benchmarks.task import MissingDataError
from benchmarks.tasks.storylines import OWN, Run, homes, metrics, mixed, points, split_events, telling, untold
from benchmarks.tasks.storylines_read import Asked, Event, Passage, Told, read_stories, unmarked
from tests.unit.benchmarks.test_documents import coded
from tests.unit.merge.made import TEXT
from tests.unit.merge.made import Told as Says
from tests.unit.merge.made import report as issued

FIRST, LATER, OTHER = date(2024, 3, 6), date(2024, 3, 8), "Two herders were shot near Fandiala."
RAID = Event("E01", date(2024, 3, 5), "MLI", {"killed": {FIRST: Asked((5,)), LATER: Asked((7,))}})
HERDERS = Event("E02", date(2024, 3, 5), "MLI", {"killed": {FIRST: Asked((2, 3), low=(2,))}})
CODED = (
    coded("a", issued(TEXT), Says(killed=5)),
    coded("b", issued("Market raid\n\n" + TEXT, LATER), Says(killed=7)),
    coded("c", issued(OTHER), Says(place="Fandiala", killed=2)),
)
REPORTS = [
    Told("a", "Radio", FIRST, TEXT, (Passage(0, "E01"),)),
    Told("b", "Radio", LATER, TEXT, (Passage(0, "E01"),)),
    Told("c", "Radio", FIRST, OTHER, (Passage(0, "E02"),)),
]


def run(events: tuple[Event, ...] = (RAID, HERDERS), tells: dict[str, str] | None = None) -> Run:
    by_report = {told.id: dict(telling(told, one)) for told, one in zip(REPORTS, CODED, strict=True)}
    found = tells if tells is not None else {a: e for accounts in by_report.values() for a, e in accounts.items()}
    events_of = {id_: frozenset(accounts.values()) for id_, accounts in by_report.items()}
    return Run(events, REPORTS, found, events_of, merged(CODED).incidents, tuple(points(events, REPORTS, CODED, found)))


def test_all_right() -> None:
    found = metrics(run())
    assert (found["incidents"], found["duplicates"], found["false_merges"], found["tolls"], found["tolls_right"]) == (2, 0, 0, 3, 100)
    assert (found["missed"], found["untold"], found["days_right"]) == (0, 0, 100)


def test_accounts_of_two_events_in_one_incident_are_a_false_merge() -> None:
    a, b = (one.accounts[0].id for one in CODED[:2])
    wrong = run(tells={a: "E01", b: "E02"})
    assert [told for _, told in mixed(wrong)] == [("E01", "E02")]
    beside = run(tells={a: "E01", b: "other b 0"})
    assert len(mixed(beside)) == 1
    assert mixed(run(tells={a: "other a 0", b: "other b 0"})) == []


def test_an_event_in_two_incidents_is_split() -> None:
    wrong = run((RAID,), {one.accounts[0].id: "E01" for one in CODED})
    assert split_events(wrong) == {"E01": 2}
    assert metrics(wrong)["duplicates"] == metrics(wrong)["extra_incidents"] == 100
    assert len(homes(wrong.incidents, wrong.tells)["E01"].sources) == 2


def test_a_toll_is_that_of_its_day() -> None:
    told = {p.day: p.ours.figure if p.ours else None for p in run().points if p.event == "E01"}
    assert told == {FIRST: 5, LATER: 7}
    asked = Event("E01", RAID.day, "MLI", {"killed": {LATER: Asked((7,), low=(6,))}, "injured": {LATER: Asked((1,))}})
    assert [p.right for p in run((asked,)).points] == [False, False]


def test_what_nobody_coded_is_untold() -> None:
    nothing = Run((RAID,), REPORTS, {}, {r.id: frozenset() for r in REPORTS}, (), ())
    assert untold(nothing) == [("a", "E01"), ("b", "E01"), ("c", "E02")]
    assert metrics(nothing)["missed"] == 1


def test_marks_are_taken_out_and_say_what_is_told() -> None:
    text, passages = unmarked("One. [E02] Two. [-] Three.", "E01")
    assert text == "One. Two. Three."
    assert passages == (Passage(0, "E01"), Passage(5, "E02"), Passage(10, None))
    told = Told("x", "Radio", FIRST, text, passages)
    assert [told.told_at([n]).event for n in (0, 4, 5, 12)] == ["E01", "E01", "E02", None]


def test_the_headline_of_a_round_up_tells_what_its_account_tells_below() -> None:
    told = Told("x", "Radio", FIRST, *unmarked("Two raids\n\n[E01] One. [-] Two.", None))
    assert [told.told_at(starts).event for starts in ([0, 11], [0, 16], [0])] == ["E01", None, None]


@pytest.mark.parametrize("half", ["dev", "test"])
def test_the_set_tells_each_event_three_to_eight_times_and_each_toll_on_the_day_of_a_report(half: str) -> None:
    events, reports, _ = read_stories(OWN, half)
    for event in events:
        days = {r.published for r in reports if event.id in r.events}
        n = sum(event.id in r.events for r in reports)
        assert n > 0 if event.id.startswith("N") else 3 <= n <= 8, event.id
        assert {day for told in event.tolls.values() for day in told} <= days, event.id
    assert len({r.id for r in reports}) == len(reports)


def test_a_folder_without_the_half_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="no storylines"):
        read_stories(tmp_path, "dev")
