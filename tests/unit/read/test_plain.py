"""Plain text: its characters, and the bytes of each paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files import TEXT
from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original, Unit
from tollbook.read.limits import Limits
from tollbook.read.plain import decoded, extract_text

BODY = "\n\n".join(TEXT)
FRENCH = "La région a été attaquée lundi soir, déclarèrent les élus. Où ? À Gao, près du marché : des hommes armés ont tué deux commerçants."
LETTERS = {
    "French": (FRENCH, "cp1252"),
    "Polish": ("Wczoraj wieczorem napastnicy zaatakowali wieś. Zginęło dwóch mężczyzn, a trzech zostało rannych, powiedział wójt.", "cp1250"),
    "Russian": ("Нападавшие подожгли рынок. Двое убиты, трое ранены, сообщил глава района. Никто не взял на себя ответственность.", "koi8-r"),
    "Arabic": ("هاجم مسلحون قرية مساء الاثنين وقتلوا شخصين، قال زعيم القرية. فتح الجنود النار.", "cp1256"),
    "quotation marks alone": (f"“We heard shots,” he said.\n\n{BODY}", "cp1252"),
}


def read(raw: bytes, media: str | None = None) -> Extraction:
    return extract_text(Original("a.txt", raw, media), Limits())


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_anchors_give_back_the_bytes_of_each_paragraph(codec: str) -> None:
    text = "Two men — traders — died.\r\n\r\nÀ Gao,\r\nhier.\u2028\n \nNobody \U0001f600 claimed it.\n"
    raw = text.encode(codec)
    found = read(raw)
    assert found.text == text
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(codec, codec)
    for anchor in found.anchors:
        start, end = map(int, anchor.at.split("-"))
        assert anchor.unit is Unit.BYTE
        assert raw[start:end].decode(plain) == anchor.span.quote(text)
    assert len(found.anchors) == 3


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r"), min_size=1))
def test_anchors_cover_all_but_the_blanks_between_paragraphs(text: str) -> None:
    try:
        found = read(b"\xef\xbb\xbf" + text.encode())
    except UnreadableReportError:
        assert not text.strip()
        return
    covered = [c for a in found.anchors for c in a.span.quote(found.text)]
    assert "".join(covered).split() == found.text.split()
    assert all(a.span.end <= b.span.start for a, b in zip(found.anchors, found.anchors[1:], strict=False))


@pytest.mark.parametrize("what", LETTERS)
def test_characters_nothing_declares_are_found_by_trial_and_noted(what: str) -> None:
    text, codec = LETTERS[what]
    found = read(text.encode(codec))
    assert found.text == text
    assert "which nothing declares" in found.notes[0] or "by trial" in found.notes[0]


def test_a_mark_goes_before_what_is_declared_and_that_before_trial() -> None:
    assert decoded("Où ?".encode("utf-16"), "text/plain; charset=utf-8").text == "Où ?"
    assert decoded("Нападавшие".encode("koi8-r"), "text/plain; charset=KOI8-R").text == "Нападавшие"
    assert decoded("Où ?".encode(), "text/plain; charset=koi8-r").text == "Où ?", "what is UTF-8 is so whatever is declared"
    assert decoded(b"\x93No\x94", "text/plain; charset=iso-8859-1").text == "“No”", "what the web means by Latin-1"


@pytest.mark.parametrize("charset", ["none", "utf-7", "rot13", "base64", "zlib", "idna", "../x", "undefined"])
def test_a_charset_that_is_none_is_passed_over(charset: str) -> None:
    assert decoded(FRENCH.encode("cp1252"), f"text/plain; charset={charset}").codec == "cp1252"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "holds no text"),
        (b" \r\n\t ", "holds no text"),
        (b"Two men\0 died.", "character 7 is NUL"),
        (b"\xff\xfea\x00b", "as its mark says; save the file as UTF-8"),
        (b"x" * 500_001, "more than 500,000 characters"),
    ],
)
def test_what_is_no_text_is_refused_with_the_remedy(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReportError, match=reason):
        read(raw)
