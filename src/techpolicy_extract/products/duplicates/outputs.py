"""Find outputs of `extract all`, and read from them what is needed to compare documents."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from techpolicy_extract import pipeline
from techpolicy_extract.files import jsonl, outputs
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.nouns.library_faults import system_fault
from techpolicy_extract.nouns.model import Normalized, Source

_HINT = "run `extract all` again"


@dataclass(frozen=True, slots=True)
class Output:
    """An output of `extract all`: its name, which is its relative path without suffix, and its file."""

    name: str
    path: Path

    @property
    def text_path(self) -> Path:
        """Return the path of the source text, which is beside the records."""
        return self.path.with_name(self.path.name.removesuffix(jsonl.RECORDS) + jsonl.TEXT)


def find_outputs(paths: Iterable[str]) -> list[Output]:
    """Return the outputs at `paths`, in their order; folders are searched, sorted, and each file is listed once.

    JSON Lines files in a folder that do not begin with a document record are skipped. Raises UserError where a path is
    missing or holds no output.
    """
    found: dict[str, Output] = {}
    for path in map(Path, paths):
        files = outputs.find(path)
        if not files:
            raise UserError("no outputs of `extract all` in this folder", path.as_posix(), "run `extract all` first")
        outputs.refuse_shards(files.values(), "duplicates")
        for name, file in files.items():
            found.setdefault(os.path.realpath(file), Output(name.removesuffix(jsonl.RECORDS), file))
    return list(found.values())


def document_of(file: Path) -> dict[str, Any]:
    """Return the document record, the first of an output. Raises UserError where the file is no output."""
    with suppress(ValueError):
        try:
            row = _first(file)
        except OSError as error:
            raise UserError(f"cannot be read: {system_fault(error)}", file.as_posix(), _HINT) from error
        if _is_document(row):
            document: dict[str, Any] = row
            outputs.require_version(document, file.as_posix())
            return document
    raise UserError("is no output of `extract all`", file.as_posix(), _HINT)


def _first(file: Path) -> Any:
    with file.open("rb") as stream:
        return json.loads(stream.readline())


def _is_document(row: Any) -> bool:
    return isinstance(row, dict) and row.get("type") == "document" and isinstance(row.get("doc_id"), str)


def text_of(output: Output) -> str:
    """Return the normalised text of a document without white space: one script, one width, no page furniture.

    Raises UserError where the source text is not beside the records.
    """
    where = output.text_path.as_posix()
    try:
        text = output.text_path.read_bytes().decode("utf-8", "surrogatepass")
    except FileNotFoundError:
        raise UserError("is missing", where, _HINT) from None
    except OSError as error:
        raise UserError(f"cannot be read: {system_fault(error)}", where, _HINT) from error
    except UnicodeDecodeError:
        raise UserError("is not UTF-8", where, _HINT) from None
    normalized = pipeline.advance("normalize", Source(where, text, "", "utf-8"))
    assert isinstance(normalized, Normalized)  # what the stage `normalize` returns
    return "".join(normalized.mapped.text.split())
