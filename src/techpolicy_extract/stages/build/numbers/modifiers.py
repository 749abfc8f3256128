"""What stands before a noun and is no part of its name: quoted modifiers, lists of examples."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.numbers.verbs import patterns

_SHORT_NOUN = 3  # characters of a noun that is nothing without the quotation before it (“…之家”床位)
_AFTER_LIST = lazy(
    f"等[{LETTERS['few']}{LETTERS['group']}{LETTERS['count']}](?P<counted>[^等]{{2,}})$"
    "|(?<![高中初优平均对同])等(?:相关|有关|各类)?(?P<head>[^等级次]{4,})$"
)
_TOOK = lazy(r"(?<![即必])[将把](?![近要])|首[个家座批](?=[\u4e00-\u9fff]{2})")
LISTED = lazy(f"等[{LETTERS['few']}{LETTERS['group']}{LETTERS['count']}](?:主要|核心|重点)?(?:指标|比例)$")

RATIO = worded("measures", "{ratio_of}$")  # its 与 joins no numbers: 与地区生产总值之比


def behind_quotes(text: str, low: int, end: int) -> int:
    """Skip a quoted or bracketed modifier that opens a phrase, where a noun is left behind it."""
    for opening, closing in (("“", "”"), ("（", "）")):
        if text.startswith(opening, low):
            close = text.find(closing, low, end)
            while text.startswith(opening, close + 1, end):  # “独角兽”“瞪羚”企业
                close = text.find(closing, close + 1, end)
            if 0 <= close < end - _SHORT_NOUN:
                return behind_quotes(text, close + 1, end)
    named = text.startswith(LETTERS["idiom"], low) and text.startswith(("（", LETTERS["paren"]), low + 1)
    if (text.startswith(LETTERS["paren"], low) or named) and low + 1 < end:
        return behind_quotes(text, low + 1, end)
    return low


def behind_list(text: str, low: int, end: int) -> int:
    """Skip a list of examples that 等 closes before the noun (A、B等9大类服务机构), and what 将 or 把 has taken."""
    for match in _TOOK.finditer(text, low, end - 1):
        low = match.end()
    found = _AFTER_LIST.search(text, low, end)
    named = found and patterns()["kept_start"].match(text, found.start(), end)  # 电站等效利用小时数
    if found and not named and not LISTED.search(text, low, end):
        group = "counted" if found["counted"] else "head"
        return found.start(group)
    return low
