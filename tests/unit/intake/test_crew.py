"""A document that hangs or kills its worker costs no other document."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.intake.crew_work import doubling, patient, troubled, unable
from tollbook.intake.crew import Crew, Lost


def test_results_come_in_the_order_of_the_items() -> None:
    with Crew(doubling, jobs=2, patience=30) as crew:
        assert list(crew.run(range(60))) == [(n, 2 * n) for n in range(60)]


def test_nothing_to_do_starts_nobody() -> None:
    with Crew(unable, jobs=2, patience=30) as crew:
        assert list(crew.run([])) == []


def test_items_are_read_only_as_far_ahead_as_needed() -> None:
    source = iter(range(10_000))
    with Crew(doubling, jobs=1, patience=30) as crew:
        assert next(crew.run(source)) == (0, 0)
    assert next(source) < 50


def test_a_document_that_kills_its_workers_is_lost_alone() -> None:
    with Crew(troubled, jobs=2, patience=30) as crew:
        got = list(crew.run(["a", "die", "b", "c"]))
    assert [item for item, _ in got] == ["a", "die", "b", "c"]
    assert [result for _, result in got if not isinstance(result, Lost)] == ["A", "B", "C"]
    assert got[1][1] == Lost("the process reading it ended (exit code 9)")


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    word = f"die once {tmp_path / 'mark'}"
    with Crew(troubled, jobs=1, patience=30) as crew:
        assert list(crew.run([word, "b"])) == [(word, word.upper()), ("b", "B")]


def test_a_document_that_hangs_is_lost_alone() -> None:
    with Crew(troubled, jobs=1, patience=1) as crew:
        got = dict(crew.run(["a", "hang", "b"]))
    assert got == {"a": "A", "hang": Lost("it took too long to be read"), "b": "B"}


def test_workers_that_cannot_start_are_an_error_of_ours() -> None:
    with Crew(unable, jobs=1, patience=30) as crew, pytest.raises(RuntimeError, match="could not start"):
        list(crew.run(["a"]))


def test_work_that_says_it_goes_on_may_take_longer() -> None:
    with Crew(patient, jobs=1, patience=0.5) as crew:
        assert list(crew.run([1.0])) == [(1.0, 1.0)]
