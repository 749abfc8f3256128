"""The commands that compare outputs, and their help: `diff` and `eval`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ReportForm(StrEnum):
    """How a report is written: for reading, for CI, for programs."""

    text = "text"
    markdown = "markdown"
    json = "json"


Form = Annotated[ReportForm, typer.Option("--format", help="For reading, for a comment of CI, for programs.")]


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A folder of outputs, or one .jsonl file.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="What to compare with it.")],
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="FIELDS", help="Fields that do not count: id,rule or target.action."),
    ] = None,
    form: Form = ReportForm.text,
) -> None:
    """Compare outputs record by record: what is gained, lost, changed, moved.

    Folders are searched for *.jsonl at all depths; documents are compared with those of the same relative name. Records
    are the same by their id, else by what they say, else by their type and place. A record that differs in its place
    alone has moved. rules_version and schema_version are told, but make no difference.

    \b
    Examples:
      extract diff old new
      extract diff old/a.jsonl new/a.jsonl --ignore id,rule
      extract diff old new --format markdown > difference.md

    \b
    Exit codes:
      0  the same records
      1  records, or documents, that differ
      2  wrong usage, or files that cannot be compared
    """
    from techpolicy_extract.cli.diff import Sides, run_diff

    raise typer.Exit(run_diff(Sides(old, new, tuple(ignore or ()), form.value)))


@dataclass
class Evaluate:
    """Score outputs against gold annotations: precision, recall, F1 and the agreement of fields.

    Reads GOLD/NAME.gold.jsonl and OUT/NAME.jsonl. A gold and an output record are a pair where the places of their
    numbers, dates or names overlap. Shown by type, field, genre and document, with the classes that are confused.

    A file of floors holds, by itself or in each of its tables, bad_spans, [types], [fields] and [document].

    \b
    Examples:
      extract eval gold out
      extract eval gold out --sources sources --strict
      extract eval gold out --sources sources --floors floors.toml --format markdown

    \b
    Exit codes:
      0  scored, and all floors are reached
      1  a floor is missed
      2  wrong usage, or files that cannot be scored
    """

    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of annotations, NAME.gold.jsonl.")]
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder of outputs, NAME.jsonl.")]
    sources: Annotated[
        Path | None, typer.Option("--sources", metavar="DIR", help="Hold quotes and spans against DIR/NAME.txt, too.")
    ] = None
    strict: Annotated[bool, typer.Option("--strict", help="A pair only where the places are the very same.")] = False
    floors: Annotated[
        Path | None, typer.Option("--floors", metavar="FILE", help="TOML file of what the figures must reach.")
    ] = None
    table: Annotated[
        str | None, typer.Option("--table", metavar="NAME", help="The table of the floors, where the file has several.")
    ] = None
    verbose: Annotated[bool, typer.Option("--verbose", help="List every miss, false alarm and field.")] = False
    form: Form = ReportForm.text

    def __post_init__(self) -> None:
        """Run the command: a dataclass holds more options than a function should have parameters."""
        from techpolicy_extract.cli.evaluate import run_eval

        raise typer.Exit(run_eval(self))


def add_to(app: typer.Typer) -> None:
    """Give an app these commands."""
    app.command()(diff)
    app.command(name="eval")(Evaluate)
