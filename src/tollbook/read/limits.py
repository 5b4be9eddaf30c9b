"""How much of one input is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may cost; what asks for more is quarantined with its reason.

    Sizes in bytes, times in seconds. The defaults read every report seen in the development corpora and every real page of the tests, and
    keep a reader under one gigabyte of memory.
    """

    document: int = 50_000_000
    """The largest single document."""
    text: int = 500_000
    """The most characters of text one document may yield: about eighty thousand words."""
    members: int = 100_000
    """The most documents one archive, mailbox, feed or table may hold."""
    unpacked: int = 4_000_000_000
    """The most bytes one archive may unpack to."""
    ratio: int = 200
    """How many times its packed size a member of an archive may have (beyond one megabyte)."""
    depth: int = 4
    """How deep archives may lie in archives."""
    pages: int = 2_000
    """The most pages of one PDF."""
    seconds: float = 10.0
    """The longest one document may take to be read."""
    memory: int = 1_000_000_000
    """The address space a reading process may use above what it starts with."""
