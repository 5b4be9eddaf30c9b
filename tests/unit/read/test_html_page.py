"""Bytes of pages to their characters, and what no encoding or parser makes a page of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Original
from tollbook.read.html_page import page_text, parsed
from tollbook.read.limits import Limits

WORDS = "L’armée a tué José près de Gao – vingt€"


def page(encoding: str, declared: str | None = None, media: str | None = None) -> Original:
    meta = f'<meta charset="{declared}">' if declared else ""
    return Original("a.html", f"<html><head>{meta}</head><body><p>{WORDS}</p></body></html>".encode(encoding), media)


@pytest.mark.parametrize(
    ("encoding", "declared", "media"),
    [
        ("utf-8", None, None),
        ("utf-8-sig", None, None),
        ("utf-16", "utf-8", None),
        ("cp1252", "windows-1252", None),
        ("cp1252", "iso-8859-1", None),
        ("cp1252", None, "text/html; charset=ISO-8859-1"),
        ("cp1252", "utf-8", "text/html; charset=utf-8"),
        ("cp1252", "no-such-charset", None),
        ("cp1252", None, None),
        ("utf-8", "iso-8859-1", "text/html; charset=windows-1252"),
    ],
)
def test_characters_are_read_whatever_is_declared(encoding: str, declared: str | None, media: str | None) -> None:
    assert WORDS in page_text(page(encoding, declared, media), Limits())


def test_charset_in_the_header_of_the_answer() -> None:
    headers = (("Content-Type", "text/html; charset=koi8-r"),)
    original = Original("a.html", "<p>Под Авдеевкой погибли трое</p>".encode("koi8-r"), None, headers=headers)
    assert "Авдеевкой" in page_text(original, Limits())


def test_undeclared_cyrillic_is_guessed() -> None:
    text = "Под Авдеевкой в результате обстрела погибли трое мирных жителей, сообщили местные власти в понедельник утром. " * 4
    assert "мирных жителей" in page_text(Original("a.html", f"<html><body><p>{text}</p></body></html>".encode("cp1251")), Limits())


def test_declared_central_european_letters_stay() -> None:
    text = "Zginęło trzech żołnierzy, a siedmiu zostało rannych – podał sztab w środę."
    page = f'<html lang="pl"><head><meta charset="iso-8859-2"></head><body><p>{text}</p></body></html>'
    original = Original("a.html", page.encode("iso-8859-2", "replace"))
    assert "żołnierzy" in page_text(original, Limits())


def test_page_over_the_limit_is_refused_with_its_size() -> None:
    with pytest.raises(UnreadableReportError, match="more than 10"):
        page_text(Original("a.html", b"<p>" + b"a" * 20), replace(Limits(), document=10))


@pytest.mark.parametrize("text", ["", "  \n", "<!-- nothing -->", "<?xml version='1.0'?>"])
def test_nothing_is_no_page(text: str) -> None:
    with pytest.raises(UnreadableReportError, match="no text"):
        parsed(text)


def test_declaration_of_xml_does_no_harm() -> None:
    tree = parsed('<?xml version="1.0" encoding="utf-16"?><html><body><p>Ségou</p></body></html>')
    assert tree.findtext(".//p") == "Ségou"


def test_thousands_of_attributes_are_cut() -> None:
    many = " ".join(f'a{i}="x"' for i in range(3000))
    tree = parsed(f"<html><body><p {many}>Words</p></body></html>")
    assert tree.findtext(".//p") == "Words"
    assert not tree.find(".//p").attrib


def test_long_attribute_stays() -> None:
    tree = parsed(f'<html><body><img src="data:{"x" * 20000}"><p>Words</p></body></html>')
    assert len(tree.find(".//img").get("src")) > 20000
