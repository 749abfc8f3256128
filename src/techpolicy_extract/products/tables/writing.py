"""What a writer is handed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from techpolicy_extract.products.tables.loading import Found
from techpolicy_extract.products.tables.selection import Selection


@dataclass(frozen=True, slots=True)
class Writing:
    """What to write, from what it was chosen and how, where to, and where the evidence page stands."""

    selection: Selection
    found: Found
    out: Path
    view: str
    where: str | None = None
