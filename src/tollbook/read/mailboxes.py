"""Mail as a container: the letters of a mailbox, and what is attached to a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import BinaryIO

from tollbook.model.document import Original, Refused, Told
from tollbook.read.found import Found, Task, held
from tollbook.read.letter import attachments_of, parsed, told_of
from tollbook.read.media import HEAD, MAIL, media_of

_FROM = re.compile(rb"From \S+ +\S.*\d{4}[^\d]*\r?\n")
_NO_REPORTS = (
    "image/", "audio/", "video/", "text/calendar", "application/pgp", "application/pkcs7", "application/x-pkcs7", "text/x-vcard", "text/vcard",
)  # fmt: skip
"""Parts of a letter that are no documents: pictures, signatures, invitations, cards."""


def letters_of_mailbox(found: Found, task: Task) -> Iterator[Found | Refused]:
    """The letters of an mbox file in their order; one that is too large is refused by its number."""
    for number, raw in enumerate(_letters(found.file, task.limits.document), 1):
        task.budget.count()
        name = f"{found.name}#{number}"
        if len(raw) > task.limits.document:
            yield Refused(name, f"letter {number} has more than {task.limits.document / 1e6:,.0f} MB; save its attachments apart")
        elif raw.strip():
            yield held(replace(found.about, name=name, raw=raw, media="message/rfc822", within=found.sha256()), found.depth + 1)


def parts_of_letter(found: Found, task: Task) -> Iterator[Original | Found | Refused]:
    """The letter itself, and each of its attachments as a document of its own that tells the letter's day and sender."""
    raw = found.file.read(task.limits.document + 1)
    if len(raw) > task.limits.document:
        yield Refused(found.name, f"it has more than {task.limits.document / 1e6:,.0f} MB; save its attachments apart")
        return
    letter = parsed(raw)
    yield replace(found.about, raw=raw, media="message/rfc822")
    told = replace(told_of(letter), title=None)
    for number, part in enumerate(attachments_of(letter), 1):
        kind = part.get_content_type()
        if kind.startswith(_NO_REPORTS):
            continue
        task.budget.count()
        yield from _attachment(part, number, replace(found, about=replace(found.about, told=told)), task)


def _attachment(part: Message, number: int, found: Found, task: Task) -> Iterator[Found | Refused]:
    name = f"{found.name}!/{_file_name(part) or f'attachment {number}'}"
    raw = _bytes(part)
    if raw is None or not raw.strip():
        yield Refused(name, "the attachment is empty or cannot be decoded; save it apart")
        return
    task.budget.unpack(len(raw))
    is_letter = media_of(name, raw[:HEAD], part.get_content_type()) == MAIL
    told = Told() if is_letter else found.about.told
    yield held(Original(name, raw, _declared(part), told, (), found.sha256(), found.about.captured), found.depth + 1)


def _file_name(part: Message) -> str | None:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, AttributeError, TypeError):
        return None
    return " ".join(re.sub(r"[\x00-\x1f/\\\ud800-\udfff]", " ", name).split())[:120] or None if isinstance(name, str) else None


def _declared(part: Message) -> str:
    kind = part.get_content_type()
    charset = part.get_param("charset")
    return f"{kind}; charset={charset}" if isinstance(charset, str) else kind


def _bytes(part: Message) -> bytes | None:
    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            return inner.as_bytes() if isinstance(inner, Message) else None
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return None
    return found if isinstance(found, bytes) else None


def _letters(file: BinaryIO, longest: int) -> Iterator[bytes]:
    """Each letter's bytes without its "From " line, cut one byte after the longest that is read."""
    held_lines: list[bytes] = []
    size, blank = 0, True
    while line := file.readline(1 << 20):
        if blank and _FROM.match(line):
            if held_lines:
                yield b"".join(held_lines)
            held_lines, size = [], 0
        elif size <= longest:
            held_lines.append(line)
            size += len(line)
        blank = not line.strip()
    if held_lines:
        yield b"".join(held_lines)
