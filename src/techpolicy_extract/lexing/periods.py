"""Periods that are not dates: plans (“十四五”期间), spans (未来3年内) and recurring times (每年2月底前)."""

from __future__ import annotations

import re

from techpolicy_extract.lexing.chinese_numbers import chinese_value
from techpolicy_extract.lexing.date_forms import DAY, MONTH, number
from techpolicy_extract.nouns.when import Day, When
from techpolicy_extract.patterns.lazy import lazy

# The first plan began in 1953; 1963-65 were years of adjustment, so the third to fifth began a year later each.
_FIRST_YEARS = (1953, 1958, 1966, 1971, 1976)
_PLAN = lazy(
    r"(?P<open>[“\"‘「『])?(?P<name>十[一二三四五]五|十五|[一二三四五六七八九]五)(?P<close>[”\"’」』])?"
    r"(?:(?P<during>期间|时期|规划期|这五年)|(?P<end>期末|规划末|末期|末)|(?P<start>期初|初期|开局之年"
    r"|初)|(?P<since>以来|至今|起(?![步草])))?"
)
# 十四五 is a number only before a unit or another numeral.
_COUNTING = lazy(r"[零〇一二两三四五六七八九十百千万亿年月日天个家项人名次届条元吨亩%\d.]")
_NTH_PLAN = lazy(r"第(?P<name>[一二三四五六七八九十]{1,3})个五年(?:(?:计划|规划)(?:期间|时期)?|期间)")
_N = r"(?:\d{1,4}|[一二两三四五六七八九十百半]{1,4})"
_SPAN = lazy(
    rf"(?P<lead>未来|今后|此后|近|最近|过去|未来的|今后的)?(?:{_N}(?:[-－~～–—]{{1,2}}|至|到))?(?P<number>{_N})"
    r"(?P<unit>年|个月|个季度|季度|个?星期|周|天|日|个工作日|工作日|个自然日)(?P<half>半)?"
    r"(?P<tail>(?:的)?时间(?![节点表轴段])|[之以]内|内(?![部容外置涵地在生需陆涝蒙])|(?:以)?来"
    r"(?![源自到看访])|[之以]?后(?![续期勤])|[之以]?前(?![\d一二三四五六七八九十期后端沿景往列置茅])|间"
    r"(?![接隔断])|左右时间)?"
)
_UNITS = {
    "年": ("年", 1),
    "个月": ("月", 1),
    "周": ("日", 7),
    "星期": ("日", 7),
    "个星期": ("日", 7),
    "天": ("日", 1),
    "日": ("日", 1),
}
_EVERY_YEAR = lazy(
    rf"每(?:一)?(?:个)?年度?的?(?:(?P<month>{MONTH})月(?:份)?(?:(?P<day>{DAY})[日号]|(?P<medge>[底末初]))?"
    rf"|年?(?P<yedge>[底末初])"
    rf"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)(?P<before>[之以]?前)?"
)
_EVERY_YEAR_TO = lazy(
    rf"(?:[-－~～–—]{{1,2}}|至|到)(?:次年|当年|翌年)?(?P<month>{MONTH})月(?:(?P<day>{DAY})[日号]|(?P<medge>[底末]))"
    r"(?P<before>[之以]?前)?"
)
_EVERY_QUARTER = lazy(
    r"(?P<lead>每个?)?(?P<unit>季度?|月|半年|年度)(?:终了|结束|末)?(?P<after>之?后)(?P<days>\d{1,3}"
    r"|[一二三四五六七八九十]{1,3})(?P<work>个?工作日|个?自然日|日|天)(?P<within>[之以]?内|前)"
)
_EVERY_MONTH = lazy(
    rf"每个?(?P<unit>月|季度?|半年)(?:首个?月|末月|第[一二三1-3]个月)?(?:(?P<day>{DAY})[日号]|"
    rf"(?P<edge>[底末初]))(?P<before>[之以]?前)?"
)
# 每半年报送一次 has no day, but says how often something is handed in.
_EVERY_ONCE = lazy(
    r"每(?:个)?(?P<unit>月|季度?|半年|年)(?=(?:至少)?(?:向[^，。；]{2,20}?)?(?:书面)?(?:报送|上报|报告|提交|填报|反馈|通报|汇报|报)[^，。；]{0,24}[一1两2]次)"
)
_EVERY_NAMES = {"年": "year", "季": "quarter", "季度": "quarter", "月": "month", "半年": "half", "年度": "year"}


def plan_years(ordinal: int) -> tuple[int, int]:
    """Return the first and the last year of a five-year plan: 2021 and 2025 for 14."""
    first = _FIRST_YEARS[ordinal - 1] if ordinal <= 5 else 1981 + (ordinal - 6) * 5
    return first, first + 4


def match_plan(text: str, pos: int) -> tuple[When, int] | None:
    """Read a five-year plan. Its end alone (“十四五”末) has no `start`, its beginning no `end`."""
    found = _NTH_PLAN.match(text, pos)
    if found:
        ordinal = int(chinese_value(found.group("name")) or 0)
        return (_plan(ordinal, found), found.end()) if 1 <= ordinal <= 30 else None
    found = _PLAN.match(text, pos)
    if not found or not _is_plan(text, found):
        return None
    name = found.group("name")
    ordinal = int(chinese_value(name[:-1]) or 0)
    end = found.end()
    return _plan(ordinal, found), end


