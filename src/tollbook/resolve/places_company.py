"""Which candidates of a report's names lie together: neighbours speak for each other before any of them is settled."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tollbook.model.place import GazetteerEntry

CELL_DEGREES = 0.5
SETTLED = ("town", "capital", "admin2", "spot", "water")
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Company:
    """For each name the cells its candidates lie in or beside, and how much the name tells: one with few bearers tells more."""

    cells: Mapping[str, frozenset[Cell]]
    tells: Mapping[str, float]

    def of(self, entry: GazetteerEntry, key: str) -> float:
        """0..1: how many other names have a candidate within some 80 km of the entry."""
        if entry.kind not in SETTLED:
            return 0.0
        here = _cell(entry)
        total = sum(self.tells[k] for k, cells in self.cells.items() if here in cells and not _share_words(k, key))
        return 1.0 - math.exp(-total)


def company_of(candidates: Mapping[str, Iterable[GazetteerEntry]]) -> Company:
    """The company the candidates of a report's names keep, by the names' keys."""
    cells: dict[str, frozenset[Cell]] = {}
    tells: dict[str, float] = {}
    for key, entries in candidates.items():
        settled = {_cell(e) for e in entries if e.kind in SETTLED and not e.loose}
        if settled:
            cells[key] = frozenset((a + i, b + j) for a, b in settled for i in (-1, 0, 1) for j in (-1, 0, 1))
            tells[key] = 1.0 / (1.0 + math.log2(len(settled)))
    return Company(cells, tells)


def _cell(entry: GazetteerEntry) -> Cell:
    return round(entry.lat / CELL_DEGREES), round(entry.lon / CELL_DEGREES)


def _share_words(a: str, b: str) -> bool:
    return bool(set(a.split()) & set(b.split()))
