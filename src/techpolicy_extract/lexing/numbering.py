"""Section markers: 一、 （一） 1. 1） （1） ① 第一条 一是 专栏1 附件1 (the numbering of GB/T 9704-2012, 7.3.3, and its relatives)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from heapq import merge

from techpolicy_extract.lexing.numerals import parse
from techpolicy_extract.nouns.quick import quick_dataclass
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
CAPITALS = "壹贰叁肆伍陆柒捌玖拾"
_PLAIN = str.maketrans(CAPITALS, "一二三四五六七八九十")
_HAN = "一二三四五六七八九十百零〇"

# style → its usual depth; a style keeps the depth at which a part first uses it (see segment.tree)
STYLES: dict[str, int] = {
    "附件1": 0,
    "第一编": 1,
    "第一章": 2,
    "第一节": 3,
    "第一条": 4,
    "一、": 5,
    "（一）": 6,
    "1.": 7,
    "1.1": 8,
    "1.1.1": 9,
    "（1）": 10,
    "①": 11,
    "一是": 12,
    "专栏1": 13,
}
PARTS_OF_A_BOOK = ("第一编", "第一章", "第一节")  # which always have a title
BOX, ITEM = "专栏1", "一是"
DIVISIONS = ("第一章", "第一节", "第一条")  # of rules; a document may quote them in any order
LARGEST = {"1.": 60, "（1）": 60, "一、": 60, "（一）": 99}  # numbers beyond which no list of a style goes


@quick_dataclass(frozen=True, slots=True)
class Marker:
    """A marker at `[start, end)` of the normalised text. `line_start`: it opens a paragraph."""

    start: int
    end: int
    style: str
    number: int
    line_start: bool


@lru_cache(maxsize=1)
def _finder() -> Finder:
    han = rf"[{_HAN}]{{1,5}}"
    alternatives = {
        "annex": r"附[件录表]\s?(?P<annex_n>\d{1,2}|[一二三四五六七八九十]{1,3})(?=[\s：:.、]|$)",
        "box": r"专[栏题框]\s?(?P<box_n>\d{1,2}|[一二三四五六七八九十]{1,3})",
        "unit": rf"第(?P<unit_n>{han}|\d{{1,3}})(?P<unit_word>部分|[编篇部章节条])(?:之[{_HAN}]{{1,2}})?"
        r"(?!例|件|第|款|[、和至到及之]|规定)",
        "capital": rf"^(?P<capital_n>[{CAPITALS}]{{1,3}})、",
        "han_point": rf"^(?P<han_point_n>{han})\.(?![\d.])",
        "han": rf"(?P<han_n>{han})、",
        "han_bracket": rf"（?(?<![{_HAN}])(?P<han_bracket_n>{han})）",
        "is": r"(?P<is_n>[一二三四五六七八九十]{1,2})(?:是|要)(?![否非不])",
        "bracket": r"（(?P<bracket_n>\d{1,2})）",
        "arabic": r"(?P<arabic_n>\d{1,2})(?:\.(?!\d)|\.(?=(?:19|20)\d\d年)|[、）])",
        "circled": rf"(?P<circled_n>[{CIRCLED}{BRACKETED}])",
    }
    return Finder("|".join(f"(?P<{name}>{body})" for name, body in alternatives.items()), re.MULTILINE)


_STYLE_OF = {
    "annex": "附件1",
    "box": "专栏1",
    "capital": "一、",
    "han_point": "一、",
    "han": "一、",
    "han_bracket": "（一）",
    "is": "一是",
    "bracket": "（1）",
    "arabic": "1.",
    "circled": "①",
}
# 1.1, 1.1.2, and the bare 1 above them, at line starts; their order tells them from decimals.
_DECIMAL = lazy(
    r"^(\d{1,2}(?:\.\d{1,2}){0,2})(?=[ 、]?[\u4e00-\u9fff“《（])(?! ?[万亿元倍%‰百千年月日个家项])", re.MULTILINE
)
Path = tuple[int, ...]
_BEFORE_MIDLINE = frozenset("。；：！？;”")


def find_markers(text: str) -> Iterator[Marker]:
    """Yield every string that could be a marker, in order; `segment` decides which of them are."""
    return merge(_decimals(text), _plain(text), key=_start)


def _start(marker: Marker) -> int:
    return marker.start


def _decimals(text: str) -> Iterator[Marker]:
    for start, end, path in decimal_markers(text):
        yield Marker(start, end, ("1.", "1.1", "1.1.1")[len(path) - 1], path[-1], line_start=True)


def _plain(text: str) -> Iterator[Marker]:
    for match in _finder().finditer(text):
        name = _matched(match)
        digits = match[f"{name}_n"]
        start = match.start()
        if name == "unit":
            style = "第一编" if match["unit_word"] in ("部分", "部", "篇") else f"第一{match['unit_word']}"
        else:
            style = _STYLE_OF[name]
        number = _number(digits)
        if number is None or number == 0:
            continue
        yield Marker(start, match.end(), style, number, start == 0 or text[start - 1] == "\n")


def _matched(match: re.Match[str]) -> str:
    return next(name for name in ("annex", "box", "unit", *_STYLE_OF) if match[name] is not None)


def _number(digits: str) -> int | None:
    if digits in CIRCLED:
        return CIRCLED.index(digits) + 1
    if digits in BRACKETED:
        return BRACKETED.index(digits) + 1
    value = parse(digits.translate(_PLAIN))
    return None if value is None else int(value)


def follows_sentence(text: str, marker: Marker) -> bool:
    """Tell whether a marker inside a paragraph follows the end of a sentence, or of a clause in a list."""
    before = text[marker.start - 1 : marker.start]
    return before in _BEFORE_MIDLINE or (marker.style == "一是" and before in "，,")


def decimal_markers(text: str) -> Iterator[tuple[int, int, Path]]:
    """Yield start, end and numbers of each marker: 1.1.2 has the numbers (1, 1, 2).

    A number is a marker where it goes on with one before it, or opens a list that goes on behind it. The first bare
    number is one only where its first sub-number comes next.
    """
    found = [(match.start(), match.end(), _path(match[1])) for match in _DECIMAL.finditer(text)]
    paths = {path for _, _, path in found if len(path) > 1}
    opened: set[Path] = set()
    for place, (start, end, path) in enumerate(found):
        if len(path) == 1:
            follows = found[place + 1][2] if place + 1 < len(found) else ()
            goes_on = _before(path) in opened or (follows == (*path, 1) and _opens(follows, paths))
        else:
            first = path[-1] == 1 and (_opens(path, paths) or _beside(path) in opened)
            goes_on = first or _before(path) in opened or (len(path) == 3 and path[:-1] in opened)
        if goes_on:
            opened.add(path)
            yield start, end, path


def _path(written: str) -> Path:
    return tuple(int(number) for number in written.split("."))


def _before(path: Path) -> Path:
    return (*path[:-1], path[-1] - 1)


def _beside(path: Path) -> Path:
    """Return the first number of the list beside: 1.1 for 2.1."""
    return (*path[:-2], path[-2] - 1, 1)


def _opens(path: Path, paths: set[Path]) -> bool:
    """Return whether a first number has a second one, or a number below it."""
    return (*path[:-1], 2) in paths or (*path, 1) in paths or (*path, 2) in paths
