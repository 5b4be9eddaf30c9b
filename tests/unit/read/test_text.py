"""Bytes to reports: what is a title, a dateline, page furniture; what cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.codebook.files import load_table
from tollbook.codebook.layout import LayoutFile, LayoutRule
from tollbook.errors import UnreadableReportError
from tollbook.model.report import BlockRole, Report
from tollbook.read.text import Issue, decode, read_text

FILE = load_table("lexicon/en/layout.yml", LayoutFile)


def read(text: str) -> Report:
    return read_text(text, Issue())


def roles(text: str) -> list[str]:
    return [b.role.value for b in read(text).blocks]


@pytest.mark.parametrize("rule", FILE.furniture, ids=lambda r: r.id)
def test_furniture_is_no_text(rule: LayoutRule) -> None:
    for example in rule.examples:
        assert roles(f"Gunmen killed two men.\n\n{example}")[-1] == "furniture", example
    for text in rule.counter:
        assert roles(f"Gunmen killed two men.\n\n{text}")[-1] != "furniture", text


@pytest.mark.parametrize("rule", FILE.datelines, ids=lambda r: r.id)
def test_a_dateline_is_no_part_of_the_first_sentence(rule: LayoutRule) -> None:
    for example in rule.examples:
        (block,) = read(example).blocks
        assert block.dateline is not None, example
        assert block.prose.quote(example) == example[block.dateline.end :]
    for text in rule.counter:
        assert read(text).blocks[0].dateline is None, text


def test_the_first_line_without_a_stop_is_the_title() -> None:
    assert roles("Two killed in Kano\n\nGunmen killed two men in Kano.") == ["title", "body"]
    assert roles("Gunmen killed two men in Kano.\n\nThey fled.") == ["body", "body"]
    assert roles("Two killed in Kano") == ["body"]


def test_wrapped_lines_are_one_block_and_list_items_are_several() -> None:
    lines = ("Gunmen on motorcycles killed two farmers near the town of Kano", "on Monday night and drove off with thirty head of cattle", "at dawn.")
    wrapped = "\n".join(lines)
    assert len(read(wrapped).blocks) == 1
    assert roles("- Two men died.\n- A bridge fell.") == ["item", "item"]


def test_line_ends_of_all_sorts_keep_their_offsets() -> None:
    text = "Two killed\r\n\r\nGunmen killed two men.\r\n\r\nPolice came."
    report = read(text)
    assert report.text == text
    assert [b.span.quote(text) for b in report.blocks] == ["Two killed", "Gunmen killed two men.", "Police came."]


def test_the_separators_of_unicode_end_lines_and_a_lone_dateline_is_no_text() -> None:
    text = "Two killed\u2028For Immediate Release \u2028\u2028GAO, Mali (Jan. 3, 2013)\nGunmen killed two men.\u2029Police came."
    report = read(text)
    assert roles(text) == ["title", "furniture", "furniture", "body", "body"]
    assert report.blocks[2].dateline == report.blocks[2].span
    assert report.blocks[4].span.quote(text) == "Police came."


def test_marks_of_byte_order_are_dropped() -> None:
    assert decode("é".encode("utf-8-sig")) == "é"
    assert decode("é".encode("utf-16")) == "é"


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"caf\xe9", "byte 3 is not UTF-8 text"), (b"", "empty"), (b" \n", "empty"), (b"a\0", "NUL"), (b"a" * 500_001, "more than 500 kB")],
)
def test_what_is_no_text_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableReportError, match=words):
        decode(raw)


def test_the_id_hangs_on_text_and_day_alone() -> None:
    one = read_text("Two men died.", Issue(published=date(2024, 3, 14), source="A"))
    assert one.id == read_text("Two men died.", Issue(published=date(2024, 3, 14), source="B")).id
    assert one.id != read_text("Two men died.", Issue(published=date(2024, 3, 15))).id
    assert one.blocks[0].role is BlockRole.BODY


def test_in_a_text_in_capitals_a_dateline_is_known_by_its_day_or_agency() -> None:
    texts = (
        "THE CHIEF SAID: WE FOUGHT.",
        "TODAY -- AT NOON -- TWO MEN WERE HURT.",
        "LIMA, 4 APR 89 (RADIO ONE) -- [TEXT] TWO MEN WERE HURT IN A RAID.",
    )
    found = [read(text).blocks[0].dateline for text in texts]
    assert [line and line.quote(text) for line, text in zip(found, texts, strict=True)] == [None, None, "LIMA, 4 APR 89 (RADIO ONE) -- [TEXT] "]
