"""Who takes documents in, with what and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook import __version__

if TYPE_CHECKING:
    from tollbook.intake.take import Stamp


def stamp(operator: str) -> Stamp:
    """What each capture says of who took it, with what and when."""
    from datetime import UTC, datetime

    from tollbook.intake.take import Stamp

    return Stamp(operator, f"tollbook {__version__}", lambda: datetime.now(UTC))
