"""Where two countries meet: points along each border, about twenty kilometres apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from tollbook.codebook.files import read_lines
from tollbook.errors import DataFileError

FILE = "gazetteer/borders.tsv"
Line = tuple[tuple[float, float], ...]
"""Points of (latitude, longitude)."""


@lru_cache(maxsize=1)
def load_borders() -> Mapping[frozenset[str], Line]:
    """The border of each pair of neighbours by their ISO 3166-1 alpha-3 codes; DataFileError names the line that does not fit."""
    _, *lines = read_lines(FILE)
    return dict(_border(number, line) for number, line in enumerate(lines, 2))


@lru_cache(maxsize=1)
def _neighbours() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for pair in load_borders():
        for code in pair:
            found[code] |= pair - {code}
    return {code: frozenset(others) for code, others in found.items()}


def neighbours(code: str) -> frozenset[str]:
    """The countries that share a land border with one; empty for an island."""
    return _neighbours().get(code, frozenset())


def _border(number: int, line: str) -> tuple[frozenset[str], Line]:
    try:
        country, neighbour, points = line.split("\t")
        pairs = (p.split(",") for p in points.split(" "))
        return frozenset((country, neighbour)), tuple((float(lat), float(lon)) for lat, lon in pairs)
    except ValueError as error:
        raise DataFileError(f"data/{FILE}:{number}: {error}") from error
