"""Sentences as rules see them: lexed once, each lexed expression one slot letter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from techpolicy_extract.lexing.slots import letter_of
from techpolicy_extract.nouns.model import Lexeme, Section, Segmented, Sentence
from techpolicy_extract.patterns.lazy import lazy

_END = lazy(r"[。！？\n]+")
_MAX_SENTENCE = 1500  # characters; a longer stretch is cut at a semicolon or comma, else here
_TITLE = lazy(r"《[^《》\n]{1,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,80})?》")
_PAREN = lazy(r"（[^（）\n]{1,80}）")


def wrap(text: str, lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """Fold titles in 《》 and brackets without a lexed expression into lexemes of their own.

    What stands inside a title is part of a name, so its numerals are dropped.
    """
    folded = [Lexeme("title", m.start(), m.end()) for m in _TITLE.finditer(text)]
    starts = [lexeme.start for lexeme in lexemes]
    for match in _PAREN.finditer(text):
        i = bisect_right(starts, match.start())
        inside = i < len(starts) and starts[i] < match.end()
        across = i > 0 and lexemes[i - 1].end > match.start()
        if not inside and not across:
            folded.append(Lexeme("paren", match.start(), match.end()))
    folded.sort(key=lambda item: (item.start, -item.end))
    result: list[Lexeme] = []
    for lexeme in sorted((*lexemes, *folded), key=lambda item: (item.start, -item.end)):
        if result and lexeme.start < result[-1].end:
            if lexeme.kind == "title" and lexeme.end > result[-1].end:
                result[-1] = lexeme
            continue
        result.append(lexeme)
    return result


def split(segmented: Segmented, lexemes: list[Lexeme]) -> list[Sentence]:
    """Cut the text into sentences at 。！？, line breaks and the edges of markers and headings."""
    text, sections = segmented.normalized.mapped.text, segmented.sections
    starts = [section.start for section in sections]
    edges = {0, len(text)}
    for section in sections:
        edges.update(
            (section.start, section.marker.end, section.end) if section.level else (section.start, section.end)
        )
    titles = [(lx.start, lx.end) for lx in lexemes if lx.kind == "title"]
    for match in _END.finditer(text):
        if not _within(titles, match.start()):
            edges.add(match.end())
    cuts = sorted(edges)
    lexed = [lexeme.start for lexeme in lexemes]
    sentences: list[Sentence] = []
    paragraph = 0
    for low, high in pairwise(cuts):
        section = sections[max(0, bisect_right(starts, low) - 1)]
        for a, b in _pieces(text, low, high):
            inside = lexemes[bisect_right(lexed, a - 1) : bisect_right(lexed, b - 1)]
            if text[a:b].strip():
                sentences.append(_sentence(text, (a, b), inside, section, paragraph))
        paragraph += text.count("\n", low, high)
    return sentences


def _within(spans: list[tuple[int, int]], position: int) -> bool:
    i = bisect_right(spans, (position, 1 << 60)) - 1
    return i >= 0 and spans[i][0] <= position < spans[i][1]


def _pieces(text: str, low: int, high: int) -> list[tuple[int, int]]:
    pieces = []
    while high - low > _MAX_SENTENCE:
        cut = max(text.rfind("；", low, low + _MAX_SENTENCE), text.rfind("，", low, low + _MAX_SENTENCE)) + 1
        cut = cut if cut > low else low + _MAX_SENTENCE
        pieces.append((low, cut))
        low = cut
    return [*pieces, (low, high)]


def _sentence(text: str, span: tuple[int, int], lexemes: list[Lexeme], section: Section, paragraph: int) -> Sentence:
    """Put one letter in the place of each lexeme that lies wholly inside the span."""
    low, high = span
    if not lexemes:
        slots = text[low:high].rstrip("\n")
        return Sentence(slots, range(low, low + len(slots) + 1), {}, section, paragraph)
    parts: list[str] = []
    offsets: list[int] = []
    at: dict[int, Lexeme] = {}
    position = low
    for lexeme in lexemes:
        if lexeme.end > high or lexeme.start < position:
            continue
        parts.append(text[position : lexeme.start])
        offsets.extend(range(position, lexeme.start))
        at[len(offsets)] = lexeme
        parts.append(letter_of(lexeme, text))
        offsets.append(lexeme.start)
        position = lexeme.end
    parts.append(text[position:high].rstrip("\n"))
    offsets.extend(range(position, position + len(parts[-1])))
    offsets.append(position + len(parts[-1]))
    return Sentence("".join(parts), tuple(offsets), at, section, paragraph)
