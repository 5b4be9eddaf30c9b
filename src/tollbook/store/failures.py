"""What can go wrong between the ledger and the machine, each as one clear line."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from tollbook.errors import TollbookError


class LedgerError(TollbookError):
    """The ledger cannot be read or written; nothing committed is lost."""


class UnstorableError(TollbookError):
    """One document cannot be kept as it is; others can."""


_SQLITE = {
    "SQLITE_FULL": "the disk is full; make room and run the command again",
    "SQLITE_IOERR": "the disk does not answer as it should; check its space and health, then run the command again",
    "SQLITE_READONLY": "the ledger cannot be written; check the rights of the file and its folder",
    "SQLITE_CANTOPEN": "the ledger cannot be opened; check that its folder exists and may be written",
    "SQLITE_PERM": "the ledger cannot be opened; check the rights of the file and its folder",
    "SQLITE_BUSY": "another program holds the ledger; wait for it to end and run the command again",
    "SQLITE_LOCKED": "another program holds the ledger; wait for it to end and run the command again",
    "SQLITE_NOTADB": "this is no ledger; name a project folder, or move the file away and run: tollbook init",
    "SQLITE_CORRUPT": "the ledger is damaged; restore it from a backup, then run: tollbook verify",
}
_POSTGRES = {
    "53100": "the server's disk is full; make room and run the command again",
    "25006": "the server allows reading only; connect to its primary",
    "42501": "this user may not write there; ask for rights on the schema",
}
_FILES = {
    errno.ENOSPC: "the disk is full; make room and run the command again",
    errno.EDQUOT: "your share of the disk is used up; make room and run the command again",
    errno.EACCES: "no right to write there; check the rights of the folder",
    errno.EPERM: "no right to write there; check the rights of the folder",
    errno.EROFS: "the disk is read-only; choose another folder",
}


@contextmanager
def plainly(place: str) -> Iterator[None]:
    """What goes wrong inside, with files or the database, as a LedgerError of one line that begins with the place."""
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError  # noqa: PLC0415 - the cost of a database only where there is one

    try:
        yield
    except OSError as error:
        raise LedgerError(f"{place}: {told_of(error)}") from error
    except DBAPIError as error:
        raise LedgerError(f"{place}: {_told(error.orig)}") from error
    except SQLAlchemyError as error:
        raise LedgerError(f"{place}: {_first_line(error)}") from error


def told_of(error: OSError) -> str:
    """What a failure of the file system means for the user, with the remedy where there is a usual one."""
    return _FILES.get(error.errno or 0, error.strerror or str(error))


def _told(error: BaseException | None) -> str:
    name = str(getattr(error, "sqlite_errorname", ""))
    for known, line in _SQLITE.items():
        if name == known or name.startswith(f"{known}_"):
            return line
    state = str(getattr(error, "sqlstate", None) or "")
    if state in _POSTGRES:
        return _POSTGRES[state]
    if type(error).__name__ == "OperationalError" and not name:
        return _unconnected(_first_line(error))
    return _first_line(error)


def _unconnected(told: str) -> str:
    """What a server that lets nobody in says; it names what is wrong, and no code that could be looked up."""
    _, fatal, why = told.partition("FATAL:")
    if fatal:
        return f"the server refuses ({why.strip()}); check the address, that the database is made (createdb), and PGPASSWORD or ~/.pgpass"
    return f"the server does not answer ({told}); check that it runs and that the address is right"


def _first_line(error: BaseException | None) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
