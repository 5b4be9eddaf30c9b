"""What sort of document some bytes are: told by their content first, then by their name, then by what was declared of them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

HEAD = 65_536
"""How many of a file's first bytes tell its sort; the names of a Word file's members lie that deep."""
TEXT, HTML, PDF, MAIL, MBOX = "text/plain", "text/html", "application/pdf", "message/rfc822", "application/mbox"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP, GZIP, WACZ, WARC = "application/zip", "application/gzip", "application/wacz", "application/warc"
JSON, JSONL, CSV, TSV = "application/json", "application/x-ndjson", "text/csv", "text/tab-separated-values"
PARQUET, FEED, JSON_FEED, OPML = "application/vnd.apache.parquet", "application/xml+feed", "application/feed+json", "text/x-opml"
MHTML, XML, UNKNOWN = "multipart/related", "application/xml", "application/octet-stream"
STREAMED = (ZIP, GZIP, WACZ, WARC, JSONL, CSV, TSV, PARQUET, MBOX)
"""What is read piece by piece, so that it may be larger than one document."""
ROW = "application/x-tollbook-row+json"
ROW_MARK = b'{"row":"tollbook",'
"""How the bytes of a table's row begin; a document that only says so of itself is none."""

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, ROW_MARK, ROW),
    (0, b"PAR1", PARQUET),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftyp", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "application/ogg"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (257, b"ustar", "application/x-tar"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
)
_OFFICE = ((b"word/", WORD), (b"xl/", "application/vnd.ms-excel"), (b"ppt/", "application/vnd.ms-powerpoint"))
_SUFFIXES = {
    "txt": TEXT, "text": TEXT, "md": TEXT, "htm": HTML, "html": HTML, "xhtml": HTML, "csv": CSV, "tsv": TSV, "tab": TSV,
    "jsonl": JSONL, "ndjson": JSONL, "json": JSON, "eml": MAIL, "mbox": MBOX, "mht": MHTML, "mhtml": MHTML, "xml": XML,
}  # fmt: skip
_BY_DECLARED = {m: m for m in (TEXT, HTML, CSV, TSV, JSONL, JSON, MAIL, MBOX, MHTML, XML)} | {
    "application/xhtml+xml": HTML, "application/csv": CSV, "application/jsonl": JSONL, "text/markdown": TEXT, "text/xml": XML,
}  # fmt: skip
_HTML = re.compile(r"<(?:html|head|body|title|meta|article|main|div|table|section|script|p|h[1-6]|span|center|font)\b[^<>]*>", re.IGNORECASE)
_HTML_FIRST = re.compile(r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_XML_FIRST = re.compile(r"\s*(?:<\?xml[^>]*\?>)?(?:\s|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<(?:\w+:)?(\w+)\b([^>]*)", re.DOTALL)
_ROOTS = {"rss": FEED, "feed": FEED, "RDF": FEED, "opml": OPML, "html": HTML}
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[ \t]?.*(?:\r?\n[ \t].*)*(?:\r?\n|$)")
_MAIL_FIELDS = {"received", "return-path", "message-id", "mime-version", "delivered-to", "content-type", "x-mailer", "dkim-signature"}
_LETTER_FIELDS = {"from", "to", "subject", "date"}
_MBOX = re.compile(r"From \S+ +.*\d{4}.*\r?\n(?:>?[A-Za-z][A-Za-z0-9-]*:)")
_ARRAY = re.compile(r'\s*\[\s*(?:\{\s*["}]|\])')
_OBJECT = re.compile(r'\s*\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})')
_JSON_FEED = re.compile(r'\s*\{[^{}\[\]]*"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PLAIN = {TEXT, CSV, TSV, JSONL, JSON, MAIL, MBOX, MHTML, HTML, XML}


def media_of(name: str, head: bytes, declared: str | None = None) -> str:
    """The media type of a document that begins with these bytes; "application/octet-stream" where they are none that is known and no text.

    ``head`` is the first :data:`HEAD` bytes, or all of them.

    What is told by magic bytes or by structure needs no name and heeds none; between kinds of text without a mark of their own (plain, CSV,
    JSON Lines) the name decides, then the declared type.
    """
    for at, magic, media in _MAGIC:
        if head[at : at + len(magic)] == magic:
            return media
    for told in (_archive, _pdf, _warc):
        if found := told(name, head):
            return found
    text = head_text(head)
    if text is None:
        return UNKNOWN
    return next((m for told in _STRUCTURES if (m := told(text))), None) or _named(name, declared, text)


def head_text(head: bytes) -> str | None:
    """The head as characters, each byte one where it is no UTF-16; None where it holds what no text does."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    for width, codec in ((0, "utf-16-be"), (1, "utf-16-le")):
        half = head[width:4000:2]
        if len(half) > 3 and half.count(0) * 10 > len(half) * 9 and 0 not in head[1 - width : 4000 : 2]:
            return head[: len(head) // 2 * 2].decode(codec, "replace")
    text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return None if len(_NO_TEXT.findall(text[:4000])) * 50 > len(text[:4000]) or "\0" in text else text


def _archive(name: str, head: bytes) -> str | None:
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip(name, head)
    if head[:2] == b"\x1f\x8b":
        return WARC if _inflated(head)[:5] == b"WARC/" else GZIP
    return None


def _zip(name: str, head: bytes) -> str:
    if b"mimetypeapplication/" in head[:80]:
        return head[38:100].split(b"PK", 1)[0].decode("latin-1")
    if b"[Content_Types].xml" in head:
        inner = next((media for mark, media in _OFFICE if mark in head), None)
        return inner or (WORD if name.lower().endswith(".docx") else ZIP)
    is_wacz = b"datapackage.json" in head or name.lower().endswith(".wacz")
    return WACZ if is_wacz and (b"archive/" in head or name.lower().endswith(".wacz")) else ZIP


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 200)
    except zlib.error:
        return b""


def _pdf(name: str, head: bytes) -> str | None:
    return PDF if b"%PDF-" in head[:1024] else None


def _warc(name: str, head: bytes) -> str | None:
    return WARC if head[:7] in (b"WARC/1.", b"WARC/0.") else None


def _html(text: str) -> str | None:
    return HTML if _HTML_FIRST.match(text) else None


def _xml(text: str) -> str | None:
    root = _XML_FIRST.match(text) if text.lstrip()[:1] == "<" else None
    if root is None:
        return None
    if root[1] == "RDF" and "rss" not in text and "purl.org/rss" not in text:
        return XML
    return _ROOTS.get(root[1], XML if text.lstrip()[:5] == "<?xml" else None)


def _json(text: str) -> str | None:
    if _JSON_FEED.match(text):
        return JSON_FEED
    if _ARRAY.match(text):
        return JSON
    if not _OBJECT.match(text):
        return None
    lines = text.strip().split("\n", 2)
    if len(lines) == 1:
        # One object, or the first of many whose line is long: the name tells.
        return None
    return JSONL if lines[0].rstrip().endswith("}") and not lines[1].strip().startswith(("]", "}")) else JSON


def _mail(text: str) -> str | None:
    if _MBOX.match(text):
        return MBOX
    fields, at = [], 0
    while found := _FIELD.match(text, at):
        fields.append(found[1].lower())
        at = found.end()
    known = set(fields)
    if not (known & _MAIL_FIELDS and known & _LETTER_FIELDS and len(fields) > 1):
        return None
    return MHTML if "snapshot-content-location" in known else MAIL


def _named(name: str, declared: str | None, text: str) -> str:
    suffix = name.rsplit("/", 1)[-1].rpartition(".")[2].lower()
    named = _SUFFIXES.get(suffix) or _BY_DECLARED.get((declared or "").split(";")[0].strip().lower())
    if _OBJECT.match(text):
        return JSONL if named == JSONL else JSON
    if named in (None, TEXT, XML):
        return HTML if len(_HTML.findall(text[:4000])) > 2 and text.lstrip()[:1] == "<" else named or TEXT
    return named


_STRUCTURES: tuple[Callable[[str], str | None], ...] = (_html, _xml, _json, _mail)
