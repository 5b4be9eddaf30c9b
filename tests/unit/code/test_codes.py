from __future__ import annotations

import pytest

from tests.unit.code.test_account import accounts
from tollbook.code.codes import Told, codes_of
from tollbook.model.frame import Currency, Stance
from tollbook.pipeline import Coder


def test_an_attack_on_a_military_post_is_a_battle() -> None:
    assert codes_of(Told("armed-attack", target="object-military")) == {
        "acled": ["Battles", "Armed clash"],
        "plover": ["ASSAULT", None],
        "ucdp": 1,
        "cameo": "19",
        "gtd": 6,
        "gtd_weapon": None,
        "gtd_target": 4,
        "inso": "Attack",
    }


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Told("armed-attack", target="civilians"), ["Violence against civilians", "Attack"]),
        (Told("armed-attack", target="civilians", means="mortars"), ["Explosions/Remote violence", "Shelling/artillery/missile attack"]),
        (Told("armed-attack", target="police", means="rifles and mortars"), ["Battles", "Armed clash"]),
        (Told("armed-attack", agent="state-forces", target="protesters"), ["Protests", "Excessive force against protesters"]),
        (Told("bombing", means="a suicide vest"), ["Explosions/Remote violence", "Suicide bomb"]),
        (Told("bombing", means="a car bomb"), ["Explosions/Remote violence", "Remote explosive/landmine/IED"]),
        (Told("bombing", target="protesters"), ["Protests", "Excessive force against protesters"]),
        (Told("killing", agent="rioters", target="civilians"), ["Riots", "Mob violence"]),
        (Told("abduction", agent="armed-group", target="civilians"), ["Violence against civilians", "Abduction/forced disappearance"]),
        (Told("abduction", agent="armed-group", target="civilians", killed=True), ["Violence against civilians", "Attack"]),
        (Told("arrest", agent="rebel-group"), ["Violence against civilians", "Abduction/forced disappearance"]),
        (Told("arrest", agent="police"), ["Strategic developments", "Arrests"]),
        (Told("territory-gained", agent="state-forces"), ["Battles", "Government regains territory"]),
        (Told("territory-gained", agent="rebel-group"), ["Battles", "Non-state actor overtakes territory"]),
        (Told("protest-intervention", killed=True), ["Protests", "Excessive force against protesters"]),
        (Told("protest-intervention", killed=False), ["Protests", "Protest with intervention"]),
        (Told("denial"), None),
    ],
)
def test_acled_type_by_who_what_and_how(told: Told, expected: list[str] | None) -> None:
    assert codes_of(told)["acled"] == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Told("armed-attack"), None),
        (Told("armed-attack", agent="rebel-group", target="state-forces"), 1),
        (Told("armed-attack", agent="rebel-group", target="militia"), 2),
        (Told("armed-attack", agent="rebel-group", target="civilians"), 3),
        (Told("air-strike", agent="foreign-forces", target="jihadist-group"), 1),
        (Told("armed-attack", target="armed-group"), None),
        (Told("shelling", agent="state-forces", target="object-civilian"), 3),
        (Told("shelling", agent="state-forces", target="object-civilian", killed=False), None),
        (Told("killing", agent="rebel-group", target="government"), 3),
        (Told("armed-clash"), 1),
        (Told("protest"), None),
    ],
)
def test_ucdp_type_by_the_two_sides(told: Told, expected: int | None) -> None:
    assert codes_of(told)["ucdp"] == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Told("aid", currency=Currency.FUTURE), ["AGREE", None]),
        (Told("aid", currency=Currency.FUTURE, stance=Stance.HYPOTHETICAL), ["AID", None]),
        (Told("talks"), ["CONSULT", None]),
        (Told("withdrawal", currency=Currency.FUTURE), ["CONCEDE", None]),
        (Told("armed-attack", currency=Currency.FUTURE), ["THREATEN", "violence"]),
        (Told("agreement", stance=Stance.NEGATED), ["REJECT", None]),
        (Told("agreement", rule="deed.sign-agreement"), ["SUPPORT", None]),
        (Told("agreement", rule="deed.give-in"), ["CONCEDE", None]),
        (Told("armed-attack", means="machetes"), ["ASSAULT", "primitive"]),
        (Told("displacement"), None),
    ],
)
def test_plover_event_by_rule_standing_and_weapon(told: Told, expected: list[str | None] | None) -> None:
    assert codes_of(told)["plover"] == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Told("armed-attack", agent="jihadist-group", target="civilians", struck="a school", means="rifles"), (6, 5, 8)),
        (Told("armed-attack", agent="state-forces", target="civilians"), (None, None, None)),
        (Told("remote-explosive", target="object-civilian", struck="a bus"), (3, 6, 19)),
        (Told("killing", target="journalists", struck="a radio reporter"), (1, None, 10)),
        (Told("armed-attack", target="police", struck="a school guard"), (6, None, 3)),
        (Told("protest"), (None, None, None)),
    ],
)
def test_gtd_types(told: Told, expected: tuple[int | None, ...]) -> None:
    codes = codes_of(told)
    assert (codes["gtd"], codes["gtd_weapon"], codes["gtd_target"]) == expected


def test_inso_acts() -> None:
    assert [codes_of(Told(kind))["inso"] for kind in ("bombing", "abduction", "robbery", "threat", "talks")] == [
        "Attack",
        "Confine",
        "Theft",
        "Threat",
        None,
    ]


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        codes_of(Told("picnic"))


def test_an_account_is_coded_by_its_parties_and_means(coder: Coder) -> None:
    account = next(a for a in accounts("Militants attacked a school with machetes on Monday, killing two pupils.", coder) if a.codes["inso"])
    assert account.codes["gtd_weapon"] == 9 and account.codes["gtd_target"] == 8
    assert account.codes["plover"] == ["ASSAULT", "primitive"] and account.codes["ucdp"] == 3
