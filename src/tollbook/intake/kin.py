"""Which reports tell one text: copies of a wire text at several outlets, and later versions of one page."""

from __future__ import annotations

from datetime import datetime

from tollbook.model.ledger import How, Link, StoredReport
from tollbook.read.near import is_copy, likeness
from tollbook.store.ledger import Ledger

LOOKED_AT = 20
"""How many reports that share a band are compared word by word; a wire text has its copies among the earliest."""


def link_kin(ledger: Ledger, report: str, bands: tuple[int, ...], at: datetime) -> Link | None:
    """Links the report to the version of its page before it, or else to the earliest copy of its text; ``None`` where there is neither.

    Only what came in before counts, so that the same call again, after more came in, changes nothing: a run that was cut off is mended by the next.
    """
    here = ledger.report(report)
    if here is None:
        return None
    kin = _version(ledger, here, at) or _copy(ledger, here, bands, at)
    if kin is not None:
        ledger.link(kin)
    return kin


def _version(ledger: Ledger, here: StoredReport, at: datetime) -> Link | None:
    """The same page as it was before."""
    before = [r for r in ledger.at_url(here.url) if r.number < here.number] if here.url is not None else []
    return Link(here.id, before[-1].id, How.VERSION, round(likeness(here.text, before[-1].text), 3), at) if before else None


def _copy(ledger: Ledger, here: StoredReport, bands: tuple[int, ...], at: datetime) -> Link | None:
    """The same text at another address."""
    for known in ledger.near(bands, LOOKED_AT):
        there = ledger.report(known)
        if there is not None and there.number < here.number and is_copy(here.text, there.text):
            return Link(here.id, known, How.SYNDICATED, round(likeness(here.text, there.text), 3), at)
    return None
