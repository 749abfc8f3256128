"""One point of time as documents write it: 2024年4月16日, 二〇二四年三月, 2024-04-16, 9月底, 第三季度, 去年."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from techpolicy_extract.lexing.chinese_numbers import DIGITS, chinese_value
from techpolicy_extract.nouns.when import Day
from techpolicy_extract.patterns.lazy import lazy

Edge = Literal["start", "middle", "end"]

YEAR = r"(?:(?:19|20)\d{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
MONTH = r"(?:1[0-2]|0?[1-9](?!\d)|十[一二]|[一二三四五六七八九十])"
DAY = r"(?:3[01]|[12]\d|0?[1-9](?!\d)|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
RELATIVE = {
    "去年": -1, "上年": -1, "上一年": -1, "前一年": -1, "今年": 0, "当年": 0, "本年": 0,
    "明年": 1, "次年": 1, "下年": 1, "下一年": 1, "翌年": 1,
}  # fmt: skip
RELATIVE_MONTHS = {"本月": 0, "下月": 1, "下个月": 1}
_LOST_DAY = r"(?:[日号]|(?=(?:[之以]前|前)(?!后)))"  # 11月23前 has lost its 日
_WORDS = "|".join(sorted(RELATIVE, key=len, reverse=True))
_POINT = lazy(
    rf"(?:(?P<year>{YEAR})年(?P<degree>度)?|(?P<word>{_WORDS})(?P<degree2>度)?)(?:"
    rf"(?P<month>{MONTH})月(?:份|月(?=[底末初]))?(?:(?P<day>{DAY}){_LOST_DAY}|(?P<medge>底|末|初|上旬|中旬|下旬))?"
    rf"|第?(?P<quarter>[一二三四1-4])季度(?P<qedge>[末初底])?|(?P<half>[上下])半年(?P<hedge>[末底])?"
    rf"|(?P<edge>年?(?:[底末]|初(?![步次中级期始]))|年[中内]))?"
)
_NO_YEAR = lazy(
    rf"(?P<month>{MONTH})月(?:份|月(?=[底末初]))?(?:(?P<day>{DAY}){_LOST_DAY}|(?P<medge>底|末|初|上旬|中旬|下旬))?"
    rf"|第?(?P<quarter>[一二三四1-4])季度(?P<qedge>[末初底])?|(?P<half>[上下])半年(?P<hedge>[末底])?"
    rf"|(?P<edge>年(?:[底末内]|初(?![步次中级期始])))|(?P<monthly>月)(?P<medge2>底|末|初)"
)
_NUMERIC = lazy(
    r"(?P<year>(?:19|20)\d{2})(?P<mark>[-./])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.])"
)
_THIS_MONTH = lazy(rf"(?P<word>本月|下个?月)(?:(?P<day>{DAY})[日号]|(?P<edge>[底末初内]))")
# 20240920 and 9.20 or 9/20 are days only before 前.
_BARE = lazy(
    r"(?:(?P<year>20\d{2})(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])"
    r"|(?P<month2>1[0-2]|0?[1-9])[./](?P<day2>3[01]|[12]\d|0?[1-9]))日?(?=(?:[之以]前|前)(?!后))"
)
# 2025.6 is a month only where what follows shows that it is no amount.
_DOTTED_MONTH = lazy(
    r"(?P<year>(?:19|20)\d{2})\.(?P<month>1[0-2]|0[1-9]|[1-9])(?=[）)\]】]|[-—–~至到](?:19|20)\d{2}|前"
    r"|之前|起|\s*$)"
)
_SHORT_YEAR = lazy(
    rf"(?P<year>[5-9]\d|[五六七八九][〇零一二三四五六七八九])年(?:(?P<month>{MONTH})月(?:"
    rf"(?P<day>{DAY})[日号])?|(?P<edge>[底末初]))"
)
_EDGES: dict[str, Edge] = {
    "底": "end", "末": "end", "下旬": "end", "初": "start", "上旬": "start", "中旬": "middle", "中": "middle",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, quarter, half or year, and the position behind it."""

    day: Day
    end: int


