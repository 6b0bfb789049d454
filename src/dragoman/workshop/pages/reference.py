"""The reference: commands, settings, exit codes, formats, tables, records, read off the code itself."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import re
from collections.abc import Iterator
from typing import Any

import typer

from dragoman import errors, records, settings
from dragoman.workshop.pages import Makers, first_sentence, table

# What each setting does: the comments in settings.py are for those who change the code.
SETTINGS = {
    "into": "The record: the one file in which everything is kept.",
    "world": "Folders of your own laid over the built-in world, the last one uppermost (see how-to.md). "
    "In the environment they are divided as in PATH.",
    "longest_text": "The longest text taken as one report, in characters; a longer one is left out and said so.",
    "workers": "Processes that read reports. More than one pays from about a hundred reports on.",
    "threads": "Processor threads of the learned reader in each process. With more than one process one is best.",
    "confidence": "Claims that are less sure than this are not told, 0 to 1 (see methods.md for what is right how often).",
}


def commands() -> str:
    """Every command with its options and examples."""
    return "\n\n".join(_command(name, command) for name, command in _with_groups(app_commands()))


def _with_groups(known: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every command, and behind a group each command of it."""
    for name, command in known.items():
        yield name, command
        yield from ((f"{name} {inner}", one) for inner, one in getattr(command, "commands", {}).items())


def app_commands() -> dict[str, Any]:
    """The commands of the command line by name, in the order of the work."""
    return dict(typer.main.get_command(command_line().app).commands)  # type: ignore[attr-defined]


def command_line() -> Any:
    """The module of the command line, which stands above the workshop: fetched by name, for its looks only."""
    return importlib.import_module("dragoman.cli")


def _command(name: str, command: Any) -> str:
    words, _, examples = (command.help or "").partition("\b\n")
    takes = " ".join(_argument(p) for p in command.params if _is_argument(p))
    parts = [f"### dragoman {name}", words.strip(), f"    dragoman {name} {takes}".rstrip() + " [OPTIONS]"]
    rows = [_row(p) for p in command.params]
    if rows:
        parts.append(table(("argument or option", "meaning", "if not given"), rows))
    if examples.strip():
        parts.append(f"```sh\n{examples.strip()}\n```")
    return "\n\n".join(p for p in parts if p)


def _is_argument(parameter: Any) -> bool:
    return not str(parameter.opts[0]).startswith("-")


def _argument(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name).upper()
    return f"{name} …" if parameter.nargs == -1 else name


def _row(parameter: Any) -> tuple[str, str, str]:
    names = _argument(parameter) if _is_argument(parameter) else ", ".join(parameter.opts)
    default = parameter.default
    missing = "must be given" if parameter.required else "" if default in (None, False) else str(default)
    again = " May be given several times." if parameter.multiple else ""
    return f"`{names}`", f"{parameter.help or ''}{again}", missing


def settings_table() -> str:
    """Every setting with its default."""
    rows = [
        (f"`{f.name}`", f"`{settings.PREFIX}{f.name.upper()}`", f"`{_plain(f.default)}`", SETTINGS[f.name])
        for f in dataclasses.fields(settings.Settings)
    ]
    return table(("in dragoman.toml", "in the environment", "if not set", "meaning"), rows)


def _plain(value: Any) -> str:
    return "[]" if value == () else str(value).lower() if isinstance(value, bool) else str(value)


def exit_codes() -> str:
    """What each exit code means."""
    known = (e for e in vars(errors).values() if inspect.isclass(e) and issubclass(e, errors.DragomanError))
    found = sorted(known, key=lambda e: e.exit_code)
    rows = [(str(e.exit_code), f"`{e.__name__}`", first_sentence(e.__doc__)) for e in found]
    stopped = "Stopped by hand; what was taken in is kept."
    return table(
        ("code", "error", "meaning"), [("0", "", "All went well."), *rows, (str(command_line().STOPPED), "", stopped)]
    )


def readers() -> str:
    """The formats that are read."""
    from dragoman.collect import READERS
    from dragoman.collect.tables import FIELDS

    sorts = [(f"`{ending}`", first_sentence(inspect.getdoc(reader))) for ending, reader in READERS.items()]
    fields = [(name, ", ".join(f"`{w}`" for w in words)) for name, words in FIELDS.items()]
    return "\n\n".join(
        (
            table(("ending", "how it is read"), sorts),
            "Fields of a JSON line and columns of a CSV file, best name first; only the text is needed:",
            table(("field", "names"), fields),
        )
    )


def writers() -> str:
    """The formats that are written."""
    from dragoman.tell import WRITERS

    return table(
        ("format", "what is written"), [(f"`{n}`", first_sentence(inspect.getdoc(w))) for n, w in WRITERS.items()]
    )


def columns() -> str:
    """The tables of an export and the meaning of every column."""
    from dragoman.tell.columns import GRAINS

    parts = [
        f"#### {grain}.csv\n\n" + table(("column", "meaning"), [(f"`{c}`", w) for c, w in meant.items()])
        for grain, meant in GRAINS.items()
    ]
    return "\n\n".join(parts)


def library() -> str:
    """The Python functions and what they give."""
    import dragoman
    from dragoman.store.record import Record
    from dragoman.tell.notebook import Read

    rows = [(_signature(getattr(dragoman, n), n), _doc(getattr(dragoman, n))) for n in ("read", "read_many", "open")]
    return "\n\n".join(
        (
            table(("function", "what it does"), rows),
            "`Read`, what `read` gives:",
            table(("member", "what it is"), list(_members(Read))),
            "`Record`, what `open` gives:",
            table(("member", "what it is"), list(_members(Record))),
        )
    )


def _signature(function: Any, name: str) -> str:
    names = ", ".join(inspect.signature(function).parameters)
    return f"`dragoman.{name}({names})`"


def _doc(thing: Any) -> str:
    return " ".join((inspect.getdoc(thing) or "").split())


def _members(owner: type) -> Iterator[tuple[str, str]]:
    for name, member in vars(owner).items():
        if not name.startswith("_") and (isinstance(member, property) or inspect.isfunction(member)):
            parameters = [] if isinstance(member, property) else list(inspect.signature(member).parameters)[1:]
            call = "" if isinstance(member, property) else f"({', '.join(parameters)})"
            yield f"`.{name}{call}`", first_sentence(inspect.getdoc(member))


def record_list() -> str:
    """Every record with its fields."""
    found = [c for c in vars(records).values() if dataclasses.is_dataclass(c) and isinstance(c, type)]
    rows = [
        (f"`{c.__name__}`", first_sentence(c.__doc__), ", ".join(f"`{f.name}`" for f in dataclasses.fields(c)))
        for c in found
    ]
    return table(("record", "what it is", "fields"), rows)


def statuses() -> str:
    """Every status with the words of records.py and how it is told."""
    from dragoman.tell.wording import STATUS

    source = inspect.getsource(records)
    meant = {"demanded": "asked of the other side", "threatened": "held out as a harm to come"}
    meant |= dict(re.findall(r'^    "(\w+)",  # (.+)$', source, re.MULTILINE))
    return table(("status", "meaning", "told as"), [(f"`{s}`", meant.get(s, ""), words) for s, words in STATUS.items()])


MAKERS: Makers = {
    "commands": commands,
    "settings": settings_table,
    "exit codes": exit_codes,
    "readers": readers,
    "writers": writers,
    "columns": columns,
    "library": library,
    "records": record_list,
    "statuses": statuses,
}
