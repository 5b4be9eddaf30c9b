"""The first tables of the ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tollbook.store.columns import DATA, NUMBER, Instant
from tollbook.store.indexes import indexes_in, refusals_in

revision = "ledger1"
down_revision = None
branch_labels = None
depends_on = None

SHA, SLUG, ID, CODE = sa.String(64), sa.String(64), sa.String(32), sa.String(8)
TABLES = (
    "documents", "captures", "extractions", "reports", "copies", "codings", "accounts", "decisions", "revisions", "tombstones", "quarantine",
    "links", "nears",
)  # fmt: skip


def upgrade() -> None:
    """Makes the tables, their indexes, and the triggers that keep rows as they are."""
    _documents()
    _reports()
    _codings()
    _judgements()
    _likeness()
    dialect = op.get_bind().dialect.name
    for statement in (*indexes_in(dialect), *refusals_in(dialect, TABLES)):
        op.execute(statement)


def _at() -> sa.Column[object]:
    return sa.Column("at", Instant(), nullable=False)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("sha256", SHA, primary_key=True),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("media", sa.Text()),
        _at(),
    )
    op.create_table(
        "captures",
        sa.Column("id", SHA, primary_key=True),
        sa.Column("document", SHA, sa.ForeignKey("documents.sha256"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("headers", DATA, nullable=False),
        sa.Column("within", SHA),
        sa.Column("captured_at", Instant()),
        sa.Column("method", SLUG, nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        _at(),
    )
    op.create_index("ix_captures_document", "captures", ["document"])
    # PostgreSQL's trees refuse an address of more than 2,700 bytes.
    op.create_index("ix_captures_url", "captures", ["url"], postgresql_using="hash")
    op.create_table(
        "extractions",
        sa.Column("document", SHA, sa.ForeignKey("documents.sha256"), primary_key=True),
        sa.Column("id", SHA, primary_key=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", SHA, nullable=False),
        *(sa.Column(name, DATA, nullable=False) for name in ("anchors", "told")),
        sa.Column("shape", SLUG, nullable=False),
        *(sa.Column(name, DATA, nullable=False) for name in ("captions", "notes")),
        sa.Column("lang", CODE),
        _at(),
    )


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("n", NUMBER, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("document", SHA, nullable=False),
        sa.Column("extraction", SHA, nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("title", "source", "url")),
        sa.Column("published", sa.Date()),
        sa.Column("lang", CODE, nullable=False),
        sa.Column("country", CODE),
        _at(),
        sa.ForeignKeyConstraint(["document", "extraction"], ["extractions.document", "extractions.id"]),
    )
    op.create_index("ix_reports_url", "reports", ["url"], postgresql_using="hash")
    op.create_table(
        "copies",
        sa.Column("report", NUMBER, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
        sa.Column("document", SHA, primary_key=True),
        sa.Column("extraction", SHA, primary_key=True),
        *(sa.Column(name, sa.Text()) for name in ("title", "source", "url")),
        _at(),
        sa.ForeignKeyConstraint(["document", "extraction"], ["extractions.document", "extractions.id"]),
    )


def _codings() -> None:
    op.create_table(
        "codings",
        sa.Column("n", NUMBER, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("report", NUMBER, sa.ForeignKey("reports.n"), nullable=False),
        sa.Column("versions_id", ID, nullable=False),
        sa.Column("versions", DATA, nullable=False),
        _at(),
    )
    op.create_index("ix_codings_report_at", "codings", ["report", "at", "n"])
    op.create_table(
        "accounts",
        sa.Column("n", NUMBER, primary_key=True),
        sa.Column("coding", NUMBER, sa.ForeignKey("codings.n"), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("wire", sa.Text(), nullable=False),
        *(sa.Column(name, SLUG, nullable=False) for name in ("kind", "currency", "stance")),
        *(sa.Column(name, sa.Date()) for name in ("earliest", "latest")),
        *(sa.Column(name, sa.Double()) for name in ("lat", "lon")),
        sa.Column("country", CODE),
        *(sa.Column(name, sa.Integer()) for name in ("killed_low", "killed_best", "killed_high")),
        sa.UniqueConstraint("coding", "ordinal"),
    )
    op.create_index("ix_accounts_id", "accounts", ["id"])


def _judgements() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", SHA, primary_key=True),
        sa.Column("verdict", SLUG, nullable=False),
        sa.Column("about", DATA, nullable=False),
        sa.Column("maker", SLUG, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("by", "why")),
        sa.Column("field", SLUG),
        sa.Column("undoes", SHA),
        _at(),
    )
    for name in ("revisions", "tombstones"):
        op.create_table(
            name,
            sa.Column("id", SHA, primary_key=True),
            sa.Column("what", SLUG, nullable=False),
            sa.Column("reason", SLUG, nullable=False),
            sa.Column("note", sa.Text()),
            sa.Column("by", sa.Text(), nullable=False),
            _at(),
        )
        op.create_index(f"ix_{name}_what", name, ["what"])
    op.create_table(
        "quarantine",
        sa.Column("id", SHA, primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", SHA),
        sa.Column("reason", sa.Text(), nullable=False),
        _at(),
    )


def _likeness() -> None:
    op.create_table(
        "links",
        sa.Column("report", NUMBER, sa.ForeignKey("reports.n"), primary_key=True),
        sa.Column("other", NUMBER, sa.ForeignKey("reports.n"), primary_key=True),
        sa.Column("how", SLUG, primary_key=True),
        sa.Column("score", sa.Double(), nullable=False),
        _at(),
    )
    op.create_index("ix_links_other", "links", ["other"])
    op.create_table(
        "nears",
        sa.Column("report", NUMBER, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
        sa.Column("bands", DATA, nullable=False),
        _at(),
    )
