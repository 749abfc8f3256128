"""Take out the marks of Markdown and the comments of HTML that come with texts from repositories."""

from __future__ import annotations

import re

from techpolicy_extract.nouns.text import Edit, MappedText
from techpolicy_extract.patterns.lazy import lazy

_MARK = lazy(
    r"<!--[^<>\n]{0,300}-->"
    r"|^[ \t]{0,3}#{1,6}[ \t]{1,4}(?=\S)"
    r"|\*\*(?=\S)|(?<=\S)\*\*"
    r"|^\|?[ \t]{0,4}:?-{3,}:?[ \t]{0,4}\|[-:| \t]{0,400}$",
    re.MULTILINE,
)
_ROW = lazy(r"^[ \t]{0,4}\|[^\n]*\|[ \t]{0,4}$", re.MULTILINE)
_SIGNS = ("#", "**", "|", "<!--")  # of which every mark has one
_PIPE = lazy(r"[ \t]{0,8}\|[ \t]{0,8}")


def take_out_markup(mapped: MappedText) -> MappedText:
    """Delete heading, bold and table marks; a table's inner pipes become tabs.

    `## 第一章` becomes `第一章`, `| 指标 | 2025年 |` becomes `指标⇥2025年`.
    """
    if not any(sign in mapped.text for sign in _SIGNS):
        return mapped
    mapped = mapped.edit(_pipes(mapped.text))
    return mapped.edit(Edit(*match.span()) for match in _MARK.finditer(mapped.text))


def _pipes(text: str) -> list[Edit]:
    edits = []
    for row in _ROW.finditer(text):
        if "--" in row[0]:
            continue
        bars = list(_PIPE.finditer(text, row.start(), row.end()))
        for bar in bars:
            outer = bar in (bars[0], bars[-1])
            edits.append(Edit(bar.start(), bar.end(), "" if outer else "\t"))
    return edits
