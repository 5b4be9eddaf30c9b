from __future__ import annotations

import pytest

from tollbook.codebook.acled import disorder_type, highest, inter_of, interaction, interaction_text, load_order
from tollbook.codebook.crosswalk import load_acled_cases
from tollbook.codebook.kinds import load_kinds


def test_every_type_that_is_coded_has_its_place() -> None:
    coded = {k.codes.acled for k in load_kinds().values() if k.codes.acled}
    coded |= {(c.event_type, c.sub_event_type) for cases in load_acled_cases().values() for c in cases}
    assert coded <= set(load_order())
    assert len({kind for kind, _ in load_order()}) == 6 and len(load_order()) == 25


@pytest.mark.parametrize(
    ("events", "row"),
    [
        ([("Violence against civilians", "Attack"), ("Battles", "Armed clash")], ("Battles", "Armed clash")),
        ([("Protests", "Peaceful protest"), ("Riots", "Violent demonstration")], ("Riots", "Violent demonstration")),
        ([("Protests", "Peaceful protest"), ("Riots", "Mob violence")], ("Protests", "Peaceful protest")),
        ([("Explosions/Remote violence", "Grenade"), ("Explosions/Remote violence", "Suicide bomb")], ("Explosions/Remote violence", "Suicide bomb")),
        ([], None),
    ],
)
def test_the_highest_event_is_the_row(events: list[tuple[str, str]], row: tuple[str, str] | None) -> None:
    assert highest(events) == row


def test_a_type_acled_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        highest([("Picnics", "Peaceful picnic")])


def test_excessive_force_is_of_two_disorder_types() -> None:
    assert disorder_type(("Protests", "Excessive force against protesters")) == "Political violence; Demonstrations"
    assert disorder_type(("Riots", "Mob violence")) == "Political violence"


@pytest.mark.parametrize(
    ("kind", "country", "place", "inter"),
    [
        ("state-forces", "MLI", "MLI", 1),
        ("state-forces", "FRA", "MLI", 8),
        ("state-forces", None, "MLI", 1),
        ("rebel-group", "MLI", "NER", 2),
        ("unidentified-armed-group", None, None, 3),
        ("other", None, None, 0),
    ],
)
def test_inter_codes(kind: str, country: str | None, place: str | None, inter: int) -> None:
    assert inter_of(kind, country, place) == inter


@pytest.mark.parametrize(
    ("first", "second", "code", "text"),
    [
        (2, 1, 12, "State forces-Rebel group"),
        (2, 0, 20, "Rebel group only"),
        (0, 6, 60, "Protesters only"),
        (7, 8, 78, "External/Other forces-Civilians"),
        (3, 3, 33, "Political militia-Political militia"),
        (0, 0, 0, None),
    ],
)
def test_interaction_codes(first: int, second: int, code: int, text: str | None) -> None:
    assert interaction(first, second) == code and interaction_text(first, second) == text
