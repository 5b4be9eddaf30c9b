"""Decisions of the commands that judge, into the ledger."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tollbook.intake.incidents import Told, Word
    from tollbook.model.decision import Decision


def word_of(by: str | None, why: str) -> Word:
    """What is judged now, by whoever is logged in unless another is named."""
    from tollbook.intake.incidents import Word

    return Word(by or getpass.getuser(), why, datetime.now(UTC))


def decided(project: Path, by: str | None, why: str, judge: Callable[[Told, Word], tuple[Decision, ...]]) -> tuple[Decision, ...]:
    """The decisions made on the incidents as they are now, each of them kept."""
    from tollbook.intake.incidents import told_in
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    with open_ledger(open_project(project)) as ledger:
        made = judge(told_in(ledger), word_of(by, why))
        for decision in made:
            ledger.decide(decision)
    return made
