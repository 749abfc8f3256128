"""The commands and their help. Nothing heavy is imported before a command runs: `extract --help` is immediate."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from techpolicy_extract.cli.commands import compare
from techpolicy_extract.cli.commands.all_stages import AllStages
from techpolicy_extract.cli.commands.duplicates import Duplicates
from techpolicy_extract.cli.commands.explain import Explain
from techpolicy_extract.cli.commands.options import Out, Paths, Quiet, run_stages
from techpolicy_extract.cli.commands.rulebook import Rules, rules_app
from techpolicy_extract.cli.commands.schema import SCHEMA_CODES, schema
from techpolicy_extract.cli.commands.status import STATUS_CODES, status
from techpolicy_extract.cli.commands.table import table
from techpolicy_extract.cli.commands.view import view
from techpolicy_extract.cli.language import manual, messages
from techpolicy_extract.nouns.version import __version__


class TableForm(StrEnum):
    """How `audit` writes its rows."""

    text = "text"
    jsonl = "jsonl"


class Language(StrEnum):
    """The languages of messages."""

    zh = "zh"
    en = "en"


# Without rich markup typer formats the help itself, in half the time that loading rich takes.
app = typer.Typer(
    name="extract",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.add_typer(rules_app)


def _say_version(wanted: bool) -> None:
    if wanted:
        from techpolicy_extract.rules.version import version

        typer.echo(f"extract {__version__} (rules {version()})")
        raise typer.Exit


def _speak(language: Language | None) -> None:
    if language is not None:
        messages.use(language.value)


@app.callback()
def extract_app(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Show the versions of program and rules."),
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", callback=_speak, is_eager=True, help="Language of messages. [default: the locale's]"),
    ] = None,
) -> None:
    """Read Chinese science-and-technology policy documents and write what they commit to as JSON Lines.

    \b
    Examples:
      extract all seeds --out out
      extract all notice.txt plans --out out --keep-stages
      extract all - < notice.txt > notice.jsonl

    Data go to standard output or under --out, everything else to standard error.
    """


@app.command()
def normalize(paths: Paths, out: Out = None, quiet: Quiet = False) -> None:
    """Read documents and unify their text.

    Script, width, lines and damaged dates are made one kind; every position in the source is kept.

    \b
    Examples:
      extract normalize seeds --out out

    \b
    Files:
      PATHS                      read
      DIR/1-normalized/NAME.json written
    """
    run_stages(("normalize",), paths, out=out, quiet=quiet)


@app.command()
def segment(paths: Paths, out: Out = None, quiet: Quiet = False) -> None:
    """Find parts, headings, items and boxes.

    Takes the paths that `normalize` took.

    \b
    Examples:
      extract segment seeds --out out

    \b
    Files:
      DIR/1-normalized/NAME.json read
      DIR/2-sections/NAME.json   written
    """
    run_stages(("segment",), paths, out=out, quiet=quiet)


@app.command()
def extract(paths: Paths, out: Out = None, quiet: Quiet = False, rules: Rules = None) -> None:
    """Find the records in the text.

    Takes the paths that `normalize` took.

    \b
    Examples:
      extract extract seeds --out out

    \b
    Files:
      DIR/2-sections/NAME.json   read
      DIR/3-records/NAME.json    written
    """
    run_stages(("extract",), paths, out=out, quiet=quiet, rules=rules)


@app.command()
def validate(paths: Paths, out: Out = None, quiet: Quiet = False) -> None:
    """Check the records and write the JSON Lines.

    Each record is held against its schema, and each quotation against the source.

    Takes the paths that `normalize` took.

    \b
    Examples:
      extract validate seeds --out out

    \b
    Files:
      DIR/3-records/NAME.json    read
      DIR/NAME.jsonl             written
    """
    run_stages(("validate",), paths, out=out, quiet=quiet)


app.command(name="all")(AllStages)


@app.command()
def audit(
    paths: Paths,
    unexplained: Annotated[bool, typer.Option("--unexplained", help="Only those that nothing explains.")] = False,
    form: Annotated[TableForm, typer.Option("--format", help="A table, or a JSON object a line.")] = TableForm.text,
    rules: Rules = None,
) -> None:
    """List every numeral: its place, what it is, and the record and field that hold it.

    \b
    Examples:
      extract audit seeds
      extract audit seeds --unexplained
      extract audit notice.txt --format jsonl

    \b
    Files:
      PATHS                      read; the table goes to standard output
    """
    from techpolicy_extract.cli.commands.look import Look, run_audit

    raise typer.Exit(run_audit(Look(tuple(paths), rules, form.value, unexplained)))


app.command(name="explain")(Explain)
app.command(epilog=SCHEMA_CODES)(schema)
compare.add_to(app)
app.command(name="status", epilog=STATUS_CODES)(status)
app.command(name="table")(table)
app.command()(view)
app.command(name="duplicates")(Duplicates)
manual.complete(app)
