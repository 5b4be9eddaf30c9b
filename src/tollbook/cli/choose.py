"""Which incidents a command is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tollbook.model.incident import Incident

NOT_SO = ("hypothetical", "negated", "denied")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter: days (both included), ISO 3166-1 alpha-3 country, kind; without ``every`` only what is news and happened."""

    since: date | None = None
    until: date | None = None
    country: str | None = None
    kind: str | None = None
    every: bool = False
    background: bool = False

    def told(self) -> dict[str, object]:
        """The filter as a log has it."""
        days = {"from": self.since.isoformat() if self.since else None, "to": self.until.isoformat() if self.until else None}
        return {**days, "country": self.country, "kind": self.kind, "all": self.every}

    def fits(self, incident: Incident) -> bool:
        """True for an incident the filter lets through; one of unknown day is in no span of days."""
        if not self.every and not (incident.stance.value not in NOT_SO and incident.currency.value in self._currencies()):
            return False
        if self.kind is not None and incident.kind.value != self.kind:
            return False
        if self.country is not None and (incident.where is None or incident.where.value.country != self.country):
            return False
        when = incident.when.value if incident.when is not None else None
        if when is None:
            return self.since is None and self.until is None
        return (self.since is None or when.latest >= self.since) and (self.until is None or when.earliest <= self.until)

    def _currencies(self) -> tuple[str, ...]:
        return ("new", "background") if self.background else ("new",)


def chosen(incidents: Iterable[Incident], wanted: Wanted) -> list[Incident]:
    """The incidents that fit, by their first day, those of unknown day last."""
    return sorted((i for i in incidents if wanted.fits(i)), key=lambda i: (i.when.value.earliest if i.when is not None else date.max, i.id))
