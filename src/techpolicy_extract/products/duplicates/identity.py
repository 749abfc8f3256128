"""Tell apart documents that follow one template: next year's notice changes a few figures and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from techpolicy_extract.lexicon.worded import worded

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ORDINAL = worded("numbers", r"{ordinal}[\d〇零一二三四五六七八九十百]+[批次期届号]")

# Known values of a document in each respect; an empty set where none is known.
Identity = tuple[frozenset[str], ...]


def identity(document: dict[str, Any], text: str) -> Identity:
    """Return document number, issue date, years in the title, ordinals in the title, and the text's commonest year."""
    title = "".join(str(document.get("title") or "").split())
    stated = (document.get("doc_number"), document.get("issued_on"))
    return (
        *(frozenset(["".join(str(each).split())] if each else []) for each in stated),
        frozenset(_YEAR.findall(title)),
        frozenset(_ORDINAL.findall(title)),
        _most(_YEAR.findall(text)),
    )


def contradict(one: Identity, other: Identity) -> bool:
    """Return whether two documents must be different: in one respect both have known values but none in common."""
    return any(a and b and not a & b for a, b in zip(one, other, strict=True))


def _most(words: Iterable[str]) -> frozenset[str]:
    """Return the most frequent words; several where they tie."""
    counts = Counter(words)
    return frozenset(each for each, count in counts.items() if count == max(counts.values()))
