"""Tell documents apart that are written to one pattern: next year's notice changes a few figures and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ORDINAL = re.compile(r"第[\d〇零一二三四五六七八九十百]+[批次期届号]")

# What is known of a document in each respect; nothing where it is unknown.
Identity = tuple[frozenset[str], ...]


def identity(document: dict[str, Any], text: str) -> Identity:
    """Give document number, date of issue, years and ordinals in the title, and the year that the text names most."""
    title = "".join(str(document.get("title") or "").split())
    stated = (document.get("doc_number"), document.get("issued_on"))
    return (
        *(frozenset(["".join(str(each).split())] if each else []) for each in stated),
        frozenset(_YEAR.findall(title)),
        frozenset(_ORDINAL.findall(title)),
        _most(_YEAR.findall(text)),
    )


def contradict(one: Identity, other: Identity) -> bool:
    """Tell whether two documents are different ones: where something is known of both, they have nothing in common."""
    return any(a and b and not a & b for a, b in zip(one, other, strict=True))


def _most(words: Iterable[str]) -> frozenset[str]:
    """Give the words that are there most often; several where they tie."""
    counts = Counter(words)
    return frozenset(each for each, count in counts.items() if count == max(counts.values()))
