"""Keys under which spellings of one name meet."""

from __future__ import annotations

import pytest

from tollbook.codebook.gazetteer.keys import (
    is_latin,
    joined_key,
    normal_key,
    skeleton_key,
)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Côte d’Ivoire", "cote divoire"),
        ("St. Helier", "st helier"),
        ("Ouaddaï-Est", "ouaddai est"),
        ("  ", ""),
        ("Łódź", "lodz"),
        ("Sa'dah", "sadah"),
    ],
)
def test_a_normal_key_drops_case_accents_and_apostrophes(written: str, key: str) -> None:
    assert normal_key(written) == key


@pytest.mark.parametrize(
    "spellings",
    [
        ("Tinkounda", "Tin Kounda", "Tinkunda", "Tin-Counda", "Tinkhounda"),
        ("Al-Darrah", "Darrah", "El Dara"),
        ("Cheikhou", "Sheikhu"),
        ("Benikoussi", "Benicoussi", "Benikusi"),
    ],
)
def test_transcriptions_of_one_name_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton_key(normal_key(s)) for s in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Mora", "Mara"), ("Bama", "Bamako"), ("Dori", "Doro"), ("Sokoto", "Sokoura")])
def test_different_names_keep_different_skeletons(one: str, other: str) -> None:
    assert skeleton_key(normal_key(one)) != skeleton_key(normal_key(other))


def test_a_joined_key_has_no_spaces() -> None:
    assert joined_key("marka dou") == "markadou"


def test_only_latin_letters_are_latin() -> None:
    assert is_latin("Ménaka-2") and not is_latin("Бамако") and not is_latin("باماكو")
