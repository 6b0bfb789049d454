"""The command line: the names, options and examples of every command. What they do stands in ``dragoman.commands``.

Nothing heavy is imported here, so that help and completion come at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.commands.group import SETS, STOPPED, Commands
from dragoman.commands.options import Always, Confidence, Into, Json, Quiet, Record, Reveal, Why, World
from dragoman.commands.world_group import world_group

app = typer.Typer(
    cls=Commands,
    name="dragoman",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(version("dragoman"))
        except PackageNotFoundError:
            print("unknown")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")]


@app.callback()
def top(version: Version = False) -> None:
    """Turns reporting on armed conflict into event data that people can check.

    \b
    dragoman run reports/              take reports in, find events
    dragoman events                    list them
    dragoman show ID                   one event, in its reports' own words
    dragoman export --to csv --out data/

    Exit codes: 0 well, 1 a fault, 2 some input was lost or wrong, 3 a world file, 4 the record, 5 a model,
    6 something kept does not re-read, 130 stopped.
    """


@app.command(short_help="Take reports in and find events.")
def run(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders or patterns: txt, md, html, jsonl, csv.")
    ] = None,
    into: Into = None,
    world: World = None,
    workers: Annotated[int | None, typer.Option("--workers", "-w", min=1, help="Processes that read (1).")] = None,
    confidence: Confidence = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read kept reports anew that were read with another world or version.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take reports into a record and tie them up into events.

    Reports that the record knows are passed over, so a run that was stopped goes on where it was. Where they were
    read with another world or version, the closing summary says so, and --again reads their kept texts anew.

    \b
    dragoman run reports/
    dragoman run 'news/*.html' more.jsonl --into siege.db --workers 2
    dragoman run --again --world my-world/
    """
    from dragoman.commands import taking

    raise typer.Exit(
        taking.run(paths or [], into, world or [], workers, confidence, again=again, as_json=json, quiet=quiet)
    )


@app.command(short_help="Read reports without a record, as JSON lines.")
def code(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or patterns; - reads what is piped in.")],
    world: World = None,
    confidence: Confidence = None,
    reasons: Annotated[bool, typer.Option("--reasons", help="Add why each choice fell as it did.")] = False,
    reveal: Reveal = False,
    why: Annotated[str | None, typer.Option("--why", help="The reason, written into every line.")] = None,
    json: Always = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not list what could not be read.")] = False,
) -> None:
    """Read reports without a record: one JSON line a report on stdout.

    Offsets are those of your own text; for web pages, of the text read out of the page (see "offsets").
    A private person has one pseudonym in all lines of one run, and another in the next; a record keeps them the same.

    \b
    dragoman code report.txt
    cat reports.jsonl | dragoman code - > claims.jsonl
    """
    from dragoman.commands import taking

    raise typer.Exit(taking.code(paths, world or [], confidence, reasons=reasons, reveal=reveal, why=why, quiet=quiet))


@app.command()
def events(
    record: Record = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Only kinds with these words in their name.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Only events at a place, province or country.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Only events that may be of this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Only events that may be of this day or before.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="Only events told as occurred, planned, denied …")
    ] = None,
    episode: Annotated[
        str | None, typer.Option("--episode", help="Only one place and time: words of its name, or an event's id.")
    ] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only events on which sources differ.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many at most; 0 for all.")] = 50,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """List events: first what is told to have happened, then what is only planned, threatened, possible, denied …

    \b
    dragoman events --kind shelling --place Daraa --since 2018-06-20
    dragoman events --status planned --json
    """
    from dragoman.commands import showing

    wanted = showing.Wanted(kind, place, since, until, disputed, limit, status, episode)
    raise typer.Exit(showing.events(record, wanted, as_json=json, quiet=quiet))


@app.command(short_help="Show one event, claim, report or ledger line in its own words.")
def show(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An event, claim, report or ledger line, or how its id begins.")
    ],
    record: Record = None,
    reveal: Reveal = False,
    why: Why = None,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the ids that it leads to.")] = False,
) -> None:
    """Show one event, claim, report or ledger line: the words, who says so through whom, and where others differ.

    \b
    dragoman show 3k9q
    dragoman show evt_3k9q --json
    """
    from dragoman.commands import showing

    raise typer.Exit(showing.show(record, name, as_json=json, quiet=quiet, reveal=reveal, why=why))


@app.command(short_help="Show deals, control, states, arms or labels.")
def ledger(
    name: Annotated[str, typer.Argument(metavar="LEDGER", help="deals, control, states, arms or labels.")],
    line: Annotated[str | None, typer.Argument(metavar="[ID]", help="One line of it, by the start of its id.")] = None,
    record: Record = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show a ledger: deals and their terms, who holds what, sieges, arms given up, labels used.

    \b
    dragoman ledger deals
    dragoman ledger deals 0gxp38sa
    """
    from dragoman.commands import showing

    raise typer.Exit(showing.ledger(record, name, line, as_json=json, quiet=quiet))


