"""Compares results with the floors they may not fall below."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.task import MissingDataError

FLOORS = Path(__file__).parent / "floors.json"


def read_results(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The result objects of the files, each the JSON lines of one or more runs; MissingDataError where a file holds none."""
    found: list[dict[str, Any]] = []
    for path in paths:
        if not path.is_file():
            raise MissingDataError(f"{path} is no file; save a result with: python -m benchmarks TASK FOLDER --json > {path}")
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith('{"task"')]
        if not lines:
            raise MissingDataError(f"{path} holds no result line")
        found.extend(json.loads(line) for line in lines)
    return found


def check(paths: Sequence[Path], floors: Path = FLOORS) -> list[str]:
    """One line a broken floor, none where all hold; what was measured on other data than the floor is told as broken."""
    table = json.loads(floors.read_text(encoding="utf-8"))
    return [line for result in read_results(paths) for line in _broken(result, table)]


def _broken(result: dict[str, Any], table: dict[str, Any]) -> Iterator[str]:
    entry = table.get(result["task"], {}).get(result["split"])
    name = f"{result['task']}/{result['split']}"
    if entry is None:
        return
    if entry["data"] and entry["data"] != result["data"]:
        yield f"{name}: measured on data {result['data']}, the floor on {entry['data']}"
        return
    for metric, floor in entry.get("at_least", {}).items():
        if result.get(metric, float("-inf")) < floor:
            yield f"{name}: {metric} {result.get(metric)} is below {floor}"
    for metric, ceiling in entry.get("at_most", {}).items():
        if result.get(metric, float("inf")) > ceiling:
            yield f"{name}: {metric} {result.get(metric)} is above {ceiling}"
