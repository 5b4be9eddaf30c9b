"""A PostgreSQL server for the tests, or why there is none; every test gets a schema of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

USER = "tollbook"
WAIT_SECONDS = 60
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
_SETTINGS = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "timezone=Asia/Kabul")
_numbers = count(1)


class NoPostgresError(Exception):
    """There is no server to test with; ``str()`` says what to do."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a server: TOLLBOOK_TEST_POSTGRES where it is set (without a password), else one started here and stopped at the end."""
    given = os.environ.get("TOLLBOOK_TEST_POSTGRES")
    if given:
        yield given
        return
    binaries = _binaries()
    # Sockets need a short path, and the server a user that is not root and may enter the folder.
    folder = Path(tempfile.mkdtemp(prefix="tollbook-pg-"))
    user = "postgres" if os.geteuid() == 0 else None
    try:
        if user:
            shutil.chown(folder, user)
        yield from _started(binaries, folder, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def schema(address: str) -> Iterator[str]:
    """The address of an empty schema on the server, dropped at the end."""
    import psycopg  # noqa: PLC0415 - only where there is a server

    name = f"t{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(address, autocommit=True) as db:
        db.execute(f"CREATE SCHEMA {name}")
        try:
            yield f"{address}{'&' if '?' in address else '?'}options={quote(f'-csearch_path={name}')}"
        finally:
            db.execute(f"DROP SCHEMA {name} CASCADE")


def _binaries() -> Path:
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path else []
    found += sorted((p for place in _PLACES for p in Path("/").glob(place.lstrip("/"))), reverse=True)
    fit = [p for p in found if (p / "initdb").exists() and (p / "postgres").exists()]
    if not fit:
        raise NoPostgresError("PostgreSQL is not installed: apt-get install postgresql, or set TOLLBOOK_TEST_POSTGRES to a server's address")
    return fit[0]


def _started(binaries: Path, folder: Path, user: str | None) -> Iterator[str]:
    data, log = folder / "data", folder / "log"
    made = subprocess.run(
        [binaries / "initdb", "--no-sync", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "-D", data],
        user=user, capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    if made.returncode:
        raise NoPostgresError(f"initdb failed: {made.stderr.strip()}")
    settings = [part for s in _SETTINGS for part in ("-c", s)]
    with log.open("w") as out, subprocess.Popen(
        [binaries / "postgres", "-D", data, "-k", folder, *settings], user=user, stdout=out, stderr=out, cwd=folder
    ) as running:  # fmt: skip
        try:
            address = f"postgresql://{USER}@/postgres?host={quote(str(folder))}"
            _wait(address, running, log)
            yield address
        finally:
            # An interrupt asks the server to throw its clients out and stop.
            running.send_signal(2)
            running.wait(WAIT_SECONDS)


def _wait(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg  # noqa: PLC0415

    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            if running.poll() is not None or time.monotonic() > until:
                raise NoPostgresError(f"the server did not start: {log.read_text(encoding='utf-8')[-500:]}") from None
            time.sleep(0.1)
