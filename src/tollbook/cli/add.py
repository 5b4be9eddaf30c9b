"""tollbook add: documents into the project's ledger, read, coded and kept with their originals."""

from __future__ import annotations

import getpass
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.issue import columns_of, issue_of
from tollbook.cli.stamp import stamp
from tollbook.errors import TollbookError

if TYPE_CHECKING:
    from tollbook.intake.take import Desk, Outcome, Stamp
    from tollbook.read.columns import Columns
    from tollbook.read.text import Issue
    from tollbook.store.project import Project
    from tollbook.store.vault import Vault

SHOWN = 20
"""How many quarantined documents are named before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Way:
    """How documents are to be taken in."""

    issue: Issue
    columns: Columns | None
    jobs: int
    gated: bool
    undisclosed: bool
    allowed: frozenset[str]
    operator: str


@dataclass(slots=True)
class Tally:
    """What became of all documents of a run."""

    came: Counter[str] = field(default_factory=Counter)
    events: int = 0
    uncoded: Counter[str] = field(default_factory=Counter)
    kin: Counter[str] = field(default_factory=Counter)

    def count(self, outcome: Outcome) -> None:
        """One more document."""
        self.came[outcome.came.value] += 1
        self.events += outcome.accounts
        if outcome.kin is not None and outcome.came.value == "new":
            self.kin[outcome.kin.how.value] += 1
        if outcome.note is not None and outcome.came.value != "quarantined":
            self.uncoded[outcome.note] += 1

    def lines(self) -> Iterator[str]:
        """The summary, for a person."""
        from tollbook.intake.work import BEFORE

        kinds = (("new", "new"), ("copy", "of a text known from another document"), ("known", "known"), ("quarantined", "quarantined"))
        parts = ", ".join(f"{self.came[kind]} {told}" for kind, told in kinds if self.came[kind])
        yield f"{sum(self.came.values())} read: {parts or 'nothing'}; {self.events} events coded"
        if self.kin["syndicated"]:
            yield f"{self.kin['syndicated']} near-copies of texts at other addresses: each text counts as one source"
        if self.kin["version"]:
            yield f"{self.kin['version']} later versions of pages that were known"
        yield from (f"{n} {note}" for note, n in self.uncoded.most_common() if note != BEFORE)


def add(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, archives, mailboxes, feeds or tables; or web addresses, which are fetched.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD, where the documents do not tell it.")] = None,
    title: Annotated[str | None, typer.Option(help="The report's title.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the reports.")] = "en",
    country: Annotated[str | None, typer.Option(help="Likely country (ISO 3166-1 alpha-3): breaks ties, never overrules the text.")] = None,
    column: Annotated[list[str] | None, typer.Option(help="Which column of a table is which: text=body, published=date; may be repeated.")] = None,
    undisclosed: Annotated[bool, typer.Option("--undisclosed", help="Protect the source: it is kept in the encrypted vault alone.")] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Keep, and do not code, reports whose words tell of no conflict.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Worker processes; as many as there are cores unless said.")] = os.cpu_count() or 1,
    operator: Annotated[str | None, typer.Option(help="Who takes the documents in, kept with each; your login unless said.")] = None,
    allow_host: Annotated[list[str] | None, typer.Option(help="A host inside this machine or its network that may be fetched from.")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:  # fmt: skip
    """Take documents into the ledger: original, text, coding, each with its hash. The same bytes twice are nothing new; what stopped goes on."""
    from tollbook.store.project import open_project

    if undisclosed and (source or title):
        raise TollbookError("--source and --title would be kept in the open; leave them out with --undisclosed")
    issue = issue_of(published=published, title=title, source=source, lang=lang, country=country)
    allowed = frozenset(host.lower() for host in allow_host or ())
    way = Way(issue, columns_of(column or ()), jobs, gate, undisclosed, allowed, operator or getpass.getuser())
    tally = take_in(inputs, open_project(project), way)
    for line in tally.lines():
        typer.echo(line)
    if tally.came["quarantined"]:
        raise typer.Exit(1)


def take_in(inputs: Iterable[str], project: Project, way: Way) -> Tally:
    """What became of the documents behind the inputs; the quarantined ones are told on standard error."""
    from tollbook.intake.sources import sources_of

    with desk_of(project, stamp(way.operator), way.jobs, gated=way.gated, undisclosed=way.undisclosed) as desk:
        return counted(desk.take(sources_of(inputs, project.limits, way.columns, way.allowed), way.issue))


@contextmanager
def desk_of(project: Project, stamped: Stamp, jobs: int, *, gated: bool = False, undisclosed: bool = False) -> Iterator[Desk]:
    """The project's desk with its crew, while it is needed."""
    from tollbook.intake.crew import Crew
    from tollbook.intake.take import Desk
    from tollbook.intake.work import SLACK, starter
    from tollbook.store.ledger import open_ledger

    vault = _vault(project) if undisclosed else None
    start = starter(project, project.limits, gated=gated)
    with open_ledger(project) as ledger, Crew(start, jobs, SLACK * project.limits.seconds) as crew:
        yield Desk(ledger, crew, stamped, vault)


def _vault(project: Project) -> Vault:
    from tollbook.store.vault import open_vault

    return open_vault(project)


def counted(outcomes: Iterator[Outcome]) -> Tally:
    """The tally of all outcomes; a line of progress is kept up on a terminal, and each quarantined document named."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    tally = Tally()
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task("reading")
        for outcome in outcomes:
            tally.count(outcome)
            told = tally.came["quarantined"]
            if outcome.came.value == "quarantined" and told <= SHOWN:
                typer.echo(f"quarantined: {outcome.name}: {outcome.note}", err=True)
            progress.update(bar, description=f"{sum(tally.came.values())} read, {tally.events} events, {told} quarantined")
    if tally.came["quarantined"] > SHOWN:
        typer.echo(f"and {tally.came['quarantined'] - SHOWN} more; all are in the ledger's quarantine", err=True)
    return tally
