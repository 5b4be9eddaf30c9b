"""Accounts in the wire format: one JSON object an account, stable between versions."""

from __future__ import annotations

import json
from typing import Any

from tollbook.model.account import Account
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.reading import Reading
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.model.time import When

Json = dict[str, Any]


def to_line(account: Account, report: Report) -> str:
    """The account as one line of JSON, keys in a fixed order, without the line end."""
    return json.dumps(to_wire(account, report), ensure_ascii=False, separators=(", ", ": "))


def to_wire(account: Account, report: Report) -> Json:
    """The account as the wire format has it; offsets count code points of ``report.text``."""
    text = report.text
    return {
        "id": account.id,
        "report": _report(report),
        "kind": account.kind.value,
        "currency": account.currency.value.value,
        "stance": account.stance.value.value,
        "confidence": round(_confidence(account), 2),
        "trigger": _spans(account.trigger, text),
        "parties": [_party(r, text) for r in account.parties],
        "when": _when(account.when, text),
        "where": _where(account.where, text),
        "tolls": [_toll(r, text) for r in account.tolls],
        "claims": [{"stance": r.value.stance, "by": r.value.by, "as_of": r.value.as_of, "spans": _spans(r.spans, text)} for r in account.claims],
        "said_by": [{"speaker": r.value.speaker, "when": r.value.when, "spans": _spans(r.spans, text)} for r in account.said_by],
        "terms": [{"what": r.value.what, "value": r.value.value, "spans": _spans(r.spans, text)} for r in account.terms],
        "deadline": _when(account.deadline, text),
        "motive": _words(account.motive, text),
        "instrument": _words(account.instrument, text),
        "codes": dict(account.codes),
        "open": [{"reason": r.value, "spans": _spans(r.spans, text)} for r in account.open],
        "by": rules_of(account),
    }


def rules_of(account: Account) -> dict[str, str]:
    """The id of the rule behind each single value."""
    single = {
        "kind": account.kind, "currency": account.currency, "stance": account.stance, "when": account.when, "where": account.where,
        "deadline": account.deadline, "motive": account.motive, "instrument": account.instrument,
    }  # fmt: skip
    found = {name: reading.by for name, reading in single.items() if reading is not None}
    listed = {"parties": account.parties, "tolls": account.tolls, "claims": account.claims, "said_by": account.said_by, "terms": account.terms}
    found.update({f"{name}.{n}": r.by for name, readings in listed.items() for n, r in enumerate(readings)})
    return found


def _report(report: Report) -> Json:
    published = report.published.isoformat() if report.published else None
    return {"id": report.id, "title": report.title, "source": report.source, "url": report.url, "published": published, "lang": report.lang}


def _confidence(account: Account) -> float:
    """The lowest confidence among what makes the event: its kind, parties, time and place."""
    readings = [account.kind, *account.parties, account.when, account.where]
    return min(r.confidence for r in readings if r is not None)


def _spans(spans: tuple[Span, ...], text: str) -> list[Json]:
    return [{"start": s.start, "end": s.end, "quote": s.quote(text)} for s in spans]


def _party(r: Reading[Any], text: str) -> Json:
    party = r.value.party
    return {
        "role": r.value.role, "name": party.name, "kind": party.kind, "register": party.register, "country": party.country,
        "unidentified": party.unidentified, "spans": _spans(r.spans, text),
    }  # fmt: skip


def _when(r: Reading[When] | None, text: str) -> Json | None:
    if r is None:
        return None
    w = r.value
    return {
        "earliest": w.earliest.isoformat(), "latest": w.latest.isoformat(), "precision": w.precision.value, "part_of_day": w.part_of_day,
        "spans": _spans(r.spans, text),
    }  # fmt: skip


def _where(r: Reading[Place] | None, text: str) -> Json | None:
    if r is None:
        return None
    p = r.value
    resolved = p.precision is not PlacePrecision.UNRESOLVED
    return {
        "name": p.name, "country": p.country, "admin1": p.admin1, "lat": p.lat if resolved else None, "lon": p.lon if resolved else None,
        "radius_km": p.radius_km if resolved else None, "precision": p.precision.value, "gazetteer": p.gazetteer, "how": p.how,
        "spans": _spans(r.spans, text),
    }  # fmt: skip


def _toll(r: Reading[Any], text: str) -> Json:
    t = r.value
    return {
        "status": t.status, "group": t.group, "as_written": t.as_written, "low": t.toll.low, "best": t.toll.best, "high": t.toll.high,
        "spans": _spans(r.spans, text),
    }  # fmt: skip


def _words(r: Reading[str] | None, text: str) -> Json | None:
    return None if r is None else {"text": r.value, "spans": _spans(r.spans, text)}
