"""python -m benchmarks.train.tagger FOLDER: trains a small encoder on the training parts below the folder and prints what it would be worth.

Nothing is written: no weights ship. The decision and the figures are in docs/adr/0005-no-trained-tagger.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.task import MissingDataError, Row
from benchmarks.train import tagger_finder, tagger_gate, tagger_hints
from benchmarks.train.encoder import encoder_folder

TRIALS: Mapping[str, Callable[[Path, Path], Iterator[Row]]] = {
    "roles": tagger_hints.measure,
    "gate": tagger_gate.measure,
    "finder": lambda data, encoder: tagger_finder.measure(data / "indiapolice", encoder),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Trains and prints a table a trial; 2 where a library, the encoder or the texts are lacking."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train.tagger", description="Trains a small encoder and measures what it is worth.")
    parser.add_argument("folder", type=Path, help="folder of corpora, one a folder, each with its train.jsonl or dev.jsonl")
    parser.add_argument("--only", choices=tuple(TRIALS), help="one trial; each takes two to eight minutes of one core, and as long to code the texts")
    parser.add_argument("--encoder", type=Path, help="folder of another encoder in the transformers format; else the installed MiniLM")
    asked = parser.parse_args(argv)
    try:
        encoder = encoder_folder(asked.encoder)
        for name, trial in TRIALS.items():
            if asked.only in (None, name):
                _show(name, trial(asked.folder, encoder))
    except MissingDataError as error:
        sys.stderr.write(f"train: {error}\n")
        return 2
    return 0


def _show(name: str, rows: Iterable[Row]) -> None:
    sys.stdout.write(f"{name}\n")
    for row in rows:
        sys.stdout.write("  " + " | ".join(row) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
