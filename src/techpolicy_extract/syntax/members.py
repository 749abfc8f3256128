"""How many members a written list has, by the marks and joints between them."""

from __future__ import annotations

from techpolicy_extract.patterns.lazy import lazy

_JOINT = lazy("[、和及与]|以及")
_EDGE = lazy(r"[，。；：！？\n（）]")
_PART = lazy(r"[、；，]|[和及与](?![^、；，。）]{0,12}[、；])|以及")
_SENTENCE_ENDS = "。\n"


def last_clause(text: str) -> str:
    """Return what stands behind the last mark, bracket or line break of a text; brackets at its very end are no end."""
    edges = [edge.end() for edge in _EDGE.finditer(text.rstrip("（）"))]
    return text[edges[-1] if edges else 0 :]


def members(text: str) -> int:
    """Return how many members are joined by 、 和 及 与 in a text without other marks."""
    return len(_JOINT.findall(text)) + 1


def parts(text: str) -> int:
    """Return how many parts a list has whose parts may be clauses: they end at 、 ， or ；."""
    return len(_PART.findall(text)) + 1


def sentence_end(text: str, start: int, end: int) -> int:
    """Return where the first 。 or line break of `[start, end)` stands; -1 where none does."""
    return min((at for at in (text.find(char, start, end) for char in _SENTENCE_ENDS) if at >= 0), default=-1)
