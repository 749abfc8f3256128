"""Titles of articles: 第三条 载体建设。对… has one where many articles of the document have."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from techpolicy_extract.lexing.numbering import Marker
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.segment.headings import is_sentence

_TITLE = lazy(r"[ ：:.、]*(?P<title>[^，。；：！？\n\d ]{2,24})(?P<mark>[。： ])[ ]?(?=[^\n])")
_SHARES = {"。": 0.3, "：": 0.3, " ": 0.6}  # of the articles of a document that closes titles with such a mark
_FEWEST = 2


class Articles:
    """The articles of a text."""

    def __init__(self, text: str, markers: list[Marker]) -> None:
        self.text = text
        self.markers = [marker for marker in markers if marker.style == "第一条" and marker.line_start]

    def title_end(self, marker: Marker, limit: int) -> int | None:
        """Return where the title of an article ends whose line ends at `limit`; None where it has none."""
        found = self._title(marker, limit)
        return found.end("title") if found and found["mark"] in self._closing else None

    @cached_property
    def _closing(self) -> frozenset[str]:
        """The marks that close titles in this document; a blank may also be left from a broken line."""
        found = [self._title(marker, self._line_end(marker)) for marker in self.markers]
        counts = Counter(title["mark"] for title in found if title)
        marks = counts["。"] + counts["："]
        return frozenset(
            mark
            for mark, share in _SHARES.items()
            if (counts[mark] if mark == " " else marks) >= max(_FEWEST, share * len(found))
        )

    def _title(self, marker: Marker, limit: int) -> re.Match[str] | None:
        found = _TITLE.match(self.text, marker.end, limit)
        return found if found and not is_sentence(found["title"]) else None

    def _line_end(self, marker: Marker) -> int:
        end = self.text.find("\n", marker.end)
        return len(self.text) if end < 0 else end