@app.command(short_help="List every value on which sources part.")
def disputes(
    record: Record = None,
    episode: Annotated[
        str | None, typer.Option("--episode", help="Only one place and time: words of its name, or an event's id.")
    ] = None,
    field: Annotated[
        str | None,
        typer.Option("--field", help="who, whom, what, place, date, happened, count, cause or terms."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many at most; 0 for all.")] = 50,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the ids of the events and deals.")] = False,
) -> None:
    """List every value on which sources part: who gives which, as of when, and whether all can be true together.

    First what cannot be true together. Of each, what is shown now and by which rule.

    \b
    dragoman disputes
    dragoman disputes --episode Daraa --field count
    """
    from dragoman.commands import comparing

    raise typer.Exit(comparing.disputes(record, episode, field, limit, as_json=json, quiet=quiet))


@app.command(short_help="Draw what happened, day by day.")
def timeline(
    name: Annotated[
        str,
        typer.Argument(metavar="EPISODE", help="Words of an episode's name, an event of it, or a line of the deals."),
    ],
    svg: Annotated[str | None, typer.Option("--svg", help="Write the picture to a file instead; - is stdout.")] = None,
    record: Record = None,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the ids, by day.")] = False,
) -> None:
    """Draw what happened in an episode, or in one deal, day by day: first what is told to have happened.

    \b
    dragoman timeline 'Daraa, 2018'
    dragoman timeline 0gxp38sa --svg deal.svg
    """
    from dragoman.commands import comparing

    raise typer.Exit(comparing.timeline(record, name, svg, as_json=json, quiet=quiet))


@app.command(short_help="Tell what differs between two records.")
def diff(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="A record, such as a copy kept before a run.")],
    after: Annotated[
        Path | None, typer.Argument(metavar="[AFTER]", help="Another; if not given, the record of your settings.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many of each sort; 0 for all.")] = 20,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the ids of what is new or changed.")] = False,
) -> None:
    """Tell what differs between two records: events and ledger lines that are new, gone, merged, split or changed.

    Each change names the new reports that bear it. A record keeps no earlier state: copy it before a run.

    \b
    cp record.db before.db && dragoman run more/ && dragoman diff before.db
    dragoman diff monday.db tuesday.db --json
    """
    from dragoman.commands import comparing

    raise typer.Exit(comparing.diff(before, after, limit, as_json=json, quiet=quiet))


