"""A difference of two releases as people and programs read it; it holds nothing that the releases themselves do not, but for reasons."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tollbook.export.release_causes import Cause
from tollbook.export.release_diff import Diff, Fate
from tollbook.export.release_fields import Change, told_of
from tollbook.model.release import Release

LISTS = ("added", "changed", "withdrawn", "merged", "split")


def diff_json(diff: Diff) -> dict[str, Any]:
    """The difference as JSON has it; ``way`` and ``was`` stand where they apply."""
    counts = {name: len(getattr(diff, name)) for name in LISTS}
    return {
        "from": _release(diff.earlier), "to": _release(diff.later), "counts": {**counts, "unchanged": diff.unchanged},
        **{name: [_fate(f) for f in getattr(diff, name)] for name in LISTS},
    }  # fmt: skip


def _release(release: Release) -> dict[str, object]:
    held = json.loads(release.manifest)
    return {"name": release.name, "sha256": release.sha256, "as_of": held["as_of"], "incidents": held["counts"]["incidents"]}


def _fate(fate: Fate) -> dict[str, Any]:
    found: dict[str, Any] = {"id": fate.id, "event": told_of(fate.line), "causes": [_cause(c) for c in fate.causes]}
    if fate.changes:
        found["changes"] = [_change(c) for c in fate.changes]
    if fate.into:
        found["into"] = list(fate.into)
    if fate.was:
        found["was"] = fate.was
    return found


def _cause(cause: Cause) -> dict[str, Any]:
    found: dict[str, Any] = {"code": cause.code.value, "what": cause.what}
    return found | ({"of": list(cause.of)} if cause.of else {}) | ({"reports": cause.reports} if cause.reports else {})


def _change(change: Change) -> dict[str, Any]:
    found: dict[str, Any] = {"field": change.field, "from": change.before, "to": change.after, "reasons": [r.value for r in change.reasons]}
    return found | ({"way": change.way} if change.way else {})


def diff_lines(diff: Diff) -> Iterator[str]:
    """The difference for a person, a list after the other."""
    counts = ", ".join(f"{len(getattr(diff, name))} {name}" for name in LISTS)
    sizes = [json.loads(r.manifest)["counts"]["incidents"] for r in (diff.earlier, diff.later)]
    yield f"{diff.earlier.name} → {diff.later.name}: {sizes[0]:,} → {sizes[1]:,} incidents; {counts}, {diff.unchanged} unchanged"
    for name in LISTS:
        fates: Sequence[Fate] = getattr(diff, name)
        if fates:
            yield f"{name}:"
        for fate in fates:
            yield from _lines(fate)


def _lines(fate: Fate) -> Iterator[str]:
    into = f" into {', '.join(fate.into)}" if fate.into else ""
    was = f" (was {fate.was})" if fate.was else ""
    yield f"  {fate.id}{was}{into}  {_headline(told_of(fate.line))}"
    yield f"    why: {'; '.join(_why(c) for c in fate.causes)}"
    for change in fate.changes:
        reasons = ", ".join((*((change.way,) if change.way else ()), *(r.value for r in change.reasons)))
        yield f"    {change.field}: {change.before or 'not told'} → {change.after or 'not told'} ({reasons})"


def _headline(event: Mapping[str, str]) -> str:
    tolls = "; ".join(f"{name.split(' ')[0]} {value}" for name, value in event.items() if name.endswith(" total"))
    parts = (event.get("when", "day unknown"), event.get("kind", ""), event.get("where", "place unknown"), tolls or "no toll told")
    return "  ".join(filter(None, parts))


def _why(cause: Cause) -> str:
    of = f" {', '.join(cause.of)}" if cause.of else ""
    n = f" {cause.reports} report{'s' if cause.reports != 1 else ''}" if cause.reports else ""
    what = "" if cause.what == "reports" else f" {cause.what}"
    return f"{cause.code.value}:{n}{what}{of}"
