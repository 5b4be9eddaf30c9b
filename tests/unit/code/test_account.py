"""What an account says of an event: kind, currency, stance, parties, place and time taken on."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model.account import Account
from tollbook.pipeline import Coder
from tollbook.read.text import Issue, read_text

PUBLISHED = date(2024, 3, 14)


def accounts(text: str, coder: Coder) -> tuple[Account, ...]:
    return coder.code(read_text(text, Issue(published=PUBLISHED)))


def first(text: str, coder: Coder, kind: str) -> Account:
    return next(a for a in accounts(text, coder) if a.kind.value == kind)


@pytest.mark.parametrize(
    ("text", "kind", "currency"),
    [
        ("Gunmen killed two farmers in Kano on Monday.", "killing", "new"),
        ("Gunmen killed two farmers in Kano last July.", "killing", "background"),
        ("The trial of two officers will open on 20 May 2024.", "sentence", "future"),
        ("Rebels freed ten nurses on Monday.\n\nThe army has denied working with the militia.", "denial", "background"),
        ("Rebels freed ten nurses on Monday.\n\nThe army denies working with the militia.", "denial", "new"),
        ("Regional leaders set a March 1 deadline for the junta to step aside.", "threat", "background"),
        ("In May 2021 rebels attacked a mine near Goma. Soldiers killed three of the attackers.", "killing", "background"),
        ("Gunmen attacked a bus near Kano this month.", "armed-attack", "new"),
    ],
)
def test_currency(text: str, kind: str, currency: str, coder: Coder) -> None:
    assert first(text, coder, kind).currency.value == currency


def test_a_claim_is_no_finding(coder: Coder) -> None:
    text = "A bomb killed three people in Aden on Monday. The Islamic State said its fighters had killed 20 soldiers in the attack."
    account = first(text, coder, "bombing")
    assert not [p for p in account.parties if p.value.role == "perpetrator"]
    assert [(c.value.stance, c.value.by) for c in account.claims] == [("claimed", "Islamic State")]
    assert {t.value.toll.figure for t in account.tolls if t.value.status == "killed"} == {3}


def test_the_nearest_country_is_not_the_perpetrator(coder: Coder) -> None:
    account = first("Six people were killed in an attack on a Malian checkpoint.", coder, "armed-attack")
    assert not [p for p in account.parties if p.value.role == "perpetrator"]


def test_an_event_goes_on_in_place_and_time_within_its_paragraph(coder: Coder) -> None:
    account = first("Gunmen killed two farmers in Kano on Monday. The raiders then burned thirty huts.", coder, "property-destruction")
    assert account.when is not None and account.when.value.earliest == date(2024, 3, 11)
    assert account.where is not None and account.where.value.name == "Kano"
    assert account.when.by == "when.narrative" and account.when.confidence < 1


def test_what_is_no_harm_does_not_go_on_into_another_paragraph(coder: Coder) -> None:
    account = first("Gunmen killed two farmers in Kano on Monday.\n\nPolice arrested a suspect.", coder, "arrest")
    assert account.where is None and account.when is None


def test_a_court_acts_at_home(coder: Coder) -> None:
    account = first("A Kenyan court on Monday sentenced two men to ten years in prison.", coder, "sentence")
    assert account.where is not None and account.where.value.country == "KEN"
    assert [(t.value.what, t.value.value) for t in account.terms] == [("prison", "P10Y")]


def test_whoever_asks_is_the_speaker_and_the_wish_has_not_come_true(coder: Coder) -> None:
    found = accounts("The union called on the government to release two nurses.", coder)
    assert [(a.kind.value, a.stance.value.value) for a in found] == [("demand", "stated"), ("release", "hypothetical")]


def test_hours_after_an_event_named_is_that_events_day(coder: Coder) -> None:
    account = first("A bomb killed three people in Aden on Monday. Hours after the blast, police defused a second bomb.", coder, "weapons-seized")
    assert account.when is not None and account.when.value.earliest == date(2024, 3, 11)


def test_one_man_named_counts_one(coder: Coder) -> None:
    account = first("The mayor of Kano was shot dead on Monday.", coder, "killing")
    assert [(t.value.status, t.value.toll.best) for t in account.tolls] == [("killed", 1)]


def test_codes_depend_on_who_was_attacked(coder: Coder) -> None:
    assert first("Gunmen attacked a village near Kano.", coder, "armed-attack").codes["acled"] == ["Violence against civilians", "Attack"]
    assert first("Gunmen attacked an army base near Kano.", coder, "armed-attack").codes["acled"] == ["Battles", "Armed clash"]


RAID = "Village raid\n\nGunmen raided a village near Kano on Monday and killed two farmers. Elders called for help.\n\n"


def test_harm_told_further_down_is_of_the_reports_one_place_and_day(coder: Coder) -> None:
    account = first(RAID + "Seven houses were burned, an elder said.", coder, "property-destruction")
    assert account.when is not None and account.when.value.earliest == date(2024, 3, 11) and account.when.by == "when.setting"
    assert account.where is not None and account.where.by == "place.setting"


@pytest.mark.parametrize(
    "after",
    [
        "Militiamen killed nine people in Sokoto on Tuesday.\n\nSeven houses were burned, an elder said.",
        "Those who burned seven houses are still at large, an elder said.",
        "Seven houses have been burned.",
    ],
)
def test_harm_of_several_days_or_in_passing_is_of_none(after: str, coder: Coder) -> None:
    burned = [a for a in accounts(RAID + after, coder) if a.kind.value == "property-destruction"]
    assert not [a for a in burned if a.when is not None and a.when.by == "when.setting"]


def test_the_toll_of_a_war_is_history_without_a_day(coder: Coder) -> None:
    text = "A bomb killed six people in Aleppo on Monday.\n\nSince the war erupted in 2011 at least 280,000 people have been killed."
    bombing, war = accounts(text, coder)
    assert {t.value.toll.figure for t in bombing.tolls} == {6}
    assert war.currency.value.value == "background" and war.when is None


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("2 persons killed 13 injured in rocket attacks on a suburb", set()),
        ("Rebels shelled a road as villagers were moving to army positions near Kano, killing three of them.", {"Rebels"}),
        ("Army positions in Kano were held as two farmers were killed.", set()),
        ("Villagers killed two gunmen near Kano.", {"Villagers"}),
        ("Helicopters fired on a camp near Kano, killing two farmers.", set()),
    ],
)
def test_things_and_bystanders_do_no_harm(text: str, doers: set[str], coder: Coder) -> None:
    assert {p.value.party.name for a in accounts(text, coder) for p in a.parties if p.value.role == "perpetrator"} == doers


def test_who_stands_before_a_strike_may_have_done_it(coder: Coder) -> None:
    account = first("A coalition air strike killed three men near Kano on Monday.", coder, "air-strike")
    assert {p.value.party.name for p in account.parties if p.value.role == "target"} <= {"three men"}


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Rebels on Monday handed over three soldiers they had seized on February 21 near Goma.", "release", date(2024, 3, 11)),
        ("Rebels on Monday handed over three soldiers they had seized on February 21 near Goma.", "abduction", date(2024, 2, 21)),
        ("Six men were arrested and will appear in court on Friday.", "arrest", None),
        ("Six men were arrested and will appear in court on Friday.", "sentence", date(2024, 3, 15)),
        ("Drones hit a market in Aden on Monday. The attack comes two days after a strike on Basra killed 15.", "armed-attack", None),
    ],
)
def test_times_stay_with_their_clause(text: str, kind: str, day: date | None, coder: Coder) -> None:
    found = [a for a in accounts(text, coder) if a.kind.value == kind]
    assert {a.when.value.earliest if a.when else None for a in found} == {day}


def test_names_tell_no_deed_and_headings_no_party(coder: Coder) -> None:
    for name in ("National Liberation Army (ELN)", "Black Liberation Army"):
        assert not [a for a in accounts(f"He is a member of the {name}.", coder) if a.kind.value == "release"]
    account = first("Ituri, DRC: Suspected ADF fighters killed nine civilians.", coder, "killing")
    assert {p.value.party.register for p in account.parties if p.value.role == "perpetrator"} == {"adf"}


def test_items_of_other_places_take_on_no_day(coder: Coder) -> None:
    text = "Brief\n\nIturi: Gunmen killed nine civilians at Bunia on Monday.\n\nMasisi: Rebels raided Goma. Casualties unknown."
    raid = next(a for a in accounts(text, coder) if a.where is not None and a.where.value.name == "Goma")
    assert raid.when is None


def test_the_church_attack_is_the_one_on_the_church(coder: Coder) -> None:
    text = (
        "Gunmen killed 34 worshippers at a church in Goma on Monday. Rebels killed six people in Bunia on Friday. "
        "The Islamic State group later claimed the church attack."
    )
    claimed = [a for a in accounts(text, coder) if a.claims]
    assert [{t.value.toll.figure for t in a.tolls} for a in claimed] == [{34}]


def test_what_was_said_lends_no_day(coder: Coder) -> None:
    text = "The mission on Tuesday condemned the killings. Shops were looted, it said."
    looted = [a for a in accounts(text, coder) if a.kind.value in ("property-destruction", "robbery")]
    assert looted and all(a.when is None for a in looted)


def test_what_befell_a_bus_was_where_it_was_taking_people(coder: Coder) -> None:
    account = first("A drone hit a bus evacuating people from the town of Goma early on Monday, killing nine.", coder, "drone-strike")
    assert account.when is not None and account.when.value.earliest == date(2024, 3, 11)


@pytest.mark.parametrize(
    "text",
    [
        "Mexico: Mayor shot dead a day after taking office",
        "Gunmen on a motorcycle shot dead the mayor of Goma inside the town hall on Sunday, an official said.",
    ],
)
def test_a_mayor_shot_dead_is_no_perpetrator(text: str, coder: Coder) -> None:
    (account,) = accounts(text, coder)
    assert {p.value.party.kind for p in account.parties if p.value.role == "victim"} == {"government"}
    assert not [p for p in account.parties if p.value.role == "perpetrator" and p.value.party.kind == "government"]


def test_a_year_of_deaths_is_no_event(coder: Coder) -> None:
    text = "Nine rebels were killed in a clash near Kano on Monday. 148 rebels have been killed this year in separate encounters."
    clash, year = accounts(text, coder)
    assert {t.value.toll.figure for t in clash.tolls} == {9} and year.when is None


def test_he_who_was_filming_did_not_smash_his_camera(coder: Coder) -> None:
    account = first("In July gendarmes beat a cameraman who was filming a march and smashed his equipment.", coder, "property-destruction")
    assert {p.value.party.name for p in account.parties if p.value.role == "perpetrator"} == {"gendarmes"}


def test_a_raid_and_the_air_strike_behind_it_are_two(coder: Coder) -> None:
    text = "Fighters overran a base in Djibo on Monday, killing six soldiers. Residents said aircraft bombed the outskirts in the afternoon."
    raid = first(text, coder, "armed-attack")
    assert {p.value.party.name for p in raid.parties if p.value.role == "perpetrator"} == {"Fighters"}


def test_nobody_was_hurt_in_what_was_told_last(coder: Coder) -> None:
    text = "Soldiers shot a boy dead in Silwad on Monday.\n\nSettlers entered the village of Deir Dibwan, where they torched cars. No one was hurt."
    burned = first(text, coder, "property-destruction")
    assert [(t.value.status, t.value.toll.figure) for t in burned.tolls] == [("injured", 0)]
    assert burned.where is not None and burned.where.value.name == "Deir Dibwan"


def test_a_month_is_no_part_of_a_name(coder: Coder) -> None:
    account = first("In March bandits shot three hostages dead near Goma.", coder, "killing")
    assert {p.value.party.name for p in account.parties if p.value.role == "perpetrator"} == {"bandits"}


def test_what_lies_from_a_town_is_not_where_its_people_died(coder: Coder) -> None:
    massacre = first("The field lies 25 km east of Goma, where 23 villagers were massacred in 2020.", coder, "killing")
    assert massacre.where is None or "25 km" not in massacre.where.value.name


def test_a_day_after_counts_back_to_what_it_follows(coder: Coder) -> None:
    account = first("India cut ties on Wednesday, a day after gunmen killed 26 men near Pahalgam.", coder, "killing")
    assert account.when is not None and account.when.value.earliest == date(2024, 3, 12)


def test_a_title_may_name_the_province(coder: Coder) -> None:
    text = "Policeman killed in Pattani\n\nA policeman was killed when a bomb exploded in Yarang district of Pattani province on Monday."
    assert len(accounts(text, coder)) == 1


@pytest.mark.parametrize("text", ["No one was killed in the attack.", "Some damage was reported, but no injuries reported."])
def test_a_report_may_open_with_nobody_hurt(text: str, coder: Coder) -> None:
    assert [t.value.toll.figure for a in accounts(text, coder) for t in a.tolls if t.value.status in ("killed", "injured")] in ([], [0])
    assert "stated" not in {a.stance.value.value for a in accounts(text, coder)}


@pytest.mark.parametrize(
    "text",
    [
        "Bosnia on Monday marked the anniversary of the Srebrenica genocide, in which forces killed more than 8,000 men.",
        "On Monday, Norway remembered the 77 people killed in 2011.",
    ],
)
def test_what_is_remembered_was_not_today(text: str, coder: Coder) -> None:
    killed = [a for a in accounts(text, coder) if a.kind.value in ("killing", "armed-attack")]
    assert killed and all(a.when is None or a.when.value.latest < date(2024, 1, 1) for a in killed)
    assert all(a.currency.value.value == "background" for a in killed)


@pytest.mark.parametrize(
    "text", ["A helicopter crashed near Goma on Monday, killing all five aboard.", "Twelve people died when a bus plunged into a ravine."]
)
def test_accidents_are_no_attacks(text: str, coder: Coder) -> None:
    assert not accounts(text, coder)


def test_another_doer_by_a_partys_word_is_no_finding(coder: Coder) -> None:
    text = (
        "Police kill two in Kano\n\nTwo men were shot dead in Kano on Monday when police opened fire at a crowd, doctors said.\n\n"
        "The action committee, which called the march, said paramilitary troops had fired the shots."
    )
    doers = {p.value.party.kind for a in accounts(text, coder) for p in a.parties if p.value.role == "perpetrator"}
    assert doers == {"police"}


def test_who_was_held_is_counted_and_nobody_else(coder: Coder) -> None:
    account = first("Rebels free mine workers\n\nRebels on Monday released four mine workers near Kano.", coder, "release")
    assert [t.value.toll.figure for t in account.tolls] == [4]
    account = first("Soldiers detained a dealer along with two guards near Kano on Monday.", coder, "arrest")
    assert [(t.value.group, t.value.toll.figure) for t in account.tolls] == [("total", 3), ("suspects", 1), ("security-forces", 2)]
    account = first("Soldiers detained two men in a raid to arrest a commander near Kano on Monday.", coder, "arrest")
    assert [(t.value.group, t.value.toll.figure) for t in account.tolls] == [("men", 2)]
    account = first("Militants Held In Kano\n\nSoldiers on Monday arrested several militants near Kano.", coder, "arrest")
    assert [t.value.as_written for t in account.tolls] == ["several militants"]
