"""A letter to its text: what its sender wrote and forwarded, without replies quoted and signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tollbook.codebook.letters import Letters, load_letters
from tollbook.errors import UnreadableReportError
from tollbook.model.document import Anchor, Extraction, Original, Unit
from tollbook.model.span import Span
from tollbook.read.letter import bodies_of, header, parsed, told_of, words_of
from tollbook.read.limits import Limits
from tollbook.read.pieces import Piece, clean, joined, paragraphs
from tollbook.read.plain import decoded

BY = "mail 1"
_SIGNATURE = "--"
_LONGEST_LEAD = 300


def extract_mail(original: Original, limits: Limits) -> Extraction:
    """The letter's text under its subject, with sender and day; UnreadableReportError where it holds no text of its own."""
    letter = parsed(original.raw)
    marks = load_letters()
    told = told_of(letter)
    subject = marks.prefix.sub("", told.title or "").strip() or None
    told = replace(told, title=subject)
    parts = [(number, *words_of(part)) for number, part in enumerate(bodies_of(letter), 1)]
    plain = [(number, raw, media) for number, raw, media in parts if media.startswith("text/plain") and raw.strip()]
    if not plain:
        return _from_html(original, parts, replace(original, told=told), limits)
    forwarded = header(letter, "Subject") != subject and bool(marks.forward_prefix.match(header(letter, "Subject") or ""))
    pieces, notes = [Piece(subject, Unit.ELEMENT, "header/subject")] if subject else [], []
    for number, raw, media in plain:
        found = decoded(raw, media)
        notes += [found.note] if found.note else []
        kept = own_words(clean(found.text), marks, forwarded)
        pieces += [Piece(p, Unit.ELEMENT, f"part[{number}]/p[{n}]") for n, p in enumerate(paragraphs(kept), 1)]
    if len(pieces) == bool(subject):
        raise UnreadableReportError("the letter holds no words of its sender, only what was quoted; give the letter that is quoted")
    text, anchors = joined(pieces, limits)
    return Extraction(text, anchors, told, BY, notes=tuple(notes))


def own_words(text: str, marks: Letters, forwarded: bool) -> str:
    """The lines that are neither quoted, nor an answer's lead-in, nor a signature; all of what was forwarded."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if _begins_forward(line.strip(), marks, forwarded)), len(lines))
    return "\n".join([*_own(lines[:start], marks), "", *lines[start + 1 :]])


def _begins_forward(line: str, marks: Letters, forwarded: bool) -> bool:
    return bool(marks.forward.fullmatch(line) or (forwarded and marks.original.fullmatch(line)))


def _own(lines: list[str], marks: Letters) -> Iterator[str]:
    leads = _lead_ins(lines, marks)
    for at, line in enumerate(lines):
        if marks.original.fullmatch(line.strip()) or line.rstrip() == _SIGNATURE:
            return
        if line.startswith(">From "):
            # How mailboxes keep a line that begins with "From ".
            yield line[1:]
        elif at not in leads and not line.startswith(">") and not marks.sent_from.fullmatch(line.strip()):
            yield line


def _lead_ins(lines: list[str], marks: Letters) -> set[int]:
    """The lines that say "On 3 May, A. Writer wrote:", in one line or two, before quoted lines."""
    found: set[int] = set()
    for at in range(len(lines)):
        for width in (1, 2):
            words = " ".join(" ".join(lines[at : at + width]).split())
            quoted = any(line.startswith(">") for line in lines[at + width : at + width + 3])
            if quoted and len(words) < _LONGEST_LEAD and marks.wrote.fullmatch(words):
                found.update(range(at, at + width))
    return found


def _from_html(original: Original, parts: list[tuple[int, bytes, str]], told: Original, limits: Limits) -> Extraction:
    from tollbook.read.html import extract_html

    number, raw, media = next(((n, r, m) for n, r, m in parts if m.startswith("text/html") and r.strip()), (0, b"", ""))
    if not raw:
        raise UnreadableReportError("the letter holds no text; its attachments are read by themselves")
    found = extract_html(Original(original.name, raw, media), limits)
    anchors = tuple(Anchor(a.span, a.unit, f"part[{number}]{a.at}") for a in found.anchors)
    whole = replace(found, anchors=anchors, told=told.told, by=f"{BY}, {found.by}")
    return _under(told.told.title, whole) if told.told.title and not found.text.startswith(told.told.title) else whole


def _under(title: str, found: Extraction) -> Extraction:
    """The extraction with the subject as its first line."""
    by = len(title) + 2
    moved = tuple(Anchor(Span(a.span.start + by, a.span.end + by), a.unit, a.at) for a in found.anchors)
    first = Anchor(Span(0, len(title)), Unit.ELEMENT, "header/subject")
    return replace(found, text=f"{title}\n\n{found.text}", anchors=(first, *moved))
