"""Take out page numbers: on lines of their own, at the very end, and those that rise through running text."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.model import Furniture
from techpolicy_extract.nouns.text import Edit, MappedText
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder
from techpolicy_extract.stages.normalize.cells import Cells
from techpolicy_extract.stages.normalize.lines import Line, lines_of

_FOOTER = worded("furniture.pages", r"[-—·]{1,3} ?\d{1,4} ?[-—·]{1,3}|\d{1,4} ?/ ?\d{1,4}|{footers}")
_LONE = lazy(r"\d{1,3}")
_LAST = lazy(r"(?<=[。！？”）]) {1,4}\d{1,3}$")
_MARKER = Finder(r"(\d{1,8})、", heart=r"\d、")
_FEWEST = 5  # markers in mid-sentence without which no chain is believed
_PAGE = 100  # characters that a page holds at least,
_SHORT = 3  # but for one in so many, which blank lines part from the next
_STOPS = frozenset("。；：！？\n，、（(")


class _Marker(NamedTuple):
    number: int
    start: int
    end: int


def take_out_page_numbers(mapped: MappedText, cells: Cells) -> tuple[MappedText, list[Furniture]]:
    """Delete footers (`— 3 —`, `第3页 共20页`, `3/20`), lone numbers that count pages, and a number after the end.

    The lines around a footer come to stand together, because a page break parts sentences.
    """
    lines = lines_of(mapped.text)
    edits: list[Edit] = []
    furniture: list[Furniture] = []
    free = [number for number, line in enumerate(lines) if not cells.hold(mapped, line)]
    lone = _lone_numbers([lines[number] for number in free])
    numbers = {n for n in free if _FOOTER.fullmatch(lines[n].text)} | {free[i] for i in lone}
    for number in sorted(numbers):
        line = lines[number]
        furniture.append(Furniture(mapped.source_span(line.start, line.end), "page_number"))
        # From the end of the line before, so that the text runs on over the page break.
        begin = edits[-1].end if edits and number - 1 in numbers else lines[number - 1].end if number else 0
        edits.append(Edit(begin, line.end))
    last = (
        _LAST.search(mapped.text, lines[-1].start, lines[-1].end) if lines and len(lines) - 1 not in numbers else None
    )
    if last:
        edits.append(Edit(*last.span()))
        digits = last.end() - len(last[0].strip())
        furniture.append(Furniture(mapped.source_span(digits, last.end()), "page_number"))
    return mapped.edit(edits), furniture


def _lone_numbers(lines: list[Line]) -> set[int]:
    """Find lines that hold only a number and count up by one a page, or one after the last sentence.

    The rows of a table are numbered too, but they are shorter than pages and do not reach through the whole text.
    """
    chain: list[int] = []
    pages: set[int] = set()
    for number, line in enumerate(lines):
        if not _LONE.fullmatch(line.text):
            continue
        short = chain and line.start - lines[chain[-1]].start < _PAGE and not line.gap
        if chain and (short or int(line.text) != int(lines[chain[-1]].text) + 1):
            pages |= _through(chain, lines)
            chain = []
        chain.append(number)
    pages |= _through(chain, lines)
    if len(lines) > 1 and _LONE.fullmatch(lines[-1].text) and lines[-2].text.endswith(("。", "！", "”", "）")):
        pages.add(len(lines) - 1)
    return pages


def _through(chain: list[int], lines: list[Line]) -> set[int]:
    """Return the lines of a chain that is long, has a page between its lines and spans the document; else nothing."""
    if len(chain) < 3:
        return set()
    first, last = lines[chain[0]].start, lines[chain[-1]].start
    page = (last - first) / (len(chain) - 1)
    short = sum(lines[after].start - lines[before].start < _PAGE for before, after in pairwise(chain))
    reaches = first <= 3 * page and lines[-1].end - last <= 2 * page
    return set(chain) if page >= 2.5 * _PAGE and reaches and short * _SHORT <= len(chain) else set()


def take_out_page_markers(mapped: MappedText) -> tuple[MappedText, list[Furniture]]:
    """Delete page numbers that rise through running text (`实施职务2、科技成果`), and keep list numbers.

    They are believed where at least five stand in mid-sentence, rise, and lie about a page apart.
    """
    markers = _markers(mapped.text)
    edits = [Edit(marker.start, marker.end) for marker in markers]
    return mapped.edit(edits), [Furniture(mapped.source_span(edit.start, edit.end), "page_marker") for edit in edits]


def _markers(text: str) -> list[_Marker]:
    candidates = [_Marker(int(hit[1]), *hit.span()) for hit in _MARKER.finditer(text)]
    inside = [marker for marker in candidates if marker.start and text[marker.start - 1] not in _STOPS]
    chain = _evenly_spaced(_rising([marker for marker in inside if marker.number < 2000]))
    if len(chain) < _FEWEST:
        return []
    page = _page_of(chain)
    known = {marker.number for marker in chain}
    wanted = range(max(1, chain[0].number - 3), chain[-1].number + 4)
    found = chain + [m for number in wanted if number not in known for m in _closest(candidates, chain, number, page)]
    return sorted(found, key=lambda marker: marker.start)


def _rising(markers: list[_Marker]) -> list[_Marker]:
    """Return the longest run of markers whose numbers rise (patience sorting, n log n)."""
    tops: list[int] = []
    where: list[int] = []
    before: list[int] = []
    for index, marker in enumerate(markers):
        pile = bisect_left(tops, marker.number)
        before.append(where[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(marker.number)
            where.append(index)
        else:
            tops[pile], where[pile] = marker.number, index
    chain: list[_Marker] = []
    index = where[-1] if where else -1
    while index >= 0:
        chain.append(markers[index])
        index = before[index]
    return chain[::-1]


def _page_of(chain: list[_Marker]) -> float:
    pairs = pairwise(chain)
    return median((right.start - left.start) / (right.number - left.number) for left, right in pairs)


def _evenly_spaced(chain: list[_Marker]) -> list[_Marker]:
    """Keep the markers that lie about a page behind the one before; give nothing where pages are too short."""
    if len(chain) < _FEWEST:
        return []
    page = _page_of(chain)
    if page < _PAGE:
        return []
    offset = median(marker.start - page * marker.number for marker in chain)
    span = chain[-1].number - chain[0].number
    slack = page * (0.6 + span / 20)
    return [marker for marker in chain if abs(marker.start - page * marker.number - offset) <= slack]


def _closest(candidates: list[_Marker], chain: list[_Marker], number: int, page: float) -> list[_Marker]:
    """Find the missing marker `number` near where its neighbours of the chain say that it stands; one or none.

    A marker behind a figure is read with it (`35` + `12、`), so that the end of a longer number counts too.
    """
    near = min(chain, key=lambda marker: abs(marker.number - number))
    place = near.start + page * (number - near.number)
    best: _Marker | None = None
    first = bisect_left(candidates, place - page / 2, key=lambda marker: marker.start)
    for marker in candidates[first:]:
        if marker.start > place + page / 2:
            break
        if str(marker.number).endswith(str(number)) and (
            not best or abs(marker.start - place) < abs(best.start - place)
        ):
            best = marker
    return [_Marker(number, best.end - 1 - len(str(number)), best.end)] if best else []
