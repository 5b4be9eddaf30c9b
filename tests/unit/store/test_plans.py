"""PostgreSQL answers look-ups by words, bands, places and days from their indexes, whatever its statistics say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tests.postgres import schema
from tests.unit.store.samples import entry
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import make_project

DAYS = (date(2024, 1, 1), date(2024, 1, 2))
BOX = (0.0, 0.0, 1.0, 1.0)
LOOKUPS: dict[str, Callable[[Ledger], object]] = {
    "report_words_words": lambda ledger: ledger.accounts(text="killed"),
    "near_bands": lambda ledger: ledger.near((3, 4)),
    "account_places": lambda ledger: ledger.accounts(box=BOX, days=DAYS),
    "account_days": lambda ledger: ledger.accounts(days=DAYS),
    "ix_reports_url": lambda ledger: ledger.at_url("https://courier.example/1"),
    "ix_accounts_id": lambda ledger: ledger.accounts(account="x"),
}


@pytest.mark.parametrize("index", LOOKUPS)
def test_the_index_is_used(postgres: str, tmp_path: Path, index: str) -> None:
    seen: list[tuple[str, Any]] = []

    def see(_conn: object, _cursor: object, statement: str, bound: Any, *_rest: object) -> None:
        seen.append((statement, bound))

    with schema(postgres) as address, open_ledger(make_project(tmp_path / "project", address), create=True) as ledger:
        ledger.take(entry())
        with ledger.reading() as conn:
            event.listen(conn.engine, "before_cursor_execute", see)
            LOOKUPS[index](ledger)
            event.remove(conn.engine, "before_cursor_execute", see)
            statement, bound = seen[-1]
            plan = "\n".join(row[0] for row in conn.exec_driver_sql(f"EXPLAIN {statement}", bound))
    assert f"on {index}" in plan or f"using {index}" in plan
    assert "Seq Scan" not in plan
