"""Write and read layouts in the files of the stages; empty fields are not written."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from techpolicy_extract.nouns.layout import Attachment, Box, Cell, Layout, Origin, Removed, Stated, Stretch, Table


def written(layout: Layout) -> dict[str, Any]:
    """Return a layout's fields for JSON, without those that are empty; JSON makes lists of its tuples."""
    return {
        each.name: value
        for each in fields(layout)
        if (value := getattr(layout, each.name)) not in ((), {}, None, False)
    }


def read(raw: dict[str, Any]) -> Layout:
    """Read what `written` returned, after its way through JSON. Raises TypeError or ValueError for anything else."""
    return Layout(
        stretches=tuple(_stretch(*each) for each in raw.get("stretches", ())),
        tables=tuple(
            Table(tuple(Cell(*cell) for cell in cells), head, page) for cells, head, page in raw.get("tables", ())
        ),
        facts={name: Stated(value, span and tuple(span)) for name, (value, span) in raw.get("facts", {}).items()},
        hints=dict(raw.get("hints", {})),
        attachments=tuple(Attachment(*each) for each in raw.get("attachments", ())),
        removed=tuple(Removed(*each) for each in raw.get("removed", ())),
        unread=tuple(raw.get("unread", ())),
        pages=raw.get("pages"),
        ocr=raw.get("ocr", False),
    )


def _stretch(start: int, end: int, origin: Origin, place: str, *where: Any) -> Stretch:
    page, box = where
    return Stretch(start, end, origin, place, page, box and Box(*box))
