"""The command `extract status` and its help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpolicy_extract.cli.commands.rulebook import Rules
from techpolicy_extract.cli.language.manual import exit_codes

if TYPE_CHECKING:
    from techpolicy_extract.engines.gone import Removed
    from techpolicy_extract.engines.manifest import Entry
    from techpolicy_extract.files.readers.others import Some

STATUS_CODES = exit_codes("all done", "a document failed, is stale or gone", "wrong usage, or no manifest")
_STATES = ("done", "stale", "gone", "failed")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is reported besides documents: files that are no documents, and removed outputs (None if not asked for)."""

    others: Mapping[str, Some]
    removed: list[Removed] | None


class Form(StrEnum):
    """The forms in which the state of a folder is written."""

    text = "text"
    json = "json"


def status(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder that `extract all` has written.")],
    form: Annotated[Form, typer.Option("--format", help="A table, or a JSON object.")] = Form.text,
    rules: Rules = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="First remove what is left of the documents that are gone.")
    ] = False,
) -> None:
    """Say what has become of the documents of a folder of outputs.

    done: as they would be written now. stale: written by other rules or another version of the program. gone: the
    document is no longer there, its output is. failed: with the reason; the next run tries again. no documents: files
    that were found beside them, by kind, with the first names.

    --prune removes records, source text and stage files of the documents that are gone, and says which. A file that
    has changed since it was written is left. It refuses shards: a run makes them again without these documents.

    \b
    Examples:
      extract status out
      extract status out --format json
      extract status out --prune

    \b
    Files:
      OUT/.manifest.sqlite       read; the table goes to standard output
      OUT/NAME.jsonl, OUT/NAME.source.txt, OUT/1-normalized/NAME.json …
                                 removed by --prune
    """
    raise typer.Exit(_run(out, form, rules, prune))


def _run(out: Path, form: Form, rules: Path | None, prune: bool) -> int:
    from techpolicy_extract.cli.terminal.output import quiet_when_gone, say
    from techpolicy_extract.cli.terminal.report import Report
    from techpolicy_extract.engines import gone
    from techpolicy_extract.engines.folder import rules_version
    from techpolicy_extract.engines.manifest import entries, others, unread
    from techpolicy_extract.nouns.errors import UserError

    counts = Counter(dict.fromkeys(_STATES, 0))
    lines = _json if form == Form.json else _text
    try:
        version = rules_version(rules)
        removed = gone.prune(out) if prune else None
        with quiet_when_gone():
            named = ((_state(each, version), each) for each in entries(out))
            found = chain(named, (("failed", each) for each in unread(out)))
            say(lines(found, counts, Beside(others(out), removed)))
    except UserError as error:
        Report(1, quiet=True).failed(error)
        return 2
    return int(counts["done"] != counts.total())


def _state(entry: Entry, rules: str) -> str:
    from techpolicy_extract.engines.gone import is_gone
    from techpolicy_extract.nouns.version import __version__

    if is_gone(entry):
        return "gone"
    if entry.message is not None:
        return "failed"
    return "done" if (entry.rules, entry.program) == (rules, __version__) else "stale"


def _text(found: Iterator[tuple[str, Entry]], counts: Counter[str], beside: Beside) -> Iterator[str]:
    """Yield a line for each document that was removed or is not done, then the counts and the other files."""
    from techpolicy_extract.cli.language.messages import tr
    from techpolicy_extract.cli.terminal.layout import one_line
    from techpolicy_extract.cli.terminal.others import listed

    for each in beside.removed or ():
        files = ", ".join(each.files) or "-"
        yield one_line(tr(f"removed {each.source}: {files}"))
        if each.left:
            left = ", ".join(each.left)
            yield one_line(tr(f"  left, because they have changed since: {left}"))
    for state, entry in found:
        counts[state] += 1
        if state != "done":
            message = f": {tr(entry.message)}" if entry.message else ""
            yield one_line(f"{tr(state)} {entry.source}{message}")
    for state in _STATES:
        yield tr(f"{state}: {counts[state]}")
    yield from listed(beside.others)


def _json(found: Iterator[tuple[str, Entry]], counts: Counter[str], beside: Beside) -> Iterator[str]:
    """Yield the parts of one JSON object: removed outputs, documents, counts, files that are no documents."""
    from techpolicy_extract.cli.terminal.others import rows
    from techpolicy_extract.files import jsonl

    yield "{"
    if beside.removed is not None:
        names = ("name", "source", "files", "left")
        gone = [{name: getattr(each, name) for name in names} for each in beside.removed]
        yield f'"removed":{jsonl.dumps(gone)},'
    before = '"documents":['
    for state, entry in found:
        counts[state] += 1
        yield f"{before}{jsonl.dumps(_row(state, entry))}"
        before = ","
    yield f"{before if before != ',' else ''}],"
    yield f'"counts":{jsonl.dumps(dict(counts))},'
    yield f'"no_documents":{jsonl.dumps(rows(beside.others))}}}'


def _row(state: str, entry: Entry) -> dict[str, Any]:
    """Return what JSON says of a document; what could not even be opened has no name, no hashes and no versions."""
    opened = entry.name != ""
    return {
        "name": entry.name if opened else None,
        "state": state,
        "source": entry.source,
        "sha256": entry.sha256 if opened else None,
        "rules_version": entry.rules if opened else None,
        "program_version": entry.program if opened else None,
        "message": entry.message,
        "hint": entry.hint,
        "issues": dict(entry.summary.issues) if entry.summary else None,
        "output_sha256": entry.output_sha256 if opened else None,
    }
