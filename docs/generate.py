"""python docs/generate.py: writes the reference pages that are made of data files and of the program itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from tollbook.cli.main import app
from tollbook.codebook.deeds import FAMILIES, DeedRule, DeedRules, load_deeds
from tollbook.codebook.kinds import Kind, load_kinds

REFERENCE = Path(__file__).parent / "reference"
_MADE = "<!-- Made by docs/generate.py; edit what it is made of. -->\n"


def main() -> None:
    """Writes every generated page anew."""
    pages = {"kinds": kinds_page(load_kinds().values()), "deeds": deeds_page(load_deeds("en")), "cli": commands_page()}
    for name, lines in pages.items():
        (REFERENCE / f"{name}.md").write_text(_MADE + "\n".join(lines) + "\n", encoding="utf-8")
        sys.stdout.write(f"docs/reference/{name}.md\n")


def kinds_page(kinds: Iterable[Kind]) -> Iterator[str]:
    """The codebook's kinds, a section each."""
    yield "# Kinds of events\n"
    yield "The codes are a crosswalk: what other schemes would most likely call such an event. A dash means that a scheme has no row for it.\n"
    for kind in kinds:
        yield from _kind(kind)


def _kind(kind: Kind) -> Iterator[str]:
    yield f"## `{kind.kind}`\n"
    yield f"**{kind.label}** ({kind.family}). {kind.definition}\n"
    yield f"- includes: {'; '.join(kind.include)}"
    yield f"- excludes: {'; '.join(kind.exclude)}"
    yield from (f"- example: {sentence}" for sentence in kind.examples)
    yield from (f"- not: {sentence}" for sentence in kind.counter)
    codes = kind.codes
    acled = " / ".join(codes.acled) if codes.acled else "–"
    plover = " / ".join(filter(None, codes.plover)) if codes.plover else "–"
    yield "\n| ACLED | PLOVER | CAMEO | GTD | UCDP |\n|---|---|---|---|---|"
    yield f"| {acled} | {plover} | {codes.cameo or '–'} | {codes.gtd or '–'} | {codes.ucdp or '–'} |\n"


def deeds_page(rules: DeedRules) -> Iterator[str]:
    """The deed rules by family, in the order in which they are tried."""
    yield "# Deed rules\n"
    yield f"{len(rules.by_id)} rules, in the order in which they are tried: {', '.join(FAMILIES)}. The [notation](rules.md) is told elsewhere.\n"
    yield "| rule | kind | fires on | reads | does not read |\n|---|---|---|---|---|"
    yield from (_deed(rule) for rule in rules.by_id.values())


def _deed(rule: DeedRule) -> str:
    words = ", ".join(rule.verb or rule.noun)
    return f"| `{rule.id}` | `{rule.kind}` | {words} | {' '.join(rule.examples)} | {' '.join(rule.counter)} |"


def commands_page() -> Iterator[str]:
    """The help of every command."""
    yield "# Commands\n"
    yield from _help(())
    for name, command in _below(get_command(app)):
        yield from _help((name,))
        for inner, _ in _below(command):
            yield from _help((name, inner))


def _below(command: Any) -> list[tuple[str, Any]]:
    return list(getattr(command, "commands", {}).items())


def _help(path: tuple[str, ...]) -> Iterator[str]:
    told = CliRunner().invoke(app, [*path, "--help"], prog_name="tollbook", env={"COLUMNS": "100"}).output
    yield f"## `{' '.join(('tollbook', *path))}`\n\n```text\n{told.strip()}\n```\n"


if __name__ == "__main__":
    main()
