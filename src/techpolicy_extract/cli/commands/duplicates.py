"""The command `extract duplicates`: which documents that `extract all` wrote are reposts of others."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpolicy_extract.cli.commands.options import Address, Engine, EngineOption, check_engine

if TYPE_CHECKING:
    from techpolicy_extract.cli.terminal.report import Report
    from techpolicy_extract.products.duplicates import Mark

_COLUMNS = ("type", "name", "doc_id", "duplicate_of", "duplicate_of_name", "similarity")


class Form(StrEnum):
    """The forms in which marks are written."""

    text = "text"
    jsonl = "jsonl"
    csv = "csv"


@dataclass
class Duplicates:
    """List the documents that are near-identical reposts of earlier ones.

    Compared is the text in one script, without page furniture and white space: the share of its 5-character pieces
    that both have (Jaccard). Of similar documents the earliest is the original: by the day on which a site put it up,
    else by its date of issue, then by name. Where document numbers, dates of issue or years contradict, none is one.

    \b
    Examples:
      extract duplicates out
      extract duplicates out --threshold 0.8 --format jsonl --out duplicates.jsonl

    \b
    Files:
      OUT/NAME.jsonl             read, with the text in OUT/NAME.source.txt
      FILE                       written with --out
    """

    outputs: Annotated[
        list[str], typer.Argument(metavar="OUT...", help="Folders (searched at all depths) or files of `all`.")
    ]
    threshold: Annotated[
        float, typer.Option("--threshold", min=0.5, max=1.0, help="How similar a repost is: 0.5 to 1.")
    ] = 0.9
    form: Annotated[Form, typer.Option("--format", help="A table, JSON objects, or CSV.")] = Form.text
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write. [default: standard output]")
    ] = None
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes.")] = 1
    engine: EngineOption = Engine.local
    address: Address = None

    def __post_init__(self) -> None:
        """Run the command: a dataclass holds more options than a function should have parameters."""
        check_engine(self.engine, self.address, self.jobs if self.jobs > 1 else None)
        raise typer.Exit(_run(self))


def _run(asked: Duplicates) -> int:
    """Write the marks; return the exit code."""
    from techpolicy_extract.cli.terminal.output import quiet_when_gone
    from techpolicy_extract.cli.terminal.report import Report
    from techpolicy_extract.files import store
    from techpolicy_extract.nouns.errors import UserError

    report = Report(len(asked.outputs), quiet=True)
    try:
        data = "".join(_written(_marks(asked, report), asked.form)).encode("utf-8", "surrogatepass")
        if asked.out:
            store.write(asked.out, data)
        else:
            with quiet_when_gone():
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
    except KeyboardInterrupt:
        return report.interrupted()
    except UserError as error:
        report.failed(error)
    return report.exit_code()


def _marks(asked: Duplicates, report: Report) -> list[Mark]:
    """Return the marks. Outputs that cannot be read are reported, and the rest is compared."""
    from techpolicy_extract.engines.cluster import Cluster
    from techpolicy_extract.engines.signing import Unsigned, sign_all
    from techpolicy_extract.products.duplicates import find_outputs, mark

    signatures = []
    cluster = Cluster(asked.address, asked.jobs) if asked.engine == Engine.ray else None
    for each in sign_all(find_outputs(asked.outputs), asked.jobs, cluster):
        if isinstance(each, Unsigned):
            report.failed(each.error)
        else:
            signatures.append(each)
    return mark(signatures, asked.threshold)


def _written(marks: list[Mark], form: Form) -> Iterator[str]:
    from techpolicy_extract.files import jsonl

    rows = [_row(each) for each in marks]
    if form == Form.jsonl:
        yield from (jsonl.dumps(row) + "\n" for row in rows)
    elif form == Form.csv:
        table = io.StringIO()
        writer = csv.DictWriter(table, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        yield table.getvalue()
    else:
        yield from (f"{row['similarity']:.3f}  {row['name']}  =  {row['duplicate_of_name']}\n" for row in rows)


def _row(mark: Mark) -> dict[str, Any]:
    """Return a mark as a flat row: the repost, its original, and their similarity."""
    names = (mark.repost.output.name, mark.repost.doc_id, mark.original.doc_id, mark.original.output.name)
    return dict(zip(_COLUMNS, ("duplicate", *names, round(mark.similarity, 6)), strict=True))
