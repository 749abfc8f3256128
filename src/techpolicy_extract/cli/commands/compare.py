"""The commands that compare outputs, and their help: `diff` and `eval`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from techpolicy_extract.cli.language.manual import exit_codes


class ReportForm(StrEnum):
    """The forms of a report: for people, for CI, for programs."""

    text = "text"
    markdown = "markdown"
    json = "json"


_DIFF_CODES = exit_codes("the same records", "records or documents differ", "wrong usage, or no outputs to compare")
_EVAL_CODES = exit_codes("scored, all floors reached", "a floor is missed", "wrong usage, or no records to score")
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
    alone has moved. rules_version and schema_version are told, but make no difference; nor does source_path, where the
    file lay.

    \b
    Examples:
      extract diff old new
      extract diff old/a.jsonl new/a.jsonl --ignore id,rule
      extract diff old new --format markdown > difference.md

    \b
    Files:
      OLD, NEW                   read; the differences go to standard output
    """
    from techpolicy_extract.cli.commands.diff import Sides, run_diff

    raise typer.Exit(run_diff(Sides(old, new, tuple(ignore or ()), form.value)))


@dataclass
class Evaluate:
    """Score outputs against gold annotations: precision, recall, F1 and the agreement of fields.

    A gold and an output record are a pair where the places of their
    numbers, dates or names overlap. Shown by type, field, genre and document, with the classes that are confused.

    A dash stands where there is no figure: no prediction, no precision.

    A file of floors holds, by itself or in each of its tables, bad_spans, [types], [fields] and [document].

    \b
    Examples:
      extract eval gold out
      extract eval gold out --sources sources --strict
      extract eval gold out --sources sources --floors floors.toml --format markdown

    \b
    Files:
      GOLD/NAME.gold.jsonl       read
      OUT/NAME.jsonl             read; one that is missing misses all
      DIR/NAME.txt               read with --sources
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
    intervals: Annotated[
        bool, typer.Option("--intervals", help="Add 95 % intervals of F1, of documents drawn again.")
    ] = False
    form: Form = ReportForm.text

    def __post_init__(self) -> None:
        """Run the command: a dataclass holds more options than a function should have parameters."""
        from techpolicy_extract.cli.commands.evaluate import Scoring, run_eval

        raise typer.Exit(run_eval(Scoring(**vars(self))))


def add_to(app: typer.Typer) -> None:
    """Add these commands to an app."""
    app.command(epilog=_DIFF_CODES)(diff)
    app.command(name="eval", epilog=_EVAL_CODES)(Evaluate)
