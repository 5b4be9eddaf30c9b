"""What the mutated inputs are made from: one or more whole files of each sort that is read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.files import PAGE, TEXT, letter, letter_html, mailbox, parquet, wacz, warc, warc_packed, word, zipped
from tests.files_pdf import bulletin, encrypted, ligatures, one_line, scan, table, two_columns

BODY = "\n\n".join(TEXT)
RUSSIAN = "Нападавшие подожгли рынок. Двое убиты.\n\nНикто не взял ответственность."  # noqa: RUF001 - letters of its own alphabet
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Seed:
    """A whole file: its sort, the name and the media type under which it is read."""

    kind: str
    name: str
    raw: bytes
    media: str | None = None


def seeds(folder: Path | None = None) -> list[Seed]:
    """The files made by code, then those the folder keeps (inputs that once did harm), in the order of their names."""
    kept = sorted(folder.glob("*.bin")) if folder is not None else []
    return [*_texts(), *_pages(), *_feeds(), *_tables(), *_papers(), *_letters(), *_archives(), *(kept_seed(p) for p in kept)]


def kept_seed(path: Path) -> Seed:
    """A kept input; its file is named "KIND,NAME.bin", a slash in the name written as "%"."""
    kind, _, name = path.stem.partition(",")
    return Seed(kind, name.replace("%", "/"), path.read_bytes())


def _texts() -> Iterator[Seed]:
    yield Seed("text", "a.txt", BODY.encode())
    quoting = "\u201cHe left,\u201d she said at the caf\u00e9.\r\n\r\n" + BODY
    yield Seed("text", "b.txt", quoting.encode("cp1252"), "text/plain; charset=windows-1252")
    yield Seed("text", "c.txt", BODY.encode("utf-16"))
    yield Seed("text", "d.txt", RUSSIAN.encode("koi8-r"))


def _pages() -> Iterator[Seed]:
    data = {"@type": "NewsArticle", "headline": "Market attacked", "datePublished": "2024-05-03T10:00:00+02:00", "author": [{"name": "A. Writer"}]}
    head = (
        f'<script type="application/ld+json">{json.dumps(data)}</script><meta property="article:published_time" content="2024-05-03T08:00:00Z">'
        '<meta property="og:site_name" content="The Plain Courier"><link rel="canonical" href="https://courier.example/a"></head>'
    )
    byline = '</h1><time datetime="2024-05-03">3 May 2024</time><p class="byline">By A. Writer</p>'
    rich = PAGE.decode().replace("</head>", head).replace("</h1>", byline)
    menu = '<nav><ul><li><a href="/">Home</a></li></ul></nav><aside class="related"><a href="/x">Related</a></aside>'
    menu += "<figure><img src=x><figcaption>A road.</figcaption></figure>"
    yield Seed("html", "a.html", PAGE, HTML)
    yield Seed("html", "b.html", rich.replace("<body>", f"<body>{menu}").encode(), HTML)
    yield Seed("html", "c.html", rich.encode("utf-16"), "text/html")
    yield Seed("html", "d.html", f"<html><body><table><tr><td>{TEXT[0]}<td>{TEXT[1]}</table><blockquote>{TEXT[2]}</blockquote>".encode("latin-1"))


def _feeds() -> Iterator[Seed]:
    items = "".join(
        f"<item><title>Item {n}</title><link>https://courier.example/{n}</link><pubDate>Fri, 03 May 2024 10:0{n}:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{TEXT[n]}&lt;/p&gt;</description></item>"
        for n in range(3)
    )
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title><language>en</language>{items}</channel></rss>'
    entry = f'<title>One</title><link href="https://courier.example/1"/><updated>2024-05-03T10:00:00Z</updated><content>{TEXT[0]}</content>'
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry>{entry}</entry></feed>'
    items_told = [{"id": "1", "content_html": f"<p>{TEXT[0]}</p>", "date_published": "2024-05-03"}]
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": items_told}
    yield Seed("feed", "rss.xml", rss.encode(), "application/rss+xml")
    yield Seed("feed", "atom.xml", atom.encode())
    yield Seed("feed", "feed.json", json.dumps(told).encode())
    yield Seed("feed", "list.opml", b'<opml version="2.0"><body><outline xmlUrl="https://courier.example/rss"/></body></opml>')


def _tables() -> Iterator[Seed]:
    rows = [{"text": t, "title": f"Title {n}", "published": "2024-05-03", "source": {"name": "Courier"}} for n, t in enumerate(TEXT)]
    quoted = "".join(f'"{n}";"{t}";2024-05-0{n + 1}\r\n' for n, t in enumerate(TEXT))
    yield Seed("csv", "a.csv", ("id;body;date published\r\n" + quoted).encode())
    yield Seed("csv", "b.tsv", ("title\ttext\n" + "".join(f"T\t{t}\n" for t in TEXT)).encode("utf-16"))
    yield Seed("jsonl", "a.jsonl", "\n".join(json.dumps(r) for r in rows).encode())
    yield Seed("json", "a.json", json.dumps({"articles": rows}).encode())
    query = "SELECT 'Two men were killed in Kolwe, ' || i AS text, DATE '2024-05-03' AS published FROM range(20) t(i)"
    yield Seed("parquet", "a.parquet", parquet(query))


def _papers() -> Iterator[Seed]:
    plain = one_line(BODY, b"/CreationDate (D:20240503)")
    made = (bulletin(), bulletin(2), two_columns(), table(), scan([True, False]), ligatures(), encrypted(""), plain)
    yield from (Seed("pdf", f"{n}.pdf", raw) for n, raw in enumerate(made))


def _letters() -> Iterator[Seed]:
    quoting = f"{TEXT[0]}\n\nOn Fri, 3 May 2024 at 10:12, A. Writer <a@courier.example> wrote:\n> {TEXT[1]}\n>\n> {TEXT[2]}\n\n-- \nThe desk\n"
    forwarded = f"See below.\n\n---------- Forwarded message ---------\nFrom: A. Writer\nDate: Thu, 2 May 2024\nSubject: Attack\n\n{TEXT[1]}\n"
    anything = "application/octet-stream"
    attached = [("brief.docx", anything, word()), ("two.pdf", "application/pdf", two_columns()), ("inner.eml", anything, letter())]
    snapshot = letter_html().replace(b"Subject:", b"Snapshot-Content-Location: https://courier.example/a\nSubject:", 1)
    yield Seed("mail", "a.eml", letter(quoting, "Re: Attack"))
    yield Seed("mail", "b.eml", letter(forwarded, "Fwd: =?utf-8?q?Attaque_=C3=A0_Kolwe?="))
    yield Seed("mail", "c.eml", letter(attached=attached))
    yield Seed("mail", "d.eml", letter_html())
    yield Seed("mhtml", "e.mht", snapshot)
    yield Seed("mbox", "f.mbox", mailbox([letter(), letter(quoting), letter_html()]))


def _archives() -> Iterator[Seed]:
    inner = zipped({"a.txt": BODY, "b.html": PAGE, "c.jsonl": json.dumps({"text": BODY})})
    yield Seed("word", "a.docx", word())
    yield Seed("zip", "a.zip", inner)
    yield Seed("zip", "b.zip", zipped({"inner.zip": inner, "paper.pdf": table(), "letter.eml": letter(), "brief.docx": word()}))
    yield Seed("gzip", "a.csv.gz", gzip.compress(f"text\n\"{TEXT[0]}\"\n".encode(), mtime=0))
    yield Seed("warc", "a.warc", warc())
    yield Seed("warc", "b.warc.gz", warc_packed())
    yield Seed("warc", "c.wacz", wacz())