@app.command(short_help="Find reports by their words.")
def search(
    words: Annotated[list[str], typer.Argument(help='Words; "words in quotes" must stand together.')],
    record: Record = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")] = 20,
    reveal: Reveal = False,
    why: Why = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find reports by their words, however names are spelt: Daraa, Dar'ā and درعا are one.

    A veiled name is not found, so that a search confirms nobody; --reveal looks for it, too.

    \b
    dragoman search Daraa truce
    dragoman search '"heavy weapons"' handed
    """
    from dragoman.commands import showing

    raise typer.Exit(showing.search(record, " ".join(words), limit, as_json=json, quiet=quiet, reveal=reveal, why=why))


@app.command(short_help="Tell why a field has its value.")
def explain(
    name: Annotated[str, typer.Argument(metavar="ID", help="An event, claim or ledger line, or how its id begins.")],
    field: Annotated[
        str,
        typer.Argument(help="kind, status, place, when, actors, quantities, voices, same, …; of a line, its facts."),
    ],
    record: Record = None,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the values.")] = False,
) -> None:
    """Tell why a field has its value: from the report's words to the rule or model that chose.

    \b
    dragoman explain 3k9q place
    dragoman explain 3k9q killed-soldiers
    """
    from dragoman.commands import showing

    raise typer.Exit(showing.explain(record, name, field, as_json=json, quiet=quiet))


@app.command(short_help="Write csv, jsonl or geojson.")
def export(
    to: Annotated[str, typer.Option("--to", help="csv, jsonl or geojson.")],
    out: Annotated[str, typer.Option("--out", "-o", help="A folder; - is stdout (csv: events only).")] = "-",
    record: Record = None,
    reveal: Reveal = False,
    why: Why = None,
    json: Annotated[bool, typer.Option("--json", help="With --out: print as JSON what was written.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write events and all that they rest on, private persons veiled.

    \b
    dragoman export --to csv --out data/
    dragoman export --to geojson > events.geojson
    dragoman export --to jsonl --reveal --why 'court request 12/2024' --out sealed/
    """
    from dragoman.commands import giving

    raise typer.Exit(giving.export(record, to, out, reveal=reveal, why=why, as_json=json, quiet=quiet))


@app.command(short_help="Write one episode as a page that can be checked value by value.")
def brief(
    episode: Annotated[
        str, typer.Argument(metavar="EPISODE", help="Words of its name, or an event of it by how its id begins.")
    ],
    to: Annotated[str, typer.Option("--to", help="html.")] = "html",
    out: Annotated[str, typer.Option("--out", "-o", help="A file; - is stdout.")] = "-",
    record: Record = None,
    reveal: Reveal = False,
    why: Why = None,
    json: Annotated[bool, typer.Option("--json", help="With --out: print as JSON what was written.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write one episode as a single page: what is told, where, when, on whose word, and where sources part.

    The file needs no network and nothing beside it; every value opens the words that it came from.

    \b
    dragoman brief "Na'shara, 2022" --to html --out brief.html
    dragoman brief 3k9q > brief.html
    """
    from dragoman.commands import briefing

    raise typer.Exit(briefing.brief(record, episode, to, out, reveal=reveal, why=why, as_json=json, quiet=quiet))


@app.command()
def date(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report, or how its id begins.")],
    day: Annotated[str, typer.Argument(metavar="YYYY-MM-DD", help="The day it was published.")],
    by: Annotated[str | None, typer.Option("--by", help="Who says so (your user name).")] = None,
    why: Annotated[str, typer.Option("--why", help="For what reason.")] = "",
    record: Record = None,
    world: World = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Say when a report was published; all its claims are dated anew.

    \b
    dragoman date 8w2f 2021-08-31
    dragoman date 8w2f 2021-08-31 --by Lina --why 'seen on the front page'
    """
    from dragoman.commands import taking

    word = taking.Word(by, why)
    raise typer.Exit(taking.date(record, world or [], report, day, word, as_json=json, quiet=quiet))


@app.command(short_help="Say that two claims are one happening, or not.")
def judge(
    left: Annotated[str, typer.Argument(help="A claim, or how its id begins.")],
    right: Annotated[str, typer.Argument(help="Another claim.")],
    verdict: Annotated[str, typer.Argument(help="same or different.")],
    by: Annotated[str, typer.Option("--by", help="Who judges.")],
    why: Annotated[str, typer.Option("--why", help="For what reason.")] = "",
    record: Record = None,
    world: World = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Say that two claims tell of one happening, or do not; no later run overrules it.

    \b
    dragoman judge 3k9q 7m1x same --by Lina --why 'same market, same hour'
    """
    from dragoman.commands import taking

    word = taking.Word(by, why)
    raise typer.Exit(taking.judge(record, world or [], (left, right), verdict, word, as_json=json, quiet=quiet))


app.add_typer(world_group, name="world")


@app.command(short_help="Re-read everything that is kept.")
def verify(record: Record = None, json: Json = False, quiet: Quiet = False) -> None:
    """Re-read everything: raw bytes, every span, the way back to the source, the custody log.

    \b
    dragoman verify
    dragoman verify --record siege.db --json
    """
    from dragoman.commands import giving

    raise typer.Exit(giving.verify(record, as_json=json, quiet=quiet))


@app.command(short_help="Look whether all that is needed is there.")
def doctor(record: Record = None, json: Json = False, quiet: Quiet = False) -> None:
    """Look whether everything that is needed is there and well.

    \b
    dragoman doctor
    """
    from dragoman.commands import giving

    raise typer.Exit(giving.doctor(record, as_json=json, quiet=quiet))


@app.command()
def schema(
    json: Always = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="On one line.")] = False,
) -> None:
    """Print the JSON Schema of everything that is written or printed as JSON.

    \b
    dragoman schema > dragoman.schema.json
    """
    from dragoman.commands import giving

    raise typer.Exit(giving.schema(quiet=quiet))


@app.command()
def demo(
    samples: Annotated[Path | None, typer.Option("--samples", help="A folder of reports.")] = None,
    into: Into = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Run on a few samples and show what comes of it.

    \b
    dragoman demo
    dragoman demo --samples my-reports/
    """
    from dragoman.commands import taking

    raise typer.Exit(taking.demo(samples, into, as_json=json, quiet=quiet))


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help=f"Which set: {SETS}.")],
    given: Annotated[Path, typer.Argument(metavar="INPUT", help="Its texts, as JSON lines.")],
    predict: Annotated[Path | None, typer.Option("--predict", help="Where the predictions go, if anywhere.")] = None,
    json: Always = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only write the predictions.")] = False,
) -> None:
    """Measure on a public set (needs a source checkout).

    \b
    dragoman bench geoparsing texts.jsonl
    dragoman bench timex texts.jsonl --predict out.jsonl
    """
    from dragoman.commands import giving

    raise typer.Exit(giving.bench(name, given, predict, quiet=quiet))


def main() -> None:
    """The door for the shell. Whatever goes wrong, the user gets a clear line and no traceback."""
    try:
        from dragoman.commands.desk import utf8_out

        try:
            utf8_out()
            app()
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:  # before or after a command
        sys.exit(STOPPED)
    except Exception as wrong:
        from dragoman.commands.desk import confess

        sys.exit(confess(wrong))


if __name__ == "__main__":
    main()
