"""Conclusions know the part that they were made of; where the parts stand, what became of ids that are no more, and sketches of texts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Conclusions get a part, an unknown one so far: the next run ties all up anew and knows them."""
    for table in ("events", "links", "entries"):
        op.add_column(table, sa.Column("part", sa.String(), nullable=False, server_default=""))
        op.create_index(f"ix_{table}_part", table, ["part"])
    op.create_table(
        "traces",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False, server_default=""),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_traces_report_id"),
        sa.PrimaryKeyConstraint("report_id", name="pk_traces"),
    )
    op.create_index("ix_traces_part", "traces", ["part"])
    op.create_table(
        "parts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_parts"),
    )
    op.create_table(
        "forwards",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_forwards"),
    )
    op.create_table(
        "sketches",
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("mark", "report", name="pk_sketches"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reports_published", "reports", ["published"])
