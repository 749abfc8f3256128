"""The command `extract status` and its help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpolicy_extract.cli.manual import exit_codes
from techpolicy_extract.cli.rulebook import Rules

if TYPE_CHECKING:
    from techpolicy_extract.engines.manifest import Entry

STATUS_CODES = exit_codes("all done", "a document failed, is stale or gone", "wrong usage, or no manifest")
_STATES = ("done", "stale", "gone", "failed")


class Form(StrEnum):
    """How the state of a folder is written."""

    text = "text"
    json = "json"


def status(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder that `extract all` has written.")],
    form: Annotated[Form, typer.Option("--format", help="A table, or a JSON object.")] = Form.text,
    rules: Rules = None,
) -> None:
    """Say what has become of the documents of a folder of outputs.

    done: as they would be written now. stale: written by other rules or another version of the program. gone: the
    document is no longer there, its output is. failed: with the reason; the next run tries again.

    \b
    Examples:
      extract status out
      extract status out --format json

    \b
    Files:
      OUT/.manifest.sqlite       read; the table goes to standard output
    """
    raise typer.Exit(_run(out, form, rules))


def _run(out: Path, form: Form, rules: Path | None) -> int:
    from techpolicy_extract.cli.output import quiet_when_gone, say
    from techpolicy_extract.cli.report import Report
    from techpolicy_extract.engines.folder import rules_version
    from techpolicy_extract.engines.manifest import entries
    from techpolicy_extract.errors import UserError

    counts = Counter(dict.fromkeys(_STATES, 0))
    lines = _json if form == Form.json else _text
    try:
        version = rules_version(rules)
        with quiet_when_gone():
            say(lines(((_state(each, version), each) for each in entries(out)), counts))
    except UserError as error:
        Report(1, quiet=True).failed(error)
        return 2
    return int(counts["done"] != counts.total())


def _state(entry: Entry, rules: str) -> str:
    from techpolicy_extract import __version__

    if entry.message is not None:
        return "failed"
    if entry.size is not None and not Path(entry.path).exists():
        return "gone"
    return "done" if (entry.rules, entry.program) == (rules, __version__) else "stale"


def _text(found: Iterator[tuple[str, Entry]], counts: Counter[str]) -> Iterator[str]:
    """Give a line for each document that is not done, and the counts."""
    from techpolicy_extract.cli.layout import one_line
    from techpolicy_extract.cli.messages import tr

    for state, entry in found:
        counts[state] += 1
        if state != "done":
            message = f": {tr(entry.message)}" if entry.message else ""
            yield one_line(f"{tr(state)} {entry.source}{message}")
    for state in _STATES:
        yield tr(f"{state}: {counts[state]}")


def _json(found: Iterator[tuple[str, Entry]], counts: Counter[str]) -> Iterator[str]:
    """Give the parts of one object: the documents, then the counts."""
    from techpolicy_extract import jsonl

    before = '{"documents":['
    for state, entry in found:
        counts[state] += 1
        yield f"{before}{jsonl.dumps(_row(state, entry))}"
        before = ","
    yield f"{before if before != ',' else ''}],"
    yield f'"counts":{jsonl.dumps(dict(counts))}}}'


def _row(state: str, entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "state": state,
        "source": entry.source,
        "sha256": entry.sha256,
        "rules_version": entry.rules,
        "program_version": entry.program,
        "message": entry.message,
        "hint": entry.hint,
        "issues": dict(entry.summary.issues) if entry.summary else None,
        "output_sha256": entry.output_sha256,
    }
