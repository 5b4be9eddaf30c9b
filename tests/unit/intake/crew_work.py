"""Work for the crews of the tests, importable by the processes they start."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from tollbook.intake.crew import Beat


def doubling(beat: Beat) -> Callable[[int], int]:
    return lambda n: 2 * n


def troubled(beat: Beat) -> Callable[[str], str]:
    """Dies, hangs or forgets as it is told."""
    return _obey


def _obey(word: str) -> str:
    if word == "die":
        os._exit(9)
    if word.startswith("die once "):
        mark = word.removeprefix("die once ")
        if not os.path.exists(mark):  # noqa: PTH110 - as small as a process about to die
            os.close(os.open(mark, os.O_CREAT))
            os._exit(9)
    if word == "hang":
        time.sleep(600)
    return word.upper()


def patient(beat: Beat) -> Callable[[float], float]:
    """Works for as many seconds as it is given, and says so before."""

    def work(seconds: float) -> float:
        beat(seconds + 30)
        time.sleep(seconds)
        return seconds

    return work


def unable(beat: Beat) -> Callable[[str], str]:
    os._exit(3)
