from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.unit.merge.made import TABLE, TEXT, Told, account, decided, filed, report
from tollbook.merge.facts import Filed
from tollbook.merge.replay import Merged, replay, replay_as_of
from tollbook.model.decision import Decision, Verdict
from tollbook.model.incident import Incident
from tollbook.model.span import Span
from tollbook.model.toll import Toll

ROOT = Path(__file__).parents[3]
FIRST = filed(Told(killed=Toll(5, 5, None)), report())
LATER = filed(
    Told(killed=7),
    report("Seven people died when gunmen attacked Dorra's market, the hospital said.\n\nIssa Bamadio spoke of traders.", date(2024, 3, 8), "Wire"),
)
ELSEWHERE = filed(Told(place="Fandiala", killed=2), report("Two herders were shot dead near Fandiala, a police officer said.", date(2024, 3, 6)))
NEXT_DAY = filed(
    Told(day=date(2024, 3, 9), killed=3), report("Three farmers were killed in Dorra on Saturday, said Awa Toumi.", date(2024, 3, 10))
)


def merged(*held: Filed, decisions: tuple[Decision, ...] = ()) -> Merged:
    return replay(held, decisions, TABLE)


def together(told: Merged, a: Filed, b: Filed) -> bool:
    return any(a.account.id in i.accounts and b.account.id in i.accounts for i in told.incidents)


def incident(told: Merged, a: Filed) -> Incident:
    return next(i for i in told.incidents if a.account.id in i.accounts)


def test_two_reports_of_one_event_are_one_incident() -> None:
    told = merged(FIRST, LATER, ELSEWHERE)
    assert together(told, FIRST, LATER)
    assert not together(told, FIRST, ELSEWHERE)
    assert len(told.incidents) == 2


def test_two_attacks_of_one_week_in_one_town_stay_two() -> None:
    told = merged(FIRST, LATER, NEXT_DAY)
    assert not together(told, LATER, NEXT_DAY)
    assert not together(told, FIRST, NEXT_DAY)


def test_a_report_without_a_day_ties_no_two_attacks_together() -> None:
    words = (
        "Gunmen on motorcycles attacked traders at the market of Dorra, said Issa Bamadio, the mayor.",
        "Raiders shot at a checkpoint in Dorra before dawn, the mayor, Issa Bamadio, said by telephone.",
    )
    attacks = [filed(Told(day=date(2024, 3, d), killed=n), report(words[i], date(2024, 3, d + 1))) for i, (d, n) in enumerate([(4, 5), (8, 3)])]
    undated = filed(Told(day=None), report(" ".join(words), date(2024, 3, 9)))
    assert all(together(merged(one, undated), one, undated) for one in attacks)
    told = merged(*attacks, undated)
    assert len(told.incidents) == 2
    assert not together(told, *attacks)


def test_the_toll_rises_with_its_history() -> None:
    one = incident(merged(FIRST, LATER), FIRST)
    (line,) = one.tolls
    assert (line.toll, line.why) == (Toll(5, 7, None), "the latest, as of 2024-03-08")
    assert [(s.toll.figure, s.as_of) for s in line.said] == [(5, date(2024, 3, 6)), (7, date(2024, 3, 8))]
    assert ("killed total", "5 or more", "7 (5 or more)") in [(r.what, r.before, r.after) for r in one.revisions]
    assert [r.number for r in one.revisions] == list(range(1, one.revision + 1))


def test_no_two_accounts_of_a_report_with_days_and_places_are_one() -> None:
    within = report()
    told = merged(Filed(account(Told(killed=2), within), within), Filed(account(Told(killed=2, at=20), within), within))
    assert len(told.incidents) == 2


def test_an_account_that_lacks_the_day_joins_its_sibling() -> None:
    within = report()
    held = [Filed(account(t, within), within) for t in (Told(killed=2), Told(day=None, at=20), Told(day=None, killed=9, at=40))]
    told = merged(*held)
    assert together(told, held[0], held[1])
    assert not together(told, held[0], held[2])


def test_an_analyst_parts_and_joins() -> None:
    parted = merged(FIRST, LATER, decisions=(decided(Verdict.NOT_SAME, FIRST, LATER),))
    assert not together(parted, FIRST, LATER)
    joined = merged(FIRST, ELSEWHERE, decisions=(decided(Verdict.SAME, FIRST, ELSEWHERE),))
    assert together(joined, FIRST, ELSEWHERE)
    assert (parted.unheeded, joined.unheeded) == ((), ())


