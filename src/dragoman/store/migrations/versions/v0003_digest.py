"""With what each report was read, and on what the conclusions rest; of older records neither is known."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Readings get a digest, an unknown one so far. Where there are events, all that is kept counts as tied up."""
    op.add_column("readings", sa.Column("digest", sa.String(), nullable=False, server_default=""))
    seal = op.get_bind().execute(
        sa.text("SELECT hash FROM custody WHERE EXISTS (SELECT 1 FROM events) ORDER BY seq DESC LIMIT 1")
    )
    if found := seal.scalar():
        basis = json.dumps({"seal": found, "digest": "", "folders": []})
        op.execute(sa.text("INSERT INTO meta (key, value) VALUES ('basis', :value)").bindparams(value=basis))
