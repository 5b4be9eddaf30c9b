"""Precision, recall and F1 of sets of labels."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass


@dataclass(slots=True)
class Rates:
    """How many labels the gold has, how many were told, and how many of these are right."""

    gold: int = 0
    told: int = 0
    right: int = 0

    def add(self, gold: Set[str], told: Set[str]) -> None:
        """Counts one text's labels."""
        self.gold += len(gold)
        self.told += len(told)
        self.right += len(gold & told)

    def mark(self, gold: bool, told: bool) -> None:
        """Counts one text's one label."""
        self.add({""} if gold else set(), {""} if told else set())

    @property
    def precision(self) -> float:
        """Of 100 told, how many are right."""
        return round(100 * self.right / self.told, 1) if self.told else 0.0

    @property
    def recall(self) -> float:
        """Of 100 in the gold, how many are told."""
        return round(100 * self.right / self.gold, 1) if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return round(200 * self.right / (self.told + self.gold), 1) if self.told + self.gold else 0.0

    def row(self, name: str) -> tuple[str, ...]:
        """The row of a table: name, gold, told, right, precision, recall, F1."""
        return (name, str(self.gold), str(self.told), str(self.right), str(self.precision), str(self.recall), str(self.f1))
