"""The language models the rules were measured with, and whether an installed one is such."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from functools import lru_cache
from importlib import metadata

import msgspec

from tollbook.codebook.files import load_table


class KnownModel(msgspec.Struct, frozen=True):
    """A model as measured: ``folder`` holds it inside the package, ``digest`` is that of its files."""

    package: str
    version: str
    folder: str
    digest: str


class Soundness(StrEnum):
    """What is known of an installed model."""

    KNOWN = "known"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@lru_cache(maxsize=1)
def load_models() -> tuple[KnownModel, ...]:
    """The models the rules were measured with; DataFileError where the file does not fit its shape."""
    return tuple(load_table("parse/models.yml", list[KnownModel]))


def soundness(package: str, version: str) -> Soundness:
    """KNOWN where the package's files are those measured, CHANGED where they differ from them, UNKNOWN for any other package or version."""
    known = next((m for m in load_models() if (m.package, m.version) == (package, version)), None)
    if known is None:
        return Soundness.UNKNOWN
    return Soundness.KNOWN if digest(package, known.folder) == known.digest else Soundness.CHANGED


def digest(package: str, folder: str) -> str | None:
    """SHA-256 of the names and contents of an installed package's files in a folder; ``None`` where it has none or one cannot be read."""
    try:
        held = metadata.files(package.replace("_", "-")) or []
        inside = sorted((f for f in held if f.as_posix().startswith(f"{package}/{folder}/")), key=lambda f: f.as_posix())
        lines = [f"{f.as_posix()} {hashlib.sha256(f.read_binary()).hexdigest()}\n" for f in inside]
    except (OSError, metadata.PackageNotFoundError):
        return None
    return hashlib.sha256("".join(lines).encode()).hexdigest() if lines else None
