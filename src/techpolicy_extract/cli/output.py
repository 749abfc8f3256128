"""Write to standard output, and stop quietly where no one reads on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


def say(said: Iterable[str]) -> None:
    """Write lines to standard output as UTF-8, whatever the terminal's own encoding."""
    data = "".join(f"{line}\n" for line in said).encode("utf-8", "replace")
    sys.stdout.buffer.write(data)
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
