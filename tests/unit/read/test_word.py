"""Word files: paragraphs, lists and tables in their order; what a reader does not see is not read."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from docx import Document
from docx.oxml import parse_xml

from tests.files import TEXT, saved, word, zipped
from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original, Unit
from tollbook.read.limits import Limits
from tollbook.read.word import extract_word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(raw: bytes, limits: Limits | None = None) -> Extraction:
    return extract_word(Original("a.docx", raw), limits or Limits())


def test_paragraphs_lists_and_tables_stand_in_their_order() -> None:
    found = read(word())
    assert found.text == "\n\n".join((
        "Weekly brief", TEXT[0], "- Two houses burnt in Tamba.\n- A bridge blown up at Orra.", "Place | Killed\nKolwe | 2", TEXT[1],
    ))  # fmt: skip
    assert {a.unit for a in found.anchors} == {Unit.ELEMENT}
    assert found.anchors[1].at == "/w:document/w:body/w:p[2]"
    assert found.anchors[-2].at == "/w:document/w:body/w:tbl/w:tr[2]"


def test_title_and_author_are_told() -> None:
    assert (read(word()).told.title, read(word()).told.author) == ("Weekly brief", "A. Writer")


def made(made_on: datetime, changed: datetime, first: str = "Two men died.") -> Extraction:
    document = Document()
    document.core_properties.created, document.core_properties.modified = made_on, changed
    document.add_paragraph(first)
    document.add_paragraph("They were traders.")
    return read(saved(document))


def test_the_day_in_the_text_goes_before_that_of_the_file_and_an_unsure_one_is_none() -> None:
    may = datetime(2024, 5, 3, 10)  # noqa: DTZ001 - as the file has it
    told = made(may, may.replace(hour=12)).told.published
    assert told is not None and (told.day.isoformat(), told.how) == ("2024-05-03", "document")
    assert made(may, may.replace(day=9)).told.published is None
    assert read(word()).told.published is None, "the day of the library's template"
    text = made(may, may, "2 May 2024").told.published
    assert text is not None and (text.day.isoformat(), text.how) == ("2024-05-02", "text")
    assert made(may, may, "Two men held since 2 May 2023 died.").told.published is None


def test_deleted_words_are_not_read_and_inserted_ones_are() -> None:
    document = Document()
    document.add_paragraph("Gunmen killed ")
    paragraph = document.element.body[0]
    for xml in (
        f'<w:del {W} w:id="1"><w:r><w:delText>nine</w:delText></w:r></w:del>',
        f'<w:ins {W} w:id="2"><w:r><w:t>two</w:t></w:r></w:ins>',
        f"<w:r {W}><w:t xml:space='preserve'> men.</w:t></w:r>",
    ):
        paragraph.append(parse_xml(xml))
    document.element.body.append(parse_xml(f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>In a field.</w:t></w:r></w:p></w:sdtContent></w:sdt>"))
    assert read(saved(document)).text == "Gunmen killed two men.\n\nIn a field."


def test_a_file_without_text_is_refused() -> None:
    with pytest.raises(UnreadableReportError, match="holds no text"):
        read(saved(Document()))


def patched(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word())) as package:
        return zipped({info.filename: content if info.filename == name else package.read(info) for info in package.infolist()})


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize("name", ["word/document.xml", "docProps/core.xml", "word/styles.xml"])
def test_entities_are_refused_before_they_are_parsed(name: str) -> None:
    with pytest.raises(UnreadableReportError, match="declares entities"):
        read(patched(name, ENTITIES))


def test_a_part_that_unpacks_to_very_much_is_refused() -> None:
    with pytest.raises(UnreadableReportError, match="as a bomb does"):
        read(patched("word/document.xml", b" " * 50_000_000))


def test_a_parts_name_is_told_in_one_line() -> None:
    with pytest.raises(UnreadableReportError, match="as a bomb does") as told:
        read(zipped({"[Content_Types].xml": b"", "word/a\nb\x12.xml": b" " * 50_000_000}))
    assert "\n" not in str(told.value) and "\x12" not in str(told.value)


@pytest.mark.parametrize("raw", [b"PK\x03\x04 and nothing more", word()[:500], zipped({"[Content_Types].xml": b"", "word/document.xml": b"<x/>"})])
def test_what_is_no_word_file_is_refused_in_one_line(raw: bytes) -> None:
    with pytest.raises(UnreadableReportError, match="no whole Word file") as told:
        read(raw)
    assert "\n" not in str(told.value)
