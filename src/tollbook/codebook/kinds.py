"""The kinds of events, and the codes other schemes give them by kind alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class Codes(msgspec.Struct, frozen=True):
    """Codes of other schemes, ``None`` where one has none: ACLED type and sub-type, PLOVER event and mode, GTD attack type, UCDP type of violence."""

    acled: tuple[str, str] | None
    plover: tuple[str, str | None] | None
    cameo: str | None
    gtd: int | None
    ucdp: int | None


class Kind(msgspec.Struct, frozen=True):
    """One kind of event: ``family`` groups kinds a reader could confuse, ``counter`` are sentences that do not tell of it."""

    kind: str
    label: str
    family: str
    definition: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    examples: tuple[str, ...]
    codes: Codes
    counter: tuple[str, ...] = msgspec.field(name="not")


@lru_cache(maxsize=1)
def load_kinds() -> Mapping[str, Kind]:
    """The kinds of events by slug; DataFileError where the file does not fit its shape."""
    return {k.kind: k for k in load_table("codebook/kinds.yml", list[Kind])}
