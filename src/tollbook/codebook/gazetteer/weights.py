"""What speaks for a candidate place, and how much."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class CandidateWeights(msgspec.Struct, frozen=True):
    """Weights of one candidate's own features."""

    population: float
    unknown_population: float
    kind: dict[str, float]
    noun: float
    body: float
    seat: float
    alternate: float
    loose: float
    within: float
    country: float
    region: float
    told: float
    nearby: float
    company: float


class SupportWeights(msgspec.Struct, frozen=True):
    """How much each sort of mention speaks for its country."""

    country: float
    within: float
    admin1: float
    capital: float
    town: float
    demonym: float
    dateline: float
    prior: float
    aside: float
    elsewhere: float


class Limits(msgspec.Struct, frozen=True):
    """Below these a name stays unresolved."""

    unsupported_population: int
    alone_population: int
    only_population: int
    only_alternate_population: int
    least_share: float
    share: float
    lead: float


class PlaceWeights(msgspec.Struct, frozen=True):
    """The shape of ``gazetteer/weights.yml``; radii are kilometres."""

    candidate: CandidateWeights
    support: SupportWeights
    limits: Limits
    radius_km: dict[str, float]
    large_population: int
    city_parts: list[str]
    common_regions: list[str]
    region_nouns: list[str]
    town_nouns: list[str]
    district_nouns: list[str]
    camp_nouns: list[str]
    listed_nouns: list[str]
    list_words: list[str]
    town_bodies: list[str]


@lru_cache(maxsize=1)
def load_weights() -> PlaceWeights:
    """The weights; DataFileError where the file does not fit its shape."""
    return load_table("gazetteer/weights.yml", PlaceWeights)
