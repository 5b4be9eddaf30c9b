"""A project: the folder that holds the settings, the ledger and the originals."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tollbook.errors import TollbookError
from tollbook.read.limits import Limits
from tollbook.store.failures import told_of

SETTINGS = "tollbook.toml"
DATABASE = "ledger.sqlite"
ORIGINALS = "originals"
RELEASES = "releases"
VAULT = "vault.bin"
SCHEMES = ("postgresql", "postgres")
_ADDRESS = re.compile(r"""(?:[^@:/?#"\\\s]*@)?[^@"\\\s]*""")
"""What may follow the scheme: no second @, which would have to be written as %40."""
_TEXT = """\
# The settings of a Tollbook project. Nothing secret belongs here: a password of the ledger goes into PGPASSWORD or ~/.pgpass.
{ledger}
# What one input may cost before it is refused; sizes in bytes, times in seconds.
[limits]
{limits}
"""


class ProjectError(TollbookError):
    """There is no project where one is needed, or its settings do not hold what they should."""


@dataclass(frozen=True, slots=True)
class Project:
    """Where a project lies and how it is set; ``ledger_url`` is ``None`` where the ledger is the SQLite file in the folder."""

    folder: Path
    ledger_url: str | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def settings(self) -> Path:
        """The file of settings."""
        return self.folder / SETTINGS

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / DATABASE

    @property
    def originals(self) -> Path:
        """The folder of documents by their SHA-256."""
        return self.folder / ORIGINALS

    @property
    def releases(self) -> Path:
        """The folder of releases by their names, which may not be there."""
        return self.folder / RELEASES

    @property
    def vault(self) -> Path:
        """The encrypted file of protected sources, which may not be there."""
        return self.folder / VAULT

    @property
    def place(self) -> str:
        """What the ledger is called in messages: its file, or its address without user and password."""
        if self.ledger_url is None:
            return str(self.database)
        parts = urlsplit(self.ledger_url)
        return f"{parts.netloc.rpartition('@')[2]}{parts.path}".strip("/") or "PostgreSQL"


def open_project(start: Path) -> Project:
    """The project whose folder is ``start`` or the nearest above it; ProjectError where there is none or its settings are wrong."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return _read(folder)
    raise ProjectError(f"there is no project in {start} or above it; make one with: tollbook init FOLDER")


def make_project(folder: Path, ledger_url: str | None = None) -> Project:
    """A new project in the folder, which is made where it is missing; ProjectError where it holds a project or cannot be written."""
    settings = folder / SETTINGS
    if settings.exists():
        raise ProjectError(f"{folder} is a project already")
    _check_url(ledger_url, str(folder))
    try:
        (folder / ORIGINALS).mkdir(parents=True, exist_ok=True)
        settings.write_text(_settings(ledger_url), encoding="utf-8")
    except OSError as error:
        raise ProjectError(f"{folder}: {told_of(error)}") from error
    return _read(folder.resolve())


def _settings(ledger_url: str | None) -> str:
    ledger = f'ledger = "{ledger_url}"\n' if ledger_url else f"# The ledger is the file {DATABASE} beside this one.\n"
    limits = "\n".join(f"# {f.name} = {f.default!r}" for f in fields(Limits))
    return _TEXT.format(ledger=ledger, limits=limits)


def _read(folder: Path) -> Project:
    path = folder / SETTINGS
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProjectError(f"{path}: {told_of(error)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path}: {error}; mend the line or take it out") from error
    if unknown := sorted(found.keys() - {"ledger", "limits"}):
        raise ProjectError(f"{path}: there is no setting '{unknown[0]}'; settings: ledger, limits")
    url = found.get("ledger")
    _check_url(url, str(path))
    return Project(folder, url, _limits(found.get("limits", {}), path))


def _check_url(url: object, place: str) -> None:
    if url is None:
        return
    if not isinstance(url, str):
        raise ProjectError(f"{place}: {url!r} is no address of a ledger; write it as postgresql://user@host/database")
    scheme, _, rest = url.partition("://")
    if ":" in rest.rpartition("@")[0] or "password=" in unquote(url):
        raise ProjectError(f"{place}: the ledger's address holds a password; take it out and put it into PGPASSWORD or ~/.pgpass")
    # The address itself is not told: it may hold a password in a place where none is looked for.
    if scheme not in SCHEMES or not _ADDRESS.fullmatch(rest):
        raise ProjectError(f"{place}: the setting ledger is no address of a ledger; write it as postgresql://user@host/database")


def _limits(given: Any, path: Path) -> Limits:
    known = {f.name: type(f.default) for f in fields(Limits)}
    if not isinstance(given, dict):
        raise ProjectError(f"{path}: limits is no table; write its settings below a line [limits]")
    for name, value in given.items():
        if name not in known:
            raise ProjectError(f"{path}: there is no limit '{name}'; limits: {', '.join(known)}")
        if isinstance(value, bool) or not isinstance(value, int if known[name] is int else int | float) or value <= 0:
            raise ProjectError(f"{path}: the limit '{name}' is {value!r}; give a number above 0")
    return Limits(**given)
