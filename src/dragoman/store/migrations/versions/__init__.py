"""One file per change of schema, in order.

A new one raises ``SCHEMA`` and ``HEAD`` in ``tables.py``. Batch mode drops a table's triggers with the table:
make those of ``tables.guards`` again where judgements or custody change.
"""
