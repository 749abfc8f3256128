"""Write to standard output, and stop quietly when its reader has closed it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

STREAM = Path("-")  # stands for standard output where a folder is expected


def say(said: Iterable[str]) -> None:
    """Write lines to standard output as UTF-8, whatever the terminal's own encoding."""
    data = "".join(f"{line}\n" for line in said).encode("utf-8", "replace")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


class Stream:
    """Writes outputs to standard output: their lines unchanged, or all of them as one JSON array."""

    def __init__(self, array: bool = False) -> None:
        self.array = array
        self.before = b"["

    def write(self, data: bytes) -> None:
        """Write an output of JSON Lines."""
        if self.array:
            lines = [line for line in data.split(b"\n") if line]
            data = b"".join(b"%s\n%s" % (b"," if number else self.before, line) for number, line in enumerate(lines))
            self.before = b"," if lines else self.before
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def close(self) -> None:
        """End the array, which may be empty."""
        if self.array:
            sys.stdout.buffer.write(b"[]\n" if self.before == b"[" else b"\n]\n")
            sys.stdout.buffer.flush()


@contextmanager
def quiet_when_gone() -> Iterator[None]:
    """Treat it as success when the reader of our output closes it.

    Python flushes standard output once more at exit; that must not fail then.
    """
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
