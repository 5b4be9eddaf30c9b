"""Scores the coded accounts of one report against its gold accounts, fact by fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.tasks.gold_judge import ACTING, Json, Verdict, facts, facts_missed, family, fold, is_nameless, parties

_OF_A_STATE = re.compile(r"(?<!non )\bstate")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one gold account and how the coding tells it."""

    account: str
    name: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Score:
    """One report's score: its facts, the reasons of broken never-rules, and counts of what should not be there."""

    facts: tuple[Fact, ...]
    never: tuple[str, ...]
    spurious: int
    bad_quotes: int
    bare_values: int

    def count(self, verdict: Verdict) -> int:
        """How many facts have the verdict."""
        return sum(f.verdict is verdict for f in self.facts)


def score(gold: Json, coded: Sequence[Json], text: str) -> Score:
    """The coding's score; optional gold accounts that it does not tell are left out."""
    pairs = match(gold["accounts"], coded, text)
    found: list[Fact] = []
    for i, account in enumerate(gold["accounts"]):
        told = coded[pairs[i]] if i in pairs else None
        if told is None and account.get("optional"):
            continue
        found += [Fact(account["id"], n, v) for n, v in (facts_missed(account) if told is None else facts(account, told))]
        if told is not None and len(account["anchors"]) > 1:
            found.append(Fact(account["id"], "one record", Verdict.WRONG if _is_split(account, coded, text) else Verdict.RIGHT))
    bad, bare = unsupported(coded, text)
    return Score(tuple(found), tuple(broken(gold.get("never", []), coded, text)), _spurious(gold, coded, set(pairs.values()), text), bad, bare)


def match(golds: Sequence[Json], coded: Sequence[Json], text: str) -> dict[int, int]:
    """Which coded account tells which gold account: same kind and touching triggers first, then by how much of the anchors is quoted."""
    ranked = sorted(_candidates(golds, coded, text), key=lambda c: (c[0], -c[1], -c[2]), reverse=True)
    pairs: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _candidates(golds: Sequence[Json], coded: Sequence[Json], text: str) -> Iterator[tuple[tuple[int, int, int], int, int]]:
    for i, gold in enumerate(golds):
        for j, account in enumerate(coded):
            trigger, whole = touched(text, gold["anchors"], account.get("trigger", [])), touched(text, gold["anchors"], account)
            same = account.get("kind") in gold["kind"]
            akin = family(account.get("kind")) in {family(k) for k in gold["kind"]}
            if trigger or (whole and (same or akin)):
                yield (2 * same + akin + 2 * (trigger > 0), trigger, whole), i, j


def spans_in(node: Any) -> Iterator[Json]:
    """Every span anywhere in a coded account."""
    if isinstance(node, dict):
        if "start" in node and "end" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from spans_in(part)


def touched(text: str, anchors: Iterable[str], node: Any) -> int:
    """How many characters of the anchors, wherever they stand, the node's spans cover."""
    spans = list(spans_in(node))
    places = ((m.start(), m.end()) for anchor in anchors for m in re.finditer(re.escape(anchor), text))
    return sum(max(0, min(end, s["end"]) - max(start, s["start"])) for start, end in places for s in spans)


def _is_split(gold: Json, coded: Sequence[Json], text: str) -> bool:
    """True where two coded accounts of the gold's kinds tell its event."""
    return sum(p.get("kind") in gold["kind"] and touched(text, gold["anchors"], p.get("trigger", [])) > 0 for p in coded) > 1


def _spurious(gold: Json, coded: Sequence[Json], used: set[int], text: str) -> int:
    """Stated news that touches no gold account."""
    anchors = [a for g in gold["accounts"] for a in g["anchors"]]
    rest = [p for j, p in enumerate(coded) if j not in used and p.get("currency") == "new" and p.get("stance", "stated") == "stated"]
    return sum(not touched(text, anchors, p.get("trigger", [])) for p in rest)


def broken(nevers: Sequence[Json], coded: Sequence[Json], text: str) -> Iterator[str]:
    """The reason of each never-rule, once for each account and clause of it that breaks it."""
    for rule in nevers:
        for account in coded:
            for clause, breaks in _NEVER.items():
                if clause in rule and breaks(rule, account, text):
                    yield rule["why"]


def _toll(rule: Json, account: Json, _: str) -> bool:
    return any(t.get("best") == rule["toll_best"] and t.get("status") == rule.get("status", t.get("status")) for t in account.get("tolls", []))


def _country(rule: Json, account: Json, _: str) -> bool:
    return (account.get("where") or {}).get("country") in rule["where_country"]


def _state(rule: Json, account: Json, _: str) -> bool:
    blamed = [p for p in parties(account, ACTING) if p.get("country") == rule["perpetrator_country"] and not is_nameless(p)]
    return account.get("kind") in rule["kind"] and any(_OF_A_STATE.search(fold(p.get("kind"))) for p in blamed)


def _news(rule: Json, account: Json, _: str) -> bool:
    return account.get("kind") in rule["kind_new"] and account.get("currency") == "new"


def _fact(rule: Json, account: Json, text: str) -> bool:
    stated = account.get("kind") in rule["kind_stated"] and account.get("stance") == "stated" and account.get("currency") != "future"
    return stated and touched(text, [rule["anchor"]], account.get("trigger", [])) > 0


_NEVER = {"toll_best": _toll, "where_country": _country, "perpetrator_country": _state, "kind_new": _news, "kind_stated": _fact}


def unsupported(coded: Sequence[Json], text: str) -> tuple[int, int]:
    """How many quotes do not stand at their offsets, and how many filled values have no span."""
    bad = sum("quote" in s and text[s["start"] : s["end"]] != s["quote"] for p in coded for s in spans_in(p))
    return bad, sum(not value.get("spans") for p in coded for value in _values(p))


def _values(account: Mapping[str, Any]) -> Iterator[Json]:
    for name in ("parties", "tolls", "claims", "said_by"):
        yield from account.get(name, [])
    for name in ("when", "where"):
        value = account.get(name)
        if value and (value.get("earliest") or value.get("name")):
            yield value
