"""A release: files that never change, a manifest that names each by its hash, and the incidents as they were found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from tollbook.codebook.exporting import Column
from tollbook.export.atlas import Atlas
from tollbook.export.event import Event
from tollbook.export.formats import format_of, sidecar
from tollbook.export.gate import Cleared, Policy
from tollbook.export.plain import plain_json
from tollbook.export.tables import csv_bytes
from tollbook.merge.facts import Filed
from tollbook.model.incident import Incident
from tollbook.model.release import Held, MadeOf, ReleaseRow, Step, Strand

MANIFEST, SUMS, ROWS = "manifest.json", "SHA256SUMS", "rows.csv"
SCHEMA = "tollbook-release-1"
PLAIN = ("csv", "jsonl")
"""The formats that bear no name of a scheme in their files' names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a release is made of: the moment up to which the ledger counts (with its zone), the policy, filter and formats, and what made it."""

    name: str
    as_of: datetime
    policy: Policy
    filters: Mapping[str, object]
    formats: Sequence[str] = PLAIN
    versions: Mapping[str, str] = field(default_factory=dict)
    codings: Sequence[Mapping[str, object]] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """The files by name, the manifest's text among them, and the hash of that: the same ledger up to the same moment gives the same bytes."""

    files: Mapping[str, bytes]
    manifest: str
    sha256: str


def release_of(cleared: Cleared, told: Sequence[Incident], asked: Asked, atlas: Atlas) -> Made:
    """The files of a release of what the gate let out; ``told`` are the incidents behind it, in any order."""
    files, rows = _written(cleared, asked, atlas)
    files[ROWS] = _rows(cleared.events)
    counts = {"incidents": len(cleared.events), **_sources(cleared, told), "rows": dict(sorted(rows.items()))}
    manifest = _text({
        "schema": SCHEMA, "name": asked.name, "as_of": asked.as_of.astimezone(UTC).isoformat(), "profile": asked.policy.profile,
        "policy": {**asdict(asked.policy), "publish": sorted(asked.policy.publish)}, "filter": dict(asked.filters),
        "versions": dict(asked.versions), "codings": [dict(c) for c in asked.codings], "counts": counts,
        "files": {name: {"sha256": _sha256(body), "bytes": len(body)} for name, body in sorted(files.items())},
    })  # fmt: skip
    files[MANIFEST] = manifest.encode()
    files[SUMS] = "".join(f"{_sha256(body)}  {name}\n" for name, body in sorted(files.items())).encode()
    return Made(files, manifest, _sha256(files[MANIFEST]))


def _written(cleared: Cleared, asked: Asked, atlas: Atlas) -> tuple[dict[str, bytes], dict[str, int]]:
    """The files of the formats asked for, and how many rows each format has."""
    files: dict[str, bytes] = {}
    rows: dict[str, int] = {}
    for name in dict.fromkeys(asked.formats):
        made = format_of(name)
        written = made.write(cleared.events, atlas)
        base = "incidents" + ("" if name in PLAIN else f".{name}") + made.suffix
        beside = {**written.beside, ".losses.json": sidecar(name, asked.policy.profile, cleared, written)}
        files |= {base: written.body, **{base + ending: body for ending, body in beside.items()}}
        rows[name] = written.rows
    return files, rows


def _rows(events: Sequence[Event]) -> bytes:
    columns = (Column(name="id", means=""), Column(name="revision", means=""), Column(name="sha256", means=""))
    held = [{"id": e.id, "revision": str(e.revision), "sha256": _sha256(line_of(e).encode())} for e in events]
    return csv_bytes(columns, held)


def _sources(cleared: Cleared, told: Sequence[Incident]) -> dict[str, int]:
    """How many accounts and reports the incidents let out are made of."""
    out = {e.id for e in cleared.events}
    sources = [s for i in told if i.id in out for s in i.sources]
    return {"accounts": len(sources), "reports": len({s.report for s in sources})}


def line_of(event: Event) -> str:
    """The event as its line in JSON Lines, without the line end."""
    return json.dumps(plain_json(event), ensure_ascii=False, separators=(",", ":"))


def rows_of(
    all_told: Sequence[Incident], cleared: Cleared, asked_for: frozenset[str], filed: Mapping[str, Filed], codings: Mapping[str, str]
) -> list[ReleaseRow]:
    """Every incident of the ledger as the release found it, by id; ``codings`` is the coding in force of each report."""
    lines = {e.id: line_of(e) for e in cleared.events}
    return [
        ReleaseRow(i.id, _held(i.id, lines, asked_for), lines.get(i.id), _made_of(i, filed, codings)) for i in sorted(all_told, key=lambda i: i.id)
    ]  # fmt: skip


def _held(incident: str, lines: Mapping[str, str], asked_for: frozenset[str]) -> Held:
    if incident in lines:
        return Held.IN
    return Held.GATE if incident in asked_for else Held.FILTER


def _made_of(incident: Incident, filed: Mapping[str, Filed], codings: Mapping[str, str]) -> MadeOf:
    strands = []
    for source in incident.sources:
        account = filed[source.account].account
        first = account.trigger[0]
        strands.append(Strand(
            account.id, source.report, source.original, codings.get(source.report, ""), account.kind.value, first.start, first.end
        ))  # fmt: skip
    steps = tuple(
        Step(r.day.isoformat() if r.day else None, r.reason.value, r.what, tuple(dict.fromkeys(s.report for s in r.sources)))
        for r in incident.revisions
    )
    return MadeOf(incident.also, tuple(strands), steps)


def _text(held: Mapping[str, object]) -> str:
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
