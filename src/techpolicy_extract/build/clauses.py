"""Where a clause begins and ends, and how its words add its numbers up."""

from __future__ import annotations

import re

_CUMULATIVE = re.compile(r"累计|总计|合计|共计|总共|(?<!公)共(?![同建享用性识有产和])|总数")
_ANNUAL = re.compile(r"每年|年均|当年|逐年")


def clause_start(text: str, position: int, floor: int) -> int:
    """Find where the clause before `position` begins: behind the last ，；：。 outside quotes, not before `floor`."""
    depth = 0
    for i in range(position - 1, floor - 1, -1):
        char = text[i]
        if char in "”）":
            depth += 1
        elif char in "“（" and depth:
            depth -= 1
        elif not depth and char in "，；：。（":
            return i + 1
    return floor


def clause_end(text: str, position: int) -> int:
    """Find where the clause behind `position` ends: at the next ，；：。 outside quotes."""
    depth = 0
    for i in range(position, len(text)):
        char = text[i]
        if char in "“（":
            depth += 1
        elif char in "”）" and depth:
            depth -= 1
        elif not depth and char in "，；：。）":
            return i
    return len(text)


def accumulation(clause: str) -> str | None:
    """Read cumulative or annual off the words of a clause; null where no word decides."""
    if _CUMULATIVE.search(clause):
        return "cumulative"
    return "annual" if _ANNUAL.search(clause) else None
