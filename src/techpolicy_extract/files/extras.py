"""Optional libraries: what to install where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from techpolicy_extract.nouns.errors import ExtraError, UserError

# What to install for a library that no extra has: tables need no pandas, so their extra leaves it out.
_INSTALL = {"pandas": "pandas"}


@contextmanager
def needed(library: str, purpose: str) -> Iterator[None]:
    """Import an optional library inside this block. Raises UserError, which says what to install, if it is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != library:
            raise
        if library in _INSTALL:
            raise UserError(f"needs {library}", purpose, f"pip install {_INSTALL[library]}") from None
        raise ExtraError(extra="tables", where=purpose) from None
