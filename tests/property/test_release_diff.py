"""Whatever became of accounts between two releases, each incident is told of once."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.export.test_release_diff import diff, row, strand
from tollbook.export.release_diff import Diff, Fate
from tollbook.model.release import Held, ReleaseRow

ACCOUNTS = ("a1", "a2", "b1", "c1", "x1", "y1")
PLACES = st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=len(ACCOUNTS), max_size=len(ACCOUNTS))
HELD = st.lists(st.sampled_from(list(Held)), min_size=len(ACCOUNTS), max_size=len(ACCOUNTS))


def rows(places: Sequence[int | None], held: Sequence[Held]) -> list[ReleaseRow]:
    """Incidents of the accounts that lie in one place; each is called after its first, as in the ledger."""
    found = []
    for place in sorted({p for p in places if p is not None}):
        members = [a for a, p in zip(ACCOUNTS, places, strict=True) if p == place]
        strands = [strand(a, start=10 * int(a[1])) for a in members]
        also = tuple(f"inc-{a}" for a in members[1:])
        found.append(row(f"inc-{members[0]}", *strands, killed=len(members), held=held[place], also=also))
    return found


def ids(fates: Sequence[Fate]) -> list[str]:
    return [f.id for f in fates]


@given(PLACES, HELD, PLACES, HELD)
def test_each_incident_is_told_of_once(one: list[int | None], held: list[Held], other: list[int | None], kept: list[Held]) -> None:
    before, after = rows(one, held), rows(other, kept)
    found: Diff = diff(before, after)
    was, now = [r.incident for r in before if r.held is Held.IN], [r.incident for r in after if r.held is Held.IN]
    assert len(was) == found.unchanged + len(found.changed) + len(found.merged) + len(found.withdrawn)
    assert len(now) == found.unchanged + len(found.changed) + len(found.added) + len(found.split)
    assert set(ids(found.merged)) | set(ids(found.withdrawn)) <= set(was)
    assert {*ids(found.added), *ids(found.changed), *(into for f in found.split for into in f.into)} <= set(now)
    assert all(f.causes for name in ("added", "changed", "withdrawn", "merged", "split") for f in getattr(found, name))


@given(PLACES, HELD)
def test_a_release_differs_in_nothing_from_itself(places: list[int | None], held: list[Held]) -> None:
    here = rows(places, held)
    assert diff(here, here).unchanged == sum(r.held is Held.IN for r in here)
