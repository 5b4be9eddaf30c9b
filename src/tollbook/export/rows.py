"""What every export begins with: an incident, the accounts it is made of, and their reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.model.account import Account
from tollbook.model.incident import Incident
from tollbook.model.report import Report


@dataclass(frozen=True, slots=True)
class Exportable:
    """An incident as the ledger knows it, with nothing held back; only the gate takes it. ``reports`` are those of the accounts, in their order.

    ``imported`` names the dataset of others it was taken from, ``None`` for the ledger's own.
    """

    incident: Incident
    accounts: tuple[Account, ...]
    reports: tuple[Report, ...]
    imported: str | None = None

    @property
    def codes(self) -> Mapping[str, object]:
        """The codes of the earliest account of the incident's kind, else of the earliest."""
        return next((a.codes for a in self.accounts if a.kind.value == self.incident.kind.value), self.accounts[0].codes)

    @property
    def instrument(self) -> str | None:
        """What was used, as the first account that says so puts it; ``None`` where none does."""
        return next((a.instrument.value for a in self.accounts if a.instrument is not None), None)
