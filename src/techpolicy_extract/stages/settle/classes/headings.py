"""What the headings above a number, and the title of its part, say of its class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.model import Section
from techpolicy_extract.stages.settle.times import Clock

_PLANS = worded("cues", "{plans}(?:的通知)?(?:（[^（）]{1,12}）)?$")  # titles of plans
# Titles of calls for applications.
_CALLS = worded("cues", r"{called_for}.{0,60}{call_titles}")


def is_planning(genre: str) -> bool:
    """Return whether documents of a genre set rules, or say what is to be done or reached."""
    return is_ruling(genre) or genre in words("documents", "forecasting")


def is_ruling(genre: str) -> bool:
    """Return whether documents of a genre set rules or say what is to be done."""
    return is_regulating(genre) or genre in words("documents", "instructing")


def is_regulating(genre: str) -> bool:
    """Return whether documents of a genre set rules: 办法, 条例."""
    return genre in words("documents", "regulating")


def plans(section: Section, clock: Clock) -> bool:
    """Return whether the part of a section plans, by its genre or its title."""
    return is_planning(clock.genre(section)) or bool(_PLANS.search(clock.part_of(section).heading or ""))


def calls(section: Section, clock: Clock) -> bool:
    """Return whether the part of a section calls for applications: 关于组织申报…的通知."""
    return bool(_CALLS.search(clock.part_of(section).heading or ""))


def below_conditions(section: Section, clock: Clock) -> bool:
    """Return whether a section or one above it is headed by conditions: 申报条件."""
    return any(_says(each.heading, "eligible_section") for each in _above(section, clock))


def below_rules(section: Section, clock: Clock) -> bool:
    """Return whether a section is part of an article, or a heading announces conditions or what to hand in."""
    return any(each.style == "第一条" or _says(each.heading, "rule_section") for each in _above(section, clock))


def speaks_of(section: Section, clock: Clock) -> tuple[str, Section] | None:
    """Return target or result, and the section: the nearest whose heading speaks of the future or the past alone."""
    for each in _above(section, clock):
        past, future = _says(each.heading, "past_section"), _says(each.heading, "future_section")
        if past != future:
            return ("result" if past else "target"), each
    return None


def _above(section: Section | None, clock: Clock) -> Iterator[Section]:
    """Yield a section and those that hold it, its part left out."""
    while section is not None and section.level:
        yield section
        section = clock.sections.get(section.parent_id or "")


@lru_cache(maxsize=4096)  # each number of a section asks for the same headings
def _says(heading: str | None, cue: str) -> bool:
    return bool(heading and _pattern(cue).search(heading))


@lru_cache(maxsize=16)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("cues")[name]))
