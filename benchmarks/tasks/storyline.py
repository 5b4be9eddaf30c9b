"""Stories told by many reports over days: every account in its incident, look-alikes apart, the toll's history as it was told."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.coref import score
from benchmarks.merging import Coded, code_texts, day_of, merged
from benchmarks.task import Json, MissingDataError, Result, Row, hash_of
from benchmarks.tasks.gold import gold_files, text_of
from benchmarks.tasks.gold_score import match
from tollbook.export.wire import to_wire
from tollbook.merge.history import steps
from tollbook.model.incident import Incident
from tollbook.read.text import Issue

HOMES = ("gold", "../gold")


@dataclass(frozen=True, slots=True)
class Placed:
    """A gold account: the incidents it may belong to, best first, and the product's for it; ``None`` where it was not coded."""

    name: str
    gold: Json
    published: str
    incident: Incident | None

    @property
    def homes(self) -> tuple[str, ...]:
        """The gold incidents it may be counted to."""
        return (self.gold["incident"], *self.gold.get("incident_alt", ()))


@dataclass(frozen=True, slots=True)
class History:
    """The figures of one status of one gold incident as they were told one after the other, by the gold and by the product."""

    incident: str
    status: str
    gold: tuple[int, ...]
    ours: tuple[int, ...]


def measure(folder: Path, split: str) -> Result:
    """The scores over all storylines of the folder, which is one split as a whole."""
    golds = {p: g for p, g in gold_files(folder).items() if g.get("storyline")}
    if not golds:
        raise MissingDataError(f"{folder} holds no gold reports with a 'storyline'")
    started = time.perf_counter()
    texts = [(p.stem, text_of(p, g), Issue(source=g.get("outlet"), published=day_of(g.get("published")))) for p, g in golds.items()]
    coded = dict(zip(golds, code_texts(texts), strict=True))
    placed = [one for story in sorted({g["storyline"] for g in golds.values()}) for one in _story(story, golds, coded)]
    took = time.perf_counter() - started
    told = list(histories(placed))
    files = [*golds, *(p.parent / g["text_file"] for p, g in golds.items() if "text_file" in g)]
    rate = round(len(golds) / took, 1)
    return Result("storyline", split, len(golds), metrics(placed, told), rate, hash_of(files), tuple(_rows(placed)), tuple(_errors(placed, told)))


def _story(story: str, golds: Mapping[Path, Json], coded: Mapping[Path, Coded]) -> Iterator[Placed]:
    mine = {p: g for p, g in golds.items() if g["storyline"] == story}
    home = {a: i for i in merged([coded[p] for p in mine]).incidents for a in i.accounts}
    for path, gold in mine.items():
        one = coded[path]
        found = match(gold["accounts"], [to_wire(a, one.report) for a in one.accounts], one.report.text)
        for n, account in enumerate(gold["accounts"]):
            if n in found or not account.get("optional"):
                ours = home[one.accounts[found[n]].id] if n in found else None
                yield Placed(f"{path.stem} {account['id']}", account, gold["published"], ours)


def false_merges(placed: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    """Pairs of accounts of different events that are in one incident."""
    pairs = combinations([p for p in placed if p.incident], 2)
    return [(a, b) for a, b in pairs if a.incident and b.incident and a.incident.id == b.incident.id and not set(a.homes) & set(b.homes)]


def duplicates(placed: Sequence[Placed]) -> list[str]:
    """The gold incidents whose coded accounts are in more than one incident."""
    held: dict[str, set[str]] = defaultdict(set)
    for one in placed:
        if one.incident:
            held[one.gold["incident"]].add(one.incident.id)
    return sorted(incident for incident, ids in held.items() if len(ids) > 1)


def histories(placed: Sequence[Placed]) -> Iterator[History]:
    """Of each gold incident and status the totals in the order of publication, repetitions left out."""
    figures: dict[tuple[str, str], list[int]] = defaultdict(list)
    incidents: dict[str, Incident | None] = {}
    for one in sorted(placed, key=lambda p: p.published):
        incidents[one.gold["incident"]] = incidents.get(one.gold["incident"]) or one.incident
        for toll in one.gold.get("tolls", ()):
            held = figures[one.gold["incident"], toll["status"]]
            if toll.get("group") == "total" and toll.get("best") is not None and held[-1:] != [toll["best"]]:
                held.append(toll["best"])
    for (incident, status), gold in figures.items():
        if gold:
            yield History(incident, status, tuple(gold), _told(incidents[incident], status))


def _told(incident: Incident | None, status: str) -> tuple[int, ...]:
    lines = [line for line in (incident.tolls if incident else ()) if line.status == status and line.group == "total"]
    found = [s.toll.figure for line in lines for s in steps(line)]
    return tuple(n for i, n in enumerate(found) if found[i - 1 : i] != [n])


def metrics(placed: Sequence[Placed], told: Sequence[History]) -> dict[str, float]:
    """How many accounts were coded, how well they were put together, and how many tolls have the history they should."""
    coded = [p for p in placed if p.incident]
    gold, ours = {p.name: p.gold["incident"] for p in coded}, {p.name: p.incident.id for p in coded if p.incident}
    incidents = {p.gold["incident"] for p in coded}
    return {
        "accounts": len(placed), "coded": len(coded), "conll": round(100 * score(gold, ours).conll, 2),
        "false_merges": len(false_merges(placed)), "duplicates": len(duplicates(placed)), "incidents": len(incidents),
        "histories": len(told), "histories_right": sum(h.gold == h.ours for h in told),
    }  # fmt: skip


def _rows(placed: Sequence[Placed]) -> Iterator[Row]:
    yield ("account", "incident", "ours")
    for one in placed:
        yield (one.name, one.gold["incident"], one.incident.id if one.incident else "not coded")


def _errors(placed: Sequence[Placed], told: Sequence[History]) -> Iterator[str]:
    yield from (f"merged: {a.name} {a.gold['incident']} + {b.name} {b.gold['incident']}" for a, b in false_merges(placed))
    yield from (f"in more than one incident: {incident}" for incident in duplicates(placed))
    yield from (f"history of {h.status}, {h.incident}: {h.gold}, not {h.ours}" for h in told if h.gold != h.ours)
