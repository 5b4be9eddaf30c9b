"""Datasets that were given out, and the incidents as they were then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Held(StrEnum):
    """Whether an incident of the ledger is in a release, else whether the filter asked for it and the gate kept it back."""

    IN = "in"
    FILTER = "filter"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class Release:
    """A dataset that was given out, as the ledger records it.

    ``manifest`` is the text of the file of that name, ``sha256`` its hash: it names every other file's, and so stands for the whole. ``by`` and
    ``at`` tell who made it and when; neither is part of what is hashed.
    """

    name: str
    sha256: str
    manifest: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Strand:
    """An account an incident was made of: the report, the text that one copies, the coding that made it, and its kind and first words (offsets)."""

    account: str
    report: str
    original: str
    coding: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """A revision of the incident: the day it is told of, the reason's code, what changed, and the reports that changed it."""

    day: str | None
    reason: str
    what: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What an incident was made of: ``also`` are the ids that led to it."""

    also: tuple[str, ...]
    strands: tuple[Strand, ...]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """An incident of the ledger as a release found it; ``line`` is its JSON as given out, ``None`` unless ``held`` is in."""

    incident: str
    held: Held
    line: str | None
    made_of: MadeOf
