"""Accounts on a terminal: one block each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tollbook.cli.places import Choices
from tollbook.cli.show import heading_of, rows_of
from tollbook.model.account import Account
from tollbook.model.report import Report

WIDTH = 120
"""Columns where the output is no terminal."""


def print_blocks(accounts: Sequence[Account], report: Report, why: Choices | None, name: str | None) -> None:
    """Prints a block for each account: heading, then label, value and quotes; with ``why`` the rule behind each and what chose its place."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    if name is not None:
        console.rule(name, align="left", style="dim")
    if not accounts:
        console.print("No event is told in this report." if name is None else f"No event is told in {name}.")
    for n, account in enumerate(accounts, start=1):
        console.print(Text(f"{n}  {heading_of(account)}", style="bold"))
        console.print(_table(account, report, why))
        console.print()


def _table(account: Account, report: Report, why: Choices | None) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", width=11, justify="right")
    table.add_column(ratio=2)
    table.add_column(ratio=2, style="italic")
    if why is not None:
        table.add_column(style="dim", no_wrap=True)
    for row in rows_of(account, report):
        quotes = ", ".join(f"“{q}”" for q in row.quotes)
        cells = [Text(row.label), Text(row.value), Text(quotes)]
        table.add_row(*cells, *([Text(row.by)] if why is not None else []))
        if why is not None and row.label == "where" and account.where is not None:
            for what, shares in why.told_of(account.where.spans):
                table.add_row("", Text(what, style="dim"), Text(shares, style="dim not italic"))
    return table
