"""Inputs that once did harm, cut and mutated ones: all are read or refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.task import load_task
from benchmarks.tasks import fuzz
from benchmarks.tasks.fuzz_child import Bench
from benchmarks.tasks.fuzz_mutate import mutated
from benchmarks.tasks.fuzz_seeds import Seed, kept_seed, seeds

KEPT = sorted(fuzz.OWN.glob("*.bin"))
MADE = seeds()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", KEPT, ids=lambda p: p.stem)
def test_what_once_did_harm_does_none(path: Path) -> None:
    assert Bench().tried(kept_seed(path)) == ("", "")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", MADE, ids=lambda s: f"{s.kind} {s.name}")
def test_whole_files_are_read(seed: Seed) -> None:
    bench = Bench()
    assert bench.tried(seed) == ("", "")
    assert bench.counts[f"{seed.kind} read"] or seed.name == "list.opml"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", MADE, ids=lambda s: f"{s.kind} {s.name}")
@pytest.mark.parametrize("share", [0.01, 0.5, 0.97])
def test_cut_files_do_no_harm(seed: Seed, share: float) -> None:
    assert Bench().tried(Seed(seed.kind, seed.name, seed.raw[: int(len(seed.raw) * share)], seed.media)) == ("", "")


def test_the_same_number_gives_the_same_input() -> None:
    again = seeds()
    assert [mutated(MADE, n) for n in range(60)] == [mutated(again, n) for n in range(60)]
    assert sum(mutated(MADE, n).raw != MADE[n % len(MADE)].raw for n in range(60)) > 50


def test_a_few_mutated_inputs_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fuzz.COUNTS, "dev", 120)
    result = load_task("fuzz")(fuzz.OWN, "dev")
    assert result.n == 120
    assert not result.errors
    assert result.metrics == {"crash": 0, "broken": 0, "hang": 0, "memory": 0, "death": 0}


def test_what_goes_wrong_is_found() -> None:
    """The bench would see a crash, were there one."""
    wrong, what = Bench().tried(Seed("text", "a.txt", "not bytes"))  # type: ignore[arg-type]
    assert wrong == "crash" and "TypeError" in what
