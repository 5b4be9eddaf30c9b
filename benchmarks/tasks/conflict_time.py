"""Times in conflict news: which expressions get the right value and the right days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.task import Json, Result, Row, hash_of, records
from benchmarks.tasks.timex import found_in
from benchmarks.tasks.timex_score import matches

HOMES = (str(Path(__file__).parents[1] / "sets" / "conflict_time"),)
SLACK_DAYS, SLACK_SHARE = 2, 0.1
"""How far an end that nobody can tell to the day may be off."""
Timex = Mapping[str, Any]
Pair = tuple[Json, Timex, Timex | None]


def measure(folder: Path, split: str) -> Result:
    """The share of gold expressions that are found and that are right, by class."""
    texts = list(records(folder, split))
    found, rate = found_in(texts, whole=True)
    pairs = list(_pairs(texts, found))
    right = sum(is_right(wanted, got) for _, wanted, got in pairs)
    met = sum(got is not None for _, _, got in pairs)
    extra = sum(map(len, found)) - met
    metrics = {
        "expressions": len(pairs), "found_share": _share(met, len(pairs)), "right_share": _share(right, len(pairs)), "spurious": extra,
    }  # fmt: skip
    errors = tuple(_error(*p) for p in pairs if not is_right(p[1], p[2]))
    return Result("conflict_time", split, len(texts), metrics, rate, hash_of([folder / f"{split}.jsonl"]), tuple(_rows(pairs)), errors)


def _share(part: int, whole: int) -> float:
    return round(part / max(1, whole), 4)


def _pairs(texts: Sequence[Json], found: Sequence[Sequence[Timex]]) -> Iterator[Pair]:
    for record, ours in zip(texts, found, strict=True):
        yield from ((record, wanted, got) for wanted, got in matches(record["timexes"], ours))


def is_right(wanted: Timex, got: Timex | None) -> bool:
    """True where the value is the gold's and, where the gold has days, so are they."""
    if got is None or (wanted["value"] is not None and wanted["value"] != got["value"]):
        return False
    if wanted["earliest"] is None:
        return True
    if "earliest" not in got:
        return False
    slack = _slack(wanted)
    return all(abs(_day(wanted[end]) - _day(got[end])) <= slack for end in ("earliest", "latest"))


def _slack(wanted: Timex) -> int:
    length = _day(wanted["latest"]) - _day(wanted["earliest"])
    return max(SLACK_DAYS, int(length * SLACK_SHARE)) if wanted.get("about") else 0


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _rows(pairs: Sequence[Pair]) -> Iterator[Row]:
    yield ("class", "expressions", "found", "right")
    told, met, right = Counter[str](), Counter[str](), Counter[str]()
    for record, wanted, got in pairs:
        for name in (record["class"], "all"):
            told[name] += 1
            met[name] += got is not None
            right[name] += is_right(wanted, got)
    for name in sorted(told, key=lambda n: (n == "all", n)):
        yield (name, str(told[name]), str(met[name]), str(right[name]))


def _error(record: Json, wanted: Timex, got: Timex | None) -> str:
    ours = "missed" if got is None else f"{record['text'][got['start'] : got['end']]!r} {_meaning(got)}"
    return f"{record['id']} {record['dct']} {wanted['text']!r} {_meaning(wanted)} | {ours}"


def _meaning(timex: Timex) -> str:
    return f"{timex['value']} {timex.get('earliest')}..{timex.get('latest')}"
