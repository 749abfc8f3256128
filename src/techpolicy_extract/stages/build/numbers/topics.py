"""The noun of a number whose own clause has none: the clause before names it (棉纱的产量，比上一年增长12.7%)."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.numbers import phrases
from techpolicy_extract.stages.build.numbers.site import Site
from techpolicy_extract.syntax.edges import clause_around

_OPEN = lazy("[，]$")  # only what a comma ends goes on
_NUMBER = lazy(f"[{phrases.NUMBERS}]")
# How many marks a statistic has passed, before what it has reached: 连跨2个百亿级台阶、达到410亿元.
STEP = worded("measures", "{steps}[^，。；]{1,10}{marks}")
# What a statistic is called at its end, and what is told of it behind that: 粮食产量屡创历史新高，达到54641万吨.
_STATISTIC = worded("measures", "(?:[率额量值数]|{counted_names}|{names_of_sums})(?=$|{told_of})")


def topic(site: Site, start: int) -> Span | None:
    """Return the place of the noun that the clause before `start` names; None where it counts, or names no measure."""
    if not _OPEN.search(site.slots, 0, start):
        return None
    low, end = clause_around(site.slots, start - 1)
    if step := STEP.search(site.slots, low, end):
        return _place(site, low, phrases.strip_reach(site.slots, low, step.start())[0])
    if _NUMBER.search(site.slots, low, end):
        return None
    found = _STATISTIC.search(site.slots, low, end)
    if found is None:
        return None
    return _place(site, low, found.end())


def _place(site: Site, low: int, end: int) -> Span | None:
    noun = phrases.read_left(site.slots, low, end).noun
    return site.place(noun) if noun and noun[1] - noun[0] > 1 else None
