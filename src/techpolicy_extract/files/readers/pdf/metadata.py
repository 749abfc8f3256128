"""Read what a PDF's metadata states that may be true of the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

# Titles that programs put there: Microsoft Word - 1.doc, 未命名, 幻灯片 1, a file's name.
_DEFAULT = re.compile(
    r"(?:microsoft |wps |adobe |powerpoint|untitled|unknown|未命名|无标题|文档 ?\d|新建|幻灯片|document ?\d*$|doc\d+$)"
    r"|.{0,200}\.(?:docx?|wps|pdf|txt|xlsx?|pptx?|indd|cdr|rtf|html?|tex|dvi|ofd|eps)$|[\x00-\x7f]*$",
    re.I,
)
_DAY = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")


def hints_of(metadata: Mapping[str, str]) -> dict[str, str]:
    """Return the hints title and created_on (an ISO date) of a PDF's metadata; default titles are left out."""
    hints: dict[str, str] = {}
    title = " ".join(metadata.get("Title", "").replace("\x00", "").split())
    if title and not _DEFAULT.match(title):
        hints["title"] = title
    made = _DAY.match(metadata.get("CreationDate", ""))
    if made:
        try:
            hints["created_on"] = date(*map(int, made.groups())).isoformat()
        except ValueError:  # D:20190231: some clocks are wrong
            return hints
    return hints
