"""tollbook gazetteer: build it, add files of places to it, look a name up in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from tollbook.cli.countries import country_code

if TYPE_CHECKING:
    from tollbook.codebook.gazetteer import SqliteGazetteer

MOST_ALIKE = 5
_FILES = "GeoNames (ML.txt, ML.zip, allCountries.zip), Who's On First (SQLite, or a folder of GeoJSON), COD-AB p-codes or your own places (CSV)."
app = typer.Typer(help="Build, extend and search the gazetteer.", no_args_is_help=True)


@app.command()
def build() -> None:
    """Build the core gazetteer anew from the installed sources; files added before must be added again."""
    from tollbook.codebook.gazetteer import gazetteer_path, open_gazetteer
    from tollbook.codebook.gazetteer.build import build_core

    target = gazetteer_path()
    try:
        build_core(target)
    except OSError as error:
        _fail(f"{target}: {error.strerror or error}")
    typer.echo(f"{target}: {target.stat().st_size / 1e6:.0f} MB; {open_gazetteer(target).version}")


@app.command()
def add(files: Annotated[list[Path], typer.Argument(help=_FILES)]) -> None:
    """Add files of places to the gazetteer; the same file twice adds nothing, and a run that was stopped goes on where it was."""
    from tollbook.codebook.gazetteer.add import add_places
    from tollbook.errors import TollbookError

    target = _opened().path
    for file in files:
        if not file.exists():
            _fail(f"{file}: no such file")
        try:
            done = add_places(file, target, lambda line: typer.echo(line, err=True))
        except TollbookError as error:
            _fail(str(error))
        for line in done.broken:
            typer.echo(line, err=True)
        typer.echo(f"{file}: {done.added:,} places added, {done.known:,} known, {done.unused:,} of no use, {len(done.broken):,} broken")


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A place's name in any spelling.")],
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 alpha-3 code: only places there.")] = None,
    near: Annotated[str | None, typer.Option(help="Order by the distance to the largest place of this name.")] = None,
) -> None:
    """List the places that bear a name, largest first; with --country, else those spelled most like it."""
    from tollbook.resolve.relative import Spot, distance_km

    country, gazetteer = country_code(country), _opened()
    entries = [e for e in gazetteer.lookup(name) if country in (None, e.country)]
    anchors = gazetteer.lookup(near) if near else ()
    if near and not anchors:
        _fail(f"no place is called '{near}'")
    spot = Spot(anchors[0].lat, anchors[0].lon) if anchors else None
    told = [(distance_km(spot, Spot(e.lat, e.lon)) if spot else None, e) for e in entries]
    for km, e in sorted(told, key=lambda t: t[0] or 0.0):
        where = ", ".join(filter(None, (e.admin1 if e.kind != "admin1" else None, e.country)))
        away = f"  {km:.0f} km" if km is not None else ""
        typer.echo(f"{e.id}  {e.name}  {e.kind}  {where}  {e.lat:.4f} {e.lon:.4f}  {e.population:,}{away}")
    if not entries and country is not None and (alike := gazetteer.similar(name, country)):
        for e, like in alike[:MOST_ALIKE]:
            typer.echo(f"{e.id}  {e.name}  {e.kind}  {', '.join(filter(None, (e.admin1, e.country)))}  {e.lat:.4f} {e.lon:.4f}  {like:.0%} alike")
        return
    if not entries:
        typer.echo(f"no place is called '{name}'" + (f" in {country}" if country else ""), err=True)
        raise typer.Exit(1)


@app.command()
def why(
    file: Annotated[Path, typer.Argument(help="A report as a text file.")],
    name: Annotated[str | None, typer.Argument(help="Only this name.")] = None,
) -> None:
    """Show for each name of a report the places it may mean, the likeliest first, and what speaks for and against each."""
    from tollbook.cli.places import choices_in, named, shares_of
    from tollbook.codebook.places import load_places
    from tollbook.errors import TollbookError
    from tollbook.parse import load_parser
    from tollbook.read.text import Issue, decode, read_text

    gazetteer = _opened()
    try:
        report = read_text(decode(file.read_bytes()), Issue())
    except (TollbookError, OSError) as error:
        _fail(f"{file}: {error.strerror or error}" if isinstance(error, OSError) else f"{file}: {error}")
    choices = choices_in(report, load_parser("en").parse(report), load_places("en"), gazetteer)
    for case, ranked in choices.cases():
        if name is None or case.name == name:
            typer.echo(case.name + (" (open)" if choices.is_open(case) else ""))
            for scored in ranked[:MOST_ALIKE]:
                typer.echo(f" {'*' if choices.taken(case, scored) else ' '} {named(scored)}  {scored.entry.id}: {shares_of(scored)}")


def _opened() -> SqliteGazetteer:
    from tollbook.codebook.gazetteer import open_gazetteer
    from tollbook.errors import TollbookError

    try:
        return open_gazetteer(tell=lambda line: typer.echo(line, err=True))
    except (TollbookError, OSError) as error:
        _fail(str(error))


def _fail(line: str) -> NoReturn:
    typer.echo(f"error: {line}", err=True)
    raise typer.Exit(2)
