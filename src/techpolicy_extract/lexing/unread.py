"""Find what is not read of a text: encoded data, repetitions, signs without a word. Text in, spans out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from techpolicy_extract.lexing import encoded, filler
from techpolicy_extract.nouns.layout import Layout
from techpolicy_extract.nouns.text import Span


class Unread(NamedTuple):
    """A stretch of a source text that is not read.

    `kind` is encoded or filler; `what` names encoded data: base64, a hex dump.
    """

    span: Span
    kind: str
    what: str = ""


def unread(text: str, layout: Layout) -> list[Unread]:
    """Return the stretches that are not read, ascending; none touches a cell, metadata or another stretch.

    Filler is looked for after encoded data has been left out.
    """
    names = {Span(block.start, block.end): block.what for block in encoded.blocks(text)}
    data = list(filler.clear(names, layout))
    found = [Unread(span, "encoded", names[span]) for span in data]
    found += [Unread(span, "filler") for span in filler.stretches(_without(text, data), layout)]
    apart: list[Unread] = []
    for each in sorted(found):
        if apart and each.span.start < apart[-1].span.end:  # a repeated text has data in it
            span = Span(apart[-1].span.start, max(apart[-1].span.end, each.span.end))
            apart[-1] = apart[-1]._replace(span=span)
        else:
            apart.append(each)
    return apart


def _without(text: str, data: Iterable[Span]) -> str:
    """Return a text of the same length with line breaks in the place of data."""
    parts: list[str] = []
    done = 0
    for start, end in data:
        parts += (text[done:start], "\n" * (end - start))
        done = end
    return "".join((*parts, text[done:])) if parts else text
