"""Merges coded reports with the product, as its ledger would, and compares whose reports ended up together."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from benchmarks.coding import coder
from tollbook.codebook.merging import MergeTable, load_merging
from tollbook.merge.facts import Filed, lead_of
from tollbook.merge.replay import Merged, replay
from tollbook.model.account import Account
from tollbook.model.incident import Incident
from tollbook.model.report import Report
from tollbook.read.text import Issue, read_text

Groups = Mapping[str, str]
"""By text the group it belongs to."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A text of a corpus as the product read and coded it."""

    id: str
    report: Report
    accounts: tuple[Account, ...]


def code_texts(texts: Iterable[tuple[str, str, Issue]]) -> list[Coded]:
    """The texts (id, text, what is told of it) coded; one on which the coder fails has no accounts, and the failure goes to standard error."""
    return [_coded(id_, read_text(text, issue)) for id_, text, issue in texts]


def _coded(id_: str, report: Report) -> Coded:
    try:
        return Coded(id_, report, coder().code(report))
    except (LookupError, TypeError, ValueError) as error:
        sys.stderr.write(f"benchmarks: {id_} could not be coded: {error!r}\n")
        return Coded(id_, report, ())


def day_of(text: str | None) -> date | None:
    """The day an ISO text begins with; ``None`` where it begins with none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def table() -> MergeTable:
    """The weights that merging ships with."""
    return load_merging("en")


def merged(coded: Sequence[Coded]) -> Merged:
    """The incidents of all accounts of these texts."""
    return replay((Filed(a, c.report) for c in coded for a in c.accounts), (), table())


def leads(coded: Sequence[Coded]) -> dict[str, str]:
    """By text the id of the account that tells its main event; texts that tell no harm are absent."""
    found = {c.id: lead_of(c.accounts, table()) for c in coded}
    return {id_: account.id for id_, account in found.items() if account is not None}


def groups_of(coded: Sequence[Coded], told: Merged) -> dict[str, str]:
    """By text the incident of its main event; a text that tells none is alone."""
    home = {a: i.id for i in told.incidents for a in i.accounts}
    lead = leads(coded)
    return {c.id: home[lead[c.id]] if c.id in lead else f"alone {c.id}" for c in coded}


def incidents_of(gold: Groups, found: Groups, told: Merged) -> dict[str, Incident | None]:
    """By gold group the incident most of its texts are in, the first of equals; ``None`` where they are in none."""
    by_id = {i.id: i for i in told.incidents}
    texts: dict[str, list[str]] = defaultdict(list)
    for id_ in gold:
        texts[gold[id_]].append(found[id_])
    return {group: by_id.get(Counter(sorted(ids)).most_common(1)[0][0]) for group, ids in texts.items()}


def wrong_pairs(gold: Groups, found: Groups) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pairs of texts that were merged and should not be, and those that should be and were not."""
    ours, theirs = _pairs(found), _pairs(gold)
    return sorted(ours - theirs), sorted(theirs - ours)


def _pairs(groups: Groups) -> set[tuple[str, str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(groups):
        members[groups[id_]].append(id_)
    return {pair for ids in members.values() for pair in combinations(ids, 2)}
