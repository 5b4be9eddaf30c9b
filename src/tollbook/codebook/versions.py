"""What a coding was made with, so that the same report coded anew can be told from the same coding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from tollbook import __version__

_STAGES = ("parse", "find", "frame", "resolve", "code", "codebook", "model")
_CODEBOOK = ("codebook", "crosswalk", "actors", "calendar")


@lru_cache(maxsize=1)
def engine_version() -> str:
    """Tollbook's version and the first 12 hex digits of the SHA-256 of its code: "0.1.0+1f0c…"."""
    package = files("tollbook")
    return f"{__version__}+{digest_of(*(package.joinpath(stage) for stage in _STAGES), package.joinpath('pipeline.py'))}"


@lru_cache(maxsize=1)
def codebook_version() -> str:
    """The first 12 hex digits of the SHA-256 of kinds, actors, calendars and crosswalks."""
    data = files("tollbook").joinpath("data")
    return digest_of(*(data.joinpath(folder) for folder in _CODEBOOK))


@lru_cache(maxsize=1)
def rules_version() -> str:
    """The first 12 hex digits of the SHA-256 of what makes incidents and exports of accounts: code and data of both, and words."""
    package = files("tollbook")
    stages = (package.joinpath(stage) for stage in ("merge", "export"))
    return digest_of(*stages, *(package.joinpath("data", folder) for folder in ("merge", "export", "lexicon")))


@lru_cache(maxsize=8)
def lexicon_version(lang: str) -> str:
    """The first 12 hex digits of the SHA-256 of the words and rules of one language, and of how it is parsed."""
    data = files("tollbook").joinpath("data")
    return digest_of(data.joinpath("lexicon", lang), data.joinpath("parse"))


def digest_of(*places: Traversable) -> str:
    """The first 12 hex digits of the SHA-256 of the code and data files at the places, their names included."""
    total = hashlib.sha256()
    for place in places:
        for name, held in _files(place, place.name):
            total.update(f"{name}\0{len(held)}\0".encode() + held)
    return total.hexdigest()[:12]


def _files(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of data or code under a place, by name."""
    if place.is_file():
        if place.name.endswith((".py", ".yml", ".csv", ".tsv")):
            yield name, place.read_bytes()
        return
    for inner in sorted(place.iterdir(), key=lambda p: p.name):
        yield from _files(inner, f"{name}/{inner.name}")
