"""Several programs at one ledger: everything is there once, and readers see one state."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Barrier, Thread

from sqlalchemy import text

from tests.unit.store.samples import entry
from tollbook.model.ledger import Taken
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import Project

HANDS, ENTRIES = 3, 12


def take_all(project: Project, barrier: Barrier, order: Sequence[int], told: list[Taken]) -> None:
    with open_ledger(project) as ledger:
        barrier.wait(60)
        told.extend(ledger.take(entry(f"Report {n}: two were killed.")) for n in order)


def test_the_same_entries_at_once_are_new_once(project: Project) -> None:
    open_ledger(project, create=True).close()
    told: list[Taken] = []
    barrier = Barrier(HANDS)
    orders = [list(range(ENTRIES)), list(reversed(range(ENTRIES))), list(range(ENTRIES))]
    hands = [Thread(target=take_all, args=(project, barrier, order, told)) for order in orders]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(120)
    assert len(told) == HANDS * ENTRIES
    assert sum(t.report for t in told) == sum(t.coding for t in told) == sum(t.accounts for t in told) == ENTRIES
    with open_ledger(project) as ledger:
        assert ledger.counts()["accounts"] == ENTRIES
        assert len(ledger.accounts(text="killed")) == ENTRIES


def test_two_programs_may_make_the_ledger_at_once(project: Project) -> None:
    barrier, failed = Barrier(2), []

    def make() -> None:
        try:
            barrier.wait(60)
            open_ledger(project, create=True).close()
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)

    hands = [Thread(target=make) for _ in range(2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(120)
    assert failed == []
    with open_ledger(project) as ledger:
        assert ledger.take(entry()).report


def test_a_reader_sees_one_state(ledger: Ledger) -> None:
    count = text("SELECT count(*) FROM reports")
    with ledger.reading() as conn:
        assert conn.execute(count).scalar() == 0
        ledger.take(entry())
        assert conn.execute(count).scalar() == 0
    with ledger.reading() as conn:
        assert conn.execute(count).scalar() == 1
