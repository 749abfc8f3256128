"""Compare field values, and check quotes and spans against the source text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from techpolicy_extract.products.pairing import Row, spans_of

_QUOTES = frozenset("“”\"'‘’《》〈〉")
_HALF, _MOST = 0.5, 0.8


def folded(value: Any) -> Any:
    """Return a comparable form: width, space and quotation marks folded; numbers as floats; lists as sorted lists.

    Comparators stay as they are: `<=` is not `>=`.
    """
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return round(float(value), 6)
    if isinstance(value, list):
        return sorted(str(folded(one)) for one in value)
    text = unicodedata.normalize("NFKC", str(value))
    return "".join(c for c in text if not c.isspace() and c not in _QUOTES)


def similar(one: Any, other: Any) -> bool:
    """Return whether two phrases agree softly.

    They do where one contains the other and is at least half as long; where neither contains the other, where four
    fifths of their characters are shared.
    """
    if one is None or other is None:
        return one is other
    a, b = str(folded(one)), str(folded(other))
    if not a or not b:
        return a == b
    if a in b or b in a:
        return min(len(a), len(b)) / max(len(a), len(b)) >= _HALF
    common = sum(min(a.count(c), b.count(c)) for c in set(a))
    return 2 * common / (len(a) + len(b)) >= _MOST


def grounding(rows: Iterable[Row], source: str) -> tuple[int, int]:
    """Count the quotes and spans that are right in the source text, and those that are not.

    A quote is right where the source text at its position equals it, a span where it lies inside the source text.
    """
    good = bad = 0
    for row in (row for row in rows if row["type"] not in ("document", "issue")):
        verdicts = [0 <= start < end <= len(source) for start, end in spans_of(row, row.get("spans") or {})]
        if row.get("quote") is not None and row.get("start") is not None:
            verdicts.append(source[row["start"] : row["end"]] == row["quote"])
        good += sum(verdicts)
        bad += len(verdicts) - sum(verdicts)
    return good, bad
