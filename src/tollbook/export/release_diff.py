"""What became of the incidents of one release in a later one, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tollbook.export.release_causes import Cause, Causes, Known
from tollbook.export.release_fields import Change, changes_of
from tollbook.model.release import Held, Release, ReleaseRow, Strand


@dataclass(frozen=True, slots=True)
class Side:
    """A release with the incidents as it found them."""

    release: Release
    rows: tuple[ReleaseRow, ...]

    @property
    def as_of(self) -> datetime:
        """The moment up to which its ledger counted."""
        return datetime.fromisoformat(json.loads(self.release.manifest)["as_of"])


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one incident: ``line`` is it as given out (by the later release where that has it), ``was`` its id before where that changed.

    ``into`` are the incidents it was merged into or split into. ``causes`` are why.
    """

    id: str
    line: Mapping[str, object]
    causes: tuple[Cause, ...]
    changes: tuple[Change, ...] = ()
    into: tuple[str, ...] = ()
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Diff:
    """All that differs between two releases, each list by id.

    Every incident of the later release is unchanged, changed, added or what one was split into; every one of the earlier is unchanged, changed,
    merged or withdrawn.
    """

    earlier: Release
    later: Release
    added: tuple[Fate, ...]
    changed: tuple[Fate, ...]
    withdrawn: tuple[Fate, ...]
    merged: tuple[Fate, ...]
    split: tuple[Fate, ...]
    unchanged: int


@dataclass(slots=True)
class _Found:
    """What was found so far."""

    fates: dict[str, list[Fate]] = field(default_factory=lambda: {"added": [], "changed": [], "withdrawn": [], "merged": [], "split": []})
    unchanged: int = 0

    def told(self, what: str) -> tuple[Fate, ...]:
        return tuple(sorted(self.fates[what], key=lambda f: (f.id, f.into)))


def diff_of(earlier: Side, later: Side, known: Known) -> Diff:
    """What differs; ``known`` is what the ledger tells of the time between."""
    homes = Homes(later.rows)
    after = {row.incident: row for row in later.rows}
    led: dict[str, list[ReleaseRow]] = {}
    found = _Found()
    causes = Causes(earlier.rows, later.rows, known)
    for row in (r for r in earlier.rows if r.held is Held.IN):
        home = homes.of(row)
        if home is not None and after[home].held is Held.IN:
            led.setdefault(home, []).append(row)
        else:
            found.fates["withdrawn"].append(Fate(row.incident, _line(row), causes.withdrawn(row, after[home] if home else None)))
    for home, rows in led.items():
        _of_one(rows, after[home], causes, found)
    _new(earlier.rows, [r for r in later.rows if r.held is Held.IN and r.incident not in led], causes, found)
    return Diff(
        earlier.release, later.release, found.told("added"), found.told("changed"), found.told("withdrawn"), found.told("merged"),
        found.told("split"), found.unchanged,
    )  # fmt: skip


def _of_one(rows: Sequence[ReleaseRow], home: ReleaseRow, causes: Causes, found: _Found) -> None:
    """One incident goes on as the later one; others that led to it were merged into it."""
    accounts = {s.account for s in home.made_of.strands}
    first = max(rows, key=lambda r: (r.incident == home.incident, sum(s.account in accounts for s in r.made_of.strands), r.incident))
    for row in rows:
        if row is not first:
            found.fates["merged"].append(Fate(row.incident, _line(row), causes.merged(row, home), into=(home.incident,)))
    why = causes.changed(first, home, [r.incident for r in rows if r is not first])
    changes = changes_of(_line(first), _line(home), why, home.made_of.steps, causes.is_new)
    was = first.incident if first.incident != home.incident else None
    if changes or was:
        found.fates["changed"].append(Fate(home.incident, _line(home), why, changes, was=was))
    else:
        found.unchanged += 1


def _new(before: Sequence[ReleaseRow], rows: Sequence[ReleaseRow], causes: Causes, found: _Found) -> None:
    """Incidents of the later release that none of the earlier goes on as."""
    origins = Homes(before)
    by_id = {row.incident: row for row in before}
    for row in rows:
        origin = origins.of_strands(row.made_of.strands)
        held = by_id[origin] if origin is not None else None
        if held is not None and held.held is Held.IN:
            found.fates["split"].append(Fate(held.incident, _line(row), causes.split(held, row), into=(row.incident,)))
        else:
            found.fates["added"].append(Fate(row.incident, _line(row), causes.added(row, held)))


class Homes:
    """Finds in which of these incidents another release's are now: by id, else by their accounts, those coded anew by report and words."""

    def __init__(self, rows: Iterable[ReleaseRow]) -> None:
        self._ids: dict[str, str] = {}
        self._accounts: dict[str, str] = {}
        self._reports: dict[str, list[tuple[Strand, str]]] = {}
        for row in rows:
            self._ids |= dict.fromkeys((row.incident, *row.made_of.also), row.incident)
            for strand in row.made_of.strands:
                self._accounts[strand.account] = row.incident
                self._reports.setdefault(strand.report, []).append((strand, row.incident))

    def of(self, row: ReleaseRow) -> str | None:
        """The incident its id leads to, else the one that holds most of its accounts; ``None`` where there is none."""
        return self._ids.get(row.incident) or self.of_strands(row.made_of.strands)

    def of_strands(self, strands: Iterable[Strand]) -> str | None:
        """The incident that holds most of the accounts, the first by id of several; ``None`` where none does."""
        counted = Counter(home for s in strands if (home := self.of_strand(s)) is not None)
        return min(counted, key=lambda home: (-counted[home], home), default=None)

    def of_strand(self, strand: Strand) -> str | None:
        """The incident of the account, else of the one in its report whose first words overlap its own and whose kind is the same, if any."""
        if strand.account in self._accounts:
            return self._accounts[strand.account]
        near = [(t.kind == strand.kind, t.account, home) for t, home in self._reports.get(strand.report, ()) if _overlap(strand, t)]
        return max(near)[2] if near else None


def _overlap(one: Strand, other: Strand) -> bool:
    return one.start < other.end and other.start < one.end


def _line(row: ReleaseRow) -> dict[str, object]:
    held: dict[str, object] = json.loads(row.line) if row.line is not None else {}
    return held
