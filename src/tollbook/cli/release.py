"""tollbook release: datasets that never change, and what became of their incidents since."""

from __future__ import annotations

import getpass
import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.issue import day_of

if TYPE_CHECKING:
    from tollbook.model.release import Release

app = typer.Typer(no_args_is_help=True, help="Freeze a dataset of incidents, list what was frozen, and tell what changed between two.")


@app.command()
def make(
    name: Annotated[str, typer.Argument(help="What the release is called, such as 2024-W07; a name is used once.")],
    name_of: Annotated[list[str] | None, typer.Option("--format", "-f", help="A format, may be repeated; csv and jsonl unless said.")] = None,
    profile: Annotated[str, typer.Option(help="public, or internal where the project's release.toml opens it.")] = "public",
    since: Annotated[str | None, typer.Option("--from", help="Only incidents on or after this day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only those on or before this day.")] = None,
    country: Annotated[str | None, typer.Option(help="Only those in this country (ISO 3166-1 alpha-3).")] = None,
    kind: Annotated[str | None, typer.Option(help="Only those of this kind, such as armed-attack.")] = None,
    every: Annotated[bool, typer.Option("--all", help="What is planned, denied or told as history too.")] = False,
    as_of: Annotated[str | None, typer.Option(help="As was known at the end of this day (UTC); as of now unless said.")] = None,
    by: Annotated[str | None, typer.Option(help="Who releases; your login unless said.")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:  # fmt: skip
    """Freeze the incidents as they are now, or were on a day, into releases/NAME: gated files, their hashes, and what made them. It never changes."""
    from tollbook.cli.choose import Wanted, chosen
    from tollbook.cli.countries import country_code
    from tollbook.cli.incidents import end_of
    from tollbook.codebook.gazetteer.store import open_gazetteer
    from tollbook.export.release import PLAIN
    from tollbook.intake.release import Wish, make_release
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    wanted = Wanted(day_of(since), day_of(until), country_code(country), kind, every)
    formats, owner = tuple(name_of or PLAIN), by or getpass.getuser()
    wish = Wish(name, owner, lambda told: chosen(told, wanted), wanted.told(), profile, formats, end_of(as_of))
    held = open_project(project)
    with open_ledger(held) as ledger:
        made = make_release(ledger, wish, open_gazetteer(tell=lambda line: typer.echo(line, err=True)))
    counts = jsonlib.loads(made.manifest)["counts"]
    typer.echo(f"{held.releases / name}: {counts['incidents']:,} incidents of {counts['reports']:,} reports; {made.sha256}")


@app.command("list")
def list_releases(
    json: Annotated[bool, typer.Option("--json", help="One JSON object a release and line.")] = False,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """List the releases in the order they were made: name, moment, incidents, profile, hash, and by whom."""
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project
    from tollbook.store.releases import releases

    held = open_project(project)
    with open_ledger(held) as ledger:
        found = releases(ledger)
    for release in found:
        typer.echo(jsonlib.dumps(_json(release), ensure_ascii=False) if json else _line(release, held.releases))
    if not found and not json:
        typer.echo("no release yet; make one with: tollbook release make NAME")


@app.command()
def diff(
    first: Annotated[str, typer.Argument(help="The older release.")],
    second: Annotated[str, typer.Argument(help="The newer one.")],
    shape: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """Tell which incidents were added, changed (what, from what to what, and why), withdrawn, merged and split between two releases."""
    from tollbook.errors import TollbookError
    from tollbook.export.release_told import diff_json, diff_lines
    from tollbook.intake.release import compare
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    if shape not in ("text", "json"):
        raise TollbookError(f"there is no format '{shape}' of a difference; formats: text, json")
    with open_ledger(open_project(project)) as ledger:
        found = compare(ledger, first, second)
    typer.echo(jsonlib.dumps(diff_json(found), ensure_ascii=False, indent=1) if shape == "json" else "\n".join(diff_lines(found)))


def _json(release: Release) -> dict[str, object]:
    held = jsonlib.loads(release.manifest)
    return {"name": release.name, "sha256": release.sha256, "by": release.by, "at": release.at.isoformat(), "manifest": held}


def _line(release: Release, folder: Path) -> str:
    held = jsonlib.loads(release.manifest)
    parts = [release.name, f"as of {held['as_of'][:16].replace('T', ' ')}", f"{held['counts']['incidents']:,} incidents", held["profile"]]
    parts += [release.sha256[:12], f"by {release.by} at {release.at:%Y-%m-%d %H:%M}"]
    if not (folder / release.name).is_dir():
        parts.append("its files are not in this folder")
    return "  ".join(parts)
