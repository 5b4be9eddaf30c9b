from __future__ import annotations

from datetime import UTC, date, datetime

from tests.unit.merge.made import TABLE, Told, filed, report
from tollbook.merge.judged import judgements
from tollbook.merge.replay import compare, fold, in_order, replay
from tollbook.merge.ruling import ruling_of
from tollbook.model.decision import Decision, Maker, Verdict

AT = datetime(2024, 4, 1, tzinfo=UTC)
HELD = (
    filed(Told(killed=5)),
    filed(Told(killed=5), report("Five traders died in Dorra, Issa Bamadio told the radio.", date(2024, 3, 7))),
    filed(Told(place="Fandiala", killed=2), report("Two herders were shot near Fandiala.", date(2024, 3, 6))),
)


def judged(decisions: tuple[Decision, ...] = ()) -> tuple[Decision, ...]:
    facts = in_order(HELD, TABLE)
    ruling = ruling_of(facts, decisions)
    compared = compare(facts, ruling, TABLE)
    return judgements(compared, fold(compared, ruling, TABLE), TABLE, AT)


def test_a_merger_is_told_with_its_reasons() -> None:
    (told,) = [d for d in judged() if d.verdict is Verdict.SAME]
    assert {m.account for m in told.about} == {HELD[0].account.id, HELD[1].account.id}
    assert (told.maker, told.at) == (Maker.MACHINE, AT)
    assert "same-day 1 (+" in told.why


def test_the_machines_own_words_change_no_replay() -> None:
    assert replay(HELD, judged(), TABLE) == replay(HELD, (), TABLE)


def test_what_an_analyst_parts_is_told_as_parted() -> None:
    same = next(d for d in judged() if d.verdict is Verdict.SAME)
    parted = Decision(Verdict.NOT_SAME, same.about, Maker.ANALYST, "tester", AT, "two attacks")
    assert Verdict.NOT_SAME in {d.verdict for d in judged((parted,))}
