"""Lines of iCalendar (RFC 5545): escaping and folding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LONGEST = 75  # octets of a line, the line break left out
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Property:
    """A property with its parameters (`DTSTART;VALUE=DATE`) and its value; a text is escaped."""

    name: str
    value: str
    is_text: bool = False

    def line(self) -> str:
        """Give the content line, not yet folded."""
        value = self.value.replace("\r\n", "\n").replace("\r", "\n")
        value = _CONTROLS.sub(" ", value)
        return f"{self.name}:{value.translate(_ESCAPES) if self.is_text else value}"


def folded(lines: Iterable[Property]) -> bytes:
    """Give the file: UTF-8, CRLF, no line longer than 75 octets, no character cut in two."""
    return b"".join(piece + b"\r\n" for line in lines for piece in _pieces(line.line()))


def _pieces(line: str) -> Iterator[bytes]:
    """Cut a line; each piece but the first begins with a blank."""
    piece = b""
    for char in line:
        data = char.encode()
        if len(piece) + len(data) > _LONGEST:
            yield piece
            piece = b" "
        piece += data
    yield piece
