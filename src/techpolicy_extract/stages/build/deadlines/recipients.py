"""To whom something is handed in: 报送至市科技局, 向主管部门提交, 报省政府备案."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.deadlines.times import Time

_NAME = lazy(r"(?![的了])(?:（[^（）]{1,6}）)?[^，。；：（）]{2,30}")
_BRACKET = lazy(r"^（[^（）]{1,6}）")
_HANDLES = worded("deadlines", r"(?![\u4e00-\u9fff])|{handling}")
_TO = worded("deadlines", r"[^，。；：（）]{0,24}?[至到给](?![位期])")
_AT_ONCE = worded("deadlines", r"[至到给于：]?")
_TOWARDS = worded("deadlines", r".*向(?P<who>[^，。；：（）]{2,30}?)(?:{puts}|{manner_words}|{ways}){0,3}$")
_MOST = 30


def whom(time: Time, before: Span, behind: Span) -> str | None:
    """Return the body that a verb names in the slots behind or before it; None where it names none."""
    slots = time.slots
    for lead in (_TO, _AT_ONCE):
        found = lead.match(slots, behind.start, behind.end)
        if found and (end := _end_of_body(slots, found.end(), behind.end)):
            return _BRACKET.sub("", time.said(found.end(), end), count=1)
    if found := _TOWARDS.match(slots, before.start, before.end):
        return time.said(*found.span("who"))
    return None


def _end_of_body(slots: str, low: int, high: int) -> int | None:
    """Return where the longest name at `low` ends that ends as bodies do, with what bodies do behind it."""
    high = min(high, low + _MOST)
    for position in range(high, low + 1, -1):
        if _ends(slots, low, position) and _HANDLES.match(slots, position):
            return position
    return None


def _ends(slots: str, low: int, high: int) -> bool:
    name = slots[low:high]
    return _NAME.fullmatch(name) is not None and name.endswith(words("times", "receivers"))
