"""Links from a record to its place in the evidence page."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from techpolicy_extract.products.tables.model import Row

_WEB = re.compile(r"(?:https?|file)://", re.IGNORECASE)


def is_web(view: str) -> bool:
    """Whether the evidence page is named by its full address, which does not depend on where a link stands."""
    return bool(_WEB.match(view))


def page(view: str, folder: Path) -> str:
    """Give the address of the evidence page as seen from a file in `folder`: relative, with / between its parts."""
    if is_web(view):
        return view
    path = Path(os.path.relpath(view, folder)).as_posix()
    # Marks that mean something in an address are escaped, Chinese is not: spreadsheets look for the file as written.
    return "".join(char if ord(char) > 127 else quote(char, safe="/") for char in path)


def fragment(row: Row) -> str:
    """Give what leads to a record inside the page."""
    return f"doc={quote(row['doc_id'], safe='')}&record={quote(row['id'], safe='')}"
