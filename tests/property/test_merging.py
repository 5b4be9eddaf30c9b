"""The laws of merging: no order, no batch, no undone word changes anything; no toll narrows; the past stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.merge.made import TABLE, Told, account, report
from tollbook.merge.facts import Filed
from tollbook.merge.replay import Merged, replay, replay_as_of
from tollbook.model.decision import Decision, Maker, Verdict, mark_of
from tollbook.model.frame import Currency
from tollbook.model.toll import Toll

SENTENCES = (
    "Gunmen on motorcycles attacked the market of Dorra, said Issa Bamadio, the mayor.",
    "Seven traders died in Dorra when the Bamadio market was attacked, the hospital of Kessou said.",
    "Two herders were shot dead near Fandiala, a police officer said.",
    "The army blamed the Kelmadane group for the raid on Dorra.",
    "Traders buried their dead in Kessou, where Awa Toumi leads the women's union.",
)
FIRST_DAY = date(2024, 3, 4)
DAYS = st.integers(0, 6).map(lambda n: FIRST_DAY + timedelta(days=n))
NUMBERS = st.sampled_from([(5, 5, 5), (5, 5, None), (None, 30, None), (2, None, None), (None, None, 12), (8, None, 12), (7, 7, 7), (0, 0, 0)])


@st.composite
def told(draw: st.DrawFn, at: int) -> Told:
    return Told(
        kind=draw(st.sampled_from(("armed-attack", "killing", "bombing", "protest"))), day=draw(st.one_of(st.none(), DAYS)),
        place=draw(st.sampled_from((None, "Dorra", "Kessou", "Fandiala", "Makala"))), killed=Toll(*draw(NUMBERS)) if draw(st.booleans()) else None,
        currency=draw(st.sampled_from((Currency.NEW, Currency.BACKGROUND))), injured=draw(st.sampled_from((None, 3, 4))), at=at,
    )  # fmt: skip


@st.composite
def filings(draw: st.DrawFn) -> tuple[Filed, ...]:
    found: list[Filed] = []
    for n in range(draw(st.integers(1, 6))):
        lines = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2, unique=True))
        published = FIRST_DAY + timedelta(days=draw(st.integers(0, 10)))
        within = report(f"Report {n}.\n\n" + "\n\n".join(lines), published, draw(st.sampled_from(("Wire", "Radio Dorra", None))))
        found += [Filed(account(draw(told(at)), within), within) for at in range(0, 10 * draw(st.integers(1, 3)), 10)]
    return tuple({f.account.id: f for f in found}.values())


@st.composite
def judged(draw: st.DrawFn) -> tuple[tuple[Filed, ...], tuple[Decision, ...]]:
    held = draw(filings())
    found: list[Decision] = []
    for n in range(draw(st.integers(0, 4))) if len(held) > 1 else ():
        pair = draw(st.permutations(held))[:2]
        verdict = draw(st.sampled_from((Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE)))
        maker = draw(st.sampled_from(list(Maker)))
        at = datetime(2024, 3, 6 + draw(st.integers(0, 9)), n, tzinfo=UTC)
        found.append(Decision(verdict, tuple(mark_of(f.account) for f in pair), maker, "tester", at, "as told"))
    return held, tuple(found)


def merged(held: Sequence[Filed], decisions: Sequence[Decision] = ()) -> Merged:
    return replay(held, decisions, TABLE)


@settings(max_examples=20, deadline=None)
@given(judged(), st.randoms(use_true_random=False))
def test_no_order_changes_a_byte(drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]], chance: object) -> None:
    held, decisions = drawn
    shuffled, reordered = list(held), list(decisions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(reordered)  # type: ignore[attr-defined]
    assert repr(merged(shuffled, reordered)) == repr(merged(held, decisions))


@settings(max_examples=20, deadline=None)
@given(judged())
def test_what_is_told_or_decided_twice_counts_once(drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]]) -> None:
    held, decisions = drawn
    assert repr(merged(held + held, decisions + decisions)) == repr(merged(held, decisions))


@settings(max_examples=20, deadline=None)
@given(judged(), st.data())
def test_undoing_is_exact(drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]], data: st.DataObject) -> None:
    held, decisions = drawn
    if not decisions:
        return
    taken_back = data.draw(st.sampled_from(decisions))
    undo = Decision(Verdict.UNDONE, (), Maker.ANALYST, "tester", datetime(2024, 5, 1, tzinfo=UTC), "a slip", undoes=taken_back.id)
    redo = Decision(Verdict.UNDONE, (), Maker.ANALYST, "tester", datetime(2024, 5, 2, tzinfo=UTC), "no slip", undoes=undo.id)
    without = tuple(d for d in decisions if d.id != taken_back.id)
    assert repr(merged(held, (*decisions, undo))) == repr(merged(held, without))
    assert repr(merged(held, (*decisions, undo, redo))) == repr(merged(held, decisions))


@settings(max_examples=20, deadline=None)
@given(judged())
def test_no_toll_narrows(drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]]) -> None:
    for incident in merged(*drawn).incidents:
        for line in incident.tolls:
            for said in line.said:
                assert line.toll.low is None or (said.toll.low is not None and line.toll.low <= said.toll.low)
                assert line.toll.high is None or (said.toll.high is not None and said.toll.high <= line.toll.high)


@settings(max_examples=20, deadline=None)
@given(judged(), st.integers(0, 12))
def test_the_past_stays_as_it_was(drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]], days: int) -> None:
    held, decisions = drawn
    day = FIRST_DAY + timedelta(days=days)
    known = [f for f in held if f.report.published and f.report.published <= day]
    said = [d for d in decisions if d.at.date() <= day]
    assert repr(replay_as_of(day, held, decisions, TABLE)) == repr(merged(known, said))


@settings(max_examples=20, deadline=None)
@given(judged())
def test_every_account_has_one_incident_and_every_id_leads_to_one(drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]]) -> None:
    held, decisions = drawn
    told = merged(held, decisions)
    ids = [i.id for i in told.incidents]
    assert sorted(a for i in told.incidents for a in i.accounts) == sorted(f.account.id for f in held)
    assert len(set(ids)) == len(ids)
    assert set(told.merged_into.values()) <= set(ids)
    assert not set(told.merged_into) & set(ids)


@settings(max_examples=20, deadline=None)
@given(judged())
def test_an_analyst_is_heeded_or_told(drawn: tuple[tuple[Filed, ...], tuple[Decision, ...]]) -> None:
    held, decisions = drawn
    analysts = tuple(replace(d, maker=Maker.ANALYST) for d in decisions)
    told = merged(held, analysts)
    home = {a: i.id for i in told.incidents for a in i.accounts}
    last = {frozenset(m.account for m in d.about): d for d in sorted(analysts, key=lambda d: (d.at, d.id))}
    for pair, decision in last.items():
        a, b = pair
        if decision.id not in told.unheeded and decision.verdict is not Verdict.UNSURE:
            assert (home[a] == home[b]) is (decision.verdict is Verdict.SAME)
