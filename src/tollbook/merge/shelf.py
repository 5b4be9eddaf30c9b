"""What is kept of a merger so that one more report costs little: derived from accounts and decisions alone, and made anew where it is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from tollbook.merge.block import Key
from tollbook.merge.facts import Facts
from tollbook.merge.ruling import Verdicts
from tollbook.model.incident import Incident

NO_VERDICTS = Verdicts({}, ())


@dataclass(frozen=True, slots=True)
class Unit:
    """The accounts by which one report tells one event, and what they tell together."""

    members: tuple[Facts, ...]
    told: Facts

    @property
    def id(self) -> str:
        """Its first account's day of publication, report and id: ids sort as accounts do."""
        published, report, account = self.members[0].rank
        return f"{published:07d}\0{report}\0{account}"


class Shelf(Protocol):
    """Where it is kept: in memory here, in a file by the store. What is asked for by an id that is not there is empty."""

    verdicts: Verdicts
    """What decisions said when the shelf was last brought up to date."""

    def unit(self, id_: str) -> Unit:
        """The unit of that id; KeyError where there is none."""
        ...

    def has(self, id_: str) -> bool:
        """True where there is a unit of that id."""
        ...

    def units_of(self, report: str) -> Collection[str]:
        """The ids of the report's units."""
        ...

    def holder(self, account: str) -> str | None:
        """The id of the unit that holds the account."""
        ...

    def put(self, unit: Unit) -> None:
        """Keeps a unit."""
        ...

    def drop(self, id_: str) -> None:
        """Lets go of a unit."""
        ...

    def block(self, key: Key) -> Collection[str]:
        """The units that are found by the key."""
        ...

    def size(self, key: Key) -> int:
        """How many these are."""
        ...

    def enter(self, key: Key, id_: str) -> None:
        """Makes a unit be found by the key."""
        ...

    def leave(self, key: Key, id_: str) -> None:
        """Makes it be found by it no longer."""
        ...

    def ties(self, id_: str) -> Mapping[str, float]:
        """The units it may be one event with, by the odds."""
        ...

    def tie(self, a: str, b: str, odds: float | None) -> None:
        """Ties two units, or with ``None`` parts them."""
        ...

    def home(self, id_: str) -> str | None:
        """The id of the incident the unit is in."""
        ...

    def cluster(self, incident: str) -> tuple[str, ...]:
        """The units of an incident, in order."""
        ...

    def settle(self, incident: Incident, units: tuple[str, ...]) -> None:
        """Keeps an incident of these units."""
        ...

    def unsettle(self, incident: str) -> None:
        """Lets go of an incident."""
        ...

    def incidents(self) -> Iterable[Incident]:
        """All incidents by id."""
        ...


class MemoryShelf:
    """A shelf that is gone when the program ends."""

    def __init__(self) -> None:
        self.verdicts = NO_VERDICTS
        self.units: dict[str, Unit] = {}
        self._reports: dict[str, list[str]] = {}
        self._holders: dict[str, str] = {}
        self.blocks: dict[Key, list[str]] = {}
        self.odds: dict[str, dict[str, float]] = {}
        self._home: dict[str, str] = {}
        self.settled: dict[str, tuple[Incident, tuple[str, ...]]] = {}

    def unit(self, id_: str) -> Unit:
        """See ``Shelf``."""
        return self.units[id_]

    def has(self, id_: str) -> bool:
        """See ``Shelf``."""
        return id_ in self.units

    def units_of(self, report: str) -> Collection[str]:
        """See ``Shelf``."""
        return tuple(self._reports.get(report, ()))

    def holder(self, account: str) -> str | None:
        """See ``Shelf``."""
        return self._holders.get(account)

    def put(self, unit: Unit) -> None:
        """See ``Shelf``."""
        self.units[unit.id] = unit
        self._holders.update((f.id, unit.id) for f in unit.members)
        self._reports.setdefault(unit.told.report, []).append(unit.id)

    def drop(self, id_: str) -> None:
        """See ``Shelf``."""
        unit = self.units.pop(id_)
        self._reports[unit.told.report].remove(id_)
        for f in unit.members:
            del self._holders[f.id]

    def block(self, key: Key) -> Collection[str]:
        """See ``Shelf``."""
        return self.blocks.get(key, ())

    def size(self, key: Key) -> int:
        """See ``Shelf``."""
        return len(self.blocks.get(key, ()))

    def enter(self, key: Key, id_: str) -> None:
        """See ``Shelf``."""
        self.blocks.setdefault(key, []).append(id_)

    def leave(self, key: Key, id_: str) -> None:
        """See ``Shelf``."""
        held = self.blocks[key]
        held.remove(id_)
        if not held:
            del self.blocks[key]

    def ties(self, id_: str) -> Mapping[str, float]:
        """See ``Shelf``."""
        return dict(self.odds.get(id_, {}))

    def tie(self, a: str, b: str, odds: float | None) -> None:
        """See ``Shelf``."""
        for one, other in ((a, b), (b, a)):
            held = self.odds.setdefault(one, {})
            if odds is None:
                held.pop(other, None)
            else:
                held[other] = odds

    def home(self, id_: str) -> str | None:
        """See ``Shelf``."""
        return self._home.get(id_)

    def cluster(self, incident: str) -> tuple[str, ...]:
        """See ``Shelf``."""
        return self.settled[incident][1] if incident in self.settled else ()

    def settle(self, incident: Incident, units: tuple[str, ...]) -> None:
        """See ``Shelf``."""
        self.settled[incident.id] = incident, units
        self._home.update(dict.fromkeys(units, incident.id))

    def unsettle(self, incident: str) -> None:
        """See ``Shelf``."""
        for unit in self.settled.pop(incident)[1]:
            del self._home[unit]

    def incidents(self) -> Iterator[Incident]:
        """See ``Shelf``."""
        return (self.settled[id_][0] for id_ in sorted(self.settled))
