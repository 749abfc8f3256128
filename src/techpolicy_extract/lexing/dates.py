"""Dates and periods: text in, `When` out."""

from __future__ import annotations

import re
from dataclasses import replace

from techpolicy_extract.lexing.damaged_dates import match_damaged, match_month_lost
from techpolicy_extract.lexing.date_forms import DAY, MONTH, YEAR, Point, match_point, number
from techpolicy_extract.lexing.date_values import bounds, recurring, resolve, with_year
from techpolicy_extract.lexing.periods import match_every, match_plan, match_span
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.when import Day, When
from techpolicy_extract.patterns.lazy import lazy

__all__ = ["bounds", "lex_when", "recurring", "resolve"]

# A cheap test before any work: the characters that can begin a time, and for a number what must follow soon.
_GATE = lazy(
    r"[\d〇零○一二三四五六七八九十两半][\d〇零○一二三四五六七八九十半,.、和及与/年月日季个周天工至到~～—–"
    r"－-]{0,16}?[年月日周天号季工个世星]|(?:19|20)\d\d[-./—–~～－至]"
    r"|[一二三四五六七八九十]{1,3}五[”\"’」』期时规计末以及和、，。的发科国初开收]|[一二三四五六七八九十]{2,3}五"
    r"|第[一二三四五六七八九十1-4]{1,3}(?:季|个五年)|[“\"‘「『][一二三四五六七八九十]{1,3}五"
    r"|20\d{6}日?[之以]?前|\d{1,2}[./]\d{1,2}日?[之以]?前|(?:本|下个?)月[底末初内\d一二三]"
    r"|[去今明当本翌次上下前][一]?[年半一三1]|年[底末初内]|月[底末初]|每[年季月半]|季度|季之?后"
    r"|[未近今过最此][来两后去\d一二三四五六七八九十]|两年|十五"
)
_DASH = r" ?(?:[-－~～〜‐‑–—]{1,2}|至|到) ?"
_JOINT = lazy(rf"(?:起|开始)?{_DASH}")
_SECOND_YEAR = lazy(
    rf"(?P<first>(?:19|20)\d{{2}})年?{_DASH}(?P<last>(?:19|20)\d{{2}}|\d{{2}}(?=年))(?:(?P<word>年度?)|"
    rf"(?=\s*(?:[）)】\]]|$)))"
)
_LISTED_YEAR = lazy(r"(?:19|20)\d{2}(?=(?:[、和及与](?:19|20)\d{2}){1,5}年)")
_MONTHS = lazy(rf"(?:(?P<year>{YEAR})年)?(?P<first>{MONTH}){_DASH}(?P<last>{MONTH})月份?")
_DAYS = lazy(rf"(?:(?P<year>{YEAR})年)?(?P<month>{MONTH})月(?P<first>{DAY})日?{_DASH}(?P<last>{DAY})日")
_QUARTERS = lazy(
    rf"(?:(?P<year>{YEAR})年|(?P<this>今年|去年))?(?:前(?P<to>[二两三23])个?季度|第?"
    rf"(?P<first>[一二三123]){_DASH}第?(?P<last>[二三四234])季度)"
)
_DECADE = lazy(
    r"(?:(?P<century>\d{2}|二十|二十一|上)世纪)?(?P<decade>\d0|[一二三四五六七八九]十)年代(?:[初末]"
    r"|[中前后]期)?"
)
_LONE_DAY = lazy(
    r"(?P<day>3[01]|[12]\d|0?[1-9])日(?=前|之前|以前|上午|下午|晚|凌晨|，|。|、|召开|在|发布|讯|电|印发"
    r"|施行|起|（星期|\d{1,2}[:时：])"
)
_CLOCK = lazy(
    r"(?:（(?:星期|周)[一二三四五六日天]）)?(?: ?(?:上午|下午|晚上?|中午|凌晨)?(?:[01]?\d|2[0-4])"
    r"(?:[:：][0-5]\d(?::[0-5]\d)?|[时点](?:[0-5]?\d分|整|半)?)|[24]4时|(?:上午|下午)?下班)?"
)
_BEFORE = lazy(
    r"(?:[之以]前|底前)(?!后)|前(?![后置端往沿期瞻来述列茅款项景身缀一二两三四五六七八九十\d]|提(?![交供出请报])|进(?!行))"
)
_SINCE = lazy(r"以来|至今|以后|之后|起(?![草步点诉到始飞止算源用码重降])|后(?![期续者来备勤疫])")
_COMPARATOR = lazy(r"(?:不低于|不少于|至少|长达|不超过|超过|[不未]满)$")
# A year may stand behind a list number (20.2026年); nothing else behind a point or digit is a date.
_NOT_AFTER = lazy(r"[0-9〔\[［-]\Z|[0-9]\.\Z")
_LOST = lazy(r"(?:月\d{1,2}|(?<!\d)\d{8})$")  # 日 of 11月23前, every mark of 20221123前
_FULL_YEAR = lazy(r"(?:19|20)\d\d年")


