"""Find outputs of `extract all`, and the source text of each document."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from techpolicy_extract.files import jsonl, outputs, readers
from techpolicy_extract.nouns.errors import ReadError, UserError
from techpolicy_extract.nouns.library_faults import system_fault

_HINT = "name a folder or file that `extract all` wrote"


@dataclass(frozen=True, slots=True)
class Run:
    """The records of one document, the document record first, and its source text: None where it was not found."""

    name: str
    records: list[dict[str, Any]]
    text: str | None

    @property
    def document(self) -> dict[str, Any]:
        """Return the document record."""
        return self.records[0]


def find_runs(paths: Iterable[str]) -> list[tuple[str, Path] | UserError]:
    """Return name and path of each output; folders are searched at all depths, sorted, without hidden files.

    JSON Lines files in a folder that do not begin with a document record are skipped. A file that is given twice is
    listed once. Errors come first.
    """
    found: dict[str, tuple[str, Path]] = {}
    faults: list[UserError] = []
    for path in map(Path, paths):
        if not path.exists():
            faults.append(ReadError("no such file or folder", readers.shown(path), "check the spelling of the path"))
            continue
        try:
            files = outputs.find(path)
        except UserError as error:
            faults.append(error)
            continue
        if not files:
            faults.append(ReadError("no outputs of `extract all` in this folder", readers.shown(path), _HINT))
        for name, file in files.items():
            found.setdefault(os.path.realpath(file), (name.removesuffix(jsonl.RECORDS), file))
    return [*faults, *found.values()]


def load_runs(name: str, path: Path) -> list[Run]:
    """Read an output and find the source texts: one run, or one for each document of a shard.

    Raises ReadError where the file is no output of `extract all`.
    """
    where = readers.shown(path)
    try:
        records = [json.loads(line.decode("utf-8", "surrogatepass")) for _, line in outputs.lines(path)]
        sound = bool(records) and records[0]["type"] == "document" and all(map(_is_record, records))
    except OSError as error:
        raise ReadError(f"cannot be read: {system_fault(error)}", where, _HINT) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ReadError("is no output of `extract all`", where, _HINT) from error
    if not sound:
        raise ReadError("is no output of `extract all`", where, _HINT)
    for record in records:
        outputs.require_version(record, where)
    beside = _texts(path)
    shard = outputs.is_shard(path)
    runs = []
    for number, group in enumerate(outputs.by_document(records), 1):
        doc_id = group[0]["doc_id"] if shard else None
        text = beside.get(doc_id)
        own = (text.name if text else None) or (f"{name}:{number}" if shard else name)
        runs.append(Run(own, group, _text_of(text, group)))
    return runs


def _is_record(record: object) -> bool:
    if not isinstance(record, dict):
        return False
    start, end = record["start"], record["end"]
    texts = (record["type"], record["id"], record["doc_id"], record["quote"])
    return isinstance(start, int) and isinstance(end, int) and all(isinstance(each, str) for each in texts)


def _texts(path: Path) -> dict[str | None, outputs.Text]:
    """Return the texts beside an output by document id; empty where they cannot be read."""
    with suppress(OSError, UserError, ValueError, KeyError, TypeError):
        return {each.doc_id: each for each in outputs.texts(path)}
    return {}


def _text_of(beside: outputs.Text | None, records: list[dict[str, Any]]) -> str | None:
    """Return the document's text, from beside the records or read anew from its source; None where no text fits.

    A text fits where it holds every quote at the position that the records give.
    """
    if beside and _fits(beside.text, records):
        return beside.text
    source = Path(str(records[0].get("source_path") or ""))
    with suppress(OSError, ValueError, UserError):  # ValueError: a path with a NUL in it
        if source.is_file():
            text = readers.read(source).text
            if _fits(text, records):
                return text
    return None


def _fits(text: str, records: list[dict[str, Any]]) -> bool:
    return len(text) == records[0].get("chars") and all(
        text[record["start"] : record["end"]] == record["quote"] for record in records
    )
