"""Take out what a web site puts around a document, and keep the facts that it states."""

from __future__ import annotations

from collections.abc import Callable

from techpolicy_extract.lexing.unread import unread
from techpolicy_extract.nouns.layout import Layout
from techpolicy_extract.nouns.model import Fact, Furniture
from techpolicy_extract.nouns.text import Edit, MappedText, Span
from techpolicy_extract.stages.normalize.cells import Cells
from techpolicy_extract.stages.normalize.files import file_list
from techpolicy_extract.stages.normalize.front_matter import front_matter, quoted_notes
from techpolicy_extract.stages.normalize.lines import Line, lines_of
from techpolicy_extract.stages.normalize.portal import portal_block
from techpolicy_extract.stages.normalize.sites import Found, share_head, share_tail, site_head, site_tail, third_party
from techpolicy_extract.syntax.label_cards import basis_lines

UNREAD = ("encoded", "filler")  # kinds in whose places lines end
_CARD = "card"  # of lines that look like a site's and are the document's own
# What is looked for, in order: a later step passes over what an earlier one has marked.
_FINDERS = (
    *(front_matter, quoted_notes, share_head, portal_block),
    *(site_head, site_tail, share_tail, file_list, third_party),
)


def take_out_site(mapped: MappedText, cells: Cells) -> tuple[MappedText, list[Furniture], dict[str, Fact]]:
    """Delete heads and tails of sites and lists of files; give the rest, what was deleted, and the facts.

    Blank lines stay in the place of deleted ones, so that what stood apart still does. Facts are published_on,
    hosted_on, source, and from a portal's block issuer, issued_on, doc_number: days as ISO dates, all with source span.
    """
    lines = lines_of(mapped.text)
    found = Found(dict.fromkeys(basis_lines([line.text for line in lines]), _CARD))
    protected = {number for number, line in enumerate(lines) if cells.hold(mapped, line)}
    for find in _FINDERS:
        find(lines, found)
    found.kinds = {number: kind for number, kind in found.kinds.items() if number not in protected and kind != _CARD}
    edits, furniture = [], []
    for start, end, kind in _stretches(lines, found):
        edits.append(Edit(start, end))
        furniture.append(Furniture(mapped.source_span(start, end), kind))
    facts = {name: Fact(value, mapped.source_span(*span)) for name, (value, span) in sorted(found.facts.items())}
    return mapped.edit(edits), furniture, facts


def take_out_known(source: str, layout: Layout) -> tuple[MappedText, list[Furniture]]:
    """Delete what a reader found to be the page's words about the document, and end the line where text is not read."""
    known = [each for each in layout.stretches if each.origin == "metadata" and each.end > each.start]
    furniture = [Furniture(Span(each.start, each.end), "site") for each in known]
    furniture += [Furniture(each.span, each.kind) for each in unread(source, layout)]
    furniture.sort(key=lambda item: item.span)
    edits = (Edit(*item.span, "\n" if item.kind in UNREAD else "") for item in furniture)
    return MappedText.of(source).edit(edits), furniture


def stated(layout: Layout, found: dict[str, Fact], tidy: Callable[[str], str]) -> dict[str, Fact]:
    """Put together what is known of a document besides its text; `tidy` writes a value as the text is written.

    What a reader found on the page prevails over what is `found` in the text, and hints fill in the rest.
    """
    hints = {name: Fact(tidy(value)) for name, value in layout.hints.items()}
    facts = {name: Fact(tidy(each.value), each.span and Span(*each.span)) for name, each in layout.facts.items()}
    return dict(sorted((hints | found | facts).items()))


def _stretches(lines: list[Line], found: Found) -> list[tuple[int, int, str]]:
    return [(lines[number].start, lines[number].end, kind) for number, kind in sorted(found.kinds.items())]
