"""The kinds of events, and the codes other schemes give them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import msgspec

from tollbook.codebook.actors import load_actor_kinds
from tollbook.codebook.files import load_table

BY_TARGET, CLASH = "armed-attack", "armed-clash"
STATE = 1
STATE_BASED = 1


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


@lru_cache(maxsize=1)
def load_cameo_plover() -> Mapping[str, tuple[str | None, str | None]]:
    """PLOVER event and mode by CAMEO root "01" to "20"; ``None`` where PLOVER has no counterpart."""
    text = files("tollbook").joinpath("data", "crosswalk", "cameo_plover.csv").read_text(encoding="utf-8")
    return {row["cameo"]: (row["plover"] or None, row["plover_mode"] or None) for row in csv.DictReader(text.splitlines())}


def scheme_codes(kind: str, target_kind: str | None) -> dict[str, object]:
    """The ``codes`` object of the wire format for a kind of event and the kind of who or what was attacked (``None`` where unknown).

    An attack on armed forces or their things is a battle to ACLED, UCDP and CAMEO; a scheme with no row for the kind has ``None``.
    KeyError for an unknown kind.
    """
    codes = load_kinds()[kind].codes
    found: dict[str, object] = {
        "acled": list(codes.acled) if codes.acled else None,
        "plover": list(codes.plover) if codes.plover else None,
        "ucdp": codes.ucdp,
        "cameo": codes.cameo,
        "gtd": codes.gtd,
    }
    if kind != BY_TARGET:
        return found
    target = load_actor_kinds().get(target_kind) if target_kind else None
    if target is None:
        return {**found, "ucdp": None}
    if not target.battle:
        return found
    clash = scheme_codes(CLASH, None)
    return {**found, "acled": clash["acled"], "cameo": clash["cameo"], "ucdp": STATE_BASED if target.inter == STATE else None}
