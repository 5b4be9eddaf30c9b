"""Tables for what was released and for rows of other people's datasets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tollbook.store.columns import DATA, NUMBER, Instant
from tollbook.store.indexes import refusals_in

revision = "ledger2"
down_revision = "ledger1"
branch_labels = None
depends_on = None

SHA, SLUG, ID, CODE = sa.String(64), sa.String(64), sa.String(32), sa.String(8)
TABLES = ("releases", "release_rows", "imported")


def upgrade() -> None:
    """Makes the tables, and the triggers that keep their rows as they are."""
    _releases()
    _imported()
    for statement in refusals_in(op.get_bind().dialect.name, TABLES):
        op.execute(statement)


def _releases() -> None:
    op.create_table(
        "releases",
        sa.Column("n", NUMBER, primary_key=True),
        sa.Column("name", SLUG, nullable=False, unique=True),
        sa.Column("sha256", SHA, nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
    )
    op.create_table(
        "release_rows",
        sa.Column("release", NUMBER, sa.ForeignKey("releases.n"), primary_key=True, autoincrement=False),
        sa.Column("incident", ID, primary_key=True),
        sa.Column("held", SLUG, nullable=False),
        sa.Column("line", sa.Text()),
        sa.Column("made_of", DATA, nullable=False),
    )


def _imported() -> None:
    op.create_table(
        "imported",
        sa.Column("n", NUMBER, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("dataset", SLUG, nullable=False),
        sa.Column("ref", sa.String(200), nullable=False),
        sa.Column("document", SHA, sa.ForeignKey("documents.sha256"), nullable=False),
        sa.Column("row", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("anchors", DATA, nullable=False),
        sa.Column("wire", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Date()),
        sa.Column("latest", sa.Date()),
        sa.Column("country", CODE),
        sa.Column("at", Instant(), nullable=False),
    )
    op.create_index("ix_imported_dataset_ref", "imported", ["dataset", "ref", "n"])
    op.create_index("ix_imported_earliest", "imported", ["earliest"])
