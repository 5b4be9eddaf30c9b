"""tollbook read: what is read from files, before anything is coded or kept."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.issue import columns_of

if TYPE_CHECKING:
    from tollbook.model.document import Extraction, Original, Published, Refused
    from tollbook.read.columns import Columns

HOW = {
    "user": "as you say",
    "feed": "as the feed tells",
    "json-ld": "as the page's data tell",
    "meta": "as the page's head tells",
    "time-element": "as the page shows",
    "header": "as the letter's head tells",
    "column": "as the table's column tells",
    "document": "the day the file was made",
    "url": "as its address tells",
    "text": "as its text tells",
}
UNKNOWN = "unknown; say it with --published when you code or add it"


def read(
    files: Annotated[list[str], typer.Argument(help="Files, folders, archives, mailboxes, feeds or tables; or web addresses, which are fetched.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object a document and line.")] = False,
    column: Annotated[list[str] | None, typer.Option(help="Which column of a table is which: text=body, published=date; may be repeated.")] = None,
    allow_host: Annotated[list[str] | None, typer.Option(help="A host inside this machine or its network that may be fetched from.")] = None,
) -> None:  # fmt: skip
    """Show what is read from files and pages: text, title, day and how it is known, outlet, language; nothing is coded or kept."""
    columns = columns_of(column or ())
    refused = 0
    for found in _documents(files, columns, frozenset(host.lower() for host in allow_host or ())):
        if isinstance(found, tuple):
            _print_line(*found) if json else _print_page(*found)
        else:
            refused += 1
            typer.echo(_plain(f"refused: {found.name}: {found.reason}"), err=True)
    if refused:
        raise typer.Exit(1)


def _documents(files: Sequence[str], columns: Columns | None, allowed: frozenset[str]) -> Iterator[tuple[Original, Extraction] | Refused]:
    from tollbook.cli.reports import no_file
    from tollbook.intake.sources import is_web, sources_of
    from tollbook.model.document import Refused
    from tollbook.read.child import Child
    from tollbook.read.limits import Limits

    limits = Limits()
    with Child(limits) as extracting:
        for name in files:
            wrong = None if is_web(name) else no_file(name)
            for found in [wrong] if wrong else sources_of([name], limits, columns, allowed):
                read = found if isinstance(found, Refused) else extracting.extract(found)
                if isinstance(read, Refused):
                    yield read
                elif not isinstance(found, Refused):
                    yield found, read


def _language(found: Extraction) -> tuple[str | None, str]:
    """The language's code, and what a person is told of it."""
    from tollbook.read.language import language_of

    language = language_of(found.text, found.told.lang)
    return language.code, language.code if language.code and language.sure else f"{language.code or 'unknown'}, by what is told of it alone"


def _print_line(original: Original, found: Extraction) -> None:
    told = found.told
    line = {
        "document": original.sha256, "name": original.name, "within": original.within, "extraction": found.id, "by": found.by,
        "title": told.title, "author": told.author, "source": told.source, "url": told.url, "published": _published(told.published),
        "captured": original.captured.isoformat() if original.captured else None, "lang": _language(found)[0], "shape": found.shape.value,
        "text": found.text, "anchors": [{"start": a.span.start, "end": a.span.end, "unit": a.unit.value, "at": a.at} for a in found.anchors],
        "captions": found.captions, "notes": found.notes,
    }  # fmt: skip
    sys.stdout.write(jsonlib.dumps(line, ensure_ascii=False) + "\n")


def _published(day: Published | None) -> dict[str, str | None] | None:
    if day is None:
        return None
    instants = {"instant": day.instant, "updated": day.updated}
    return {"day": day.day.isoformat(), "how": day.how, **{k: t.isoformat() if t else None for k, t in instants.items()}}


def _print_page(original: Original, found: Extraction) -> None:
    typer.secho(_plain(original.name), bold=True)
    for label, value in _rows(original, found):
        typer.echo(f"{typer.style(f'{label:>10}', dim=True)}  {_plain(value)}")
    for anchor in found.anchors:
        typer.echo("")
        typer.echo(f"{typer.style(f'{_place(anchor.at):>10}', dim=True)}  {_plain(anchor.span.quote(found.text).strip())}")
    typer.echo("\n")


def _plain(words: str) -> str:
    """The words without what would steer the terminal."""
    from tollbook.read.pieces import clean

    return clean(words)


def _rows(original: Original, found: Extraction) -> Iterator[tuple[str, str]]:
    told = found.told
    yield "title", told.title or "none is told"
    day = told.published
    yield "published", f"{(day.instant or day.day).isoformat()}, {HOW.get(day.how, day.how)}" if day else UNKNOWN
    if day and day.updated:
        yield "updated", day.updated.isoformat()
    rows = (("author", told.author), ("outlet", told.source), ("address", told.url))
    yield from ((label, value) for label, value in rows if value)
    if original.captured:
        yield "captured", original.captured.isoformat()
    yield "language", _language(found)[1]
    yield "shape", found.shape.value
    yield "read by", found.by
    yield from (("caption", caption) for caption in found.captions)
    yield from (("note", note) for note in found.notes)


def _place(at: str) -> str:
    """The end of a place in the original, which is what differs from paragraph to paragraph."""
    return at if len(at) <= 10 else "…" + at[-9:]
