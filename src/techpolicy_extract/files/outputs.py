"""Find and read the outputs of `extract all`: one file a document, or shards of many, as JSON Lines or Parquet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from techpolicy_extract.files import jsonl, parquet
from techpolicy_extract.files.readers import shown
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.records import SCHEMA_VERSION

Row = dict[str, Any]

# The folders of the intermediate stages, which --keep-stages writes.
FOLDERS = {"normalize": "1-normalized", "segment": "2-sections", "extract": "3-records"}
_SHARD = re.compile(r"part-([0-9]{5,})\.(jsonl|parquet)")
_TEXTS = re.compile(r"texts-[0-9]{5,}\.jsonl")
_PAIR = re.compile(r"(part|texts)-([0-9]{5,}\.(?:jsonl|parquet))")
_HINT = "name a file that `extract all` wrote"


def find(path: Path) -> dict[str, Path]:
    """Return the files of records below a folder by relative name, sorted; for a file, the file by its own name.

    Hidden files are left out, and JSON Lines that do not begin with a document: they are not ours. Raises UserError
    where there is no such path, or a folder that cannot be searched.
    """
    found = jsonl.find(path)
    if path.is_dir():
        found = {name: file for name, file in found.items() if not (_TEXTS.fullmatch(file.name) or is_foreign(file))}
        shards = jsonl.find(path, ".parquet").items()
        found |= {name: file for name, file in shards if _SHARD.fullmatch(file.name)}
    return dict(sorted(found.items()))


def is_foreign(path: Path) -> bool:
    """Tell whether a file begins with JSON that is no document; one that cannot be read may be ours, damaged."""
    with suppress(OSError, ValueError), path.open("rb") as stream:
        first = json.loads(stream.readline())
        return not isinstance(first, dict) or first.get("type") != "document"
    return False


def refuse_outputs(paths: Iterable[str]) -> None:
    """Raise UserError for the first path that is an output of ours, where a command wants documents."""
    for path in map(Path, paths):
        document = _document(path) if path.suffix == jsonl.RECORDS and path.is_file() else None
        if document is not None:
            require_version(document, shown(path))
            hint = f"name the document that it was made from: {document.get('source_path')}"
            raise UserError("is an output of `extract all`, no document", shown(path), hint)


def _document(path: Path) -> Row | None:
    """Return the first record of a file if it is a document's, else None."""
    with suppress(OSError, ValueError), path.open("rb") as stream:
        first = json.loads(stream.readline())
        return first if isinstance(first, dict) and first.get("type") == "document" and "doc_id" in first else None
    return None


def lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the place (`path:number`) and the JSON of each record of a file. Raises UserError, OSError."""
    where = shown(path)
    if path.suffix.lower() == ".parquet":
        for number, row in enumerate(parquet.rows(path, where, ("record",), _HINT), 1):
            yield f"{where}:{number}", str(row["record"]).encode("utf-8", "surrogatepass")
    else:
        # Not splitlines(): JSON strings may hold line separators of Unicode.
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
            if line.strip():
                yield f"{where}:{number}", line


def require_version(document: Any, where: str) -> None:
    """Raise UserError where a document record was written by another major version of the schema.

    Minor versions only add fields and values. A record that names no version is left to whoever checks its fields.
    """
    version = document.get("schema_version") if isinstance(document, dict) else None
    if isinstance(version, str) and _major(version) != _major(SCHEMA_VERSION):
        message = f"has schema {version}, this program reads {_major(SCHEMA_VERSION)}.x"
        raise UserError(message, where, "write it again with `extract all --force`")


def _major(version: str) -> str:
    return version.partition(".")[0]


def by_document(records: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield the records of each document, itself first; records before the first document are a group of their own."""
    group: list[Row] = []
    for record in records:
        if record["type"] == "document" and group:
            yield group
            group = []
        group.append(record)
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class Text:
    """A source text that was written beside records, with the document's id and name.

    Both are None for a text in a file of its own.
    """

    doc_id: str | None
    name: str | None
    text: str


def texts(path: Path) -> Iterator[Text]:
    """Yield the source texts beside a file of records, in the order of its documents; none where they are missing.

    Raises UserError, OSError, ValueError, KeyError, TypeError where they are not what was written.
    """
    if match := _SHARD.fullmatch(path.name):
        beside = path.with_name(f"texts-{match[1]}.{match[2]}")
        for row in _rows(beside) if beside.is_file() else ():
            yield Text(row["doc_id"], row["id"], row["text"])
        return
    beside = path.with_name(path.name.removesuffix(jsonl.RECORDS) + jsonl.TEXT)
    if beside.is_file():
        yield Text(None, None, beside.read_bytes().decode("utf-8", "surrogatepass"))


def is_shard(path: Path) -> bool:
    """Tell by the name of a file whether it holds the records of many documents."""
    return bool(_SHARD.fullmatch(path.name))


def is_own(folder: str, name: str, beside: Set[str]) -> bool:
    """Tell whether a file is an output of ours by its folder, its name and the names of the files beside it.

    Records stand beside their source text, a shard beside its texts, and the files of a stage in the stage's folder.
    """
    if match := _PAIR.fullmatch(name):
        return f"{'texts' if match[1] == 'part' else 'part'}-{match[2]}" in beside
    stages = set(folder.split("/")) & set(FOLDERS.values())
    if name.endswith(jsonl.TEXT):
        stem = name.removesuffix(jsonl.TEXT)
        return f"{stem}{jsonl.RECORDS}" in beside or (bool(stages) and f"{stem}.json" in beside)
    if name.endswith(jsonl.RECORDS):
        return name.removesuffix(jsonl.RECORDS) + jsonl.TEXT in beside
    alone = stages - {FOLDERS["normalize"]}  # these stages write no text beside their files
    return name.endswith(".json") and (
        bool(alone) or (bool(stages) and name.removesuffix(".json") + jsonl.TEXT in beside)
    )


def refuse_shards(files: Iterable[Path], command: str) -> None:
    """Raise UserError for the first file of many documents, which a command does not take."""
    for file in files:
        if is_shard(file):
            hint = f"for `extract {command}`, run `extract all` without --shard-size"
            raise UserError("holds the records of many documents", file.as_posix(), hint)


def _rows(path: Path) -> Iterator[Row]:
    if path.suffix == ".parquet":
        yield from parquet.rows(path, shown(path), ("id", "doc_id", "text"), _HINT)
    else:
        for _, line in lines(path):
            yield json.loads(line)
