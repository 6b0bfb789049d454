"""Sums over the traces of reports, kept as they change: how much stands in a country and season, and what bridges two."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Traces know their origin and spot; all reports are traced, and all parts tied up, anew by the next run."""
    op.drop_table("traces")
    op.create_table(
        "traces",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("spot", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_traces_report_id"),
        sa.PrimaryKeyConstraint("report_id", name="pk_traces"),
    )
    op.create_index("ix_traces_origin", "traces", ["origin"])
    op.create_index("ix_traces_spot", "traces", ["spot"])
    op.create_table(
        "untraced",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_untraced_report_id"),
        sa.PrimaryKeyConstraint("report_id", name="pk_untraced"),
    )
    op.execute("INSERT INTO untraced (report_id) SELECT id FROM reports")
    op.create_table(
        "spots",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.String(64), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_spots"),
    )
    op.create_index("ix_spots_part", "spots", ["part"])
    op.create_table(
        "bridges",
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name="pk_bridges"),
    )
