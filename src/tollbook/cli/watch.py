"""tollbook watch: feeds asked politely, what is new in them taken into the ledger."""

from __future__ import annotations

import getpass
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.add import counted, desk_of
from tollbook.cli.issue import issue_of
from tollbook.cli.stamp import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tollbook.fetch.client import Fetcher
    from tollbook.intake.watch import Round
    from tollbook.model.document import Original
    from tollbook.read.child import Child
    from tollbook.store.ledger import Ledger
    from tollbook.store.project import Project

STATE = "watch.json"


def watch(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of RSS, Atom or JSON feeds; or OPML files that list them.")],
    every: Annotated[int, typer.Option(min=5, help="Minutes between two looks at a feed.")] = 15,
    once: Annotated[bool, typer.Option("--once", help="Look once at the feeds that are due, and stop.")] = False,
    pages: Annotated[bool, typer.Option("--pages/--no-pages", help="Fetch the pages entries lead to, where robots.txt allows.")] = True,
    lang: Annotated[str, typer.Option(help="Language of the reports.")] = "en",
    gate: Annotated[bool, typer.Option("--gate", help="Keep, and do not code, reports whose words tell of no conflict.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Worker processes.")] = min(2, os.cpu_count() or 1),
    operator: Annotated[str | None, typer.Option(help="Who takes the documents in; your login unless said.")] = None,
    allow_host: Annotated[list[str] | None, typer.Option(help="A host inside this machine or its network that may be fetched from.")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:  # fmt: skip
    """Watch feeds: ask each again after a while, more rarely where it fails, and take in what is new. Stop with Ctrl-C; nothing is lost."""
    from tollbook.fetch.client import Fetcher
    from tollbook.intake.watch import next_due
    from tollbook.read.child import Child
    from tollbook.store.project import open_project

    held = open_project(project)
    urls = list(_addresses(feeds, held))
    issue = issue_of(lang=lang)
    allowed = frozenset(host.lower() for host in allow_host or ())
    with (
        desk_of(held, stamp(operator or getpass.getuser()), jobs, gated=gate) as desk,
        Fetcher(held.limits, allowed) as fetcher,
        Child(held.limits) as child,
    ):
        look = _round(fetcher, child, held, desk.ledger, timedelta(minutes=every))
        look.pages = pages
        while True:
            tally = counted(desk.take(look.look(held.folder / STATE, urls), issue))
            look.keep(held.folder / STATE)
            for failure in look.failures:
                typer.echo(f"no news from {failure.name}: {failure.reason}", err=True)
            if tally.came:
                typer.echo("\n".join(tally.lines()))
            wait = next_due(held.folder / STATE, urls, look.clock())
            if not tally.came and not look.failures:
                typer.echo(_quiet(wait))
            if once or wait is None:
                break
            time.sleep(wait)


def _quiet(wait: float | None) -> str:
    """What is said of a look that brought nothing."""
    if wait is None:
        return "nothing new; no feed is left to ask, since their servers say they are gone"
    return f"nothing new; the next feed may be asked in {wait / 60:.0f} minutes"


def _addresses(feeds: Sequence[str], project: Project) -> list[str]:
    """The feeds' addresses, those in OPML files too, each once."""
    from tollbook.errors import UnreadableReportError
    from tollbook.intake.sources import is_web
    from tollbook.model.document import Original
    from tollbook.read.feeds import feeds_in

    found: list[str] = []
    for name in feeds:
        if is_web(name):
            found.append(name)
            continue
        try:
            found += feeds_in(Original(name, Path(name).read_bytes()), project.limits)
        except OSError as error:
            raise UnreadableReportError(f"{name}: {error.strerror or error}; give the address of a feed, or an OPML file") from error
    return list(dict.fromkeys(found))


def _round(fetcher: Fetcher, child: Child, project: Project, ledger: Ledger, every: timedelta) -> Round:
    from datetime import UTC, datetime

    from tollbook.fetch.robots import Robots
    from tollbook.intake.watch import Round
    from tollbook.model.document import Refused

    def holds_text(page: Original) -> bool:
        return not isinstance(child.extract(page), Refused)

    return Round(fetcher, Robots(fetcher), project.limits, ledger.knows_url, holds_text, lambda: datetime.now(UTC), time.sleep, every)
