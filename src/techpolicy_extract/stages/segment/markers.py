"""The strings of a text that may be markers, found by their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from techpolicy_extract.lexing.numbering import Marker

_NEXT_WITHIN = 3000  # characters within which a list inside a paragraph must go on


class Markers:
    """Markers in order of position."""

    def __init__(self, markers: list[Marker]) -> None:
        self._markers = markers
        self._starts = [marker.start for marker in markers]
        self._seconds: dict[str, list[int]] = {}
        for marker in markers:
            if marker.number == 2:
                self._seconds.setdefault(marker.style, []).append(marker.start)

    def between(self, start: int, limit: int) -> list[Marker]:
        """Return the markers that begin in `[start, limit)`."""
        return self._markers[bisect_left(self._starts, start) : bisect_left(self._starts, limit)]

    def behind(self, position: int) -> Iterator[Marker]:
        """Yield the markers from a position on."""
        for i in range(bisect_left(self._starts, position), len(self._markers)):
            yield self._markers[i]

    def go_on(self, marker: Marker) -> bool:
        """Return whether the list that a first item opens has a second item."""
        if marker.number > 1:
            return True
        seconds = self._seconds.get(marker.style, [])
        at = bisect_left(seconds, marker.start + 1)
        return at < len(seconds) and seconds[at] < marker.start + _NEXT_WITHIN
