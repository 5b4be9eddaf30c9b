"""Whether the quotes of an account stand where it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def account_faults(wire: str, report: str, text: str) -> Iterator[str]:
    """What is wrong with an account's line: each quote that does not stand at its place in the text, another report's id."""
    try:
        told = json.loads(wire)
    except ValueError as error:
        yield f"its line is no JSON ({error})"
        return
    if told.get("report", {}).get("id") != report:
        yield f"its line names report {told.get('report', {}).get('id')}"
    for span in spans_in(told):
        start, end, quote = span["start"], span["end"], span["quote"]
        if text[start:end] != quote:
            yield f"“{quote}” does not stand at {start}-{end}, “{text[start:end]}” does"


def spans_in(told: Any) -> Iterator[dict[str, Any]]:
    """Every span with a quote, however deep it lies."""
    if isinstance(told, dict):
        if told.keys() >= {"start", "end", "quote"}:
            yield told
            return
        told = list(told.values())
    if isinstance(told, list):
        for part in told:
            yield from spans_in(part)
