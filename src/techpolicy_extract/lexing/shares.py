"""Shares and multiples in words: 百分之五, 三分之一, 七成, 过半, 翻两番."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from techpolicy_extract.lexing.chinese_numbers import DIGITS, chinese_value
from techpolicy_extract.lexing.units import plain
from techpolicy_extract.nouns.model import Lexeme, Quantity
from techpolicy_extract.patterns.lazy import lazy

_NUMBER = r"(?:\d{1,6}(?:\.\d{1,6})?|[零〇一二两三四五六七八九十百千]{1,8}(?:点[零〇一二三四五六七八九]{1,6})?)"
_HUNDREDTHS = lazy(
    rf"(?P<base>百|千|万)分之(?P<low>{_NUMBER})(?P<more>[多余几])?"
    rf"(?: ?(?:[-－~～–—]{{1,2}}|至|到) ?(?:(?P=base)分之)?(?P<high>{_NUMBER}))?"
)
_PARTS = lazy(
    r"(?P<below>[两二三四五六七八九十]|\d{1,2})分之(?P<above>[一二两三四五六七八九十]|\d{1,2})"
    r"(?![\d百千万])"
)
_SLASH = lazy(
    r"(?P<above>[1-9])/(?P<below>[2-9]|10)(?![\d/.号页月])(?:(?=的|以上|以下|左右|以内|强|多|[\u4e00-\u9fff]{2})"
    r"|(?<=[\u4e00-\u9fff]\d/.)(?=[，。；、）\n])|(?<=[\u4e00-\u9fff]\d/10)(?=[，。；、）\n])"
    r"|(?<=\d/\d、\d/.)(?=[，。；、）\n]))"
)
_TENTHS = lazy(
    r"(?P<tens>[一二两三四五六七八九]|[1-9](?:\.\d)?)成(?P<half>半|[一二三四五六七八九])?"
    r"(?:(?=以上|以下|左右|多|的|企业|来自|[，。、；）,;)]|$)|(?<=[近超约逾].成)(?![立为熟都功果效绩长年员分本因型品交]))"
)
_HALF = lazy(
    r"过半(?!数|导|年|个|天|百)|(?<!过)半数|(?<=过)半数|一半"
    r"(?!导)|(?<=[超逾])半(?=数|的|[，。；、）]|$)"
)
# 全额 is a share of 100 % where something is given; a body that is paid for wholly (全额补助事业单位) is none.
_WHOLE = lazy(
    r"全额(?=(?:予以|给予)?(?:奖励|补助|补贴|资助|奖补|贴息|抵扣|抵用)(?!事业|单位|人员|对象))"
    r"|全免(?=优惠|[，。；、）]|$)"
)
_DOUBLE = lazy(r"翻了?(?P<times>[一两二三四])番|翻番|翻(?:了?一)?倍")
# 倍增 is a multiple where it ends a clause; elsewhere it is part of a name (倍增计划, “倍增”意识).
_DOUBLING = lazy(r"倍增(?=”?(?:以上|[，。；、）]|$))")
_UNITS = {"百": ("%", "percent"), "千": ("‰", "permille"), "万": ("‱", "ratio")}
_CENT = Decimal("0.01")


def lex_share(text: str, pos: int) -> Lexeme | None:
    """Read a share or multiple in words at `pos`: fractions in % to two decimals, 翻番 in 倍; None without one."""
    char = text[pos]
    if char in "过半一超逾":
        found = _HALF.match(text, pos)
        if found and not text.startswith("一半", pos - 1):
            return _percent(found, Decimal(50))
    if char == "全":
        found = _WHOLE.match(text, pos)
        return _percent(found, Decimal(100)) if found else None
    if char in "翻倍":
        return _multiple(text, pos)
    found = _HUNDREDTHS.match(text, pos) if char in "百千万" else None
    if found:
        return _hundredths(text, found)
    found = _PARTS.match(text, pos) or _slash(text, pos)
    if found:
        return _fraction(found)
    found = _TENTHS.match(text, pos)
    return _tenths(found) if found and not _inside_number(text, pos) else None


def _inside_number(text: str, pos: int) -> bool:
    return pos > 0 and text[pos - 1] in "0123456789.零一二两三四五六七八九十百千万亿"


def _value(word: str) -> Decimal | None:
    return Decimal(word) if word[0].isdigit() else chinese_value(word)


def _percent(found: re.Match[str], value: Decimal) -> Lexeme:
    value = plain(value)
    return Lexeme("quantity", found.start(), found.end(), Quantity(value, "%", value, "percent"))


def _multiple(text: str, pos: int) -> Lexeme | None:
    found = _DOUBLE.match(text, pos)
    if found:
        value = Decimal(2) ** DIGITS[found.group("times") or "一"]
    else:
        found = _DOUBLING.match(text, pos)
        # 成倍增长, 3倍增至: there 倍 belongs to what stands before it.
        if not found or ((pos and text[pos - 1] in "成数几加双百十千万") or _inside_number(text, pos)):
            return None
        value = Decimal(2)
    return Lexeme("quantity", pos, found.end(), Quantity(value, "倍", value, "multiple"))


def _hundredths(text: str, found: re.Match[str]) -> Lexeme | None:
    unit, dimension = _UNITS[found.group("base")]
    low, high = _value(found.group("low")), None
    if found.group("low") == "百":
        low = Decimal(100)
    if low is None:
        return None
    end = found.end()
    if found.group("high"):
        high = _value(found.group("high"))
        if high is None or text[end : end + 1] in ("个", "家", "项", "年", "月"):
            high, end = None, found.start() + len(found.group("base") + "分之" + found.group("low"))
    low = plain(low)
    quantity = Quantity(low, unit, low, dimension, high, high, bool(found.group("more")))
    return Lexeme("quantity", found.start(), end, quantity)


def _slash(text: str, pos: int) -> re.Match[str] | None:
    """Read 1/3 only before a noun or 以上, and only where it is no part of a longer number or date."""
    found = _SLASH.match(text, pos)
    if not found or int(found.group("above")) >= int(found.group("below")):
        return None
    return None if pos and text[pos - 1].isascii() and (text[pos - 1].isalnum() or text[pos - 1] in "/.-") else found


def _fraction(found: re.Match[str]) -> Lexeme | None:
    above, below = _value(found.group("above")), _value(found.group("below"))
    if not above or not below:
        return None
    return _percent(found, (above * 100 / below).quantize(_CENT, ROUND_HALF_UP))


def _tenths(found: re.Match[str]) -> Lexeme | None:
    tens, half = _value(found.group("tens")), found.group("half")
    if tens is None:
        return None
    return _percent(found, tens * 10 + (5 if half == "半" else DIGITS[half] if half else 0))
