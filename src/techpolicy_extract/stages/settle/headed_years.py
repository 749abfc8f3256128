"""The year of which a heading or title tells: 2023年工作回顾."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.model import Section
from techpolicy_extract.patterns.lazy import lazy

# What a heading or title that names one year tells of that year, and no other: 2023年工作回顾, 2023年统计公报.
_ANNUAL = worded("times", "{yearly}|{work}{work_of_year}|{main}{main_of_year}")
_ONE_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?=年)")


def year_of_heading(section: Section) -> int | None:
    """Return the one year of which a heading tells; None where it names none, or several, or tells of another."""
    heading = section.heading or ""
    found = set(_ONE_YEAR.findall(heading))
    return int(found.pop()) if len(found) == 1 and _ANNUAL.search(heading) else None
