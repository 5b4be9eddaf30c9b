"""Files of the sorts that reports come in, made by code; every text and name in them is invented."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage

TEXT = (
    "Gunmen on motorcycles attacked the market of Kolwe on Monday evening and killed two traders, the district chief said.",
    "Soldiers opened fire from the bridge, and the attackers fled towards the hills. Nobody has claimed the attack.",
    "A resident told the bulletin by telephone that three more people were hurt and that shops stayed shut on Tuesday.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Market attacked in Kolwe</title></head><body><article><h1>Market attacked in Kolwe</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in TEXT)}</article></body></html>""".encode()


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 3, 10, 0, 0)), content, method)
    return made.getvalue()


def response(url: str, body: bytes, headers: Mapping[str, str], status: str = "200 OK") -> bytes:
    """A WARC record of an answer fetched on 3 May 2024, 10:15 UTC."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return record("response", url, "\r\n".join(lines).encode() + body)


def record(kind: str, url: str, block: bytes) -> bytes:
    """A WARC record of that kind."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-03T10:15:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc() -> bytes:
    """A web archive: a page, a page packed in transfer, a page in chunks, what is no page, and a PDF."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    packed = gzip.compress(PAGE, mtime=0)
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    return b"".join((
        record("warcinfo", "", b"software: none\r\n"),
        response("https://courier.example/kolwe", PAGE, html | {"Last-Modified": "Fri, 03 May 2024 09:00:00 GMT"}),
        response("https://courier.example/packed", packed, html | {"Content-Encoding": "gzip"}),
        response("https://courier.example/chunks", chunks, html | {"Transfer-Encoding": "chunked"}),
        response("https://courier.example/gone", PAGE, html, "404 Not Found"),
        response("https://courier.example/style.css", b"p { color: red }", {"Content-Type": "text/css"}),
        response("https://courier.example/photo.png", b"\x89PNG\r\n\x1a\n" + bytes(20), {"Content-Type": "text/html"}),
        record("request", "https://courier.example/kolwe", b"GET /kolwe HTTP/1.1\r\n\r\n"),
        response("https://courier.example/bulletin", b"%PDF-1.4 no more than a beginning", {"Content-Type": "application/pdf"}),
    ))  # fmt: skip


def warc_packed() -> bytes:
    """A web archive whose records are packed each by itself, as crawlers keep them."""
    pages = (response(f"https://courier.example/{n}", PAGE, {"Content-Type": "text/html"}) for n in range(3))
    return b"".join(gzip.compress(page, mtime=0) for page in pages)


def wacz() -> bytes:
    """A package of a web archive with its indexes."""
    return zipped(
        {
            "datapackage.json": '{"profile": "data-package"}',
            "archive/data.warc.gz": warc_packed(),
            "indexes/index.cdx": "example,courier)/0 20240503101500 {}",
            "pages/pages.jsonl": '{"format": "json-pages-1.0"}\n{"url": "https://courier.example/0", "text": "Words of an index."}\n',
        },
        zipfile.ZIP_STORED,
    )


def letter(text: str = "\n\n".join(TEXT), subject: str = "Market attacked in Kolwe", attached: Iterable[tuple[str, str, bytes]] = ()) -> bytes:
    """A letter of a desk, with the files attached: name, media type, bytes."""
    made = EmailMessage()
    made["From"] = "Situation Desk <desk@courier.example>"
    made["To"] = "readers@courier.example"
    made["Subject"] = subject
    made["Date"] = "Fri, 03 May 2024 23:30:00 +0300"
    made["Message-ID"] = "<1@courier.example>"
    made.set_content(text)
    for name, media, raw in attached:
        main, _, sub = media.partition("/")
        made.add_attachment(raw, maintype=main, subtype=sub, filename=name)
    if made.is_multipart():
        made.set_boundary("=-=-=")
    return made.as_bytes()


def letter_html() -> bytes:
    """A letter that holds a page alone."""
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "desk@courier.example", "Daily brief", "Fri, 03 May 2024 10:00:00 +0000"
    made["Message-ID"] = "<2@courier.example>"
    made.set_content(PAGE.decode(), subtype="html")
    return made.as_bytes()


def mailbox(letters: Sequence[bytes]) -> bytes:
    """A mailbox file of these letters."""
    return b"".join(b"From desk@courier.example Fri May  3 10:00:00 2024\n" + letter + b"\n" for letter in letters)


def word() -> bytes:
    """A Word file with a title, a list, a table and a text."""
    from docx import Document  # noqa: PLC0415

    made = Document()
    made.core_properties.title, made.core_properties.author = "Weekly brief", "A. Writer"
    made.add_heading("Weekly brief", 0)
    made.add_paragraph(TEXT[0])
    made.add_paragraph("Two houses burnt in Tamba.", style="List Bullet")
    made.add_paragraph("A bridge blown up at Orra.", style="List Bullet")
    table = made.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, (("Place", "Killed"), ("Kolwe", "2")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    made.add_paragraph(TEXT[1])
    return saved(made)


def saved(document: object) -> bytes:
    """A Word document as a file, its bytes the same on every day."""
    made = io.BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    with zipfile.ZipFile(made) as package:
        return zipped({info.filename: package.read(info) for info in package.infolist()})


def parquet(query: str) -> bytes:
    """The rows of a query as a Parquet file."""
    import tempfile  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    import duckdb  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "made.parquet"
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)")
        return path.read_bytes()
