"""What is taken, as rows of the ledger's tables."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from tollbook.model.decision import Decision, Maker, Mark, Verdict
from tollbook.model.document import Anchor, Extraction, Refused, Shape, Told, Unit
from tollbook.model.ledger import Capture, Coded, Entry, Reason, digest_of
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.store.failures import UnstorableError

Row = dict[str, Any]
_UNFIT = re.compile("[\0\ud800-\udfff]")
"""What no database keeps: NUL, and halves of characters."""
_LETTERS = {unit: unit.value[0] for unit in Unit}
_UNITS = {letter: unit for unit, letter in _LETTERS.items()}


def document_row(entry: Entry, sha256: str) -> Row:
    """The document's row."""
    return {"sha256": sha256, "size": len(entry.original.raw), "media": _clean(entry.original.media), "at": entry.capture.at}


def capture_row(entry: Entry, document: str) -> Row:
    """The capture's row; its id leaves out when and with what version it was taken, so that the same file taken again is nothing new."""
    original, capture = entry.original, entry.capture
    row = {
        "document": document, "name": _clean(original.name), "url": _clean(original.told.url),
        "headers": [[_clean(name), _clean(value)] for name, value in original.headers], "within": original.within,
        "captured_at": original.captured, "method": capture.method, "operator": _clean(capture.operator),
    }  # fmt: skip
    return {"id": capture_id(row), **row, "tool": capture.tool, "at": capture.at}


def capture_id(row: Mapping[str, Any]) -> str:
    """The id that a capture's row must bear."""
    seen = row["captured_at"]
    names = ("document", "name", "url", "headers", "within", "method", "operator")
    return digest_of([*(row[name] for name in names), None if seen is None else seen.timestamp()])


def extraction_row(extraction: Extraction, document: str, lang: str | None, capture: Capture) -> Row:
    """The extraction's row; UnstorableError where its text holds what no database keeps."""
    text = _fit(extraction.text, "the text")
    anchors = [[a.span.start, a.span.end, _LETTERS[a.unit], _clean(a.at)] for a in extraction.anchors]
    return {
        "document": document, "id": extraction.id, "by": extraction.by, "text": text, "text_sha256": sha256_of(text), "anchors": anchors,
        "told": _cleaned(msgspec.to_builtins(extraction.told)), "shape": extraction.shape.value,
        "captions": [_clean(c) for c in extraction.captions], "notes": [_clean(n) for n in extraction.notes], "lang": lang, "at": capture.at,
    }  # fmt: skip


def extraction_of(row: Mapping[str, Any]) -> Extraction:
    """The extraction that such a row came from."""
    anchors = tuple(Anchor(Span(start, end), _UNITS[letter], at) for start, end, letter, at in row["anchors"])
    told = msgspec.convert(row["told"], Told)
    return Extraction(row["text"], anchors, told, row["by"], Shape(row["shape"]), tuple(row["captions"]), tuple(row["notes"]))


def report_row(report: Report, extraction: Extraction, document: str, capture: Capture) -> Row:
    """The report's row, without its number."""
    return {
        "id": report.id, "document": document, "extraction": extraction.id, "title": _clean(report.title), "source": _clean(report.source),
        "url": _clean(report.url), "published": report.published, "lang": report.lang, "country": report.country, "at": capture.at,
    }  # fmt: skip


def coding_row(report: str, number: int, coded: Coded) -> Row:
    """The row of a coding of the report of that id and number, without its own number."""
    versions = coded.versions
    return {
        "id": coding_id(report, versions.id), "report": number, "versions_id": versions.id, "versions": msgspec.to_builtins(versions),
        "at": coded.at,
    }  # fmt: skip


def coding_id(report: str, versions: str) -> str:
    """The id of the coding of a report by versions, both by their ids: 32 hex digits."""
    return digest_of((report, versions))[:32]


def account_row(wire: str, coding: int, ordinal: int) -> Row:
    """The account's row out of its line in the wire format; UnstorableError where the line is none."""
    try:
        told = json.loads(_fit(wire, "an account"))
        when, where, killed = told["when"] or {}, told["where"] or {}, _killed(told["tolls"])
        row = {
            "coding": coding, "ordinal": ordinal, "id": told["id"], "wire": wire, "kind": told["kind"], "currency": told["currency"],
            "stance": told["stance"], "earliest": _day(when.get("earliest")), "latest": _day(when.get("latest")),
            "lat": where.get("lat"), "lon": where.get("lon"), "country": where.get("country"),
            **{f"killed_{end}": killed.get(end) for end in ("low", "best", "high")},
        }  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnstorableError(f"an account is no line in the wire format: {error}") from error
    if row["earliest"] is not None and (row["latest"] is None or row["latest"] < row["earliest"]):
        raise UnstorableError(f"account {row['id']} ends before it begins")
    return row


def quarantine_row(refused: Refused, at: datetime) -> Row:
    """The row of what was not read; the same input refused again for the same reason bears the same id."""
    row = {"name": _clean(refused.name), "sha256": refused.sha256, "reason": _clean(refused.reason)}
    return {"id": digest_of([*row.values()]), **row, "at": at}


def note_row(what: str, reason: Reason, by: str, at: datetime, note: str | None) -> Row:
    """The row of a revision or a tombstone; each is a line of its own unless all of it is the same."""
    row = {"what": what, "reason": reason.value, "note": _clean(note), "by": _clean(by)}
    return {"id": digest_of([*row.values(), at.timestamp()]), **row, "at": at}


def decision_row(decision: Decision) -> Row:
    """The row of a judgement."""
    about = [[m.account, m.report, m.kind, [[s.start, s.end] for s in m.trigger]] for m in decision.about]
    return {
        "id": decision.id, "verdict": decision.verdict.value, "about": about, "maker": decision.maker.value, "by": _clean(decision.by),
        "why": _clean(decision.why), "field": decision.field, "undoes": decision.undoes, "at": decision.at,
    }  # fmt: skip


def decision_of(row: Mapping[str, Any]) -> Decision:
    """The judgement that such a row came from."""
    about = tuple(Mark(account, report, kind, tuple(Span(*ends) for ends in trigger)) for account, report, kind, trigger in row["about"])
    return Decision(
        Verdict(row["verdict"]), about, Maker(row["maker"]), row["by"], row["at"], row["why"], row["field"], row["undoes"]
    )  # fmt: skip


def sha256_of(text: str) -> str:
    """The SHA-256 of the text in UTF-8, 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def band_words(bands: tuple[int, ...]) -> list[str]:
    """The bands as words of an index, each once."""
    return [f"{band:x}" for band in dict.fromkeys(bands)]


def _killed(tolls: list[dict[str, Any]]) -> dict[str, Any]:
    """The toll of all who were killed; empty where the account tells of none, or of parts alone."""
    return next((t for t in tolls if t["status"] == "killed" and t["group"] == "total"), {})


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)


def _clean(text: str | None) -> str | None:
    """What the world says, with a mark where it holds what no database keeps."""
    return None if text is None else _UNFIT.sub("\ufffd", text)


def _cleaned(told: dict[str, Any]) -> dict[str, Any]:
    return {name: _clean(value) if isinstance(value, str) else value for name, value in told.items()}


def _fit(text: str, what: str) -> str:
    unfit = _UNFIT.search(text)
    if unfit:
        raise UnstorableError(f"{what} holds {unfit[0]!a} at character {unfit.start()}, which no database keeps; the reader should have left it out")
    return text
