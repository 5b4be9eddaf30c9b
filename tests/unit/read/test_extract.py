"""One original to its text: by its content, and with what the world around it tells."""

from __future__ import annotations

from datetime import date

import pytest

from tests.files import PAGE, TEXT, letter, word
from tests.files_pdf import one_line
from tollbook.errors import UnreadableReportError
from tollbook.model.document import Original, Published, Told
from tollbook.read.extract import extract
from tollbook.read.limits import Limits

BODY = "\n\n".join(TEXT)
WORLD = Told("Of the world", None, "World Courier", "https://world.example/a", Published(date(2024, 5, 9), "feed"))
MADE = b"/CreationDate (D:20240503)"


@pytest.mark.parametrize("raw", [BODY.encode(), letter(), one_line("Two men died.", MADE), word()], ids=["text", "letter", "paper", "word"])
def test_the_world_goes_before_the_document(raw: bytes) -> None:
    told = extract(Original("a", raw, told=WORLD), Limits()).told
    assert (told.title, told.source, told.published) == (WORLD.title, WORLD.source, WORLD.published)


def test_a_day_that_is_only_the_files_own_is_noted() -> None:
    paper = one_line("Two men died.", MADE)
    assert extract(Original("a", paper), Limits()).notes == ("its day is the one on which the file was made",)
    assert not extract(Original("a", paper, told=WORLD), Limits()).notes


def test_a_page_tells_its_own_title() -> None:
    assert extract(Original("a.html", PAGE, told=WORLD), Limits()).told.title == "Market attacked in Kolwe"


@pytest.mark.parametrize(
    ("raw", "remedy"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "text recognition"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "save it as .docx"),
        (b'<opml version="2.0"><body/></opml>', "tollbook watch"),
        (b'<?xml version="1.0"?><record><text>Two men died.</text></record>', "save it as HTML or as text"),
        (b"Rar!\x1a\x07" + bytes(40), "unpack it"),
        (b"\x7fELF" + bytes(40), "save it as text, HTML, PDF or Word"),
    ],
)
def test_what_holds_no_text_is_refused_with_its_remedy(raw: bytes, remedy: str) -> None:
    with pytest.raises(UnreadableReportError, match=remedy):
        extract(Original("a.txt", raw), Limits())


def test_text_under_the_name_of_a_page_is_read() -> None:
    assert "killed two traders" in extract(Original("a.html", BODY.encode(), "text/html"), Limits()).text


def test_a_document_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableReportError, match="split it"):
        extract(Original("a.txt", b"x" * 2_000), Limits(document=1_000))


def test_the_reader_is_named_with_the_version_of_its_library() -> None:
    assert extract(Original("a.pdf", one_line("Two men died.")), Limits()).by.startswith("pdf 1 pypdfium2 5.")
    assert extract(Original("a.docx", word()), Limits()).by.startswith("word 1 python-docx 1.")
