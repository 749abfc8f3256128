"""Write to standard output, and stop quietly where no one reads on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

STREAM = Path("-")  # in the place of a folder of outputs: standard output


def say(said: Iterable[str]) -> None:
    """Write lines to standard output as UTF-8, whatever the terminal's own encoding."""
    data = "".join(f"{line}\n" for line in said).encode("utf-8", "replace")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


class Stream:
    """Standard output as a place for outputs: their lines as they are, or all of them as one JSON array."""

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
        """End the array, which may have no elements."""
        if self.array:
            sys.stdout.buffer.write(b"[]\n" if self.before == b"[" else b"\n]\n")
            sys.stdout.buffer.flush()


@contextmanager
def quiet_when_gone() -> Iterator[None]:
    """Take it as enough where who reads our output goes away: no error.

    Python flushes standard output once more at its exit, which must not fail then.
    """
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
