"""Parts of a text that were decoded wrongly before they came to us: text in, places out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from techpolicy_extract.lexicon.worded import filled
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder
from techpolicy_extract.records.issue_texts import english

Row = dict[str, Any]

_MANY = 100  # unreadable characters that spoil a part whatever its length
_SPOILT = 20  # one unreadable character in so many spoils a part
# Replacement characters and characters that no text holds; GBK bytes filled up and read again; UTF-8 read as Latin-1.
_UNREADABLE = (
    r"(?:[\ufffd\u0080-\u009f\ufff0-\ufff8]|{replaced}|{unset}|ï¿½|"
    r"[ÃÂ][\u0080-\u00bf]|[\u00c0-\u00ef][\u0080-\u00bf]{2})"
    r"(?:[\ufffd\u0080-\u00ff]|{replaced}){0,400}"
)
# UTF-8 read as GBK: bytes that are common in Chinese UTF-8 come out as these characters, rare in any other text.
_MISREAD = lazy(r"[\u4e00-\u9fff\u2000-\u3fff\uff00-\uffef\ue000-\uf8ff€]{8,400}")
_MISREAD_SIGNS = lazy(r"[锛銆鐨鈥绉鍒鎶妧涓鍥鏂鍙]")
_SIGNS = 3  # of them a stretch must hold before it is tried
_READ_BACK = 0.8  # of a stretch that must be Chinese again when its bytes are read as UTF-8


def spoilt_parts(records: list[Row], source: str) -> Iterator[tuple[tuple[Row, ...], tuple[int, int], str, str]]:
    """Yield for each part that a wrong decoding has spoilt: its record, the first such stretch, message, severity."""
    parts = [row for row in records if row["type"] == "part"]
    starts = [0, *(row["start"] for row in parts[1:]), len(source)]
    for i, (low, high) in enumerate(pairwise(starts)):
        found = [m.span() for m in _unreadable().finditer(source, low, high)] + list(_misread(source, low, high))
        if not found:
            continue
        size = sum(end - start for start, end in found)
        spoilt = size >= _MANY or size * _SPOILT >= high - low
        message = english("unreadable_part", 0, size)
        rows = (parts[i],) if i < len(parts) else ()
        severity = "error" if spoilt else "warning"
        yield rows, min(found), message, severity


@cache
def _unreadable() -> Finder:
    return Finder(filled("misread", _UNREADABLE))


def _misread(source: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of UTF-8 that were read as GBK: their bytes make Chinese again."""
    if len(_MISREAD_SIGNS.findall(source, low, high)) < _SIGNS:
        return
    for match in _MISREAD.finditer(source, low, high):
        if len(_MISREAD_SIGNS.findall(match[0])) < _SIGNS:
            continue
        again = match[0].encode("gb18030", "ignore").decode("utf-8", "ignore")
        han = sum("\u3000" <= char <= "\uffef" for char in again)
        if han * 3 >= len(match[0]) * 2 * _READ_BACK:
            yield match.span()
