"""What became of incidents between two releases is told of each once, with what changed and why."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.export.made import Said, cleared, exportable, filed
from tollbook.export.release import line_of, rows_of
from tollbook.export.release_causes import Cause, Known
from tollbook.export.release_diff import Diff, Side, diff_of
from tollbook.export.release_fields import changes_of, told_of
from tollbook.export.release_told import diff_json, diff_lines
from tollbook.model.decision import Decision, Maker, Mark, Verdict
from tollbook.model.ledger import Reason
from tollbook.model.release import Held, MadeOf, Release, ReleaseRow, Step, Strand
from tollbook.model.toll import Toll

EARLY, LATE = datetime(2024, 3, 7, tzinfo=UTC), datetime(2024, 3, 14, tzinfo=UTC)
BETWEEN = EARLY + timedelta(1)


def strand(name: str, coding: str = "c1", original: str | None = None, start: int = 0) -> Strand:
    """The account ``name`` of the report its first letter names."""
    return Strand(name, name[0], original or name[0], coding, "armed-attack", start, start + 4)


def row(
    incident: str, *strands: Strand, killed: int = 5, held: Held = Held.IN, also: tuple[str, ...] = (), steps: tuple[Step, ...] = ()
) -> ReleaseRow:
    (event,) = cleared(Said(tolls=(("killed", "total", killed),))).events
    line = line_of(replace(event, id=incident)) if held is Held.IN else None
    return ReleaseRow(incident, held, line, MadeOf(also, strands, steps))


def release(name: str, at: datetime, n: int) -> Release:
    return Release(name, "0" * 64, json.dumps({"as_of": at.isoformat(), "counts": {"incidents": n}}), "amina", at)


def diff(before: list[ReleaseRow], after: list[ReleaseRow], **known: object) -> Diff:
    came = {name: (f"doc-{name}", EARLY if name < "n" else BETWEEN) for name in "abcdxyz"}
    told = Known(EARLY, LATE, came, **known)  # type: ignore[arg-type]
    one, two = release("one", EARLY, len(before)), release("two", LATE, len(after))
    return diff_of(Side(one, tuple(before)), Side(two, tuple(after)), told)


def decision(verdict: Verdict, *accounts: str, undoes: str | None = None) -> Decision:
    marks = tuple(Mark(a, a[0], "armed-attack", ()) for a in accounts)
    return Decision(verdict, marks, Maker.ANALYST, "amina", BETWEEN, "it says so", undoes=undoes)


def test_what_is_the_same_is_not_told() -> None:
    found = diff([row("i1", strand("a1"))], [row("i1", strand("a1"))])
    assert (found.unchanged, found.added, found.changed, found.withdrawn, found.merged, found.split) == (1, (), (), (), (), ())


def test_a_new_report_adds_an_incident_and_raises_a_toll() -> None:
    step = Step("2024-03-08", "toll-update", "killed total", ("x",))
    found = diff([row("i1", strand("a1"))], [row("i1", strand("a1"), strand("x1"), killed=7, steps=(step,)), row("i2", strand("y1"))])
    (added,), (changed,) = found.added, found.changed
    assert (added.id, added.causes) == ("i2", (Cause(Reason.NEW_REPORT, "reports", reports=1),))
    (toll,) = changed.changes
    assert (toll.field, toll.before, toll.after, toll.way) == ("killed total", "5", "7", "raised")
    assert toll.reasons == (Reason.TOLL_UPDATE, Reason.NEW_REPORT)


def test_a_copy_is_told_as_one() -> None:
    found = diff([row("i1", strand("a1"))], [row("i1", strand("a1"), strand("x1", original="a"), killed=6)])
    assert found.changed[0].causes == (Cause(Reason.DUPLICATE, "copies", reports=1),)


@pytest.mark.parametrize("what", ["a1", "a", "doc-a"])
def test_a_withdrawn_source_withdraws_its_incident(what: str) -> None:
    found = diff([row("i1", strand("a1"))], [], withdrawn={what: Reason.SOURCE_WITHDRAWN})
    (gone,) = found.withdrawn
    assert gone.causes == (Cause(Reason.SOURCE_WITHDRAWN, "withdrawn", reports=1),)


@pytest.mark.parametrize("held", [Held.FILTER, Held.GATE])
def test_what_is_held_back_is_told_without_by_whom(held: Held) -> None:
    found = diff([row("i1", strand("a1"))], [row("i1", strand("a1"), held=held)])
    assert found.withdrawn[0].causes == (Cause(Reason.OUT_OF_SCOPE, "not-asked-for"),)
    back = diff([row("i1", strand("a1"), held=held)], [row("i1", strand("a1"))])
    assert back.added[0].causes == (Cause(Reason.OUT_OF_SCOPE, "asked-for-now"),)


def test_a_merger_names_where_to_and_whose_decision() -> None:
    judged = decision(Verdict.SAME, "a1", "b1")
    found = diff([row("i1", strand("a1")), row("i2", strand("b1"))], [row("i1", strand("a1"), strand("b1"), also=("i2",))], decisions=(judged,))
    (merged,) = found.merged
    assert (merged.id, merged.into) == ("i2", ("i1",))
    assert merged.causes == (Cause(Reason.DUPLICATE, "merged"), Cause(Reason.CODER_ERROR, "analyst same", (judged.id,)))


def test_a_split_names_what_came_of_it() -> None:
    judged = decision(Verdict.NOT_SAME, "a1", "b1")
    before, after = [row("i1", strand("a1"), strand("b1"), also=("i2",))], [row("i1", strand("a1"), killed=4), row("i2", strand("b1"))]
    found = diff(before, after, decisions=(judged,))
    (split,), (changed,) = found.split, found.changed
    assert (split.id, split.into, found.added) == ("i1", ("i2",), ())
    assert split.causes == (Cause(Reason.CODER_ERROR, "analyst not-same", (judged.id,)),)
    assert Cause(Reason.CODER_ERROR, "split") in changed.causes


def test_an_undone_decision_is_named_by_what_it_was() -> None:
    first = replace(decision(Verdict.NOT_SAME, "a1", "b1"), at=EARLY - timedelta(1))
    undoing = decision(Verdict.UNDONE, undoes=first.id)
    before, after = [row("i1", strand("a1")), row("i2", strand("b1"))], [row("i1", strand("a1"), strand("b1"), also=("i2",))]
    found = diff(before, after, decisions=(first, undoing))
    assert found.merged[0].causes[1] == Cause(Reason.CODER_ERROR, "analyst undone not-same", (undoing.id,))


def test_a_new_coding_is_told_with_its_versions_and_finds_the_incident_again() -> None:
    versions = {"c1": {"tollbook": "1.0", "lexicon": "en a"}, "c2": {"tollbook": "1.1", "lexicon": "en a"}}
    found = diff([row("i1", strand("a1"))], [row("i7", strand("a7", "c2", start=2), killed=6)], versions=versions)
    (changed,) = found.changed
    assert (changed.id, changed.was, found.withdrawn, found.added) == ("i7", "i1", (), ())
    assert changed.causes == (Cause(Reason.CODEBOOK_CHANGE, "recoded", ("tollbook 1.0 -> 1.1",)),)
    away = diff([row("i1", strand("a1"))], [row("i7", strand("a7", "c2", start=90))], versions=versions)
    assert (away.withdrawn[0].causes[0].code, away.added[0].causes[0].code) == (Reason.CODEBOOK_CHANGE, Reason.CODEBOOK_CHANGE)


def test_an_earlier_founder_changes_the_id_and_nothing_else() -> None:
    found = diff([row("i1", strand("a1"))], [row("i0", strand("x1"), strand("a1"), also=("i1",))])
    assert (found.changed[0].id, found.changed[0].was, found.changed[0].changes) == ("i0", "i1", ())


def test_other_rules_are_the_cause_where_nothing_else_is() -> None:
    before, after = [row("i1", strand("a1"))], [row("i1", strand("a1"), killed=6)]
    assert diff(before, after, differs=("rules 1 -> 2",)).changed[0].causes == (Cause(Reason.CODEBOOK_CHANGE, "rules", ("rules 1 -> 2",)),)
    assert diff(before, after).changed[0].causes == (Cause(Reason.OUT_OF_SCOPE, "beside"),)


def test_texts_and_json_tell_the_same_lists() -> None:
    found = diff([row("i1", strand("a1")), row("i2", strand("b1"))], [row("i1", strand("a1"), strand("x1"), killed=7), row("i3", strand("y1"))])
    told, held = list(diff_lines(found)), diff_json(found)
    assert told[0] == "one → two: 2 → 2 incidents; 1 added, 1 changed, 1 withdrawn, 0 merged, 0 split, 0 unchanged"
    assert "    killed total: 5 → 7 (raised, toll-update, new-report)" in told
    assert held["counts"] == {"added": 1, "changed": 1, "withdrawn": 1, "merged": 0, "split": 0, "unchanged": 0}
    assert held["changed"][0]["changes"] == [
        {"field": "killed total", "from": "5", "to": "7", "reasons": ["toll-update", "new-report"], "way": "raised"}
    ]
    assert json.loads(json.dumps(held)) == held


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [(5, 7, "raised"), (7, 5, "lowered"), (5, Toll(4, 5, 9), "range"), (None, 5, "told"), (5, None, "untold")],
)
def test_the_way_of_a_toll(before: Toll | int | None, after: Toll | int | None, way: str) -> None:
    one, other = (json.loads(line_of(cleared(Said(tolls=(("killed", "total", t),) if t is not None else ())).events[0])) for t in (before, after))
    (change,) = changes_of(one, other, (), (), lambda _: False)
    assert (change.way, change.reasons) == (way, (Reason.TOLL_UPDATE,))


def test_fields_leave_out_what_nobody_says() -> None:
    (event,) = cleared(Said(where=None, when=None, parties=(), tolls=())).events
    assert told_of(json.loads(line_of(event))).keys().isdisjoint({"where", "when", "coordinates", "victim", "killed total"})


def test_rows_hold_what_the_filter_and_the_gate_kept_back() -> None:
    item = exportable()
    one = filed(Said())
    (found,) = rows_of([item.incident], cleared(Said()), frozenset({item.incident.id}), {one.account.id: one}, {one.report.id: "c1"})
    assert (found.held, found.made_of.strands[0].coding) == (Held.IN, "c1")
    none = cleared()
    for asked, held in ((frozenset({item.incident.id}), Held.GATE), (frozenset[str](), Held.FILTER)):
        (found,) = rows_of([item.incident], none, asked, {one.account.id: one}, {})
        assert (found.held, found.line) == (held, None)
