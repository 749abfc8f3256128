"""What a number measures of its indicator, and which indicators are only a grade: words in, answer out."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded

_GROWTH = worded("measures", "(?<!{natural}){growth_ends}$")
_SHARE = worded("measures", "{share_ends}$")
_RATE = worded("measures", "{rate_ends}{rate_tails}?$")
_CHANGE = worded("measures", "{changes}")
_LEVEL = worded("measures", "{bare_grades}{grade_ends}$|{money_ends}$")


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
