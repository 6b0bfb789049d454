"""How the command line behaves as a whole: errors become one clear line and an exit code. Light, as help needs it."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from dragoman.errors import DragomanError

STOPPED = 130  # as shells have it: 128 and the number of SIGINT
# The workshop's sets, told here so that help need not load it; a test keeps both the same.
SETS = "attribution, case2021, coref, factuality, geoparsing, india_police, linking, muc4, plover_gsr, re3d, reports, timex"


class Commands(TyperGroup):
    """Turns errors into one clear line and an exit code, in the order that the commands were written."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except DragomanError as wrong:
            from dragoman.commands.desk import complain

            complain(wrong)
            raise typer.Exit(wrong.exit_code) from None
        except KeyboardInterrupt:
            kept = ctx.invoked_subcommand in ("run", "demo")
            words = "stopped; what was taken in is kept; run the same command to go on" if kept else "stopped"
            sys.stderr.write(f"\n{words}\n")
            raise typer.Exit(STOPPED) from None

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of the work."""
        return list(self.commands)
