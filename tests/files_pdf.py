"""Papers as PDF, made by code; every text and name in them is invented."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from tests.files import TEXT

WIDTH, HEIGHT = A4
LEADING = 13.0
SIZE = 10


def canvas(made: io.BytesIO, **how: Any) -> Canvas:
    """An empty paper whose bytes are the same on every day."""
    return Canvas(made, pagesize=A4, invariant=1, **how)


def wrapped(text: str, width: float, font: str = "Helvetica") -> list[str]:
    """The text in lines of at most that width."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if pdfmetrics.stringWidth(longer, font, SIZE) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def set_lines(paper: Canvas, lines: Sequence[str], left: float, top: float, font: str = "Helvetica") -> float:
    """Sets lines from there on; where the next one stands."""
    paper.setFont(font, SIZE)
    for line in lines:
        paper.drawString(left, top, line)
        top -= LEADING
    return top


PLACES = ("Orra", "Tamba", "Silo", "Marr", "Deba", "Lunde")


def bulletin(pages: int = 3) -> bytes:
    """A paper of one column with a running head, a foot and page numbers; its paragraphs run on over the pages."""
    made = io.BytesIO()
    paper = canvas(made)
    for number in range(1, pages + 1):
        paper.setFont("Helvetica", 8 if number > 1 else 15)
        paper.drawString(60, HEIGHT - 30, f"Kolwe Situation Bulletin, issue {41 if number == 1 else number + 40}")
        paper.setFont("Helvetica", 8)
        paper.drawString(60, 30, "For registered readers only")
        paper.drawRightString(WIDTH - 60, 30, f"Page {number} of {pages}")
        top = HEIGHT - 110
        for paragraph in TEXT:
            top = set_lines(paper, wrapped(f"In {PLACES[number]}: {paragraph}", 300), 60, top) - LEADING
        set_lines(paper, [f"The long account of {PLACES[number]} begins on a page and" if number < pages else "The end."], 60, 80)
        if number < pages:
            paper.showPage()
            set_lines(paper, [f"goes on at the head of the next one, says {PLACES[number]}."], 60, HEIGHT - 80)
    paper.save()
    return made.getvalue()


def two_columns(by_rows: bool = False) -> bytes:
    """A paper with a title across and two columns; ``by_rows`` draws them line by line across, as some programs do."""
    made = io.BytesIO()
    paper = canvas(made)
    paper.setFont("Helvetica-Bold", 16)
    paper.drawString(60, HEIGHT - 70, "Weekly report on the northern districts, written for all offices")
    columns = [[line for p in side for line in (*wrapped(p, 220), "")] for side in (LEFT, RIGHT)]
    starts = (60.0, WIDTH / 2 + 10)
    if by_rows:
        for row in range(max(map(len, columns))):
            for lines, left in zip(columns, starts, strict=True):
                set_lines(paper, lines[row : row + 1], left, HEIGHT - 110 - row * LEADING)
    else:
        for lines, left in zip(columns, starts, strict=True):
            set_lines(paper, lines, left, HEIGHT - 110)
    paper.save()
    return made.getvalue()


LEFT = tuple(f"Left paragraph {n}. {TEXT[n % 3]}" for n in range(4))
RIGHT = tuple(f"Right paragraph {n}. {TEXT[(n + 1) % 3]}" for n in range(4))


def scan(pages: Sequence[bool]) -> bytes:
    """A paper some of whose pages hold text, the others a picture alone."""
    from PIL import Image  # noqa: PLC0415

    picture = ImageReader(Image.new("L", (300, 400), 200))
    made = io.BytesIO()
    paper = canvas(made)
    for has_text in pages:
        if has_text:
            set_lines(paper, wrapped(TEXT[0], 400), 60, HEIGHT - 90)
        else:
            paper.drawImage(picture, 10, 10, WIDTH - 20, HEIGHT - 20)
        paper.showPage()
    paper.save()
    return made.getvalue()


def ligatures() -> bytes:
    """A paper whose letters are set in one sign where type does so, and whose words are cut at line ends."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    made = io.BytesIO()
    paper = canvas(made)
    set_lines(paper, LIGATURES, 60, HEIGHT - 90, "Vera")
    paper.save()
    return made.getvalue()


LIGATURES = (
    "Of\ufb01cials said the \ufb01ghters \ufb02ed after the sol-",
    "diers had opened \ufb01re on the north-",
    "eastern road; a north-eastern village was burnt.",
)


def table() -> bytes:
    """A paper with a table of three columns below a text."""
    made = io.BytesIO()
    paper = canvas(made)
    top = set_lines(paper, wrapped(TEXT[0], 400), 60, HEIGHT - 120) - LEADING
    for row in (("Place", "Killed", "Hurt"), ("Kolwe", "2", "3"), ("Tamba", "0", "1"), ("Orra", "4", "12")):
        for cell, left in zip(row, (60, 200, 300), strict=True):
            set_lines(paper, [cell], left, top)
        top -= LEADING
    paper.save()
    return made.getvalue()


def encrypted(password: str) -> bytes:
    """A paper that opens with a password; with "" it opens by itself and forbids its printing."""
    made = io.BytesIO()
    paper = canvas(made, encrypt=StandardEncryption(password, ownerPassword="owner", canPrint=0))
    set_lines(paper, wrapped(TEXT[0], 400), 60, HEIGHT - 90)
    paper.save()
    return made.getvalue()


def turned(angle: int) -> bytes:
    """A paper whose page is shown turned, its text drawn so that it stands upright then."""
    made = io.BytesIO()
    paper = canvas(made)
    paper.setPageRotation(angle)
    moves = {90: (0, WIDTH), 180: (WIDTH, HEIGHT), 270: (HEIGHT, 0)}
    if angle in (90, 270):
        paper.translate(*((WIDTH, 0) if angle == 90 else (0, HEIGHT)))
    else:
        paper.translate(*moves[180])
    paper.rotate(angle)
    wide = angle == 180
    set_lines(paper, [line for p in TEXT for line in (*wrapped(p, 300), "")], 60, (HEIGHT if wide else WIDTH) - 90)
    paper.save()
    return made.getvalue()


def raw_pdf(stream: bytes, told: bytes = b"") -> bytes:
    """A paper of one page with that stream, packed once, and that entry in its properties."""
    packed = zlib.compress(stream, 9)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< %s >>" % told,
    )
    out, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + end


def one_line(text: str, told: bytes = b"") -> bytes:
    """A paper with lines of text and that entry in its properties."""
    lines = b"".join(b"(%s) Tj 0 -20 Td " % line.encode("latin-1") for line in text.split("\n"))
    return raw_pdf(b"BT /F1 12 Tf 60 600 Td %s ET" % lines, told)
