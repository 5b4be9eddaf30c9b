"""What the ledger takes and gives back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tollbook.model.document import Extraction, Original, Told
from tollbook.model.report import Report

UNDISCLOSED = "Undisclosed Source"
"""What stands in the place of a source that must be protected, and of everything that would lead to it."""


class Reason(StrEnum):
    """Why what is known of an incident changed."""

    NEW_REPORT = "new-report"
    TOLL_UPDATE = "toll-update"
    ACTOR_IDENTIFIED = "actor-identified"
    LOCATION_REFINED = "location-refined"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out-of-scope"
    CODER_ERROR = "coder-error"
    SOURCE_WITHDRAWN = "source-withdrawn"
    CODEBOOK_CHANGE = "codebook-change"


class How(StrEnum):
    """What two reports are to each other."""

    SYNDICATED = "syndicated"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Capture:
    """How a document came into the ledger: ``at`` is the instant it was taken, ``method`` "file" or "fetch", ``tool`` the program with its version.

    Raises ValueError where the instant has no time zone.
    """

    at: datetime
    method: str
    operator: str
    tool: str

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("the instant of a capture needs its time zone")


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a coding."""

    tollbook: str
    codebook: str
    lexicon: str
    gazetteer: str

    @property
    def id(self) -> str:
        """The first 16 hex digits of the SHA-256 of the four."""
        return digest_of((self.tollbook, self.codebook, self.lexicon, self.gazetteer))[:16]


@dataclass(frozen=True, slots=True)
class Coded:
    """A report's accounts, as lines in the wire format (empty where it tells of no event), by what made them and when it became known."""

    accounts: tuple[str, ...]
    versions: Versions
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One document with all that was made of it; each later part needs the ones before it, and ``accounts`` needs ``versions``.

    ``accounts`` are lines in the wire format: empty where the report tells of no event, ``None`` where it was not coded. ``bands`` are the
    hashes by which near-duplicates of its text are found.
    """

    original: Original
    capture: Capture
    extraction: Extraction | None = None
    report: Report | None = None
    accounts: tuple[str, ...] | None = None
    versions: Versions | None = None
    bands: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.report is not None and self.extraction is None:
            raise ValueError("a report needs the extraction its text comes from")
        if self.report is not None and self.extraction is not None and self.report.text != self.extraction.text:
            raise ValueError("a report's text is its extraction's, every character of it")
        if self.accounts is not None and (self.report is None or self.versions is None):
            raise ValueError("accounts need their report and the versions that made them")


@dataclass(frozen=True, slots=True)
class Taken:
    """What of an entry was new to the ledger; ``copy`` is a known report's text found in a further document, ``accounts`` counts new ones."""

    document: bool = False
    capture: bool = False
    extraction: bool = False
    report: bool = False
    copy: bool = False
    coding: bool = False
    accounts: int = 0

    def __bool__(self) -> bool:
        return any((self.document, self.capture, self.extraction, self.report, self.copy, self.coding))


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the ledger holds it; ``number`` orders reports as they came in, ``document`` and ``extraction`` say where its text is from."""

    number: int
    id: str
    text: str
    title: str | None
    source: str | None
    url: str | None
    published: date | None
    lang: str
    country: str | None
    document: str
    extraction: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """An account as the ledger holds it: its line in the wire format, the coding that made it and when that became known."""

    id: str
    report: str
    number: int
    ordinal: int
    wire: str
    coding: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """A further document in which a report's text was found word for word, and what is told of it there."""

    document: str
    extraction: str
    title: str | None
    source: str | None
    url: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """What one report is to another; ``score`` is how alike their words are, 0 to 1."""

    report: str
    other: str
    how: How
    score: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of a document whose source must be protected; it stands in the vault and nowhere else."""

    document: str
    name: str
    told: Told
    headers: tuple[tuple[str, str], ...] = ()
    within: str | None = None


def digest_of(parts: Sequence[object]) -> str:
    """The SHA-256 of the parts as JSON, 64 hex digits: the same parts give the same id on every machine."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, separators=(",", ":"), default=str).encode()).hexdigest()
