"""Files built to do harm end in one line, and cost no more than the limits allow."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import pytest

from tests.files import TEXT, zipped
from tests.files_hostile import gzip_bomb, lying_zip, nested_bomb, overlapping_zip, zip_bomb
from tests.files_pdf import raw_pdf
from tollbook.errors import TollbookError
from tollbook.model.document import Original, Refused
from tollbook.read.extract import extract
from tollbook.read.limits import Limits
from tollbook.read.originals import originals_of

BODY = "\n\n".join(TEXT)


def reasons(raw: bytes, name: str = "made.zip", limits: Limits | None = None) -> list[str]:
    return [f.reason for f in originals_of(Original(name, raw), limits or Limits()) if isinstance(f, Refused)]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: zip_bomb(1_000), "as a bomb does"),
        (lambda: lying_zip(100), "cannot be unpacked"),
        (lambda: overlapping_zip(25), "overlap each other"),
        (lambda: gzip_bomb(1_000), "as a bomb does"),
    ],
    ids=["a gigabyte of zeros", "a directory that lies", "members that overlap", "a gigabyte packed by gzip"],
)
def test_bombs_are_refused_before_they_are_unpacked(make: Callable[[], bytes], reason: str) -> None:
    raw = make()
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    (found,) = reasons(raw)
    assert reason in found
    assert time.process_time() - began < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000, "kilobytes"


def test_a_bomb_of_archives_in_archives_ends_at_what_they_unpack_to() -> None:
    found = list(originals_of(Original("made.zip", nested_bomb(6, 3, 1)), Limits(unpacked=20_000_000)))
    assert isinstance(found[-1], Refused)
    assert found[-1].reason == "it unpacks to more than 20 MB; split it"
    assert len(found) < 30


def test_a_paper_of_parts_without_ends_is_refused_at_once() -> None:
    began = time.process_time()
    with pytest.raises(TollbookError, match="parts have no ends"):
        extract(Original("a.pdf", b"%PDF-1.4\n" + b"1 0 obj << /Length 10 >> stream\n" * 50_000), Limits())
    assert time.process_time() - began < 1


def test_a_paper_whose_tree_of_pages_is_a_ring_ends() -> None:
    ring = raw_pdf(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]").replace(b"/Count 1", b"/Count 9")
    with pytest.raises(TollbookError):
        extract(Original("a.pdf", ring), Limits())


FEED = '<?xml version="1.0"?><!DOCTYPE x [%s]><rss><channel><item><title>x</title><description>root &e;</description></item></channel></rss>'
GROWING = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10)) + '<!ENTITY e "&l9;">'
READING = '<!ENTITY e SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("raw", [(FEED % e).encode() for e in (GROWING, READING)], ids=["entities that grow", "an entity that reads a file"])
def test_entities_of_feeds_neither_grow_nor_read_files(raw: bytes) -> None:
    began = time.process_time()
    found = list(originals_of(Original("feed.xml", raw), Limits()))
    assert sum(len(f.raw) for f in found if isinstance(f, Original)) < 10_000
    assert not [f for f in found if isinstance(f, Original) and b"root:" in f.raw]
    assert time.process_time() - began < 5


LIES = {
    "a page as a table": ("a.csv", f"<html><body><p>{BODY}</p></body></html>".encode(), "text/csv"),
    "a text as a paper": ("a.pdf", BODY.encode(), "application/pdf"),
    "a text as a Word file": ("a.docx", BODY.encode(), None),
    "a text as a picture": ("a.png", BODY.encode(), "image/png"),
}


@pytest.mark.parametrize("what", LIES)
def test_what_lies_about_its_sort_is_read_by_its_content(what: str) -> None:
    name, raw, media = LIES[what]
    (found,) = originals_of(Original(name, raw, media), Limits())
    assert isinstance(found, Original)
    assert "killed two traders" in extract(found, Limits()).text


@pytest.mark.parametrize("raw", [b"MZ" + bytes(200), b"\x7fELF" + bytes(200), b"\x89PNG\r\n\x1a\n" + bytes(200), bytes(500)])
def test_what_holds_no_text_is_refused_whatever_its_name(raw: bytes) -> None:
    found = list(originals_of(Original("report.txt", raw), Limits()))
    for one in found:
        if isinstance(one, Original):
            with pytest.raises(TollbookError, match="no text that can be read"):
                extract(one, Limits())


def test_an_archive_in_itself_ends() -> None:
    raw = zipped({"a.txt": BODY})
    for _ in range(30):
        raw = zipped({"a.zip": raw, "b.txt": BODY})
    found = list(originals_of(Original("made.zip", raw), Limits()))
    assert len(found) == Limits().depth + 1
