"""Words as the index holds them."""

from __future__ import annotations

import pytest

from tollbook.store.words import INDEXED, LONGEST, asked_for, fts_query, indexed, ts_query, ts_vector, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Five VILLAGERS were killed.", ["five", "villagers", "were", "killed"]),
        ("Sévaré, Ménaka", ["sevare", "menaka"]),
        ("قُتِلَ خمسة", ["قتل", "خمسة"]),
        ("Straße in Łódź", ["strasse", "in", "łodz"]),
        ("don't x_y A-10", ["don", "t", "x", "y", "a", "10"]),
        ("a" * 500, ["a" * LONGEST]),
        (" \n", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_queries() -> None:
    asked = asked_for('Gao "two drivers" mayor\'s')
    assert asked == [["gao"], ["two", "drivers"], ["mayor", "s"]]
    assert fts_query(asked) == '"gao" "two drivers" "mayor s"'
    assert ts_query(asked) == "('gao') & ('two' <-> 'drivers') & ('mayor' <-> 's')"
    assert asked_for('"" -- !') == []


def test_vectors_tell_where_words_stand() -> None:
    assert ts_vector(["two", "and", "two"]) == "'two':1,3 'and':2"
    assert ts_vector(["a"] * 300).count(",") == 254
    assert ts_vector(["a"] * 20_000 + ["b"]).endswith("'b':16383")


def test_only_so_much_of_a_text_is_indexed() -> None:
    words = ["words"] * 100_000
    kept = indexed(words)
    assert sum(len(w) + 1 for w in kept) <= INDEXED < sum(len(w) + 1 for w in kept) + 6
