"""Bytes of a web page to its parsed tree."""

from __future__ import annotations

import codecs
import re
from typing import Any

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Original
from tollbook.read.limits import Limits

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_CONTROLS = re.compile("[\x80-\x9f]")
_HEAD = 4096
# The WHATWG Encoding Standard reads these labels as the Windows sets that contain them.
_WIDER = {
    "iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "iso8859-11": "cp874",
}  # fmt: skip


_WESTERN = "cp1252"
_LATIN = frozenset({
    "cp1250", "cp1254", "cp1257", "cp1258", "cp437", "cp775", "cp850", "cp852", "hp_roman8", "iso8859_10", "iso8859_13", "iso8859_14", "iso8859_15",
    "iso8859_16", "iso8859_2", "iso8859_3", "iso8859_4", "iso8859_9", "latin_1", "mac_latin2", "mac_roman",
})  # fmt: skip
_OTHER_LANGS = frozenset({"pl", "cs", "sk", "hu", "ro", "hr", "sl", "sr", "bs", "sq", "tr", "az", "lt", "lv", "et", "vi", "mt"})
_LANG = re.compile(rb"""<html[^>]{0,300}?\blang\s*=\s*["']?([a-zA-Z]{2})""")
_SAMPLE = 200_000
_TAG = re.compile(r"(<[a-zA-Z][\w:-]{0,40})[^<>]{10000,}")
_QUOTED = re.compile(r"""\"[^"]*"|'[^']*'""")
_ATTRIBUTES = 1000


def page_text(original: Original, limits: Limits) -> str:
    """The page's characters; UnreadableReportError where it is too big or no encoding fits."""
    raw = original.raw
    if len(raw) > limits.document:
        raise UnreadableReportError(f"the page has {len(raw)} bytes, more than {limits.document}; raise the limit or save the article alone")
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace")
    for name in _candidates(original):
        text = _decoded(raw, name)
        if text is not None:
            return text
    return _guessed(raw)


def parsed(text: str) -> Any:
    """The tree of the page, comments and instructions dropped; UnreadableReportError where there is none."""
    from lxml import etree, html  # type: ignore[import-untyped]

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    clean = _TAG.sub(_plain_tag, text.replace("\0", ""))
    try:
        tree = html.document_fromstring(clean.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableReportError("the page holds no text; save it again from the browser") from error
    if tree.find("body") is None:
        raise UnreadableReportError("the page holds no text; save it again from the browser")
    return tree


def _plain_tag(tag: re.Match[str]) -> str:
    """The tag without its attributes where it has thousands: the parser compares each with all others."""
    return tag[0] if len(_QUOTED.sub("", tag[0]).split()) <= _ATTRIBUTES else tag[1]


def _candidates(original: Original) -> list[str]:
    """The encodings to try in order: UTF-8 wherever the bytes are, since no other text looks like it, then what header and page declare."""
    head = original.raw[:_HEAD]
    told = (original.media or "", *(v for k, v in original.headers if k.lower() == "content-type"))
    declared = [m[1] for m in map(_HEADER.search, told) if m][:1]
    declared += [m[1].decode("ascii", errors="replace") for m in (_META.search(head), _XML.search(head)) if m]
    return (["utf-8"] if _MULTIBYTE.search(original.raw) or not declared else []) + declared


def _decoded(raw: bytes, name: str) -> str | None:
    """The text, ``None`` where the encoding is unknown or does not fit."""
    try:
        known = codecs.lookup(name).name
        text = raw.decode(_WIDER.get(known, known))
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if "\0" in text[:_HEAD] or _is_torn(text) else text


def _is_torn(text: str) -> bool:
    """True where control characters of a wrong single-byte reading stand in the text."""
    return len(_CONTROLS.findall(text)) > len(text) // 2000


def _guessed(raw: bytes) -> str:
    """The text in the encoding its bytes are likeliest in; that of Western Europe for Latin letters of no declared language that has another."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    name = best.encoding if best else _WESTERN
    said = _LANG.search(raw[:_HEAD])
    if name in _LATIN and (said is None or said[1].decode().lower() not in _OTHER_LANGS) and (text := _decoded(raw, _WESTERN)):
        return text
    return raw.decode(name, errors="replace")
