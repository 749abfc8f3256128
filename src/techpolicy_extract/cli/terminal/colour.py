"""Colours for terminals, unless the environment forbids them."""

from __future__ import annotations

import os
from typing import TextIO

_CODES = {"red": "31", "green": "32", "yellow": "33", "blue": "34", "bold": "1", "dim": "2"}


def wanted(stream: TextIO) -> bool:
    """Return whether a stream is a terminal that shows colours; the variable NO_COLOR forbids them."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, colour: str, on: bool) -> str:
    """Return a text in a colour where `on` is true, else unchanged."""
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if on else text
