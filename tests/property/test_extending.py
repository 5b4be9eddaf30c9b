"""A merger that is brought up to date, in any order and by any batches, is the replay of all there is, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
from tollbook.model.decision import Decision
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
