"""Files and members that may hold documents, and what one input has cost so far."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import BinaryIO

from tollbook.errors import TollbookError
from tollbook.model.document import Original
from tollbook.read.columns import Columns
from tollbook.read.limits import Limits
from tollbook.read.media import HEAD, media_of


class OverLimitError(TollbookError):
    """One input holds more than the limits allow."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or a member of one, before it is known what it holds.

    ``about`` is the original it would make, yet without its bytes; ``file`` can be sought and stands at its beginning; ``sha256`` gives the
    hash of all its bytes; ``depth`` counts the archives it lies in.
    """

    about: Original
    file: BinaryIO
    media: str
    sha256: Callable[[], str]
    depth: int = 0

    @property
    def name(self) -> str:
        """How a person finds it again."""
        return self.about.name


@dataclass(slots=True)
class Budget:
    """What one input has cost; raises OverLimitError, with the limit, where it would cost more than that."""

    limits: Limits
    documents: int = 0
    unpacked: int = 0

    def count(self) -> None:
        """One more document."""
        self.documents += 1
        if self.documents > self.limits.members:
            raise OverLimitError(f"it holds more than {self.limits.members:,} documents; split it")

    def unpack(self, size: int) -> None:
        """So many more bytes out of archives."""
        self.unpacked += size
        if self.unpacked > self.limits.unpacked:
            raise OverLimitError(f"it unpacks to more than {self.limits.unpacked / 1e6:,.0f} MB; split it")


@dataclass(frozen=True, slots=True)
class Task:
    """How one input is to be unfolded."""

    limits: Limits
    columns: Columns | None = None
    budget: Budget = field(default_factory=lambda: Budget(Limits()))


def held(about: Original, depth: int) -> Found:
    """The bytes of an original as a file that may hold others."""
    media = media_of(about.name, about.raw[:HEAD], about.media)
    return Found(about, io.BytesIO(about.raw), media, cache(lambda: about.sha256), depth)
