from __future__ import annotations

from pathlib import Path

import pytest

from tollbook.codebook import crosswalk
from tollbook.codebook.actors import load_actor_kinds
from tollbook.codebook.crosswalk import (
    HEADERS,
    load_acled_cases,
    load_cameo_plover,
    load_gtd_targets,
    load_inso_acts,
    load_plover_events,
    load_plover_rules,
    load_plover_standing,
    load_ucdp_types,
    load_weapons,
    load_weapons_of_kinds,
    normal_plover,
    normal_plover_context,
    plover_of_cameo,
    read_crosswalk,
)
from tollbook.codebook.deeds import load_deeds
from tollbook.codebook.kinds import load_kinds
from tollbook.codebook.means import load_means, target_in, weapons_in
from tollbook.errors import DataFileError

FOLDER = Path(crosswalk.__file__).parents[1] / "data" / "crosswalk"
EVENTS = load_plover_events()


def defined(event: str | None, mode: str | None) -> bool:
    return event is None or (event in EVENTS and (mode is None or mode in EVENTS[event]))


def test_every_table_has_its_header() -> None:
    assert {p.stem for p in FOLDER.glob("*.csv")} == set(HEADERS)
    assert all(read_crosswalk(name) for name in HEADERS)


def test_a_table_with_another_header_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crosswalk, "read_lines", lambda name: ["kind,deed"])
    read_crosswalk.cache_clear()
    with pytest.raises(DataFileError, match="first line must be kind,act"):
        read_crosswalk("inso")


def test_a_row_with_a_cell_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crosswalk, "read_lines", lambda name: ["kind,act", "threat,Threat,"])
    read_crosswalk.cache_clear()
    with pytest.raises(DataFileError, match="line 2: 3 cells instead of 2"):
        read_crosswalk("inso")


@pytest.mark.parametrize("kind", sorted({*load_acled_cases(), *load_inso_acts(), *load_weapons_of_kinds()}))
def test_a_kind_that_a_table_names_exists(kind: str) -> None:
    assert kind in load_kinds()


def test_acled_cases_give_pairs_that_the_kinds_give_too() -> None:
    known = {k.codes.acled for k in load_kinds().values()} | {("Battles", "Government regains territory")}
    assert {(c.event_type, c.sub_event_type) for cases in load_acled_cases().values() for c in cases} <= known


def test_acled_cases_ask_for_weapons_of_the_lexicon() -> None:
    assert {c.weapon for cases in load_acled_cases().values() for c in cases if c.weapon} <= set(load_means("en").weapons)


def test_weapons_and_targets_of_the_lexicon_are_coded() -> None:
    assert set(load_weapons()) == set(load_means("en").weapons)
    assert {sort for _, sort in load_gtd_targets() if sort} == set(load_means("en").targets)
    assert {kind for kind, _ in load_gtd_targets() if kind} <= set(load_actor_kinds())
    assert all(g is None or 1 <= g <= 13 for g, _ in load_weapons().values())
    assert all(1 <= t <= 22 for t in load_gtd_targets().values())


def test_plover_codes_are_the_schemes() -> None:
    told = [*load_cameo_plover().values(), *load_plover_rules().values(), *load_plover_standing().values()]
    told += [k.codes.plover for k in load_kinds().values() if k.codes.plover]
    told += [("ASSAULT", mode) for _, mode in load_weapons().values()]
    assert not [pair for pair in told if not defined(*pair)]


def test_plover_rules_name_deed_rules() -> None:
    assert set(load_plover_rules()) <= set(load_deeds("en").by_id)


def test_repairs_lead_to_what_the_scheme_defines() -> None:
    assert not [r for r in read_crosswalk("plover_repairs") if not defined(*normal_plover(r["event"], r["mode"] or None))]


@pytest.mark.parametrize(
    ("event", "mode", "expected"),
    [
        ("DEMAND", None, ("REQUEST", None)),
        ("DISAPPROVE", None, ("ACCUSE", "disapprove")),
        ("INVESTIGATE", None, ("ACCUSE", "investigate")),
        ("FIGHT", "assassinate", ("ASSAULT", "targeted")),
        ("FIGHT", "aerial", ("ASSAULT", "aerial")),
        ("ASSAULT", "seize", ("COERCE", "seize")),
        ("COERCE", "ban", ("COERCE", "restrict")),
        ("COERCE", "pro_autocracy", ("COERCE", None)),
        ("RETREAT", "return", ("RETREAT", "release")),
        ("PROTEST", "singing", ("PROTEST", None)),
        ("AID", None, ("AID", None)),
    ],
)
def test_plover_names_are_put_right(event: str, mode: str | None, expected: tuple[str, str | None]) -> None:
    assert normal_plover(event, mode) == expected


def test_an_event_plover_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="PICNIC"):
        normal_plover("PICNIC")


def test_contexts_plover_does_not_define_are_put_right() -> None:
    assert normal_plover_context("humanitarian") == "human_security"
    assert normal_plover_context("military") == "military"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("163", ("SANCTION", "discontinue")),
        ("191", ("ASSAULT", None)),
        ("192", ("ASSAULT", None)),
        ("203", ("ASSAULT", "unconventional")),
        ("0811", ("CONCEDE", None)),
        ("0841", ("RETREAT", "release")),
        ("016", (None, None)),
        ("1121", ("ACCUSE", "allege")),
        ("185", ("ASSAULT", "targeted")),
    ],
)
def test_cameo_leads_to_plover(code: str, expected: tuple[str | None, str | None]) -> None:
    assert plover_of_cameo(code) == expected


def test_cameo_has_twenty_roots() -> None:
    assert sorted(c for c in load_cameo_plover() if len(c) == 2) == [f"{n:02}" for n in range(1, 21)]
    with pytest.raises(KeyError):
        plover_of_cameo("99")


def test_ucdp_types_are_three() -> None:
    assert set(load_ucdp_types().values()) == {1, 2, 3}


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("a suicide vest", ("suicide",)),
        ("machetes and rifles", ("melee", "firearm")),
        ("rocket-propelled grenades", ("heavy",)),
        ("hand grenades", ("grenade",)),
        ("a minefield map", ()),
        ("petrol bombs", ("fire",)),
    ],
)
def test_weapons_by_their_words(text: str, sorts: tuple[str, ...]) -> None:
    assert weapons_in(text, "en") == sorts


def test_the_last_word_tells_the_target() -> None:
    assert target_in("a school bus", "en") == "transport"
    assert target_in("a wellhead", "en") is None
