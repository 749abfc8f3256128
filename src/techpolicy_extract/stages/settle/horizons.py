"""A time that governs numbers, and the period that it makes."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing.dates import bounds
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.quick import quick_dataclass
from techpolicy_extract.nouns.when import When
from techpolicy_extract.syntax.scope.leads import is_one_year


@quick_dataclass(frozen=True, slots=True)
class Horizon:
    """A time that governs numbers: where it stands, and whether it is a day to be reached (到2025年) or a period."""

    lexeme: Lexeme
    until: bool
    inherited: bool = False

    @property
    def is_one_year(self) -> bool:
        """Return whether the time is a single year, or a part of one: 2025年, 过去一年."""
        return is_one_year(self.lexeme.when)


@quick_dataclass(frozen=True, slots=True)
class Period:
    """A period as the text says it, its first and its last day (ISO dates)."""

    text: str | None = None
    start: str | None = None
    end: str | None = None


def names_current_year(text: str, horizon: Horizon) -> bool:
    """Return whether a time is 当年 and the like, which says of which year only what is told before."""
    return text[horizon.lexeme.start : horizon.lexeme.end] in words("times", "current")


def names_no_year(text: str, horizon: Horizon | None) -> bool:
    """Return whether a time is the end or a part of a year that it leaves out: 年末, 年底, 年内."""
    return horizon is not None and text.startswith(words("times", "parts_of_year"), horizon.lexeme.start)


def period(text: str, horizon: Horizon | None, year: int | None, current: bool, begun: int | None = None) -> Period:
    """Return the period of a horizon, an empty one where there is none.

    `year` is the year the part speaks from; `current`: the clause says 当年, so that the whole year is meant; `begun` is
    the year at whose beginning a report speaks: its 过去五年 are the five years before that, its 今后五年 begin with it.
    """
    if horizon is None:
        return Period()
    said = text[horizon.lexeme.start : horizon.lexeme.end]
    when = horizon.lexeme.when
    assert when is not None
    if when.kind == "span":
        return _years_around(said, when, begun)
    start, end = bounds(when, year)
    if when.kind == "since":
        end = None
    elif (horizon.until or (when.end is not None and when.end.edge == "end")) and not current:
        start = None
    return Period(said, start, end)


def _years_around(said: str, when: When, begun: int | None) -> Period:
    """Return the period of the years before or from one that has just begun; of any other length of time its words."""
    if begun is None or when.unit != "年" or not when.number:
        return Period(said)
    if when.past:
        return Period(said, f"{begun - when.number}-01-01", f"{begun - 1}-12-31")
    if said.startswith(words("times", "coming")):
        return Period(said, f"{begun}-01-01", f"{begun + when.number - 1}-12-31")
    return Period(said)
