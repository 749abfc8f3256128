"""Days and periods as texts write them; what a text leaves out is None. Data without behaviour."""

from __future__ import annotations

from typing import Literal

from techpolicy_extract.nouns.quick import quick_dataclass

Precision = Literal["day", "month", "quarter", "half", "year"]


@quick_dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, or a month, quarter, half or year; parts that the text does not give are None.

    `index` is the number of the quarter or half. `edge` is "end" for 底 and 末, "start" for 初, "middle" for 中旬.
    `relative_year` counts from the document's year where the text says 今年 (0), 去年 (-1), 明年 (1); `relative_month`
    from its month (本月 0, 下月 1).
    """

    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    index: int | None = None
    edge: Literal["start", "middle", "end"] | None = None
    relative_year: int | None = None
    relative_month: int | None = None


@quick_dataclass(frozen=True, slots=True)
class When:
    """A date or period as lexed.

    kind        start       end         other
    day         -           the day     `alternatives`: the other valid readings of a damaged date
    range       first day   last day    2021-2025年, 6月1日至30日
    plan        first year  last year   “十四五”期间: `number` 14
    since       first day   -           2016年以来, 自2021年起
    span        -           -           5年时间, 未来3年内, 近三年: `number` and `unit` 年, 月, 日 or 工作日; `past` for 近
    every       -           the day     每年2月底前: `unit` year, quarter or month
    """

    kind: Literal["day", "range", "plan", "since", "span", "every"]
    start: Day | None = None
    end: Day | None = None
    number: int | None = None
    unit: str | None = None
    past: bool = False
    repaired: bool = False
    alternatives: tuple[Day, ...] = ()