def number(word: str) -> int:
    """Return the value of a year, month or day in digits or Chinese characters."""
    if word.isdigit() and word.isascii():
        return int(word)
    if all(char in DIGITS for char in word):
        return int("".join(str(DIGITS[char]) for char in word))
    return int(chinese_value(word) or 0)


def valid(day: Day) -> bool:
    """Tell whether the calendar has the day; 29 February is accepted where no year is given."""
    if day.month is None or day.day is None:
        return True
    try:
        date(day.year or 2024, day.month, day.day)
    except ValueError:
        return False
    return True


def match_point(text: str, pos: int) -> Point | None:
    """Read the point of time at `pos`; None where there is none or the calendar does not have it."""
    found = _POINT.match(text, pos)
    if found:
        return _with_year(found)
    found = _NUMERIC.match(text, pos) or _DOTTED_MONTH.match(text, pos)
    if found:
        return _numeric(found)
    if found := _BARE.match(text, pos):
        return _bare(found) if not _inside(text, pos) else None
    if found := _THIS_MONTH.match(text, pos):
        return _this_month(found)
    found = _NO_YEAR.match(text, pos)
    if found and not _inside(text, pos):
        return _checked(_tail(found, None, None), found.end())
    found = _SHORT_YEAR.match(text, pos)
    if found and not _inside(text, pos):
        return _checked(_tail(found, 1900 + number(found.group("year")), None), found.end())
    return None


def _inside(text: str, pos: int) -> bool:
    """Tell whether `pos` is in the middle of a number or a word, so that no month can begin there."""
    before = text[pos - 1 : pos]
    if text[pos] in "年月":
        return bool(before) and before in "0123456789一二三四五六七八九十几数多半每百个近整前去今明当本上下两"
    if text[pos] in "上下":
        return before == "每"
    return bool(before) and before in "0123456789.一二三四五六七八九十百千万第个"


def _with_year(found: re.Match[str]) -> Point | None:
    word = found.group("word")
    year = number(found.group("year")) if found.group("year") else None
    if year is not None and not 1900 <= year <= 2099:
        return None
    return _checked(_tail(found, year, RELATIVE[word] if word else None), found.end())


def _checked(day: Day, end: int) -> Point | None:
    return Point(day, end) if valid(day) else None


def _numeric(found: re.Match[str]) -> Point | None:
    day = found.groupdict().get("day")
    month = int(found.group("month"))
    precision: Literal["day", "month"] = "day" if day else "month"
    return _checked(Day(precision, int(found.group("year")), month, int(day) if day else None), found.end())


def _bare(found: re.Match[str]) -> Point | None:
    year = int(found["year"]) if found["year"] else None
    month, day = int(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    return _checked(Day("day", year, month, day), found.end())


def _this_month(found: re.Match[str]) -> Point:
    day, months = found["day"], RELATIVE_MONTHS[found["word"]]
    if day:
        return Point(Day("day", day=number(day), relative_month=months), found.end())
    return Point(Day("month", edge=_EDGES.get(found["edge"]), relative_month=months), found.end())


def _tail(found: re.Match[str], year: int | None, relative: int | None) -> Day:
    """Build the day from what follows the year."""
    part = found.groupdict()
    if part.get("month"):
        day = number(part["day"]) if part.get("day") else None
        edge = _EDGES.get(part.get("medge") or "")
        return Day("day" if day else "month", year, number(part["month"]), day, None, edge, relative)
    if part.get("monthly"):
        return Day("month", edge=_EDGES[part["medge2"]])
    if part.get("quarter"):
        edge = _EDGES.get(part["qedge"] or "")
        return Day("quarter", year, None, None, number(part["quarter"]), edge, relative)
    if part.get("half"):
        edge = _EDGES.get(part["hedge"] or "")
        return Day("half", year, None, None, 1 if part["half"] == "上" else 2, edge, relative)
    mark = (part.get("edge") or "").lstrip("年")
    if year is None and relative is None:
        relative = 0
    return Day("year", year, edge=_EDGES.get(mark), relative_year=relative)
