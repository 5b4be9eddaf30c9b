"""The accounts of a ledger with their reports, as merging takes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from tollbook.export.unwire import from_line
from tollbook.merge.facts import Filed
from tollbook.model.ledger import Copy, Link, StoredAccount, StoredReport
from tollbook.model.report import Report
from tollbook.read.text import Issue, read_text
from tollbook.store.failures import LedgerError
from tollbook.store.ledger import Ledger

PAGE = 1_000


def filed_in(ledger: Ledger, as_of: datetime | None = None) -> Iterator[Filed]:
    """All accounts in force as of the time, in the order they came in."""
    onto = onto_of(ledger.every_link(), as_of).get
    copies, firsts = ledger.every_copy(), dict[str, str]()
    reports = ledger.each_report()
    for report, stored in groupby(ledger.each_account(as_of=as_of, limit=PAGE), key=lambda a: a.report):
        held = next((r for r in reports if r.id == report), None)
        if held is None:
            raise LedgerError(f"the report {report} is missing; restore the ledger from a backup")
        yield from _filed(report_from(held), stored, first_of(report, onto, firsts), _by_then(copies.get(report, ()), as_of))


def filed_of(ledger: Ledger, reports: Collection[str]) -> dict[str, tuple[Filed, ...]]:
    """The accounts in force of these reports, by report; none where there are none, or no such report."""
    firsts: dict[str, str] = {}

    def onto(report: str) -> str | None:
        return onto_of(ledger.links(report), None).get(report)

    found: dict[str, tuple[Filed, ...]] = {}
    for report in reports:
        stored, held = tuple(ledger.each_account(report=report, limit=PAGE)), ledger.report(report)
        first = first_of(report, onto, firsts)
        found[report] = () if held is None or not stored else tuple(_filed(report_from(held), stored, first, ledger.copies(report)))
    return found


def onto_of(links: Iterable[Link], as_of: datetime | None) -> dict[str, str]:
    """By report the one it was first found to copy or to be a later version of, as of the time; ``links`` are as they came in."""
    found: dict[str, str] = {}
    for link in links:
        if as_of is None or link.at <= as_of:
            found.setdefault(link.report, link.other)
    return found


def first_of(report: str, onto: Callable[[str], str | None], firsts: dict[str, str]) -> str:
    """The report at the end of the links that lead from this one; of links in a circle the least id. ``firsts`` are those found so far."""
    chain: list[str] = []
    at = report
    while at not in firsts and at not in chain:
        chain.append(at)
        at = onto(at) or at
    end = firsts[at] if at in firsts else min(chain[chain.index(at) :])
    firsts.update(dict.fromkeys(chain, end))
    return end


def report_from(stored: StoredReport) -> Report:
    """A stored report with its blocks found again."""
    return read_text(stored.text, Issue(stored.title, stored.source, stored.url, stored.published, stored.lang, stored.country))


def _filed(report: Report, stored: Iterable[StoredAccount], first: str, copies: Sequence[Copy]) -> Iterator[Filed]:
    """The accounts; ``copies`` name the other outlets, else addresses, at which the report's text was found word for word."""
    told = dict.fromkeys(c.source or c.url for c in copies)
    further = tuple(name for name in told if name is not None and name not in (report.source, report.url))
    return (Filed(from_line(a.wire), report, copy_of=first if first != report.id else None, further=further) for a in stored)


def _by_then(copies: Sequence[Copy], as_of: datetime | None) -> Sequence[Copy]:
    return copies if as_of is None else tuple(c for c in copies if c.at <= as_of)
