"""python -m benchmarks TASK [FOLDER] [--split dev|test] [--json] [--errors N] | check RESULT | scoreboard RESULT..."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.floors import check
from benchmarks.scoreboard import write_scoreboard
from benchmarks.task import TASKS, MissingDataError, Result, Row, homes_of, load_task, own_of
from tollbook.errors import TollbookError

USAGE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0, 1 where a floor is broken, 2 where something is lacking."""
    asked = _parser().parse_args(argv)
    try:
        if asked.task == "check":
            return _check(asked.paths)
        if asked.task == "scoreboard":
            _say(write_scoreboard(asked.paths))
            return 0
        return _measure(asked)
    except (MissingDataError, TollbookError) as error:
        sys.stderr.write(f"benchmarks: {error}\n")
        return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures Tollbook on a folder of evaluation texts.")
    parser.add_argument("task", help=f"{', '.join(TASKS)}, all; or check, scoreboard")
    texts = "folder of texts, or none for the project's own; for check and scoreboard: files of result lines"
    parser.add_argument("paths", nargs="*", type=Path, metavar="FOLDER", help=texts)
    parser.add_argument("--split", choices=("dev", "test", "train"), default="dev")
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the N worst errors")
    return parser


def _measure(asked: argparse.Namespace) -> int:
    folder = next(iter([*asked.paths, *own_of(asked.task)]), None)
    if folder is None:
        raise MissingDataError("name the folder that holds the evaluation texts; they are not part of the project")
    if not folder.is_dir():
        raise MissingDataError(f"{folder} is no folder; evaluation texts are not part of the project, name the folder that holds them")
    if asked.task != "all":
        _show(load_task(asked.task)(folder, asked.split), asked)
        return 0
    for name in TASKS:
        homes = homes_of(name, folder)
        if not homes:
            sys.stderr.write(f"benchmarks: {name} left out, no data for it below {folder}\n")
        for home in homes:
            _show(load_task(name)(home, asked.split), asked)
    return 0


def _show(result: Result, asked: argparse.Namespace) -> None:
    if not asked.json:
        _say(*_lines(result.table))
        for error in result.errors[: asked.errors]:
            _say(f"  {error}")
    _say(result.line())


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def _lines(table: Sequence[Row]) -> list[str]:
    """The table in columns: the first to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))).rstrip() for row in table]


def _check(paths: Sequence[Path]) -> int:
    broken = check(paths)
    _say(*broken)
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
