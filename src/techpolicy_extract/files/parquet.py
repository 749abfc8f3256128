"""Read and write Parquet files of documents, records and source texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from techpolicy_extract.files.extras import needed
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.library_faults import packed_fault

# Rows in memory at a time.
_BATCH = 16
# Fields of every record that a column can hold, by name; the column `record` has the whole record as JSON.
_COLUMNS = dict.fromkeys(("type", "id", "doc_id", "section_id", "quote", "text", "rule"), "text")
_COLUMNS |= dict.fromkeys(("start", "end", "page"), "integer")


def rows(path: Path, where: str, columns: tuple[str, ...], hint: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file, with these columns.

    Raises ReadError, with `hint` where a column is missing, OSError, and UserError without pyarrow.
    """
    with needed("pyarrow", where):
        import pyarrow as pa
        from pyarrow import parquet
    try:
        with parquet.ParquetFile(path, pre_buffer=False, buffer_size=2**20) as file:
            lacking = [name for name in columns if name not in file.schema_arrow.names]
            if lacking:
                raise ReadError(f"has no field {lacking[0]!r}", where, hint)
            for batch in file.iter_batches(_BATCH, columns=list(dict.fromkeys(columns)), use_threads=False):
                yield from batch.to_pylist()
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise ReadError(f"is cut short or damaged: {packed_fault(error)}", where, "fetch it again") from error


def of_records(lines: bytes, purpose: str) -> bytes:
    """Return JSON Lines of records as a Parquet file: one row a record, the whole record in the column `record`.

    Raises ExtraError without pyarrow; `purpose` names in it what needs the library.
    """
    with needed("pyarrow", purpose):
        import pyarrow as pa
        from pyarrow import parquet
    kinds = {"text": pa.string(), "integer": pa.int64()}
    written = [line for line in lines.split(b"\n") if line]
    records = [json.loads(line) for line in written]
    arrays = {name: pa.array([row[name] for row in records], kinds[kind]) for name, kind in _COLUMNS.items()}
    arrays["record"] = pa.array([line.decode() for line in written], pa.string())
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(arrays), sink, compression="zstd")
    return bytes(sink.getvalue())


def of_texts(lines: bytes, purpose: str) -> bytes:
    """Return JSON Lines of source texts as a Parquet file: one row a document, one column a key.

    Raises ExtraError as `of_records` does.
    """
    with needed("pyarrow", purpose):
        import pyarrow as pa
        from pyarrow import parquet
    texts = [json.loads(line) for line in lines.split(b"\n") if line]
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(texts), sink, compression="zstd")
    return bytes(sink.getvalue())
