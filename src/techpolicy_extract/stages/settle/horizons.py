"""A time that governs numbers, and the period that it makes."""

from __future__ import annotations

from dataclasses import dataclass

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing.dates import bounds
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.when import When


@dataclass(frozen=True, slots=True)
class Horizon:
    """A time that governs numbers: where it stands, and whether it is a day to be reached (到2025年) or a period."""

    lexeme: Lexeme
    until: bool
    inherited: bool = False


def has_year(when: When) -> bool:
    """Whether a time names its year, or is that of a plan."""
    if when.kind == "plan":
        return True
    day = when.end or when.start
    return day is not None and day.year is not None


def names_current_year(text: str, horizon: Horizon) -> bool:
    """Whether a time is 当年 and the like, which says of which year only what is told before."""
    return text[horizon.lexeme.start : horizon.lexeme.end] in words("times", "current")


def names_no_year(text: str, horizon: Horizon | None) -> bool:
    """Whether a time is the end or a part of a year that it leaves out: 年末, 年底, 年内."""
    return horizon is not None and text.startswith(words("times", "parts_of_year"), horizon.lexeme.start)


def period(text: str, horizon: Horizon | None, year: int | None, current: bool) -> dict[str, object]:
    """Give period_text, period_start and period_end (ISO dates) of a horizon.

    `year` is the year the part speaks from; `current`: the clause says 当年, so that the whole year is meant.
    """
    if horizon is None:
        return {"period_text": None, "period_start": None, "period_end": None}
    said = text[horizon.lexeme.start : horizon.lexeme.end]
    when = horizon.lexeme.when
    assert when is not None
    if when.kind == "span":
        return {"period_text": said, "period_start": None, "period_end": None}
    start, end = bounds(when, year)
    if when.kind == "since":
        end = None
    elif (horizon.until or (when.end is not None and when.end.edge == "end")) and not current:
        start = None
    return {"period_text": said, "period_start": start, "period_end": end}
