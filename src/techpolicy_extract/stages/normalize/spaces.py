"""Leave only the blanks that part words or cells."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.nouns.text import Edit, MappedText
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder
from techpolicy_extract.stages.normalize.lines import is_cjk
from techpolicy_extract.syntax.kinds import words_of

_MARKS = frozenset("，。、；：！？（）《》〈〉“”‘’〔〕【】—…·%‰℃~+＋×\n")
_LONG = 4  # characters of a word before a blank, and behind it
_BLANKS = Finder(r"[ \t]{1,1000}")
_ALONE = r"(?<![^\s，。、；：！？（）《》“”【】])[\u4e00-\u9fff]"
# A word with the same blank after each character: 通 知.
_SPREAD = Finder(
    _ALONE + r"( {1,6})[\u4e00-\u9fff](?:\1[\u4e00-\u9fff]){0,11}(?![^\s，。、；：！？（）《》“”【】])", heart=" "
)
# A number with a blank after each digit (2 0 0 1年), or at its thousands (2 202.17亿元).
_DIGITS = Finder(
    r"(?<![\d. ])\d(?: \d){1,9}(?= ?[年月日万亿元%])"
    r"|(?<![\d. ])\d(?: \d){1,9}(?=\.\d)"
    r"|(?<=[\u4e00-\u9fff（~—，：])(?<![表图件栏第])\d(?: \d){1,9}(?=[\u4e00-\u9fff‰]|[~—-]\d)"
    r"|(?<=\d-)\d(?: \d){1,9}(?=[\u4e00-\u9fff‰])"
    r"|(?<=第)\d(?: \d){1,3}(?= ?[条章节编款项次届期号批])"
    r"|(?<![\d.] )(?<![\d.])[1-9]\d{0,2}(?: \d{3}){1,4}(?=(?:\.\d{1,4})? ?[万亿元])"
)
_SPREAD_DIGITS = lazy(r" (?<=\d )\d")  # in each of these; most texts have none
# A decimal point that a scan has read as a middle dot, blanks beside it: 25 · 6％. In 1·24 it is none.
_POINT = Finder(r"(?<=\d)(?: ?· | ·)(?=\d)|(?<=\d)·(?=\d{1,2} ?[%万亿])")
_SMALL = r"(?=\d{1,2} ?(?:[%‰万亿倍]|个百分点))"  # behind a point: 达到3. 2%
# Blanks beside a dash or point between digits.
_RANGE = Finder(
    r" (?<=\d\.\d )(?=\d{1,2}[%‰])| (?<=[\d%] )[-~—] ?(?=\d)|[-~—](?<=[\d%][-~—]) (?=\d)| (?<=\d )\. ?(?=\d)"
    rf"|\.(?<=[\u4e00-\u9fff]\d\.) {_SMALL}|\.(?<=[\u4e00-\u9fff]\d\d\.) {_SMALL}"
)


@lru_cache(maxsize=1)
def _whole_words() -> frozenset[str]:
    """Return words that bound or give, of which no blank makes two."""
    kinds = ("most", "least", "above", "below", "ceiling", "give", "grant", "once")
    bounds = {word for table in load("comparators").values() for word in table}
    return frozenset(word for word in (*bounds, *(each for kind in kinds for each in words_of(kind))) if len(word) > 1)


def _parts_word(text: str, place: int) -> bool:
    """Tell whether a blank stands inside a word that bounds or gives: 最 高, 给 予."""
    left, right = text[max(0, place - _LONG) : place], text[place + 1 : place + 1 + _LONG]
    return any(
        left[-low:] + right[:high] in _whole_words()
        for low in range(1, len(left) + 1)
        for high in range(1, len(right) + 1)
    )


def tidy_spaces(mapped: MappedText) -> MappedText:
    """Delete blanks beside Chinese marks, between digits and Chinese, and inside spread-out numbers.

    A single space between two Chinese words stays, for it parts names, and so does a tab, which parts cells.
    `第 39 次` becomes `第39次`.
    """
    if "·" in mapped.text:
        mapped = mapped.edit(Edit(*match.span(), ".") for match in _POINT.finditer(mapped.text))
    mapped = mapped.edit(edit for match in _BLANKS.finditer(mapped.text) if (edit := _blank(mapped.text, match)))
    for pattern in (_DIGITS, _RANGE, _DIGITS):
        if pattern is not _DIGITS or _SPREAD_DIGITS.search(mapped.text):
            mapped = _close(mapped, pattern)
    return mapped


def close_spread_words(mapped: MappedText) -> MappedText:
    """Delete the blanks inside words that are spread out over their line: `目 录` becomes `目录`."""
    return _close(mapped, _SPREAD)


def _close(mapped: MappedText, pattern: re.Pattern[str] | Finder) -> MappedText:
    return mapped.edit(
        Edit(place, place + 1)
        for match in pattern.finditer(mapped.text)
        for place in range(*match.span())
        if mapped.text[place] == " "
    )


def _blank(text: str, match: re.Match[str]) -> Edit | None:
    """Return the edit that puts a stretch of blanks right, or None where it is right."""
    start, end = match.span()
    before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    wanted = " "
    if "\t" in match[0] and before != "\n" and after != "\n":
        wanted = "\t"
    elif _needless(text, start, before, after):
        wanted = ""
    return None if match[0] == wanted else Edit(start, end, wanted)


def _needless(text: str, start: int, before: str, after: str) -> bool:
    if before in _MARKS or after in _MARKS:
        return True
    if is_cjk(before) and is_cjk(after) and _parts_word(text, start):
        return True
    if (before.isdigit() and is_cjk(after)) or (is_cjk(before) and after.isdigit()):
        return True
    # 1. 重点
    return before == "." and is_cjk(after) and text[start - 2 : start - 1].isdigit()
