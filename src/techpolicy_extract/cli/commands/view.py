"""The command `extract view`: the evidence page for what `extract all` wrote."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from techpolicy_extract.cli.terminal.layout import one_line


class Language(StrEnum):
    """The language in which the page opens; the reader can switch it."""

    zh = "zh"
    en = "en"


def view(
    outputs: Annotated[
        list[str], typer.Argument(metavar="OUT", help="Folders (searched for .jsonl at all depths) or files of `all`.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="PAGE", help="The page. [default: view.html in the folder, if one]")
    ] = None,
    lang: Annotated[Language, typer.Option("--lang", help="The page's language at first: zh or en.")] = Language.zh,
) -> None:
    """Show the records over the text that proves them: one HTML page that needs no network.

    Takes what `all` wrote. A link PAGE#record=ID opens that record.

    \b
    Examples:
      extract view out
      extract view out/notice.jsonl --out notice.html --lang en

    \b
    Files:
      OUT/NAME.jsonl             read, with the text in OUT/NAME.source.txt
      OUT/part-00000.jsonl       read, with the texts in OUT/texts-00000.jsonl; also *.parquet
      OUT/view.html              written, or what --out says
    """
    if out is None:
        if len(outputs) != 1 or Path(outputs[0]).is_file():
            raise typer.BadParameter(
                "say where to write the page: only for a single folder it is clear", None, None, "--out"
            )
        out = Path(outputs[0]) / "view.html"
    raise typer.Exit(_write(outputs, out, lang.value))


def _write(outputs: list[str], out: Path, language: str) -> int:
    """Load the runs and write their page; return the exit code. A file that cannot be read is reported."""
    from techpolicy_extract.cli.language.messages import tr
    from techpolicy_extract.cli.terminal.leftovers import tell_of_gone
    from techpolicy_extract.cli.terminal.report import Report
    from techpolicy_extract.files import store
    from techpolicy_extract.nouns.errors import UserError
    from techpolicy_extract.products.viewer import Run, build_page, find_runs, load_runs

    found = find_runs(outputs)
    runs: list[Run] = []
    with Report(len(found), quiet=True) as report:
        for each in found:
            try:
                if isinstance(each, UserError):
                    raise each
                runs += load_runs(*each)
                report.done(None)
            except UserError as error:
                report.failed(error)
        try:
            if runs:
                tell_of_gone(outputs)
                page = build_page(runs, language)
                store.write(out, page)
                textless = sum(run.text is None for run in runs)
                size = f"{len(page) / 1e6:.1f}"
                sys.stderr.write(tr(f"{one_line(out.as_posix())}: documents {len(runs)}, {size} MB") + "\n")
                if textless:
                    sys.stderr.write(tr(f"the text of {textless} not found: quotations only") + "\n")
        except UserError as error:
            report.failed(error)
    return report.exit_code()
