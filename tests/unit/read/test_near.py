"""Copies of one text at several outlets, and strangers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from random import Random

import pytest

from benchmarks.tasks.reading import OWN, pages_of
from tollbook.read.near import bands, held, is_copy, likeness, signature, words_of

TEXTS = {str(t["file"]): str(t["text"]) for t in pages_of(OWN) if t["shape"] == "article" and t["lang"] in ("en", None)}
WIRE = max(TEXTS.values(), key=len)
GOLD = (126021893, 3221379967, 2652113724, 1964572645)


def shared(a: str, b: str) -> int:
    return len(set(bands(a)) & set(bands(b)))


def cut(text: str, share: float) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraphs[: max(2, round(len(paragraphs) * share))])


COPIES: dict[str, Callable[[str], str]] = {
    "headline": lambda t: f"Another headline altogether, by another desk\n\n{t}",
    "dateline": lambda t: f"Five die in raid\n\nGAO, Mali, March 2 (Agency) - {t}",
    "credits": lambda t: f"{t}\n\nReporting by A. Writer; editing by B. Reader\n\n© 2024 The Plain Courier. All rights reserved.",
    "tail cut": lambda t: cut(t, 0.4),
    "head cut": lambda t: t.split("\n\n", 1)[-1],
    "quotes and blanks": lambda t: t.replace("“", '"').replace("”", '"').replace("’", "'").replace(" ", "  "),
    "paragraph put in": lambda t: t.replace("\n\n", "\n\nOur own reporter adds that the road was quiet on the next day and shops were open.\n\n", 1),
}


@pytest.mark.parametrize("change", COPIES)
@pytest.mark.parametrize("name", TEXTS)
def test_copies_share_a_band(name: str, change: str) -> None:
    text = TEXTS[name]
    copy = COPIES[change](text)
    assert is_copy(text, copy)
    assert shared(text, copy)


def test_strangers_share_none_and_are_no_copies() -> None:
    pairs = list(combinations(TEXTS.values(), 2))
    assert len(pairs) > 500
    assert not [1 for a, b in pairs if is_copy(a, b)]
    assert sum(bool(shared(a, b)) for a, b in pairs) <= len(pairs) // 200


def test_texts_that_share_half_of_their_runs_find_each_other() -> None:
    random = Random(7)  # noqa: S311 - the same pairs in every run
    vocabulary = [f"word{i}" for i in range(4000)]
    found = pairs = 0
    while pairs < 300:
        one = random.sample(vocabulary, 240)
        start, size = random.randrange(0, 160), random.randrange(50, 80)
        other = [*one[:start], *random.sample(vocabulary, size), *one[start + size :]]
        a, b = " ".join(one), " ".join(other)
        if 0.5 <= likeness(a, b) <= 0.6:
            pairs += 1
            found += bool(shared(a, b))
    assert found >= 0.99 * pairs


def test_titles_datelines_and_credits_are_no_words_of_a_text() -> None:
    text = "Five killed in raid\n\nGAO, Mali, March 2 (Agency) - Gunmen killed five traders.\n\n(Reporting by A. Writer; Editing by B. Reader)"
    assert words_of(text) == ["gunmen", "killed", "five", "traders"]


def test_two_stories_of_one_attack_in_other_words_are_no_copies() -> None:
    one = "Gunmen killed five traders at the cattle market in Gao on Friday, a local official said, and left with three trucks of millet."
    two = "At least five people died when armed men attacked traders at a market in the town of Gao, according to residents, who blamed bandits."
    assert not is_copy(one, two)
    assert likeness(one, two) < 0.1


def test_likeness_is_the_share_of_runs_of_three_words() -> None:
    assert likeness("a b c d", "a b c e") == pytest.approx(1 / 3)
    assert held("a b c d e", "a b c") == 1.0
    assert likeness("a b c", "") == held("", "a b c") == 0.0
    assert likeness("One. Two!", "one two") == 1.0


@pytest.mark.parametrize("text", ["", "\n", "—", "*** ***"])
def test_texts_without_words_have_no_bands(text: str) -> None:
    assert bands(text) == ()
    assert signature(text) == ()
    assert not is_copy(text, text)


def test_bands_fit_a_database() -> None:
    found = bands(WIRE)
    assert 28 <= len(found) <= 32
    assert all(0 <= n < 2**63 for n in found)
    assert len(signature(WIRE)) == 64


def test_bands_are_the_same_on_every_machine() -> None:
    text = "Gunmen killed five traders at the cattle market in Gao on Friday, a local official said."
    assert signature(text)[:4] == GOLD
    code = f"from tollbook.read.near import bands; print(bands({text!r}))"
    for seed in ("0", "1"):
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        assert told.strip() == str(bands(text))

