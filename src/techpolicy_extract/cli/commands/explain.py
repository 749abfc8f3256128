"""The command that explains a place or a record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from techpolicy_extract.cli.commands.rulebook import Rules


class TreeForm(StrEnum):
    """How `explain` writes what it found."""

    text = "text"
    json = "json"


@dataclass
class Explain:
    """Explain a place or a record: which rules matched, what became of them, what each field came from.

    \b
    Examples:
      extract explain seeds/003_1d31307216a3fdb5.txt --at 724
      extract explain seeds/003_1d31307216a3fdb5.txt --at 724 --tree
      extract explain notice.txt --record target-e522633a0695 --format json

    \b
    Files:
      FILE                       read; what is found goes to standard output
    """

    path: Annotated[str, typer.Argument(metavar="FILE", help="A document, or - for standard input.")]
    at: Annotated[int | None, typer.Option("--at", metavar="POSITION", help="A position in the source text.")] = None
    record: Annotated[str | None, typer.Option("--record", metavar="ID", help="The id of a record.")] = None
    tree: Annotated[bool, typer.Option("--tree", help="Also the tree of the sentence: chunks, amounts, clauses.")] = (
        False
    )
    form: Annotated[TreeForm, typer.Option("--format", help="Text, or a JSON object.")] = TreeForm.text
    rules: Rules = None

    def __post_init__(self) -> None:
        """Run the command: a dataclass holds more options than a function should have parameters."""
        from techpolicy_extract.cli.commands.look import Look, run_explain  # brings in the pipeline

        if (self.at is None) == (self.record is None):
            raise typer.BadParameter("give either --at POSITION or --record ID")
        if Path(self.path).is_dir():
            raise typer.BadParameter("is a folder: name one document", param_hint="FILE")
        look = Look((self.path,), self.rules, self.form.value, at=self.at, record=self.record, tree=self.tree)
        raise typer.Exit(run_explain(look))
