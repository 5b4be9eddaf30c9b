from __future__ import annotations

from datetime import date

from tests.unit.merge.made import TABLE, TEXT, Told, facts, filed, report
from tollbook.merge.consensus import heard, incident_of
from tollbook.merge.facts import Facts, facts_of
from tollbook.merge.history import steps, toll_text, with_history
from tollbook.model.account import Attribution, Claim
from tollbook.model.frame import Currency, Stance
from tollbook.model.incident import Incident, TollLine
from tollbook.model.ledger import Reason
from tollbook.model.party import Party
from tollbook.model.toll import Toll

WORDS = (
    "Gunmen struck the market of Dorra at noon, said Issa Bamadio.",
    "Traders in Dorra counted their dead, said the nurse Awa Toumi.",
    "The ministry in Kessou spoke of an attack by men on motorcycles.",
)


def told(*accounts: Told, first: int = 6) -> list[Facts]:
    return [facts(filed(t, report(WORDS[n], date(2024, 3, first + n), f"Outlet {n}"))) for n, t in enumerate(accounts)]


def incident(*accounts: Told) -> Incident:
    return incident_of(heard(told(*accounts), {}))


def line(*accounts: Told) -> TollLine:
    return incident(*accounts).tolls[0]


def test_the_range_holds_every_figure_and_the_latest_is_best() -> None:
    found = line(Told(killed=5), Told(killed=12), Told(killed=7))
    assert (found.toll.low, found.toll.high) == (5, 12)
    assert found.toll.best == 7
    assert [s.toll.figure for s in steps(found)] == [5, 12, 7]


def test_a_lone_lower_figure_does_not_undo_what_two_told() -> None:
    assert line(Told(killed=12), Told(killed=12), Told(killed=7)).toll == Toll(7, 12, 12)


def test_a_total_outranks_a_later_sum_of_groups() -> None:
    assert line(Told(killed=5), Told(groups={"women": 2, "children": 1})).toll == Toll(3, 5, 5)


def test_a_fall_is_believed_where_it_is_told_to_put_the_higher_figure_right() -> None:
    right = "The ministry corrected the number of dead in Dorra to seven."
    said = [(WORDS[0], 12), (WORDS[1], 12), (right, 7), ("Twelve died, a paper in Dorra wrote.", 12)]
    found = [facts(filed(Told(killed=n), report(text, date(2024, 3, 6 + i), f"Outlet {i}"))) for i, (text, n) in enumerate(said)]
    line = incident_of(heard(found, {})).tolls[0]
    assert (line.toll, [s.corrects for s in line.said]) == (Toll(7, 7, 12), [False, False, True, False])


def test_a_single_group_of_more_people_than_the_total_is_the_new_total() -> None:
    assert line(Told(killed=5), Told(groups={"civilians": 9})).toll == Toll(5, 9, 9)
    assert line(Told(killed=5), Told(groups={"children": 2})).toll == Toll(2, 5, 5)
    assert line(Told(killed=5), Told(groups={"attackers": 9})).toll.best == 5


def test_an_open_end_stays_open() -> None:
    assert line(Told(killed=Toll(8, 8, None)), Told(killed=23)).toll == Toll(8, 23, None)
    assert line(Told(killed=Toll(None, None, 12)), Told(killed=Toll(2, None, None))).toll == Toll(None, 2, None)


def test_nobody_hurt_is_zero_and_nothing_told_is_no_line() -> None:
    assert line(Told(killed=0)).toll == Toll(0, 0, 0)
    assert incident(Told()).tolls == ()


def test_who_said_a_figure_and_as_of_when() -> None:
    said = line(Told(killed=5, speakers=(Attribution("the mayor", "2024-03-05"),))).said[0]
    assert (said.speakers, said.as_of, said.source.outlet) == (("the mayor",), date(2024, 3, 5), "Outlet 0")


def test_the_closest_place_and_the_sharpest_days_are_taken_with_dissent() -> None:
    found = incident(Told(place="Makala", days=6), Told(place="Dorra"), Told(place="Dorra", day=None))
    assert found.where is not None
    assert found.when is not None
    assert (found.where.value.name, [s.value.name for s in found.where.dissent]) == ("Dorra", ["Makala"])
    assert found.where.why == "told by 2 of 3 independent reports"
    assert found.when.value.earliest == found.when.value.latest == date(2024, 3, 5)


def test_news_recalled_later_is_news_and_a_fact_outranks_an_allegation() -> None:
    found = incident(Told(stance=Stance.ALLEGED), Told(currency=Currency.BACKGROUND))
    assert (found.currency.value, found.stance.value) == ("new", "stated")
    assert [s.value for s in found.stance.dissent] == ["alleged"]


def test_claims_stand_by_day_and_make_no_doer() -> None:
    none, claimed = Claim("none", None, "2024-03-06"), Claim("claimed", "Kelmadane", "2024-03-08")
    found = incident(Told(claims=(claimed,)), Told(claims=(none,)), Told(claims=(claimed,)))
    told = [(c.stance, c.by, c.as_of, len(c.sources)) for c in found.claims]
    assert told == [("none", None, "2024-03-06", 1), ("claimed", "Kelmadane", "2024-03-08", 2)]
    assert found.cast == ()


def test_whom_one_account_alleges_is_no_doer_of_what_others_state() -> None:
    accused = Party("Kelmadane", "rebel-group", "reg:kelmadane")
    alleged = Told(stance=Stance.ALLEGED, doer=accused, claims=(Claim("accused", "Kelmadane", None),))
    assert incident(Told(killed=6), alleged).cast == ()
    assert [c.stance for c in incident(Told(killed=6), alleged).claims] == ["accused"]
    assert [c.party for c in incident(alleged).cast] == [accused]
    assert [c.party for c in incident(Told(doer=accused), alleged).cast] == [accused]


def test_revisions_say_why() -> None:
    doer = Party("Kelmadane", "rebel-group", "reg:kelmadane")
    found = with_history(told(Told(place="Makala", killed=5), Told(killed=7, doer=doer)), {})
    reasons = {r.what: (r.reason, r.before, r.after) for r in found.revisions[1:]}
    assert reasons["killed total"] == (Reason.TOLL_UPDATE, "5", "7 (5 to 7)")
    assert reasons["doers"] == (Reason.ACTOR_IDENTIFIED, None, "Kelmadane")
    assert reasons["where"][0] is Reason.LOCATION_REFINED
    assert [r.day for r in found.revisions] == [date(2024, 3, 6)] + [date(2024, 3, 7)] * (len(found.revisions) - 1)


def test_tolls_read_as_a_person_says_them() -> None:
    said = [Toll(5, 5, 5), Toll(8, 8, None), Toll(8, None, 12), Toll(None, None, 12), Toll(None, 30, None), Toll(8, 23, 30)]
    assert [toll_text(t) for t in said] == ["5", "8 or more", "8 to 12", "up to 12", "about 30", "23 (8 to 30)"]


def test_the_lead_is_the_harm_told_as_news() -> None:
    within = report(TEXT)
    accounts = [filed(t, within).account for t in (Told(currency=Currency.BACKGROUND, killed=2), Told(at=20, killed=3), Told(kind="demand", at=40))]
    assert [f.lead for f in facts_of(accounts, within, TABLE)] == [False, True, False]
