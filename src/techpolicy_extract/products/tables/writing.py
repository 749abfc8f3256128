"""The argument of every writer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from techpolicy_extract.products.tables.loading import Found
from techpolicy_extract.products.tables.selection import Selection


@dataclass(frozen=True, slots=True)
class Writing:
    """What to write, what it was chosen from and by which expression, where to, and the path of the evidence page."""

    selection: Selection
    found: Found
    out: Path
    view: str
    where: str | None = None
