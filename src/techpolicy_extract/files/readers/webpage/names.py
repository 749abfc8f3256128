"""Tell by the ids and classes of elements whether they are the text, a title or part of the site."""

from __future__ import annotations

import re
from functools import cache

from techpolicy_extract.files.readers.webpage.tree import Element
from techpolicy_extract.lexicon import load

_WHOLE = ("content",)  # kinds whose names must be a whole id or class: zoom, not zoom-in


def is_called(element: Element, kind: str) -> bool:
    """Tell whether an element's id or class is a name of a kind: content, site or title."""
    attributes = element.attributes
    return any(name in attributes and _is_name(attributes[name], kind) for name in ("class", "id"))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    names = "|".join(load("webpages")[kind]["names"])
    edge = r"\s" if kind in _WHOLE else r"\s_-"
    return re.compile(rf"(?:^|(?<=[{edge}]))(?:{names})(?=[{edge}]|$)", re.I)


def _is_name(words: str, kind: str) -> bool:
    return bool(_pattern(kind).search(words[:500]))
