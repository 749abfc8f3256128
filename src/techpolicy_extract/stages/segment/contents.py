"""The table of contents, whose lines come again as headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.segment.lines import Line

_NAMED = worded("headings", "{contents}：?$")
_PAGE = re.compile(r"\s|[.…·•]{2,}.*$|[（(]?\d{1,3}[）)]?$")  # blanks, and what leads to the page of a heading
_LONGEST = 24  # characters of the line that names the contents, blanks among them
_SHORTEST = 3  # characters of a heading with its marker


def contents(lines: Sequence[Line]) -> Span | None:
    """Return where the table of contents lies: from its name to the line that its first line announces."""
    short = ((number, line.text) for number, line in enumerate(lines[:-2]) if len(line.text) <= _LONGEST)
    at = next((number for number, text in short if _NAMED.match(_fold(text))), None)
    if at is None:
        return None
    first = _fold(lines[at + 1].text)
    again = next((line for line in lines[at + 2 :] if _fold(line.text) == first), None)
    return Span(lines[at].start, again.start) if again and len(first) >= _SHORTEST else None


def _fold(text: str) -> str:
    return _PAGE.sub("", text.strip())
