"""The options that several commands share. Light, as help needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Record = Annotated[
    Path | None,
    typer.Option("--record", "-r", "--from", envvar="DRAGOMAN_INTO", show_envvar=False, help="The record (record.db)."),
]
Into = Annotated[Path | None, typer.Option("--into", "-r", help="The record to keep everything in (record.db).")]
Confidence = Annotated[
    float | None, typer.Option("--confidence", min=0, max=1, help="Leave out claims that are less sure (0).")
]
World = Annotated[list[Path] | None, typer.Option("--world", help="A folder of your own laid over the built-in world.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print as little as can be.")]
Always = Annotated[bool, typer.Option("--json", help="Print JSON; this command always does.")]
Reveal = Annotated[bool, typer.Option("--reveal", help="Do not veil private persons. Needs --why.")]
Why = Annotated[str | None, typer.Option("--why", help="The reason, kept in the record.")]