def test_an_analyst_parts_siblings() -> None:
    within = report()
    held = [Filed(account(t, within), within) for t in (Told(killed=2), Told(day=None, at=20))]
    assert not together(merged(*held, decisions=(decided(Verdict.NOT_SAME, *held),)), *held)


def test_a_later_word_outranks_and_an_undone_one_is_as_never_said() -> None:
    no, yes = decided(Verdict.NOT_SAME, FIRST, LATER), decided(Verdict.SAME, FIRST, LATER, hour=1)
    undo = decided(Verdict.UNDONE, hour=2, undoes=yes.id)
    assert together(merged(FIRST, LATER, decisions=(yes, no)), FIRST, LATER)
    assert merged(FIRST, LATER, decisions=(no, yes, undo)) == merged(FIRST, LATER, decisions=(no,))


def test_unsure_joins_nothing_by_itself() -> None:
    assert not together(merged(FIRST, LATER, decisions=(decided(Verdict.UNSURE, FIRST, LATER),)), FIRST, LATER)


def test_what_cannot_be_heeded_is_told() -> None:
    yes, also, no = (
        decided(Verdict.SAME, FIRST, LATER), decided(Verdict.SAME, LATER, NEXT_DAY), decided(Verdict.NOT_SAME, FIRST, NEXT_DAY),
    )  # fmt: skip
    told = merged(FIRST, LATER, NEXT_DAY, decisions=(yes, also, no))
    assert set(told.unheeded) < {yes.id, also.id}
    assert len(told.unheeded) == 1


def test_a_decision_survives_a_new_coding() -> None:
    no = decided(Verdict.NOT_SAME, FIRST, LATER)
    anew = Filed(replace(FIRST.account, id="anew", trigger=(Span(3, 12),)), FIRST.report)
    assert not together(merged(anew, LATER, decisions=(no,)), anew, LATER)


def test_a_value_called_right_is_taken() -> None:
    one = incident(merged(FIRST, LATER, decisions=(decided(Verdict.RIGHT, FIRST, field="tolls"),)), FIRST)
    assert (one.tolls[0].toll.best, one.tolls[0].why) == (5, "an analyst called it right")


def test_ids_lead_to_the_incident_that_holds_the_account() -> None:
    alone = merged(LATER).incidents[0].id
    told = merged(FIRST, LATER)
    assert told.merged_into == {alone: told.incidents[0].id}
    assert merged(FIRST).incidents[0].id == told.incidents[0].id


def test_a_copy_counts_once() -> None:
    copy = filed(Told(killed=Toll(5, 5, None)), report("Attack on a market\n\n" + TEXT, date(2024, 3, 7), "Gazette"))
    one = incident(merged(FIRST, copy), FIRST)
    assert (len(one.sources), one.independent) == (2, 1)
    assert [r.reason for r in one.revisions] == ["new-report", "duplicate"]


def test_as_of_a_day_later_reports_are_not_known() -> None:
    early = replay_as_of(date(2024, 3, 7), [FIRST, LATER], [], TABLE)
    assert early == merged(FIRST)


@pytest.mark.parametrize("kind", ["investigation", "demand"])
def test_speech_is_no_attack(kind: str) -> None:
    words = filed(Told(kind=kind), report("Police investigate the attack on the market of Dorra, said Issa Bamadio.", date(2024, 3, 6)))
    assert not together(merged(FIRST, words), FIRST, words)


def test_no_run_of_the_program_gives_other_bytes() -> None:
    held = [FIRST, LATER, ELSEWHERE, NEXT_DAY]
    script = (
        "from tests.unit.merge.test_replay import FIRST, LATER, ELSEWHERE, NEXT_DAY, merged\n"
        "import hashlib; print(hashlib.sha256(repr(merged(FIRST, LATER, ELSEWHERE, NEXT_DAY)).encode()).hexdigest())"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, check=True, text=True
        )
        for seed in ("1", "2")
    ]
    assert {f.stdout.strip() for f in found} == {hashlib.sha256(repr(merged(*held)).encode()).hexdigest()}
