"""Where postal addresses end, and which words are one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.patterns.lazy import lazy

_STOP = lazy(r"[；;。\n\t]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]")
_PART = lazy(r"[，, 、]")
_NONE = worded("contacts", "{no_addresses}")
_ENDS = worded("contacts", "(?:{address_ends}|[\\dA-Z])$")
_STREETS = worded("contacts", "{streets}")
_DIGIT = lazy(r"[\d一二三四五六七八九十]")
_LEAST = 4  # characters of an address


def address_end(text: str, start: int, limit: int) -> tuple[int, int] | None:
    """Return where an address behind its label stands; None where what stands there is none.

    It goes on behind a comma or a blank as long as it has no number yet, or what follows ends as an address does.
    """
    while start < limit and text[start] in " ：:":
        start += 1
    if stop := _STOP.search(text, start, limit):
        limit = stop.start()
    end = _unclosed(text, start, limit)
    cut = start
    for part in (*_PART.finditer(text, start, end), None):
        at = part.start() if part else end
        piece = text[cut + 1 : at] if cut > start else text[start:at]
        if cut > start and _DIGIT.search(text, start, cut) and not (_DIGIT.search(piece) and _ENDS.search(piece)):
            break
        cut = at
    end = cut
    while end > start and text[end - 1] in " ，,（(、":
        end -= 1
    said = text[start:end]
    if len(said) < _LEAST or _NONE.search(said) or not any("\u4e00" <= char <= "\u9fff" for char in said):
        return None
    return start, end


def _unclosed(text: str, start: int, limit: int) -> int:
    """Return where a bracket closes that opened before, or one opens that does not close; else the limit."""
    depth, opened = 0, limit
    for place in range(start, limit):
        if text[place] in "（(":
            opened = place if not depth else opened
            depth += 1
        elif text[place] in "）)":
            if not depth:
                return place
            depth -= 1
    return opened if depth else limit


def is_address(text: str, start: int, end: int, numbers: Sequence[int]) -> bool:
    """Tell whether a run of words is an address: it names a street or a building, with a number of an address."""
    at = bisect_left(numbers, start)
    held = at < len(numbers) and numbers[at] < end
    return held and end - start <= 60 and bool(_STREETS.search(text, start, end))
