"""A connection to the ledger's database, its tables brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url

from tollbook.store.columns import compact
from tollbook.store.failures import LedgerError
from tollbook.store.project import Project

HEAD = "ledger2"
"""The newest step of migrations/; a test holds it against them."""
STEPS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30
_LOCK = 7_045_655
"""Any number: PostgreSQL's name for the lock held while tables are made."""
PRAGMAS = (
    "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON", "cache_size=-65536", "wal_autocheckpoint=4000",
    "temp_store=MEMORY",
)  # fmt: skip
READING = {"tollbook_reads": True}
"""The option of a connection that only reads, and so waits for nobody."""


def connect(project: Project) -> Engine:
    """An engine for the project's database, which is not dialled yet; LedgerError where PostgreSQL is asked for without its driver."""
    if project.ledger_url is None:
        engine = create_engine(f"sqlite:///{project.database}", connect_args={"timeout": BUSY_SECONDS}, json_serializer=compact)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        return engine
    url = make_url(project.ledger_url).set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(url, connect_args={"connect_timeout": 10, "application_name": "tollbook"}, json_serializer=compact)
    except ModuleNotFoundError as error:
        raise LedgerError("a ledger on PostgreSQL needs its driver; run: pip install 'tollbook[server]'") from error
    event.listen(engine, "connect", _plan_by_index)
    return engine


def bring_up_to_date(engine: Engine, place: str, create: bool) -> None:
    """Makes or alters the tables as this version needs them; LedgerError where there are none to alter or they are a newer version's."""
    with engine.connect().execution_options(**READING) as conn:
        found = _version(conn)
        empty = found is None and not inspect(conn).get_table_names()
    if found == HEAD:
        return
    if found is None and not (create and empty):
        told = "there is no ledger in it" if empty else "it holds other tables and no ledger"
        raise LedgerError(f"{place}: {told}; run: tollbook init")
    _upgrade(engine, place)


def _upgrade(engine: Engine, place: str) -> None:
    from alembic import command  # noqa: PLC0415 - only where the tables are not as they should be
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.begin() as conn:
        if conn.dialect.name == "postgresql":
            conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        found = _version(conn)
        if found is not None and found not in known:
            raise LedgerError(f"{place}: this ledger was made by a newer Tollbook ({found}); update Tollbook to open it")
        config.attributes["connection"] = conn
        command.upgrade(config, "head")


def _version(conn: Connection) -> str | None:
    """The step the tables are at; None where no ledger was made."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    found = conn.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _set_up(raw: Any, _record: object) -> None:
    raw.isolation_level = None
    for pragma in PRAGMAS:
        raw.execute(f"PRAGMA {pragma}").close()


def _plan_by_index(raw: Any, _record: object) -> None:
    """Every look-up has its index; the planner thinks texts that lie apart from their rows as cheap to read as the rows."""
    with raw.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute("SET jit = off")
    raw.commit()


def _begin(conn: Connection) -> None:
    # A writer takes its lock at once: one that began by reading could find the ledger changed and would have to give up.
    conn.exec_driver_sql("BEGIN" if conn.get_execution_options().get("tollbook_reads") else "BEGIN IMMEDIATE")
