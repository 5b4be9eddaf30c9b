"""Plain text: which characters its bytes are, and where each paragraph stands in them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Anchor, Extraction, Original, Told, Unit
from tollbook.model.span import Span
from tollbook.read.limits import Limits

BY = "text 1"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_PARAGRAPH = re.compile(r"\S(?:[^\n\u2028\u2029]|[\n\u2028](?![ \t\xa0]*\r?[\n\u2028]))*")
_COMMONEST = "cp1252"
_ASCII = 0x7F
_FEW, _CLOSE = 0.03, 0.1
_GUESSED_FROM = 200_000
"""How many bytes are looked at where no one says which characters they are."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of some bytes: the codec that read them, how many bytes a mark before them takes, and a note where it was found by trial."""

    text: str
    codec: str
    skipped: int = 0
    note: str | None = None


def extract_text(original: Original, limits: Limits) -> Extraction:
    """The text as it stands, its line ends kept; UnreadableReportError where it is none, is too long or is empty."""
    found = decoded(original.raw, original.media)
    if len(found.text) > limits.text:
        raise UnreadableReportError(f"it has more than {limits.text:,} characters of text; split it")
    if "\0" in found.text:
        raise UnreadableReportError(f"character {found.text.index(chr(0))} is NUL, so this is no plain text; export the report as UTF-8 text")
    anchors = tuple(_anchors(found, len(original.raw)))
    if not anchors:
        raise UnreadableReportError("it holds no text; give a file that holds the report's words")
    return Extraction(found.text, anchors, Told(), BY, notes=(found.note,) if found.note else ())


def decoded(raw: bytes, media: str | None = None) -> Decoded:
    """The characters of the bytes: by their byte-order mark, else as UTF-8, else as the media type declares, else by trial, which a note tells.

    Raises UnreadableReportError where they fit no set of characters.
    """
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, codec, len(mark))
    for name, note in _candidates(raw, media):
        if (text := _tried(raw, name)) is not None:
            return Decoded(text, name, 0, note)
    return _by_trial(raw)


def _candidates(raw: bytes, media: str | None) -> Iterator[tuple[str, str | None]]:
    """The codecs to try, in order, each with a note where nothing declares it."""
    zeros, declared = _by_zeros(raw), _declared(media)
    if zeros:
        yield zeros, f"read as {zeros.upper()}, which nothing declares"
    yield "utf-8", None
    if declared:
        yield declared, None


def _strictly(raw: bytes, codec: str, skipped: int) -> Decoded:
    try:
        return Decoded(raw[skipped:].decode(codec), codec, skipped)
    except UnicodeDecodeError as error:
        raise UnreadableReportError(f"byte {error.start + skipped} is not {codec.upper()} text as its mark says; save the file as UTF-8") from error


def _declared(media: str | None) -> str | None:
    """The codec a media type names; None where it names none that is one of text."""
    named = _CHARSET.search(media or "")
    if named is None:
        return None
    try:
        found = codecs.lookup(named[1])
    except (LookupError, ValueError):
        return None
    # Latin-1 is what pages say and Windows-1252 what they mean: the standard of the web reads it so.
    name = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(found.name, found.name)
    return name if found._is_text_encoding and name != "utf-7" else None  # noqa: SLF001 - the only place it is told


def _by_zeros(raw: bytes) -> str | None:
    for first, codec in ((0, "utf-16-be"), (1, "utf-16-le")):
        half = raw[first:4000:2]
        if len(half) > 3 and half.count(0) * 2 > len(half) and 0 not in raw[1 - first : 4000 : 2]:
            return codec
    return None


def _tried(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _by_trial(raw: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    found = list(from_bytes(raw[:_GUESSED_FROM], enable_fallback=True))
    codec = _likeliest(found, sum(b > _ASCII for b in raw[:_GUESSED_FROM]) / min(len(raw), _GUESSED_FROM))
    text = _tried(raw, codec) if codec else None
    if codec is None or text is None:
        raise UnreadableReportError("its bytes fit no set of characters; save the file as UTF-8")
    note = f"read as {codec.replace('_', '-').upper()} by trial, since nothing declares its characters; check the letters with accents"
    return Decoded(text, codec, 0, note)


def _likeliest(found: list[Any], accents: float) -> str | None:
    """The best match; the commonest where it gives the same characters, or fits as well and there are too few accents to tell by."""
    best = found[0] if found else None
    if best is None:
        return None
    few = accents < _FEW
    as_good = [m.encoding for m in found if m.chaos <= best.chaos and m.coherence >= best.coherence - (_CLOSE if few else 0)]
    same = [*best.could_be_from_charset, *as_good]
    return _COMMONEST if _COMMONEST in same else str(best.encoding)


def _anchors(found: Decoded, size: int) -> Iterator[Anchor]:
    """The paragraphs with their bytes; all of them at all bytes where the codec does not give the same bytes back."""
    at, byte = 0, found.skipped
    exact = _gives_back(found, size)
    for paragraph in _PARAGRAPH.finditer(found.text):
        start, end = paragraph.start(), paragraph.start() + len(paragraph[0].rstrip())
        if not exact:
            yield Anchor(Span(start, end), Unit.BYTE, f"{found.skipped}-{size}")
            continue
        byte += len(found.text[at:start].encode(found.codec))
        width = len(found.text[start:end].encode(found.codec))
        yield Anchor(Span(start, end), Unit.BYTE, f"{byte}-{byte + width}")
        at, byte = end, byte + width


def _gives_back(found: Decoded, size: int) -> bool:
    try:
        parts = _PARAGRAPH.split(found.text), _PARAGRAPH.findall(found.text)
        return sum(len(p.encode(found.codec)) for part in parts for p in part) == size - found.skipped
    except UnicodeError:
        return False
