"""The commands and their help. Nothing heavy is imported before a command runs: `extract --help` is immediate."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from techpolicy_extract import __version__
from techpolicy_extract.cli.rulebook import Rules, rules_app

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS", help="Files, ZIP archives, folders (searched at all depths), or - for standard input."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder of the outputs. [default: out; for -, standard output]"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only: no progress bar, no closing table.")]
Keep = Annotated[bool, typer.Option("--keep-stages", help="Write the files of the stages between, too.")]


class TableForm(StrEnum):
    """How `audit` writes its rows."""

    text = "text"
    jsonl = "jsonl"


class TreeForm(StrEnum):
    """How `explain` writes what it found."""

    text = "text"
    json = "json"


# Without rich markup typer formats help by itself, in half the time that loading rich would take.
app = typer.Typer(
    name="extract",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.add_typer(rules_app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extract {__version__}")
        raise typer.Exit


@app.callback()
def extract_app(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read Chinese science-and-technology policy documents and write what they commit to as JSON Lines.

    \b
    Examples:
      extract all seeds --out out
      extract all notice.txt plans --out out --keep-stages
      extract all - < notice.txt > notice.jsonl

    Data go to standard output or under --out, everything else to standard error. Exit codes: 0 all good; 1 a document
    failed or has issues of severity error; 2 wrong usage.
    """


def _run(stages: tuple[str, ...], paths: list[str], **options: Any) -> None:
    from techpolicy_extract.cli.work import Order, run  # brings in the pipeline

    raise typer.Exit(run(Order(stages, tuple(paths), **options)))


@app.command()
def normalize(paths: Paths, out: Out = None, quiet: Quiet = False) -> None:
    """Read documents and unify their text.

    Script, width, lines and damaged dates are made one kind; every position in the source is kept.

    Writes DIR/1-normalized/NAME.json.

    \b
    Examples:
      extract normalize seeds --out out
    """
    _run(("normalize",), paths, out=out, quiet=quiet)


@app.command()
def segment(paths: Paths, out: Out = None, quiet: Quiet = False) -> None:
    """Find parts, headings, items and boxes.

    Takes the paths that `normalize` took, reads DIR/1-normalized and writes DIR/2-sections/NAME.json.

    \b
    Examples:
      extract segment seeds --out out
    """
    _run(("segment",), paths, out=out, quiet=quiet)


@app.command()
def extract(paths: Paths, out: Out = None, quiet: Quiet = False, rules: Rules = None) -> None:
    """Find the records in the text.

    Takes the paths that `normalize` took, reads DIR/2-sections and writes DIR/3-records/NAME.json.

    \b
    Examples:
      extract extract seeds --out out
    """
    _run(("extract",), paths, out=out, quiet=quiet, rules=rules)


@app.command()
def validate(paths: Paths, out: Out = None, quiet: Quiet = False) -> None:
    """Check the records and write the JSON Lines.

    Each record is held against its schema, and each quotation against the source.

    Takes the paths that `normalize` took, reads DIR/3-records and writes DIR/NAME.jsonl.

    \b
    Examples:
      extract validate seeds --out out
    """
    _run(("validate",), paths, out=out, quiet=quiet)


@app.command(name="all")
def all_stages(
    paths: Paths, out: Out = None, quiet: Quiet = False, keep_stages: Keep = False, rules: Rules = None
) -> None:
    """Run the four stages in a row.

    Writes DIR/NAME.jsonl, the same bytes as the four commands one after the other.

    \b
    Examples:
      extract all seeds --out out
      extract all notice.txt --keep-stages
      extract all - < notice.txt > notice.jsonl
    """
    if keep_stages and out is None and "-" in paths:
        raise typer.BadParameter("--keep-stages needs --out where standard input is read")
    stages = ("normalize", "segment", "extract", "validate")
    _run(stages, paths, out=out, quiet=quiet, keep=keep_stages, rules=rules)


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
    """
    from techpolicy_extract.cli.look import Look, run_audit

    raise typer.Exit(run_audit(Look(tuple(paths), rules, form.value, unexplained)))


@app.command()
def explain(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A document, or - for standard input.")],
    at: Annotated[int | None, typer.Option("--at", metavar="POSITION", help="A position in the source text.")] = None,
    record: Annotated[str | None, typer.Option("--record", metavar="ID", help="The id of a record.")] = None,
    form: Annotated[TreeForm, typer.Option("--format", help="Text, or a JSON object.")] = TreeForm.text,
    rules: Rules = None,
) -> None:
    """Explain a place or a record: which rules matched, what became of them, what each field came from.

    \b
    Examples:
      extract explain seeds/003_1d31307216a3fdb5.txt --at 724
      extract explain notice.txt --record target-e522633a0695 --format json
    """
    from techpolicy_extract.cli.look import Look, run_explain

    if (at is None) == (record is None):
        raise typer.BadParameter("give either --at POSITION or --record ID")
    if Path(path).is_dir():
        raise typer.BadParameter("is a folder: name one document", param_hint="FILE")
    raise typer.Exit(run_explain(Look((path,), rules, form.value, at=at, record=record)))
