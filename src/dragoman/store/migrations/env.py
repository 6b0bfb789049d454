"""Run by alembic, on the connection and within the transaction that ``bring_up_to_date`` hands it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
