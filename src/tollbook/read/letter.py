"""A letter (RFC 5322) taken apart: its headers, its text, what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Told
from tollbook.read.days import published_in
from tollbook.read.pieces import clean

_LONGEST_SENDER = 200
_MOST_DEPTH = 50
MOST_PARTS = 1_000
"""More parts than any letter has."""


def parsed(raw: bytes) -> Message:
    """The letter; UnreadableReportError where it has more parts than any letter or cannot be taken apart."""
    try:
        letter = message_from_bytes(raw)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableReportError(f"the letter cannot be taken apart ({error}); save its text as a file") from error
    level, parts, depth = [letter], 1, 0
    while level:
        level = [child for part in level for child in _children(part)]
        parts, depth = parts + len(level), depth + 1
        if parts > MOST_PARTS or depth > _MOST_DEPTH:
            raise UnreadableReportError(f"the letter has more than {MOST_PARTS:,} parts, or parts in parts in parts; save its text as a file")
    return letter


def told_of(letter: Message) -> Told:
    """What the letter's headers tell: the subject, who sent it, and when with its zone; no outlet, since a sender is a person."""
    # The library calls itself once for each of the addresses, of which a letter has one.
    name, address = parseaddr((header(letter, "From") or "")[:_LONGEST_SENDER])
    day = header(letter, "Date")
    return Told(header(letter, "Subject"), name or address or None, None, None, published_in(day, "header") if day else None)


def header(letter: Message, name: str) -> str | None:
    """The header's words, decoded; None where it is missing or empty."""
    told = letter.get(name)
    if told is None:
        return None
    try:
        words = "".join(_word(part, codec) for part, codec in decode_header(str(told)))
    except (ValueError, LookupError):
        words = str(told)
    return " ".join(clean(words).split()) or None


def attachments_of(letter: Message) -> Iterator[Message]:
    """The parts that are documents of their own: those with a file's name, and letters in the letter; what lies in these is theirs."""
    if not letter.is_multipart() or letter.get_content_type() == "message/rfc822":
        return
    for part in _children(letter):
        if part.get_content_type() == "message/rfc822" or is_attachment(part):
            yield part
        else:
            yield from attachments_of(part)


def bodies_of(letter: Message) -> Iterator[Message]:
    """The parts with the letter's own text, in their order."""
    if not letter.is_multipart():
        yield letter
        return
    for part in _children(letter):
        if part.get_content_type() != "message/rfc822" and not is_attachment(part):
            yield from bodies_of(part)


def is_attachment(part: Message) -> bool:
    """True where the part is a file that was added to the letter, and no part of its text."""
    if part.is_multipart():
        return False
    told = str(part.get("Content-Disposition", "")).lower()
    return told.startswith("attachment") or (not part.get_content_type().startswith("text/") and bool(part.get("Content-Type")))


def words_of(part: Message) -> tuple[bytes, str]:
    """The part's bytes, and the media type with the characters it declares; UnreadableReportError where it cannot be decoded."""
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableReportError(f"the letter's text cannot be decoded ({error}); save it as a file") from error
    charset = part.get_param("charset")
    plain = re.sub(r"[^\w.:-]", "", charset)[:40] if isinstance(charset, str) else ""
    return raw if isinstance(raw, bytes) else b"", part.get_content_type() + (f"; charset={plain}" if plain else "")


def _children(letter: Message) -> list[Message]:
    inner = letter.get_payload()
    return [p for p in inner if isinstance(p, Message)] if isinstance(inner, list) else []


def _word(part: bytes | str, codec: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(codec or "utf-8", "replace")
    except (LookupError, ValueError):
        return part.decode("utf-8", "replace")
