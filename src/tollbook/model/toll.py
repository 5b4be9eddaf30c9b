"""How many: counts as a text gives them and tolls as an account holds them."""

from __future__ import annotations

from dataclasses import dataclass

STATUSES = ("killed", "injured", "abducted", "detained", "missing", "displaced", "released")
STRUCK = "struck"
"""Before an account is coded also this: hit, and the sentence does not say whether they live. No toll of an account has it."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people: ``low`` <= ``best`` <= ``high``, each ``None`` where the text does not say; at least one is said.

    Unknown is not zero: "several" is low 2 and nothing else; "no one was hurt" is 0, 0, 0. Raises ValueError where the order is broken.
    """

    low: int | None
    best: int | None
    high: int | None

    def __post_init__(self) -> None:
        told = [n for n in (self.low, self.best, self.high) if n is not None]
        if not told or told != sorted(told) or told[0] < 0:
            raise ValueError(f"a toll needs 0 <= low <= best <= high and one of them, not {self.low}, {self.best}, {self.high}")

    @property
    def figure(self) -> int:
        """The number a reader would repeat: best, else low, else high."""
        return next(n for n in (self.best, self.low, self.high) if n is not None)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people the text gives, with what happened to them where the same phrase says so.

    ``group`` is a slug of the codebook's groups ("civilians", "soldiers", "police", "women", "children", "militants", ...) or ``total``
    where the phrase names people in general; ``noun`` is the head noun as written; ``status`` is one of STATUSES, STRUCK or ``None`` where the
    governing deed must say; ``part`` is true for "five of them soldiers", "among them eight women"; ``article`` is true for a bare "a soldier".
    """

    toll: Toll
    group: str
    noun: str | None
    status: str | None = None
    part: bool = False
    article: bool = False
