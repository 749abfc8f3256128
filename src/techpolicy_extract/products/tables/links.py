"""Build links from a record to its place in the evidence page."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from techpolicy_extract.products.tables.model import Row

_WEB = re.compile(r"(?:https?|file)://", re.IGNORECASE)


def is_web(view: str) -> bool:
    """Return whether the evidence page is given by a full address, which does not depend on where the link is."""
    return bool(_WEB.match(view))


def page(view: str, folder: Path) -> str:
    """Return the address of the evidence page as seen from a file in `folder`: relative, with / between its parts."""
    if is_web(view):
        return view
    path = Path(os.path.relpath(view, folder)).as_posix()
    # ASCII signs are escaped where an address gives them a meaning. Chinese is not: spreadsheets look for the file by
    # the name as written.
    return "".join(char if ord(char) > 127 else quote(char, safe="/") for char in path)


def fragment(row: Row) -> str:
    """Return the fragment of an address that leads to a record in the page."""
    return f"doc={quote(row['doc_id'], safe='')}&record={quote(row['id'], safe='')}"
