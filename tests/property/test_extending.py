"""A merger that is brought up to date, in any order and by any batches, is the replay of all there is, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.test_merging import filings, judged
from tests.unit.merge.made import TABLE
from tollbook.codebook.merging import MergeTable
from tollbook.merge.extend import extend, merged
from tollbook.merge.facts import Filed
from tollbook.merge.replay import replay
from tollbook.merge.shelf import MemoryShelf, Shelf
from tollbook.model.decision import Decision, Maker, Verdict
from tollbook.model.toll import Toll
from tollbook.store.shelf import FileShelf, write_shelf

CROWDED = msgspec.structs.replace(TABLE, file=msgspec.structs.replace(TABLE.file, crowd=2))
"""A table by which three accounts are a crowd."""
TABLES = st.sampled_from((TABLE, CROWDED))


def by_report(held: Sequence[Filed]) -> dict[str, tuple[Filed, ...]]:
    found: dict[str, tuple[Filed, ...]] = {}
    for one in held:
        found[one.report.id] = (*found.get(one.report.id, ()), one)
    return found


def agreed(shelf: Shelf, held: Sequence[Filed], decisions: Sequence[Decision], table: MergeTable) -> None:
    assert repr(merged(shelf)) == repr(replay(held, decisions, table))


@settings(max_examples=60, deadline=None)
@given(judged(), TABLES, st.data())
def test_no_order_and_no_batch_changes_a_byte(drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]], table: MergeTable, data: st.DataObject) -> None:
    held, decisions = drawn
    left = data.draw(st.permutations(sorted(by_report(held).items())))
    shelf, known, said = MemoryShelf(), dict[str, tuple[Filed, ...]](), tuple[Decision, ...]()
    while left:
        size = data.draw(st.integers(1, len(left)))
        batch, left = dict(left[:size]), left[size:]
        known |= batch
        said = tuple(d for d in decisions if data.draw(st.booleans())) if left else decisions
        extend(shelf, batch, said, table)
        agreed(shelf, [f for filed in known.values() for f in filed], said, table)


@settings(max_examples=60, deadline=None)
@given(judged(), filings(), TABLES, st.data())
def test_what_is_withdrawn_or_told_anew_leaves_no_trace(
    drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]], others: tuple[Filed, ...], table: MergeTable, data: st.DataObject
) -> None:  # fmt: skip
    held, decisions = drawn
    shelf, before = MemoryShelf(), by_report((*held, *others))
    extend(shelf, before, decisions, table)
    after: dict[str, tuple[Filed, ...]] = {}
    for report, filed in before.items():
        kept = tuple(f for f in filed if data.draw(st.booleans()))
        original = data.draw(st.sampled_from((None, *before)))
        after[report] = tuple(replace(f, copy_of=original) for f in kept)
    extend(shelf, after, decisions, table)
    agreed(shelf, [f for filed in after.values() for f in filed], decisions, table)
    extend(shelf, before, (), table)
    agreed(shelf, (*held, *others), (), table)


@settings(max_examples=40, deadline=None)
@given(judged(), filings(), TABLES, st.data())
def test_a_shelf_in_a_file_tells_the_same(
    drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]], others: tuple[Filed, ...], table: MergeTable, data: st.DataObject
) -> None:  # fmt: skip
    held, decisions = drawn
    first, known = MemoryShelf(), by_report(others)
    said = tuple(d for d in decisions if data.draw(st.booleans()))
    extend(first, known, said, table)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shelf"
        write_shelf(path, first, {})
        for report, filed in data.draw(st.permutations(sorted(by_report(held).items()))):
            shelf = FileShelf(path)
            shelf.begin()
            agreed(shelf, [f for filings in known.values() for f in filings], said, table)
            known[report], said = filed, decisions
            extend(shelf, {report: filed}, said, table)
            agreed(shelf, [f for filings in known.values() for f in filings], said, table)
            shelf.commit()
            shelf.close()


@settings(max_examples=40, deadline=None)
@given(judged(), TABLES)
def test_undoing_is_exact(drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]], table: MergeTable) -> None:
    held, decisions = drawn
    shelf = MemoryShelf()
    extend(shelf, by_report(held), (), table)
    before = repr(merged(shelf))
    extend(shelf, {}, decisions, table)
    at = datetime(2024, 5, 1, tzinfo=UTC)
    undone = [Decision(Verdict.UNDONE, (), Maker.ANALYST, "tester", at, "a slip", undoes=d.id) for d in decisions]
    extend(shelf, {}, (*decisions, *undone), table)
    assert repr(merged(shelf)) == before


@settings(max_examples=40, deadline=None)
@given(filings(), st.data())
def test_no_toll_narrows_when_more_is_told(held: tuple[Filed, ...], data: st.DataObject) -> None:
    shelf, left = MemoryShelf(), data.draw(st.permutations(sorted(by_report(held).items())))
    for n, (report, filed) in enumerate(left):
        before = {i.accounts: {(line.status, line.group): line.toll for line in i.tolls} for i in merged(shelf).incidents}
        extend(shelf, {report: filed}, (), TABLE)
        for incident in merged(shelf).incidents:
            after = {(line.status, line.group): line.toll for line in incident.tolls}
            for accounts, tolls in before.items():
                if set(accounts) <= set(incident.accounts):
                    assert all(_holds(after[what], toll) for what, toll in tolls.items()), n


def _holds(wide: Toll, toll: Toll) -> bool:
    """True where the range holds the other, an open end all numbers on its side."""
    low = wide.low is None or (toll.low is not None and wide.low <= toll.low)
    return low and (wide.high is None or (toll.high is not None and toll.high <= wide.high))