def _plan(ordinal: int, found: re.Match[str]) -> When:
    first, last = plan_years(ordinal)
    part = found.groupdict()
    if part.get("since"):
        return When("since", start=Day("year", first), number=ordinal)
    if part.get("end"):
        return When("plan", end=Day("year", last, edge="end"), number=ordinal)
    if part.get("start"):
        return When("plan", start=Day("year", first, edge="start"), number=ordinal)
    return When("plan", Day("year", first), Day("year", last), ordinal)


def _is_plan(text: str, found: re.Match[str]) -> bool:
    """Tell whether a name is a plan: 十X五 unless part of a number; 九五 only in quotes or before 期间 or 计划."""
    if found.group("open"):
        return found.group("close") is not None
    start, end = found.span("name")
    before = text[max(0, start - 1) : start]
    if before and before in "零一二三四五六七八九十百千万第两0123456789年月":
        return False
    if any(found.group(name) for name in ("during", "end", "start", "since")):
        return len(found.group("name")) == 3 or found.group("during") is not None or before in ("“", "”", "《", "")
    long = len(found.group("name")) == 3
    if text.startswith(("规划", "计划"), found.end("close") if found.group("close") else end):
        return True
    return long and not _COUNTING.match(text, end)


def match_span(text: str, pos: int) -> tuple[When, int] | None:
    """Read a length of time that stands for a period: 未来3年内, 近三年, 5年时间, 10个工作日内; not a bare 5年."""
    found = _SPAN.match(text, pos)
    if not found or not (found.group("lead") or found.group("tail")):
        return None
    digits, word, tail = found.group("number"), found.group("unit"), found.group("tail") or ""
    ends = tail.endswith("内") and text[max(0, pos - 2) : pos] in ("期前", "满前", "束前")  # 到期前30日内
    if pos and text[pos - 1] in "0123456789.零一二三四五六七八九十百第前每之" and not found.group("lead") and not ends:
        return None
    if digits.isdigit() and len(digits) == 4 and word == "年":
        return None
    amount, unit = _length(digits, word, bool(found.group("half")))
    if not amount:
        return None
    lead = found.group("lead") or ""
    past = lead in ("近", "最近", "过去") or tail.endswith(("来", "前"))
    if tail.endswith("前") and word in ("日", "季度", "天"):
        return None
    return When("span", number=amount, unit=unit, past=past), found.end()


def match_length(text: str, pos: int) -> tuple[When, int] | None:
    """Read a length of time, whatever stands around it: 三个月, 15日; the end is that of its unit."""
    found = _SPAN.match(text, pos)
    if not found or found.group("lead"):
        return None
    amount, unit = _length(found.group("number"), found.group("unit"), bool(found.group("half")))
    return (When("span", number=amount, unit=unit), found.end("unit")) if amount else None


def _length(digits: str, word: str, half: bool) -> tuple[int, str]:
    """Return number and unit: 半年 is 6 月, 两周 14 日, a quarter 3 月; 0 where the digits are no number."""
    if digits == "半":
        return (6, "月") if word == "年" else (0, "")
    if "半" in digits:  # 一半年来
        return 0, ""
    count = number(digits) if digits.isdigit() else int(chinese_value(digits) or 0)
    if half and word == "年":
        return count * 12 + 6, "月"
    if word.endswith("季度"):
        return count * 3, "月"
    if word.endswith("工作日"):
        return count, "工作日"
    unit, factor = _UNITS.get(word, ("日", 1))
    return count * factor, unit


def match_every(text: str, pos: int) -> tuple[When, int] | None:
    """Read a recurring time: 每年2月底前, 每月10日前, 每季度终了后15日内."""
    found = _EVERY_QUARTER.match(text, pos)
    if found and (found.group("lead") or (text[pos] == "季" and not _numbered(text, pos))):
        days = number(found.group("days"))
        return When("every", number=days, unit=_EVERY_NAMES[found.group("unit")]), found.end()
    found = _EVERY_YEAR.match(text, pos)
    if found:
        first, last = _yearly_day(found), _EVERY_YEAR_TO.match(text, found.end())
        if last and first.precision == "day":
            return When("every", first, _yearly_day(last), unit="year"), last.end()
        return When("every", end=first, unit="year"), found.end()
    if found := _EVERY_ONCE.match(text, pos):
        return When("every", unit=_EVERY_NAMES[found.group("unit")]), found.end()
    found = _EVERY_MONTH.match(text, pos)
    if not found:
        return None
    unit = _EVERY_NAMES[found.group("unit")]
    edge = {"底": "end", "末": "end", "初": "start"}.get(found.group("edge") or "")
    if unit != "month" and found.group("day") and "月" not in found.group():
        return None
    precision = "day" if found.group("day") else unit
    count = number(found.group("day")) if found.group("day") else None
    day = Day(precision, day=count, edge=edge)  # type: ignore[arg-type]
    return When("every", end=day, unit=unit), found.end()


def _numbered(text: str, pos: int) -> bool:
    """Tell whether a number stands before 季度, which is then one certain quarter."""
    return pos > 0 and text[pos - 1] in "一二三四1234每"


def _yearly_day(found: re.Match[str]) -> Day:
    part = found.groupdict()
    edge = {"底": "end", "末": "end", "初": "start"}.get(part["medge"] or part.get("yedge") or "")
    if part["month"]:
        day = number(part["day"]) if part["day"] else None
        return Day("day" if day else "month", None, number(part["month"]), day, None, edge)  # type: ignore[arg-type]
    if part.get("quarter"):
        return Day("quarter", index=number(part["quarter"]))
    if part.get("half"):
        return Day("half", index=1 if part["half"] == "上" else 2)
    return Day("year", edge=edge)  # type: ignore[arg-type]
