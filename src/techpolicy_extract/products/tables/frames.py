"""Return records as pandas data frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from techpolicy_extract.files.extras import needed
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.tables.cells import typed
from techpolicy_extract.products.tables.columns import typed_columns
from techpolicy_extract.products.tables.model import Entry, Form, Row
from techpolicy_extract.records import TYPES

if TYPE_CHECKING:
    import pandas as pd

# Nullable integers and booleans, so that one missing value does not turn the others into floats or objects.
_TYPES: dict[Form, str] = {
    "text": "string", "date": "string", "json": "string", "integer": "Int64", "number": "float64",
    "boolean": "boolean", "list": "object", "day": "datetime64[s]",
}  # fmt: skip


def frame(records: Iterable[Row], type: str) -> pd.DataFrame:
    """Return the records of one type as a data frame, with the columns and types of the Parquet files.

    `records` may be of all types, as in the JSON Lines; document records among them fill the columns `document_…`.
    Raises UserError where pandas is missing or there is no such type.
    """
    if type not in TYPES:
        raise UserError("there is no such record type", type, f"types: {', '.join(TYPES)}")
    with needed("pandas", "a data frame"):
        import pandas as pd
    rows = list(records)
    documents = {row["doc_id"]: row for row in rows if row["type"] == "document"}
    entries = [Entry(documents.get(row["doc_id"]), row) for row in rows if row["type"] == type]
    columns: dict[str, Any] = {
        each.name: pd.Series([typed(each, entry) for entry in entries], dtype=_TYPES[each.form])
        for each in typed_columns(type)
    }
    return pd.DataFrame(columns)
