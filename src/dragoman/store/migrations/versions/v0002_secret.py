"""A secret for each record, by which pseudonyms are keyed; they were keyed by the first text before."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the secret of an older record: its pseudonyms are others from now on."""
    made = sa.text("INSERT INTO meta (key, value) VALUES ('secret', :value)").bindparams(value=secrets.token_hex(32))
    op.execute(made)
