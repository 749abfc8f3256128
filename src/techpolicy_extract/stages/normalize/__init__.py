"""Turn a source text into the text that the rules see, without losing the way back.

Every step takes a `MappedText` and gives a `MappedText`; see `normalize`.
"""

from __future__ import annotations

from techpolicy_extract.nouns.model import Normalized, Source
from techpolicy_extract.nouns.text import MappedText
from techpolicy_extract.stages.normalize.cells import Cells, edges, part_cells
from techpolicy_extract.stages.normalize.furniture import UNREAD, stated, take_out_known, take_out_site
from techpolicy_extract.stages.normalize.joining import join_lines
from techpolicy_extract.stages.normalize.markdown import take_out_markup
from techpolicy_extract.stages.normalize.pages import take_out_page_markers, take_out_page_numbers
from techpolicy_extract.stages.normalize.script import script_of, simplify, simplify_sentences
from techpolicy_extract.stages.normalize.spaces import close_spread_words, tidy_spaces
from techpolicy_extract.stages.normalize.width import clean, unify_punctuation
from techpolicy_extract.syntax.label_cards import find_label_cards

__all__ = ["normalize"]


def normalize(source: Source) -> Normalized:
    """Unify script, width and spaces, take furniture out, join hard-wrapped lines.

    One paragraph a line comes out, and one cell of a table. Furniture has positions in the source; facts are what the
    furniture says about the document. Damaged dates and document numbers stay as they are: the lexers repair them.
    Raises nothing of its own. `累计3410⏎⏎万元` becomes `累计3410万元`.
    """
    cells = Cells(source.layout)
    mapped, known = take_out_known(source.text, source.layout)
    ends = [item.span.end for item in known if item.kind in UNREAD]
    mapped = clean(part_cells(mapped, source.layout))
    script = script_of(mapped.text)
    mapped = simplify(mapped) if script == "hant" else simplify_sentences(mapped)
    mapped = take_out_markup(unify_punctuation(mapped))
    mapped, site, found = take_out_site(mapped, cells)
    mapped, numbers = take_out_page_numbers(mapped, cells)
    mapped, markers = take_out_page_markers(mapped)
    mapped = close_spread_words(mapped)
    facts = stated(source.layout, found, lambda value: _tidy(value, script))
    title = facts["title"].value if "title" in facts else None
    mapped = tidy_spaces(join_lines(mapped, sorted([*edges(source.layout), *ends, *_card_edges(mapped)]), title))
    furniture = tuple(sorted((*known, *site, *numbers, *markers), key=lambda item: item.span))
    return Normalized(source, mapped, script, furniture, facts)


def _card_edges(mapped: MappedText) -> list[int]:
    """Return the positions in the source at which labels and values of cards begin."""
    places = (
        span.start
        for card in find_label_cards(mapped.text)
        for entry in card.entries
        for span in (entry.label, *entry.values[:1])
    )
    return [mapped.starts[place] for place in places]


def _tidy(value: str, script: str) -> str:
    """Write what is stated outside the text as `normalize` writes the text."""
    mapped = clean(MappedText.of(value))
    return tidy_spaces(unify_punctuation(simplify(mapped) if script == "hant" else mapped)).text.strip()
