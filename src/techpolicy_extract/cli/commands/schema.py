"""The command `schema` and its help."""

from __future__ import annotations

from typing import Annotated

import typer

from techpolicy_extract.cli.language.manual import exit_codes

SCHEMA_CODES = exit_codes("printed", "never", "wrong usage, or no such type")


def schema(
    kind: Annotated[str | None, typer.Argument(metavar="TYPE", help="A type of record, or rule-pack.")] = None,
) -> None:
    """Print the JSON Schema of a type of record, or of all of them as one.

    The schema of all holds for each line of an output, whatever its type.

    \b
    Examples:
      extract schema target
      extract schema > record.schema.json

    \b
    Files:
      none is read; the schema goes to standard output
    """
    from techpolicy_extract.cli.terminal.output import quiet_when_gone, say
    from techpolicy_extract.records import schemas

    known = schemas.schemas()
    if kind is not None and kind not in known:
        raise typer.BadParameter(f"there is no type {kind!r}: {', '.join(known)}", param_hint="TYPE")
    with quiet_when_gone():
        say([schemas.text_of(known[kind] if kind else schemas.whole()).rstrip()])
