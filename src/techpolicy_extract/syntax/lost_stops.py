"""Texts that have lost their 。: each became a line break, so that a line is a sentence."""

from __future__ import annotations

from collections.abc import Iterable

_LONG = 15  # characters of a line that may be a sentence
_FEWEST = 10  # such lines without which nothing is said
_STOPS = 20  # one stop in so many lines is by chance
_JOINED = 0.4  # of them have a comma: the rows of a list have none


def has_lost_stops(lines: Iterable[str]) -> bool:
    """Return whether the lines of a text are sentences without 。: many are long and have commas, hardly any a stop."""
    long = commas = stops = 0
    for line in lines:
        stops += line.count("。")
        if len(line) >= _LONG:
            long += 1
            commas += "，" in line
    return long >= _FEWEST and stops * _STOPS <= long and commas >= _JOINED * long
