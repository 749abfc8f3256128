"""The command `extract table` and its help."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from techpolicy_extract.cli.language.messages import tr
from techpolicy_extract.cli.terminal.layout import one_line
from techpolicy_extract.cli.terminal.leftovers import tell_of_gone
from techpolicy_extract.cli.terminal.report import Report
from techpolicy_extract.nouns.errors import UserError


class Form(StrEnum):
    """The formats that `table` writes."""

    xlsx = "xlsx"
    csv = "csv"
    parquet = "parquet"
    duckdb = "duckdb"
    ics = "ics"


# Formats that are one file; the others are folders.
_FILES = (Form.xlsx, Form.duckdb, Form.ics)


@dataclass(frozen=True, slots=True)
class Order:
    """The options of the command: each field is an argument or option."""

    paths: Annotated[
        list[str],
        typer.Argument(metavar="OUT...", help="Outputs of `extract all`: folders (searched at all depths) or files."),
    ]
    form: Annotated[
        Form | None, typer.Option("--format", help="What to write. [default: as the name of --out ends; xlsx]")
    ] = None
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="PATH",
            help="The file to write; for csv and parquet, the folder."
            " [default: tables.FORMAT, tables-FORMAT, deadlines.ics]",
        ),
    ] = None
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPES", help="Only these record types, as in target,fund."),
    ] = None
    where: Annotated[
        str | None,
        typer.Option("--where", metavar="SQL", help="Only records for which this expression over their columns holds."),
    ] = None
    view: Annotated[
        str | None,
        typer.Option("--view", metavar="PATH", help="The evidence page to link to. [default: view.html in OUT]"),
    ] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only.")] = False

    @property
    def chosen(self) -> Form:
        """Return the format: the one asked for, else that of the file's suffix, else a workbook."""
        if self.form is not None:
            return self.form
        if self.out is None:
            return Form.xlsx
        suffix = self.out.suffix.lower().removeprefix(".")
        if suffix not in _FILES:
            said = f"{self.out.name} does not tell what to write: add --format, as in --format csv"
            raise typer.BadParameter(said, param_hint="--format")
        return Form(suffix)


def table(**given: Any) -> None:
    """Write records as a workbook, CSV, Parquet, a DuckDB database, or their deadlines as a calendar.

    Reads what `extract all` wrote. One sheet, file or table a record type, with the document of each record beside it.

    An expression of --where is SQL as DuckDB has it. It may name the document's title, doc_number, issuers, issued_on,
    region, genre and source_path where the record type has no such field of its own.

    \b
    Examples:
      extract table out
      extract table out --format csv --out sheets --type target,fund
      extract table out --format parquet --where "region = '四川省' and amount > 1e9"
      extract table out --format ics --where "kind = 'submission'" --out deadlines.ics

    \b
    Files:
      OUT/NAME.jsonl, OUT/part-00000.jsonl, OUT/part-00000.parquet
                                 read
      tables.xlsx, tables.duckdb, deadlines.ics, tables-csv/TYPE.csv, tables-parquet/TYPE.parquet
                                 written, or what --out says
    """
    raise typer.Exit(run(Order(**given)))


# A function has at most five parameters, and this command has more: typer reads them from the fields.
_HINTS = get_type_hints(Order, include_extras=True)
table.__annotations__ = _HINTS | {"return": None}
_FIELDS = [each.replace(annotation=_HINTS[each.name]) for each in inspect.signature(Order).parameters.values()]
table.__signature__ = inspect.Signature(_FIELDS)  # type: ignore[attr-defined]  # `inspect` knows it, checkers do not


def run(order: Order) -> int:
    """Write the tables; return the exit code. A file that cannot be read is reported, and the rest is written."""
    with Report(len(order.paths), quiet=True) as report:
        try:
            _work(order, report)
        except KeyboardInterrupt:
            return report.interrupted()
        except UserError as error:
            report.failed(error)
    return report.exit_code()


def _work(order: Order, report: Report) -> None:
    from techpolicy_extract.products import tables  # brings in the records

    form, types = order.chosen, _types(order)
    found = tables.load(order.paths)
    for error in found.errors:
        report.failed(error)
    if not found.documents:  # the reason for each path is reported already
        return
    if not order.quiet:
        tell_of_gone(order.paths)
    selection = tables.select(found, types, order.where)
    out = order.out or Path(tables.FORMATS[form].default)
    first = Path(order.paths[0]).absolute()
    view = order.view or str((first if first.is_dir() else first.parent) / "view.html")
    notes = tables.write(form, tables.Writing(selection, found, out, view, order.where))
    if selection.lacking:
        lacking, names = ", ".join(selection.lacking), ", ".join(selection.names)
        notes.append(f"--where names what these types lack, so they are empty: {lacking} ({names})")
    if not order.quiet:
        count = sum(len(each.entries) for each in selection.tables)
        sys.stderr.writelines(f"{one_line(tr(note))}\n" for note in notes)
        said = tr(f"{count} records of {len(found.documents)} documents chosen, written to {out.as_posix()}")
        sys.stderr.write(f"{one_line(said)}\n")


def _types(order: Order) -> tuple[str, ...]:
    """Return the types asked for. Raises BadParameter where one is unknown, or a calendar cannot hold any."""
    from techpolicy_extract.records import TYPES

    given = [each.strip() for option in order.types or () for each in option.split(",")]
    if unknown := [each for each in given if each not in TYPES]:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(TYPES)}", param_hint="--type")
    if order.chosen == Form.ics:
        if given and "deadline" not in given:
            raise typer.BadParameter("a calendar holds deadlines only", param_hint="--type")
        return ("deadline",)
    return tuple(given)
