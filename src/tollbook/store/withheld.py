"""What a case leaves out of documents whose source is protected: their words, wherever a row repeats them."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

Rows = list[dict[str, Any]]
_OWN_WORDS = frozenset({"quote", "as_written", "speaker", "text", "value", "title", "url"})
"""The wire format's keys that hold a report's words as they stand."""


def without_words(tables: dict[str, Rows], documents: Collection[str]) -> dict[str, Rows]:
    """The rows without the texts, titles and quotes of these documents.

    The quotes of a report stay where one of the other documents has its text too.
    """
    elsewhere = {row["report"] for row in tables["copies"] if row["document"] not in documents}
    protected = {row["id"] for row in tables["reports"] if row["document"] in documents}
    of_coding = {row["id"]: row["report"] for row in tables["codings"]}

    def told(row: dict[str, Any]) -> dict[str, Any]:
        report = of_coding[row["coding"]]
        return row if report not in protected else {**row, "wire": _bare_line(row["wire"], whole=report not in elsewhere)}

    changed = {name: [_untitled(row, documents) for row in tables[name]] for name in ("reports", "copies")}
    extractions = [_textless(row) if row["document"] in documents else row for row in tables["extractions"]]
    return {**tables, **changed, "extractions": extractions, "accounts": [told(row) for row in tables["accounts"]]}


def _untitled(row: dict[str, Any], documents: Collection[str]) -> dict[str, Any]:
    return {**row, "title": None, "url": None} if row["document"] in documents else row


def _textless(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "text": None, "told": None, "captions": None, "notes": None, "anchors": None}


def _bare_line(wire: str, *, whole: bool) -> str:
    """The account's line without its report's words; without ``whole``, without the title and address alone."""
    told = json.loads(wire)
    bare = _bare(told) if whole else {**told, "report": _bare(told["report"])}
    return json.dumps(bare, ensure_ascii=False)


def _bare(told: Any) -> Any:
    if isinstance(told, list):
        return [_bare(part) for part in told]
    if not isinstance(told, dict):
        return told
    return {key: None if _is_word(key, told) else _bare(value) for key, value in told.items()}


def _is_word(key: str, told: dict[str, Any]) -> bool:
    """Whether the value is the report's own word: who a claim is by, and a party that no register knows, are told as they stand there."""
    return key in _OWN_WORDS or (key == "by" and isinstance(told[key], str)) or (key == "name" and told.get("register", "") is None)
