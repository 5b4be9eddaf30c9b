"""Which values of an incident are others in a later release, in a reader's words, each with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tollbook.export.release_causes import Cause
from tollbook.merge.history import DOERS, PRECISIONS, toll_text
from tollbook.model.ledger import Reason
from tollbook.model.place import PlacePrecision
from tollbook.model.release import Step
from tollbook.model.toll import Toll

Line = Mapping[str, Any]
PLAIN = ("kind", "currency", "stance")
PATIENTS = ("target", "victim", "side_b")


@dataclass(frozen=True, slots=True)
class Change:
    """A field with its value before and after, ``None`` where nobody said; ``way`` of a toll is raised, lowered, told, untold or range."""

    field: str
    before: str | None
    after: str | None
    reasons: tuple[Reason, ...]
    way: str | None = None


def changes_of(before: Line, after: Line, causes: Sequence[Cause], steps: Iterable[Step], is_new: Callable[[str], bool]) -> tuple[Change, ...]:
    """The fields that differ, in a fixed order; ``steps`` are the later one's revisions, which say what a new report changed."""
    old, new = told_of(before), told_of(after)
    fresh = {step.what for step in steps if any(map(is_new, step.reports))}
    found = []
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            way = _way(name, before, after)
            found.append(Change(name, old.get(name), new.get(name), _reasons(name, (before, after), causes, fresh), way))
    return tuple(found)


def told_of(line: Line) -> dict[str, str]:
    """The line's values by field, as a reader is told them; what nobody says is left out."""
    found = {name: line[name] for name in PLAIN} | {"when": _when(line.get("when")), **_where(line.get("where"))}
    roles: dict[str, list[str]] = {}
    for actor in line.get("actors", ()):
        roles.setdefault(actor["role"], []).append(actor["name"])
    found |= {role: "; ".join(sorted(names)) for role, names in roles.items()}
    found |= {f"{t['status']} {t['group']}": toll_text(_toll(t["toll"])) for t in line.get("tolls", ())}
    found["claims"] = "; ".join(f"{c['stance']} {c['by'] or ''}".strip() for c in line.get("claims", ()))
    found["speakers"] = "; ".join(sorted(line.get("speakers", ())))
    found["sources"] = "; ".join(sorted({t["outlet"] for t in line.get("tellers", ()) if t["outlet"]}))
    found["reports"] = str(line.get("independent", ""))
    found |= {f"code {name}": _code(code) for name, code in line.get("codes", {}).items()}
    return {name: value for name, value in found.items() if value}


def _when(when: Line | None) -> str:
    if when is None:
        return ""
    days = when["earliest"] if when["earliest"] == when["latest"] else f"{when['earliest']}/{when['latest']}"
    return days + (f" ({when['part_of_day']})" if when["part_of_day"] else "")


def _where(where: Line | None) -> dict[str, str]:
    if where is None:
        return {}
    names = ", ".join(p for p in (where["name"], where["admin1"], where["country"]) if p)
    point = "" if where["lat"] is None else f"{where['lat']:g} {where['lon']:g}"
    return {"where": f"{names} ({where['precision']})", "coordinates": point}


def _toll(told: Line) -> Toll:
    return Toll(told["low"], told["best"], told["high"])


def _code(code: Any) -> str:
    return " / ".join(str(c) for c in code if c is not None) if isinstance(code, list) else "" if code is None else str(code)


def _tolls(line: Line) -> dict[str, Toll]:
    return {f"{t['status']} {t['group']}": _toll(t["toll"]) for t in line.get("tolls", ())}


def _way(name: str, before: Line, after: Line) -> str | None:
    old, new = _tolls(before).get(name), _tolls(after).get(name)
    if old is None or new is None:
        return "told" if new is not None else "untold" if old is not None else None
    if new.figure == old.figure:
        return "range"
    return "raised" if new.figure > old.figure else "lowered"


def _reasons(name: str, lines: tuple[Line, Line], causes: Sequence[Cause], fresh: set[str]) -> tuple[Reason, ...]:
    """The field's own reason, then those of the causes that can have changed it: a new report where a revision says so, or nothing else does."""
    own = _own(name, *lines)
    others = [c.code for c in causes if c.what not in ("reports", "copies")]
    news = [c.code for c in causes if c.what in ("reports", "copies")]
    told = [*news, *others] if not others or _of_history(name) in fresh else others
    return tuple(dict.fromkeys([*own, *told]))


def _of_history(name: str) -> str:
    """What the incident's history calls the field."""
    if name in DOERS:
        return "doers"
    return {"coordinates": "where", "sources": "reports", "speakers": "reports"}.get(name, name)


def _own(name: str, before: Line, after: Line) -> list[Reason]:
    if name in _tolls(before) or name in _tolls(after):
        return [Reason.TOLL_UPDATE]
    if name in DOERS and any(a["known"] and a["role"] == name for a in after.get("actors", ())):
        return [Reason.ACTOR_IDENTIFIED]
    if name in ("where", "coordinates") and _finer(before.get("where"), after.get("where")):
        return [Reason.LOCATION_REFINED]
    return []


def _finer(before: Line | None, after: Line | None) -> bool:
    if after is None:
        return False
    return before is None or PRECISIONS.index(PlacePrecision(after["precision"])) < PRECISIONS.index(PlacePrecision(before["precision"]))