def lex_when(text: str, pos: int) -> Lexeme | None:
    """Read the date or period that begins at `pos`; None where none does.

    The lexeme includes 前 and 之前, a weekday and a time of day behind the date, 以来 and 起, 未来 and 近 before a span, the
    quotation marks of a plan. A repaired date has the flag date_repaired, or date_ambiguous where it has other
    readings.
    """
    if not _GATE.match(text, pos) or (text[pos].isdigit() and _misplaced(text, pos)):
        return None
    for match in (match_every, match_plan, match_span):
        special = match(text, pos)
        if special:
            return _lexeme(pos, special)
    found = _match_range(text, pos) or match_month_lost(text, pos) or _match_single(text, pos)
    found = found or match_damaged(text, pos) or _lone_day(text, pos)
    return _lexeme(pos, _suffixed(text, *found)) if found else None


def _misplaced(text: str, pos: int) -> bool:
    """Tell whether the digits at `pos` are the rest of a longer number."""
    if not _NOT_AFTER.search(text, max(0, pos - 2), pos):
        return False
    return text[pos - 1] != "." or not _FULL_YEAR.match(text, pos)


def _lexeme(pos: int, found: tuple[When, int]) -> Lexeme:
    when, end = found
    flags: tuple[str, ...] = ()
    if when.repaired:
        flags = ("date_ambiguous",) if when.alternatives else ("date_repaired",)
    return Lexeme("when", pos, end, when=when, flags=flags)


def _match_single(text: str, pos: int) -> tuple[When, int] | None:
    """Read one point of time, or two with a dash between them."""
    listed = _LISTED_YEAR.match(text, pos)
    if listed:
        return When("day", end=Day("year", int(listed.group()))), listed.end()
    first = match_point(text, pos)
    if first is None or (first.day.precision == "year" and _COMPARATOR.search(text, max(0, pos - 3), pos)):
        return None
    end = _clock_end(text, first.end, first)
    second = _second(text, end, first.day)
    if second:
        return When("range", first.day, second.day), _clock_end(text, second.end, second)
    return When("day", end=first.day, repaired=bool(_LOST.search(text, pos, first.end))), end


def _second(text: str, pos: int, first: Day) -> Point | None:
    """Read the end of a range; it takes over a year that only the start names."""
    joint = _JOINT.match(text, pos)
    if not joint:
        return None
    second = match_point(text, joint.end())
    if second is None or (second.day.year is None and second.day.precision == "year" and second.day.relative_year != 1):
        return None
    day = with_year(second.day, first.year)
    if second.day.year is None and day.year is not None and day.relative_year is None and _key(day) < _key(first):
        # 2023年12月25日至1月5日 ends in the year after.
        day = replace(day, year=day.year + 1)
    if day.year is None and day.relative_year is None:
        day = replace(day, relative_year=first.relative_year)
    return Point(day, second.end)


