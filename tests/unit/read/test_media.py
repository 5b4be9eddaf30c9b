"""What sort of document bytes are, whatever their name and their sender say."""

from __future__ import annotations

import gzip

import pytest

from tests.files import PAGE, TEXT, letter, mailbox, wacz, warc, warc_packed, word, zipped
from tests.files_pdf import bulletin
from tollbook.read import media
from tollbook.read.media import HEAD, media_of

BODY = "\n\n".join(TEXT).encode()
TOLD = {
    "pdf": (bulletin(1), media.PDF),
    "pdf after noise": (b"\r\n\r\n" + bulletin(1), media.PDF),
    "page": (PAGE, media.HTML),
    "page after a comment": (b"<!-- made by a machine -->\n<html><p>x</p></html>", media.HTML),
    "page in two bytes a letter": (PAGE.decode().encode("utf-16"), media.HTML),
    "word": (word(), media.WORD),
    "zip": (zipped({"a.txt": b"x"}), media.ZIP),
    "empty zip": (zipped({}), media.ZIP),
    "spreadsheet": (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "application/vnd.ms-excel"),
    "wacz": (wacz(), media.WACZ),
    "warc": (warc(), media.WARC),
    "packed warc": (warc_packed(), media.WARC),
    "packed text": (gzip.compress(BODY), media.GZIP),
    "letter": (letter(), media.MAIL),
    "mailbox": (mailbox([letter()]), media.MBOX),
    "rss": (b'<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', media.FEED),
    "atom": (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', media.FEED),
    "rdf": (b'<rdf:RDF xmlns="http://purl.org/rss/1.0/"/>', media.FEED),
    "json feed": (b'{"title": "x", "version": "https://jsonfeed.org/version/1.1", "items": []}', media.JSON_FEED),
    "opml": (b'<opml version="2.0"/>', media.OPML),
    "json lines": (b'{"text": "a"}\n{"text": "b"}\n', media.JSONL),
    "json list": (b'[\n  {"text": "a"}\n]', media.JSON),
    "json object": (b'{\n  "text": "a"\n}', media.JSON),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "application/x-ole-storage"),
    "rich text": (b"{\\rtf1 Men came.}", "application/rtf"),
    "program": (b"\x7fELF" + bytes(60), "application/x-executable"),
    "noise": (bytes(range(256)) * 4, media.UNKNOWN),
    "nothing but zeros": (bytes(4_000), media.UNKNOWN),
}


@pytest.mark.parametrize("what", TOLD)
def test_content_tells_under_every_name_and_type(what: str) -> None:
    raw, expected = TOLD[what]
    for name in ("a", "a.txt", "a.html", "a.pdf", "a.csv", "a.json"):
        for declared in (None, "text/html; charset=utf-8", "application/pdf", "image/png"):
            assert media_of(name, raw[:HEAD], declared) == expected, (name, declared)


@pytest.mark.parametrize(
    ("name", "declared", "expected"),
    [
        ("a.txt", "text/html", media.TEXT),
        ("a.csv", None, media.CSV),
        ("a.tsv", "text/plain", media.TSV),
        ("a", "text/csv; header=present", media.CSV),
        ("a", "application/xhtml+xml", media.HTML),
        ("a", None, media.TEXT),
        ("archive.zip!/folder.html/a.txt", None, media.TEXT),
        ("a.pdf", "application/pdf", media.TEXT),
        ("a", "application/x-tollbook-row+json", media.TEXT),
    ],
)
def test_kinds_of_text_are_told_by_name_then_by_type(name: str, declared: str | None, expected: str) -> None:
    assert media_of(name, BODY, declared) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[Update] Gunmen killed two men.",
        "{Agency} Gunmen killed two men.",
        "From Goma to Bukavu the road is shut: men with rifles hold it.",
        "Date: 3 May 2024\nFrom the desk: two men died.",
        "<1,000 people fled and >50 were hurt, <p is no mark.",
    ],
)
def test_text_that_looks_a_little_like_something_else_is_text(text: str) -> None:
    assert media_of("a.txt", text.encode()) == media.TEXT


def test_text_of_two_bytes_a_letter_without_a_mark_is_text() -> None:
    assert media_of("a.txt", BODY.decode().encode("utf-16-le")) == media.TEXT
    assert media_of("a.txt", BODY.decode().encode("utf-16-be")) == media.TEXT
