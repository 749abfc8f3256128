"""Write lines of iCalendar (RFC 5545): escape and fold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LONGEST = 75  # octets in a line, without the line break
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its name with parameters (`DTSTART;VALUE=DATE`) and its value, which is escaped if it is text."""

    name: str
    value: str
    is_text: bool = False

    def line(self) -> str:
        """Return the content line, not yet folded."""
        value = self.value.replace("\r\n", "\n").replace("\r", "\n")
        value = _CONTROLS.sub(" ", value)
        return f"{self.name}:{value.translate(_ESCAPES) if self.is_text else value}"


def folded(lines: Iterable[Property]) -> bytes:
    """Return the file's bytes: UTF-8, CRLF, no line longer than 75 octets, no character cut in two."""
    return b"".join(piece + b"\r\n" for line in lines for piece in _pieces(line.line()))


def _pieces(line: str) -> Iterator[bytes]:
    """Cut a line into pieces of at most 75 octets; each piece but the first begins with a space."""
    piece = b""
    for char in line:
        data = char.encode()
        if len(piece) + len(data) > _LONGEST:
            yield piece
            piece = b" "
        piece += data
    yield piece
