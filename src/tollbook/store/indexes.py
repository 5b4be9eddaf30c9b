"""What makes look-ups by place, day, words and likeness quick: made from the tables alone, in each database's own way.

SQLite has R-trees for places and days, filled by a trigger, and FTS5 indexes for words and bands; PostgreSQL has GiST and GIN indexes.
FTS5 and GIN gather what is new before they sort it in, so that the hundred-thousandth report costs what the first did.
"""

from __future__ import annotations

from datetime import date

DERIVED = ("report_words", "account_places", "account_days", "near_bands")
"""The names of indexes and of tables that are indexes; SQLite adds tables of its own whose names begin with these."""
DAY_ZERO = 1_721_425
"""The Julian day number before the first day of the calendar that Python's dates count from."""
APPEND_ONLY = "rows of the ledger are never changed or deleted"

_SQLITE = (
    "CREATE VIRTUAL TABLE report_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE near_bands USING fts5(bands, content='', columnsize=0, detail=none, tokenize='ascii')",
    "CREATE VIRTUAL TABLE account_places USING rtree(n, lat_low, lat_high, lon_low, lon_high)",
    "CREATE VIRTUAL TABLE account_days USING rtree_i32(n, earliest, latest)",
    """CREATE TRIGGER accounts_placed AFTER INSERT ON accounts WHEN new.lat IS NOT NULL BEGIN
  INSERT INTO account_places VALUES (new.n, new.lat, new.lat, new.lon, new.lon);
END""",
    """CREATE TRIGGER accounts_dated AFTER INSERT ON accounts WHEN new.earliest IS NOT NULL BEGIN
  INSERT INTO account_days VALUES (new.n, CAST(julianday(new.earliest) + 0.5 AS INTEGER), CAST(julianday(new.latest) + 0.5 AS INTEGER));
END""",
)
_POSTGRES = (
    "CREATE TABLE report_words (n BIGINT PRIMARY KEY REFERENCES reports (n), words TSVECTOR NOT NULL)",
    "CREATE INDEX report_words_words ON report_words USING gin (words) WITH (gin_pending_list_limit = 512)",
    "CREATE INDEX near_bands ON nears USING gin (bands) WITH (gin_pending_list_limit = 512)",
    "CREATE INDEX account_places ON accounts USING gist (point(lon, lat)) WHERE lat IS NOT NULL",
    "CREATE INDEX account_days ON accounts USING gist (daterange(earliest, latest, '[]')) WHERE earliest IS NOT NULL",
)
_REFUSE = f"""CREATE OR REPLACE FUNCTION tollbook_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{APPEND_ONLY}'; END $$"""


def indexes_in(dialect: str) -> tuple[str, ...]:
    """The statements that make the indexes; the tables must be there."""
    return _POSTGRES if dialect == "postgresql" else _SQLITE


def refusals_in(dialect: str, tables: tuple[str, ...]) -> tuple[str, ...]:
    """The statements after which the database itself refuses to change or delete rows of the tables."""
    if dialect == "postgresql":
        rows = (f"CREATE TRIGGER {t}_kept BEFORE UPDATE OR DELETE ON {t} FOR EACH ROW EXECUTE FUNCTION tollbook_refuse()" for t in tables)
        whole = (f"CREATE TRIGGER {t}_whole BEFORE TRUNCATE ON {t} FOR EACH STATEMENT EXECUTE FUNCTION tollbook_refuse()" for t in tables)
        return (_REFUSE, *rows, *whole)
    stop = f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
    return tuple(f"CREATE TRIGGER {t}_no_{verb.lower()} BEFORE {verb} ON {t} {stop}" for t in tables for verb in ("UPDATE", "DELETE"))


def day_number(day: date) -> int:
    """The day as SQLite's index of days counts it."""
    return day.toordinal() + DAY_ZERO
