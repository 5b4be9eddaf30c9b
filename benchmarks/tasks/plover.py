"""Sentences of the PLOVER gold standard records: is the event's category found, and who did it to whom by country."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.coding import coder
from benchmarks.task import Result, Row, hash_of, records
from tollbook.codebook.crosswalk import normal_plover
from tollbook.codebook.deeds import load_deeds
from tollbook.export.wire import to_wire
from tollbook.find.actors_names import find_names
from tollbook.read.text import Issue, read_text

HOMES = ("plover_gsr",)
SOURCES = ("perpetrator", "actor", "speaker", "side_a")
TARGETS = ("target", "victim", "recipient", "detainee", "side_b")
MUTUAL = ("AGREE", "CONSULT", "COOPERATE", "SUPPORT")
BODIES = {"international-organisation": "IGO", "peacekeepers": "IGO", "ngo": "IGO", "jihadist-group": "IMG", "business": "MNC"}
MISSPELT = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "NGO": "IGO"}
OLDER = {("ASSAULT", "destroy"): "COERCE"}
"""What the records of 2016 call otherwise than PLOVER 2.0, older names apart."""
DOUBTS = {"alleged": 1, "claimed": 1, "hypothetical": 2, "negated": 2}
_HEADS = ("category", "records", "found", "with countries", "emitted", "right")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Coded:
    """One event as PLOVER has it: category, and the country or body codes of the two sides."""

    category: str
    sources: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """One record, what was coded of it, and what of that is right."""

    text: str
    gold: Coded
    told: tuple[Coded, ...]

    @property
    def found(self) -> bool:
        """True where one of the coded events has the record's category."""
        return any(c.category == self.gold.category for c in self.told)

    @property
    def located(self) -> bool:
        """True where one of them has its countries on both sides too."""
        return any(c.category == self.gold.category and sides_agree(self.gold, c) for c in self.told)


def measure(folder: Path, split: str) -> Result:
    """The share of records whose category (and both countries) is found, and the share of coded categories that are right."""
    rows = list(records(folder, split))
    coder()
    started = time.perf_counter()
    judged = [Judged(r["text"], gold_of(r), tuple(coded(*_code(r["text"])))) for r in rows]
    took = time.perf_counter() - started
    data = hash_of([folder / f"{split}.jsonl"])
    return Result("plover", split, len(rows), metrics(judged), round(len(rows) / took, 1), data, tuple(_rows(judged)), tuple(_errors(judged)))


def _code(text: str) -> tuple[list[Json], frozenset[str]]:
    """The record's accounts, and the countries its words name."""
    engine, report = coder(), read_text(text, Issue())
    parse = engine.parser.parse(report)
    names = find_names(parse, engine.lexicon.actors).nations.values()
    return [to_wire(a, report) for a in engine.code_parse(report, parse)], frozenset(k.ids[0] for k in names if len(k.ids) == 1)


def gold_of(record: Json) -> Coded:
    """The record in the names of PLOVER 2.0, its country codes put right."""
    event, _ = normal_plover(record["event"])
    return Coded(event, _codes(record["src_actors"]), _codes(record["tgt_actors"]))


def _codes(actors: object) -> frozenset[str]:
    found = (str(a["code"]) for a in actors if a.get("code")) if isinstance(actors, list) else ()
    return frozenset(MISSPELT.get(c, c) for c in found)


def coded(accounts: Sequence[Json], named: frozenset[str]) -> Iterator[Coded]:
    """The one event the record is of: the account told first, what only might be behind what is; nothing where none has a PLOVER category."""
    told = [a for a in accounts if a["codes"]["plover"] is not None]
    if told:
        lead = min(told, key=lambda a: (_doubt(a), a["trigger"][0]["start"]))
        event, mode = lead["codes"]["plover"]
        yield Coded(OLDER.get((event, mode), event), _side(lead, SOURCES, named), _side(lead, TARGETS, named))


def _doubt(account: Json) -> int:
    """0 for what happened or was said, 1 for what somebody alleges, 2 for what only might be; what a rule itself doubts was said."""
    rule = load_deeds("en").by_id.get(account["by"]["kind"])
    if rule is not None and rule.stance is not None:
        return 0
    return DOUBTS.get(account["stance"], 0)


def _side(account: Json, roles: Sequence[str], named: frozenset[str]) -> frozenset[str]:
    """The codes of the parties in the roles; for people at home, and for nobody told, the country of the place or the record's only one."""
    parties = [p for p in account["parties"] if p["role"] in roles]
    found = frozenset(code for p in parties if (code := p["country"] or BODIES.get(p["kind"])) is not None)
    return found or _home(account, named)


def _home(account: Json, named: frozenset[str]) -> frozenset[str]:
    """The country of the event's place, else the only country the record names."""
    where = account["where"]
    if where is not None and where["country"] is not None:
        return frozenset({where["country"]})
    return named if len(named) == 1 else frozenset()


def sides_agree(gold: Coded, told: Coded) -> bool:
    """True where each side that the record gives has the same codes; what both did together has them on either side."""
    if gold.category in MUTUAL and not gold.targets:
        return gold.sources == told.sources | told.targets
    pairs = ((gold.sources, told.sources), (gold.targets, told.targets))
    return all(not asked or asked == given for asked, given in pairs)


def metrics(judged: Sequence[Judged]) -> dict[str, float]:
    """The figures of the whole."""
    n = max(1, len(judged))
    told = [(j, c) for j in judged for c in j.told]
    right = sum(c.category == j.gold.category for j, c in told)
    return {
        "category": round(sum(j.found for j in judged) / n, 3),
        "category_countries": round(sum(j.located for j in judged) / n, 3),
        "precision": round(right / max(1, len(told)), 3),
        "emitted": len(told),
    }


def _rows(judged: Sequence[Judged]) -> Iterator[Row]:
    yield _HEADS
    told = [(j.gold.category, c.category) for j in judged for c in j.told]
    for name in sorted({j.gold.category for j in judged} | {c for _, c in told}):
        mine = [j for j in judged if j.gold.category == name]
        given = [g for g, c in told if c == name]
        numbers = (len(mine), sum(j.found for j in mine), sum(j.located for j in mine), len(given), sum(g == name for g in given))
        yield (name, *map(str, numbers))


def _errors(judged: Sequence[Judged]) -> Iterator[str]:
    """Wrong categories first, then records of which nothing is coded, then wrong countries."""
    for why in ("wrong", "none", "sides"):
        for j in judged:
            if _fault(j) == why:
                told = "; ".join(f"{c.category} {'+'.join(sorted(c.sources))} > {'+'.join(sorted(c.targets))}" for c in j.told)
                gold = f"{j.gold.category} {'+'.join(sorted(j.gold.sources))} > {'+'.join(sorted(j.gold.targets))}"
                yield f"{why}: {gold} | {told or '-'} | {j.text}"


def _fault(j: Judged) -> str | None:
    """What is wrong with the record's coding; ``None`` where nothing is."""
    if not j.told:
        return "none"
    return "wrong" if not j.found else None if j.located else "sides"
