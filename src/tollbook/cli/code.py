"""tollbook code: reports in, their coded accounts out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.issue import columns_of, issue_of
from tollbook.cli.reports import Named, Reports
from tollbook.model.document import Refused

if TYPE_CHECKING:
    from tollbook.cli.places import Choices
    from tollbook.model.account import Account
    from tollbook.model.parse import Parse
    from tollbook.model.report import Report
    from tollbook.pipeline import Coder

MANY = 3
"""From this many files on a progress bar is shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the accounts are to be shown."""

    json: bool
    why: bool


def code(
    files: Annotated[list[str], typer.Argument(help="Texts, web pages, PDF, Word, mail, feeds, tables, archives, folders; - reads standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD; without it 'Monday' stays unresolved.")] = None,
    title: Annotated[str | None, typer.Option(help="The report's title, kept with the report.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the report.")] = "en",
    country: Annotated[str | None, typer.Option(help="Likely country (ISO 3166-1 alpha-3): breaks ties, never overrules the text.")] = None,
    column: Annotated[list[str] | None, typer.Option(help="Which column of a table is which: text=body, published=date; may be repeated.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object an account and line.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show the rule and the place in the text behind each value.")] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Pass over reports whose words tell of no conflict; says how many on standard error.")] = False,
) -> None:  # fmt: skip
    """Code reports: every event told in them, every value with the words it was read from."""
    issue = issue_of(published=published, title=title, source=source, lang=lang, country=country)
    run = Run(_coder(lang), Wanted(json, why), _gate(lang) if gate else None, len(files) > 1)
    with Reports(issue, columns_of(column or ())) as reports:
        for name in _with_progress(files):
            for found in reports.read(name):
                run.take(found)
    if gate:
        typer.echo(f"passed over {run.shut} of {run.read} reports, whose words tell of no conflict", err=True)
    if run.failed:
        raise typer.Exit(1)


@dataclass(slots=True)
class Run:
    """One run of the command, and what has become of its reports so far; ``named`` says that each block is headed by its file's name."""

    coder: Coder
    wanted: Wanted
    opens: Callable[[Report], bool] | None
    named: bool
    read: int = 0
    shut: int = 0
    failed: int = 0

    def take(self, found: Named | Refused) -> None:
        """Codes and shows one report; one line of error where it cannot be read or coded."""
        if isinstance(found, Refused):
            typer.echo(f"error: {found.name}: {found.reason}", err=True)
            self.failed += 1
            return
        for note in found.notes:
            typer.echo(f"note: {found.name}: {note}", err=True)
        self.read += 1
        if self.opens is not None and not self.opens(found.report):
            self.shut += 1
        elif not _shown(found, self.coder, self.wanted, several=self.named or self.read > 1):
            self.failed += 1


def why(
    file: Annotated[str, typer.Argument(help="A text, page, PDF, Word file or letter; - reads standard input. Or the id of an incident or account.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    country: Annotated[str | None, typer.Option(help="Country the report is likely about (ISO 3166-1 alpha-3).")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project, where an id is given.")] = Path(),
) -> None:  # fmt: skip
    """Code one report and show the rule and the place in the text behind each value; or show why accounts of an incident are one event."""
    from tollbook.cli.pairs import is_id, reasons

    if is_id(file):
        for line in reasons(file, project):
            typer.echo(line)
    else:
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


def _shown(found: Named, coder: Coder, wanted: Wanted, *, several: bool) -> bool:
    """False, and one line of error, where the coding itself fails: the other reports are coded all the same."""
    try:
        _show(found.report, coder, wanted, found.name if several else None)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one text must not cost the others
        told = f"{type(error).__name__}: {error}"
        typer.echo(f"error: {found.name}: could not be coded ({told}); this is a fault of Tollbook, please report the text", err=True)
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


def _print_lines(accounts: Sequence[Account], report: Report) -> None:
    from tollbook.export.wire import to_line

    for account in accounts:
        sys.stdout.write(to_line(account, report) + "\n")


def _print_blocks(accounts: Sequence[Account], report: Report, why: Choices | None, name: str | None) -> None:
    from tollbook.cli.blocks import print_blocks

    print_blocks(accounts, report, why, name)
