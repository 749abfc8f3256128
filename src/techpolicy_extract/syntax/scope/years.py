"""The years of which headings and titles tell: 2023年工作回顾, 2023年统计公报, 2026年政府工作报告."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.lexing.chinese_numbers import DIGITS
from techpolicy_extract.patterns.lazy import lazy

# What a heading or title that names one year tells of that year, and no other: 2023年工作回顾, 2023年统计公报.
_ANNUAL = worded("times", "{yearly}|{work}{work_of_year}|{main}{main_of_year}")
_ONE_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?=年)|[一二][九〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_REPORTED = worded(
    "times", r"(?P<year>(?:19|20)\d\d)年度?[^，。：]{0,24}{reports}(?!.{0,40}{other_papers})"
)  # 关于报送2023年度工作总结的通知 speaks of its own year
_DELIVERED = worded("times", r"(?P<year>(?:19|20)\d\d)年[^，。：]{0,24}{delivered}")


def year_told(heading: str) -> int | None:
    """Return the one year of which a heading tells; None where it names none, or several, or tells of another."""
    found = {"".join(str(DIGITS.get(digit, digit)) for digit in year) for year in _ONE_YEAR.findall(heading)}
    return int(found.pop()) if len(found) == 1 and _ANNUAL.search(heading) else None


def year_reported(title: str) -> int | None:
    """Return the year on which a title or heading reports: 2023年统计公报; None where it names no such year."""
    found = _REPORTED.search(title)
    return int(found["year"]) if found else None


def year_delivered(title: str) -> int | None:
    """Return the year at whose beginning a report is delivered, by its title: 2026年政府工作报告; None for others."""
    found = _DELIVERED.search(title)
    return int(found["year"]) if found else None
