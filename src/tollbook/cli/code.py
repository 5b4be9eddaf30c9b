"""tollbook code: reports in, their coded accounts out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.issue import issue_of

if TYPE_CHECKING:
    from tollbook.cli.places import Choices
    from tollbook.model.account import Account
    from tollbook.model.parse import Parse
    from tollbook.model.report import Report
    from tollbook.pipeline import Coder
    from tollbook.read.text import Issue

MANY = 3
"""From this many files on a progress bar is shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the accounts are to be shown."""

    json: bool
    why: bool


def code(
    files: Annotated[list[str], typer.Argument(help="Text files, one report each; - reads standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD; without it 'Monday' stays unresolved.")] = None,
    title: Annotated[str | None, typer.Option(help="The report's title, kept with the report.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the report.")] = "en",
    country: Annotated[str | None, typer.Option(help="Likely country (ISO 3166-1 alpha-3): breaks ties, never overrules the text.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object an account and line.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show the rule and the place in the text behind each value.")] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Pass over reports whose words tell of no conflict; says how many on standard error.")] = False,
) -> None:  # fmt: skip
    """Code reports: every event told in them, every value with the words it was read from."""
    issue = issue_of(published=published, title=title, source=source, lang=lang, country=country)
    coder = _coder(lang)
    wanted = Wanted(json, why)
    opens = _gate(lang) if gate else None
    failed = shut = 0
    for name in _with_progress(files):
        report = _report(name, issue)
        if report is None:
            failed += 1
        elif opens is not None and not opens(report):
            shut += 1
        elif not _shown(report, coder, wanted, name, len(files) > 1):
            failed += 1
    if opens is not None:
        typer.echo(f"passed over {shut} of {len(files) - failed} reports, whose words tell of no conflict", err=True)
    if failed:
        raise typer.Exit(1)


def why(
    file: Annotated[str, typer.Argument(help="A text file; - reads standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    country: Annotated[str | None, typer.Option(help="Country the report is likely about (ISO 3166-1 alpha-3).")] = None,
) -> None:  # fmt: skip
    """Code one report and show the rule and the place in the text behind each value."""
    code([file], published=published, country=country, why=True)


def _coder(lang: str) -> Coder:
    from tollbook.codebook.gazetteer import open_gazetteer
    from tollbook.pipeline import load_coder

    return load_coder(lang, open_gazetteer(tell=lambda line: typer.echo(line, err=True)))


def _with_progress(files: Sequence[str]) -> Iterator[str]:
    if len(files) < MANY or not sys.stderr.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(files, description="coding", console=Console(stderr=True), transient=True)


def _gate(lang: str) -> Callable[[Report], bool]:
    """What tells the reports that are worth parsing."""
    from tollbook.codebook.gate import load_gate
    from tollbook.read.gate import is_relevant

    words = load_gate(lang)
    return lambda report: is_relevant(report, words)


def _report(name: str, issue: Issue) -> Report | None:
    """The file's report; None, and one line of error, where it cannot be read."""
    from tollbook.errors import TollbookError
    from tollbook.read.text import decode, read_text

    try:
        return read_text(decode(_bytes(name)), issue)
    except TollbookError as error:
        typer.echo(f"error: {name}: {error}", err=True)
    except OSError as error:
        typer.echo(f"error: {name}: {error.strerror or error}", err=True)
    return None


def _shown(report: Report, coder: Coder, wanted: Wanted, name: str, several: bool) -> bool:
    """False, and one line of error, where the coding itself fails: the other reports are coded all the same."""
    try:
        _show(report, coder, wanted, name if several else None)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one text must not cost the others
        told = f"{type(error).__name__}: {error}"
        typer.echo(f"error: {name}: could not be coded ({told}); this is a fault of Tollbook, please report the text", err=True)
        return False
    return True


def _show(report: Report, coder: Coder, wanted: Wanted, name: str | None) -> None:
    parse = coder.parser.parse(report)
    accounts = coder.code_parse(report, parse)
    if wanted.json:
        _print_lines(accounts, report)
    else:
        _print_blocks(accounts, report, _choices(report, parse, coder) if wanted.why else None, name)


def _choices(report: Report, parse: Parse, coder: Coder) -> Choices:
    from tollbook.cli.places import choices_in

    return choices_in(report, parse, coder.lexicon.places, coder.gazetteer)


def _bytes(name: str) -> bytes:
    """The file's bytes, at most one more than a report can hold."""
    from tollbook.read.text import MAX_BYTES

    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _print_lines(accounts: Sequence[Account], report: Report) -> None:
    from tollbook.export.wire import to_line

    for account in accounts:
        sys.stdout.write(to_line(account, report) + "\n")


def _print_blocks(accounts: Sequence[Account], report: Report, why: Choices | None, name: str | None) -> None:
    from tollbook.cli.blocks import print_blocks

    print_blocks(accounts, report, why, name)
