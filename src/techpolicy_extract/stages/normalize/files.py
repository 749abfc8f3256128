"""Find the list of attached files that a site puts under a document."""

from __future__ import annotations

import re

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.normalize.lines import Line
from techpolicy_extract.stages.normalize.sites import Found

_FILE = lazy(
    r"[^。；]{1,150}\.(?:docx?|pdf|xlsx?|wps|et|zip|rar|7z|pptx?|ofd|ceb|jpe?g|png|txt|caj)(?: ?[（(].{1,30}[）)])?",
    re.I,
)
# The document's own line 附件：1.X.docx, and the numbered ones below it, say what is attached.
_OWN = worded("documents", r"{attached_leads}|\d{1,2}[.、]")


def file_list(lines: list[Line], found: Found) -> None:
    """Mark the file names that end the text as `file_list`; those that repeat the document's own list, too."""
    rest = [number for number in range(len(lines)) if number not in found.kinds]
    names: list[int] = []
    while rest and _FILE.fullmatch(lines[rest[-1]].text):
        names.append(rest.pop())
    listed = any(lines[number].text.startswith(words("documents", "attached")[0]) for number in rest)
    for number in names:
        if _OWN.match(lines[number].text) and not listed:
            break
        found.kinds[number] = "file_list"
