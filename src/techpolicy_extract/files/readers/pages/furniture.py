"""Find running heads, footers and page numbers in the margins of pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby, takewhile
from statistics import median
from typing import NamedTuple

from techpolicy_extract.files.readers.pages.lines import around
from techpolicy_extract.files.readers.pages.order import Row
from techpolicy_extract.files.readers.pages.page import Page

_ROWS = 3  # rows at either end of a page that may be furniture
_MARGIN = 0.16  # of the page's height: furniture lies within it
_NEAR = 8.0  # points that its height may differ from page to page
_OFTEN = 3  # pages that a running head stands on, at least
_DENSE = 0.3  # of the pages from its first to its last one: those of one side of the sheet, some left out
_APART = 0.5  # ems by which it stands farther from the text than lines do from each other
_LARGE = 1.05  # of the text's size: what is larger is a title

_CN = "一二三四五六七八九十百零〇"
_DASH = r"[-—–－―─‐‑·•~～|一]"  # 一 is what recognition makes of a dash
# — 3 —, -3-, 第3页, 第 3 页 共 20 页, 3/20, Page 3 of 20
_SURE = re.compile(
    rf"(?:{_DASH}{{1,3}}(?P<a>\d{{1,4}}){_DASH}{{1,3}}|第(?P<b>[\d{_CN}]{{1,5}})页(?:[,，/(（]?共[\d{_CN}]{{1,5}}页[)）]?)?"
    rf"|共\d{{1,4}}页[,，/]?第(?P<c>\d{{1,4}})页|page(?P<d>\d{{1,4}})(?:of\d{{1,4}})?)",
    re.I,
)
_LIKELY = re.compile(r"(?P<a>\d{1,4})(?:/(?P<of>\d{1,4}))?|(?P<roman>[ivxIVX]{1,6}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])")
# A page number at either end of a running head.
_BESIDE = re.compile(rf"^(?:{_DASH}*\d{{1,4}}{_DASH}*)\s+(?=\D)|(?<=\D)\s+(?:{_DASH}*\d{{1,4}}{_DASH}*)$")
_OWN = re.compile(
    r"附[件表录图]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[\d一二三四五六七八九十]+[章条节]"
)


class _Place(NamedTuple):
    """A row that may be furniture: its page's index, its rank from the end, its text and its distance to the edge."""

    page: int
    rank: int
    end: str
    row: Row
    text: str
    edge: float


def furniture_of(pages: Sequence[Page], rows: Sequence[Sequence[Row]]) -> list[set[int]]:
    """Return for each page the `id()` of its pieces that are furniture.

    `rows` are the rows of each page, from the top. A row is furniture only where all rows between it and the edge
    are.
    """
    places = [place for index, page in enumerate(pages) for place in _candidates(index, page, rows[index])]
    size = _text_size(rows)
    marked = _page_numbers(places) | _repeated(places, rows, size)
    found: list[set[int]] = [set() for _ in pages]
    for _, end in groupby(places, key=lambda place: (place.page, place.end)):
        for place in takewhile(lambda place: id(place.row) in marked, end):
            found[place.page] |= {id(piece) for piece in place.row}
    return found


def text_of(row: Row) -> str:
    """Return the text of a row, with blanks between its pieces."""
    return " ".join(piece.text for piece in row)


def _candidates(index: int, page: Page, rows: Sequence[Row]) -> list[_Place]:
    found = []
    depth = _MARGIN * page.height
    for rank, row in enumerate(rows[:_ROWS]):
        edge = around(piece.box for piece in row).top
        if edge <= depth:
            found.append(_Place(index, rank, "top", row, text_of(row), edge))
    for rank, row in enumerate(reversed(rows[-_ROWS:])):
        edge = page.height - around(piece.box for piece in row).bottom
        if edge <= depth:
            found.append(_Place(index, rank, "bottom", row, text_of(row), edge))
    return found


def _text_size(rows: Sequence[Sequence[Row]]) -> float:
    sizes = [piece.size for page in rows for row in page for piece in row if len(piece.text) > 10]
    return median(sizes) if sizes else 12.0


def _page_numbers(places: Sequence[_Place]) -> set[int]:
    """Return the `id()` of rows that are page numbers: by their form, or because they count with the pages."""
    marked: set[int] = set()
    offsets: dict[int, list[_Place]] = defaultdict(list)
    for place in places:
        text = re.sub(r"\s", "", place.text)
        if _SURE.fullmatch(text):
            marked.add(id(place.row))
        elif likely := _LIKELY.fullmatch(text):
            if likely["roman"] or likely["of"]:
                offsets[10_000 + (place.end == "top")].append(place)
            else:
                offsets[int(likely["a"]) - place.page].append(place)
    for offset, found in offsets.items():
        if len({place.page for place in found}) >= 2 or offset == 1:
            marked |= {id(place.row) for place in found}
    return marked


def _repeated(places: Sequence[_Place], rows: Sequence[Sequence[Row]], size: float) -> set[int]:
    """Return the `id()` of rows whose text stands at the same height of many pages, apart from the text."""
    groups: dict[tuple[str, str], list[_Place]] = defaultdict(list)
    for place in places:
        key = re.sub(r"\s", "", _BESIDE.sub("", place.text))
        if key and not _OWN.match(key):
            groups[place.end, key].append(place)
    marked: set[int] = set()
    for found in groups.values():
        level = median(place.edge for place in found)
        near = [place for place in found if abs(place.edge - level) <= _NEAR]
        fit = [place for place in near if _stands_apart(place, rows[place.page], size)]
        on = sorted({place.page for place in fit})
        few = len(rows) == len(on) == _OFTEN - 1 and all(piece.size < size / _LARGE for p in fit for piece in p.row)
        if few or (len(on) >= _OFTEN and len(on) >= _DENSE * (on[-1] - on[0] + 1)):
            marked |= {id(place.row) for place in near}
    return marked


def _stands_apart(place: _Place, rows: Sequence[Row], size: float) -> bool:
    """Tell whether a row is smaller than the text, or farther from it than a line; never where it is larger."""
    if any(piece.size > size * _LARGE for piece in place.row):
        return False
    if all(piece.size < size / _LARGE for piece in place.row):
        return True
    number = place.rank if place.end == "top" else len(rows) - 1 - place.rank
    inner = number + (1 if place.end == "top" else -1)
    if not 0 <= inner < len(rows):
        return True
    gaps = [_gap(rows[n], rows[n + 1]) for n in range(len(rows) - 1)]
    return _gap(*sorted((rows[number], rows[inner]), key=lambda row: row[0].box.top)) > median(gaps) + _APART * size


def _gap(upper: Row, lower: Row) -> float:
    return lower[0].box.top - upper[0].box.bottom
