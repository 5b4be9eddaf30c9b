from __future__ import annotations

import pytest

from tollbook.merge.words import likeness, names_in, telling, united_words, words_in


def test_words_lose_case_and_possessives() -> None:
    assert words_in("Dorra's mayor, Issa Ba, 54, said: “No.”") == ["dorra", "mayor", "issa", "ba", "54", "said", "no"]


def test_names_are_large_within_sentences_and_never_small_alone_and_in_twos() -> None:
    text = "Police said Issa Bamadio died. Traders in Dorra fled; the Police and police wept. Awa Toumi, Kessou's mayor, said so."
    assert names_in(text) == {"issa", "bamadio", "issa bamadio", "dorra", "toumi", "awa toumi", "kessou"}


def test_rare_words_tell_most() -> None:
    found = telling({"the": 9, "market": 1, "bamadio": 1}, {"the": 0, "market": 4}, 10, 2)
    assert list(found) == ["bamadio", "market"]
    assert found["bamadio"] > found["market"]
    assert sum(x * x for x in found.values()) == pytest.approx(1)


def test_likeness_is_one_for_the_same_and_nought_for_strangers() -> None:
    a = telling({"x": 1, "y": 1}, {}, 5, 9)
    assert likeness(a, a) == pytest.approx(1)
    assert likeness(a, telling({"z": 1}, {}, 5, 9)) == 0
    assert likeness({}, a) == 0
    assert likeness(a, united_words([a, a])) == pytest.approx(1)
