"""Laws of near-copies."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.read.near import LEAD_WORDS, bands, held, is_copy, likeness, shingles, signature, words_of

WORDS = st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=1, max_size=200).map(" ".join)
ANY = st.text(max_size=300)


@given(ANY, ANY)
def test_likeness_is_a_share_and_the_same_from_both_sides(a: str, b: str) -> None:
    assert 0.0 <= likeness(a, b) == likeness(b, a) <= 1.0
    assert held(a, b) == held(b, a) >= likeness(a, b)
    assert is_copy(a, b) == is_copy(b, a)


@given(ANY)
def test_a_text_is_a_copy_of_itself_where_it_has_words(text: str) -> None:
    assert is_copy(text, text) == bool(words_of(text)) == bool(bands(text))
    assert bands(text) == bands(text)


@given(ANY)
def test_what_is_no_letter_or_digit_changes_nothing(text: str) -> None:
    words = words_of(text)
    assert shingles(words) == shingles([w.lower() for w in words])
    assert signature(" ".join(words)) == signature("  ".join(words) + " !")


@settings(max_examples=50)
@given(WORDS, st.integers(0, 200))
def test_a_copy_cut_after_its_lead_shares_the_bands_of_the_lead(text: str, more: int) -> None:
    words = [*(f"lead{i}" for i in range(LEAD_WORDS)), *text.split()]
    whole, part = " ".join(words), " ".join(words[: LEAD_WORDS + more])
    assert len(set(bands(whole)) & set(bands(part))) >= 12
    assert held(whole, part) == 1.0
