"""The unit behind a number: multiplier, word of the lexicon, and pairs such as 台/套 and 件（项）."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from techpolicy_extract import lexicon
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.patterns.lazy import lazy

MULTIPLIERS: Mapping[str, int] = MappingProxyType(
    {
        "万亿": 12, "千亿": 11, "百亿": 10, "亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3, "百": 2,
    }
)  # fmt: skip

_MULTIPLIER = lazy(r"万亿|[千百]?亿|[千百]?万|千|百(?!分)")
_MORE = lazy(r"[余多几](?!样|功能|层次|渠道|方面|维|元(?:化|投入|主体|融)|种经营)")
_JOINT = lazy(r"[/／](?P<slash>)|（(?P<paren>)|\((?P<half>)|[·•](?P<dot>)")
# What a price holds for: 元/月, 元/人/夜. By itself it is no unit.
_EACH = lazy(r"(?<=[/／·•])(?:月(?![份底初末度内前后])|[夜晚餐季])")
_LATIN = lazy(r" (?=[A-Za-zμ])")
_PLAIN = lazy(r"[\w|]+")  # a pattern of nothing but words


class Unit(NamedTuple):
    """A unit as written (`text`), with its multiplier; `end` is the position behind it.

    `power` is the multiplier's power of ten. `word` is the unit without its multiplier. `more` is set where 余, 多 or
    几 stands between multiplier and unit.
    """

    text: str | None
    word: str | None
    dimension: str | None
    power: int
    end: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    dimensions: Mapping[str, str]
    guards: Mapping[str, Callable[[str, int], object]]  # tell whether a unit's word goes on at a position
    longest: Mapping[str, int]  # by first character


@lru_cache(maxsize=1)
def _table() -> _Table:
    """Read lexicon/units.toml. Raises RuleError where a unit has two dimensions or a guard has no unit."""
    where = "lexicon/units.toml"
    raw = lexicon.load("units")
    dimensions: dict[str, str] = {}
    for dimension in raw["dimension"]:
        for word in lexicon.strings(raw["dimension"], dimension, where):
            if word in dimensions:
                raise RuleError(f"{word} is listed under {dimensions[word]} too", f"{where}, dimension.{dimension}")
            dimensions[word] = dimension
    guards: dict[str, Callable[[str, int], object]] = {}
    for word, pattern in raw["guards"].items():
        if word not in dimensions:
            raise RuleError("a guard for a word that is no unit", f"{where}, guards.{word}")
        guards[word] = _guard(pattern)
    longest: dict[str, int] = {}
    for word in dimensions:
        longest[word[0]] = max(len(word), longest.get(word[0], 0))
    return _Table(dimensions, guards, longest)


def _guard(pattern: str) -> Callable[[str, int], object]:
    """Return what looks for a pattern at a position; alternatives that are plain words need none compiled."""
    if _PLAIN.fullmatch(pattern):
        words = tuple(pattern.split("|"))
        return lambda text, pos: text.startswith(words, pos)
    compiled = lazy(pattern)
    return lambda text, pos: compiled.match(text, pos)


_CURRENCY = 3  # letters of a code of ISO 4217


def is_currency(dimension: str | None) -> bool:
    """Tell whether a dimension is money: a code of ISO 4217."""
    return dimension is not None and dimension.isupper() and len(dimension) == _CURRENCY


def dimension_of(word: str) -> str | None:
    """Return the dimension of a unit word without multiplier; None where the word is unknown."""
    return _table().dimensions.get(word)


def match_word(text: str, pos: int) -> int:
    """Return the end of the longest unit word at `pos` that does not begin another word; `pos` without one."""
    table = _table()
    longest = table.longest.get(text[pos : pos + 1], 0)
    for end in range(min(len(text), pos + longest), pos, -1):
        word = text[pos:end]
        if word in table.dimensions:
            guard = table.guards.get(word)
            if guard is None or not guard(text, end):
                return end
    return pos


def match_unit(text: str, pos: int) -> Unit | None:
    """Read the unit at `pos`: 亿元, 万人次, 余万元, 台/套, 件（项）, a bare 亿. None where no unit stands there."""
    end = match_word(text, pos)
    if end > pos:
        return _joined(text, pos, end, Unit(text[pos:end], text[pos:end], dimension_of(text[pos:end]), 0, end))
    found = _MULTIPLIER.match(text, pos)
    if not found:
        return None
    power, start = MULTIPLIERS[found.group()], found.end()
    more = _MORE.match(text, start)
    word_start = more.end() if more else start
    if latin := _LATIN.match(text, word_start):
        word_start = latin.end() if match_word(text, latin.end()) > latin.end() else word_start
    end = match_word(text, word_start)
    if end == word_start:
        return Unit(found.group(), None, None, power, word_start, more is not None)
    word = text[word_start:end]
    unit = Unit(found.group() + word, word, dimension_of(word), power, end, more is not None)
    return _joined(text, word_start, end, unit)


def _joined(text: str, start: int, end: int, unit: Unit) -> Unit:
    """Add the second word of a pair (元/人, 件（项）) to the unit whose word is `[start, end)`."""
    joint = _JOINT.match(text, end)
    if not joint:
        return unit
    each = _EACH.match(text, joint.end())
    second = each.end() if each else match_word(text, joint.end())
    if second == joint.end():
        return unit
    closing = {"（": "）", "(": ")"}.get(joint.group(), "")
    if closing and (text[second : second + 1] != closing or not _alike(unit.dimension, text[joint.end() : second])):
        return unit
    stop = second + len(closing)
    head = unit.text or ""
    whole = text[start:stop]
    dimension = dimension_of(whole) or unit.dimension
    joined = Unit(head + text[end:stop], whole, dimension, unit.power, stop, unit.more)
    return joined if closing else _joined(text, start, stop, joined)


def _alike(dimension: str | None, word: str) -> bool:
    """Tell whether a word in brackets can be another name of the unit before it: 件（项）, not 元（年）."""
    people = {"count", "person", "person_time", "household"}
    return dimension in people and dimension_of(word) in people


def match_more(text: str, pos: int) -> int:
    """Return the end of 余, 多 or 几 behind a number; `pos` where there is none."""
    more = _MORE.match(text, pos)
    return more.end() if more else pos


def scaled(value: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten exactly, whatever the number of digits; no exponent in the result."""
    return plain(value.scaleb(power)) if power else plain(value)


def plain(value: Decimal) -> Decimal:
    """Write a number without exponent and without trailing zeros behind the point: 1E+4 is 10000, 20.00 is 20."""
    if value.as_tuple().exponent == 0:
        return value
    if value == value.to_integral_value():
        return value.quantize(Decimal(1)) if abs(value) < Decimal(10) ** 27 else value
    return value.normalize()
