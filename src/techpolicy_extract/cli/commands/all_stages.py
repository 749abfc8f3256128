"""The command `extract all` and its help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from techpolicy_extract.cli.commands.options import (
    Address,
    Engine,
    EngineOption,
    Keep,
    Out,
    Paths,
    Quiet,
    check_engine,
    run_stages,
)
from techpolicy_extract.cli.commands.rulebook import Rules
from techpolicy_extract.cli.terminal.output import STREAM, Stream

if TYPE_CHECKING:
    from techpolicy_extract.engines.cluster import Cluster
    from techpolicy_extract.engines.shards import Form

_STAGES = ("normalize", "segment", "extract", "validate")


class RecordForm(StrEnum):
    """How `all` writes records to standard output, or to a few large files."""

    jsonl = "jsonl"
    json = "json"
    parquet = "parquet"


@dataclass
class AllStages:
    """Run the four stages in a row.

    The outputs are the same bytes as those of the four commands one after the other, whatever the number of processes.
    What an earlier run has done is not done again, unless the document, the rules or the program are others now.

    Files of many documents are read as a stream, a row each: *.jsonl, *.jsonl.gz, *.jsonl.zst, *.parquet.

    With --engine ray, PATHS and --out may be URIs (s3://, gs://, hdfs://, file://); --out DIR is on a disk that all
    machines of the cluster share.

    \b
    Examples:
      extract all seeds --out out
      extract all notice.txt --keep-stages
      extract all - < notice.txt | jq .type
      extract all seeds --out - --format json > records.json
      extract all corpus.jsonl.gz --out out --shard-size 64MB
      extract all s3://bucket/notices --out s3://bucket/records --engine ray --address auto

    \b
    Files:
      PATHS                      read
      DIR/NAME.jsonl             written
      DIR/1-normalized, DIR/2-sections, DIR/3-records
                                 written with --keep-stages
      DIR/part-00000.jsonl, DIR/texts-00000.jsonl
                                 written with --shard-size: records and source texts of many documents
      DIR/.manifest.sqlite       read and written: what is done; DIR/.lock: who is at work
    """

    paths: Paths
    out: Out = None
    quiet: Quiet = False
    keep_stages: Keep = False
    rules: Rules = None
    form: Annotated[
        RecordForm | None,
        typer.Option("--format", help="On standard output: lines, or one array; of shards also parquet."),
    ] = None
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes. [default: one a core, none for a few files]"),
    ] = None
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", min=0, help="For each document; 0: no limit. [default: 600]"),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Do again what an earlier run has done.")] = False
    shard_size: Annotated[
        str | None, typer.Option("--shard-size", metavar="SIZE", help="Write a few large files, as in 64MB.")
    ] = None
    id_field: Annotated[str, typer.Option("--id-field", metavar="NAME", help="In files of many: a row's name.")] = "id"
    text_field: Annotated[str, typer.Option("--text-field", metavar="NAME", help="In files of many: a row's text.")] = (
        "text"
    )
    engine: EngineOption = Engine.local
    address: Address = None

    def __post_init__(self) -> None:
        """Run the command: a dataclass holds more options than a function should have parameters."""
        from techpolicy_extract.cli.commands.work import Many  # brings in the pipeline
        from techpolicy_extract.engines.rows import Fields

        self._check()
        check_engine(self.engine, self.address, self.jobs)
        fields = Fields(self.id_field, self.text_field)
        many = Many(self.jobs, self.timeout, self.force, fields, self._shards(), self._cluster())
        more = {"keep": self.keep_stages, "rules": self.rules, "stream": Stream(self.form == RecordForm.json)}
        run_stages(_STAGES, self.paths, out=self.out, quiet=self.quiet, many=many, **more)

    def _check(self) -> None:
        """Raise BadParameter for options that do not go together."""
        streamed = self.out == STREAM or (self.out is None and set(self.paths) == {"-"})
        parquet = self.form == RecordForm.parquet
        if self.keep_stages and (streamed or (self.out is None and "-" in self.paths)):
            raise typer.BadParameter("--keep-stages needs a folder: --out DIR")
        if streamed and (parquet or self.shard_size):
            raise typer.BadParameter("--shard-size and --format parquet need a folder: --out DIR")
        if self.keep_stages and (parquet or self.shard_size):
            raise typer.BadParameter("--keep-stages does not go with --shard-size or --format parquet")
        if self.form is not None and not streamed and not parquet and not self.shard_size:
            raise typer.BadParameter("--format is for standard output, --out -, or for --shard-size")
        if self.form == RecordForm.json and self.shard_size:
            raise typer.BadParameter("--format json is for standard output: --out -")

    def _cluster(self) -> Cluster | None:
        """Return the cluster to work on, None for this machine. Raises BadParameter for options it does not support."""
        from techpolicy_extract.engines.cluster import Cluster
        from techpolicy_extract.engines.storage import uri_of
        from techpolicy_extract.engines.workers import cores

        if self.engine == Engine.local:
            return None
        if self.timeout is not None:
            raise typer.BadParameter("--timeout does not go with --engine ray")
        out = uri_of(self.out)
        if out and self.shard_size:
            raise typer.BadParameter("--shard-size needs a local folder: --out DIR")
        return Cluster(self.address, self.jobs or cores(), out)

    def _shards(self) -> Form | None:
        """Return the form of the large files, None where each document has its own file."""
        from techpolicy_extract.engines import shards

        suffix = "parquet" if self.form == RecordForm.parquet else "jsonl"
        if self.shard_size is None:
            return shards.Form(suffix=suffix, force=self.force) if suffix == "parquet" else None
        try:
            return shards.Form(shards.size_of(self.shard_size), suffix, self.force)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--shard-size") from None
