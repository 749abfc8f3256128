"""The commands and their help. Nothing heavy is imported before a command runs: `extract --help` is immediate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from techpolicy_extract import __version__

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATHS", help="Files, folders (searched for .txt at all depths), or - for standard input."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder of the outputs. [default: out; for -, standard output]"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only: no progress bar, no closing table.")]
Keep = Annotated[bool, typer.Option("--keep-stages", help="Write the files of the stages between, too.")]

# Without rich markup typer formats help by itself, in half the time that loading rich would take.
app = typer.Typer(
    name="extract",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


def _run(stages: tuple[str, ...], paths: list[str], out: Path | None, quiet: bool, keep: bool = False) -> None:
    from techpolicy_extract.cli.work import Order, run  # brings in the pipeline

    raise typer.Exit(run(Order(stages, tuple(paths), out, quiet, keep)))


@app.command()
def normalize(paths: Paths, out: Out = None, quiet: Quiet = False) -> None:
    """Read documents and unify their text.

    Script, width, lines and damaged dates are made one kind; every position in the source is kept.

    Writes DIR/1-normalized/NAME.json.

    \b
    Examples:
      extract normalize seeds --out out
    """
    _run(("normalize",), paths, out, quiet)


@app.command()
def segment(paths: Paths, out: Out = None, quiet: Quiet = False) -> None:
    """Find parts, headings, items and boxes.

    Takes the paths that `normalize` took, reads DIR/1-normalized and writes DIR/2-sections/NAME.json.

    \b
    Examples:
      extract segment seeds --out out
    """
    _run(("segment",), paths, out, quiet)


@app.command()
def extract(paths: Paths, out: Out = None, quiet: Quiet = False) -> None:
    """Find the records in the text.

    Takes the paths that `normalize` took, reads DIR/2-sections and writes DIR/3-records/NAME.json.

    \b
    Examples:
      extract extract seeds --out out
    """
    _run(("extract",), paths, out, quiet)


@app.command()
def validate(paths: Paths, out: Out = None, quiet: Quiet = False) -> None:
    """Check the records and write the JSON Lines.

    Each record is held against its schema, and each quotation against the source.

    Takes the paths that `normalize` took, reads DIR/3-records and writes DIR/NAME.jsonl.

    \b
    Examples:
      extract validate seeds --out out
    """
    _run(("validate",), paths, out, quiet)


@app.command(name="all")
def all_stages(paths: Paths, out: Out = None, quiet: Quiet = False, keep_stages: Keep = False) -> None:
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
    _run(("normalize", "segment", "extract", "validate"), paths, out, quiet, keep_stages)
