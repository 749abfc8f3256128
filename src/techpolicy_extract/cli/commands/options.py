"""Arguments and options that several commands share, and how the stages are run."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from techpolicy_extract.cli.terminal.output import STREAM

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS", help="Files, ZIP archives, folders (searched at all depths), or - for standard input."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Folder of the outputs, or - for standard output. [default: out; for -, -]"
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only: no progress bar, no closing table.")]
Keep = Annotated[bool, typer.Option("--keep-stages", help="Write the files of the stages between, too.")]


class Engine(StrEnum):
    """Where documents are processed."""

    local = "local"
    ray = "ray"


EngineOption = Annotated[Engine, typer.Option("--engine", help="On this machine, or on a Ray cluster.")]
Address = Annotated[
    str | None,
    typer.Option("--address", metavar="ADDR", help="The Ray cluster. [default: one of our own on this machine]"),
]


def check_engine(engine: Engine, address: str | None, jobs: int | None) -> None:
    """Raise BadParameter for options that do not go together."""
    if address and (engine == Engine.local or jobs):
        raise typer.BadParameter("--address needs --engine ray, and does not go with --jobs")


def run_stages(stages: tuple[str, ...], paths: list[str], **options: Any) -> None:
    """Run stages and end with their exit code; the options are those of `Order`."""
    from techpolicy_extract.cli.commands.work import Order, run  # brings in the pipeline

    if options["out"] == STREAM and stages[0] != "normalize" and set(paths) != {"-"}:
        raise typer.BadParameter("--out - needs standard input: a stage reads what the stage before wrote")
    raise typer.Exit(run(Order(stages, tuple(paths), **options)))