def _key(day: Day) -> tuple[int, int, int]:
    return day.year or 0, day.month or (day.index or 0) * 3, day.day or 0


def _match_range(text: str, pos: int) -> tuple[When, int] | None:
    """Read ranges whose ends share a word: 2021—2025年, 1—10月, 8月18—21日, 前三季度, 90年代."""
    found = _SECOND_YEAR.match(text, pos)
    if found:
        return _years(found)
    found = _DAYS.match(text, pos)
    if found:
        month = number(found.group("month"))
        low, high = (Day("day", _year(found), month, number(found.group(name))) for name in ("first", "last"))
        return When("range", low, high), _clock_end(text, found.end(), Point(high, found.end()))
    found = _MONTHS.match(text, pos)
    if found and not (pos and text[pos - 1] in "第十一二三四五六七八九"):
        low, high = (Day("month", _year(found), number(found.group(name))) for name in ("first", "last"))
        return When("range", low, high), found.end()
    found = _QUARTERS.match(text, pos)
    if found:
        return _quarters(found)
    found = _DECADE.match(text, pos)
    return _decade(found) if found else None


def _year(found: re.Match[str]) -> int | None:
    return number(found.group("year")) if found.group("year") else None


def _years(found: re.Match[str]) -> tuple[When, int] | None:
    first, last = int(found.group("first")), int(found.group("last"))
    if last < 100:
        last += first // 100 * 100
    # Without 年, only a span that a plan can have counts as years.
    if not 1900 <= first < last <= 2099 or (not found.group("word") and last - first > 40):
        return None
    end = found.end()
    edge = re.compile(r"年?[底末]").match(found.string, end) if found.group("word") == "年" else None
    day = Day("year", last, edge="end" if edge else None)
    if not edge and match_point(found.string, found.start("last")) not in (None, Point(Day("year", last), end)):
        return None
    return When("range", Day("year", first), day), edge.end() if edge else end


def _quarters(found: re.Match[str]) -> tuple[When, int]:
    first = number(found.group("first") or "1")
    last = number(found.group("last") or found.group("to"))
    relative = {"今年": 0, "去年": -1}.get(found.group("this") or "")
    low, high = (Day("quarter", _year(found), index=index, relative_year=relative) for index in (first, last))
    return When("range", low, high), found.end()


def _decade(found: re.Match[str]) -> tuple[When, int]:
    century = {"上": 19, "二十": 19, "二十一": 20}.get(found.group("century") or "上") or int(
        found.group("century")
    ) - 1
    first = century * 100 + number(found.group("decade"))
    if not found.group("century") and first < 1950:
        first += 100
    return When("range", Day("year", first), Day("year", first + 9)), found.end()


def _lone_day(text: str, pos: int) -> tuple[When, int] | None:
    """Read a day whose month stands elsewhere; a count of days is not one."""
    found = _LONE_DAY.match(text, pos)
    if not found or (pos and text[pos - 1] in "于少过满达为每第.十个后前近"):
        return None
    end = _clock_end(text, found.end("day") + 1, Point(Day("day"), 0))
    return When("day", end=Day("day", day=int(found.group("day")))), end


def _clock_end(text: str, end: int, point: Point) -> int:
    """Return the end of the weekday and time of day behind a day; `end` itself where there are none."""
    if point.day.precision != "day":
        return end
    found = _CLOCK.match(text, end)
    return found.end() if found else end


def _suffixed(text: str, when: When, end: int) -> tuple[When, int]:
    """Include 前 or 以来 behind the date; 以来, 起 and 后 make it the start of an open period."""
    before = _BEFORE.match(text, end)
    if before:
        return when, before.end()
    since = _SINCE.match(text, end)
    if since and when.kind == "day" and when.end and not when.repaired:
        return When("since", start=when.end), since.end()
    return when, end
