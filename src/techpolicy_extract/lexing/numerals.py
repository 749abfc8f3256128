"""Numbers, Arabic, Chinese and mixed, with their units: text in, value out, always Decimal."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from techpolicy_extract.lexing import shares
from techpolicy_extract.lexing.chinese_numbers import CAPITALS, CHINESE, DIGITS, chinese_value, leading_value
from techpolicy_extract.lexing.units import MULTIPLIERS, Unit, dimension_of, match_more, match_unit, plain, scaled
from techpolicy_extract.nouns.model import Lexeme, Quantity
from techpolicy_extract.patterns.lazy import lazy

# Twenty digits are more than any amount has; what is longer is an account and not read here.
_ARABIC = lazy(
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,12})?(?![\d,])"
    r"|\d{1,3}(?: \d{3}){1,6}(?:\.\d{1,12})?(?!\d| \d)"
    r"|\d{1,20}(?:\.\d{1,12})?"
)
_MIXED = lazy(r"\d{1,12}(?:\.\d{1,6})?(?:[亿万千百]零?\d{1,8}(?:\.\d{1,6})?){1,4}[亿万千百]{0,2}")
# What one digit behind 万 counts by itself: 给予50万3年期贷款.
_LENGTH = lazy(r"(?<=[亿万千百]\d)(?:年|个月|[天日%期])")
_TERM = lazy(r"(\d+(?:\.\d+)?)([亿万千百]{0,2})")
_RANGE = lazy(r" ?(?:[-－~～〜‐‑–—]{1,2}|至|到) ?")
_FROM = lazy(r"[从由自]$")
# 上千家, 近万名: the multiplier is itself the number; elsewhere (千家万户, 万亿级) it is not a number.
_ALONE = lazy(r"(?:上|近|[超越](?:过)?|突破|逾|达|过|约|足)$")
_BARE = lazy(r"万亿|[百千]亿|[百千]万|[百千万亿]")
_AT_LEAST = lazy(r"元(?:人民币)?（?(?:含）?)?(?:以上|以下|以内)")
_SEVERAL = lazy(r"(?:^|[^人总户个件次指系倍天额基级岁分码字目])数$|[几成若]$|若干$")
_APPROXIMATE = lazy(
    r"(十)?(一两|两三|[二三]四|三五|四五|五六|六七|七八|八九|一二|二三)([十百千]?)"
    r"(?![零〇○一二两三四五六七八九十])"
)
# A cheap test before the patterns of shares.py.
_SHARE = lazy(
    r"[过半超逾翻倍]|一半|全[额免]|[一二两三四五六七八九十百千万\d]{1,2}分之|[1-9]/|[1-9一二两三四五六七八九]"
    r"(?:\.\d)?成"
)
_PRODUCT = lazy(r"(\d{1,3})[×xX*](\d{1,3})(?=小时)")
_HALF_UNIT = lazy(r"半(年|个月|个小时|小时|个多月|个学期|天|个百分点|公里|亩|个世纪)")
_MONTHS_MORE = lazy(r"个([多余半])(月|小时|工作日|百分点|季度|星期|学期|世纪)")
_AND_MORE = lazy(r"[多余](?=$|[来以，。、；：的时前）左，,])")
_STARTS = frozenset("0123456789十百千万亿半过全翻倍零〇○一二两三四五六七八九" + CAPITALS)


class _Part(NamedTuple):
    """A number with its unit; `start` and `end` bound both."""

    value: Decimal
    unit: Unit | None
    start: int
    end: int
    more: bool = False
    value_max: Decimal | None = None
    half: bool = False

    @property
    def power(self) -> int:
        return self.unit.power if self.unit else 0


def parse(text: str) -> Decimal | None:
    """Read a whole text as one number: 2,202.17, 二十三, 3.2万亿, 1亿2000万. None where it is anything else."""
    text = text.strip()
    arabic = _ARABIC.match(text)
    if arabic:
        rest = text[arabic.end() :]
        if not rest or rest in MULTIPLIERS:
            return scaled(_decimal(arabic.group()), MULTIPLIERS.get(rest, 0))
        mixed = _MIXED.fullmatch(text)
        return _mixed_value(text) if mixed else None
    return chinese_value(text) if CHINESE.fullmatch(text) else None


def lex_quantity(text: str, pos: int) -> Lexeme | None:
    """Read the quantity that begins at `pos`, as long as it sensibly can be; None where none does.

    The lexeme's kind is "quantity"; it includes the number, 余 or 多, the unit, and both ends of a range. A word
    before the number (近, 超过) is not part of it.
    """
    if pos >= len(text) or text[pos] not in _STARTS:
        return None
    found = shares.lex_share(text, pos) if _SHARE.match(text, pos) else None
    if found:
        return found
    product = _PRODUCT.match(text, pos) if text[pos] in "0123456789" else None
    if product:
        return _product(product)
    first = _part(text, pos)
    if first is None:
        return None
    second = None if first.more or first.value_max is not None else _second(text, first)
    return _range_lexeme(text, first, second) if second else _lexeme(first)


def _part(text: str, pos: int) -> _Part | None:
    if text[pos] in "0123456789":
        number = _arabic(text, pos)
        return _with_unit(text, pos, number[0], number[1])
    if text[pos] == "半":
        return _half_part(text, pos)
    return _approximate(text, pos) or _chinese_part(text, pos)


def _arabic(text: str, pos: int) -> tuple[Decimal, int]:
    found = _ARABIC.match(text, pos)
    assert found is not None  # a digit stands at `pos`
    mixed = _MIXED.match(text, pos) if text[found.end() : found.end() + 1] in MULTIPLIERS else None
    if mixed and not _LENGTH.match(text, mixed.end()):
        value, end = _mixed_prefix(mixed.group())
        if end:
            return value, pos + end
    return _decimal(found.group()), found.end()


def _mixed_value(text: str) -> Decimal | None:
    """Add up the terms of 1亿2000万; None where a multiplier is not smaller than the one before.

    One digit at the end counts the next place down: 13万2 is 132000, 13万零2 is 130002.
    """
    total, last = Decimal(0), 99
    for digits, multiplier in _TERM.findall(text.replace("零", "")):
        power = MULTIPLIERS.get(multiplier, 0 if not multiplier else 99)
        if power >= last:
            return None
        if not multiplier and len(digits) == 1 and text[-2] in MULTIPLIERS:
            power = last - 1
        total, last = total + scaled(_decimal(digits), power), power
    return total


def _mixed_prefix(text: str) -> tuple[Decimal, int]:
    """Return value and length of a mixed number (3万5千); (0, 0) where `_mixed_value` has none."""
    value = _mixed_value(text)
    return (value, len(text)) if value is not None else (Decimal(0), 0)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", ""))


def _half_part(text: str, pos: int) -> _Part | None:
    """Read 半年, 半个月 as one half of the unit."""
    found = _HALF_UNIT.match(text, pos)
    if not found or (pos and text[pos - 1] in "上下大一前后多两对各年"):
        return None
    unit = match_unit(text, pos + 1)
    return _Part(Decimal("0.5"), unit, pos, unit.end) if unit else None


def _approximate(text: str, pos: int) -> _Part | None:
    """Read 三五家, 十七八个, 两三千元: two neighbours are a range."""
    found = _APPROXIMATE.match(text, pos)
    if not found:
        return None
    ten, pair, power = found.groups()
    zeros = {"": 0, "十": 1, "百": 2, "千": 3}[power]
    low, high = (Decimal(DIGITS[char]) for char in pair)
    base = 10 if ten else 0
    unit = match_unit(text, match_more(text, found.end()) if power else found.end())
    if unit is None or (ten and power):
        return None
    return _Part(scaled(base + low, zeros), unit, pos, unit.end, False, scaled(base + high, zeros))


def _chinese_part(text: str, pos: int) -> _Part | None:
    if _SEVERAL.search(text, max(0, pos - 3), pos):
        return None
    if text[pos] in "百千万亿":
        return _bare_part(text, pos)
    value, end = leading_value(text, pos)
    if value is None:
        return None
    part = _with_unit(text, pos, value, end)
    alone = text[pos] == "两" and end == pos + 1 and part.unit is None
    return None if alone else part


def _bare_part(text: str, pos: int) -> _Part | None:
    """Read a multiplier that is the number itself: 上千家, 近万名, 百余项, 亿元以上."""
    found = _BARE.match(text, pos)
    if not found or (pos and text[pos - 1] in "十百千万亿0123456789"):
        return None
    more = match_more(text, found.end()) > found.end()
    if not (more or _ALONE.search(text, max(0, pos - 2), pos) or _AT_LEAST.match(text, found.end())):
        return None
    part = _with_unit(text, pos, Decimal(1).scaleb(MULTIPLIERS[found.group()]), found.end())
    return part if part.unit else None


def _with_unit(text: str, pos: int, value: Decimal, end: int) -> _Part:
    more = match_more(text, end)
    unit = match_unit(text, more)
    if unit is None:
        # 多 without a unit begins a word (多样) as often as not.
        return _Part(plain(value), None, pos, end)
    stop, many = unit.end, more > end or unit.more
    months = _MONTHS_MORE.match(text, more)
    if months:
        return _months_more(value, pos, months)
    after = _AND_MORE.match(text, stop)
    if after and unit.dimension in ("duration", "multiple", "CNY"):
        stop, many = after.end(), True
    half = _half_behind(text, stop, unit)
    return _Part(plain(value) + (Decimal("0.5") if half else 0), unit, pos, stop + half, many)


def _months_more(value: Decimal, pos: int, found: re.Match[str]) -> _Part:
    """Read 3个多月 and 一个半小时, where 多 or 半 stands inside the unit."""
    word = "个" + found.group(2)
    unit = Unit(word, word, dimension_of(word) or "duration", 0, found.end())
    half = found.group(1) == "半"
    return _Part(plain(value + Decimal("0.5")) if half else plain(value), unit, pos, found.end(), not half)


def _half_behind(text: str, end: int, unit: Unit) -> int:
    """Return 1 where 半 follows the unit (两年半, 三倍半), else 0."""
    fits = unit.dimension in ("duration", "multiple") and text[end : end + 1] == "半"
    return int(fits and text[end + 1 : end + 2] not in ("年", "数", "导", "径"))


def _second(text: str, first: _Part) -> _Part | None:
    """Read the other end of a range. 从5个到8个 is a change, not a range."""
    joint = _RANGE.match(text, first.end)
    if not joint or joint.end() >= len(text) or text[joint.end()] not in _STARTS:
        return None
    if joint.group().strip() in ("至", "到") and _FROM.search(text, max(0, first.start - 1), first.start):
        return None
    if text[joint.end()] in "百千万亿半过翻倍":
        return None
    second = _part(text, joint.end())
    if second is None or second.value_max is not None:
        return None
    if first.unit and first.unit.dimension:
        same = second.unit is not None and second.unit.dimension == first.unit.dimension
        return second if same else None
    return second if second.unit or not first.unit else None


def _range_lexeme(text: str, first: _Part, second: _Part) -> Lexeme:
    """Join both ends; the upper end is written in the unit of the lower one (500元至2万元: 20000).

    A first end without a unit takes the second's. One with a multiplier alone takes the word of the second's (4000万至
    1亿元: 4000 to 10000万元); one that is spelled out whole (三亿二千万至四亿吨) is written in the second's: 3.2 to 4亿吨.
    """
    unit, own = second.unit, first.unit
    if own is None:
        spelled = text[first.end - 1] in "万亿"
        low = scaled(first.value, -second.power) if spelled else first.value
        name, power = unit.text if unit else None, second.power
    else:
        low, power = first.value, first.power
        name = own.text if own.dimension or not (unit and unit.word) else f"{own.text}{unit.word}"
    return Lexeme(
        "quantity",
        first.start,
        second.end,
        Quantity(
            low,
            name,
            scaled(low, power),
            unit.dimension if unit else None,
            scaled(second.value, second.power - power),
            scaled(second.value, second.power),
            second.more,
        ),
    )


def _lexeme(part: _Part) -> Lexeme:
    unit, high = part.unit, part.value_max
    quantity = Quantity(
        part.value,
        unit.text if unit else None,
        scaled(part.value, part.power),
        unit.dimension if unit else None,
        high,
        None if high is None else scaled(high, part.power),
        part.more,
    )
    return Lexeme("quantity", part.start, part.end, quantity)


def _product(found: re.Match[str]) -> Lexeme:
    """Read 7×24小时 as one quantity: the first factor is the value, the rest the unit, the product the amount."""
    first, second = Decimal(found.group(1)), Decimal(found.group(2))
    unit = f"×{found.group(2)}小时"
    return Lexeme("quantity", found.start(), found.end() + 2, Quantity(first, unit, first * second, "duration"))
