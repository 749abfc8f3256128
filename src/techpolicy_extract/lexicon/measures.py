"""What a number measures of its indicator, and which indicators are only a grade: words in, answer out."""

from __future__ import annotations

from techpolicy_extract.patterns.lazy import lazy

_GROWTH = lazy(r"(?:增速|增幅|涨幅|增长率|降幅|下降率)$")
_SHARE = lazy(r"(?:占比|比重|比例|份额|覆盖率|占有率)$")
_RATE = lazy(r"(?:率|系数|指数|强度)(?:总体|平均|均)?$")
_CHANGE = lazy(r"新增|净增|减少|压减|关停|淘汰|减")
_LEVEL = lazy(r"(?:国家|省|市|区|县|部|厅|世界|校|院)级(?:以上)?$|元(?:以上|以下)$")


def measure_of(indicator: str, dimension: object, action: str) -> str:
    """Return what a number of a dimension measures, where no rule has said so: level, share, growth, change, multiple.

    `indicator` and `action` are the words for what is measured and what is done, empty where the text has none.
    """
    if dimension in ("percent", "permille", "multiple") and _GROWTH.search(indicator):
        return "growth"
    if dimension in ("percent", "permille"):
        return "level" if _RATE.search(indicator) and not _SHARE.search(indicator) else "share"
    if dimension == "multiple":
        return "multiple"
    if dimension == "percentage_point":
        return "change"
    return "change" if _CHANGE.match(action) else "level"


def is_elided(indicator: str) -> bool:
    """Return whether an indicator is only a grade (国家级) whose noun stands before."""
    return bool(_LEVEL.search(indicator))
